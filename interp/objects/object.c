/*
 * object.c: type object, the base of all types: how an attribute is found when the type says
 * nothing special, and how an object shows itself by default.
 */
#include "modules/builtins.h"
#include "objects/arguments.h"
#include "objects/class.h"
#include "objects/list.h"
#include "objects/format.h"
#include "object.h"
#include "vm/errors.h"

/* ---- attributes ----------------------------------------------------------------------------- */

/* The order is that of CPython's _PyObject_GenericGetAttrWithDict: data descriptors of the type,
 * the instance's dict, other descriptors of the type, plain attributes of the type. */
Object *generic_get_attribute(Object *o, Object *name)
{
    Type *type = o->type;
    Object *descriptor = type_lookup(type, name), *value = NULL;
    xincref(descriptor); /* held: code that runs meanwhile may take it out of the class */
    bool computes = descriptor != NULL && descriptor->type->descriptor_get != NULL;
    bool first = computes && descriptor->type->descriptor_set != NULL;
    if (!first && instance_has_attributes(o))
        value = xincref(instance_get(o, name));
    if (value == NULL && computes && !error_occurred()) {
        value = descriptor->type->descriptor_get(descriptor, o, type);
        decref(descriptor);
        return value;
    }
    if (value == NULL && descriptor != NULL && !error_occurred())
        return descriptor;
    xdecref(descriptor);
    if (value != NULL)
        return value;
    if (error_occurred())
        return NULL;
    return raise_attribute_error(o, name, "'%s' object has no attribute '%S'", type->name, name);
}

static int no_attribute(Object *o, Object *name)
{
    const char *format = IS_TYPE(o) ? "type object '%s' has no attribute '%S'"
                                    : "'%s' object has no attribute '%S'";
    const char *type_name = IS_TYPE(o) ? ((Type *)o)->name : o->type->name;
    return raise_int(&attribute_error_type, format, type_name, name);
}

int generic_set_attribute(Object *o, Object *name, Object *value)
{
    Object *descriptor = type_lookup(o->type, name);
    if (descriptor == NULL && error_occurred())
        return -1;
    if (descriptor != NULL && descriptor->type->descriptor_set != NULL) {
        incref(descriptor);
        int result = descriptor->type->descriptor_set(descriptor, o, value);
        decref(descriptor);
        return result;
    }
    if (!instance_has_attributes(o)) {
        if (descriptor == NULL)
            return no_attribute(o, name);
        return raise_int(&attribute_error_type, "'%s' object attribute '%S' is read-only",
                         o->type->name, name);
    }
    int done = instance_set(o, name, value);
    return done == 0 ? no_attribute(o, name) : done < 0 ? -1 : 0;
}

/* ---- the type object ------------------------------------------------------------------------ */

static Object *object_default_repr(Object *self)
{
    Object *module = object_lookup_attribute(&self->type->head, "__module__");
    if (module == NULL && error_occurred())
        return NULL;
    Object *name = object_lookup_attribute(&self->type->head, "__qualname__"), *text = NULL;
    bool built_in = module == NULL || !IS_STR(module) || str_equal_text(module, "builtins");
    if (name != NULL)
        text = built_in
            ? str_from_format("<%s object at 0x%zx>", self->type->name, (size_t)self)
            : str_from_format("<%S.%S object at 0x%zx>", module, name, (size_t)self);
    xdecref(module);
    xdecref(name);
    return text;
}

static Object *object_default_str(Object *self) { return self->type->repr(self); }

/* As CPython's _Py_HashPointer: the low bits of an address say nothing. */
int64_t hash_pointer(const void *pointer)
{
    enum { LOW_BITS = 4, WORD_BITS = sizeof(uintptr_t) * 8 };
    uintptr_t address = (uintptr_t)pointer;
    intptr_t hash = (intptr_t)(address >> LOW_BITS | address << (WORD_BITS - LOW_BITS));
    return hash == -1 ? -2 : hash;
}

static int64_t object_default_hash(Object *self) { return hash_pointer(self); }

static void object_default_destroy(Object *self) { object_free(self, 0); }

/* Equal only to itself; unequal is what the type's own equality denies. */
static Object *object_default_compare(Object *self, Object *other, Comparison op)
{
    if (op == CMP_EQ && self == other)
        return bool_from(true);
    if (op != CMP_NE || self->type->compare == NULL)
        return incref(NOT_IMPLEMENTED);
    Object *equal = self->type->compare(self, other, CMP_EQ);
    if (equal == NULL || equal == NOT_IMPLEMENTED)
        return equal;
    int truth = object_truth(equal);
    decref(equal);
    return truth < 0 ? NULL : bool_from(!truth);
}

