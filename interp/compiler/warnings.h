/*
 * warnings.h: what is allowed but hardly meant: a SyntaxWarning, or a DeprecationWarning, in CPython's
 * words (Python/compile.c: check_compare, check_caller, check_subscripter, check_index,
 * compiler_assert; Parser/tokenizer.c: verify_end_of_number; Parser/string_parser.c).
 */
#ifndef WARNINGS_H
#define WARNINGS_H

#include "compiler/codegen.h"

/* Gives the warning, which may be an error by the program's filters: the problem is noted then. text
 * is stolen, and may be NULL with an exception set. */
void warn_in_source(Diagnostics *d, Type *category, Span span, Object *text);

void warn_about_comparison(Compiler *c, const Expression *e); /* x is 1 */
void warn_about_call(Compiler *c, const Expression *e);       /* "text"() */
void warn_about_subscript(Compiler *c, const Expression *e);  /* {1}[0], "text"["x"] */
void warn_about_assert(Compiler *c, const Statement *s);      /* assert (x, "message") */

#endif
