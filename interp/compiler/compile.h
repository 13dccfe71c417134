/*
 * compile.h: from source text to a tree of code drafts.
 */
#ifndef COMPILE_H
#define COMPILE_H

#include "compiler/draft.h"

/* A single statement prints the values of its expressions. At the prompt (COMPILE_INTERACTIVE) an
 * empty line ends its blocks. */
typedef enum { COMPILE_FILE, COMPILE_EXPRESSION, COMPILE_SINGLE, COMPILE_INTERACTIVE,
               /* may be added: as if "from __future__ import annotations" stood before the text */
               COMPILE_TEXT_ANNOTATIONS = 8 } CompileMode;

/* python -O: 1, no assert statements; -OO: 2, no docstrings either. */
extern int compile_optimization;

/* Compiles UTF-8 source (a byte order mark and any line ends are accepted, NUL bytes are not).
 * filename is what messages and tracebacks show. NULL with SyntaxError (IndentationError,
 * TabError) raised: filename, line, column and text set as CPython sets them, a feature outside
 * the subset named. */
CodeDraft *compile_source(const char *source, size_t size, const char *filename,
                          CompileMode mode);

/* Whether a text typed at a prompt is the beginning of something: an open bracket or string, or a
 * block that no empty line has ended. -1 with MemoryError; what is wrong with the text is no error
 * here. */
int source_is_incomplete(const char *source, size_t size);

#endif
