/*
 * class_layout.c: the fields of a class's instances: behind those of its base stand the members
 * that __slots__ names, then the place of the attributes, then that of weak references. The rules
 * and messages are those of CPython's type_new_slots.
 */
#include "memory/collector.h"
#include "objects/class_parts.h"
#include "objects/list.h"
#include "object.h"
#include "vm/errors.h"

static Type *built_in_base(Type *type)
{
    while (is_heap_type(type))
        type = type->base;
    return type;
}

static bool has_attributes(const Type *type)
{
    return type->attributes_offset != 0 || type->dict_offset != 0;
}

/* Items stand behind the fixed part: nothing can be added there. */
static bool is_variable(Type *type)
{
    return type->item_size != 0;
}

/* ---- __slots__ ------------------------------------------------------------------------------ */

/* A tuple of the names that __slots__ gives; NULL without an exception: it is not there. */
static Object *slots_given(HeapType *class)
{
    Object *given = dict_get_text(class->type.dict, "__slots__");
    if (given == NULL)
        return NULL;
    return IS_STR(given) ? tuple_from(&given, 1) : sequence_to_tuple(given);
}

/* __x in class C is _C__x (the compiler mangles the other uses). */
static Object *mangled(HeapType *class, Object *name)
{
    size_t length = str_length(name), start = 0, class_length = str_length(class->name);
    bool private = length > 2 && str_char(name, 0) == '_' && str_char(name, 1) == '_'
                && !(str_char(name, length - 1) == '_' && str_char(name, length - 2) == '_');
    while (start < class_length && str_char(class->name, start) == '_')
        start++;
    if (!private || start == class_length)
        return incref(name);
    Object *bare = str_substring(class->name, start, class_length);
    Object *result = bare != NULL ? str_from_format("_%S%S", bare, name) : NULL;
    xdecref(bare);
    return result;
}

static bool is_identifier(Object *name)
{
    Object *answer = NULL, *method = object_lookup_attribute(name, "isidentifier");
    if (method != NULL)
        answer = object_call(method, NULL, 0, NULL);
    xdecref(method);
    xdecref(answer);
    return answer == TRUE; /* True lives for ever */
}

static int check_slot(HeapType *class, Object *name, bool *dict, bool *weak)
{
    if (!IS_STR(name))
        return raise_int(&type_error_type, "__slots__ items must be strings, not '%T'", name);
    if (!is_identifier(name))
        return error_occurred() ? -1
            : raise_int(&type_error_type, "__slots__ must be identifiers");
    if (str_equal_text(name, "__dict__")) {
        if (*dict || has_attributes(class->type.base))
            return raise_int(&type_error_type, "__dict__ slot disallowed: we already got one");
        *dict = true;
    }
    if (str_equal_text(name, "__weakref__")) {
        if (*weak || class->type.base->weak_offset != 0 || is_variable(class->type.base))
            return raise_int(&type_error_type,
                             "__weakref__ slot disallowed: either we already got one, "
                             "or __itemsize__ != 0");
        *weak = true;
    }
    return 0;
}

/* The members, mangled and interned, into class->slot_names. */
static int take_slots(HeapType *class, Object *given, bool *dict, bool *weak)
{
    Tuple *names = (Tuple *)given;
    Object *members = list_new(0);
    int result = members != NULL ? 0 : -1;
    for (intptr_t i = 0; result == 0 && i < names->size; i++) {
        bool dict_before = *dict, weak_before = *weak;
        result = check_slot(class, names->items[i], dict, weak);
        if (result < 0 || *dict != dict_before || *weak != weak_before)
            continue;
        Object *name = mangled(class, names->items[i]);
        name = name != NULL ? str_intern(name) : NULL;
        int present = name != NULL ? dict_contains(class->type.dict, name) : -1;
        if (present > 0 && !str_equal_text(name, "__qualname__")
            && !str_equal_text(name, "__classcell__"))
            result = raise_int(&value_error_type, "%R in __slots__ conflicts with class variable",
                               name);
        else
            result = present < 0 ? -1 : list_append(members, name);
        xdecref(name);
    }
    if (result == 0 && list_sort((List *)members, NULL, false) == 0)
        class->slot_names = list_to_tuple(members);
    xdecref(members);
    return class->slot_names != NULL ? 0 : -1;
}

