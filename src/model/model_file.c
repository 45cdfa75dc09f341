/* model_file.c: the weights file: checks, and pointers into it. The format stands in docs/model-format.md; numbers here are
 * its byte positions. Everything is looked at once: after model_file_read no reader can leave the map. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "model/model_private.h"

enum {
    FILE_VERSION = 1,
    FILE_HEADER = 128,
    FILE_ENTRY = 64, /* of a tensor, of a head */
    FILE_ALIGN = 64,
    TENSOR_F32 = 1,
    TENSOR_MATRIX = 2, /* int8 in panels, scale and zero beside it */
    TENSOR_ROWS = 3,   /* int8 rows, scale beside it */
    TENSOR_U32 = 4,
    TENSOR_BYTES = 5
};
static const char FILE_MAGIC[8] = "SRMODEL";

typedef struct file_reader {
    model *m;
    const unsigned char *data;
    uint64_t n;
    const char *path;
    sitrep_error *err;
    sitrep_status status; /* the first failure; later steps do nothing */
    uint64_t tensors, heads, strings, n_strings;
    uint32_t n_tensors;
} file_reader;

/* Fields lie at their natural alignment in a mapped file, little-endian like every machine that is supported. */
static uint32_t get32(const file_reader *f, uint64_t at)
{
    uint32_t v;
    memcpy(&v, f->data + at, sizeof v);
    return v;
}

static uint64_t get64(const file_reader *f, uint64_t at)
{
    uint64_t v;
    memcpy(&v, f->data + at, sizeof v);
    return v;
}

static bool reject(file_reader *f, sitrep_status status, const char *message, uint64_t byte)
{
    if (f->status == SITREP_OK) f->status = fail_at(f->err, status, message, f->path, byte, 0);
    return false;
}

static bool damaged(file_reader *f, const char *message, uint64_t byte)
{
    return reject(f, SITREP_E_DAMAGED, message, byte);
}

/* [at, at + n), aligned, inside the file, with room up to the next multiple of the alignment. */
static bool in_file(const file_reader *f, uint64_t at, uint64_t n)
{
    return at % FILE_ALIGN == 0 && at <= f->n && n <= f->n - at && (n + FILE_ALIGN - 1) / FILE_ALIGN * FILE_ALIGN <= f->n - at;
}

static bool is_finite(const file_reader *f, uint64_t at, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        if ((get32(f, at + 4 * i) & 0x7f800000u) == 0x7f800000u) return false;
    return true;
}

static const char *string_at(const file_reader *f, uint32_t at)
{
    return at < f->n_strings ? (const char *)f->data + f->strings + at : NULL; /* the last byte is NUL: checked */
}

