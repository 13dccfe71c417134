/*
 * warnings.c: finds what warnings.h lists and tells it: through the filters of module warnings, if
 * a program has loaded it; else as they are at the start, with the line of source where the text is
 * a file's.
 */
#include "compiler/warnings.h"

#include <string.h>

#include "modules/output.h"
#include "vm/generator.h"
#include "vm/errors.h"
#include "vm/warning.h"

/* The line of the text, without blanks at its ends; new. */
static Object *source_line(const Diagnostics *d, uint32_t number)
{
    const char *start = d->text, *end = d->text + d->size;
    for (; number > 1 && start; number--) {
        const char *newline = memchr(start, '\n', (size_t)(end - start));
        start = newline ? newline + 1 : NULL;
    }
    const char *stop = start ? memchr(start, '\n', (size_t)(end - start)) : NULL;
    stop = stop ? stop : end;
    while (start && start < stop && (*start == ' ' || *start == '\t' || *start == '\f'))
        start++;
    while (start && stop > start && (stop[-1] == ' ' || stop[-1] == '\t' || stop[-1] == '\r'))
        stop--;
    return start ? str_from_utf8(start, (size_t)(stop - start)) : str_from("");
}

static bool is_file(Object *name)
{
    return str_length(name) > 0 && str_char(name, 0) != '<';
}

/* What the filters of the start do with it. 0, or -1 with an exception. */
static int show(const Diagnostics *d, uint32_t line, Object *text)
{
    Object *source = is_file(d->filename) ? source_line(d, line) : NULL;
    Object *message = error_occurred() ? NULL
        : str_from_format("%S:%d: SyntaxWarning: %S\n", d->filename, (int)line, text);
    if (message)
        output_write_str(ERRORS, message);
    if (message && source) {
        output_write_text(ERRORS, "  ");
        output_write_str(ERRORS, source);
        output_write_text(ERRORS, "\n");
    }
    xdecref(message);
    xdecref(source);
    return error_occurred() ? -1 : 0;
}

void warn_in_source(Diagnostics *d, Type *category, Span span, Object *text)
{
    int status = d->silent || has_problem(d) ? WARNING_IS_DONE
               : text ? warn_of_line(category, text, d->filename, span.line) : -1;
    if (status == WARNING_IS_YOURS)
        status = category == &syntax_warning_type ? show(d, span.line, text) : 0;
    if (status < 0 && error_matches(category)) { /* the filters make an error of it */
        error_clear();
        report_syntax(d, span, "%S", text);
    } else if (status < 0) {
        report_raised(d);
    }
    xdecref(text);
}

static void tell(Compiler *c, Span span, Object *text)
{
    warn_in_source(c->diagnostics, &syntax_warning_type, span, text);
}

/* ---- x is 1 --------------------------------------------------------------------------------- */

static bool is_value(const Expression *e)
{
    return e->kind == EXPR_CONSTANT && e->constant != NONE && e->constant != TRUE
        && e->constant != FALSE && e->constant != &ellipsis_object;
}

void warn_about_comparison(Compiler *c, const Expression *e)
{
    bool left = is_value(e->compare.operands.items[0]);
    for (uint32_t i = 0; i + 1 < e->compare.operands.count; i++) {
        bool right = is_value(e->compare.operands.items[i + 1]);
        uint8_t op = e->compare.operators[i];
        if ((op == COMPARE_IS || op == COMPARE_IS_NOT) && (left || right)) {
            tell(c, e->span, str_from(op == COMPARE_IS
                ? "\"is\" with a literal. Did you mean \"==\"?"
                : "\"is not\" with a literal. Did you mean \"!=\"?"));
            return;
        }
        left = right;
    }
}

/* ---- "text"(), {1}[0], "text"["x"] ---------------------------------------------------------- */

/* The type of what the expression certainly gives, or NULL. */
static const Type *certain_type(const Expression *e)
{
    switch ((ExpressionKind)e->kind) {
    case EXPR_CONSTANT: return e->constant->type;
    case EXPR_TUPLE: return &tuple_type;
    case EXPR_LIST: case EXPR_LIST_COMP: return &list_type;
    case EXPR_DICT: case EXPR_DICT_COMP: return &dict_type;
    case EXPR_SET: case EXPR_SET_COMP: return &set_type;
    case EXPR_GENERATOR: return &generator_type;
    case EXPR_LAMBDA: return &function_type;
    case EXPR_JOINED: case EXPR_FORMATTED: return &str_type;
    default: return NULL;
    }
}

void warn_about_call(Compiler *c, const Expression *e)
{
    const Type *type = certain_type(e->call.function);
    if (type && type != &function_type)
        tell(c, e->span, str_from_format("'%s' object is not callable; perhaps you missed a "
                                              "comma?", type->name));
}

static bool has_no_items(const Type *type)
{
    return type == &set_type || type == &frozenset_type || type == &generator_type
        || type == &function_type || type == &int_type || type == &bool_type
        || type == &float_type || type == &none_type || type == &ellipsis_type;
}

static bool takes_numbers(const Type *type)
{
    return type == &str_type || type == &bytes_type || type == &tuple_type || type == &list_type;
}

void warn_about_subscript(Compiler *c, const Expression *e)
{
    const Type *type = certain_type(e->subscript.value), *index = certain_type(e->subscript.index);
    if (type && has_no_items(type))
        tell(c, e->span, str_from_format("'%s' object is not subscriptable; perhaps you missed "
                                              "a comma?", type->name));
    if (type && takes_numbers(type) && index && !(index->flags & TYPE_INT) && index != &slice_type)
        tell(c, e->span, str_from_format("%s indices must be integers or slices, not %s; "
                                              "perhaps you missed a comma?", type->name,
                                              index->name));
}

/* ---- assert (x, "message") ------------------------------------------------------------------ */

void warn_about_assert(Compiler *c, const Statement *s)
{
    const Expression *test = s->assertion.test;
    bool tuple = test->kind == EXPR_TUPLE && test->elements.count > 0;
    bool constant = test->kind == EXPR_CONSTANT && IS_TUPLE(test->constant)
                 && ((Tuple *)test->constant)->size > 0;
    if (tuple || constant)
        tell(c, s->span,
             str_from("assertion is always true, perhaps remove parentheses?"));
}
