/* place_weights.h: the ranker's weights, one for each place_feature; written by train/place_ranker.py. */
#ifndef SITREP_PLACE_PLACE_WEIGHTS_H
#define SITREP_PLACE_PLACE_WEIGHTS_H

static const float place_weights[] = {
    2.8208f, 2.4927f, 0.7058f, 0.0000f, -2.2791f, 2.4977f, 2.1367f, 1.3246f, 0.9034f, 0.2066f,
    -0.4068f, -1.2499f, -1.0476f, 0.0000f, 1.1984f, 0.9999f, 1.2063f, 1.8509f, 2.3467f, -0.8752f,
    1.1566f, -1.1566f, 2.0207f, 2.7405f, 2.1353f, 2.4475f, 3.5153f, 0.4641f, -0.4641f, -0.3283f,
};

#endif
