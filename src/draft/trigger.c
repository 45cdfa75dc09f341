/* trigger.c: see trigger.h. */
#include "draft/trigger.h"

#include <math.h>
#include <string.h>

#include "draft/draft_tune.h"

enum { MAX_LABELS = 128 };

/* Reads digits at *s and moves it past them. */
static float read_number(const char **s)
{
    float v = 0.0f;
    while (**s >= '0' && **s <= '9' && v < 1e6f) v = v * 10.0f + (float)(*(*s)++ - '0');
    return v;
}

static int label_of(const model *m, int head, const char *name, size_t n)
{
    char word[40];
    if (n >= sizeof word) return -1;
    memcpy(word, name, n);
    word[n] = '\0';
    return model_label(m, head, word);
}

void trigger_weigh(const model *m, int kind_head, const char *counts, float *p, int n_labels)
{
    float seen[MAX_LABELS] = {0}, events = 0.0f, sum = 0.0f;
    if (counts == NULL || n_labels > MAX_LABELS || n_labels < 2) return;
    float all = read_number(&counts);
    while (*counts == ';') {
        const char *name = ++counts;
        while (*counts != '\0' && *counts != ' ' && *counts != ';') counts++;
        int l = label_of(m, kind_head, name, (size_t)(counts - name));
        if (*counts == ' ') counts++;
        float k = read_number(&counts);
        if (l > 0 && l < n_labels) seen[l] += k;
        events += k;
    }
    if (events > all) all = events;
    float odds = (events + TRIGGER_PRIOR_EVENT) / (all - events + TRIGGER_PRIOR_NONE);
    float sure = 1.0f - p[0], model_odds = sure / (p[0] > 1e-6f ? p[0] : 1e-6f);
    float now = model_odds * sqrtf(sqrtf(odds)); /* odds ^ 1/4 */
    for (int l = 1; l < n_labels; l++) {
        p[l] = (p[l] + 1e-5f) * sqrtf((seen[l] + TRIGGER_PRIOR_KIND) / (events + TRIGGER_PRIOR_KIND * (float)n_labels));
        sum += p[l];
    }
    p[0] = 1.0f / (1.0f + now);
    for (int l = 1; l < n_labels; l++) p[l] *= (1.0f - p[0]) / sum;
}
