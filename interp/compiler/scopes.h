/*
 * scopes.h: between the two passes over the names (symbols.h).
 */
#ifndef SCOPES_H
#define SCOPES_H

#include "compiler/symbols.h"

/* The name's symbol in the scope, made if need be; notes are added. NULL: no memory, noted. */
Symbol *symbols_add(SymbolTable *table, Scope *scope, Object *name, unsigned notes);

/* Decides for every symbol of every scope where it lives, and numbers the slots. */
void scopes_resolve(SymbolTable *table, Object *class_cell_name);

#endif
