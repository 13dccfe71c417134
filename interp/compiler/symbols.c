/*
 * symbols.c: the first pass over the tree: what each scope binds, uses and declares. The second
 * pass, which decides where each name lives, is scopes.c. See symbols.h.
 */
#include "compiler/symbols.h"

#include "compiler/scopes.h"
#include "vm/errors.h"

typedef struct {
    SymbolTable *table;
    Scope *scope;              /* the current one */
    unsigned in_iterable;      /* inside the iterable of a comprehension: how deep */
    Object *super_name, *class_cell_name;
} Collector;

static void visit_expr(Collector *c, const Expression *e);
static void visit_target(Collector *c, const Expression *e);
static void visit_stmts(Collector *c, const Block *list);

static bool failed(const Collector *c) { return has_problem(c->table->diagnostics); }

/* ---- scopes and symbols ---------------------------------------------------------------------- */

Symbol *symbols_find(const Scope *scope, Object *name)
{
    for (Symbol *s = scope->first; s; s = s->next)
        if (s->name == name)
            return s;
    return NULL;
}

Scope *symbols_scope(const Scope *parent, const void *node)
{
    Scope *child = parent->first_child;
    while (child && child->node != node)
        child = child->next;
    return child;
}

Object *symbols_mangle(SymbolTable *table, const Scope *scope, Object *name)
{
    size_t length = str_length(name), start = 0;
    Object *class_name = scope->class_name;
    if (!class_name || length < 2 || str_char(name, 0) != '_' || str_char(name, 1) != '_')
        return name;
    if (str_char(name, length - 1) == '_' && str_char(name, length - 2) == '_')
        return name;
    while (start < str_length(class_name) && str_char(class_name, start) == '_')
        start++;
    if (start == str_length(class_name)) /* a class called only _ mangles nothing */
        return name;
    Object *stripped = str_substring(class_name, start, str_length(class_name));
    Object *mangled = stripped ? str_from_format("_%S%S", stripped, name) : NULL;
    xdecref(stripped);
    mangled = arena_own(table->arena, mangled ? str_intern(mangled) : NULL);
    return mangled ? mangled : report_raised(table->diagnostics);
}

Symbol *symbols_add(SymbolTable *table, Scope *scope, Object *name, unsigned notes)
{
    Symbol *symbol = symbols_find(scope, name);
    if (!symbol) {
        symbol = arena_alloc(table->arena, sizeof *symbol);
        if (!symbol)
            return report_raised(table->diagnostics);
        symbol->name = name;
        symbol->slot = -1;
        *(scope->last ? &scope->last->next : &scope->first) = symbol;
        scope->last = symbol;
    }
    symbol->notes |= notes;
    return symbol;
}

static Symbol *note(Collector *c, Object *name, unsigned notes)
{
    Object *mangled = symbols_mangle(c->table, c->scope, name);
    return mangled ? symbols_add(c->table, c->scope, mangled, notes) : NULL;
}

/* Opens a scope inside the current one and makes it current. */
static Scope *enter(Collector *c, ScopeKind kind, const char *fixed_name, Object *name,
                    const void *node)
{
    Arena *arena = c->table->arena;
    Scope *scope = arena_alloc(arena, sizeof *scope);
    if (scope && fixed_name)
        name = arena_own(arena, str_interned(fixed_name));
    if (!scope || !name)
        return report_raised(c->table->diagnostics);
    scope->kind = kind;
    scope->name = name;
    scope->node = node;
    scope->parent = c->scope;
    scope->class_name = kind == SCOPE_CLASS ? name : c->scope ? c->scope->class_name : NULL;
    if (c->scope) {
        Scope **link = c->scope->last_child ? &c->scope->last_child->next
                                            : &c->scope->first_child;
        *link = c->scope->last_child = scope;
    }
    c->scope = scope;
    return scope;
}

static void leave(Collector *c) { c->scope = c->scope->parent; }

/* ---- expressions ----------------------------------------------------------------------------- */

static void visit_exprs(Collector *c, const ExpressionList *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        visit_expr(c, list->items[i]); /* NULL: an absent key or default */
}

static void visit_keywords(Collector *c, const KeywordList *list)
{
    for (uint32_t i = 0; list && i < list->count; i++)
        visit_expr(c, list->items[i].value);
}

static void add_parameter(Collector *c, const Parameter *parameter)
{
    Object *name = symbols_mangle(c->table, c->scope, parameter->name);
    if (!name)
        return;
    Symbol *present = symbols_find(c->scope, name);
    if (present && present->notes & NAME_PARAMETER)
        report_syntax(c->table->diagnostics, parameter->span,
                      "duplicate argument '%S' in function definition", name);
    symbols_add(c->table, c->scope, name, NAME_PARAMETER | NAME_BOUND);
}

