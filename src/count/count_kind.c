/* count_kind.c: see count_kind.h. The word lists are closed: what news says of the kinds of figures that the record knows. */
#include "count/count_kind.h"

#include <string.h>

#include "count/count_tune.h"

static const char PERSON[] =
    " person persons people civilian civilians soldier soldiers man men woman women child children boy boys girl girls fighter fighters militant "
    "militants rebel rebels insurgent insurgents terrorist terrorists policeman policemen officer officers police guard guards troop troops "
    "serviceman servicemen servicewoman worker workers journalist journalists resident residents villager villagers protester protesters "
    "demonstrator demonstrators student students prisoner prisoners detainee detainees hostage hostages refugee refugees migrant migrants "
    "victim victims member members commander commanders gunman gunmen bomber bombers attacker attackers marine marines sailor sailors pilot "
    "pilots driver drivers pupil pupils teacher teachers doctor doctors nurse nurses medic medics paramedic paramedics worshipper worshippers "
    "pilgrim pilgrims passenger passengers tourist tourists shepherd shepherds farmer farmers baby babies infant infants mother mothers "
    "father fathers son sons daughter daughters brother brothers sister sisters citizen citizens national nationals official officials "
    "peacekeeper peacekeepers contractor contractors recruit recruits conscript conscripts reservist reservists jihadist jihadists suspect suspects "
    "others other wounded dead injured passersby bystander bystanders personnel crew reporter cameraman photographer israelis "
    "ukrainians russians syrians iraqis kurds afghans somalis yemenis libyans americans turks iranians egyptians lebanese nigerians volunteer "
    "volunteers activist activists minister politician leader leaders emir chief judge priest monk nun businessman businesswoman engineer employee "
    "employees lawmaker teenager teenagers youth youths deputy shopkeeper constable general colonel lieutenant captain sergeant major imam cleric "
    "lawyer israeli iraqi american syrian afghan somali russian ukrainian turk kurd yemeni libyan iranian egyptian nigerian soldiers toddler pensioner "
    "settler settlers informer spy spies agent agents operative operatives extremist extremists combatant combatants loyalist loyalists mercenary "
    "mercenaries cadet cadets trainee trainees inmate inmates captive captives evacuee evacuees survivor survivors palestinian palestinians "
    "americans robbers robber smuggler smugglers criminal criminals ";
static const char HOUSEHOLD[] = " family families household households ";
static const char EQUIPMENT[] =
    " tank tanks vehicle vehicles helicopter helicopters aircraft plane planes jet jets warplane warplanes drone drones uav uavs ship ships boat boats "
    "warship warships howitzer howitzers gun guns launcher launchers mortar mortars truck trucks apc apcs carrier carriers pickup pickups car cars "
    "rifle rifles weapon weapons motorcycle motorcycles humvee humvees bulldozer bulldozers radar radars system systems battery batteries depot "
    "depots ";
static const char STRIKES[] =
    " airstrike airstrikes strike strikes raid raids attack attacks sortie sorties rocket rockets missile missiles shell shells bomb bombs explosion "
    "explosions blast blasts bombing bombings shelling shellings barrage barrages mission missions flight flights ";
static const char MEASURE[] =
    " km kms kilometer kilometers kilometre kilometres mile miles meter meters metre metres m cm mm ft foot feet yard yards inch inches kg kgs kilo kilos "
    "kilogram kilograms gram grams ton tons tonne tonnes pound pounds percent per pct cent cents dollar dollars euro euros ruble rubles rouble roubles lira shekel "
    "shekels dinar dinars riyal riyals acre acres hectare hectares square degree degrees celsius fahrenheit barrel barrels bpd liter liters litre litres gallon "
    "gallons watt watts megawatt megawatts mw gw kw knot knots mph kph vote votes seat seats point points goal goals run runs wicket wickets "
    "page pages percentage times caliber calibre millimeter millimetre bit bits byte bytes hour hours minute minutes second seconds day days "
    "week weeks month months year years decade decades century centuries o clock am pm gmt utc nautical ";

typedef struct cue {
    const char *words;
    const char *kind;
    uint8_t side; /* 1: tells of numbers behind it, 2: before it, 3: both */
} cue;

