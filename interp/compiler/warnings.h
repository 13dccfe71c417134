/*
 * warnings.h: what is allowed but hardly meant: a SyntaxWarning on standard error, in CPython's
 * words (Python/compile.c: check_compare, check_caller, compiler_assert).
 */
#ifndef WARNINGS_H
#define WARNINGS_H

#include "compiler/codegen.h"

void warn_about_comparison(Compiler *c, const Expression *e); /* x is 1 */
void warn_about_call(Compiler *c, const Expression *e);       /* "text"() */
void warn_about_assert(Compiler *c, const Statement *s);      /* assert (x, "message") */

#endif
