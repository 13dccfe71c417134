/*
 * weak_proxy.c: weakref.proxy: a weak reference that passes everything on to its referent, and
 * raises ReferenceError when that is dead. It is one object with two types, so that callable()
 * tells the truth.
 */
#include "objects/weakref.h"

#include "vm/errors.h"

/* The referent (new); NULL with ReferenceError. */
static Object *target(Object *proxy)
{
    Object *referent = weakref_get((WeakReference *)proxy);
    return referent != NULL ? referent
         : raise(&reference_error_type, "weakly-referenced object no longer exists");
}

static bool is_proxy(Object *o)
{
    return IS_EXACT(o, weak_proxy_type) || IS_EXACT(o, weak_callable_proxy_type);
}

/* An operand: the referent of a proxy, anything else itself. New, or NULL with ReferenceError. */
static Object *operand(Object *o) { return is_proxy(o) ? target(o) : incref(o); }

/* The value of an expression of the referent `o`; `failed` where the referent is dead. */
#define WITH_TARGET(proxy, failed, expression) ({ \
    Object *o = target(proxy); \
    __typeof__(expression) result_ = o != NULL ? (expression) : (failed); \
    xdecref(o); \
    result_; })

static Object *proxy_repr(Object *self)
{
    Object *referent = weakref_get((WeakReference *)self);
    Object *shown = referent != NULL ? referent : NONE; /* CPython prints NoneType then */
    Object *text = str_from_format("<weakproxy at 0x%zx to %T at 0x%zx>", (size_t)self, shown,
                                   (size_t)shown);
    xdecref(referent);
    return text;
}

static Object *proxy_str(Object *self) { return WITH_TARGET(self, NULL, object_str(o)); }
static int proxy_truth(Object *self) { return WITH_TARGET(self, -1, object_truth(o)); }

static int64_t proxy_hash(Object *self)
{
    return raise_int(&type_error_type, "unhashable type: '%T'", self);
}

static Object *proxy_binary(BinaryOperator op, Object *left, Object *right)
{
    Object *a = operand(left), *b = a != NULL ? operand(right) : NULL;
    Object *result = b != NULL ? object_binary(op, a, b) : NULL;
    xdecref(a);
    xdecref(b);
    return result;
}

static Object *proxy_inplace(BinaryOperator op, Object *left, Object *right)
{
    Object *a = operand(left), *b = a != NULL ? operand(right) : NULL;
    Object *result = b != NULL ? object_inplace(op, a, b) : NULL;
    xdecref(a);
    xdecref(b);
    return result;
}

static Object *proxy_compare(Object *left, Object *right, Comparison op)
{
    Object *a = operand(left), *b = a != NULL ? operand(right) : NULL;
    Object *result = b != NULL ? object_compare(a, b, op) : NULL;
    xdecref(a);
    xdecref(b);
    return result;
}

static Object *proxy_unary(UnaryOperator op, Object *self)
{
    return WITH_TARGET(self, NULL, object_unary(op, o));
}

static Object *proxy_call(Object *self, Object **args, int positional, Object *kwnames)
{
    return WITH_TARGET(self, NULL, object_call(o, args, positional, kwnames));
}

static Object *proxy_get_attribute(Object *self, Object *name)
{
    return WITH_TARGET(self, NULL, object_get_attribute(o, name));
}

static int proxy_set_attribute(Object *self, Object *name, Object *value)
{
    return WITH_TARGET(self, -1, object_set_attribute(o, name, value));
}

static Object *proxy_iterate(Object *self) { return WITH_TARGET(self, NULL, object_iterate(o)); }

static Object *proxy_next(Object *self)
{
    Object *o = target(self);
    Object *result = o == NULL ? NULL
                   : o->type->next != NULL ? o->type->next(o)
                   : raise(&type_error_type,
                           "Weakref proxy referenced a non-iterator '%T' object", o);
    xdecref(o);
    return result;
}

static intptr_t proxy_length(Object *self) { return WITH_TARGET(self, -1, object_length(o)); }

static Object *proxy_get_item(Object *self, Object *key)
{
    return WITH_TARGET(self, NULL, object_get_item(o, key));
}

static int proxy_set_item(Object *self, Object *key, Object *value)
{
    return WITH_TARGET(self, -1, value != NULL ? object_set_item(o, key, value)
                                               : object_delete_item(o, key));
}

static int proxy_contains(Object *self, Object *item)
{
    return WITH_TARGET(self, -1, object_contains(o, item));
}

/* A proxy is freed, traversed and cleared like the weak reference that it is. */
static void proxy_destroy(Object *self) { weak_reference_type.destroy(self); }
static void proxy_clear(Object *self) { weak_reference_type.clear(self); }

static int proxy_traverse(Object *self, Visitor visit, void *context)
{
    return weak_reference_type.traverse(self, visit, context);
}

#define PROXY_TYPE(c_name, python_name, call_slot)                                               \
    Type c_name = {                                                                              \
        .head = { 1, &type_type },                                                               \
        .name = python_name,                                                                     \
        .basic_size = sizeof(WeakReference),                                                     \
        .flags = TYPE_GC,                                                                        \
        .destroy = proxy_destroy,                                                                \
        .traverse = proxy_traverse,                                                              \
        .clear = proxy_clear,                                                                    \
        .repr = proxy_repr,                                                                      \
        .str = proxy_str,                                                                        \
        .hash = proxy_hash,                                                                      \
        .truth = proxy_truth,                                                                    \
        .compare = proxy_compare,                                                                \
        .call = call_slot,                                                                       \
        .get_attribute = proxy_get_attribute,                                                    \
        .set_attribute = proxy_set_attribute,                                                    \
        .iterate = proxy_iterate,                                                                \
        .next = proxy_next,                                                                      \
        .length = proxy_length,                                                                  \
        .get_item = proxy_get_item,                                                              \
        .set_item = proxy_set_item,                                                              \
        .contains = proxy_contains,                                                              \
        .binary = proxy_binary,                                                                  \
        .inplace = proxy_inplace,                                                                \
        .unary = proxy_unary,                                                                    \
        .doc = "Behaves like an object without keeping it alive.",                               \
    }

PROXY_TYPE(weak_proxy_type, "weakref.ProxyType", NULL);
PROXY_TYPE(weak_callable_proxy_type, "weakref.CallableProxyType", proxy_call);
