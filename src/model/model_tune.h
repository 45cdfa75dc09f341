/* model_tune.h: the constants of the reader's eye. */
#ifndef SITREP_MODEL_MODEL_TUNE_H
#define SITREP_MODEL_MODEL_TUNE_H

enum {
    MODEL_ACT_LEVELS = 63,    /* activations are -63..63, stored as 0..126: with the file's bound on weights, two products of
                                 AVX2's maddubs stay exact in 16 bits (docs/model-format.md) */
    MODEL_BATCH_ROWS = 384,   /* pieces encoded together: activations of a layer stay in the L2 cache */
    MODEL_CHUNK_ROWS = 64,    /* rows of the wide inner layer held at once: 64 x 1536 floats, 384 KiB */
    MODEL_WORD_PIECES = 24,   /* a word's further pieces are left out, in training as here */
    MODEL_PART_CHARS = 100,   /* a longer part of a word is unknown (BERT's limit) */
    MODEL_PROB_LABELS = 96,   /* LABEL heads with more labels give no probabilities */
    MODEL_MAX_WINDOW = 510,   /* what a file may ask for */
    MODEL_MAX_HIDDEN = 1024,
    MODEL_MAX_INNER = 4096,
    MODEL_MAX_LAYERS = 48,
    MODEL_MAX_WIDTH = 1024,   /* of a head */
    MODEL_MAX_LABELS = 4096,
    MODEL_MAX_PIECE = 128     /* bytes */
};

#endif
