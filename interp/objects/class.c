/*
 * class.c: making a class: what `type(name, bases, dict)` does, with the checks and in the order of
 * CPython's type_new (Objects/typeobject.c). What the class statement does around it is in
 * build_class.c; __slots__ and where instances keep their things, in class_layout.c.
 */
#include "memory/memory.h"
#include "objects/arguments.h"
#include "objects/class_parts.h"
#include "object.h"
#include "vm/errors.h"

#include <string.h>

/* ---- bases and metaclass -------------------------------------------------------------------- */

Type *most_derived_metaclass(Type *metatype, Object *bases)
{
    for (intptr_t i = 0; i < ((Tuple *)bases)->size; i++) {
        Type *other = ((Tuple *)bases)->items[i]->type;
        if (type_is_subtype(metatype, other))
            continue;
        if (!type_is_subtype(other, metatype))
            return raise(&type_error_type, "metaclass conflict: the metaclass of a derived class "
                         "must be a (non-strict) subclass of the metaclasses of all its bases");
        metatype = other;
    }
    return metatype;
}

Type *solid_base(Type *type)
{
    while (type->base != NULL) {
        Type *base = type->base;
        bool adds = is_heap_type(type) ? ((HeapType *)type)->slots > 0
                  : type->basic_size != base->basic_size || type->item_size != base->item_size;
        if (adds)
            break;
        type = base;
    }
    return type;
}

/* The base whose instances' fields those of the new class begin with. */
Type *best_base(Object *bases)
{
    Type *winner = NULL, *best = NULL;
    for (intptr_t i = 0; i < ((Tuple *)bases)->size; i++) {
        Object *item = ((Tuple *)bases)->items[i];
        if (!IS_TYPE(item))
            return raise(&type_error_type, "bases must be types");
        Type *base = (Type *)item;
        if (type_ready(base) < 0)
            return NULL;
        if (!(base->flags & TYPE_BASE))
            return raise(&type_error_type, "type '%s' is not an acceptable base type", base->name);
        Type *candidate = solid_base(base);
        if (winner == NULL || (winner != candidate && type_is_subtype(candidate, winner))) {
            winner = candidate;
            best = base;
        } else if (!type_is_subtype(winner, candidate)) {
            return raise(&type_error_type, "multiple bases have instance lay-out conflict");
        }
    }
    return best;
}

/* ---- what the body's dict must have --------------------------------------------------------- */

static int set_name(HeapType *class, Object *name)
{
    size_t bytes;
    char *text = str_to_utf8(name, &bytes);
    if (text == NULL)
        return -1;
    if (strlen(text) != bytes) {
        mem_free(text, bytes + 1);
        return raise_int(&value_error_type, "type name must not contain null characters");
    }
    if (class->name != NULL)
        mem_free((char *)class->type.name, class->name_bytes + 1);
    class->type.name = text;
    class->name_bytes = bytes;
    replace_reference(class->name, incref(name));
    return 0;
}

int class_set_name(Type *type, Object *name) { return set_name((HeapType *)type, name); }

static int take_qualified_name(HeapType *class)
{
    Object *given = dict_get_text(class->type.dict, "__qualname__");
    if (given == NULL && error_occurred())
        return -1;
    if (given != NULL && !IS_STR(given))
        return raise_int(&type_error_type, "type __qualname__ must be a str, not %T", given);
    class->qualified_name = incref(given != NULL ? given : class->name);
    if (given == NULL)
        return 0;
    Object *key = str_interned("__qualname__");
    int result = key != NULL ? dict_delete(class->type.dict, key) : -1;
    xdecref(key);
    return result < 0 ? -1 : 0;
}

/* Functions of that name are static or class methods without being told so. */
static int wrap_function(Object *dict, const char *name, Object *(*wrap)(Object *function))
{
    Object *function = dict_get_text(dict, name);
    if (function == NULL || !IS_EXACT(function, function_type))
        return error_occurred() ? -1 : 0;
    Object *wrapped = wrap(function);
    int result = wrapped != NULL ? dict_set_text(dict, name, wrapped) : -1;
    xdecref(wrapped);
    return result;
}