static bool read_header(file_reader *f)
{
    if (f->n < sizeof FILE_MAGIC || memcmp(f->data, FILE_MAGIC, sizeof FILE_MAGIC) != 0)
        return reject(f, SITREP_E_FORMAT, "not a model file: expected \"SRMODEL\" and a zero byte", 0);
    if (f->n < FILE_HEADER) return damaged(f, "model file cut short: expected a header of 128 bytes", f->n);
    if (get32(f, 8) != FILE_VERSION)
        return reject(f, SITREP_E_VERSION, "model file of another version: expected version 1", 8);
    if (get32(f, 12) != FILE_HEADER) return damaged(f, "expected a header of 128 bytes", 12);
    if (get64(f, 16) > f->n) return damaged(f, "model file cut short: its header gives a larger size", f->n);
    if (get64(f, 16) != f->n) return damaged(f, "bytes after the end that the model file's header gives", get64(f, 16));
    if (f->n % FILE_ALIGN) return damaged(f, "expected a size that is a multiple of 64", 16);
    uint64_t sum = hash_bytes(f->data + 32, (size_t)(f->n - 32), 0);
    if (get64(f, 24) != sum) return damaged(f, "checksum differs from the content", 24);
    snprintf(f->m->hash, sizeof f->m->hash, "%08x%08x", (unsigned)(sum >> 32), (unsigned)(sum & 0xffffffffu));

    model *m = f->m;
    f->tensors = get64(f, 32), f->n_tensors = get32(f, 40), m->n_heads = get32(f, 44), f->heads = get64(f, 48);
    f->strings = get64(f, 56), f->n_strings = get64(f, 64);
    if (f->n_tensors > 100000 || !in_file(f, f->tensors, (uint64_t)f->n_tensors * FILE_ENTRY))
        return damaged(f, "tensor directory outside the file", 32);
    if (m->n_heads > MODEL_MAX_HEADS) return damaged(f, "expected at most 64 heads", 44);
    if (!in_file(f, f->heads, (uint64_t)m->n_heads * FILE_ENTRY)) return damaged(f, "head table outside the file", 48);
    if (f->n_strings == 0 || f->n_strings > UINT32_MAX || !in_file(f, f->strings, f->n_strings) ||
        f->data[f->strings + f->n_strings - 1] != 0)
        return damaged(f, "strings outside the file, or their last byte is not zero", 56);
    m->strings = (const char *)f->data + f->strings;

    m->hidden = get32(f, 72), m->n_layers = get32(f, 76), m->n_attention = get32(f, 80), m->inner = get32(f, 84);
    m->window = get32(f, 88), m->n_pieces = get32(f, 92), m->n_shapes = get32(f, 96), m->max_piece = get32(f, 100);
    m->cls = get32(f, 104), m->sep = get32(f, 108), m->unk = get32(f, 112);
    if (m->hidden == 0 || m->hidden > MODEL_MAX_HIDDEN || m->hidden % 16)
        return damaged(f, "expected a hidden width of 16 to 1024, a multiple of 16", 72);
    if (m->n_layers == 0 || m->n_layers > MODEL_MAX_LAYERS) return damaged(f, "expected 1 to 48 layers", 76);
    if (m->n_attention == 0 || m->hidden % m->n_attention || m->hidden / m->n_attention % 8)
        return damaged(f, "expected attention heads whose width is a multiple of 8", 80);
    if (m->inner == 0 || m->inner > MODEL_MAX_INNER || m->inner % 16)
        return damaged(f, "expected an inner width of 16 to 4096, a multiple of 16", 84);
    if (m->window < MODEL_WORD_PIECES || m->window > MODEL_MAX_WINDOW)
        return damaged(f, "expected a window of 24 to 510 pieces", 88);
    if (m->n_pieces == 0 || m->n_pieces > (1u << 24)) return damaged(f, "expected 1 to 16777216 pieces", 92);
    if (m->n_shapes != SHAPE_N + 1) return damaged(f, "expected a row for each shape of a word and one more", 96);
    if (m->max_piece < 3 || m->max_piece > MODEL_MAX_PIECE) return damaged(f, "expected pieces of at most 128 bytes", 100);
    if (m->cls >= m->n_pieces || m->sep >= m->n_pieces || m->unk >= m->n_pieces)
        return damaged(f, "special pieces beyond the vocabulary", 104);
    if (get32(f, 116) != 0) return damaged(f, "expected no feature rows", 116);
    return true;
}

/* The directory entry of that name (sorted by name), or 0 after a failure that names it. */
static uint64_t find_tensor(file_reader *f, const char *name)
{
    if (f->status != SITREP_OK) return 0;
    uint32_t low = 0, high = f->n_tensors;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        uint64_t at = f->tensors + (uint64_t)mid * FILE_ENTRY;
        const char *here = string_at(f, get32(f, at));
        int order = here ? strcmp(here, name) : 1;
        if (order == 0) return at;
        if (order < 0) low = mid + 1;
        else high = mid;
    }
    char detail[256];
    snprintf(detail, sizeof detail, "%s (%s)", f->path, name);
    f->status = fail_at(f->err, SITREP_E_DAMAGED, "expected a tensor of this name", detail, f->tensors, 0);
    return 0;
}

