/*
 * code_object.c: code objects as Python sees them (function.__code__). program/image_reader.c
 * fills them; here are their end and their attributes.
 */
#include <string.h>

#include "memory/memory.h"
#include "objects/int.h"
#include "objects/weakref.h"
#include "vm/code.h"
#include "vm/code_replace.h"
#include "vm/errors.h"

static void code_destroy(Object *object)
{
    Code *self = (Code *)object;
    if (self->weak_references) /* a code object is no container: object_destroy does not look */
        weakrefs_clear(object);
    for (uint32_t i = 0; self->constants && i < self->constant_count; i++)
        xdecref(self->constants[i]);
    mem_free(self->constants, self->constant_count * sizeof(Object *));
    for (uint32_t i = 0; self->sites && i < self->site_count; i++)
        xdecref(self->sites[i].name);
    mem_free(self->sites, self->site_count * sizeof(Site));
    xdecref(self->local_names);
    xdecref(self->name);
    xdecref(self->module);
    xdecref(self->qualified_name);
    xdecref(self->filename);
    xdecref(self->image); /* last: the pointers above may lead into it */
    object_free(object, 0);
}

static Object *code_repr(Object *object)
{
    Code *self = (Code *)object;
    return str_from_format("<code object %S at 0x%zx, file \"%S\", line %d>", self->name,
                           (size_t)object, self->filename, (int)self->first_line);
}

static Object *get_name(Object *self) { return incref(((Code *)self)->name); }
static Object *get_qualname(Object *self) { return incref(((Code *)self)->qualified_name); }
static Object *get_filename(Object *self) { return incref(((Code *)self)->filename); }
static Object *get_first_line(Object *self) { return int_from(((Code *)self)->first_line); }
static Object *get_flags(Object *self) { return int_from(((Code *)self)->flags); }
static Object *get_argument_count(Object *self) { return int_from(((Code *)self)->positional); }
static Object *get_positional_only(Object *self)
{
    return int_from(((Code *)self)->positional_only);
}
static Object *get_keyword_only(Object *self) { return int_from(((Code *)self)->keyword_only); }

static Object *get_local_count(Object *object)
{
    Code *self = (Code *)object;
    return int_from(self->locals - self->free_variables);
}

static Object *get_stack_size(Object *self) { return int_from(((Code *)self)->temporaries); }

/* co_varnames has the locals, co_freevars the variables of enclosing functions. */
static Object *names(Code *self, int first, int end)
{
    return tuple_from(((Tuple *)self->local_names)->items + first, (size_t)(end - first));
}

static Object *get_variable_names(Object *object)
{
    Code *self = (Code *)object;
    return names(self, 0, self->locals - self->free_variables);
}

static Object *get_free_variables(Object *object)
{
    Code *self = (Code *)object;
    return names(self, self->locals - self->free_variables, self->locals);
}

static Object *get_constants(Object *object)
{
    Code *self = (Code *)object;
    return tuple_from(self->constants, self->constant_count);
}

/* Each name once, in the order of first use. */
static Object *get_names(Object *object)
{
    Code *self = (Code *)object;
    Object *list = list_new(0);
    for (uint32_t i = 0; list && i < self->site_count; i++) {
        int present = object_contains(list, self->sites[i].name);
        if (present < 0 || (!present && list_append(list, self->sites[i].name) < 0))
            clear_reference(list);
    }
    Object *tuple = list ? list_to_tuple(list) : NULL;
    xdecref(list);
    return tuple;
}

/* The code begins with a MAKE_CELL for each variable that functions inside use; the last slots are
 * the variables of functions outside. */
bool code_slot_is_cell(const Code *code, int slot)
{
    const Instruction *i = code->instructions, *end = i + code->instruction_count;
    for (; i < end && i->opcode == MAKE_CELL; i++)
        if (i->a == slot)
            return true;
    return slot >= code->locals - code->free_variables;
}

/* The locals that are cells, since functions inside use them: those that MAKE_CELL names. */
static Object *get_cell_variables(Object *object)
{
    Code *self = (Code *)object;
    Object *list = list_new(0);
    for (uint32_t i = 0; list && i < self->instruction_count; i++)
        if (self->instructions[i].opcode == MAKE_CELL
            && list_append(list, ((Tuple *)self->local_names)->items[self->instructions[i].a]) < 0)
            clear_reference(list);
    Object *tuple = list ? list_to_tuple(list) : NULL;
    xdecref(list);
    return tuple;
}

static Object *get_bytecode(Object *object)
{
    Code *self = (Code *)object;
    return bytes_from(self->instructions, self->instruction_count * sizeof(Instruction));
}

