/*
 * output.h: standard output and standard error of the program. Output is kept in a block and
 * written when that is full, at each line's end on a terminal, before standard input is read, and
 * at the end; errors are written at once, but what a program writes to sys.stderr waits for the
 * line's end. That is the order in which CPython's appear.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "object.h"

typedef enum { OUTPUT = 1, ERRORS = 2 } OutputStream; /* their file descriptors */

void output_start(void);
void output_unbuffered(void); /* from now on each write goes out at once (python -u) */
/* Each 0, or -1 with OSError (BrokenPipeError, ...). */
int output_write(OutputStream stream, const char *bytes, size_t size);
int output_write_text(OutputStream stream, const char *text);
int output_write_str(OutputStream stream, Object *str); /* in UTF-8 */
int output_flush(OutputStream stream);
/* What a program writes to sys.stderr: the beginning of a line waits. */
int output_write_error_lines(const char *bytes, size_t size);
/* sys.stdout.buffer once a program has asked for it (borrowed), or NULL: what was written to it
 * stands before what waits here. */
extern Object *output_binary;

#endif
