/*
 * attributes.c: descriptors for what stands inside instances: the members that __slots__ names,
 * __dict__ and __weakref__; and mappingproxy, as which a class shows its dict.
 */
#include "objects/class.h"
#include "objects/dict.h"
#include "objects/weakref.h"
#include "object.h"
#include "vm/errors.h"

/* ---- members -------------------------------------------------------------------------------- */

Object *member_descriptor_new(Type *owner, Object *name, intptr_t offset)
{
    MemberDescriptor *self = object_new(&member_descriptor_type, 0);
    if (self == NULL)
        return NULL;
    self->owner = incref(owner);
    self->name = incref(name);
    self->offset = offset;
    gc_track(self);
    return &self->head;
}

static Object **member_place(MemberDescriptor *self, Object *instance)
{
    if (!type_is_subtype(instance->type, self->owner))
        return raise(&type_error_type, "descriptor '%S' for '%s' objects doesn't apply to a '%T' "
                     "object", self->name, self->owner->name, instance);
    return (Object **)((char *)instance + self->offset);
}

static Object *member_get(Object *object, Object *instance, Type *owner)
{
    (void)owner;
    MemberDescriptor *self = (MemberDescriptor *)object;
    if (instance == NULL)
        return incref(object);
    Object **place = member_place(self, instance);
    if (place == NULL)
        return NULL;
    if (*place == NULL)
        return raise_attribute_error(instance, self->name, "'%T' object has no attribute '%S'",
                                     instance, self->name);
    return incref(*place);
}

static int member_set(Object *object, Object *instance, Object *value)
{
    MemberDescriptor *self = (MemberDescriptor *)object;
    Object **place = member_place(self, instance);
    if (place == NULL)
        return -1;
    if (value == NULL && *place == NULL) {
        raise_attribute_error(instance, self->name, "%S", self->name);
        return -1;
    }
    replace_reference(*place, xincref(value));
    return 0;
}

static Object *member_repr(Object *object)
{
    MemberDescriptor *self = (MemberDescriptor *)object;
    return str_from_format("<member '%S' of '%s' objects>", self->name, self->owner->name);
}

static int member_traverse(Object *object, Visitor visit, void *context)
{
    return visit(&((MemberDescriptor *)object)->owner->head, context);
}

static void member_destroy(Object *object)
{
    MemberDescriptor *self = (MemberDescriptor *)object;
    gc_untrack(object);
    decref(self->owner);
    decref(self->name);
    object_free(object, 0);
}

static Object *member_get_name(Object *self) { return incref(((MemberDescriptor *)self)->name); }

static Object *member_get_owner(Object *self)
{
    return incref(&((MemberDescriptor *)self)->owner->head);
}

Object *descriptor_qualname(Type *owner, Object *name)
{
    Object *of_class = object_lookup_attribute(&owner->head, "__qualname__");
    Object *qualified = of_class != NULL ? str_from_format("%S.%S", of_class, name) : NULL;
    xdecref(of_class);
    return qualified;
}

static Object *member_get_qualname(Object *self)
{
    return descriptor_qualname(((MemberDescriptor *)self)->owner, ((MemberDescriptor *)self)->name);
}

static const GetSetDef member_getsets[] = {
    { "__name__", member_get_name, NULL }, { "__qualname__", member_get_qualname, NULL },
    { "__objclass__", member_get_owner, NULL }, { 0 },
};

Type member_descriptor_type = {
    .head = { 1, &type_type },
    .name = "member_descriptor",
    .basic_size = sizeof(MemberDescriptor),
    .flags = TYPE_GC,
    .destroy = member_destroy,
    .traverse = member_traverse,
    .repr = member_repr,
    .descriptor_get = member_get,
    .descriptor_set = member_set,
    .getsets = member_getsets,
};

/* ---- __dict__ and __weakref__ --------------------------------------------------------------- */

static Object *get_dict(Object *self)
{
    if (!instance_has_attributes(self))
        return raise(&attribute_error_type, "This object has no __dict__");
    return xincref(instance_dict(self));
}

static int set_dict(Object *self, Object *value)
{
    if (value == NULL) /* CPython makes a new one when it is asked for */
        value = dict_new();
    else if (!IS_DICT(value))
        return raise_int(&type_error_type, "__dict__ must be set to a dictionary, not a '%T'",
                         value);
    else
        incref(value);
    int result = value != NULL ? instance_set_dict(self, value) : -1;
    xdecref(value);
    return result;
}

const GetSetDef instance_dict_getset = { "__dict__", get_dict, set_dict };

static Object *get_weakref(Object *self)
{
    Object **place = weakrefs_of(self);
    return incref(place != NULL && *place != NULL ? *place : NONE);
}