/* ---- what stands beside each instruction ----------------------------------------------------- */

/* The tables are read in place; as bytes they are as they stand in the program file. */
static Object *get_line_table(Object *object)
{
    Code *self = (Code *)object;
    return bytes_from(self->positions, self->instruction_count * sizeof(Position));
}

static Object *get_exception_table(Object *object)
{
    Code *self = (Code *)object;
    return bytes_from(self->exception_ranges,
                      self->exception_range_count * sizeof(ExceptionRange));
}

/* Appends the numbers, as a tuple; -1 stands for None. Instructions that stand nowhere have no
 * columns. 0 or -1. */
static int append_numbers(Object *list, const int64_t *numbers, size_t count)
{
    Tuple *tuple = (Tuple *)tuple_new(count);
    int result = tuple ? 0 : -1;
    for (size_t i = 0; result == 0 && i < count; i++)
        if (!(tuple->items[i] = numbers[i] < 0 ? incref(NONE) : int_from(numbers[i])))
            result = -1;
    if (result == 0)
        result = list_append(list, &tuple->head);
    xdecref(tuple);
    return result;
}

static Object *iterator_of(Object *list, int result)
{
    Object *iterator = list && result == 0 ? object_iterate(list) : NULL;
    xdecref(list);
    return iterator;
}

/* (start, end, line) for each stretch of instructions in one line, in bytes. */
static Object *code_lines(Object *object, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Code *self = (Code *)object;
    Object *list = list_new(0);
    int result = 0;
    for (uint32_t i = 0, start = 0; list && result == 0 && i < self->instruction_count; i++) {
        uint32_t line = self->positions[i].line;
        if (i + 1 < self->instruction_count && self->positions[i + 1].line == line)
            continue;
        result = append_numbers(list, (int64_t[]){start * (int64_t)sizeof(Instruction),
                                                  (i + 1) * (int64_t)sizeof(Instruction), line}, 3);
        start = i + 1;
    }
    return iterator_of(list, result);
}

/* (line, end line, column, end column) of each instruction. */
static Object *code_positions(Object *object, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    enum { UNKNOWN = 0xFFFF };
    Code *self = (Code *)object;
    Object *list = list_new(0);
    int result = 0;
    for (uint32_t i = 0; list && result == 0 && i < self->instruction_count; i++) {
        Position p = self->positions[i];
        bool known = p.column != UNKNOWN || p.end_column != UNKNOWN;
        result = append_numbers(list, (int64_t[]){p.line, p.line + p.more_lines,
                                                  known ? p.column : -1,
                                                  known ? p.end_column : -1}, 4);
    }
    return iterator_of(list, result);
}

/* ---- equality -------------------------------------------------------------------------------- */

/* Constants are the same when they are equal and of one type: 1 and True are two. 1, 0 or -1. */
static int same_constant(Object *a, Object *b)
{
    int same = a == b ? 1 : a->type != b->type ? 0 : object_equal(a, b);
    if (same == 1 && IS_EXACT(a, tuple_type))
        for (intptr_t i = 0; same == 1 && i < ((Tuple *)a)->size; i++)
            same = same_constant(((Tuple *)a)->items[i], ((Tuple *)b)->items[i]);
    return same;
}

static bool same_bytes(const void *a, const void *b, size_t size)
{
    return size == 0 || memcmp(a, b, size) == 0;
}

static bool same_tables(const Code *a, const Code *b)
{
    return a->flags == b->flags && a->positional == b->positional
        && a->positional_only == b->positional_only && a->keyword_only == b->keyword_only
        && a->first_line == b->first_line && a->instruction_count == b->instruction_count
        && a->constant_count == b->constant_count && a->site_count == b->site_count
        && a->exception_range_count == b->exception_range_count
        && same_bytes(a->instructions, b->instructions, a->instruction_count * sizeof(Instruction))
        && same_bytes(a->positions, b->positions, a->instruction_count * sizeof(Position))
        && same_bytes(a->exception_ranges, b->exception_ranges,
                      a->exception_range_count * sizeof(ExceptionRange));
}

static int equal_codes(Code *a, Code *b)
{
    if (!same_tables(a, b))
        return 0;
    int equal = object_equal(a->name, b->name);
    if (equal == 1)
        equal = object_equal(a->local_names, b->local_names);
    for (uint32_t i = 0; equal == 1 && i < a->site_count; i++)
        equal = object_equal(a->sites[i].name, b->sites[i].name);
    for (uint32_t i = 0; equal == 1 && i < a->constant_count; i++)
        equal = same_constant(a->constants[i], b->constants[i]);
    return equal;
}

