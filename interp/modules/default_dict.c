/*
 * default_dict.c: collections.defaultdict, and module _collections, whose names module collections
 * (user/lib/collections) takes over: what is used so often that it should be fast.
 */
#include "modules/deque.h"
#include "modules/module_tools.h"
#include "modules/standard.h"
#include "objects/arguments.h"
#include "objects/dict.h"
#include "objects/generic_alias.h"
#include "objects/list.h"
#include "vm/errors.h"

/* ---- defaultdict ---------------------------------------------------------------------------- */

typedef struct { Dict dict; Object *factory; } DefaultDict; /* factory NULL: None */

static Object *factory_of(Object *self)
{
    Object *factory = ((DefaultDict *)self)->factory;
    return factory ? factory : NONE;
}

static int default_dict_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    if (positional > 0 && args[0] != NONE && !args[0]->type->call)
        return raise_int(&type_error_type, "first argument must be callable or None");
    int first = positional > 0;
    replace_reference(((DefaultDict *)self)->factory, first ? incref(args[0]) : NULL);
    return dict_type.initialise(self, args + first, positional - first, kwnames);
}

/* dict's own __getitem__ calls this for a key that is not there. */
FUNCTION(default_dict_missing)
{
    (void)positional, (void)kwnames;
    Object *factory = factory_of(self);
    if (factory == NONE)
        return raise_value(&key_error_type, args[0]);
    incref(factory);
    Object *value = object_call(factory, NULL, 0, NULL);
    decref(factory);
    if (value && object_set_item(self, args[0], value) < 0)
        clear_reference(value);
    return value;
}

/* type(self)(self.default_factory, contents) */
static Object *same_kind(Object *self, Object *contents)
{
    return object_call(&self->type->head, (Object *[]){ factory_of(self), contents }, 2, NULL);
}

FUNCTION(default_dict_copy)
{
    (void)args, (void)positional, (void)kwnames;
    return same_kind(self, self);
}

static Object *default_dict_binary(BinaryOperator op, Object *left, Object *right)
{
    if (op != OP_OR || !IS_DICT(left) || !IS_DICT(right))
        return incref(NOT_IMPLEMENTED);
    Object *both = same_kind(type_is_subtype(left->type, &default_dict_type) ? left : right, left);
    if (both && dict_update(both, right) < 0)
        clear_reference(both);
    return both;
}

static Object *default_dict_repr(Object *self)
{
    Object *contents = dict_type.repr(self), *factory = factory_of(self);
    Object *name = object_lookup_attribute(&self->type->head, "__name__");
    int entered = contents && name ? repr_enter(factory) : -1;
    Object *text = entered < 0 ? NULL : entered > 0 ? str_from("...") : object_repr(factory);
    if (entered == 0)
        repr_leave(factory);
    Object *result = text ? str_from_format("%S(%S, %S)", name, text, contents) : NULL;
    xdecref(text);
    xdecref(name);
    xdecref(contents);
    return result;
}

static int default_dict_traverse(Object *self, Visitor visit, void *context)
{
    Object *factory = ((DefaultDict *)self)->factory;
    return factory && visit(factory, context) != 0 ? 1 : dict_type.traverse(self, visit, context);
}

static void default_dict_clear(Object *self)
{
    clear_reference(((DefaultDict *)self)->factory);
    dict_type.clear(self);
}

static void default_dict_destroy(Object *self)
{
    gc_untrack(self);
    clear_reference(((DefaultDict *)self)->factory);
    dict_type.destroy(self);
}

static Object *get_factory(Object *self) { return incref(factory_of(self)); }
static int set_factory(Object *self, Object *value)
{
    replace_reference(((DefaultDict *)self)->factory, xincref(value));
    return 0;
}

FUNCTION(alias_of_class)
{
    (void)positional, (void)kwnames;
    return generic_alias_new(self, args[0]);
}