const GetSetDef instance_weakref_getset = { "__weakref__", get_weakref, NULL };

int set_read_only(Object *self, Object *value)
{
    (void)self, (void)value;
    return raise_int(&attribute_error_type, "readonly attribute");
}

/* ---- mappingproxy --------------------------------------------------------------------------- */

typedef struct { Object head; Object *mapping; } MappingProxy;

static Object *mapping_of(Object *self) { return ((MappingProxy *)self)->mapping; }

Object *mapping_proxy_new(Object *mapping)
{
    MappingProxy *self = object_new(&mapping_proxy_type, 0);
    if (self == NULL)
        return NULL;
    self->mapping = incref(mapping);
    gc_track(self);
    return &self->head;
}

static Object *proxy_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)type;
    if (positional != 1 || kwnames != NULL)
        return raise(&type_error_type, "mappingproxy() missing required argument "
                     "'mapping' (pos 1)");
    if (args[0]->type->get_item == NULL || IS_LIST(args[0]) || IS_TUPLE(args[0]))
        return raise(&type_error_type, "mappingproxy() argument must be a mapping, not %T",
                     args[0]);
    return mapping_proxy_new(args[0]);
}

static Object *proxy_repr(Object *self)
{
    return str_from_format("mappingproxy(%R)", mapping_of(self));
}

static Object *proxy_get_item(Object *self, Object *key)
{
    return object_get_item(mapping_of(self), key);
}

static int proxy_contains(Object *self, Object *key)
{
    return object_contains(mapping_of(self), key);
}

static Object *proxy_iterate(Object *self) { return object_iterate(mapping_of(self)); }
static intptr_t proxy_length(Object *self) { return object_length(mapping_of(self)); }

static Object *proxy_compare(Object *self, Object *other, Comparison op)
{
    return object_compare(mapping_of(self), other, op);
}

/* The mappings stand for their proxies; a proxy itself is read-only. */
static Object *proxy_binary(BinaryOperator op, Object *left, Object *right)
{
    if (op != OP_OR)
        return incref(NOT_IMPLEMENTED);
    return object_binary(OP_OR, left->type == &mapping_proxy_type ? mapping_of(left) : left,
                         right->type == &mapping_proxy_type ? mapping_of(right) : right);
}

static Object *proxy_inplace(BinaryOperator op, Object *left, Object *right)
{
    if (op != OP_OR)
        return proxy_binary(op, left, right);
    return raise(&type_error_type, "'|=' is not supported by %T; use '|' instead", left);
}

static int proxy_traverse(Object *self, Visitor visit, void *context)
{
    return visit(mapping_of(self), context);
}

static void proxy_destroy(Object *self)
{
    gc_untrack(self);
    decref(mapping_of(self));
    object_free(self, 0);
}

/* get, keys, ...: what the mapping's method of that name gives. */
#define FORWARD(method)                                                                          \
    static Object *proxy_##method(Object *self, Object **args, int positional, Object *kwnames) \
    {                                                                                            \
        Object *bound = object_lookup_attribute(mapping_of(self), #method);                      \
        Object *result = bound != NULL ? object_call(bound, args, positional, kwnames) : NULL;   \
        xdecref(bound);                                                                          \
        return result;                                                                           \
    }
FORWARD(get) FORWARD(keys) FORWARD(values) FORWARD(items) FORWARD(copy) FORWARD(__reversed__)

static const MethodDef proxy_methods[] = {
    { "copy", proxy_copy, 0, 0, 0, "A shallow copy of the mapping, as a dict." },
    { "get", proxy_get, 1, 2, 0, "The value for the key, or default." },
    { "items", proxy_items, 0, 0, 0, "A view of the mapping's items." },
    { "keys", proxy_keys, 0, 0, 0, "A view of the mapping's keys." },
    { "values", proxy_values, 0, 0, 0, "A view of the mapping's values." },
    { "__reversed__", proxy___reversed__, 0, 0, 0, "The keys, the last one first." },
    { 0 },
};

static Object *proxy_str(Object *self) { return object_str(((MappingProxy *)self)->mapping); }

Type mapping_proxy_type = {
    .head = { 1, &type_type },
    .name = "mappingproxy",
    .basic_size = sizeof(MappingProxy),
    .flags = TYPE_GC,
    .destroy = proxy_destroy,
    .traverse = proxy_traverse,
    .repr = proxy_repr,
    .str = proxy_str,
    .compare = proxy_compare,
    .construct = proxy_construct,
    .iterate = proxy_iterate,
    .length = proxy_length,
    .get_item = proxy_get_item,
    .contains = proxy_contains,
    .binary = proxy_binary,
    .inplace = proxy_inplace,
    .methods = proxy_methods,
};
