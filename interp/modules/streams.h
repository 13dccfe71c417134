/*
 * streams.h: writing to whatever stands for a stream, and reading lines of standard input.
 */
#ifndef STREAMS_H
#define STREAMS_H

#include "object.h"

/* Writes text to any object with a write method, a text file directly. 0 or -1. */
int stream_write(Object *stream, Object *text);
int stream_flush(Object *stream);
/* What the interpreter itself says goes to sys.stderr, or nowhere if that is None. Sets no
 * exception and takes away what is set. */
void errors_write(Object *text);
void errors_write_text(const char *text);
/* A line of any object with a readline method, with its '\n'; "" at the end. New. */
Object *stream_read_line(Object *stream);
/* The same from sys.__stdin__, for who reads programs. Flushes standard output first. New. */
Object *input_read_line(void);

#endif