static void add_parameters(Collector *c, const Parameters *parameters)
{
    for (uint32_t i = 0; i < parameters->positional.count; i++)
        add_parameter(c, &parameters->positional.items[i]);
    for (uint32_t i = 0; i < parameters->keyword_only.count; i++)
        add_parameter(c, &parameters->keyword_only.items[i]);
    if (parameters->star)
        add_parameter(c, parameters->star);
    if (parameters->double_star)
        add_parameter(c, parameters->double_star);
}

/* Defaults belong to the scope around the function. */
static void visit_defaults(Collector *c, const Parameters *parameters)
{
    visit_exprs(c, &parameters->defaults);
    visit_exprs(c, &parameters->keyword_defaults);
}

static void visit_annotation(Collector *c, const Expression *annotation)
{
    if (!c->table->text_annotations)
        visit_expr(c, annotation);
}

static void visit_annotations(Collector *c, const Statement *function)
{
    const Parameters *parameters = function->function.parameters;
    for (uint32_t i = 0; i < parameters->positional.count; i++)
        visit_annotation(c, parameters->positional.items[i].annotation);
    for (uint32_t i = 0; i < parameters->keyword_only.count; i++)
        visit_annotation(c, parameters->keyword_only.items[i].annotation);
    if (parameters->star)
        visit_annotation(c, parameters->star->annotation);
    if (parameters->double_star)
        visit_annotation(c, parameters->double_star->annotation);
    visit_annotation(c, function->function.returns);
}

/* The name of an inner loop must not be one that := has bound before: it would be two variables. */
static void check_iteration_name(Collector *c, const Expression *target)
{
    Object *name = symbols_mangle(c->table, c->scope, target->name);
    Symbol *symbol = name ? symbols_find(c->scope, name) : NULL;
    if (symbol && symbol->notes & (NAME_GLOBAL | NAME_NONLOCAL))
        report_syntax(c->table->diagnostics, target->span, "comprehension inner loop cannot rebind "
                      "assignment expression target '%S'", name);
}

/* A comprehension's targets are its own; Symbol notes them, so that := may not rebind them. */
static void visit_comprehension_target(Collector *c, const Expression *target)
{
    if (target->kind == EXPR_NAME) {
        check_iteration_name(c, target);
        note(c, target->name, NAME_ITERATION);
    }
    if (target->kind == EXPR_TUPLE || target->kind == EXPR_LIST)
        for (uint32_t i = 0; i < target->elements.count; i++)
            visit_comprehension_target(c, target->elements.items[i]);
    if (target->kind == EXPR_STARRED)
        visit_comprehension_target(c, target->value);
}

static void visit_iterable(Collector *c, const Expression *iterable)
{
    c->in_iterable++;
    visit_expr(c, iterable);
    c->in_iterable--;
}

static void visit_comprehension(Collector *c, const Expression *e, const char *name)
{
    const ComprehensionList *generators = e->comprehension.clauses;
    visit_iterable(c, generators->items[0].iterable); /* evaluated outside */
    Scope *scope = enter(c, SCOPE_FUNCTION, name, NULL, e);
    if (!scope)
        return;
    scope->is_comprehension = true;
    scope->is_generator = e->kind == EXPR_GENERATOR;
    Object *parameter = arena_own(c->table->arena, str_interned(".0"));
    if (parameter)
        symbols_add(c->table, scope, parameter, NAME_PARAMETER | NAME_BOUND);
    else
        report_raised(c->table->diagnostics);
    for (uint32_t i = 0; i < generators->count; i++) {
        const Comprehension *generator = &generators->items[i];
        visit_target(c, generator->target);
        visit_comprehension_target(c, generator->target);
        if (i > 0)
            visit_iterable(c, generator->iterable);
        visit_exprs(c, &generator->conditions);
    }
    visit_expr(c, e->comprehension.element);
    if (e->comprehension.value)
        visit_expr(c, e->comprehension.value);
    leave(c);
}