static Object *raise_abstract(Type *type)
{
    Object *names = sequence_to_list(dict_get_text(type->dict, "__abstractmethods__"));
    if (names == NULL || list_sort((List *)names, NULL, false) < 0) {
        xdecref(names);
        return NULL;
    }
    List *list = (List *)names;
    Object *comma = str_from(", "), *text = NULL;
    if (comma != NULL)
        text = str_join(comma, list->items, (size_t)list->size);
    if (text != NULL)
        raise(&type_error_type, "Can't instantiate abstract class %s with abstract method%s %S",
              type->name, list->size > 1 ? "s" : "", text);
    xdecref(comma);
    xdecref(text);
    decref(names);
    return NULL;
}

/* Arguments are an error unless the other of __new__ and __init__ is there to take them (CPython:
 * object_new, object_init). */
Object *object_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args;
    if (positional != 0 || !no_keywords(kwnames)) {
        if (type->construct != object_construct)
            return raise(&type_error_type, "object.__new__() takes exactly one argument (the type "
                         "to instantiate)");
        if (type->initialise == object_initialise)
            return raise(&type_error_type, "%s() takes no arguments", type->name);
    }
    if (type->flags & TYPE_ABSTRACT)
        return raise_abstract(type);
    Object *object = object_new(type, 0);
    if (object != NULL && HAS_FLAG(object, TYPE_GC))
        gc_track(object);
    return object;
}

int object_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args;
    if (positional == 0 && no_keywords(kwnames))
        return 0;
    if (self->type->initialise != object_initialise)
        return raise_int(&type_error_type, "object.__init__() takes exactly one argument (the "
                         "instance to initialize)");
    if (self->type->construct == object_construct)
        return raise_int(&type_error_type, "%s.__init__() takes exactly one argument (the instance "
                         "to initialize)", self->type->name);
    return 0;
}

static Object *object_get_class(Object *self) { return incref(&self->type->head); }

static Object *object_format_method(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "__format__() argument must be str, not %s",
                     argument_kind(args[0]));
    return object_default_format(self, args[0]);
}

static Object *object_dir_method(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return object_default_directory(self);
}

static Object *object_init_subclass(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional;
    if (no_keywords(kwnames))
        return incref(NONE);
    Object *name = object_lookup_attribute(self, "__qualname__");
    if (name != NULL)
        raise(&type_error_type, "%S.__init_subclass__() takes no keyword arguments", name);
    xdecref(name);
    return NULL;
}

static Object *object_subclasshook(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    return incref(NOT_IMPLEMENTED);
}

static Object *object_sizeof_method(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return int_from_unsigned(object_size_of(self));
}

/* Without the collector's links, as in CPython. */
size_t object_size_of(Object *o)
{
    Type *type = o->type;
    size_t own = type->basic_size + type->prefix_size;
    if (type->attributes_offset != 0)
        own += instance_capacity(o) * sizeof(Object *);
    if (type->item_size != 0 && type->extra_size == NULL) { /* otherwise that counts the items */
        intptr_t size = ((VarObject *)o)->size;
        own += (size_t)(size < 0 ? -size : size) * type->item_size;
    }
    return own + (type->extra_size != NULL ? type->extra_size(o) : 0);
}

static const MethodDef object_methods[] = {
    { "__format__", object_format_method, 1, 1, 0, NULL },
    { "__dir__", object_dir_method, 0, 0, 0, "Default dir() implementation." },
    { "__init_subclass__", object_init_subclass, 0, 0, METHOD_KEYWORDS | METHOD_CLASS,
      "This method is called when a class is subclassed." },
    { "__subclasshook__", object_subclasshook, 1, 1, METHOD_CLASS,
      "Abstract classes can override this to customize issubclass()." },
    { "__sizeof__", object_sizeof_method, 0, 0, 0, NULL },
    { 0 },
};

static const GetSetDef object_getsets[] = {
    { "__class__", object_get_class, object_set_class },
    { 0 },
};

Type object_type = {
    .head = { 1, &type_type },
    .name = "object",
    .basic_size = sizeof(Object),
    .flags = TYPE_BASE,
    .destroy = object_default_destroy,
    .repr = object_default_repr,
    .str = object_default_str,
    .hash = object_default_hash,
    .compare = object_default_compare,
    .construct = object_construct,
    .initialise = object_initialise,
    .get_attribute = generic_get_attribute,
    .set_attribute = generic_set_attribute,
    .methods = object_methods,
    .getsets = object_getsets,
    .doc = "The base class of the class hierarchy.",
};
