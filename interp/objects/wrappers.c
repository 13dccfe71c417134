/*
 * wrappers.c: slot wrappers: objects that make methods of the slots of built-in types. In the
 * type's dict stands a wrapper_descriptor (int.__add__); bound to an object it is a method-wrapper
 * ((5).__add__).
 */
#include "objects/wrappers.h"

#include <string.h>

#include "objects/arguments.h"
#include "vm/errors.h"

#define UNUSED_WRAPPER (void)special, (void)args, (void)positional, (void)kwnames

static Object *none_unless(int status) { return status < 0 ? NULL : incref(NONE); }

/* ---- each kind of slot ---------------------------------------------------------------------- */

#define SIMPLE(name, expression) WRAPPER(name) { UNUSED_WRAPPER; return expression; }

SIMPLE(wrap_repr, owner->repr(self))
SIMPLE(wrap_str, owner->str(self))
SIMPLE(wrap_iterate, owner->iterate(self))
SIMPLE(wrap_get_attribute, IS_STR(args[0]) ? owner->get_attribute(self, args[0])
       : raise(&type_error_type, "attribute name must be string, not '%T'", args[0]))
SIMPLE(wrap_get_item, owner->get_item(self, args[0]))
SIMPLE(wrap_compare, owner->compare(self, args[0], (Comparison)special->operation))
SIMPLE(wrap_call, owner->call(self, args, positional, kwnames))
SIMPLE(wrap_initialise, none_unless(owner->initialise(self, args, positional, kwnames)))
SIMPLE(wrap_set_item, none_unless(owner->set_item(self, args[0], args[1])))
SIMPLE(wrap_delete_item, none_unless(owner->set_item(self, args[0], NULL)))
SIMPLE(wrap_descriptor_set, none_unless(owner->descriptor_set(self, args[0], args[1])))
SIMPLE(wrap_descriptor_delete, none_unless(owner->descriptor_set(self, args[0], NULL)))
SIMPLE(wrap_binary, sequence_operator_called(special->operation, self, args[0],
       owner->binary((BinaryOperator)special->operation, self, args[0])))
SIMPLE(wrap_reflected, sequence_operator_called(special->operation, self, args[0],
       owner->binary((BinaryOperator)special->operation, args[0], self)))
SIMPLE(wrap_inplace, sequence_operator_called(special->operation, self, args[0],
       owner->inplace((BinaryOperator)special->operation, self, args[0])))
SIMPLE(wrap_unary, owner->unary((UnaryOperator)special->operation, self))

/* Never called: __new__ is a plain function (new_function below). */
WRAPPER(wrap_new)
{
    UNUSED_WRAPPER;
    (void)self;
    return raise(&system_error_type, "%s.__new__ is no wrapper", owner->name);
}

WRAPPER(wrap_hash)
{
    UNUSED_WRAPPER;
    int64_t hash = owner->hash(self);
    return hash == -1 ? NULL : int_from(hash);
}

WRAPPER(wrap_truth)
{
    UNUSED_WRAPPER;
    int truth = owner->truth(self);
    return truth < 0 ? NULL : bool_from(truth);
}

WRAPPER(wrap_length)
{
    UNUSED_WRAPPER;
    intptr_t length = owner->length(self);
    return length < 0 ? NULL : int_from(length);
}

WRAPPER(wrap_contains)
{
    UNUSED_WRAPPER;
    int found = owner->contains(self, args[0]);
    return found < 0 ? NULL : bool_from(found);
}

WRAPPER(wrap_next)
{
    UNUSED_WRAPPER;
    Object *item = owner->next(self);
    if (item == NULL && !error_occurred())
        raise_without_arguments(&stop_iteration_type);
    return item;
}

/* object.__setattr__ must not change what a type between object and the instance's class protects:
 * a built-in class cannot be changed that way (CPython: hackcheck). */
static int set_attribute(Type *owner, Object *self, Object *name, Object *value)
{
    Type *type = self->type;
    while (is_heap_type(type))
        type = type->base;
    if (type->set_attribute != owner->set_attribute && type_is_subtype(type, &type_type))
        return raise_int(&type_error_type, "can't apply this %s to %s object",
                         value != NULL ? "__setattr__" : "__delattr__", self->type->name);
    if (!IS_STR(name))
        return raise_int(&type_error_type, "attribute name must be string, not '%T'", name);
    return owner->set_attribute(self, name, value);
}

WRAPPER(wrap_set_attribute)
{
    UNUSED_WRAPPER;
    return none_unless(set_attribute(owner, self, args[0], args[1]));
}

WRAPPER(wrap_delete_attribute)
{
    UNUSED_WRAPPER;
    return none_unless(set_attribute(owner, self, args[0], NULL));
}

