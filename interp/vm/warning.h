/*
 * warning.h: warnings that C gives. Whether one is shown, ignored or raised is decided by the module
 * warnings, which is written in Python (user/lib/warnings.py).
 */
#ifndef WARNING_H
#define WARNING_H

#include "object.h"

/* What warnings.warn(text, category) does in the running line; the format as str_from_format. 0, or
 * -1 with an exception: the warning itself, where the filters make an error of it. */
int warn(Type *category, const char *format, ...);

/* The same of a line that need not be running. WARNING_IS_YOURS: no program has loaded the module,
 * so its filters are those of the start, and the caller knows what they say of its category. */
enum { WARNING_IS_DONE = 0, WARNING_IS_YOURS = 1 };
int warn_of_line(Type *category, Object *text, Object *filename, uint32_t line);

#endif
