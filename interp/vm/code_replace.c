/*
 * code_replace.c: code.replace(co_name=..., ...): a copy of a code object with some of its parts
 * replaced. Instructions and tables are still read in place, so they cannot be; what can is checked
 * by the program file's verifier, as the parts of a program from the disk are.
 */
#include <string.h>

#include "memory/memory.h"
#include "objects/arguments.h"
#include "objects/int.h"
#include "program/image.h"
#include "program/image_format.h"
#include "program/verifier.h"
#include "vm/code_replace.h"
#include "vm/errors.h"

static int wrong_kind(const char *name, const char *wanted, Object *value)
{
    return raise_int(&type_error_type, "replace() argument '%s' must be %s, not %s", name, wanted,
                     argument_kind(value));
}

/* ---- numbers --------------------------------------------------------------------------------- */

static int take_count(const char *name, Object *value, int64_t most, int64_t *count)
{
    *count = object_as_c_int(value);
    if (*count == -1 && error_occurred())
        return -1;
    if (*count < 0)
        return raise_int(&value_error_type, "%s must be a positive integer", name);
    return *count <= most ? 0 : raise_int(&value_error_type, "code: %s is too large", name);
}

/* Every line moves with the first one. The moved table belongs to the copy. */
static int move_lines(Code *copy, int64_t first_line)
{
    int64_t distance = first_line - copy->first_line;
    size_t size = copy->instruction_count * sizeof(Position);
    Position *moved = mem_alloc(size);
    if (!moved) {
        raise_no_memory();
        return -1;
    }
    for (uint32_t i = 0; i < copy->instruction_count; i++) {
        moved[i] = copy->positions[i];
        moved[i].line = (uint32_t)(moved[i].line + distance);
    }
    Object *owners[] = { image_owner_new((uint8_t *)moved, size),
                         copy->image ? copy->image : NONE };
    Object *both = owners[0] ? tuple_from(owners, 2) : NULL;
    xdecref(owners[0]);
    if (!both)
        return -1;
    replace_reference(copy->image, both);
    copy->positions = moved;
    copy->first_line = (uint32_t)first_line;
    return 0;
}

/* ---- names and constants --------------------------------------------------------------------- */

static int take_text(const char *name, Object *value, Object **place)
{
    if (!IS_STR(value))
        return wrong_kind(name, "str", value);
    replace_reference(*place, incref(value));
    return 0;
}

/* Names for as many of the local slots, from `first` on. */
static int take_local_names(const char *name, Object *value, Code *copy, int first, int count)
{
    if (!IS_TUPLE(value))
        return wrong_kind(name, "tuple", value);
    Tuple *given = (Tuple *)value;
    for (intptr_t i = 0; i < given->size; i++)
        if (!IS_STR(given->items[i]))
            return raise_int(&type_error_type, "name tuples must contain only strings, not '%T'",
                             given->items[i]);
    if (given->size != count)
        return raise_int(&value_error_type, "code: %s needs %d names", name, count);
    Tuple *old = (Tuple *)copy->local_names;
    Tuple *names = (Tuple *)tuple_from(old->items, (size_t)old->size);
    for (int i = 0; names && i < count; i++)
        replace_reference(names->items[first + i], str_intern(incref(given->items[i])));
    if (names)
        replace_reference(copy->local_names, &names->head);
    return names ? 0 : -1;
}

/* The sites of a name get the name that stands at its place in the new tuple. */
static int take_names(const char *name, Object *value, Code *copy, Object *old_names)
{
    if (!IS_TUPLE(value))
        return wrong_kind(name, "tuple", value);
    Tuple *given = (Tuple *)value, *old = (Tuple *)old_names;
    if (given->size != old->size)
        return raise_int(&value_error_type, "code: %s needs %zd names", name, old->size);
    for (intptr_t n = 0; n < given->size; n++)
        if (!IS_STR(given->items[n]))
            return raise_int(&type_error_type, "name tuples must contain only strings, not '%T'",
                             given->items[n]);
    for (uint32_t i = 0; i < copy->site_count; i++)
        for (intptr_t n = 0; n < old->size; n++)
            if (copy->sites[i].name == old->items[n]) {
                replace_reference(copy->sites[i].name, str_intern(incref(given->items[n])));
                break;
            }
    return 0;
}

static int take_constants(const char *name, Object *value, Code *copy)
{
    if (!IS_TUPLE(value))
        return wrong_kind(name, "tuple", value);
    Tuple *given = (Tuple *)value;
    Object **constants = mem_alloc_zeroed((size_t)given->size * sizeof(Object *));
    if (!constants && given->size) {
        raise_no_memory();
        return -1;
    }
    for (uint32_t i = 0; i < copy->constant_count; i++)
        decref(copy->constants[i]);
    mem_free(copy->constants, copy->constant_count * sizeof(Object *));
    for (intptr_t i = 0; i < given->size; i++)
        constants[i] = incref(given->items[i]);
    copy->constants = constants;
    copy->constant_count = (uint32_t)given->size;
    return 0;
}

/* ---- the parts ------------------------------------------------------------------------------- */

/* What is read in place stays: the same value may be given. */
static int take_unchanged(const char *name, Object *value, Code *copy)
{
    Object *present = object_lookup_attribute(&copy->head, name);
    int same = present ? object_equal(present, value) : -1;
    xdecref(present);
    return same < 0 ? -1 : same ? 0 : raise_int(&value_error_type, "this Python cannot replace %s",
                                                name);
}

