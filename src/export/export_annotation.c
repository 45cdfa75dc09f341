/* What the model says, head by head: tools for developers and benchmarks read it. */
#include <string.h>

#include "export/export.h"

enum { SCORE_DECIMALS = 3 };

static void put_name(base_buf *out, const char *s) { buf_put_json(out, s, strlen(s)); }

static void put_label_head(base_buf *out, const model *m, const model_layers *y, int h)
{
    put_name(out, model_head_name(m, h));
    buf_puts(out, ":{\"labels\":[");
    for (uint32_t t = 0; t < y->n_tokens; t++) {
        if (t > 0) buf_putc(out, ',');
        if (y->label[h][t] == MODEL_NO_LABEL) buf_puts(out, "null");
        else put_name(out, model_label_name(m, h, y->label[h][t]));
    }
    buf_puts(out, "],\"scores\":[");
    for (uint32_t t = 0; y->score[h] != NULL && t < y->n_tokens; t++) {
        if (t > 0) buf_putc(out, ',');
        if (y->label[h][t] == MODEL_NO_LABEL) buf_puts(out, "null");
        else buf_put_fixed(out, (double)y->score[h][t], SCORE_DECIMALS);
    }
    buf_puts(out, "]}");
}

static void put_tree(base_buf *out, const model *m, const model_layers *y)
{
    /* The tree's labels are those of the one TREE head: the head without token labels whose name the file gives. */
    int h = model_head(m, "dep");
    buf_puts(out, ",\"tree\":");
    if (y->tree_head == NULL) {
        buf_puts(out, "null");
        return;
    }
    buf_puts(out, "{\"head\":[");
    for (uint32_t t = 0; t < y->n_tokens; t++) {
        if (t > 0) buf_putc(out, ',');
        buf_put_int(out, y->tree_head[t]);
    }
    buf_puts(out, "],\"label\":[");
    for (uint32_t t = 0; t < y->n_tokens; t++) {
        if (t > 0) buf_putc(out, ',');
        uint16_t label = y->tree_label != NULL ? y->tree_label[t] : MODEL_NO_LABEL;
        if (label == MODEL_NO_LABEL) buf_puts(out, "null");
        else if (h >= 0) put_name(out, model_label_name(m, h, label));
        else buf_put_int(out, label);
    }
    buf_puts(out, "]}");
}

static void put_links(base_buf *out, const model *m, const model_layers *y)
{
    buf_puts(out, ",\"links\":{");
    for (uint32_t i = 0; i < y->n_links; i++) {
        const model_link *x = &y->links[i];
        bool first = i == 0 || y->links[i - 1].head != x->head;
        if (first) {
            if (i > 0) buf_puts(out, "],");
            put_name(out, model_head_name(m, x->head));
            buf_puts(out, ":[");
        } else {
            buf_putc(out, ',');
        }
        buf_putc(out, '[');
        buf_put_int(out, x->from);
        buf_putc(out, ',');
        buf_put_int(out, x->to);
        buf_putc(out, ',');
        put_name(out, model_label_name(m, x->head, x->label));
        buf_putc(out, ',');
        buf_put_fixed(out, (double)x->score, SCORE_DECIMALS);
        buf_putc(out, ']');
    }
    buf_puts(out, y->n_links > 0 ? "]}" : "}");
}

sitrep_status export_write_annotation(const text_doc *doc, const model *m, const model_layers *y, const char *id,
                                      base_buf *out)
{
    export_points points;
    if (export_points_init(&points, out->allocator, doc->text, doc->n_bytes) != SITREP_OK) return SITREP_E_NOMEM;
    buf_puts(out, "{\"id\":");
    if (id != NULL) put_name(out, id);
    else buf_puts(out, "null");
    buf_puts(out, ",\"text\":");
    buf_put_json(out, doc->text, doc->n_bytes);
    buf_puts(out, ",\"tokens\":[");
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        if (t > 0) buf_putc(out, ',');
        export_put_span(out, &points, doc->tokens[t].span);
    }
    buf_puts(out, "],\"sentences\":[");
    for (uint32_t s = 0; s < doc->n_sents; s++) {
        if (s > 0) buf_putc(out, ',');
        export_put_span(out, &points, doc->sents[s].span);
    }
    buf_puts(out, "],\"heads\":{");
    bool first = true;
    for (int h = 0; h < model_head_count(m) && h < MODEL_MAX_HEADS; h++) {
        if (y->label[h] == NULL) continue;
        if (!first) buf_putc(out, ',');
        first = false;
        put_label_head(out, m, y, h);
    }
    buf_putc(out, '}');
    put_tree(out, m, y);
    put_links(out, m, y);
    buf_putc(out, '}');
    export_points_clear(&points);
    return out->ok ? SITREP_OK : SITREP_E_NOMEM;
}