static const cue CUES[] = {
    {" kill kills killed killing killings dead died dies die dying death deaths slain murdered murdering executed executing executions "
     "assassinated massacred beheaded beheading perished drowned bodies corpses body fatalities fatality lives martyred martyrs neutralized "
     "neutralised eliminated eliminating shot hanged buried graves toll ", "killed", 3},
    {" wound wounded wounding wounds injured injuring injuries injury injure hurt hurting maimed ", "wounded", 3},
    {" casualties casualty losses ", "casualties", 3},
    {" captured capturing capture arrested arresting arrests arrest detained detaining detention detainees prisoners prisoner abducted abducting kidnapped "
     "kidnapping hostage hostages seized surrendered surrendering imprisoned jailed custody rounded pows ", "captured", 3},
    {" freed freeing released releasing release rescued rescuing liberated exchanged swapped ", "freed", 3},
    {" missing disappeared unaccounted ", "missing", 3},
    {" displaced displacing displacement fled fleeing flee homeless refugees uprooted escaped returnees idps ", "displaced", 3},
    {" evacuated evacuating evacuation evacuations evacuees evacuate ", "evacuated", 3},
    {" deployed deploying deploy troops fighters strength strong force soldiers stationed recruits recruited mobilised mobilized personnel gunmen "
     "militants attackers reinforcements armed ", "strength", 3},
};

static bool in_list(const char *list, const char *word)
{
    size_t n = strlen(word);
    if (n == 0)
        return false;
    for (const char *p = strstr(list, word); p != NULL; p = strstr(p + 1, word))
        if (p > list && p[-1] == ' ' && p[n] == ' ')
            return true;
    return false;
}

static bool listed(const atom_list *l, uint32_t i, const char *list)
{
    return i < l->n && l->v[i].kind == ATOM_K_WORD && in_list(list, l->v[i].low);
}

bool kind_is_person(const atom_list *l, uint32_t noun) { return listed(l, noun, PERSON); }
bool kind_is_household(const atom_list *l, uint32_t noun) { return listed(l, noun, HOUSEHOLD); }
bool kind_is_equipment(const atom_list *l, uint32_t noun) { return listed(l, noun, EQUIPMENT); }
bool kind_is_shot(const atom_list *l, uint32_t noun) { return listed(l, noun, STRIKES); }
bool kind_is_measure(const atom_list *l, uint32_t noun) { return listed(l, noun, MEASURE); }

bool kind_is_harm(const atom_list *l, uint32_t i)
{
    for (size_t c = 0; c < 8; c++)
        if (listed(l, i, CUES[c].words))
            return true;
    return false;
}

static bool ends_phrase(const atom_list *l, uint32_t i)
{
    return l->v[i].barrier || (l->v[i].kind == ATOM_K_MARK && l->v[i].low[0] != '-' && l->v[i].low[0] != '"' && l->v[i].low[0] != '\'') ||
           atom_in(l, i, "and or but in on at by from to with for was were is are have has had who which that when while after before including as "
                         "during near it he she they we");
}

uint32_t kind_noun(const atom_list *l, uint32_t e)
{
    uint32_t last = l->n;
    for (uint32_t i = e, k = 0; i < l->n && k < TUNE_NOUN_WINDOW; i++, k++) {
        if (atom_in(l, i, "of the his her its their more additional")) /* "some of the soldiers" */
            continue;
        if (ends_phrase(l, i))
            break;
        if (l->v[i].kind == ATOM_K_WORD) {
            if ((l->v[i].cls & ATOM_PAST) != 0 && last != l->n)
                break;
            last = i;
            size_t n = strlen(l->v[i].low);
            bool plural = n > 3 && l->v[i].low[n - 1] == 's' && l->v[i].low[n - 2] != 's';
            if (plural || kind_is_person(l, i) || kind_is_household(l, i) || kind_is_measure(l, i)) {
                if (i + 1 < l->n && !ends_phrase(l, i + 1) && kind_is_person(l, i + 1)) /* "police officers" */
                    last = i + 1;
                break;
            }
        }
    }
    return last;
}

const char *kind_unit(const atom_list *l, uint32_t noun, const char *kind)
{
    if (kind_is_household(l, noun))
        return "households";
    if (kind_is_equipment(l, noun) || listed(l, noun, STRIKES))
        return "items";
    if (kind_is_person(l, noun))
        return "persons";
    if (kind != NULL && (strcmp(kind, "equipment") == 0 || strcmp(kind, "strikes") == 0 || strcmp(kind, "other") == 0))
        return "items";
    return "persons";
}

static const char *cue_at(const atom_list *l, uint32_t i)
{
    for (size_t c = 0; c < sizeof CUES / sizeof CUES[0]; c++)
        if (listed(l, i, CUES[c].words))
            return CUES[c].kind;
    return NULL;
}