/* name := value inside a comprehension binds the name in the scope around it (PEP 572). */
static void bind_outside_comprehension(Collector *c, const Expression *target)
{
    Diagnostics *d = c->table->diagnostics;
    Object *name = symbols_mangle(c->table, c->scope, target->name);
    Scope *outer = c->scope;
    for (; name && outer->is_comprehension; outer = outer->parent) {
        Symbol *symbol = symbols_find(outer, name);
        if (symbol && symbol->notes & NAME_ITERATION)
            report_syntax(d, target->span, "assignment expression cannot rebind comprehension "
                          "iteration variable '%S'", name);
    }
    if (!name)
        return;
    if (outer->kind == SCOPE_CLASS) {
        report_syntax(d, target->span,
                      "assignment expression within a comprehension cannot be used in a class body");
        return;
    }
    Symbol *symbol = symbols_add(c->table, outer, name, NAME_BOUND);
    bool global = outer->kind == SCOPE_MODULE || (symbol && symbol->notes & NAME_GLOBAL);
    outer->has_walrus = true;
    for (Scope *scope = c->scope; scope != outer; scope = scope->parent)
        symbols_add(c->table, scope, name, global ? NAME_GLOBAL : NAME_NONLOCAL);
}

static void visit_named(Collector *c, const Expression *e)
{
    Expression *target = e->binary.left;
    if (c->in_iterable)
        report_syntax(c->table->diagnostics, e->span,
                      "assignment expression cannot be used in a comprehension iterable expression");
    visit_expr(c, e->binary.right);
    c->scope->has_walrus = true;
    if (c->scope->is_comprehension)
        bind_outside_comprehension(c, target);
    else
        note(c, target->name, NAME_BOUND);
}

static void visit_yield(Collector *c, const Expression *e)
{
    static const struct { ExpressionKind kind; const char *where; } places[] = {
        { EXPR_LIST_COMP, "list comprehension" }, { EXPR_SET_COMP, "set comprehension" },
        { EXPR_DICT_COMP, "dict comprehension" }, { EXPR_GENERATOR, "generator expression" },
    };
    visit_expr(c, e->value);
    if (c->scope->is_comprehension) {
        for (int i = 0; i < 4; i++)
            if (((const Expression *)c->scope->node)->kind == places[i].kind)
                report_syntax(c->table->diagnostics, e->span, "'yield' inside %s",
                              places[i].where);
    } else if (c->scope->kind != SCOPE_FUNCTION) {
        report_syntax(c->table->diagnostics, e->span, "'yield' outside function");
    }
    c->scope->is_generator = true;
}

static void visit_name(Collector *c, const Expression *e)
{
    note(c, e->name, NAME_USED);
    if (e->name == c->super_name && c->scope->kind == SCOPE_FUNCTION)
        note(c, c->class_cell_name, NAME_USED); /* super() asks for the class it stands in */
}

static void visit_lambda(Collector *c, const Expression *e)
{
    visit_defaults(c, e->lambda.parameters);
    if (!enter(c, SCOPE_FUNCTION, "<lambda>", NULL, e))
        return;
    add_parameters(c, e->lambda.parameters);
    visit_expr(c, e->lambda.body);
    leave(c);
}

static void visit_expr(Collector *c, const Expression *e)
{
    if (!e || failed(c))
        return;
    switch ((ExpressionKind)e->kind) {
    case EXPR_CONSTANT: break;
    case EXPR_NAME: visit_name(c, e); break;
    case EXPR_ATTRIBUTE: visit_expr(c, e->attribute.value); break;
    case EXPR_SUBSCRIPT:
        visit_expr(c, e->subscript.value);
        visit_expr(c, e->subscript.index);
        break;
    case EXPR_STARRED: case EXPR_UNARY: case EXPR_NOT: visit_expr(c, e->value); break;
    case EXPR_SLICE:
        visit_expr(c, e->slice.start);
        visit_expr(c, e->slice.stop);
        visit_expr(c, e->slice.step);
        break;
    case EXPR_TUPLE: case EXPR_LIST: case EXPR_SET: case EXPR_AND: case EXPR_OR: case EXPR_JOINED:
        visit_exprs(c, &e->elements);
        break;
    case EXPR_DICT: visit_exprs(c, &e->dict.keys); visit_exprs(c, &e->dict.values); break;
    case EXPR_BINARY: visit_expr(c, e->binary.left); visit_expr(c, e->binary.right); break;
    case EXPR_COMPARE: visit_exprs(c, &e->compare.operands); break;
    case EXPR_CALL:
        visit_expr(c, e->call.function);
        visit_exprs(c, &e->call.arguments);
        visit_keywords(c, e->call.keywords);
        break;
    case EXPR_IF:
        visit_expr(c, e->conditional.test);
        visit_expr(c, e->conditional.body);
        visit_expr(c, e->conditional.otherwise);
        break;
    case EXPR_LAMBDA: visit_lambda(c, e); break;
    case EXPR_LIST_COMP: visit_comprehension(c, e, "<listcomp>"); break;
    case EXPR_SET_COMP: visit_comprehension(c, e, "<setcomp>"); break;
    case EXPR_DICT_COMP: visit_comprehension(c, e, "<dictcomp>"); break;
    case EXPR_GENERATOR: visit_comprehension(c, e, "<genexpr>"); break;
    case EXPR_YIELD: case EXPR_YIELD_FROM: visit_yield(c, e); break;
    case EXPR_WALRUS: visit_named(c, e); break;
    case EXPR_FORMATTED:
        visit_expr(c, e->formatted.value);
        visit_expr(c, e->formatted.spec);
        break;
    }
}