/* The data of a tensor of that type and shape, or NULL. */
static const void *tensor(file_reader *f, const char *name, uint32_t type, uint32_t rows, uint32_t cols, uint64_t item)
{
    uint64_t at = find_tensor(f, name);
    if (at == 0) return NULL;
    uint64_t offset = get64(f, at + 16), n = get64(f, at + 24);
    if (get32(f, at + 4) != type) damaged(f, "tensor of another type than its place asks for", at + 4);
    else if (get32(f, at + 8) != rows || get32(f, at + 12) != cols) damaged(f, "tensor of another shape than its place asks for", at + 8);
    else if (n != (uint64_t)rows * cols * item) damaged(f, "tensor whose size does not fit its shape", at + 24);
    else if (!in_file(f, offset, n)) damaged(f, "tensor outside the file", at + 16);
    else if (type == TENSOR_F32 && !is_finite(f, offset, n / 4)) damaged(f, "tensor with a value that is no number", offset);
    else return f->data + offset;
    return NULL;
}

static const float *floats(file_reader *f, const char *prefix, const char *name, uint32_t rows, uint32_t cols)
{
    char full[256];
    snprintf(full, sizeof full, "%s%s", prefix, name);
    return tensor(f, full, TENSOR_F32, rows, cols, 4);
}

static const float *scales(file_reader *f, uint64_t entry, uint32_t n)
{
    uint64_t at = get64(f, entry + 32);
    if (!in_file(f, at, (uint64_t)n * 4)) return damaged(f, "scales outside the file", entry + 32), NULL;
    if (!is_finite(f, at, n)) return damaged(f, "scales with a value that is no number", at), NULL;
    return (const float *)(const void *)(f->data + at);
}

static model_matrix matrix(file_reader *f, const char *prefix, const char *weight, const char *bias, uint32_t n_out, uint32_t n_in)
{
    model_matrix w = { .n_out = n_out, .n_in = n_in, .out_pad = round_up(n_out, 16), .in_pad = round_up(n_in, 8) };
    char full[256];
    snprintf(full, sizeof full, "%s%s", prefix, weight);
    uint64_t at = find_tensor(f, full);
    if (at == 0) return w;
    uint64_t offset = get64(f, at + 16), n = get64(f, at + 24), zero = get64(f, at + 40);
    if (get32(f, at + 4) != TENSOR_MATRIX) damaged(f, "expected an int8 matrix", at + 4);
    else if (get32(f, at + 8) != n_out || get32(f, at + 12) != n_in) damaged(f, "matrix of another shape than its place asks for", at + 8);
    else if (n != (uint64_t)w.out_pad * w.in_pad) damaged(f, "matrix whose size does not fit its shape", at + 24);
    else if (!in_file(f, offset, n)) damaged(f, "matrix outside the file", at + 16);
    else if (!in_file(f, zero, (uint64_t)w.out_pad * 4)) damaged(f, "sums of a matrix outside the file", at + 40);
    else {
        w.w = (const int8_t *)(f->data + offset);
        w.zero = (const int32_t *)(const void *)(f->data + zero);
        w.scale = scales(f, at, w.out_pad);
        w.bias = floats(f, prefix, bias, 1, n_out);
    }
    return w;
}

