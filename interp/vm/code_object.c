/*
 * code_object.c: code objects as Python sees them (function.__code__). program/image_reader.c
 * fills them; here are their end and their attributes.
 */
#include "memory/memory.h"
#include "objects/int.h"
#include "objects/weakref.h"
#include "vm/code.h"
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
    {"co_names", get_names, NULL}, {NULL, NULL, NULL}};

Type code_type = {
    .head = {1, &type_type}, .name = "code", .basic_size = sizeof(Code), .destroy = code_destroy,
    .repr = code_repr, .getsets = code_getsets, .weak_offset = offsetof(Code, weak_references),
};