/* The names that a target binds; what else stands in it (a.b, a[i]) is evaluated. */
static void visit_target(Collector *c, const Expression *e)
{
    if (e && e->kind == EXPR_NAME) {
        note(c, e->name, NAME_BOUND);
    } else if (e && (e->kind == EXPR_TUPLE || e->kind == EXPR_LIST)) {
        for (uint32_t i = 0; i < e->elements.count; i++)
            visit_target(c, e->elements.items[i]);
    } else if (e && e->kind == EXPR_STARRED) {
        visit_target(c, e->value);
    } else {
        visit_expr(c, e);
    }
}

static void visit_targets(Collector *c, const ExpressionList *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        visit_target(c, list->items[i]);
}

/* ---- statements ------------------------------------------------------------------------------ */

static void visit_function(Collector *c, const Statement *s)
{
    note(c, s->function.name, NAME_BOUND);
    visit_exprs(c, &s->function.decorators);
    visit_defaults(c, s->function.parameters);
    visit_annotations(c, s);
    if (failed(c) || !enter(c, SCOPE_FUNCTION, NULL, s->function.name, s))
        return;
    add_parameters(c, s->function.parameters);
    visit_stmts(c, &s->function.body);
    leave(c);
}

static void visit_class(Collector *c, const Statement *s)
{
    note(c, s->class.name, NAME_BOUND);
    visit_exprs(c, &s->class.decorators);
    visit_exprs(c, &s->class.bases);
    visit_keywords(c, s->class.keywords);
    if (failed(c) || !enter(c, SCOPE_CLASS, NULL, s->class.name, s))
        return;
    visit_stmts(c, &s->class.body);
    leave(c);
}

/* global and nonlocal must come before any other word about the name. */
static void visit_declaration(Collector *c, const Statement *s)
{
    bool global = s->kind == STMT_GLOBAL;
    const char *word = global ? "global" : "nonlocal";
    Diagnostics *d = c->table->diagnostics;
    if (!global && c->scope->kind == SCOPE_MODULE)
        report_syntax(d, s->span, "nonlocal declaration not allowed at module level");
    for (uint32_t i = 0; i < s->names.count && !failed(c); i++) {
        Object *name = symbols_mangle(c->table, c->scope, s->names.items[i]);
        Symbol *symbol = name ? symbols_find(c->scope, name) : NULL;
        unsigned notes = symbol ? symbol->notes : 0;
        if (notes & NAME_PARAMETER)
            report_syntax(d, s->span, "name '%S' is parameter and %s", name, word);
        else if (notes & NAME_USED)
            report_syntax(d, s->span, "name '%S' is used prior to %s declaration", name, word);
        else if (notes & NAME_ANNOTATED)
            report_syntax(d, s->span, "annotated name '%S' can't be %s", name, word);
        else if (notes & NAME_BOUND)
            report_syntax(d, s->span, "name '%S' is assigned to before %s declaration", name,
                          word);
        else if (name && (symbol = symbols_add(c->table, c->scope, name,
                                               global ? NAME_GLOBAL : NAME_NONLOCAL)))
            symbol->declared = s->span;
        /* The module then means its globals too, which matters where exec gave it other locals. */
        if (global && name && !failed(c))
            symbols_add(c->table, c->table->module, name, NAME_GLOBAL);
    }
}

static void visit_annotated(Collector *c, const Statement *s)
{
    const Expression *target = s->annotated.target;
    if (target->kind == EXPR_NAME) {
        Object *name = symbols_mangle(c->table, c->scope, target->name);
        Symbol *symbol = name ? symbols_find(c->scope, name) : NULL;
        if (symbol && s->annotated.simple && symbol->notes & (NAME_GLOBAL | NAME_NONLOCAL)
            && c->scope->kind != SCOPE_MODULE)
            report_syntax(c->table->diagnostics, s->span, "annotated name '%S' can't be %s", name,
                          symbol->notes & NAME_GLOBAL ? "global" : "nonlocal");
        if (s->annotated.simple)
            note(c, target->name, NAME_ANNOTATED | NAME_BOUND);
        else if (s->annotated.value)
            note(c, target->name, NAME_BOUND);
    } else {
        visit_target(c, target);
    }
    visit_annotation(c, s->annotated.annotation);
    visit_expr(c, s->annotated.value);
}

