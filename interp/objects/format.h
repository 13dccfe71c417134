/*
 * format.h: format(x, spec), "%" and str.format: the format mini-language in one place.
 */
#ifndef FORMAT_H
#define FORMAT_H

#include "object.h"

/* What __format__ of int (bool), float and str does; spec is a str. ValueError for a bad spec. */
Object *format_int(Object *value, Object *spec);
Object *format_float(Object *value, Object *spec);
Object *format_str(Object *value, Object *spec);

/* repr(float): the shortest text that reads back as the same number. */
Object *float_repr(double value);

/* format % values (a tuple, a mapping, or one value). */
Object *str_percent(Object *format, Object *values);

/* format.format(*args, **kwargs); mapping may be NULL. For str.format_map args is NULL. */
Object *str_format(Object *format, Object **args, size_t count, Object *mapping);

#endif