static int set_default(Object *dict, const char *name, Object *value)
{
    if (dict_get_text(dict, name) != NULL)
        return 0;
    return error_occurred() ? -1 : dict_set_text(dict, name, value);
}

/* A class knows the module in which its statement stands. */
static int set_module(Object *dict)
{
    Frame *frame = interpreter.frame;
    Object *module = frame != NULL ? dict_get_text(frame->globals, "__name__") : NULL;
    return module != NULL ? set_default(dict, "__module__", module) : error_occurred() ? -1 : 0;
}

/* Who defines equality says how to hash, or hashes no more. */
static int set_hash(Object *dict)
{
    if (dict_get_text(dict, "__eq__") == NULL)
        return error_occurred() ? -1 : 0;
    return set_default(dict, "__hash__", NONE);
}

static int take_class_cell(HeapType *class)
{
    Object *key = str_interned("__classcell__"), *cell = NULL;
    if (key == NULL)
        return -1;
    cell = dict_get(class->type.dict, key);
    int result = cell == NULL && error_occurred() ? -1 : 0;
    if (cell != NULL && !IS_EXACT(cell, cell_type))
        result = raise_int(&type_error_type, "type __classcell__ must be a nonlocal cell, not "
                           "<class '%T'>", cell);
    else if (cell != NULL) {
        replace_reference(((Cell *)cell)->content, incref(&class->type.head));
        result = dict_delete(class->type.dict, key) < 0 ? -1 : 0;
    }
    decref(key);
    return result;
}

static int complete_dict(HeapType *class)
{
    Object *dict = class->type.dict;
    if (set_module(dict) < 0 || take_qualified_name(class) < 0
        || wrap_function(dict, "__new__", staticmethod_new) < 0
        || wrap_function(dict, "__init_subclass__", classmethod_new) < 0
        || wrap_function(dict, "__class_getitem__", classmethod_new) < 0
        || set_hash(dict) < 0)
        return -1;
    return 0;
}

/* ---- hooks ---------------------------------------------------------------------------------- */

/* Values with a __set_name__ are told which class has them under which name. */
static int call_set_names(Type *type)
{
    Object *names = dict_copy(type->dict), *name, *value; /* they may change the class */
    uint32_t position = 0;
    int result = names != NULL ? 0 : -1;
    while (result == 0 && dict_next(names, &position, &name, &value)) {
        Object *args[] = { &type->head, name };
        Object *hook = special_bound(value, "__set_name__");
        Object *done = hook != NULL ? object_call(hook, args, 2, NULL) : NULL;
        xdecref(hook);
        if (done == NULL && error_occurred())
            result = raise_int_from(&runtime_error_type, "Error calling __set_name__ on '%T' "
                                    "instance %R in '%s'", value, name, type->name);
        xdecref(done);
    }
    xdecref(names);
    return result;
}

/* super(type, type).__init_subclass__(**keywords) */
static int call_init_subclass(Type *type, Object **values, Object *kwnames)
{
    Object *both[] = { &type->head, &type->head };
    Object *parent = object_call(&super_type.head, both, 2, NULL);
    Object *hook = parent != NULL ? object_lookup_attribute(parent, "__init_subclass__") : NULL;
    xdecref(parent); /* which refers to the class three times */
    Object *done = hook != NULL ? object_call(hook, values, 0, kwnames) : NULL;
    xdecref(hook);
    xdecref(done);
    return done != NULL ? 0 : -1;
}

/* ---- the class ------------------------------------------------------------------------------ */

static HeapType *class_new(Type *metatype, Object *name, Object *bases, Object *namespace,
                           Type *base)
{
    HeapType *class = object_new(metatype, 0);
    if (class == NULL)
        return NULL;
    class->type.flags = TYPE_HEAP | TYPE_BASE;
    class->type.base = incref(base);
    class->type.bases = incref(bases);
    class->type.dict = dict_copy(namespace);
    if (class->type.dict != NULL && set_name(class, name) == 0 && complete_dict(class) == 0
        && class_place_fields(class) == 0)
        return class;
    if (class->type.dict != NULL) /* descriptors in it refer to the class: a circle nobody sees */
        dict_clear((Dict *)class->type.dict);
    decref(&class->type.head);
    return NULL;
}

