/*
 * line_history.h: the lines that were typed, for the line editor and for module readline.
 */
#ifndef LINE_HISTORY_H
#define LINE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

/* Keeps a copy of a line (UTF-8, without its newline). The oldest goes when there are too many;
 * nothing is kept when there is no memory. */
void line_history_add(const char *text, size_t size);
/* The same, but not for empty lines and one that repeats the last: they are not worth a place. */
void line_history_add_typed(const char *text, size_t size);
size_t line_history_count(void);
/* The line at index, 0 for the oldest; borrowed until the next change. NULL: there is none. */
const char *line_history_line(size_t index, size_t *size);
void line_history_remove(size_t index); /* below line_history_count() */
void line_history_clear(void);

#endif
