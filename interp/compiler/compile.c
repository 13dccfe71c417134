/*
 * compile.c: codes: modules, functions, classes; and compile_source, where the compiler starts.
 *
 * Reading order: compile_source below, then compile_statements.c, compile_expressions.c and what
 * they lead to (codegen.h).
 */
#include "compiler/codegen.h"
#include "compiler/future.h"
#include "compiler/parser.h"
#include "compiler/source_text.h"

#include <string.h>

#include "vm/errors.h"

/* ---- units ----------------------------------------------------------------------------------- */

Object *arena_text(Compiler *c, const char *text)
{
    Object *s = arena_own(c->arena, str_interned(text));
    return s ? s : report_raised(c->diagnostics);
}

/* "outer.<locals>.inner", "Class.method"; a name declared global starts anew (PEP 3155). */
static Object *qualified_name(Compiler *c, const Unit *outer, const Scope *scope)
{
    if (!outer || outer->scope->kind == SCOPE_MODULE)
        return scope->name;
    Symbol *symbol = symbols_find(outer->scope, scope->name);
    if (symbol && symbol->place == PLACE_GLOBAL_EXPLICIT)
        return scope->name;
    const char *format = outer->scope->kind == SCOPE_CLASS ? "%S.%S" : "%S.<locals>.%S";
    Object *name = str_from_format(format, outer->qualified_name, scope->name);
    name = arena_own(c->arena, name ? str_intern(name) : NULL);
    return name ? name : report_raised(c->diagnostics);
}

/* Names the slots, and makes cells of the variables that inner functions share. */
static void begin_slots(Compiler *c, const Scope *scope)
{
    Emitter *e = emitter(c);
    for (const Symbol *s = scope->first; s; s = s->next) {
        if (s->slot < 0)
            continue;
        e->draft->local_names[s->slot] = incref(s->name);
        if (s->place == PLACE_CELL)
            emit(e, MAKE_CELL, s->slot, 0, 0);
    }
}

bool begin_unit(Compiler *c, Unit *unit, Scope *scope, uint32_t first_line)
{
    Object *name = qualified_name(c, c->unit, scope);
    *unit = (Unit){ .outer = c->unit, .scope = scope, .qualified_name = name };
    if (!name || !emit_begin(&unit->emitter, c->arena, c->diagnostics, scope->locals)) {
        emit_abandon(&unit->emitter);
        return false;
    }
    c->unit = unit;
    CodeDraft *draft = unit->emitter.draft;
    draft->name = incref(scope->name);
    draft->qualified_name = incref(name);
    draft->free_variables = scope->free_variables;
    draft->first_line = first_line;
    if (scope->kind == SCOPE_FUNCTION)
        draft->flags |= CODE_OPTIMIZED | CODE_NEWLOCALS;
    for (const Unit *outer = unit->outer; outer; outer = outer->outer)
        if (outer->scope->kind == SCOPE_FUNCTION)
            draft->flags |= CODE_NESTED;
    if (scope->is_generator)
        draft->flags |= CODE_GENERATOR;
    if (c->symbols.text_annotations)
        draft->flags |= CODE_FUTURE_ANNOTATIONS;
    unit->emitter.span = (Span){ first_line, first_line, 0, 0 };
    if (scope->is_generator) { /* a line, but no columns: what throw() shows before the start */
        unit->emitter.span.end_column = NO_END;
        emit(&unit->emitter, RETURN_GENERATOR, 0, 0, 0);
        unit->emitter.span.end_column = 0;
    }
    begin_slots(c, scope);
    if (scope->is_comprehension)
        draft->positional = 1;
    return true;
}

CodeDraft *end_unit(Compiler *c)
{
    Unit *unit = c->unit;
    uint32_t parameters = 0;
    for (const Symbol *s = unit->scope->first; s; s = s->next)
        parameters += (s->notes & NAME_PARAMETER) != 0 && unit->scope->kind == SCOPE_FUNCTION;
    c->unit = unit->outer;
    return emit_finish(&unit->emitter, parameters);
}

/* ---- functions ------------------------------------------------------------------------------- */

int compile_optimization;

/* The docstring of a body, or NULL. */
static Object *docstring(const Block *body)
{
    enum { WITHOUT_DOCSTRINGS = 2 };
    if (compile_optimization >= WITHOUT_DOCSTRINGS || body->count == 0
        || body->items[0]->kind != STMT_EXPRESSION)
        return NULL;
    const Expression *e = body->items[0]->value;
    return e->kind == EXPR_CONSTANT && IS_STR(e->constant) ? e->constant : NULL;
}

