/*
 * scopes.c: the second pass: where each name lives.
 *
 * A name that a function binds is a local slot; when an inner function uses it, it becomes a cell
 * that both hold, and every function on the way passes the cell on as a free variable. A name that
 * no function around binds is global. Class bodies are left out of the search: their names are
 * attributes, not variables of the functions inside (Language Reference 4.2.2).
 */
#include "compiler/scopes.h"

/* Makes name a free variable of every scope from `from` outwards until owner. */
static void pass_on(SymbolTable *table, Scope *from, Scope *owner, Object *name)
{
    for (Scope *scope = from; scope != owner; scope = scope->parent) {
        Symbol *symbol = symbols_add(table, scope, name, 0);
        if (!symbol)
            return;
        bool own = symbol->notes & NAME_BOUND && !(symbol->notes & NAME_NONLOCAL);
        if (scope->kind == SCOPE_CLASS && (own || symbol->notes & NAME_GLOBAL)) {
            symbol->place = symbol->notes & NAME_GLOBAL ? PLACE_GLOBAL_EXPLICIT : PLACE_LOCAL;
            symbol->passes_cell = true; /* the class's name is another one */
        } else {
            symbol->place = PLACE_FREE;
        }
    }
}

/* The scope around `scope` whose variable the name is; NULL: it is global. */
static Scope *find_owner(const Scope *scope, Object *name, Object *class_cell_name)
{
    for (Scope *outer = scope->parent; outer; outer = outer->parent) {
        if (outer->kind == SCOPE_CLASS && name == class_cell_name)
            return outer;
        if (outer->kind != SCOPE_FUNCTION)
            continue;
        Symbol *symbol = symbols_find(outer, name);
        if (symbol && symbol->notes & NAME_GLOBAL)
            return NULL;
        if (symbol && symbol->notes & NAME_BOUND && !(symbol->notes & NAME_NONLOCAL))
            return outer;
    }
    return NULL;
}

static void take_from(SymbolTable *table, Scope *scope, Symbol *symbol, Scope *owner)
{
    if (owner->kind == SCOPE_CLASS)
        owner->needs_class_cell = true;
    Symbol *owned = symbols_add(table, owner, symbol->name, 0);
    if (!owned)
        return;
    owned->place = PLACE_CELL; /* of a function's variable, or the __class__ of a class */
    pass_on(table, scope, owner, symbol->name);
}

static void resolve_symbol(SymbolTable *table, Scope *scope, Symbol *symbol,
                           Object *class_cell_name)
{
    Diagnostics *d = table->diagnostics;
    unsigned notes = symbol->notes;
    if (notes & NAME_GLOBAL && notes & NAME_NONLOCAL) {
        report_syntax(d, symbol->declared, "name '%S' is nonlocal and global", symbol->name);
    } else if (notes & NAME_GLOBAL) {
        symbol->place = PLACE_GLOBAL_EXPLICIT;
    } else if (notes & NAME_BOUND && !(notes & NAME_NONLOCAL)) {
        if (symbol->place == PLACE_UNKNOWN)
            symbol->place = PLACE_LOCAL;
    } else if (symbol->place == PLACE_UNKNOWN) {
        Scope *owner = find_owner(scope, symbol->name, class_cell_name);
        if (owner)
            take_from(table, scope, symbol, owner);
        else if (notes & NAME_NONLOCAL)
            report_syntax(d, symbol->declared, "no binding for nonlocal '%S' found", symbol->name);
        else
            symbol->place = PLACE_GLOBAL_IMPLICIT;
    }
}

/* Outer scopes first, so that an inner one finds what it may become a part of. */
static void resolve(SymbolTable *table, Scope *scope, Object *class_cell_name)
{
    for (Symbol *s = scope->first; s && !has_problem(table->diagnostics); s = s->next)
        resolve_symbol(table, scope, s, class_cell_name);
    for (Scope *child = scope->first_child; child; child = child->next)
        resolve(table, child, class_cell_name);
}

/* Slots: parameters in their order, then other locals, cells, free variables. A class or module
 * keeps its names in a dict and has slots for cells only. */
static void number_slots(Scope *scope)
{
    int slot = 0;
    if (scope->kind == SCOPE_FUNCTION) {
        for (Symbol *s = scope->first; s; s = s->next)
            if (s->notes & NAME_PARAMETER)
                s->slot = slot++;
        for (Symbol *s = scope->first; s; s = s->next)
            if (s->slot < 0 && s->place == PLACE_LOCAL)
                s->slot = slot++;
    }
    for (Symbol *s = scope->first; s; s = s->next)
        if (s->slot < 0 && s->place == PLACE_CELL)
            s->slot = slot++;
    int first_free = slot;
    for (Symbol *s = scope->first; s; s = s->next)
        if (s->slot < 0 && (s->place == PLACE_FREE || s->passes_cell))
            s->slot = slot++;
    scope->locals = (uint32_t)slot;
    scope->free_variables = (uint32_t)(slot - first_free);
    for (Scope *child = scope->first_child; child; child = child->next)
        number_slots(child);
}

void scopes_resolve(SymbolTable *table, Object *class_cell_name)
{
    resolve(table, table->module, class_cell_name);
    if (!has_problem(table->diagnostics))
        number_slots(table->module);
}
