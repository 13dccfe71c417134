/*
 * format.h: texts of objects: repr of strings, format specs (PEP 3101), the % operator, and the
 * printf-like str_from_format. format.c reads specs, format_percent.c is the % operator,
 * format_template.c is str.format.
 */
#ifndef FORMAT_H
#define FORMAT_H

#include "object.h"

#include <stdarg.h>

Object *str_from_format_list(const char *format, va_list arguments);
Object *str_repr(Object *s);   /* quotes and escapes as CPython's unicode_repr */
Object *str_ascii(Object *s);  /* the same with everything above 127 escaped */
Object *object_ascii(Object *o); /* ascii(o) */
Object *format_str(Object *s, Object *spec);
Object *format_int(Object *i, Object *spec);
Object *format_float(Object *f, Object *spec);
Object *format_percent(Object *format, Object *values);
/* The same for bytes: format and result are their Latin-1 characters (PEP 461). */
Object *format_percent_bytes(Object *format, Object *values);
/* str.format; mapping (for format_map) may be NULL. */
Object *format_template(Object *template, Object **args, int positional, Object *kwnames,
                        Object *mapping);

#endif
