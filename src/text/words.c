/* words.c: see words.h. Short closed classes of English, fixed by the tokenisation standard; the dictionaries of the field
 * are data files, not this. Each list is one string of words between blanks, looked up seldom (at a stop, a hyphen or an
 * apostrophe) by plain search. */
#include "text/words.h"

#include <string.h>

#include "text/tune.h"

static const char abbrev_titles[] =
    " mr mrs ms mx dr prof rev fr sr jr gen lt col maj capt cpt sgt cpl pvt pfc adm cmdr cdr comdr brig gov sen rep reps sens "
    "pres hon st ste mt ft supt insp det amb msgr ayat sheik lieut gens cols drs messrs mme mlle dept asst assoc atty ";
static const char abbrev_others[] =
    " jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc corp co ltd bros cos plc "
    "llc etc vs v al ca cf approx est ave blvd rd hwy sq e.g i.e p.m a.m a.k.a m.sc b.sc u.s u.n u.k d.c ph.d p.s vol ed eds "
    "univ intl natl govt min max ext tel attn arrv div calif ariz ark colo conn del fla ga ill ind kan ky la md mass mich minn "
    "miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ont que km cm mm kg lb lbs oz hr hrs yr yrs mi sec ";
static const char abbrev_numbers[] = " no nos b m d p pp art fig ch para par sec c ";
static const char prefixes[] =
    " co e re pre post non anti pro ex mid semi multi mini micro neo over sub un inter intra counter psycho socio "
    "ultra arch ante trans de bi tri pseudo afore mis dis extra infra proto ";
static const char sides[] = " government regime rebel opposition junta coup state ";
static const char articles[] = " al el as ash at ad adh an ar az ath ed es ul ";
static const char starters[] =
    " the he she it they we i you this that these those there his her its their our my in on at by for from to as but and or if "
    "when while after before since although though however meanwhile some many most several all both one two three a an "
    "no not what who why how where more another other also according earlier later under with so then yet "
    "last according despite during among because once until ";
static const char domain_ends[] =
    " com org net gov edu mil int info biz uk us eu fr de ru cn in io co tv me il ir iq sy ly eg tr ua ca au nz jp za ch at be nl "
    "doc docx pdf xls xlsx txt html htm php asp aspx jpg jpeg png gif zip csv json xml exe ppt mp3 mp4 ps ";
static const char units[] =
    " am pm k m bn mn mm cm km kg g mg lb lbs ft mph kph kmh kw mw gw kv mhz ghz hz mb gb tb kb kt hp hrs hr min mins sec secs "
    "yrs yr ml oz c f sq cc nm bbl a.m p.m ";
static const char elisions[] = " em til cause bout n tis twas round cuz bcuz scopes ";

/* The two parts of words written as one; the bar is where they part. */
static const char fused[] =
    " can|not gon|na wan|na got|ta gim|me lem|me do|nt wo|nt ca|nt did|nt does|nt could|nt would|nt should|nt is|nt are|nt ar|nt "
    "was|nt were|nt have|nt has|nt had|nt ai|nt i|m i|ve that|s what|s there|s he|s you|re they|re you|ll they|ll you|ve we|ve "
    "they|ve ";

/* Lower-case copy between blanks, for a search in a list. false: too long, or not ASCII letters and stops. */
static bool pad_word(const char *s, size_t n, char *out)
{
    if (n == 0 || n > TEXT_WORD_MAX) return false;
    out[0] = ' ';
    for (size_t i = 0; i < n; i++) {
        char c = s[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if (!((c >= 'a' && c <= 'z') || c == '.' || (c >= '0' && c <= '9'))) return false;
        out[i + 1] = c;
    }
    out[n + 1] = ' ';
    out[n + 2] = '\0';
    return true;
}

static bool list_has(const char *list, const char *s, size_t n)
{
    char word[TEXT_WORD_MAX + 3];
    return pad_word(s, n, word) && strstr(list, word) != NULL;
}

word_abbrev words_abbrev(const char *s, size_t n)
{
    if (list_has(abbrev_titles, s, n)) return ABBREV_TITLE;
    if (list_has(abbrev_others, s, n)) return ABBREV_OTHER;
    if (list_has(abbrev_numbers, s, n)) return ABBREV_NUMBER;
    return ABBREV_NONE;
}

bool words_is_side(const char *s, size_t n)
{
    return list_has(sides, s, n);
}

bool words_is_prefix(const char *s, size_t n)
{
    return list_has(prefixes, s, n);
}

bool words_is_article(const char *s, size_t n)
{
    return n <= 3 && list_has(articles, s, n);
}

bool words_is_starter(const char *s, size_t n)
{
    return list_has(starters, s, n);
}

bool words_is_domain_end(const char *s, size_t n)
{
    return list_has(domain_ends, s, n);
}

bool words_is_unit(const char *s, size_t n)
{
    return n <= 4 && list_has(units, s, n);
}

bool words_is_elision(const char *s, size_t n)
{
    return list_has(elisions, s, n);
}

size_t words_fused(const char *s, size_t n)
{
    if (n < 2 || n > 8) return 0;
    /* every one of them ends so: one word in a hundred goes on to the search */
    char last = (char)(s[n - 1] | 0x20), before = (char)(s[n - 2] | 0x20), first = (char)(s[0] | 0x20);
    switch (last) {
    case 't':
        if (before != 'n' && !(before == 'o' && n == 6)) return 0;
        break;
    case 'a':
        if (n != 5 || (before != 'n' && before != 't')) return 0;
        break;
    case 'e':
        if (n > 6 || (before != 'm' && before != 'v' && before != 'r')) return 0;
        break;
    case 'm':
        if (n != 2 || first != 'i') return 0;
        break;
    case 's':
        if (n > 6 || (before != 't' && before != 'e') || (first != 't' && first != 'w' && first != 'h')) return 0;
        break;
    case 'l':
        if (before != 'l' || n < 5 || (first != 't' && first != 'y')) return 0;
        break;
    default: return 0;
    }
    for (size_t cut = n - 1; cut >= 1 && cut + 4 > n; cut--) {
        char word[TEXT_WORD_MAX + 4];
        if (!pad_word(s, n, word)) return 0;
        memmove(word + cut + 2, word + cut + 1, n - cut + 2);
        word[cut + 1] = '|';
        if (strstr(fused, word)) return cut;
    }
    return 0;
}
