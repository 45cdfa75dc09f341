/* numeral.c: see numeral.h. */
#include "base/numeral.h"

#include <string.h>

#define NUMERAL_LIMIT INT64_C(1000000000000000)

typedef struct numeral_word {
    const char *word;
    int64_t value;
    uint8_t class;
} numeral_word;

/* By alphabet, for the binary search. */
static const numeral_word WORDS[] = {
    {"billion", 1000000000, NUMERAL_SCALE}, {"bn", 1000000000, NUMERAL_SCALE},
    {"dozen", 12, NUMERAL_DOZEN},           {"eight", 8, NUMERAL_UNIT},
    {"eighteen", 18, NUMERAL_TEEN},         {"eighteenth", 18, NUMERAL_ORDINAL},
    {"eighth", 8, NUMERAL_ORDINAL},         {"eightieth", 80, NUMERAL_ORDINAL},
    {"eighty", 80, NUMERAL_TENS},           {"eleven", 11, NUMERAL_TEEN},
    {"eleventh", 11, NUMERAL_ORDINAL},      {"fifteen", 15, NUMERAL_TEEN},
    {"fifteenth", 15, NUMERAL_ORDINAL},     {"fifth", 5, NUMERAL_ORDINAL},
    {"fiftieth", 50, NUMERAL_ORDINAL},      {"fifty", 50, NUMERAL_TENS},
    {"first", 1, NUMERAL_ORDINAL},          {"five", 5, NUMERAL_UNIT},
    {"fortieth", 40, NUMERAL_ORDINAL},      {"forty", 40, NUMERAL_TENS},
    {"four", 4, NUMERAL_UNIT},              {"fourteen", 14, NUMERAL_TEEN},
    {"fourteenth", 14, NUMERAL_ORDINAL},    {"fourth", 4, NUMERAL_ORDINAL},
    {"hundred", 100, NUMERAL_HUNDRED},      {"hundredth", 100, NUMERAL_ORDINAL},
    {"million", 1000000, NUMERAL_SCALE},    {"mln", 1000000, NUMERAL_SCALE},
    {"mn", 1000000, NUMERAL_SCALE},         {"nine", 9, NUMERAL_UNIT},
    {"nineteen", 19, NUMERAL_TEEN},         {"nineteenth", 19, NUMERAL_ORDINAL},
    {"ninetieth", 90, NUMERAL_ORDINAL},     {"ninety", 90, NUMERAL_TENS},
    {"ninth", 9, NUMERAL_ORDINAL},          {"one", 1, NUMERAL_UNIT},
    {"score", 20, NUMERAL_DOZEN},           {"second", 2, NUMERAL_ORDINAL},
    {"seven", 7, NUMERAL_UNIT},             {"seventeen", 17, NUMERAL_TEEN},
    {"seventeenth", 17, NUMERAL_ORDINAL},   {"seventh", 7, NUMERAL_ORDINAL},
    {"seventieth", 70, NUMERAL_ORDINAL},    {"seventy", 70, NUMERAL_TENS},
    {"six", 6, NUMERAL_UNIT},               {"sixteen", 16, NUMERAL_TEEN},
    {"sixteenth", 16, NUMERAL_ORDINAL},     {"sixth", 6, NUMERAL_ORDINAL},
    {"sixtieth", 60, NUMERAL_ORDINAL},      {"sixty", 60, NUMERAL_TENS},
    {"ten", 10, NUMERAL_TEEN},              {"tenth", 10, NUMERAL_ORDINAL},
    {"third", 3, NUMERAL_ORDINAL},          {"thirteen", 13, NUMERAL_TEEN},
    {"thirteenth", 13, NUMERAL_ORDINAL},    {"thirtieth", 30, NUMERAL_ORDINAL},
    {"thirty", 30, NUMERAL_TENS},           {"thousand", 1000, NUMERAL_SCALE},
    {"thousandth", 1000, NUMERAL_ORDINAL},  {"three", 3, NUMERAL_UNIT},
    {"trillion", 1000000000000, NUMERAL_SCALE}, {"twelfth", 12, NUMERAL_ORDINAL},
    {"twelve", 12, NUMERAL_TEEN},           {"twentieth", 20, NUMERAL_ORDINAL},
    {"twenty", 20, NUMERAL_TENS},           {"two", 2, NUMERAL_UNIT},
    {"zero", 0, NUMERAL_UNIT},
};