/* "killed and wounded", "dead or injured": one figure of both. */
static bool both_harms(const atom_list *l, uint32_t i)
{
    static const char *const TWO[2] = {"killed", "wounded"};
    uint32_t j = i + 2;
    const char *a = cue_at(l, i), *b = cue_at(l, j);
    if (a == NULL || b == NULL || !atom_in(l, i + 1, "and or"))
        return false;
    return (strcmp(a, TWO[0]) == 0 && strcmp(b, TWO[1]) == 0) || (strcmp(a, TWO[1]) == 0 && strcmp(b, TWO[0]) == 0);
}

typedef struct kind_clue {
    const char *kind; /* NULL: nothing tells */
    float score;
} kind_clue;

/* A mark or a word that begins another clause: what stands behind it tells less of the number. */
static float cost_of_step(const atom_list *l, uint32_t i, bool first)
{
    if (l->v[i].kind == ATOM_K_MARK)
        return l->v[i].low[0] != '-' ? 0.2f : 0;
    return l->v[i].kind == ATOM_K_WORD && !first && atom_in(l, i, "who which that after when as by and") ? 0.1f : 0;
}

/* Behind the number: "40 people were killed", "40 dead". from: its noun, or the first atom behind it where has_noun is false. */
static kind_clue kind_behind(const atom_list *l, uint32_t from, bool has_noun, uint32_t sentence)
{
    kind_clue best = {NULL, 0};
    float cost = 0;
    for (uint32_t i = from, k = 0; i < l->n && k < TUNE_KIND_WINDOW && l->v[i].sentence == sentence; i++, k++) {
        if (k > 0 && l->v[i].barrier)
            break;
        if (l->v[i].kind == ATOM_K_NUM || ((l->v[i].cls & ATOM_CARDINAL) != 0 && !atom_is(l, i, "one")))
            break; /* the next number has its own words */
        cost += cost_of_step(l, i, i == from);
        const char *kind = cue_at(l, i);
        bool strength = kind != NULL && strcmp(kind, "strength") == 0;
        if (kind == NULL || (strength && i > from + 1))
            continue;
        if (both_harms(l, i))
            kind = "casualties";
        float s = 0.95f - cost - TUNE_KIND_FALL * (float)k;
        if (strength)
            s = 0.4f; /* whom the number counts, unless a word of harm tells more */
        else if (i == from && has_noun && strcmp(kind, "captured") == 0)
            s = 0.5f; /* "40 prisoners": who they are, not always what befell them */
        if (s > best.score)
            best = (kind_clue){kind, s};
        if (!strength && i != from)
            break;
    }
    return best;
}

/* Before the number at b: "killing 40", "wounded at least 40", "a death toll of 40" */
static kind_clue kind_before(const atom_list *l, uint32_t b, uint32_t sentence)
{
    float cost = 0;
    for (uint32_t i = b, k = 0; i-- > 0 && k < TUNE_KIND_WINDOW && l->v[i].sentence == sentence; k++) {
        if (l->v[i + 1].barrier)
            break;
        if (l->v[i].kind == ATOM_K_NUM || (l->v[i].cls & ATOM_CARDINAL) != 0)
            cost += 0.25f;
        if (l->v[i].kind == ATOM_K_MARK && l->v[i].low[0] != '-')
            cost += 0.15f;
        const char *kind = cue_at(l, i);
        if (kind == NULL || strcmp(kind, "strength") == 0)
            continue;
        if (i >= 2 && both_harms(l, i - 2))
            kind = "casualties";
        float s = 0.9f - cost - TUNE_KIND_FALL * (float)k;
        if (i > 0 && atom_in(l, i - 1, "were was are been"))
            s -= 0.25f; /* a passive tells of the number before it */
        return (kind_clue){kind, s};
    }
    return (kind_clue){NULL, 0};
}

const char *kind_guess(const atom_list *l, uint32_t b, uint32_t e, uint32_t noun, float *score)
{
    bool has_noun = noun < l->n;
    *score = 0;
    if (kind_is_shot(l, noun)) {
        *score = 0.7f;
        return "strikes";
    }
    uint32_t sentence = l->v[b].sentence;
    kind_clue best = kind_behind(l, has_noun ? noun : e, has_noun, sentence), before = kind_before(l, b, sentence);
    if (before.score > best.score)
        best = before;
    bool of_persons = best.kind != NULL && best.score >= 0.9f && strcmp(best.kind, "casualties") != 0 &&
                      strcmp(best.kind, "captured") != 0;
    if (kind_is_equipment(l, noun) && !of_persons)
        best = (kind_clue){"equipment", 0.6f};
    if (best.score <= 0.05f)
        return NULL;
    *score = best.score;
    return best.kind;
}