WRAPPER(wrap_descriptor_get)
{
    (void)special;
    if (check_arguments("__get__", positional, kwnames, 1, 2) < 0)
        return NULL;
    Object *instance = args[0] == NONE ? NULL : args[0];
    Type *type = positional == 2 && IS_TYPE(args[1]) ? (Type *)args[1] : NULL;
    if (instance == NULL && type == NULL)
        return raise(&type_error_type, "__get__(None, None) is invalid");
    return owner->descriptor_get(self, instance, type);
}

/* ---- wrapper_descriptor --------------------------------------------------------------------- */

typedef struct { Object head; Type *owner; const Special *special; } WrapperDescriptor;
typedef struct { Object head; WrapperDescriptor *descriptor; Object *self; } MethodWrapper;

Object *wrapper_descriptor_new(Type *owner, const Special *special)
{
    WrapperDescriptor *self = object_new(&wrapper_descriptor_type, 0);
    if (self == NULL)
        return NULL;
    self->owner = owner;
    self->special = special;
    return &self->head;
}

/* In CPython these are not slot wrappers but functions of one argument (METH_COEXIST). */
static bool is_plain_method(const Type *owner, const char *name)
{
    bool item = owner == &list_type || owner == &dict_type;
    bool contains = owner == &dict_type || owner == &set_type || owner == &frozenset_type;
    return (item && strcmp(name, "__getitem__") == 0)
        || (contains && strcmp(name, "__contains__") == 0);
}

/* A wrong number of arguments, or keywords: NULL, in CPython's words for the kind of slot. */
static void *refuse_arguments(const WrapperDescriptor *wrapper, int positional, Object *kwnames)
{
    const Special *special = wrapper->special;
    const char *name = special->name, *owner = wrapper->owner->name;
    bool plain = is_plain_method(wrapper->owner, name);
    if (!no_keywords(kwnames))
        return plain ? raise(&type_error_type, "%s.%s() takes no keyword arguments", owner, name)
                     : raise(&type_error_type, "wrapper %s() takes no keyword arguments", name);
    if (plain)
        return raise(&type_error_type, "%s.%s() takes exactly one argument (%d given)", owner, name,
                     positional);
    /* These unpack a tuple without a name: PyArg_UnpackTuple(args, "", ...) */
    size_t length = strlen(name);
    bool repeats = length > 5 && memcmp(name + length - 5, "mul__", 5) == 0;
    bool nameless = strcmp(name, "__setitem__") == 0
                 || (wrapper->owner->get_item != NULL && repeats);
    return raise(&type_error_type, "%sexpected %d argument%s, got %d", nameless ? " " : "",
                 special->arguments, special->arguments == 1 ? "" : "s", positional);
}

static Object *call_wrapper(WrapperDescriptor *wrapper, Object *self, Object **args,
                            int positional, Object *kwnames)
{
    const Special *special = wrapper->special;
    if (special->arguments >= 0
        && (positional != special->arguments || !no_keywords(kwnames)))
        return refuse_arguments(wrapper, positional, kwnames);
    return special->wrapper(special, wrapper->owner, self, args, positional, kwnames);
}

static Object *descriptor_call(Object *object, Object **args, int positional, Object *kwnames)
{
    WrapperDescriptor *self = (WrapperDescriptor *)object;
    if (positional < 1)
        return raise(&type_error_type, "descriptor '%s' of '%s' object needs an argument",
                     self->special->name, self->owner->name);
    if (!type_is_subtype(args[0]->type, self->owner))
        return raise(&type_error_type, "descriptor '%s' requires a '%s' object but received a "
                     "'%T'", self->special->name, self->owner->name, args[0]);
    /* CPython's wrapperdescr_call cuts the object off the tuple of arguments: they are in two */
    Object *rest = tuple_from(args + 1, (size_t)positional - 1);
    Object *result = rest != NULL
        ? call_wrapper(self, args[0], args + 1, positional - 1, kwnames) : NULL;
    xdecref(rest);
    return result;
}

static Object *descriptor_get(Object *object, Object *instance, Type *owner)
{
    (void)owner;
    WrapperDescriptor *self = (WrapperDescriptor *)object;
    if (instance == NULL)
        return incref(object);
    if (check_applies(self->special->name, self->owner, instance) < 0)
        return NULL;
    MethodWrapper *bound = object_new(&method_wrapper_type, 0);
    if (bound == NULL)
        return NULL;
    bound->descriptor = (WrapperDescriptor *)incref(object);
    bound->self = incref(instance);
    gc_track(bound);
    return &bound->head;
}

static Object *descriptor_repr(Object *object)
{
    WrapperDescriptor *self = (WrapperDescriptor *)object;
    return str_from_format("<slot wrapper '%s' of '%s' objects>", self->special->name,
                           self->owner->name);
}

static Object *descriptor_get_name(Object *self)
{
    return str_interned(((WrapperDescriptor *)self)->special->name);
}

static Object *descriptor_get_qualname(Object *object)
{
    WrapperDescriptor *self = (WrapperDescriptor *)object;
    return str_from_format("%s.%s", type_short_name(self->owner), self->special->name);
}

