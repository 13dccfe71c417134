/*
 * compile_calls.c: calls. Callable, self and arguments stand in one block of temporaries; the
 * callee finds them there (opcodes.h, CALL).
 */
#include "compiler/codegen.h"

#include "vm/errors.h"

static bool has_double_star(const KeywordList *keywords)
{
    for (uint32_t i = 0; keywords && i < keywords->count; i++)
        if (!keywords->items[i].name)
            return true;
    return false;
}

/* A tuple of the keywords' names, for KW_NAMES. The arena's. */
static Object *keyword_names(Compiler *c, const KeywordList *keywords)
{
    Tuple *names = (Tuple *)arena_own(c->arena, tuple_new(keywords->count));
    if (!names)
        return report_raised(c->diagnostics);
    for (uint32_t i = 0; i < keywords->count; i++)
        names->items[i] = incref(keywords->items[i].name);
    return (Object *)names;
}

static void check_keywords(Compiler *c, const KeywordList *keywords)
{
    for (uint32_t i = 0; keywords && i < keywords->count; i++) {
        if (keywords->items[i].name)
            check_assignable(c, keywords->items[i].name);
        for (uint32_t j = i + 1; keywords->items[i].name && j < keywords->count; j++)
            if (keywords->items[i].name == keywords->items[j].name)
                report_syntax(c->diagnostics, keywords->items[j].span,
                              "keyword argument repeated: %S", keywords->items[i].name);
    }
}

/* ---- f(*args, **kwargs) ---------------------------------------------------------------------- */

/* The positional arguments as one iterable in the next temporary. `given` values stand at the end
 * of the block already: they become its first items. */
static void positional_iterable(Compiler *c, const ExpressionList *arguments, int block,
                                uint32_t given)
{
    Emitter *e = emitter(c);
    if (given == 0 && arguments->count == 1 && arguments->items[0]->kind == EXPR_STARRED) {
        compile_expression(c, arguments->items[0]->value, NEW_TEMPORARY);
        return;
    }
    if (given == 0) {
        compile_elements(c, arguments, BUILD_TUPLE, NEW_TEMPORARY);
        return;
    }
    int list = block + 2; /* where the given values stand */
    emit(e, BUILD_LIST, list, list, (int)given);
    drop_to(e, (uint32_t)list - e->draft->locals + 1);
    add_elements(c, arguments, 0, list, false);
    emit(e, LIST_TO_TUPLE, list, list, 0);
}

/* The keyword arguments as a dict in the next temporary. */
static void keyword_dict(Compiler *c, const KeywordList *keywords, int callable)
{
    Emitter *e = emitter(c);
    int dict = push(e);
    emit(e, BUILD_MAP, dict, dict, 0);
    for (uint32_t i = 0; i < keywords->count; i++) {
        const Keyword *keyword = &keywords->items[i];
        uint32_t mark = e->depth;
        if (keyword->name) { /* a dict of one, merged, so that a name given twice is found */
            int block = deliver(c, constant_operand(e, keyword->name), NEW_TEMPORARY);
            compile_expression(c, keyword->value, NEW_TEMPORARY);
            drop_to(e, mark + 1);
            emit(e, BUILD_MAP, block, block, 1);
            emit(e, DICT_MERGE, dict, block, callable);
        } else {
            emit(e, DICT_MERGE, dict, compile_expression(c, keyword->value, ANYWHERE), callable);
        }
        drop_to(e, mark);
    }
}

static int call_unpacked(Compiler *c, int block, uint32_t mark, const ExpressionList *arguments,
                         const KeywordList *keywords, uint32_t given, int destination)
{
    bool with_keywords = keywords && keywords->count;
    positional_iterable(c, arguments, block, given);
    if (with_keywords)
        keyword_dict(c, keywords, block);
    int result = result_slot(c, destination, mark);
    emit_x(emitter(c), CALL_FUNCTION_EX, with_keywords, result, block, 0);
    return result;
}

/* ---- f(a, b, name=c) ------------------------------------------------------------------------- */

int compile_call_of_block(Compiler *c, int block, uint32_t mark, const ExpressionList *arguments,
                          const KeywordList *keywords, uint32_t given, int destination)
{
    Emitter *e = emitter(c);
    check_keywords(c, keywords);
    if (has_star(arguments) || has_double_star(keywords))
        return call_unpacked(c, block, mark, arguments, keywords, given, destination);
    uint32_t count = given + arguments->count;
    for (uint32_t i = 0; i < arguments->count; i++)
        compile_expression(c, arguments->items[i], NEW_TEMPORARY);
    for (uint32_t i = 0; keywords && i < keywords->count; i++, count++)
        compile_expression(c, keywords->items[i].value, NEW_TEMPORARY);
    int result = result_slot(c, destination, mark);
    if (keywords && keywords->count) {
        Object *names = keyword_names(c, keywords);
        if (names)
            emit(e, KW_NAMES, 0, 0, ~constant_operand(e, names));
    }
    emit(e, CALL, result, block, (int)count);
    return result;
}

Span from_attribute(Span span, const Expression *attribute)
{
    Span a = attribute->span;
    if (a.line == a.end_line)
        return span;
    uint32_t length = (uint32_t)str_length(attribute->attribute.name);
    span.line = a.end_line;
    if (length <= a.end_column) {
        span.column = a.end_column - length;
        if (span.end_line < span.line || (span.end_line == span.line
                                          && span.end_column < span.column))
            span.end_column = span.column;
    } else {
        span.column = span.end_column = NO_END;
    }
    if (span.end_line < span.line)
        span.end_line = span.line;
    return span;
}

/* object.method(arguments): no bound method is made. */
static int compile_method_call(Compiler *c, Expression *e, int destination)
{
    Emitter *out = emitter(c);
    Expression *method = e->call.function;
    uint32_t mark = out->depth;
    int object = compile_expression(c, method->attribute.value, ANYWHERE);
    Object *name = symbols_mangle(&c->symbols, c->unit->scope, method->attribute.name);
    drop_to(out, mark);
    int block = push(out);
    push(out);
    set_span(c, from_attribute(method->span, method));
    if (name)
        emit(out, LOAD_METHOD, block, object, new_site(out, name));
    set_span(c, from_attribute(e->span, method));
    return compile_call_of_block(c, block, mark, &e->call.arguments, e->call.keywords, 0,
                                 destination);
}

int compile_call(Compiler *c, Expression *e, int destination)
{
    Emitter *out = emitter(c);
    Expression *function = e->call.function;
    if (function->kind == EXPR_ATTRIBUTE && !has_star(&e->call.arguments)
        && !has_double_star(e->call.keywords))
        return compile_method_call(c, e, destination);
    uint32_t mark = out->depth;
    int block = compile_expression(c, function, NEW_TEMPORARY);
    push(out); /* no self */
    return compile_call_of_block(c, block, mark, &e->call.arguments, e->call.keywords, 0,
                                 destination);
}