static void check_parameter_list(Compiler *c, const ParameterList *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        check_assignable(c, list->items[i].name);
}

static void check_parameters(Compiler *c, const Parameters *parameters)
{
    check_parameter_list(c, &parameters->positional);
    check_parameter_list(c, &parameters->keyword_only);
    if (parameters->star)
        check_assignable(c, parameters->star->name);
    if (parameters->double_star)
        check_assignable(c, parameters->double_star->name);
}

static void set_parameters(CodeDraft *draft, const Parameters *parameters)
{
    draft->positional = parameters->positional.count;
    draft->positional_only = parameters->positional_only;
    draft->keyword_only = parameters->keyword_only.count;
    if (parameters->star)
        draft->flags |= CODE_VARARGS;
    if (parameters->double_star)
        draft->flags |= CODE_VARKEYWORDS;
}

static CodeDraft *function_code(Compiler *c, const Statement *s, Scope *scope, uint32_t first_line)
{
    Unit unit;
    if (!begin_unit(c, &unit, scope, first_line))
        return NULL;
    Object *doc = docstring(&s->function.body);
    set_parameters(unit.emitter.draft, s->function.parameters);
    constant_operand(&unit.emitter, doc ? doc : NONE); /* the first constant is the docstring */
    compile_block(c, &s->function.body);
    emit(&unit.emitter, RETURN_VALUE, 0, none_operand(c), 0);
    return end_unit(c);
}

static CodeDraft *lambda_code(Compiler *c, Expression *e, Scope *scope)
{
    Unit unit;
    if (!begin_unit(c, &unit, scope, e->span.line))
        return NULL;
    set_parameters(unit.emitter.draft, e->lambda.parameters);
    constant_operand(&unit.emitter, NONE);
    set_span(c, e->lambda.body->span);
    int value = compile_expression(c, e->lambda.body, ANYWHERE);
    if (scope->is_generator) { /* its value is given up: a generator returns None */
        emit(&unit.emitter, POP_TOP, 0, value, 0);
        value = none_operand(c);
    }
    emit(&unit.emitter, RETURN_VALUE, 0, value, 0);
    return end_unit(c);
}

/* The cells that the inner code's free variables are, as a tuple in the next temporary. */
static void closure_tuple(Compiler *c, const Scope *scope)
{
    Emitter *e = emitter(c);
    uint32_t mark = e->depth;
    int block = next_slot(e);
    int first_free = (int)(scope->locals - scope->free_variables);
    for (int slot = first_free; slot < (int)scope->locals; slot++)
        for (const Symbol *s = scope->first; s; s = s->next)
            if (s->slot == slot) {
                const Symbol *ours = symbols_find(c->unit->scope, s->name);
                emit(e, LOAD_CLOSURE, push(e), ours ? ours->slot : 0, 0);
            }
    int result = result_slot(c, NEW_TEMPORARY, mark);
    emit(e, BUILD_TUPLE, result, block, (int)scope->free_variables);
}

int emit_function(Compiler *c, CodeDraft *code, const Scope *scope, int block, uint32_t mark,
                  int flags, int destination)
{
    Emitter *e = emitter(c);
    int number = constant_code(e, code);
    if (scope->free_variables) {
        closure_tuple(c, scope);
        flags |= MAKE_CLOSURE;
    }
    int result = result_slot(c, destination, mark);
    emit_x(e, MAKE_FUNCTION, flags, result, block, number);
    return result;
}

/* Positional defaults as a tuple and keyword-only ones as a dict, in the next temporaries. */
static int compile_defaults(Compiler *c, const Parameters *parameters)
{
    Emitter *e = emitter(c);
    int flags = 0;
    if (parameters->defaults.count) {
        Expression tuple = { .kind = EXPR_TUPLE, .span = e->span,
                             .elements = parameters->defaults };
        compile_expression(c, &tuple, NEW_TEMPORARY);
        flags |= MAKE_DEFAULTS;
    }
    uint32_t mark = e->depth;
    int block = next_slot(e), count = 0;
    for (uint32_t i = 0; i < parameters->keyword_only.count; i++) {
        Expression *value = parameters->keyword_defaults.items[i];
        Object *name = parameters->keyword_only.items[i].name;
        name = value ? symbols_mangle(&c->symbols, c->unit->scope, name) : NULL;
        if (!name)
            continue;
        deliver(c, constant_operand(e, name), NEW_TEMPORARY);
        compile_expression(c, value, NEW_TEMPORARY);
        count++;
    }
    if (count) {
        int dict = result_slot(c, NEW_TEMPORARY, mark);
        emit(e, BUILD_MAP, dict, block, count);
        flags |= MAKE_KW_DEFAULTS;
    }
    return flags;
}

