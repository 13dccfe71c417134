/*
 * source_text.h: what is done with the bytes of a source file before they are read as Python.
 */
#ifndef SOURCE_TEXT_H
#define SOURCE_TEXT_H

#include "compiler/arena.h"
#include "compiler/diagnostics.h"

/* Makes d->text what the lexer expects: UTF-8, no NUL bytes, no byte order mark, lines that end in
 * '\n' (a copy in the arena where they did not). False: the problem is noted or raised. */
bool prepare_source(Arena *arena, Diagnostics *d);

#endif
