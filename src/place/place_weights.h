/* place_weights.h: the ranker's weights, one for each place_feature; written by train/place_ranker.py. */
#ifndef SITREP_PLACE_PLACE_WEIGHTS_H
#define SITREP_PLACE_PLACE_WEIGHTS_H

static const float place_weights[] = {
    2.6119f, 2.4165f, 0.9036f, 0.0000f, -1.6952f, 2.8287f, 2.0205f, 1.2821f, 0.8435f, 0.6243f,
    -1.0681f, -1.4056f, -0.9793f, 5.0000f, 0.9989f, 1.2484f, 1.2945f, 1.8639f, 2.0775f, -0.7974f,
    1.1699f, -1.1699f, 2.0502f, 2.8392f, 2.0105f, 2.3828f, 3.6439f, 0.6665f, -0.6665f, -0.3977f,
};

#endif