/* *args: *types, the only annotation with a star (PEP 646): the one item that types must have. */
static int compile_starred_annotation(Compiler *c, Expression *types, int destination)
{
    Emitter *e = emitter(c);
    uint32_t mark = e->depth;
    int operand = compile_expression(c, types, ANYWHERE);
    int item = result_slot(c, destination, mark);
    emit(e, UNPACK_SEQUENCE, item, operand, 1);
    return item;
}

int compile_annotation(Compiler *c, Expression *value, int destination)
{
    Object *text = c->symbols.text_annotations ? annotation_text(c, value) : NULL;
    if (text)
        return deliver(c, constant_operand(emitter(c), text), destination);
    return value->kind == EXPR_STARRED ? compile_starred_annotation(c, value->value, destination)
                                       : compile_expression(c, value, destination);
}

/* name NULL: no memory, which has been reported. */
static uint32_t annotation(Compiler *c, Object *name, Expression *value)
{
    name = name && value ? symbols_mangle(&c->symbols, c->unit->scope, name) : NULL;
    if (!name)
        return 0;
    deliver(c, constant_operand(emitter(c), name), NEW_TEMPORARY);
    compile_annotation(c, value, NEW_TEMPORARY);
    return 2;
}

/* Annotations as a tuple of names and values in the next temporary, in CPython's order. */
static int compile_annotations(Compiler *c, const Parameters *parameters, Expression *returns)
{
    Emitter *e = emitter(c);
    uint32_t mark = e->depth, count = 0;
    int block = next_slot(e);
    for (uint32_t i = 0; i < parameters->positional.count; i++) {
        const Parameter *parameter = &parameters->positional.items[i];
        count += annotation(c, parameter->name, parameter->annotation);
    }
    if (parameters->star)
        count += annotation(c, parameters->star->name, parameters->star->annotation);
    for (uint32_t i = 0; i < parameters->keyword_only.count; i++) {
        const Parameter *parameter = &parameters->keyword_only.items[i];
        count += annotation(c, parameter->name, parameter->annotation);
    }
    if (parameters->double_star)
        count += annotation(c, parameters->double_star->name, parameters->double_star->annotation);
    if (returns)
        count += annotation(c, arena_text(c, "return"), returns);
    if (count == 0)
        return 0;
    int tuple = result_slot(c, NEW_TEMPORARY, mark);
    emit(e, BUILD_TUPLE, tuple, block, (int)count);
    return MAKE_ANNOTATIONS;
}

int compile_lambda(Compiler *c, Expression *e, int destination)
{
    uint32_t mark = emitter(c)->depth;
    int block = next_slot(emitter(c));
    check_parameters(c, e->lambda.parameters);
    int flags = compile_defaults(c, e->lambda.parameters);
    Scope *scope = symbols_scope(c->unit->scope, e);
    CodeDraft *code = compile_failed(c) ? NULL : lambda_code(c, e, scope);
    return code ? emit_function(c, code, scope, block, mark, flags, destination) : 0;
}

/* ---- decorators: each is called with what the one below it gave ------------------------------ */

/* Evaluates the decorators into blocks of callable and no self; how many there are. */
static void begin_decorators(Compiler *c, const ExpressionList *decorators)
{
    for (uint32_t i = 0; i < decorators->count; i++) {
        compile_expression(c, decorators->items[i], NEW_TEMPORARY);
        push(emitter(c)); /* no self */
    }
}

/* The decorated thing stands right behind the innermost block. Where the result stands. */
static int apply_decorators(Compiler *c, const ExpressionList *decorators, int value)
{
    Emitter *e = emitter(c);
    for (uint32_t i = decorators->count; i-- > 0; ) {
        int block = value - 2;
        Span before = set_span(c, decorators->items[i]->span);
        drop_to(e, (uint32_t)block - e->draft->locals + 1);
        emit(e, CALL, block, block, 1);
        set_span(c, before);
        value = block;
    }
    return value;
}

static uint32_t first_line(const Statement *s, const ExpressionList *decorators)
{
    return decorators->count ? decorators->items[0]->span.line : s->span.line;
}