static const GetSetDef default_dict_getsets[] = {
    { "default_factory", get_factory, set_factory }, { 0 },
};
static const MethodDef default_dict_methods[] = {
    { "__missing__", default_dict_missing, 1, 1, 0,
      "__missing__(key): self[key] = value = default_factory()" },
    { "copy", default_dict_copy, 0, 0, 0, "A shallow copy." },
    { "__copy__", default_dict_copy, 0, 0, 0, "A shallow copy." },
    { "__class_getitem__", alias_of_class, 1, 1, METHOD_CLASS, NULL },
    { 0 },
};

Type default_dict_type = {
    .head = { 1, &type_type }, .name = "collections.defaultdict",
    .basic_size = sizeof(DefaultDict), .flags = TYPE_GC | TYPE_BASE, .base = &dict_type,
    .doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory",
    .destroy = default_dict_destroy, .traverse = default_dict_traverse,
    .clear = default_dict_clear, .repr = default_dict_repr,
    .initialise = default_dict_initialise, .binary = default_dict_binary,
    .methods = default_dict_methods, .getsets = default_dict_getsets,
};

/* ---- Counter's counting --------------------------------------------------------------------- */

/* dict's own get and __setitem__, not a subclass's? */
static bool is_plain_dict(Object *mapping)
{
    Object *name = str_interned("get"), *get = NULL;
    if (name && IS_DICT(mapping) && mapping->type->set_item == dict_type.set_item)
        get = type_lookup(mapping->type, name);
    bool plain = get && get == type_lookup(&dict_type, name);
    xdecref(name);
    return plain;
}

static Object *count_so_far(Object *mapping, Object *get, Object *item)
{
    if (get) {
        Object *zero = int_from(0);
        Object *count = object_call(get, (Object *[]){ item, zero }, 2, NULL);
        xdecref(zero);
        return count;
    }
    Object *count = dict_get(mapping, item);
    return count ? incref(count) : error_occurred() ? NULL : int_from(0);
}

/* mapping[item] = mapping.get(item, 0) + 1; get NULL: the mapping is a plain dict. */
static int count_one(Object *mapping, Object *get, Object *item, Object *one)
{
    Object *count = count_so_far(mapping, get, item);
    Object *more = count ? object_binary(OP_ADD, count, one) : NULL;
    int status = !more ? -1 : get ? object_set_item(mapping, item, more)
                                  : dict_set(mapping, item, more);
    xdecref(count);
    xdecref(more);
    return status;
}

FUNCTION(count_elements)
{
    (void)self, (void)positional, (void)kwnames;
    Object *iterator = object_iterate(args[1]), *one = iterator ? int_from(1) : NULL, *item;
    Object *get = NULL;
    Object *name = one && !is_plain_dict(args[0]) && !error_occurred() ? str_interned("get") : NULL;
    if (name)
        get = object_get_attribute(args[0], name);
    xdecref(name);
    int status = one && !error_occurred() ? 0 : -1;
    while (status == 0 && (item = object_next(iterator))) {
        status = count_one(args[0], get, item, one);
        decref(item);
    }
    xdecref(get);
    xdecref(one);
    xdecref(iterator);
    return status < 0 || error_occurred() ? NULL : incref(NONE);
}

/* ---- the module ----------------------------------------------------------------------------- */

static const MethodDef functions[] = {
    { "_count_elements", count_elements, 2, 2, 0,
      "_count_elements(mapping, iterable): counts elements of the iterable, updating the mapping" },
    { 0 },
};

Object *module_collections_create(void)
{
    Object *module = module_from_functions("_collections", functions);
    if (!module || type_ready(&deque_type) < 0 || type_ready(&default_dict_type) < 0
        || type_ready(&tuple_getter_type) < 0
        || module_add(module, "deque", incref(&deque_type.head)) < 0
        || module_add(module, "defaultdict", incref(&default_dict_type.head)) < 0
        || module_add(module, "_tuplegetter", incref(&tuple_getter_type.head)) < 0)
        clear_reference(module);
    return module;
}
