/* fuse_kind.c: see fuse_kind.h. Families follow DESIGN.md section 4; the agreements are prior odds by judgement, to be
 * replaced by counts when enough linked reports exist. */
#include "fuse/fuse_kind.h"

#include <stddef.h>
#include <string.h>

typedef struct kind_row {
    const char *name;
    kind_family family;
    unsigned habits; /* 1 takeover, 2 gives up, 4 lasting */
    int rank;
} kind_row;

static const kind_row rows[] = {
    {"clash", FAMILY_GROUND, 4, 40},          {"repel", FAMILY_GROUND, 0, 45},
    {"launch-offensive", FAMILY_GROUND, 4, 42}, {"advance", FAMILY_GROUND, 4, 48},
    {"capture", FAMILY_GROUND, 1, 90},        {"withdraw", FAMILY_GROUND, 3, 70},
    {"hand-over", FAMILY_GROUND, 3, 72},      {"surrender", FAMILY_GROUND, 2, 60},
    {"besiege", FAMILY_GROUND, 4, 50},        {"break-siege", FAMILY_GROUND, 0, 55},
    {"attack", FAMILY_ATTACK, 0, 30},         {"deploy", FAMILY_FORCES, 4, 30},
    {"establish-base", FAMILY_FORCES, 0, 35}, {"defect", FAMILY_FORCES, 0, 30},
    {"recruit", FAMILY_FORCES, 4, 20},        {"mobilise", FAMILY_FORCES, 4, 20},
    {"air-mission", FAMILY_FORCES, 4, 20},    {"airstrike", FAMILY_FIRE, 0, 80},
    {"drone-strike", FAMILY_FIRE, 0, 82},     {"missile-strike", FAMILY_FIRE, 0, 82},
    {"shelling", FAMILY_FIRE, 0, 78},         {"bombing", FAMILY_FIRE, 0, 80},
    {"suicide-bombing", FAMILY_FIRE, 0, 84},  {"landmine", FAMILY_FIRE, 0, 80},
    {"chemical-attack", FAMILY_FIRE, 0, 86},  {"intercept", FAMILY_FIRE, 0, 60},
    {"cyber-attack", FAMILY_OTHER, 0, 50},    {"kill", FAMILY_HARM, 0, 20},
    {"injure", FAMILY_HARM, 0, 10},           {"attack-civilians", FAMILY_HARM, 0, 50},
    {"massacre", FAMILY_HARM, 0, 85},         {"execute", FAMILY_HARM, 0, 75},
    {"assassinate", FAMILY_HARM, 0, 75},      {"destroy", FAMILY_HARM, 0, 15},
    {"sabotage", FAMILY_HARM, 0, 60},         {"loot", FAMILY_HARM, 0, 15},
    {"torture", FAMILY_HARM, 0, 40},          {"sexual-violence", FAMILY_HARM, 0, 60},
    {"abduct", FAMILY_PEOPLE, 0, 60},         {"release", FAMILY_PEOPLE, 0, 60},
    {"arrest", FAMILY_LAW, 0, 40},            {"trial", FAMILY_LAW, 0, 40},
    {"investigate", FAMILY_SPEECH, 0, 5},     {"displace", FAMILY_FLIGHT, 4, 30},
    {"evacuate", FAMILY_FLIGHT, 4, 30},       {"block-aid", FAMILY_OTHER, 4, 40},
    {"curfew", FAMILY_LAW, 4, 40},            {"protest", FAMILY_STREET, 4, 50},
    {"riot", FAMILY_STREET, 4, 55},           {"crackdown", FAMILY_STREET, 4, 60},
    {"strike-action", FAMILY_STREET, 4, 50},  {"coup", FAMILY_OTHER, 0, 80},
    {"ceasefire", FAMILY_TRUCE, 4, 70},       {"violate-ceasefire", FAMILY_TRUCE, 0, 60},
    {"negotiate", FAMILY_TALK, 4, 30},        {"mediate", FAMILY_TALK, 4, 30},
    {"agree", FAMILY_TALK, 0, 50},            {"meet", FAMILY_TALK, 0, 30},
    {"accuse", FAMILY_SPEECH, 0, 0},          {"condemn", FAMILY_SPEECH, 0, 0},
    {"demand", FAMILY_SPEECH, 0, 0},          {"threaten", FAMILY_SPEECH, 0, 0},
    {"reject", FAMILY_SPEECH, 0, 0},          {"deny", FAMILY_SPEECH, 0, 0},
    {"praise", FAMILY_SPEECH, 0, 0},          {"pledge", FAMILY_SPEECH, 0, 1},
    {"apologise", FAMILY_SPEECH, 0, 0},       {"claim-responsibility", FAMILY_SPEECH, 0, 2},
    {"contest-authority", FAMILY_SPEECH, 0, 0}, {"recognise", FAMILY_OTHER, 4, 10},
    {"support", FAMILY_OTHER, 4, 10},         {"arm", FAMILY_OTHER, 4, 10},
    {"train", FAMILY_OTHER, 4, 10},           {"give-aid", FAMILY_OTHER, 4, 10},
    {"finance", FAMILY_OTHER, 4, 10},         {"sanction", FAMILY_OTHER, 0, 30},
    {"expel", FAMILY_OTHER, 0, 30},           {"appoint", FAMILY_OTHER, 0, 10},
};

static const kind_row *find_row(const char *name)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].name, name) == 0) return &rows[i];
    return NULL;
}

