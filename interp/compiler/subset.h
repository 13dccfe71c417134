/*
 * subset.h: what of Python's grammar this Python does not run. Each such feature is refused where
 * it stands in the source, by its name; nothing is accepted and then done differently.
 */
#ifndef SUBSET_H
#define SUBSET_H

#include "compiler/diagnostics.h"

typedef enum {
    FEATURE_ASYNC, FEATURE_AWAIT, FEATURE_MATCH, FEATURE_EXCEPT_STAR, FEATURE_COMPLEX,
    FEATURE_NAMED_CHARACTER, FEATURE_CLASS, FEATURE_YIELD, FEATURE_GENERATOR_EXPRESSION, FEATURES
} Feature;

/* True when the feature is there; otherwise its name is reported as a SyntaxError at span. */
bool check_feature(Diagnostics *d, Span span, Feature feature);

#endif
