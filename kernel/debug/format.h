/*
 * format.h: the formatting behind log_print and format_text, one character at a time.
 */
#ifndef FORMAT_H
#define FORMAT_H

#include <stdarg.h>

typedef void (*format_sink)(void *context, char character);

/* Conversions: %s %c %d %u %x %X %p %%, with h, hh, l, ll and z, field widths and precision (for
 * %s), zero padding and left adjustment. */
void format_va(format_sink sink, void *context, const char *format, va_list arguments);

#endif
