/*
 * re.c: module _re: compiling a regular expression, and running it at one place of a text. What
 * programs import is module re, in user/lib/re.py: patterns, matches, substitution.
 */
#include "memory/memory.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/re_program.h"
#include "modules/standard.h"
#include "objects/byte_block.h"
#include "objects/str.h"
#include "vm/errors.h"

typedef struct { Object head; ReProgram program; bool bytes; } Expression;

static Type expression_type;

static void expression_destroy(Object *self)
{
    re_program_free(&((Expression *)self)->program);
    object_free(self, 0);
}

static size_t expression_extra_size(Object *self)
{
    return ((Expression *)self)->program.capacity * sizeof(uint32_t);
}

/* The characters of a str or something bytes-like, for as long as it is not changed. 0 or -1. */
static int text_of(Object *o, ReText *text)
{
    if (IS_STR(o)) {
        Str *s = (Str *)o;
        *text = (ReText){ s->data, s->kind, s->length };
        return 0;
    }
    ByteView view;
    if (byte_view_required(o, &view) < 0)
        return -1;
    *text = (ReText){ view.data, STR_1, (uint32_t)view.size };
    return 0;
}

static Object *pair(Object *first, Object *second) /* both stolen; NULL: an exception */
{
    Tuple *result = first && second ? (Tuple *)tuple_new(2) : NULL;
    if (!result) {
        xdecref(first);
        xdecref(second);
        return NULL;
    }
    result->items[0] = first;
    result->items[1] = second;
    return (Object *)result;
}

/* The pattern is at fault: (message, position), position None when it is the whole of it. */
static Object *fault(Object *message, size_t position)
{
    return pair(message, position == SIZE_MAX ? incref(NONE) : int_from((int64_t)position));
}

FUNCTION(re_compile)
{
    (void)self, (void)kwnames;
    bool bytes = HAS_FLAG(args[0], TYPE_BYTES);
    if (!bytes && !IS_STR(args[0]))
        return raise(&type_error_type, "first argument must be string or compiled pattern");
    int64_t flags;
    if (int_argument(args, positional, 1, 0, &flags) < 0)
        return NULL;
    ReText pattern;
    Expression *expression = text_of(args[0], &pattern) < 0 ? NULL
                           : object_new(&expression_type, 0);
    if (!expression)
        return NULL;
    Object *message = NULL;
    size_t position = 0;
    expression->bytes = bytes;
    if (re_parse(&expression->program, pattern, bytes, (int)flags, &message, &position) < 0) {
        decref(expression);
        return message ? fault(message, position) : NULL;
    }
    return &expression->head;
}

/* The text to search is of the pattern's kind. */
static int check_text(const Expression *e, Object *text)
{
    ByteView view;
    if (byte_view(text, &view))
        return e->bytes ? 0 : raise_int(&type_error_type,
                                        "cannot use a string pattern on a bytes-like object");
    if (IS_STR(text))
        return !e->bytes ? 0 : raise_int(&type_error_type,
                                         "cannot use a bytes pattern on a string-like object");
    return raise_int(&type_error_type, "expected string or bytes-like object, got '%T'", text);
}

static uint32_t clipped(int64_t place, uint32_t length)
{
    return place < 0 ? 0 : place < length ? (uint32_t)place : length;
}

/* Start and end of each group, -1 for one that is not in the match; and the last that closed. */
static Object *spans(const ReProgram *program, const uint32_t *registers)
{
    size_t count = re_last_closed(program) + 1;
    Tuple *result = (Tuple *)tuple_new(count);
    for (size_t i = 0; result && i < count; i++) {
        bool unset = registers[i] == RE_UNSET || registers[i | 1] == RE_UNSET;
        result->items[i] = int_from(unset && i + 1 < count ? -1 : (int32_t)registers[i]);
        if (!result->items[i])
            clear_reference(result);
    }
    return (Object *)result;
}

FUNCTION(expression_run)
{
    (void)kwnames;
    Expression *e = (Expression *)self;
    int64_t start, end, mode, not_empty;
    ReText text;
    if (check_text(e, args[0]) < 0 || int_argument(args, positional, 1, 0, &start) < 0
        || int_argument(args, positional, 2, INT64_MAX, &end) < 0
        || int_argument(args, positional, 3, RE_SEARCH, &mode) < 0
        || int_argument(args, positional, 4, 0, &not_empty) < 0 || text_of(args[0], &text) < 0)
        return NULL;
    uint32_t last = clipped(end, text.length), first = clipped(start, text.length);
    size_t size = (e->program.registers + 1) * sizeof(uint32_t);
    uint32_t *registers = mem_alloc(size);
    if (!registers)
        return raise_no_memory();
    int found = first > last ? 0 : re_run(&e->program, text, first, last, (ReMode)mode,
                                          not_empty != 0, registers);
    Object *result = found < 0 ? NULL : found ? spans(&e->program, registers) : incref(NONE);
    mem_free(registers, size);
    return result;
}

static Object *get_flags(Object *self) { return int_from(((Expression *)self)->program.flags); }
static Object *get_groups(Object *self) { return int_from(((Expression *)self)->program.groups); }
static Object *get_group_index(Object *self)
{
    return incref(((Expression *)self)->program.group_index);
}

static const MethodDef methods[] = {
    { "run", expression_run, 5, 5, 0,
      "run(text, start, end, mode, not_empty) -> (start, end, ..., last closed group) or None" },
    { 0 },
};

static const GetSetDef getsets[] = {
    { "flags", get_flags, NULL }, { "groups", get_groups, NULL },
    { "groupindex", get_group_index, NULL }, { 0 },
};

static Type expression_type = {
    .head = { 1, &type_type }, .name = "_re.Expression", .basic_size = sizeof(Expression),
    .base = &object_type, .doc = "A compiled regular expression.",
    .destroy = expression_destroy, .extra_size = expression_extra_size,
    .methods = methods, .getsets = getsets,
};

static const MethodDef functions[] = {
    { "compile", re_compile, 2, 2, 0,
      "compile(pattern, flags) -> an Expression, or (message, position) when the pattern is at "
      "fault" },
    { 0 },
};

Object *module_re_create(void)
{
    return type_ready(&expression_type) < 0 ? NULL : module_from_functions("_re", functions);
}