static Object *descriptor_get_owner(Object *self)
{
    return incref(&((WrapperDescriptor *)self)->owner->head);
}

static const GetSetDef descriptor_getsets[] = {
    { "__name__", descriptor_get_name, NULL },
    { "__qualname__", descriptor_get_qualname, NULL },
    { "__objclass__", descriptor_get_owner, NULL },
    { 0 },
};

static void descriptor_destroy(Object *self) { object_free(self, 0); }

Type wrapper_descriptor_type = {
    .head = { 1, &type_type },
    .name = "wrapper_descriptor",
    .basic_size = sizeof(WrapperDescriptor),
    .destroy = descriptor_destroy,
    .repr = descriptor_repr,
    .call = descriptor_call,
    .descriptor_get = descriptor_get,
    .getsets = descriptor_getsets,
};

/* ---- method-wrapper ------------------------------------------------------------------------- */

static Object *bound_call(Object *object, Object **args, int positional, Object *kwnames)
{
    MethodWrapper *self = (MethodWrapper *)object;
    return call_wrapper(self->descriptor, self->self, args, positional, kwnames);
}

static Object *bound_repr(Object *object)
{
    MethodWrapper *self = (MethodWrapper *)object;
    return str_from_format("<method-wrapper '%s' of %T object at 0x%zx>",
                           self->descriptor->special->name, self->self, (size_t)self->self);
}

static Object *bound_compare(Object *a, Object *b, Comparison op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !IS_EXACT(b, method_wrapper_type))
        return incref(NOT_IMPLEMENTED);
    MethodWrapper *left = (MethodWrapper *)a, *right = (MethodWrapper *)b;
    bool equal = left->self == right->self && left->descriptor == right->descriptor;
    return bool_from(equal == (op == CMP_EQ));
}

static int64_t bound_hash(Object *object)
{
    MethodWrapper *self = (MethodWrapper *)object;
    return hash_pointer(self->self) ^ hash_pointer(self->descriptor) >> 1;
}

static int bound_traverse(Object *object, Visitor visit, void *context)
{
    return visit(((MethodWrapper *)object)->self, context);
}

static void bound_destroy(Object *object)
{
    MethodWrapper *self = (MethodWrapper *)object;
    gc_untrack(object);
    decref(self->descriptor);
    decref(self->self);
    object_free(object, 0);
}

static Object *bound_get_name(Object *self)
{
    return str_interned(((MethodWrapper *)self)->descriptor->special->name);
}

static Object *bound_get_self(Object *self) { return incref(((MethodWrapper *)self)->self); }

static Object *bound_get_owner(Object *self)
{
    return incref(&((MethodWrapper *)self)->descriptor->owner->head);
}

static const GetSetDef bound_getsets[] = {
    { "__name__", bound_get_name, NULL },        { "__self__", bound_get_self, NULL },
    { "__objclass__", bound_get_owner, NULL },   { 0 },
};

Type method_wrapper_type = {
    .head = { 1, &type_type },
    .name = "method-wrapper",
    .basic_size = sizeof(MethodWrapper),
    .flags = TYPE_GC,
    .destroy = bound_destroy,
    .traverse = bound_traverse,
    .repr = bound_repr,
    .call = bound_call,
    .compare = bound_compare,
    .hash = bound_hash,
    .getsets = bound_getsets,
};

/* ---- __new__ -------------------------------------------------------------------------------- */

/* The built-in type that decides how instances of type are made. */
static Type *maker(Type *type)
{
    while (is_heap_type(type))
        type = type->base;
    return type;
}

/* list.__new__(class, ...): makes an instance of class with the construct slot of list; that must
 * be what class's instances are made of (CPython: tp_new_wrapper). */
static Object *call_new(Object *self, Object **args, int positional, Object *kwnames)
{
    Type *type = (Type *)self;
    if (positional < 1)
        return raise(&type_error_type, "%s.__new__(): not enough arguments", type->name);
    if (!IS_TYPE(args[0]))
        return raise(&type_error_type, "%s.__new__(X): X is not a type object (%T)", type->name,
                     args[0]);
    Type *class = (Type *)args[0];
    if (!type_is_subtype(class, type))
        return raise(&type_error_type, "%s.__new__(%s): %s is not a subtype of %s", type->name,
                     class->name, class->name, type->name);
    if (maker(class)->construct != type->construct)
        return raise(&type_error_type, "%s.__new__(%s) is not safe, use %s.__new__()", type->name,
                     class->name, maker(class)->name);
    return type->construct(class, args + 1, positional - 1, kwnames);
}

static const MethodDef new_definition = {
    "__new__", call_new, 0, -1, METHOD_KEYWORDS,
    "Create and return a new object.  See help(type) for accurate signature.",
};

Object *new_function(Type *type) { return native_function_new(&new_definition, &type->head, NULL); }
