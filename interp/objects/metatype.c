/*
 * metatype.c: the type of types: `type(x)`, calling a class, the attributes of classes, and how a
 * class is visited, cleared and destroyed.
 */
#include "objects/arguments.h"
#include "objects/generic_alias.h"
#include "objects/class_parts.h"
#include "objects/weakref.h"
#include "object.h"
#include "vm/errors.h"

#include <string.h>

/* ---- the type of types ---------------------------------------------------------------------- */

static Object *type_get_module(Object *self);

static Object *type_get_qualname(Object *self);

static Object *type_repr(Object *self)
{
    Type *type = (Type *)self;
    if (!(type->flags & TYPE_HEAP)) /* "weakref.ReferenceType": the module is in the name */
        return str_from_format("<class '%s'>", type->name);
    Object *module = type_get_module(self);
    if (module == NULL)
        error_clear();
    Object *name = type_get_qualname(self), *text;
    if (name == NULL || module == NULL || !IS_STR(module) || str_equal_text(module, "builtins"))
        text = str_from_format("<class '%s'>", type->name);
    else
        text = str_from_format("<class '%S.%S'>", module, name);
    xdecref(module);
    xdecref(name);
    return text;
}

static Object *type_call(Object *self, Object **args, int positional, Object *kwnames)
{
    Type *type = (Type *)self;
    if (type == &type_type && positional == 1) /* type(x) asks */
        return check_no_keywords("type", kwnames) < 0 ? NULL : incref(&args[0]->type->head);
    if (type == &type_type && positional != 3)
        return raise(&type_error_type, "type() takes 1 or 3 arguments");
    if (type->construct == NULL)
        return raise(&type_error_type, "cannot create '%s' instances", type->name);
    Object *object = type->construct(type, args, positional, kwnames);
    if (object == NULL || !type_is_subtype(object->type, type) ||
        object->type->initialise == NULL)
        return object;
    if (object->type->initialise(object, args, positional, kwnames) < 0) {
        decref(object);
        return NULL;
    }
    return object;
}

/* descriptor.__get__(instance, owner); it is held meanwhile: it may take itself out of the class. */
static Object *get_held(Object *descriptor, Object *instance, Type *owner)
{
    incref(descriptor);
    Object *value = descriptor->type->descriptor_get(descriptor, instance, owner);
    decref(descriptor);
    return value;
}

/* As for any object, but what the type itself offers to its instances is found too. */
static Object *type_get_attribute(Object *self, Object *name)
{
    Type *type = (Type *)self, *metatype = self->type;
    Object *meta = type_lookup(metatype, name);
    if (meta != NULL && meta->type->descriptor_get != NULL && meta->type->descriptor_set != NULL)
        return get_held(meta, self, metatype);
    Object *found = type_lookup(type, name);
    if (found != NULL)
        return found->type->descriptor_get != NULL ? get_held(found, NULL, type) : incref(found);
    if (meta != NULL && meta->type->descriptor_get != NULL)
        return get_held(meta, self, metatype);
    if (meta != NULL)
        return incref(meta);
    if (error_occurred())
        return NULL;
    return raise_attribute_error(self, name, "type object '%s' has no attribute '%S'",
                                 type->name, name);
}

static bool is_plain(const Object *value)
{
    return value != NULL && !value->type->descriptor_get && !value->type->descriptor_set;
}

/* What was there lives until the lookups that remember it are forgotten. A program that counts its
 * instances, Class.count += 1, has all others kept. */
static int type_set_attribute(Object *self, Object *name, Object *value)
{
    Type *type = (Type *)self;
    if (!(type->flags & TYPE_HEAP))
        return raise_int(&type_error_type, "cannot set '%S' attribute of immutable type '%s'", name,
                         type->name);
    Object *old = xincref(dict_get(type->dict, name));
    bool value_for_value = is_plain(old) && is_plain(value) && IS_EXACT(name, str_type)
                        && ((Str *)name)->interned;
    int result = generic_set_attribute(self, name, value);
    if (value_for_value)
        type_replaced_value(type, name);
    else
        type_modified(type);
    if (result == 0)
        result = type_update_slots_for(type, name);
    xdecref(old);
    return result;
}