static int take_number(const char *name, Object *value, Code *copy)
{
    static const struct { const char *name; size_t offset; } counts[] = {
        { "co_argcount", offsetof(Code, positional) },
        { "co_posonlyargcount", offsetof(Code, positional_only) },
        { "co_kwonlyargcount", offsetof(Code, keyword_only) },
        { "co_stacksize", offsetof(Code, temporaries) },
    };
    int64_t number;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (strcmp(name, counts[i].name) == 0) {
            if (take_count(name, value, IMAGE_SLOTS_MOST, &number) < 0)
                return -1;
            *(uint16_t *)((char *)copy + counts[i].offset) = (uint16_t)number;
            return 0;
        }
    enum { LINES_MOST = (1 << 20) - 1, FLAGS_MOST = 0x7fffffff };
    bool lines = strcmp(name, "co_firstlineno") == 0;
    if (take_count(name, value, lines ? LINES_MOST : FLAGS_MOST, &number) < 0)
        return -1;
    if (lines)
        return move_lines(copy, number);
    copy->flags = (uint32_t)number;
    return 0;
}

static int take_part(const char *name, Object *value, Code *copy, Object *old_names)
{
    static const char *const numbers[] = { "co_argcount", "co_posonlyargcount", "co_flags",
                                           "co_kwonlyargcount", "co_stacksize", "co_firstlineno" };
    int own = copy->locals - copy->free_variables;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strcmp(name, numbers[i]) == 0)
            return take_number(name, value, copy);
    if (strcmp(name, "co_name") == 0)
        return take_text(name, value, &copy->name);
    if (strcmp(name, "co_qualname") == 0)
        return take_text(name, value, &copy->qualified_name);
    if (strcmp(name, "co_filename") == 0)
        return take_text(name, value, &copy->filename);
    if (strcmp(name, "co_varnames") == 0)
        return take_local_names(name, value, copy, 0, own);
    if (strcmp(name, "co_freevars") == 0)
        return take_local_names(name, value, copy, own, copy->free_variables);
    if (strcmp(name, "co_names") == 0)
        return take_names(name, value, copy, old_names);
    if (strcmp(name, "co_consts") == 0)
        return take_constants(name, value, copy);
    return take_unchanged(name, value, copy);
}

/* ---- the copy -------------------------------------------------------------------------------- */

/* A code with the same parts, and caches of its own. New. */
static Code *copy_of(const Code *code)
{
    Code *copy = object_new(&code_type, 0);
    if (!copy)
        return NULL;
    Object head = copy->head;
    *copy = *code;
    copy->head = head;
    copy->module = copy->weak_references = NULL;
    copy->constants = mem_alloc_zeroed(code->constant_count * sizeof(Object *));
    copy->sites = mem_alloc_zeroed(code->site_count * sizeof(Site));
    Object *shared[] = { copy->image, copy->local_names, copy->name, copy->qualified_name,
                         copy->filename };
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        xincref(shared[i]);
    if ((!copy->constants && code->constant_count) || (!copy->sites && code->site_count)) {
        raise_no_memory();
        decref(copy);
        return NULL;
    }
    for (uint32_t i = 0; i < code->constant_count; i++)
        copy->constants[i] = incref(code->constants[i]);
    for (uint32_t i = 0; i < code->site_count; i++)
        copy->sites[i].name = incref(code->sites[i].name);
    return copy;
}

/* The head of a code, which the verifier takes as given. 0, or -1 with ValueError. */
static int check_head(const Code *code)
{
    uint32_t parameters = (uint32_t)code->positional + code->keyword_only
                        + !!(code->flags & CODE_VARARGS) + !!(code->flags & CODE_VARKEYWORDS);
    if (code->positional_only > code->positional
        || parameters > (uint32_t)(code->locals - code->free_variables))
        return raise_int(&value_error_type, "code: varnames is too small");
    if (code->flags & ~CODE_FLAGS_KNOWN)
        return raise_int(&value_error_type, "this Python does not know these co_flags");
    if ((uint32_t)code->locals + code->temporaries > IMAGE_SLOTS_MOST)
        return raise_int(&value_error_type, "code: co_stacksize is too large");
    return 0;
}

static const char *known_part(Object *name)
{
    static const char *const parts[] = {
        "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize",
        "co_flags", "co_firstlineno", "co_code", "co_consts", "co_names", "co_varnames",
        "co_freevars", "co_cellvars", "co_filename", "co_name", "co_qualname", "co_linetable",
        "co_exceptiontable" };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_equal_text(name, parts[i]))
            return parts[i];
    return raise(&type_error_type, "'%S' is an invalid keyword argument for replace()", name);
}

Object *code_replace(Object *self, Object **args, int positional, Object *kwnames)
{
    if (positional > 0)
        return raise(&type_error_type, "replace() takes no positional arguments");
    Tuple *names = (Tuple *)kwnames;
    Code *copy = copy_of((Code *)self);
    Object *old_names = copy ? object_lookup_attribute(self, "co_names") : NULL;
    int result = old_names ? 0 : -1;
    for (intptr_t i = 0; result == 0 && names && i < names->size; i++) {
        const char *name = known_part(names->items[i]);
        result = name ? take_part(name, args[i], copy, old_names) : -1;
    }
    xdecref(old_names);
    if (result == 0 && check_head(copy) == 0 && verify_code(copy) == 0)
        return &copy->head;
    xdecref(copy);
    return NULL;
}