/* ---- the fields ----------------------------------------------------------------------------- */

/* Some bytes more, behind the fixed part or in front of the links; where they are. */
static intptr_t add_space(Type *type, size_t bytes)
{
    if (is_variable(type)) {
        type->prefix_size += bytes;
        return -(intptr_t)(sizeof(GcLinks) + type->prefix_size);
    }
    size_t offset = type->basic_size;
    type->basic_size += bytes;
    return (intptr_t)offset;
}

static int place_members(HeapType *class)
{
    Type *type = &class->type;
    Tuple *names = (Tuple *)class->slot_names;
    class->slots = names != NULL ? (int)names->size : 0;
    size_t bytes = (size_t)class->slots * sizeof(Object *);
    class->slots_offset = add_space(type, bytes);
    for (int i = 0; i < class->slots; i++) {
        intptr_t offset = class->slots_offset + (intptr_t)((size_t)i * sizeof(Object *));
        Object *member = member_descriptor_new(type, names->items[i], offset);
        int result = member != NULL ? dict_set(type->dict, names->items[i], member) : -1;
        xdecref(member);
        if (result < 0)
            return -1;
    }
    return 0;
}

static intptr_t add_word(Type *type) { return add_space(type, sizeof(Object *)); }

static int add_getset(Type *type, const GetSetDef *definition)
{
    Object *descriptor = getset_descriptor_new(type, definition);
    int result = descriptor != NULL ? dict_set_text(type->dict, definition->name, descriptor) : -1;
    xdecref(descriptor);
    return result;
}

static int place_attributes(Type *type)
{
    if (built_in_base(type) == &object_type)
        type->attributes_offset = (size_t)add_word(type);
    else
        type->dict_offset = add_word(type);
    return add_getset(type, &instance_dict_getset);
}

static int place_weak_references(Type *type)
{
    type->weak_offset = add_word(type);
    return add_getset(type, &instance_weakref_getset);
}

/* A class of tuples, ints or bytes has no weak references; one of strs has (a str is not an object
 * of variable size in CPython). */
static bool may_have_weak_references(Type *base)
{
    return base->weak_offset == 0 && (!is_variable(base) || base->flags & TYPE_STR);
}

static bool other_base_has(HeapType *class, bool attributes)
{
    Tuple *bases = (Tuple *)class->type.bases;
    for (intptr_t i = 0; i < bases->size; i++) {
        Type *base = (Type *)bases->items[i];
        if (attributes ? has_attributes(base) : base->weak_offset != 0)
            return true;
    }
    return false;
}

int class_place_fields(HeapType *class)
{
    Type *type = &class->type, *base = type->base;
    bool dict = false, weak = false;
    Object *given = slots_given(class);
    if (given == NULL && error_occurred())
        return -1;
    type_inherit(type, base);
    if (given == NULL) {
        dict = !has_attributes(base);
        weak = may_have_weak_references(base);
    } else {
        bool none = ((Tuple *)given)->size == 0;
        int result = 0;
        if (!none && is_variable(base) && !(base->flags & TYPE_STR))
            result = raise_int(&type_error_type, "nonempty __slots__ not supported for subtype of "
                               "'%s'", base->name);
        if (result == 0)
            result = take_slots(class, given, &dict, &weak);
        decref(given);
        if (result < 0)
            return -1;
        dict |= !has_attributes(base) && other_base_has(class, true);
        weak |= may_have_weak_references(base) && other_base_has(class, false);
    }
    if (place_members(class) < 0 || (dict && place_attributes(type) < 0)
        || (weak && place_weak_references(type) < 0))
        return -1;
    type->flags |= TYPE_GC; /* an instance owns its class, which leads to much */
    type->destroy = instance_destroy;
    type->traverse = instance_traverse;
    type->clear = instance_clear;
    return 0;
}