/* ---- names ---------------------------------------------------------------------------------- */

static Object *type_get_name(Object *self)
{
    if (is_heap_type((Type *)self))
        return incref(((HeapType *)self)->name);
    return str_from(type_short_name((Type *)self));
}

/* Built-in types stay as they are; nothing about a class can be deleted. */
static int check_set(Object *self, Object *value, const char *name)
{
    Type *type = (Type *)self;
    if (!is_heap_type(type))
        return raise_int(&type_error_type, "cannot set '%s' attribute of immutable type '%s'", name,
                         type->name);
    if (value == NULL)
        return raise_int(&type_error_type, "cannot delete '%s' attribute of type '%s'", name,
                         type->name);
    return 0;
}

static int type_set_name(Object *self, Object *value)
{
    if (check_set(self, value, "__name__") < 0)
        return -1;
    if (!IS_STR(value))
        return raise_int(&type_error_type, "can only assign string to %s.__name__, not '%T'",
                         ((Type *)self)->name, value);
    return class_set_name((Type *)self, value);
}

static Object *type_get_qualname(Object *self)
{
    return is_heap_type((Type *)self) ? incref(((HeapType *)self)->qualified_name)
                                      : type_get_name(self);
}

static int type_set_qualname(Object *self, Object *value)
{
    if (check_set(self, value, "__qualname__") < 0)
        return -1;
    if (!IS_STR(value))
        return raise_int(&type_error_type, "can only assign string to %s.__qualname__, not '%T'",
                         ((Type *)self)->name, value);
    replace_reference(((HeapType *)self)->qualified_name, incref(value));
    return 0;
}

static Object *type_get_module(Object *self)
{
    Type *type = (Type *)self;
    if (is_heap_type(type)) {
        Object *module = dict_get_text(type->dict, "__module__");
        if (module == NULL && !error_occurred())
            raise(&attribute_error_type, "__module__");
        return xincref(module);
    }
    const char *dot = memchr(type->name, '.', strlen(type->name));
    return dot != NULL ? str_from_utf8(type->name, (size_t)(dot - type->name))
                       : str_interned("builtins");
}

static int type_set_module(Object *self, Object *value)
{
    if (check_set(self, value, "__module__") < 0)
        return -1;
    return dict_set_text(((Type *)self)->dict, "__module__", value);
}

/* ---- the family ----------------------------------------------------------------------------- */

static Object *type_get_base(Object *self)
{
    Type *base = ((Type *)self)->base;
    return incref(base != NULL ? &base->head : NONE);
}

static Object *type_get_bases(Object *self) { return incref(((Type *)self)->bases); }

static Object *type_get_mro(Object *self)
{
    Object *mro = ((Type *)self)->mro;
    return incref(mro != NULL ? mro : NONE);
}

static Object *type_get_dict(Object *self)
{
    Object *dict = type_complete_dict((Type *)self);
    return dict != NULL ? mapping_proxy_new(dict) : NULL;
}

/* A class sees the docs of its own dict only, not its metatype's. */
static Object *type_get_doc(Object *self)
{
    Type *type = (Type *)self;
    Object *dict = type_dict(type);
    Object *doc = dict != NULL ? dict_get_text(dict, "__doc__") : NULL;
    if (doc == NULL)
        return error_occurred() ? NULL : incref(NONE);
    if (is_heap_type(type) && doc->type->descriptor_get != NULL)
        return doc->type->descriptor_get(doc, NULL, type);
    return incref(doc);
}

static int type_set_doc(Object *self, Object *value)
{
    if (check_set(self, value, "__doc__") < 0)
        return -1;
    return dict_set_text(((Type *)self)->dict, "__doc__", value);
}

/* What a class still has to define before it can have instances (PEP 3119): its own, not a
 * base's. */
