/*
 * future.h: `from __future__ import ...`, of which only annotations (PEP 563) changes anything: they
 * are kept as texts and not evaluated.
 */
#ifndef FUTURE_H
#define FUTURE_H

#include "compiler/codegen.h"

/* Looks at the imports from __future__ that a module begins with. */
void take_future_statements(Compiler *c, const Block *body);
/* One that stands elsewhere is an error; this checks each import from __future__. */
void check_future_statement(Compiler *c, const Statement *s);
/* The annotation as a text, as CPython's ast_unparse.c writes it; the arena's. NULL: noted. */
Object *annotation_text(Compiler *c, const Expression *e);

#endif
