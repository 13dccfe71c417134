/*
 * warnings.h: what is allowed but hardly meant: a SyntaxWarning on standard error, in CPython's
 * words (Python/compile.c: check_compare, check_caller, check_subscripter,
 * check_index, compiler_assert).
 */
#ifndef WARNINGS_H
#define WARNINGS_H

#include "compiler/codegen.h"

void warn_about_comparison(Compiler *c, const Expression *e); /* x is 1 */
void warn_about_call(Compiler *c, const Expression *e);       /* "text"() */
void warn_about_subscript(Compiler *c, const Expression *e);  /* {1}[0], "text"["x"] */
void warn_about_assert(Compiler *c, const Statement *s);      /* assert (x, "message") */

#endif