static Object *type_get_abstract_methods(Object *self)
{
    Object *names = dict_get_text(type_dict((Type *)self), "__abstractmethods__");
    return names != NULL ? incref(names)
        : raise(&attribute_error_type, "__abstractmethods__");
}

static int type_set_abstract_methods(Object *self, Object *value)
{
    Type *type = (Type *)self;
    if (check_set(self, value, "__abstractmethods__") < 0)
        return -1;
    int any = object_truth(value);
    if (any < 0 || dict_set_text(type->dict, "__abstractmethods__", value) < 0)
        return -1;
    type->flags = any ? type->flags | TYPE_ABSTRACT : type->flags & ~(uint32_t)TYPE_ABSTRACT;
    type_modified(type);
    return 0;
}

static Object *type_method_mro(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Tuple *mro = (Tuple *)((Type *)self)->mro;
    return mro != NULL ? list_from(mro->items, (size_t)mro->size) : list_new(0);
}

static Object *type_method_subclasses(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Type *type = (Type *)self;
    Object *list = list_new(0);
    for (uint32_t i = 0; list != NULL && i < type->subclass_count; i++)
        if (list_append(list, &type->subclasses[i]->head) < 0)
            clear_reference(list);
    return list;
}

static Object *type_method_prepare(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    return dict_new();
}

static Object *type_method_instancecheck(Object *self, Object **args, int positional,
                                         Object *kwnames)
{
    (void)positional, (void)kwnames;
    int result = type_has_instance((Type *)self, args[0]);
    return result < 0 ? NULL : bool_from(result);
}

static Object *type_method_subclasscheck(Object *self, Object **args, int positional,
                                         Object *kwnames)
{
    (void)positional, (void)kwnames;
    int result = class_is_subclass(args[0], self);
    return result < 0 ? NULL : bool_from(result);
}

static const MethodDef type_methods[] = {
    { "mro", type_method_mro, 0, 0, 0, "Return a type's method resolution order." },
    { "__subclasses__", type_method_subclasses, 0, 0, 0,
      "Return a list of immediate subclasses." },
    { "__prepare__", type_method_prepare, 0, -1, METHOD_KEYWORDS | METHOD_CLASS,
      "__prepare__() -> dict\nused for the class statement" },
    { "__instancecheck__", type_method_instancecheck, 1, 1, 0,
      "Check if an object is an instance." },
    { "__subclasscheck__", type_method_subclasscheck, 1, 1, 0, "Check if a class is a subclass." },
    { 0 },
};

/* ---- numbers and annotations ---------------------------------------------------------------- */

static Object *type_get_basic_size(Object *self) { return int_from(((Type *)self)->basic_size); }
static Object *type_get_item_size(Object *self) { return int_from(((Type *)self)->item_size); }
static Object *type_get_weak_offset(Object *self) { return int_from(((Type *)self)->weak_offset); }
/* With the bits that CPython documents (Py_TPFLAGS_...); those about its own inside are left
 * out. */
static Object *type_get_flags(Object *self)
{
    static const struct { uint32_t ours; uint8_t bit; } bits[] = {
        { TYPE_HEAP, 9 }, { TYPE_BASE, 10 }, { TYPE_GC, 14 }, { TYPE_ABSTRACT, 20 },
        { TYPE_INT, 24 }, { TYPE_LIST, 25 }, { TYPE_TUPLE, 26 }, { TYPE_BYTES, 27 },
        { TYPE_STR, 28 }, { TYPE_DICT, 29 }, { TYPE_EXCEPTION, 30 }, { TYPE_TYPE, 31 } };
    enum { IMMUTABLE = 1 << 8, READY = 1 << 12 };
    Type *type = (Type *)self;
    uint32_t flags = READY | (is_heap_type(type) ? 0 : IMMUTABLE);
    for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++)
        if (type->flags & bits[i].ours)
            flags |= 1u << bits[i].bit;
    return int_from(flags);
}

