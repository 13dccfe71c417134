/*
 * streams.h: sys.stdin, sys.stdout and sys.stderr as objects.
 */
#ifndef STREAMS_H
#define STREAMS_H

#include "object.h"

extern Type stream_type;
Object *stream_new(int fd); /* 0, 1 or 2 */
/* Writes text to any object with a write method, a stream directly. 0 or -1. */
int stream_write(Object *stream, Object *text);
int stream_flush(Object *stream);
/* A line of standard input with its '\n', "" at the end. Flushes standard output first. New. */
Object *input_read_line(void);
void streams_stop(void);

#endif
