/*
 * instance.c: instances of classes made at run time: where the values of their attributes are, how
 * such an object is visited, cleared and destroyed. The layout in memory is explained in class.h.
 */
#include "memory/collector.h"
#include "memory/memory.h"
#include "objects/class.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "object.h"
#include "vm/errors.h"

#include <string.h>

static Layout *layout_of(Type *type) { return &((HeapType *)type)->layout; }

/* ---- the layout ----------------------------------------------------------------------------- */

size_t instance_room(Type *type)
{
    Layout *layout = layout_of(type);
    size_t room = layout->count;
    if (layout->instances < LAYOUT_LEARNING) {
        layout->instances++;
        room = room < LAYOUT_ROOM ? LAYOUT_ROOM : room;
    }
    return room > 0 ? room : 1; /* value 0 has a second use */
}

int layout_find(const Layout *layout, Object *name)
{
    for (int i = 0; i < layout->count; i++)
        if (layout->names[i] == name)
            return i;
    return -1;
}

/* The name's number, a new one when it has none yet; -1: the layout is full, or the name (not
 * interned) cannot be told by its address. */
static int layout_add(Layout *layout, Object *name)
{
    int index = layout_find(layout, name);
    bool interned = IS_EXACT(name, str_type) && ((Str *)name)->interned;
    if (index >= 0 || layout->count == LAYOUT_MOST || !interned)
        return index;
    layout->names[layout->count] = incref(name);
    return layout->count++;
}

/* ---- the dict ------------------------------------------------------------------------------- */

/* The values move into a new dict, which the instance has from now on. */
static Object *make_own_dict(Object *o)
{
    Layout *layout = layout_of(o->type);
    Object **values = instance_values(o);
    size_t capacity = instance_capacity(o);
    uint32_t used = 0;
    for (size_t i = 0; i < capacity; i++)
        used += values[i] != NULL;
    Object *dict = used > 0 ? dict_new_sized(used) : dict_new();
    for (size_t i = 0; dict != NULL && i < capacity; i++)
        if (values[i] != NULL && dict_set(dict, layout->names[i], values[i]) < 0)
            clear_reference(dict);
    if (dict == NULL)
        return NULL;
    uintptr_t word = *attributes_word(o);
    *attributes_word(o) = (uintptr_t)dict;
    for (size_t i = 0; i < capacity; i++) { /* the dict owns them too: nothing dies */
        xdecref(values[i]);
        values[i] = NULL;
    }
    values[0] = (Object *)word;
    return dict;
}

static Object **dict_place(Object *o)
{
    intptr_t offset = o->type->dict_offset;
    return offset != 0 ? (Object **)((char *)o + offset) : NULL;
}

Object *instance_dict(Object *o)
{
    if (o->type->attributes_offset != 0) {
        Object *dict = instance_own_dict(o);
        return dict != NULL ? dict : make_own_dict(o);
    }
    Object **place = dict_place(o);
    if (place != NULL && *place == NULL)
        *place = dict_new();
    return place != NULL ? *place : NULL;
}

int instance_set_dict(Object *o, Object *dict)
{
    if (instance_dict(o) == NULL)
        return -1;
    Object **place = o->type->attributes_offset != 0 ? (Object **)attributes_word(o)
                                                     : dict_place(o);
    replace_reference(*place, incref(dict));
    return 0;
}

/* ---- attributes ----------------------------------------------------------------------------- */

Object *instance_get(Object *o, Object *name)
{
    if (o->type->attributes_offset == 0) {
        Object **place = dict_place(o);
        return place != NULL && *place != NULL ? dict_get(*place, name) : NULL;
    }
    Object *dict = instance_own_dict(o);
    if (dict != NULL)
        return dict_get(dict, name);
    int index = layout_find(layout_of(o->type), name);
    if (index >= 0) {
        Object **place = instance_value_place(o, (uint32_t)index);
        return place != NULL ? *place : NULL;
    }
    if (IS_EXACT(name, str_type) && ((Str *)name)->interned)
        return NULL;
    dict = make_own_dict(o); /* a name made at run time: by its text */
    return dict != NULL ? dict_get(dict, name) : NULL;
}