/* Attributes in the instance itself are as good as a dict to whoever asks whether there is one. */
static Object *type_get_dict_offset(Object *self)
{
    Type *type = (Type *)self;
    return int_from(type->attributes_offset != 0 ? (intptr_t)type->attributes_offset
                                                 : type->dict_offset);
}

/* A class without annotations gets an empty dict of them when they are asked for. */
static Object *type_get_annotations(Object *self)
{
    Type *type = (Type *)self;
    if (!is_heap_type(type))
        return raise(&attribute_error_type, "type object '%s' has no attribute '__annotations__'",
                     type->name);
    Object *found = dict_get_text(type->dict, "__annotations__");
    if (found != NULL || error_occurred())
        return xincref(found);
    Object *made = dict_new();
    if (made != NULL && dict_set_text(type->dict, "__annotations__", made) < 0)
        clear_reference(made);
    return made;
}

static int type_set_annotations(Object *self, Object *value)
{
    Type *type = (Type *)self;
    if (!is_heap_type(type))
        return raise_int(&type_error_type, "cannot set '__annotations__' attribute of immutable "
                         "type '%s'", type->name);
    if (value != NULL)
        return dict_set_text(type->dict, "__annotations__", value);
    Object *name = str_interned("__annotations__");
    int deleted = name != NULL ? dict_delete(type->dict, name) : -1;
    xdecref(name);
    if (deleted == 0)
        return raise_int(&attribute_error_type, "__annotations__");
    return deleted < 0 ? -1 : 0;
}

static const GetSetDef type_getsets[] = {
    { "__name__", type_get_name, type_set_name },
    { "__qualname__", type_get_qualname, type_set_qualname },
    { "__module__", type_get_module, type_set_module },
    { "__base__", type_get_base, NULL },
    { "__bases__", type_get_bases, class_set_bases },
    { "__basicsize__", type_get_basic_size, NULL },
    { "__itemsize__", type_get_item_size, NULL },
    { "__dictoffset__", type_get_dict_offset, NULL },
    { "__weakrefoffset__", type_get_weak_offset, NULL },
    { "__flags__", type_get_flags, NULL },
    { "__annotations__", type_get_annotations, type_set_annotations },
    { "__mro__", type_get_mro, NULL },
    { "__dict__", type_get_dict, NULL },
    { "__doc__", type_get_doc, type_set_doc },
    { "__abstractmethods__", type_get_abstract_methods, type_set_abstract_methods },
    { 0 },
};

/* ---- the end of a class --------------------------------------------------------------------- */

static int type_traverse(Object *self, Visitor visit, void *context)
{
    Type *type = (Type *)self;
    Object *owned[] = { type->dict, type->mro, type->bases, (Object *)type->base };
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        if (owned[i] != NULL && visit(owned[i], context) != 0)
            return 1;
    return 0;
}

/* The bases stay: whoever still has an instance needs them to destroy it. */
static void type_clear(Object *self)
{
    Type *type = (Type *)self;
    type_modified(type);
    dict_clear((Dict *)type->dict);
    clear_reference(type->mro);
}

static void type_destroy(Object *self)
{
    Type *type = (Type *)self;
    gc_untrack(self);
    type_modified(type);
    class_release((HeapType *)type);
    clear_reference(type->dict);
    clear_reference(type->bases);
    clear_reference(type->mro);
    clear_reference(type->base);
    object_free(self, 0);
}

Type type_type = {
    .head = { 1, &type_type },
    .name = "type",
    .basic_size = sizeof(HeapType),
    .flags = TYPE_TYPE | TYPE_BASE | TYPE_GC,
    .dict_offset = offsetof(Type, dict),
    .weak_offset = offsetof(Type, weak_references),
    .destroy = type_destroy,
    .traverse = type_traverse,
    .clear = type_clear,
    .repr = type_repr,
    .call = type_call,
    .construct = class_construct,
    .initialise = class_initialise,
    .get_attribute = type_get_attribute,
    .set_attribute = type_set_attribute,
    .binary = union_binary,
    .methods = type_methods,
    .getsets = type_getsets,
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
};