numeral_class numeral_lookup(const char *word, size_t n, int64_t *value)
{
    size_t lo = 0, hi = sizeof WORDS / sizeof WORDS[0];
    *value = 0;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strncmp(word, WORDS[mid].word, n);
        if (c == 0 && WORDS[mid].word[n] != '\0')
            c = -1;
        if (c == 0) {
            *value = WORDS[mid].value;
            return (numeral_class)WORDS[mid].class;
        }
        if (c < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return NUMERAL_NONE;
}

void numeral_begin(numeral_acc *acc)
{
    memset(acc, 0, sizeof *acc);
}

bool numeral_push_digits(numeral_acc *acc, int64_t value, double fraction)
{
    if (acc->n_words > 0 || value < 0 || value > NUMERAL_LIMIT)
        return false;
    acc->part = value;
    acc->fraction = fraction;
    acc->digits = true;
    acc->last = NUMERAL_UNIT;
    acc->n_words = 1;
    return true;
}

bool numeral_push(numeral_acc *acc, const char *word, size_t n)
{
    int64_t v;
    numeral_class c = numeral_lookup(word, n, &v);
    uint8_t last = acc->last;
    switch (c) {
    case NUMERAL_UNIT:
        if (acc->digits || (last != NUMERAL_NONE && last != NUMERAL_TENS && last != NUMERAL_HUNDRED && last != NUMERAL_SCALE))
            return false;
        if (last == NUMERAL_TENS && v == 0)
            return false;
        acc->part += v;
        break;
    case NUMERAL_TEEN:
    case NUMERAL_TENS:
        if (acc->digits || (last != NUMERAL_NONE && last != NUMERAL_HUNDRED && last != NUMERAL_SCALE))
            return false;
        acc->part += v;
        break;
    case NUMERAL_HUNDRED:
        if (last == NUMERAL_HUNDRED || last == NUMERAL_SCALE || last == NUMERAL_DOZEN || acc->part >= 100)
            return false;
        acc->part = (last == NUMERAL_NONE ? 1 : acc->part) * v + (int64_t)(acc->fraction * (double)v + 0.5);
        acc->fraction = 0;
        break;
    case NUMERAL_DOZEN:
        if (last == NUMERAL_HUNDRED || last == NUMERAL_SCALE || last == NUMERAL_DOZEN || acc->part > 1000)
            return false;
        acc->part = (last == NUMERAL_NONE ? 1 : acc->part) * v;
        break;
    case NUMERAL_SCALE: {
        int64_t part = last == NUMERAL_NONE ? 1 : acc->part;
        if (last == NUMERAL_SCALE || (acc->scale != 0 && v >= acc->scale) || part > NUMERAL_LIMIT / v - 1)
            return false;
        acc->total += part * v + (int64_t)(acc->fraction * (double)v + 0.5);
        acc->part = 0;
        acc->fraction = 0;
        acc->digits = false;
        acc->scale = v;
        break;
    }
    case NUMERAL_NONE:
    case NUMERAL_ORDINAL:
    default:
        return false;
    }
    acc->last = (uint8_t)c;
    acc->n_words++;
    return true;
}

int64_t numeral_value(const numeral_acc *acc)
{
    return acc->total + acc->part;
}

size_t numeral_read_digits(const char *s, size_t n, int64_t *value, double *fraction)
{
    size_t i = 0, digits = 0;
    int64_t v = 0;
    *value = 0;
    *fraction = 0;
    while (i < n) {
        char c = s[i];
        if (c >= '0' && c <= '9') {
            if (v < NUMERAL_LIMIT / 10)
                v = v * 10 + (c - '0');
            else
                v = NUMERAL_LIMIT;
            digits++;
            i++;
        } else if (c == ',' && digits > 0 && digits <= 3 && i + 3 < n && s[i + 1] >= '0' && s[i + 1] <= '9' &&
                   s[i + 2] >= '0' && s[i + 2] <= '9' && s[i + 3] >= '0' && s[i + 3] <= '9' &&
                   (i + 4 >= n || s[i + 4] < '0' || s[i + 4] > '9')) {
            digits = 0; /* a group of exactly three follows, so the next comma may group again */
            i++;
        } else {
            break;
        }
    }
    if (i == 0)
        return 0;
    if (i + 1 < n && s[i] == '.' && s[i + 1] >= '0' && s[i + 1] <= '9') {
        double f = 0.1;
        for (i++; i < n && s[i] >= '0' && s[i] <= '9'; i++, f /= 10)
            *fraction += f * (s[i] - '0');
    }
    *value = v;
    return i;
}