void compile_function(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    uint32_t outside = e->depth;
    check_parameters(c, s->function.parameters);
    begin_decorators(c, &s->function.decorators);
    uint32_t mark = e->depth;
    int block = next_slot(e);
    int flags = compile_defaults(c, s->function.parameters);
    flags |= compile_annotations(c, s->function.parameters, s->function.returns);
    Scope *scope = symbols_scope(c->unit->scope, s);
    if (compile_failed(c))
        return;
    CodeDraft *code = function_code(c, s, scope, first_line(s, &s->function.decorators));
    if (!code)
        return;
    int value = emit_function(c, code, scope, block, mark, flags, NEW_TEMPORARY);
    value = apply_decorators(c, &s->function.decorators, value);
    compile_store_name(c, s->function.name, value);
    drop_to(e, outside);
}

/* ---- classes --------------------------------------------------------------------------------- */

static bool has_annotations(const Block *block)
{
    for (uint32_t i = 0; i < block->count; i++) {
        const Statement *s = block->items[i];
        bool found = s->kind == STMT_ANNOTATED;
        if (s->kind == STMT_FOR)
            found = has_annotations(&s->for_loop.body) || has_annotations(&s->for_loop.otherwise);
        if (s->kind == STMT_WHILE || s->kind == STMT_IF)
            found = has_annotations(&s->while_loop.body)
                    || has_annotations(&s->while_loop.otherwise);
        if (s->kind == STMT_WITH)
            found = has_annotations(&s->with.body);
        if (s->kind == STMT_TRY) {
            found = has_annotations(&s->try.body) || has_annotations(&s->try.otherwise)
                    || has_annotations(&s->try.finally);
            for (uint32_t j = 0; j < s->try.handlers.count; j++)
                found = found || has_annotations(&s->try.handlers.items[j].body);
        }
        if (found)
            return true;
    }
    return false;
}

static void store_constant(Compiler *c, const char *name, Object *value)
{
    Object *text = arena_text(c, name);
    if (text)
        emit(emitter(c), STORE_NAME, 0, constant_operand(emitter(c), value),
             new_site(emitter(c), text));
}

/* What a module's and a class's body begin with: __annotations__ and __doc__. */
static void begin_namespace(Compiler *c, const Block *body)
{
    Object *doc = docstring(body);
    if (has_annotations(body))
        emit(emitter(c), SETUP_ANNOTATIONS, 0, 0, 0);
    if (doc)
        store_constant(c, "__doc__", doc);
}

/* The body gives back the cell of __class__, for super(), when a method wants it. */
static void end_class(Compiler *c, const Scope *scope)
{
    Emitter *e = emitter(c);
    Object *class_name = arena_text(c, "__class__"), *cell_name = arena_text(c, "__classcell__");
    if (compile_failed(c) || !class_name || !cell_name)
        return;
    if (!scope->needs_class_cell) {
        emit(e, RETURN_VALUE, 0, none_operand(c), 0);
        return;
    }
    int slot = symbols_find(scope, class_name)->slot;
    uint32_t mark = e->depth;
    int cell = push(e);
    emit(e, LOAD_CLOSURE, cell, slot, 0);
    int copy = push(e);
    emit(e, COPY, copy, cell, 0);
    emit(e, STORE_NAME, 0, copy, new_site(e, cell_name));
    emit(e, RETURN_VALUE, 0, cell, 0);
    drop_to(e, mark);
}

static CodeDraft *class_code(Compiler *c, const Statement *s, Scope *scope, uint32_t line)
{
    Unit unit;
    if (!begin_unit(c, &unit, scope, line))
        return NULL;
    Emitter *e = &unit.emitter;
    Object *name = arena_text(c, "__name__"), *module = arena_text(c, "__module__");
    if (name && module) {
        int value = push(e);
        emit(e, LOAD_NAME, value, 0, new_site(e, name));
        emit(e, STORE_NAME, 0, value, new_site(e, module));
        drop_to(e, 0);
        store_constant(c, "__qualname__", unit.qualified_name);
        begin_namespace(c, &s->class.body);
    }
    compile_block(c, &s->class.body);
    end_class(c, scope);
    return end_unit(c);
}

