/*
 * traceback_print.h: the parts of what is printed for an uncaught exception.
 */
#ifndef TRACEBACK_PRINT_H
#define TRACEBACK_PRINT_H

#include "vm/errors.h"

/* The caret line below a traceback's source line. Each of these: 0, or -1 with an exception. */

/* Where in `line` (one line of source, without its end) the operator or the brackets stand that an
 * expression in bytes [start, end) is about: CPython marks them ^ and their operands ~. False: the
 * expression is of another kind. Byte offsets. (vm/anchors.c) */
bool find_anchors(const char *line, uint32_t start, uint32_t end, uint32_t *left,
                  uint32_t *right);

/* "Did you mean": a name like the one that a NameError or AttributeError was about; new, or NULL.
 * No exception is set afterwards. (vm/suggestions.c) */
Object *suggest_name(Object *exception);

/* For module traceback, each a new str: what is printed for one entry; the exception without its
 * traceback and without what it came from; a line of the code's file, without blanks around it. */
Object *traceback_entry_text(Traceback *entry);
Object *exception_text(Object *exception);
Object *code_line_text(const Code *code, uint32_t number);

/* The two lines that show a SyntaxError's place. (vm/syntax_error_print.c) */
int print_syntax_error_place(StrBuilder *out, Object *exception);

#endif