static Object *code_compare(Object *a, Object *b, Comparison op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !IS_EXACT(a, code_type) || !IS_EXACT(b, code_type))
        return incref(NOT_IMPLEMENTED);
    int equal = a == b ? 1 : equal_codes((Code *)a, (Code *)b);
    return equal < 0 ? NULL : bool_from(equal == (op == CMP_EQ));
}

static int64_t code_hash(Object *object)
{
    Code *self = (Code *)object;
    int64_t hash = object_hash(self->name);
    hash ^= (int64_t)self->instruction_count << 16 ^ self->first_line ^ self->positional;
    return hash == -1 ? -2 : hash;
}

/* ---- constants ------------------------------------------------------------------------------- */

/* Small ints, None and the like belong to all programs: nobody counts who uses them. */
static bool is_own_literal(Object *o)
{
    bool overflow;
    if (IS_EXACT(o, int_type)) {
        int64_t value = int_as_int64(o, &overflow);
        return overflow || value < SMALLEST_INTERNED || value > LARGEST_INTERNED;
    }
    if (IS_EXACT(o, str_type))
        return str_length(o) > 1;
    return IS_EXACT(o, float_type) || IS_EXACT(o, frozenset_type)
        || (IS_EXACT(o, bytes_type) && ((Bytes *)o)->size > 1)
        || (IS_EXACT(o, tuple_type) && ((Tuple *)o)->size > 0);
}

/* seen: the addresses of those that are in the list. 0 or -1. */
static int add_literal(Object *list, Object *seen, Object *o)
{
    Object *address = int_from_unsigned((uintptr_t)o);
    int known = address ? dict_contains(seen, address) : -1;
    int status = known < 0 ? -1 : 0;
    if (known == 0 && (dict_set(seen, address, NONE) < 0 || list_append(list, o) < 0))
        status = -1;
    xdecref(address);
    for (intptr_t i = 0; known == 0 && IS_EXACT(o, tuple_type) && i < ((Tuple *)o)->size; i++)
        if (status == 0 && is_own_literal(((Tuple *)o)->items[i]))
            status = add_literal(list, seen, ((Tuple *)o)->items[i]);
    return status;
}

static int add_literals(Object *list, Object *seen, const Code *code)
{
    int status = 0;
    for (uint32_t i = 0; status == 0 && i < code->constant_count; i++) {
        Object *o = code->constants[i];
        status = IS_EXACT(o, code_type) ? add_literals(list, seen, (Code *)o)
               : is_own_literal(o) ? add_literal(list, seen, o) : 0;
    }
    return status;
}

Object *code_literals(Code *code)
{
    Object *list = list_new(0), *seen = list ? dict_new() : NULL;
    if (seen && add_literals(list, seen, code) == 0) {
        decref(seen);
        return list;
    }
    xdecref(seen);
    xdecref(list);
    return NULL;
}

static const GetSetDef code_getsets[] = {
    {"co_cellvars", get_cell_variables, NULL}, {"co_code", get_bytecode, NULL},
    {"co_name", get_name, NULL}, {"co_qualname", get_qualname, NULL},
    {"co_filename", get_filename, NULL}, {"co_firstlineno", get_first_line, NULL},
    {"co_flags", get_flags, NULL}, {"co_argcount", get_argument_count, NULL},
    {"co_posonlyargcount", get_positional_only, NULL},
    {"co_kwonlyargcount", get_keyword_only, NULL}, {"co_nlocals", get_local_count, NULL},
    {"co_stacksize", get_stack_size, NULL}, {"co_varnames", get_variable_names, NULL},
    {"co_freevars", get_free_variables, NULL}, {"co_consts", get_constants, NULL},
    {"co_names", get_names, NULL}, {"co_linetable", get_line_table, NULL},
    {"co_exceptiontable", get_exception_table, NULL}, {NULL, NULL, NULL}};

static const MethodDef code_methods[] = {
    {"replace", code_replace, 0, -1, METHOD_KEYWORDS,
     "replace(**parts) -> a copy with some of its co_ parts replaced"},
    {"co_lines", code_lines, 0, 0, 0,
     "co_lines() -> iterator of (start, end, line), in bytes of co_code"},
    {"co_positions", code_positions, 0, 0, 0,
     "co_positions() -> iterator of (line, end line, column, end column) of each instruction"},
    {NULL, NULL, 0, 0, 0, NULL}};

Type code_type = {
    .head = {1, &type_type}, .name = "code", .basic_size = sizeof(Code), .destroy = code_destroy,
    .repr = code_repr, .compare = code_compare, .hash = code_hash, .getsets = code_getsets,
    .methods = code_methods, .weak_offset = offsetof(Code, weak_references),
};
