/*
 * type.c: types. What a type inherits, where an attribute is found (type_lookup goes along the
 * mro), and the type of types: `type(x)`, calling a class, its attributes.
 */
#include "objects/arguments.h"
#include "object.h"
#include "vm/errors.h"

#include <string.h>

/* Static types in the order in which they became ready, newest first. */
static Type *ready_types;
static uint32_t last_version;

/* ---- inheritance ---------------------------------------------------------------------------- */

#define INHERIT(slot) do { if (type->slot == 0) type->slot = base->slot; } while (0)

/* A type that says how it compares does not inherit a hash: equal objects must hash equal
 * (CPython: inherit_slots in typeobject.c). */
static void inherit_comparison(Type *type, const Type *base)
{
    if (type->compare == NULL) {
        type->compare = base->compare;
        INHERIT(hash);
    }
}

static void inherit_slots(Type *type, const Type *base)
{
    enum { INHERITED = TYPE_GC | TYPE_INT | TYPE_STR | TYPE_LIST | TYPE_TUPLE | TYPE_DICT |
           TYPE_EXCEPTION | TYPE_TYPE | TYPE_FLOAT | TYPE_BYTES | TYPE_SET | TYPE_FROZENSET };
    type->flags |= base->flags & INHERITED;
    INHERIT(basic_size);
    INHERIT(item_size);
    INHERIT(dict_offset);
    INHERIT(weak_offset);
    INHERIT(destroy);
    INHERIT(traverse);
    INHERIT(clear);
    INHERIT(repr);
    INHERIT(str);
    inherit_comparison(type, base);
    INHERIT(truth);
    INHERIT(call);
    if (base != &object_type || type->flags & TYPE_HEAP) /* object() makes objects only */
        INHERIT(construct);
    INHERIT(initialise);
    INHERIT(get_attribute);
    INHERIT(set_attribute);
    INHERIT(descriptor_get);
    INHERIT(descriptor_set);
    INHERIT(iterate);
    INHERIT(next);
    INHERIT(length);
    INHERIT(get_item);
    INHERIT(set_item);
    INHERIT(contains);
    INHERIT(binary);
    INHERIT(inplace);
    INHERIT(unary);
    INHERIT(extra_size);
}

/* (type, base, base's base, ...): with one base each, that is the method resolution order. */
static Object *single_inheritance_mro(Type *type)
{
    Tuple *rest = type->base != NULL ? (Tuple *)type->base->mro : NULL;
    size_t rest_size = rest != NULL ? (size_t)rest->size : 0;
    Tuple *mro = (Tuple *)tuple_new(rest_size + 1);
    if (mro == NULL)
        return NULL;
    mro->items[0] = incref(&type->head);
    for (size_t i = 0; i < rest_size; i++)
        mro->items[i + 1] = incref(rest->items[i]);
    return &mro->head;
}

int type_ready(Type *type)
{
    if (type->mro != NULL)
        return 0;
    if (type->base == NULL && type != &object_type)
        type->base = &object_type;
    Type *base = type->base;
    if (base != NULL && type_ready(base) < 0)
        return -1;
    if (!(type->flags & TYPE_HEAP)) { /* the program itself owns a static type, for ever */
        if (type->head.refcount == 0)
            type->head.refcount = 1;
        if (type->head.type == NULL)
            type->head.type = base != NULL ? base->head.type : &type_type;
        type->next_ready = ready_types;
        ready_types = type;
    }
    if (base != NULL)
        inherit_slots(type, base);
    type->version = ++last_version;
    if (type->bases == NULL) {
        Object *only_base = base != NULL ? &base->head : NULL;
        type->bases = tuple_from(&only_base, base != NULL);
    }
    if (type->bases != NULL)
        type->mro = single_inheritance_mro(type);
    return type->mro != NULL ? 0 : -1;
}

/* ---- the dict ------------------------------------------------------------------------------- */

static Object *method_attribute(Type *type, const MethodDef *definition)
{
    if (definition->flags & METHOD_STATIC)
        return native_function_new(definition, NULL, NULL);
    MethodDescriptor *descriptor = object_new(&method_descriptor_type, 0);
    if (descriptor != NULL) {
        descriptor->owner = type;
        descriptor->definition = definition;
    }
    return (Object *)descriptor;
}