static int class_ready(Type *type)
{
    Tuple *bases = (Tuple *)type->bases;
    if (set_default(type->dict, "__doc__", NONE) < 0)
        return -1;
    type->mro = linearise(type, type->bases); /* what a metaclass's mro() may look at */
    Object *order = type->mro != NULL ? class_order(type) : NULL;
    if (order == NULL)
        return -1;
    replace_reference(type->mro, order);
    for (intptr_t i = 0; i < bases->size; i++)
        if (type_add_subclass((Type *)bases->items[i], type) < 0)
            return -1;
    type_modified(type);
    return type_update_slots(type);
}

/* The base, after the checks that CPython makes before it makes anything. */
static Type *check_bases(Type **metatype, Object *bases)
{
    Tuple *tuple = (Tuple *)bases;
    if (tuple->size == 0)
        return &object_type;
    for (intptr_t i = 0; i < tuple->size; i++)
        if (!IS_TYPE(tuple->items[i])) {
            Object *hook = object_lookup_attribute(tuple->items[i], "__mro_entries__");
            xdecref(hook);
            if (hook != NULL)
                return raise(&type_error_type, "type() doesn't support MRO entry resolution; use "
                             "types.new_class()");
            if (error_occurred())
                return NULL;
        }
    *metatype = most_derived_metaclass(*metatype, bases);
    return *metatype != NULL ? best_base(bases) : NULL;
}

static int check_new_arguments(Object **args, int positional)
{
    if (positional != 3)
        return raise_int(&type_error_type, "type.__new__() takes exactly 3 arguments (%d given)",
                         positional);
    if (!IS_STR(args[0]))
        return raise_int(&type_error_type, "type.__new__() argument 1 must be str, not %s",
                         argument_kind(args[0]));
    if (!IS_TUPLE(args[1]))
        return raise_int(&type_error_type, "type.__new__() argument 2 must be tuple, not %s",
                         argument_kind(args[1]));
    if (!IS_DICT(args[2]))
        return raise_int(&type_error_type, "type.__new__() argument 3 must be dict, not %s",
                         argument_kind(args[2]));
    return 0;
}

Object *class_construct(Type *metatype, Object **args, int positional, Object *kwnames)
{
    if (check_new_arguments(args, positional) < 0)
        return NULL;
    Type *winner = metatype;
    Type *base = check_bases(&winner, args[1]);
    if (base == NULL)
        return NULL;
    if (winner != metatype && winner->construct != class_construct)
        return winner->construct(winner, args, positional, kwnames);
    Object *bases = ((Tuple *)args[1])->size > 0 ? incref(args[1]) : NULL;
    if (bases == NULL) {
        Object *only = &object_type.head;
        bases = tuple_from(&only, 1);
    }
    HeapType *class = bases != NULL ? class_new(winner, args[0], bases, args[2], base) : NULL;
    xdecref(bases);
    if (class == NULL)
        return NULL;
    gc_track(class);
    if (take_class_cell(class) == 0 && class_ready(&class->type) == 0
        && call_set_names(&class->type) == 0
        && call_init_subclass(&class->type, args + positional, kwnames) == 0)
        return &class->type.head;
    decref(&class->type.head);
    return NULL;
}

/* The keywords were __init_subclass__'s business. */
int class_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args;
    if (!no_keywords(kwnames) && positional == 1)
        return raise_int(&type_error_type, "type.__init__() takes no keyword arguments");
    if (positional != 1 && positional != 3)
        return raise_int(&type_error_type, "type.__init__() takes 1 or 3 arguments");
    return 0;
}

void class_release(HeapType *self)
{
    Tuple *bases = (Tuple *)self->type.bases;
    for (intptr_t i = 0; bases != NULL && i < bases->size; i++)
        if (IS_TYPE(bases->items[i]))
            type_remove_subclass((Type *)bases->items[i], &self->type);
    for (int i = 0; i < self->layout.count; i++)
        clear_reference(self->layout.names[i]);
    if (self->name != NULL)
        mem_free((char *)self->type.name, self->name_bytes + 1);
    clear_reference(self->name);
    clear_reference(self->qualified_name);
    clear_reference(self->slot_names);
}