/* import a.b.c binds a; import a.b.c as d binds d. */
static void visit_import(Collector *c, const Alias *alias, bool from)
{
    Object *name = alias->as_name ? alias->as_name : alias->name;
    if (!from && !alias->as_name) {
        size_t length = 0;
        while (length < str_length(name) && str_char(name, length) != '.')
            length++;
        Object *first = str_substring(name, 0, length);
        name = arena_own(c->table->arena, first ? str_intern(first) : NULL);
        if (!name) {
            report_raised(c->table->diagnostics);
            return;
        }
    }
    note(c, name, NAME_BOUND);
}

static void visit_try(Collector *c, const Statement *s)
{
    visit_stmts(c, &s->try.body);
    for (uint32_t i = 0; i < s->try.handlers.count; i++) {
        const Handler *handler = &s->try.handlers.items[i];
        visit_expr(c, handler->type);
        if (handler->name)
            note(c, handler->name, NAME_BOUND);
        visit_stmts(c, &handler->body);
    }
    visit_stmts(c, &s->try.otherwise);
    visit_stmts(c, &s->try.finally);
}

static void visit_with(Collector *c, const Statement *s)
{
    for (uint32_t i = 0; i < s->with.items.count; i++) {
        visit_expr(c, s->with.items.items[i].context);
        visit_target(c, s->with.items.items[i].target);
    }
    visit_stmts(c, &s->with.body);
}

static void visit_stmt(Collector *c, const Statement *s)
{
    switch ((StatementKind)s->kind) {
    case STMT_FUNCTION: visit_function(c, s); break;
    case STMT_CLASS: visit_class(c, s); break;
    case STMT_RETURN: case STMT_EXPRESSION: visit_expr(c, s->value); break;
    case STMT_DELETE: visit_targets(c, &s->targets); break;
    case STMT_ASSIGN: visit_targets(c, &s->assign.targets); visit_expr(c, s->assign.value); break;
    case STMT_AUGMENTED:
        visit_target(c, s->augmented.target);
        visit_expr(c, s->augmented.value);
        break;
    case STMT_ANNOTATED: visit_annotated(c, s); break;
    case STMT_FOR:
        visit_target(c, s->for_loop.target);
        visit_expr(c, s->for_loop.iterable);
        visit_stmts(c, &s->for_loop.body);
        visit_stmts(c, &s->for_loop.otherwise);
        break;
    case STMT_WHILE: case STMT_IF:
        visit_expr(c, s->while_loop.test);
        visit_stmts(c, &s->while_loop.body);
        visit_stmts(c, &s->while_loop.otherwise);
        break;
    case STMT_WITH: visit_with(c, s); break;
    case STMT_RAISE: visit_expr(c, s->raise.exception); visit_expr(c, s->raise.cause); break;
    case STMT_TRY: visit_try(c, s); break;
    case STMT_ASSERT:
        visit_expr(c, s->assertion.test);
        visit_expr(c, s->assertion.message);
        break;
    case STMT_IMPORT:
        for (uint32_t i = 0; i < s->import.count; i++)
            visit_import(c, &s->import.items[i], false);
        break;
    case STMT_IMPORT_FROM:
        if (s->import_from.star && c->scope->kind != SCOPE_MODULE)
            report_syntax(c->table->diagnostics, s->span, "import * only allowed at module level");
        for (uint32_t i = 0; i < s->import_from.names.count && !s->import_from.star; i++)
            visit_import(c, &s->import_from.names.items[i], true);
        break;
    case STMT_GLOBAL: case STMT_NONLOCAL: visit_declaration(c, s); break;
    case STMT_PASS: case STMT_BREAK: case STMT_CONTINUE: break;
    }
}

static void visit_stmts(Collector *c, const Block *list)
{
    for (uint32_t i = 0; i < list->count && !failed(c); i++)
        visit_stmt(c, list->items[i]);
}

bool symbols_build(SymbolTable *table, const Block *body)
{
    Collector c = { .table = table };
    c.super_name = arena_own(table->arena, str_interned("super"));
    c.class_cell_name = arena_own(table->arena, str_interned("__class__"));
    if (!c.super_name || !c.class_cell_name)
        return report_raised(table->diagnostics);
    table->module = enter(&c, SCOPE_MODULE, "<module>", NULL, body);
    if (table->module) {
        visit_stmts(&c, body);
        if (!failed(&c))
            scopes_resolve(table, c.class_cell_name);
    }
    return !failed(&c);
}