static Object *getset_attribute(Type *type, const GetSetDef *definition)
{
    GetSetDescriptor *descriptor = object_new(&getset_descriptor_type, 0);
    if (descriptor != NULL) {
        descriptor->owner = type;
        descriptor->definition = definition;
    }
    return (Object *)descriptor;
}

/* Steals value, which may be NULL: an error. */
static int add_attribute(Object *dict, const char *name, Object *value)
{
    if (value == NULL)
        return -1;
    Object *key = str_interned(name);
    int result = key != NULL ? dict_set(dict, key, value) : -1;
    xdecref(key);
    decref(value);
    return result;
}

static int fill_dict(Type *type, Object *dict)
{
    for (const MethodDef *m = type->methods; m != NULL && m->name != NULL; m++)
        if (add_attribute(dict, m->name, method_attribute(type, m)) < 0)
            return -1;
    for (const GetSetDef *g = type->getsets; g != NULL && g->name != NULL; g++)
        if (add_attribute(dict, g->name, getset_attribute(type, g)) < 0)
            return -1;
    if (dict_get_text(dict, "__doc__") != NULL) /* instances have texts of their own */
        return 0;
    Object *doc = type->doc != NULL ? str_from(type->doc) : incref(NONE);
    return add_attribute(dict, "__doc__", doc);
}

Object *type_dict(Type *type)
{
    if (type->dict != NULL)
        return type->dict;
    Object *dict = dict_new();
    if (dict == NULL)
        return NULL;
    if (fill_dict(type, dict) < 0) {
        decref(dict);
        return NULL;
    }
    type->dict = dict;
    return dict;
}

Object *type_lookup(Type *type, Object *name)
{
    Tuple *mro = (Tuple *)type->mro;
    for (intptr_t i = 0; i < mro->size; i++) {
        Object *dict = type_dict((Type *)mro->items[i]);
        Object *found = dict != NULL ? dict_get(dict, name) : NULL;
        if (found != NULL || (dict == NULL))
            return found;
    }
    return NULL;
}

bool type_is_subtype(Type *a, Type *b)
{
    if (a == b)
        return true;
    Tuple *mro = (Tuple *)a->mro;
    for (intptr_t i = 0; mro != NULL && i < mro->size; i++)
        if (mro->items[i] == &b->head)
            return true;
    return false;
}

/* Gives up what the static types own. The types themselves stay, unusable. */
void types_stop(void)
{
    for (Type *type = ready_types; type != NULL; type = type->next_ready)
        clear_reference(type->dict);
    while (ready_types != NULL) {
        Type *type = ready_types;
        ready_types = type->next_ready;
        clear_reference(type->bases);
        clear_reference(type->mro);
    }
}

/* ---- the type of types ---------------------------------------------------------------------- */

static Object *type_repr(Object *self)
{
    Type *type = (Type *)self;
    if (!(type->flags & TYPE_HEAP)) /* "weakref.ReferenceType": the module is in the name */
        return str_from_format("<class '%s'>", type->name);
    Object *module = object_lookup_attribute(self, "__module__");
    Object *text;
    if (module == NULL || !IS_STR(module) || str_equal_text(module, "builtins"))
        text = str_from_format("<class '%s'>", type->name);
    else
        text = str_from_format("<class '%S.%s'>", module, type->name);
    xdecref(module);
    return text;
}

