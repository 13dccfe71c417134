/*
 * type.c: types. What a type inherits, and where an attribute is found: type_lookup goes along the
 * mro. The type of types stands in metatype.c.
 */
#include "memory/collector.h"
#include "memory/memory.h"
#include "objects/arguments.h"
#include "objects/class.h"
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

void type_inherit(Type *type, const Type *base)
{
    enum { INHERITED = TYPE_GC | TYPE_INT | TYPE_STR | TYPE_LIST | TYPE_TUPLE | TYPE_DICT |
           TYPE_EXCEPTION | TYPE_TYPE | TYPE_FLOAT | TYPE_BYTES | TYPE_SET | TYPE_FROZENSET };
    type->flags |= base->flags & INHERITED;
    INHERIT(basic_size);
    INHERIT(item_size);
    INHERIT(dict_offset);
    INHERIT(weak_offset);
    INHERIT(attributes_offset);
    INHERIT(prefix_size);
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
    Tuple *mro = tuple_new_untracked(rest_size + 1); /* no circle leads through static types */
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
    }
    if (base != NULL)
        type_inherit(type, base);
    type->version = ++last_version;
    if (type->bases == NULL) {
        Tuple *bases = tuple_new_untracked(base != NULL);
        type->bases = (Object *)bases;
        if (bases != NULL && base != NULL)
            bases->items[0] = incref(&base->head);
        if (bases != NULL && !(type->flags & TYPE_HEAP)) { /* once, also when mro fails */
            type->next_ready = ready_types;
            ready_types = type;
        }
    }
    if (type->bases != NULL)
        type->mro = single_inheritance_mro(type);
    return type->mro != NULL ? 0 : -1;
}

const char *type_short_name(const Type *type)
{
    const char *name = type->name;
    for (const char *p = name; !(type->flags & TYPE_HEAP) && *p != '\0'; p++)
        if (*p == '.')
            name = p + 1;
    return name;
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

Object *getset_descriptor_new(Type *type, const GetSetDef *definition)
{
    GetSetDescriptor *descriptor = object_new(&getset_descriptor_type, 0);
    if (descriptor != NULL) {
        descriptor->owner = incref(type);
        descriptor->definition = definition;
        if (is_heap_type(type))
            gc_track(descriptor);
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
        if (add_attribute(dict, g->name, getset_descriptor_new(type, g)) < 0)
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

Object *type_complete_dict(Type *type)
{
    Object *dict = type_dict(type);
    if (dict == NULL || type->flags & TYPE_HEAP || special_add_all(type, dict) == 0)
        return dict;
    return NULL;
}

Object *type_own_attribute(Type *type, Object *name)
{
    Object *dict = type_dict(type);
    Object *found = dict != NULL ? dict_get(dict, name) : NULL;
    if (found != NULL || dict == NULL || type->flags & TYPE_HEAP)
        return found;
    return error_occurred() ? NULL : special_attribute(type, name);
}

static Object *find_along_mro(Type *type, Object *name)
{
    Tuple *mro = xincref((Tuple *)type->mro); /* an __eq__ of a key may assign __bases__ */
    Object *found = NULL;
    for (intptr_t i = 0; mro != NULL && i < mro->size && found == NULL; i++) {
        found = type_own_attribute((Type *)mro->items[i], name);
        if (found == NULL && error_occurred())
            break;
    }
    xdecref(mro);
    return found;
}

/* What lookups gave, by the type's version and the name, which the cache owns so that its address
 * is not given to another (CPython: the type attribute cache). */
enum { LOOKUPS = 512 };
static struct { uint32_t version; Object *name, *found; } lookups[LOOKUPS];

void type_forget_lookups(void)
{
    for (size_t i = 0; i < LOOKUPS; i++) {
        lookups[i].version = 0;
        clear_reference(lookups[i].name);
    }
}

static size_t lookup_place(const Type *type, const Object *name)
{
    return (type->version ^ (uintptr_t)name >> 3) % LOOKUPS;
}

Object *type_lookup(Type *type, Object *name)
{
    size_t place = lookup_place(type, name);
    if (lookups[place].version == type->version && lookups[place].name == name)
        return lookups[place].found;
    uint32_t version = type->version;
    Object *found = find_along_mro(type, name);
    bool lasting = IS_EXACT(name, str_type) && ((Str *)name)->interned && type->mro != NULL
                && type->version == version;
    if (lasting && (found != NULL || !error_occurred())) {
        Object *old = lookups[place].name;
        lookups[place].version = type->version;
        lookups[place].found = found;
        lookups[place].name = incref(name);
        xdecref(old);
    }
    return found;
}

/* ---- subclasses ----------------------------------------------------------------------------- */

void type_modified(Type *type)
{
    type->version = ++last_version;
    for (uint32_t i = 0; i < type->subclass_count; i++)
        type_modified(type->subclasses[i]);
}

void type_replaced_value(Type *type, Object *name)
{
    size_t place = lookup_place(type, name);
    if (lookups[place].version == type->version && lookups[place].name == name)
        lookups[place].version = 0;
    for (uint32_t i = 0; i < type->subclass_count; i++)
        type_replaced_value(type->subclasses[i], name);
}

int type_add_subclass(Type *base, Type *type)
{
    enum { AT_FIRST = 4 };
    if (base->subclass_count == base->subclass_capacity) {
        uint32_t old = base->subclass_capacity, capacity = old == 0 ? AT_FIRST : 2 * old;
        Type **grown = old == 0 ? mem_alloc(capacity * sizeof(Type *))
                                : mem_resize(base->subclasses, old * sizeof(Type *),
                                             capacity * sizeof(Type *));
        if (grown == NULL) {
            raise_no_memory();
            return -1;
        }
        base->subclasses = grown;
        base->subclass_capacity = capacity;
    }
    base->subclasses[base->subclass_count++] = type;
    return 0;
}

void type_remove_subclass(Type *base, Type *type)
{
    uint32_t i = 0;
    while (i < base->subclass_count && base->subclasses[i] != type)
        i++;
    if (i == base->subclass_count)
        return;
    base->subclass_count--;
    memmove(&base->subclasses[i], &base->subclasses[i + 1],
            (base->subclass_count - i) * sizeof(Type *));
    if (base->subclass_count == 0) {
        mem_free(base->subclasses, base->subclass_capacity * sizeof(Type *));
        base->subclasses = NULL;
        base->subclass_capacity = 0;
    }
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
    type_forget_lookups();
    specials_stop();
    for (Type *type = ready_types; type != NULL; type = type->next_ready)
        clear_reference(type->dict);
    while (ready_types != NULL) {
        Type *type = ready_types;
        ready_types = type->next_ready;
        clear_reference(type->bases);
        clear_reference(type->mro);
    }
}