static void read_encoder(file_reader *f)
{
    model *m = f->m;
    uint32_t h = m->hidden;
    uint64_t at = find_tensor(f, "embeddings.word_embeddings.weight");
    m->word = tensor(f, "embeddings.word_embeddings.weight", TENSOR_ROWS, m->n_pieces, h, 1);
    if (m->word) m->word_scale = scales(f, at, m->n_pieces);
    m->position = floats(f, "", "embeddings.position_embeddings.weight", m->window + 2, h);
    m->shape = floats(f, "", "shape_emb.weight", m->n_shapes, h);
    m->norm_gamma = floats(f, "", "embeddings.LayerNorm.weight", 1, h);
    m->norm_beta = floats(f, "", "embeddings.LayerNorm.bias", 1, h);
    for (uint32_t i = 0; i < m->n_layers && f->status == SITREP_OK; i++) {
        model_layer *l = &m->layer[i];
        char p[64];
        snprintf(p, sizeof p, "encoder.layer.%u.", (unsigned)i);
        l->query = matrix(f, p, "attention.self.query.weight", "attention.self.query.bias", h, h);
        l->key = matrix(f, p, "attention.self.key.weight", "attention.self.key.bias", h, h);
        l->value = matrix(f, p, "attention.self.value.weight", "attention.self.value.bias", h, h);
        l->dense = matrix(f, p, "attention.output.dense.weight", "attention.output.dense.bias", h, h);
        l->inner = matrix(f, p, "intermediate.dense.weight", "intermediate.dense.bias", m->inner, h);
        l->outer = matrix(f, p, "output.dense.weight", "output.dense.bias", h, m->inner);
        l->norm1_gamma = floats(f, p, "attention.output.LayerNorm.weight", 1, h);
        l->norm1_beta = floats(f, p, "attention.output.LayerNorm.bias", 1, h);
        l->norm2_gamma = floats(f, p, "output.LayerNorm.weight", 1, h);
        l->norm2_beta = floats(f, p, "output.LayerNorm.bias", 1, h);
    }
}

static void read_vocabulary(file_reader *f)
{
    model *m = f->m;
    m->piece_offset = tensor(f, "vocab.offsets", TENSOR_U32, 1, m->n_pieces + 1, 4);
    uint64_t bytes = find_tensor(f, "vocab.bytes"), slots = find_tensor(f, "vocab.slots");
    if (f->status != SITREP_OK) return;
    uint32_t n_bytes = get32(f, bytes + 12), n_slots = get32(f, slots + 12);
    m->piece_bytes = tensor(f, "vocab.bytes", TENSOR_BYTES, 1, n_bytes, 1);
    m->slots = tensor(f, "vocab.slots", TENSOR_U32, 1, n_slots, 4);
    if (f->status != SITREP_OK) return;
    for (uint32_t i = 0; i < m->n_pieces; i++)
        if (m->piece_offset[i] > m->piece_offset[i + 1] || m->piece_offset[i + 1] > n_bytes) {
            damaged(f, "vocabulary whose pieces are out of order", get64(f, find_tensor(f, "vocab.offsets") + 16) + 4ull * i);
            return;
        }
    bool has_free = false;
    for (uint32_t i = 0; i < n_slots; i++) {
        if (m->slots[i] == UINT32_MAX) has_free = true;
        else if (m->slots[i] >= m->n_pieces) {
            damaged(f, "vocabulary table that names a piece beyond its end", get64(f, slots + 16) + 4ull * i);
            return;
        }
    }
    if (n_slots == 0 || (n_slots & (n_slots - 1)) || !has_free) damaged(f, "expected a vocabulary table of a power of two with room", slots + 12);
    m->slot_mask = n_slots - 1;
}