bool instance_add(Object *o, uint32_t index, Object *value)
{
    Object **values = instance_values(o);
    size_t capacity = instance_capacity(o);
    for (size_t i = index + 1; i < capacity; i++)
        if (values[i] != NULL)
            return false;
    values[index] = incref(value);
    return true;
}

/* In place; false: it takes a dict. */
static bool set_in_place(Object *o, Object *name, Object *value)
{
    int index = layout_add(layout_of(o->type), name);
    Object **place = index >= 0 ? instance_value_place(o, (uint32_t)index) : NULL;
    if (place == NULL)
        return false;
    if (*place == NULL)
        return instance_add(o, (uint32_t)index, value);
    replace_reference(*place, incref(value));
    return true;
}

static int delete_in_place(Object *o, Object *name)
{
    int index = layout_find(layout_of(o->type), name);
    Object **place = index >= 0 ? instance_value_place(o, (uint32_t)index) : NULL;
    if (place == NULL || *place == NULL)
        return 0;
    clear_reference(*place);
    return 1;
}

int instance_set(Object *o, Object *name, Object *value)
{
    if (o->type->attributes_offset != 0 && instance_own_dict(o) == NULL) {
        bool interned = IS_EXACT(name, str_type) && ((Str *)name)->interned;
        if (value == NULL && interned)
            return delete_in_place(o, name);
        if (value != NULL && set_in_place(o, name, value))
            return 1;
    }
    Object *dict = instance_dict(o);
    if (dict == NULL)
        return -1;
    if (value == NULL)
        return dict_delete(dict, name);
    return dict_set(dict, name, value) < 0 ? -1 : 1;
}

/* ---- the collector's questions -------------------------------------------------------------- */

/* The nearest built-in type below which the class was made. */
static Type *built_in_base(Type *type)
{
    while (is_heap_type(type))
        type = type->base;
    return type;
}

static int visit_slots(Object *o, Visitor visit, void *context)
{
    for (Type *type = o->type; is_heap_type(type); type = type->base) {
        HeapType *class = (HeapType *)type;
        Object **slots = (Object **)((char *)o + class->slots_offset);
        for (int i = 0; i < class->slots; i++)
            if (slots[i] != NULL && visit(slots[i], context) != 0)
                return 1;
    }
    return 0;
}

static int visit_attributes(Object *o, Visitor visit, void *context)
{
    Object **place = dict_place(o);
    if (o->type->attributes_offset != 0) {
        Object *dict = instance_own_dict(o);
        if (dict != NULL)
            return visit(dict, context);
        Object **values = instance_values(o);
        size_t capacity = instance_capacity(o);
        for (size_t i = 0; i < capacity; i++)
            if (values[i] != NULL && visit(values[i], context) != 0)
                return 1;
        return 0;
    }
    /* that of an exception or a class is visited by the built-in type that has the field */
    bool own = place != NULL && built_in_base(o->type)->dict_offset == 0;
    return own && *place != NULL ? visit(*place, context) : 0;
}

int instance_traverse(Object *o, Visitor visit, void *context)
{
    Type *base = built_in_base(o->type);
    if (visit_slots(o, visit, context) != 0 || visit_attributes(o, visit, context) != 0)
        return 1;
    if (base->traverse != NULL && base->traverse(o, visit, context) != 0)
        return 1;
    return visit(&o->type->head, context);
}

static void clear_attributes(Object *o)
{
    if (o->type->attributes_offset != 0) {
        Object *dict = instance_own_dict(o);
        Object **values = instance_values(o);
        if (dict != NULL) {
            *attributes_word(o) = (uintptr_t)values[0];
            values[0] = NULL;
            decref(dict);
            return;
        }
        size_t capacity = instance_capacity(o);
        for (size_t i = 0; i < capacity; i++)
            clear_reference(values[i]);
        return;
    }
    Object **place = dict_place(o);
    if (place != NULL && built_in_base(o->type)->dict_offset == 0)
        clear_reference(*place);
}