fuse_kind kind_of(const char *name)
{
    const kind_row *r = find_row(name);
    if (r == NULL) return (fuse_kind){name, FAMILY_OTHER, false, false, false};
    return (fuse_kind){r->name, r->family, (r->habits & 1) != 0, (r->habits & 2) != 0, (r->habits & 4) != 0};
}

int kind_rank(const fuse_kind *k)
{
    const kind_row *r = find_row(k->name);
    return r != NULL ? r->rank : 0;
}

typedef struct kind_pair {
    const char *a, *b;
    double agreement;
} kind_pair;

/* Pairs that differ from what their families would give. */
static const kind_pair pairs[] = {
    {"airstrike", "drone-strike", 0.7},    {"airstrike", "missile-strike", 0.7}, {"airstrike", "bombing", 0.7},
    {"bombing", "missile-strike", 0.65},   {"bombing", "shelling", 0.55},        {"bombing", "drone-strike", 0.6}, /* a blast of any cause */
    {"missile-strike", "shelling", 0.75},  {"bombing", "suicide-bombing", 0.85}, {"bombing", "landmine", 0.6},
    {"drone-strike", "missile-strike", 0.6}, {"suicide-bombing", "airstrike", 0.1}, {"suicide-bombing", "shelling", 0.1},
    {"suicide-bombing", "missile-strike", 0.1}, {"landmine", "airstrike", 0.1}, {"intercept", "airstrike", 0.3},
    {"capture", "advance", 0.75},          {"capture", "withdraw", 0.8},         {"capture", "clash", 0.7},
    {"capture", "hand-over", 0.5},         {"capture", "surrender", 0.5},        {"capture", "attack", 0.7},
    {"capture", "launch-offensive", 0.55}, {"capture", "besiege", 0.25},         {"capture", "deploy", 0.5},
    {"capture", "repel", 0.3},             {"besiege", "break-siege", 0.2},      {"release", "hand-over", 0.75},
    {"release", "agree", 0.6},             {"release", "negotiate", 0.5},        {"hand-over", "agree", 0.5},
    {"release", "evacuate", 0.3},          {"ceasefire", "agree", 0.75},         {"ceasefire", "pledge", 0.75},
    {"ceasefire", "negotiate", 0.5},       {"ceasefire", "violate-ceasefire", 0.0}, {"violate-ceasefire", "agree", 0.0},
    {"agree", "pledge", 0.6},              {"agree", "negotiate", 0.6},          {"advance", "deploy", 0.6},
    {"kill", "injure", 0.8},               {"kill", "massacre", 0.85},           {"kill", "attack-civilians", 0.85},
    {"kill", "destroy", 0.4},              {"injure", "destroy", 0.4},           {"crackdown", "kill", 0.6},
    {"crackdown", "injure", 0.6},          {"abduct", "arrest", 0.4},            {"protest", "crackdown", 0.6},
    {"violate-ceasefire", "shelling", 0.65}, {"violate-ceasefire", "attack", 0.65}, {"violate-ceasefire", "airstrike", 0.6},
    {"violate-ceasefire", "clash", 0.65},  {"violate-ceasefire", "injure", 0.5}, {"violate-ceasefire", "kill", 0.5},
    {"injure", "withdraw", 0.15},          {"injure", "hand-over", 0.1},         {"kill", "withdraw", 0.3},
    {"kill", "hand-over", 0.15},           {"displace", "evacuate", 0.6},         {"abduct", "release", 0.0},           {"coup", "capture", 0.4},
};

/* How well two families fit, where no pair is named; symmetric, so only a <= b is written. */
static double family_agreement(kind_family a, kind_family b)
{
    if (a > b) {
        kind_family t = a;
        a = b;
        b = t;
    }
    if (a == FAMILY_FIRE && b == FAMILY_FIRE) return 0.4;
    if (a == FAMILY_FIRE && b == FAMILY_HARM) return 0.75;
    if (a == FAMILY_FIRE && b == FAMILY_ATTACK) return 0.75;
    if (a == FAMILY_HARM && b == FAMILY_HARM) return 0.7;
    if (a == FAMILY_HARM && b == FAMILY_ATTACK) return 0.8;
    if (a == FAMILY_ATTACK && b == FAMILY_GROUND) return 0.65;
    if (a == FAMILY_HARM && b == FAMILY_GROUND) return 0.45;
    if (a == FAMILY_GROUND && b == FAMILY_GROUND) return 0.5;
    if (a == FAMILY_STREET && b == FAMILY_STREET) return 0.6;
    if (a == FAMILY_FORCES && b == FAMILY_FORCES) return 0.4;
    if (a == FAMILY_TALK && b == FAMILY_TALK) return 0.5;
    if (b == FAMILY_SPEECH && (a == FAMILY_FIRE || a == FAMILY_HARM || a == FAMILY_ATTACK)) return 0.45;
    return a == b ? 0.2 : 0.0;
}

double kind_agreement(const fuse_kind *a, const fuse_kind *b)
{
    if (strcmp(a->name, b->name) == 0) return 1;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if ((strcmp(pairs[i].a, a->name) == 0 && strcmp(pairs[i].b, b->name) == 0) ||
            (strcmp(pairs[i].a, b->name) == 0 && strcmp(pairs[i].b, a->name) == 0))
            return pairs[i].agreement;
    return family_agreement(a->family, b->family);
}