static bool read_head(file_reader *f, uint32_t number)
{
    model *m = f->m;
    model_head_spec *h = &m->head[number];
    uint64_t at = f->heads + (uint64_t)number * FILE_ENTRY, labels = get64(f, at + 48);
    uint32_t kind = get32(f, at + 4), floor_bits = get32(f, at + 32), score_bits = get32(f, at + 36);
    h->name = string_at(f, get32(f, at));
    if (!h->name || strlen(h->name) > 100) return damaged(f, "head without a name", at);
    if (kind > HEAD_TREE) return damaged(f, "head of an unknown kind", at + 4);
    h->kind = (head_kind)kind;
    h->n_labels = get32(f, at + 8), h->hidden = get32(f, at + 12), h->width = get32(f, at + 16), h->width2 = get32(f, at + 20);
    h->from_head = get32(f, at + 24), h->to_head = get32(f, at + 28);
    memcpy(&h->floor, &floor_bits, 4);
    memcpy(&h->floor_score, &score_bits, 4);
    h->has_prob = kind == HEAD_LABEL && h->n_labels <= MODEL_PROB_LABELS && !(get32(f, at + 40) & HEAD_NO_PROB);
    if (h->n_labels == 0 || h->n_labels > MODEL_MAX_LABELS) return damaged(f, "expected 1 to 4096 labels", at + 8);
    if (h->hidden > MODEL_MAX_WIDTH || h->hidden % 16) return damaged(f, "expected a hidden width of 0 to 1024, a multiple of 16", at + 12);
    /* a width that a kind does not use must be in bounds too: the buffers are as wide as the widest */
    if (h->width > MODEL_MAX_WIDTH || h->width % 16 || (kind != HEAD_LABEL && h->width == 0))
        return damaged(f, "expected a width of 16 to 1024, a multiple of 16", at + 16);
    if (h->width2 > MODEL_MAX_WIDTH || h->width2 % 16 || (kind == HEAD_TREE && h->width2 == 0))
        return damaged(f, "expected a second width of 16 to 1024, a multiple of 16", at + 20);
    if (kind == HEAD_SOFTMAX && h->n_labels != 1) return damaged(f, "expected one label of a softmax head", at + 8);
    if (!in_file(f, labels, (uint64_t)h->n_labels * 4)) return damaged(f, "label names outside the file", at + 48);
    h->label_names = (const uint32_t *)(const void *)(f->data + labels);
    for (uint32_t i = 0; i < h->n_labels; i++)
        if (!string_at(f, h->label_names[i])) return damaged(f, "label without a name", labels + 4ull * i);
    h->is_span = spans_is_head(m->strings, h);

    char p[128];
    snprintf(p, sizeof p, "heads.%s.", h->name);
    uint32_t d = h->width, e = h->width2, n = h->n_labels, arcs = kind == HEAD_TREE ? 1 : n;
    if (kind == HEAD_LABEL) {
        if (h->hidden) h->w1 = matrix(f, p, "w1", "b1", h->hidden, m->hidden);
        h->w2 = matrix(f, p, "w2", "b2", n, h->hidden ? h->hidden : m->hidden);
        return f->status == SITREP_OK;
    }
    h->wa = matrix(f, p, "wa", "ba", d, m->hidden);
    h->wb = matrix(f, p, "wb", "bb", d, m->hidden);
    h->ua = floats(f, p, "Ua", arcs, d);
    h->ub = floats(f, p, "Ub", arcs, d);
    h->c = floats(f, p, "c", 1, arcs);
    h->dist = floats(f, p, "dist", arcs, LINK_BUCKETS);
    h->v = floats(f, p, "V", n, kind == HEAD_TREE ? e : d);
    if (kind == HEAD_TREE) {
        h->root_b = floats(f, p, "root_b", 1, d);
        h->root_b2 = floats(f, p, "root_b2", 1, e);
        h->wa2 = matrix(f, p, "wa2", "ba2", e, m->hidden);
        h->wb2 = matrix(f, p, "wb2", "bb2", e, m->hidden);
        h->ua2 = floats(f, p, "Ua2", n, e);
        h->ub2 = floats(f, p, "Ub2", n, e);
        h->c2 = floats(f, p, "c2", 1, n);
    }
    return f->status == SITREP_OK;
}

static bool check_references(file_reader *f, uint32_t number)
{
    const model *m = f->m;
    const uint32_t named[2] = { m->head[number].from_head, m->head[number].to_head };
    for (uint32_t i = 0; i < 2; i++)
        if (named[i] != HEAD_NONE && (named[i] >= m->n_heads || m->head[named[i]].kind != HEAD_LABEL))
            return damaged(f, "expected a LABEL head, or none", f->heads + (uint64_t)number * FILE_ENTRY + 24 + 4ull * i);
    return true;
}

sitrep_status model_file_read(model *m, const char *path, sitrep_error *err)
{
    file_reader f = { .m = m, .data = m->map.data, .n = m->map.n, .path = path, .err = err, .status = SITREP_OK };
    if (!read_header(&f)) return f.status;
    read_encoder(&f);
    read_vocabulary(&f);
    for (uint32_t i = 0; i < m->n_heads && f.status == SITREP_OK; i++) read_head(&f, i);
    for (uint32_t i = 0; i < m->n_heads && f.status == SITREP_OK; i++) check_references(&f, i);
    return f.status;
}