static void clear_slots(Object *o)
{
    for (Type *type = o->type; is_heap_type(type); type = type->base) {
        HeapType *class = (HeapType *)type;
        Object **slots = (Object **)((char *)o + class->slots_offset);
        for (int i = 0; i < class->slots; i++)
            clear_reference(slots[i]);
    }
}

void instance_clear(Object *o)
{
    Type *base = built_in_base(o->type);
    clear_slots(o);
    clear_attributes(o);
    if (base->clear != NULL)
        base->clear(o);
}

/* In the order of CPython's subtype_dealloc: slots, attributes, then what the built-in type owns.
 * That also gives back the memory. */
void instance_destroy(Object *o)
{
    Type *base = built_in_base(o->type);
    if (o->type->flags & TYPE_GC)
        gc_untrack(o);
    clear_slots(o);
    clear_attributes(o);
    base->destroy(o);
}

/* ---- instances of int, str, tuple ... -------------------------------------------------------- */

/* Items of the object: digits, bytes of a text, references. */
static size_t item_count(Object *value)
{
    if (IS_STR(value))
        return str_bytes((Str *)value);
    intptr_t size = value->type->item_size != 0 ? ((VarObject *)value)->size : 0;
    if (IS_INT(value) && size == 0) /* zero owns one digit */
        return 1;
    return (size_t)(size < 0 ? -size : size);
}

Object *instance_of_value(Type *type, Object *value)
{
    if (value == NULL || type == value->type)
        return value;
    Type *base = value->type;
    size_t items = item_count(value);
    Object *o = object_new(type, items);
    if (o != NULL) {
        size_t own = base->basic_size - sizeof(Object);
        memcpy(o + 1, value + 1, own + items * base->item_size);
        if (IS_STR(o))
            ((Str *)o)->interned = 0;
        for (size_t i = 0; IS_TUPLE(o) && i < items; i++)
            incref(((Tuple *)o)->items[i]);
        if (type->flags & TYPE_GC)
            gc_track(o);
    }
    decref(value);
    return o;
}

/* ---- x.__class__ = ... ---------------------------------------------------------------------- */

/* The same fields at the same places: only then can an object change its class. */
static bool same_layout(const Type *a, const Type *b)
{
    return a->basic_size == b->basic_size && a->item_size == b->item_size &&
           a->dict_offset == b->dict_offset && a->weak_offset == b->weak_offset &&
           a->attributes_offset == b->attributes_offset && a->prefix_size == b->prefix_size &&
           (a->flags & TYPE_GC) == (b->flags & TYPE_GC);
}

static bool slots_named_alike(HeapType *a, HeapType *b)
{
    if (a->slots != b->slots || a->slots_offset != b->slots_offset)
        return a->slots == 0 && b->slots == 0;
    return a->slots == 0 || object_equal(a->slot_names, b->slot_names) == 1;
}

static bool compatible(Type *a, Type *b)
{
    if (!same_layout(a, b) || built_in_base(a) != built_in_base(b))
        return false;
    for (; is_heap_type(a) && is_heap_type(b) && a != b; a = a->base, b = b->base)
        if (!slots_named_alike((HeapType *)a, (HeapType *)b))
            return false;
    return true;
}

int object_set_class(Object *o, Object *value)
{
    if (value == NULL)
        return raise_int(&type_error_type, "can't delete __class__ attribute");
    if (!IS_TYPE(value))
        return raise_int(&type_error_type, "__class__ must be set to a class, not '%T' object",
                         value);
    Type *old = o->type, *new = (Type *)value;
    bool modules = type_is_subtype(old, &module_type) && type_is_subtype(new, &module_type);
    if (!modules && (!is_heap_type(old) || !is_heap_type(new)))
        return raise_int(&type_error_type, "__class__ assignment only supported for mutable types "
                         "or ModuleType subclasses");
    if (!compatible(old, new))
        return raise_int(&type_error_type, "__class__ assignment: '%s' object layout differs from "
                         "'%s'", new->name, old->name);
    if (old->attributes_offset != 0 && instance_dict(o) == NULL) /* each class has its Layout */
        return -1;
    o->type = is_heap_type(new) ? incref(new) : new;
    if (is_heap_type(old))
        decref(&old->head);
    return 0;
}
