/*
 * subset.c: the table of subset.h. A feature that the machine has learned gets `true`.
 */
#include "compiler/subset.h"

static const struct { const char *name; bool runs; } features[FEATURES] = {
    [FEATURE_ASYNC] = { "'async'", false },
    [FEATURE_AWAIT] = { "'await'", false },
    [FEATURE_MATCH] = { "the 'match' statement", false },
    [FEATURE_EXCEPT_STAR] = { "'except*'", false },
    [FEATURE_COMPLEX] = { "complex numbers", false },
    [FEATURE_NAMED_CHARACTER] = { "\\N{...} escapes", false },
    [FEATURE_CLASS] = { "the 'class' statement", true },
    [FEATURE_YIELD] = { "'yield'", true },
    [FEATURE_GENERATOR_EXPRESSION] = { "generator expressions", true },
};

bool check_feature(Diagnostics *d, Span span, Feature feature)
{
    if (features[feature].runs)
        return true;
    report_syntax(d, span, "this Python does not support %s", features[feature].name);
    return false;
}
