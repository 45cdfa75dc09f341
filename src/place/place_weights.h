/* place_weights.h: the ranker's weights, one for each place_feature; written by train/place_ranker.py. */
#ifndef SITREP_PLACE_PLACE_WEIGHTS_H
#define SITREP_PLACE_PLACE_WEIGHTS_H

static const float place_weights[] = {
    6.0f, 2.0f, 1.0f, 0.0f, -0.5f, 3.0f, 2.0f, 0.7f, 0.2f, 1.5f, -0.5f, 0.0f, 1.0f, 0.5f, 2.5f,
    1.0f, 1.0f, 1.0f, 1.5f, 1.0f, 6.0f, -3.0f, 4.0f, 3.0f, 2.0f, 1.0f, 1.5f, 2.0f, -2.0f, 0.5f,
};

#endif