static Object *type_call(Object *self, Object **args, int positional, Object *kwnames)
{
    Type *type = (Type *)self;
    if (type == &type_type && positional == 1 && no_keywords(kwnames)) /* type(x) asks */
        return incref(&args[0]->type->head);
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

/* As for any object, but what the type itself offers to its instances is found too. */
static Object *type_get_attribute(Object *self, Object *name)
{
    Type *type = (Type *)self, *metatype = self->type;
    Object *meta = type_lookup(metatype, name);
    if (meta != NULL && meta->type->descriptor_get != NULL && meta->type->descriptor_set != NULL)
        return meta->type->descriptor_get(meta, self, metatype);
    Object *found = type_lookup(type, name);
    if (found != NULL) {
        if (found->type->descriptor_get != NULL)
            return found->type->descriptor_get(found, NULL, type);
        return incref(found);
    }
    if (meta != NULL && meta->type->descriptor_get != NULL)
        return meta->type->descriptor_get(meta, self, metatype);
    if (meta != NULL)
        return incref(meta);
    if (error_occurred())
        return NULL;
    return raise_attribute_error(self, name, "type object '%s' has no attribute '%S'",
                                 type->name, name);
}

static int type_set_attribute(Object *self, Object *name, Object *value)
{
    Type *type = (Type *)self;
    if (!(type->flags & TYPE_HEAP))
        return raise_int(&type_error_type, "cannot set '%S' attribute of immutable type '%s'", name,
                         type->name);
    type->version = ++last_version;
    return generic_set_attribute(self, name, value);
}

static Object *type_get_name(Object *self)
{
    const char *name = ((Type *)self)->name, *dot = NULL;
    for (const char *p = name; *p != '\0'; p++)
        if (*p == '.')
            dot = p;
    return str_from(dot != NULL ? dot + 1 : name);
}

static Object *type_get_module(Object *self)
{
    Type *type = (Type *)self;
    Object *module = type->flags & TYPE_HEAP ? dict_get_text(type->dict, "__module__") : NULL;
    if (module != NULL)
        return incref(module);
    const char *dot = memchr(type->name, '.', strlen(type->name));
    return dot != NULL ? str_from_utf8(type->name, (size_t)(dot - type->name))
                       : str_interned("builtins");
}

static Object *type_get_base(Object *self)
{
    Type *base = ((Type *)self)->base;
    return incref(base != NULL ? &base->head : NONE);
}

static Object *type_get_bases(Object *self) { return incref(((Type *)self)->bases); }
static Object *type_get_mro(Object *self) { return incref(((Type *)self)->mro); }

/* A class sees the docs of its own dict only, not its metatype's. */
static Object *type_get_doc(Object *self)
{
    Object *dict = type_dict((Type *)self);
    Object *doc = dict != NULL ? dict_get_text(dict, "__doc__") : NULL;
    if (doc == NULL && error_occurred())
        return NULL;
    return incref(doc != NULL ? doc : NONE);
}

static Object *type_method_mro(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return list_from(((Tuple *)((Type *)self)->mro)->items,
                     (size_t)((Tuple *)((Type *)self)->mro)->size);
}

static const MethodDef type_methods[] = {
    { "mro", type_method_mro, 0, 0, 0, "Return a type's method resolution order." },
    { 0 },
};

static const GetSetDef type_getsets[] = {
    { "__name__", type_get_name, NULL },     { "__qualname__", type_get_name, NULL },
    { "__module__", type_get_module, NULL }, { "__base__", type_get_base, NULL },
    { "__bases__", type_get_bases, NULL },   { "__mro__", type_get_mro, NULL },
    { "__doc__", type_get_doc, NULL },       { 0 },
};

static void type_destroy(Object *self)
{
    Type *type = (Type *)self;
    gc_untrack(self);
    clear_reference(type->dict);
    clear_reference(type->bases);
    clear_reference(type->mro);
    clear_reference(type->base);
    object_free(self, 0);
}

static int type_traverse(Object *self, Visitor visit, void *context)
{
    Type *type = (Type *)self;
    Object *owned[] = { (Object *)type->base, type->bases, type->mro, type->dict };
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        if (owned[i] != NULL && visit(owned[i], context) != 0)
            return 1;
    return 0;
}

Type type_type = {
    .head = { 1, &type_type },
    .name = "type",
    .basic_size = sizeof(Type),
    .flags = TYPE_TYPE | TYPE_BASE,
    .dict_offset = offsetof(Type, dict),
    .weak_offset = offsetof(Type, weak_references),
    .destroy = type_destroy,
    .traverse = type_traverse,
    .repr = type_repr,
    .call = type_call,
    .construct = NULL,
    .get_attribute = type_get_attribute,
    .set_attribute = type_set_attribute,
    .methods = type_methods,
    .getsets = type_getsets,
    .doc = "type(object) -> the object's type",
};