/* __build_class__(body function, name, *bases, **keywords) */
void compile_class(Compiler *c, const Statement *s)
{
    Emitter *e = emitter(c);
    if (!check_feature(c->diagnostics, s->span, FEATURE_CLASS))
        return;
    uint32_t outside = e->depth;
    begin_decorators(c, &s->class.decorators);
    uint32_t mark = e->depth;
    int block = push(e);
    emit(e, LOAD_BUILD_CLASS, block, 0, 0);
    push(e); /* no self */
    Scope *scope = symbols_scope(c->unit->scope, s);
    if (compile_failed(c))
        return;
    CodeDraft *code = class_code(c, s, scope, first_line(s, &s->class.decorators));
    if (!code)
        return;
    emit_function(c, code, scope, next_slot(e), e->depth, 0, NEW_TEMPORARY);
    deliver(c, constant_operand(e, s->class.name), NEW_TEMPORARY);
    int value = compile_call_of_block(c, block, mark, &s->class.bases, s->class.keywords, 2,
                                      NEW_TEMPORARY);
    value = apply_decorators(c, &s->class.decorators, value);
    compile_store_name(c, s->class.name, value);
    drop_to(e, outside);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static CodeDraft *module_code(Compiler *c, const Block *body, CompileMode mode)
{
    Unit unit;
    if (!begin_unit(c, &unit, c->symbols.module, 1))
        return NULL;
    int value = none_operand(c);
    if (mode == COMPILE_EXPRESSION) {
        value = compile_expression(c, body->items[0]->value, ANYWHERE);
    } else {
        if (mode == COMPILE_FILE)
            begin_namespace(c, body);
        else if (has_annotations(body))
            emit(emitter(c), SETUP_ANNOTATIONS, 0, 0, 0);
        compile_block(c, body);
    }
    emit(emitter(c), RETURN_VALUE, 0, value, 0);
    return end_unit(c);
}

static CodeDraft *compile_text(Arena *arena, Diagnostics *d, CompileMode mode)
{
    bool text_annotations = mode & COMPILE_TEXT_ANNOTATIONS;
    mode &= ~COMPILE_TEXT_ANNOTATIONS;
    Compiler c = { .arena = arena, .diagnostics = d,
                   .interactive = mode == COMPILE_INTERACTIVE || mode == COMPILE_SINGLE,
                   .symbols = { .arena = arena, .diagnostics = d,
                                .text_annotations = text_annotations } };
    Block body = { 0 };
    if (!prepare_source(arena, d) ||
        !parse_module(arena, d, mode, &body, NULL))
        return NULL;
    d->parsed = true;
    take_future_statements(&c, &body);
    if (compile_failed(&c) || !symbols_build(&c.symbols, &body))
        return NULL;
    return module_code(&c, &body, mode);
}

CodeDraft *compile_source(const char *source, size_t size, const char *filename, CompileMode mode)
{
    Arena arena;
    CodeDraft *draft = NULL;
    Object *name = str_from_utf8(filename, strlen(filename));
    if (!name)
        return NULL;
    Diagnostics d = { .text = source, .size = size, .filename = name,
                      .without_line_end = (mode & ~COMPILE_TEXT_ANNOTATIONS) == COMPILE_INTERACTIVE,
                      .ends_last_line = (mode & ~COMPILE_TEXT_ANNOTATIONS) == COMPILE_FILE };
    arena_begin(&arena);
    draft = compile_text(&arena, &d, mode);
    raise_problem(&d);
    arena_end(&arena);
    decref(name);
    return draft;
}

/* `if x: y` on one line is whole, but an else may follow: an empty line has to end it too. */
static bool may_go_on(const Block *body, const Diagnostics *d)
{
    if (body->count == 0 || (d->size >= 2 && memcmp(d->text + d->size - 2, "\n\n", 2) == 0))
        return false;
    switch (body->items[body->count - 1]->kind) {
    case STMT_IF: case STMT_WHILE: case STMT_FOR: case STMT_TRY: case STMT_WITH:
    case STMT_FUNCTION: case STMT_CLASS:
        return true;
    default:
        return false;
    }
}

int source_is_incomplete(const char *source, size_t size)
{
    Arena arena;
    Block body;
    bool incomplete = false;
    Object *name = str_from("<stdin>");
    Diagnostics d = { .text = source, .size = size, .filename = name, .silent = true };
    arena_begin(&arena);
    if (name && prepare_source(&arena, &d))
        incomplete = parse_module(&arena, &d, COMPILE_INTERACTIVE, &body, &incomplete)
                   ? may_go_on(&body, &d) : incomplete;
    arena_end(&arena);
    xdecref(name);
    if (error_matches(&memory_error_type))
        return -1;
    error_clear(); /* compile_source will find it again */
    return incomplete;
}
