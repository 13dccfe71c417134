/*
 * diagnostics.h: what is wrong with a source text. Every part of the compiler reports the first
 * problem it finds here and goes on to its own end quietly; compile_source raises it as CPython's
 * SyntaxError would look.
 */
#ifndef DIAGNOSTICS_H
#define DIAGNOSTICS_H

#include "object.h"

/* A stretch of the source. Lines count from 1, columns in bytes from 0. */
typedef struct { uint32_t line, end_line, column, end_column; } Span;

/* What stands in end_column where CPython gives none (it prints one caret then), and in column
 * where it gives none either (no caret). */
enum { NO_END = 0xFFFFFFFFu, MESSAGE_SIZE = 400 };

typedef struct {
    const char *text;       /* UTF-8 without NUL bytes; every line ends in '\n' only */
    size_t size;
    Object *filename;       /* str, borrowed */
    Type *type;             /* of the problem; NULL: none so far */
    Span span;
    bool parsed;            /* the parser found nothing: what comes now is about the meaning */
    bool without_line_end;  /* the line that is shown goes without its end */
    bool ends_last_line;    /* the last line is shown with its end, though the text lacks it */
    uint32_t tokenizer_line; /* where CPython's has read to: it shows earlier lines without end */
    bool silent;            /* no warnings: the text is only looked at */
    bool raised;            /* an exception is raised already (no memory): nothing to add */
    /* In the expression of an f-string's field: "f-string: " goes before the message, and the text
     * shown is the expression (these bytes of text; its column), in round brackets. */
    bool in_fstring;
    uint32_t excerpt_start, excerpt_end, excerpt_column;
    char message[MESSAGE_SIZE];
} Diagnostics;

/* Notes a problem unless there is one. Gives NULL. The format knows %s, %d, %c, %S (a str). */
void *report(Diagnostics *d, Type *type, Span span, const char *format, ...);
void *report_syntax(Diagnostics *d, Span span, const char *format, ...);
static inline bool has_problem(const Diagnostics *d) { return d->type || d->raised; }
/* The exception is set in the interpreter already: remembers that. Gives NULL. */
void *report_raised(Diagnostics *d);

/* Sets the noted problem as the raised exception. */
void raise_problem(Diagnostics *d);

#endif
