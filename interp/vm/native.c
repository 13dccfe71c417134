/*
 * native.c: C functions as objects (len, [].append), and the descriptors that stand for them and
 * for computed attributes in a type's dict.
 */
#include "objects/arguments.h"
#include "objects/class.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

/* ---- checking the arguments ------------------------------------------------------------------ */

/* What CPython calls the function in an error: "list.append", "math.sqrt", "len". owner or module
 * may be NULL. New. */
static Object *full_name(Type *owner, Object *module, const MethodDef *definition)
{
    if (owner)
        return str_from_format("%s.%s", type_short_name(owner), definition->name);
    if (module && IS_STR(module) && !str_equal_text(module, "builtins"))
        return str_from_format("%S.%s", module, definition->name);
    return str_from(definition->name);
}

/* CPython words the same complaint differently for functions of no and of one argument. */
static int raise_wrong_count(Object *name, const MethodDef *definition, int given)
{
    int min = definition->min_args, max = definition->max_args;
    if (definition->flags & METHOD_SLOT)
        return raise_int(&type_error_type, "expected %d argument%s, got %d", min,
                         min == 1 ? "" : "s", given);
    if (max == 0)
        return raise_int(&type_error_type, "%S() takes no arguments (%d given)", name, given);
    if (min == 1 && max == 1)
        return raise_int(&type_error_type, "%S() takes exactly one argument (%d given)", name,
                         given);
    int expected = given < min ? min : max;
    if (definition->flags & METHOD_TUPLE)
        return raise_int(&type_error_type, "%s() takes %s %d argument%s (%d given)",
                         definition->name, min == max ? "exactly" : given < min ? "at least"
                         : "at most", expected, expected == 1 ? "" : "s", given);
    return raise_int(&type_error_type, "%s expected %s%d argument%s, got %d", definition->name,
                     min == max ? "" : given < min ? "at least " : "at most ", expected,
                     expected == 1 ? "" : "s", given);
}

/* Whether the call needs no closer look. */
static inline bool fits(const MethodDef *definition, int positional, const Object *kwnames)
{
    return positional >= definition->min_args
        && (definition->max_args < 0 || positional <= definition->max_args)
        && (!kwnames || definition->flags & METHOD_KEYWORDS);
}

static int check_call(Type *owner, Object *module, const MethodDef *definition, int positional,
                      Object *kwnames)
{
    bool keywords = kwnames && ((Tuple *)kwnames)->size > 0
                 && !(definition->flags & METHOD_KEYWORDS);
    if (!keywords && positional >= definition->min_args
        && (definition->max_args < 0 || positional <= definition->max_args))
        return 0;
    bool bare = keywords && definition->flags & (METHOD_TUPLE | METHOD_OWNED | METHOD_SLOT);
    Object *name = bare ? str_from(definition->name) : full_name(owner, module, definition);
    if (name && keywords)
        raise(&type_error_type, "%s%S() takes no keyword arguments",
              definition->flags & METHOD_SLOT ? "wrapper " : "", name);
    else if (name)
        raise_wrong_count(name, definition, positional);
    xdecref(name);
    return -1;
}

static Object *run(const MethodDef *definition, Object *self, Object **args, int positional,
                   Object *kwnames);

/* A call with keywords, or with too few or too many arguments, of a function that has names for
 * them. */
static Object *run_named(const MethodDef *definition, Object *self, Object **args, int positional,
                         Object *kwnames)
{
    enum { MOST_NAMED = 6 };
    Object *values[MOST_NAMED];
    int count = bind_by_signature(definition, args, positional, kwnames, values);
    return count < 0 ? NULL : run(definition, self, values, count, NULL);
}

/* A function of no or of one argument takes a level of recursion while it runs, others do not: so
 * it is in CPython (METH_NOARGS and METH_O), and a program sees it at the limit. */
static Object *run(const MethodDef *definition, Object *self, Object **args, int positional,
                   Object *kwnames)
{
    if (definition->flags & METHOD_OWNED) {
        Object *given = tuple_from(args, (size_t)positional);
        Object *result = given ? definition->function(self, args, positional, kwnames) : NULL;
        xdecref(given);
        return result;
    }
    if (definition->min_args != definition->max_args || definition->max_args > 1
        || definition->flags & METHOD_NO_DEPTH)
        return definition->function(self, args, positional, kwnames);
    if (recursion_enter(" while calling a Python object") < 0)
        return NULL;
    Object *result = definition->function(self, args, positional, kwnames);
    recursion_leave();
    return result;
}

/* ---- native functions ------------------------------------------------------------------------ */

Object *native_function_new(const MethodDef *definition, Object *self, Object *module)
{
    NativeFunctionObject *function = object_new(&native_function_type, 0);
    if (!function)
        return NULL;
    function->definition = definition;
    function->self = xincref(self);
    function->module = xincref(module);
    gc_track(function);
    return &function->head;
}

/* The type that qualifies the function's name; NULL for a function of a module. */
static Type *owner_of(NativeFunctionObject *self)
{
    if (!self->self || IS_EXACT(self->self, module_type))
        return NULL;
    return IS_TYPE(self->self) ? (Type *)self->self : self->self->type;
}

static Object *native_function_call(Object *object, Object **args, int positional,
                                    Object *kwnames)
{
    NativeFunctionObject *self = (NativeFunctionObject *)object;
    const MethodDef *definition = self->definition;
    if (!fits(definition, positional, kwnames)) {
        if (definition->flags & METHOD_NAMED)
            return run_named(definition, self->self, args, positional, kwnames);
        if (check_call(owner_of(self), self->module, definition, positional, kwnames) < 0)
            return NULL;
    }
    return run(definition, self->self, args, positional, kwnames);
}

static int native_function_traverse(Object *object, Visitor visit, void *context)
{
    NativeFunctionObject *self = (NativeFunctionObject *)object;
    int result = self->self ? visit(self->self, context) : 0;
    return result || !self->module ? result : visit(self->module, context);
}

static void native_function_destroy(Object *object)
{
    NativeFunctionObject *self = (NativeFunctionObject *)object;
    gc_untrack(self);
    xdecref(self->self);
    xdecref(self->module);
    object_free(object, 0);
}

static Object *native_function_repr(Object *object)
{
    NativeFunctionObject *self = (NativeFunctionObject *)object;
    if (!owner_of(self))
        return str_from_format("<built-in function %s>", self->definition->name);
    return str_from_format("<built-in method %s of %T object at 0x%zx>", self->definition->name,
                           self->self, (size_t)self->self);
}

static Object *native_function_compare(Object *a, Object *b, Comparison op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !IS_EXACT(b, native_function_type))
        return incref(NOT_IMPLEMENTED);
    NativeFunctionObject *left = (NativeFunctionObject *)a, *right = (NativeFunctionObject *)b;
    bool equal = left->self == right->self && left->definition == right->definition;
    return bool_from(equal == (op == CMP_EQ));
}

static int64_t native_function_hash(Object *object)
{
    NativeFunctionObject *self = (NativeFunctionObject *)object;
    return (int64_t)(((uintptr_t)self->definition ^ (uintptr_t)self->self) >> 2);
}

static Object *native_function_get_name(Object *self)
{
    return str_from(((NativeFunctionObject *)self)->definition->name);
}

static Object *native_function_get_qualname(Object *object)
{
    NativeFunctionObject *self = (NativeFunctionObject *)object;
    Type *owner = owner_of(self);
    if (!owner)
        return str_from(self->definition->name);
    return str_from_format("%s.%s", type_short_name(owner), self->definition->name);
}

static Object *native_function_get_module(Object *object)
{
    NativeFunctionObject *self = (NativeFunctionObject *)object;
    return incref(self->module ? self->module : NONE);
}

static Object *native_function_get_self(Object *object)
{
    NativeFunctionObject *self = (NativeFunctionObject *)object;
    return incref(self->self ? self->self : NONE);
}

static Object *doc_of(const char *doc) { return doc ? str_from(doc) : incref(NONE); }

static Object *native_function_get_doc(Object *self)
{
    return doc_of(((NativeFunctionObject *)self)->definition->doc);
}

static const GetSetDef native_function_getsets[] = {
    {"__name__", native_function_get_name, NULL},
    {"__qualname__", native_function_get_qualname, NULL},
    {"__module__", native_function_get_module, NULL},
    {"__self__", native_function_get_self, NULL},
    {"__doc__", native_function_get_doc, NULL}, {NULL, NULL, NULL}};

Type native_function_type = {
    .head = {1, &type_type}, .name = "builtin_function_or_method",
    .basic_size = sizeof(NativeFunctionObject), .flags = TYPE_GC,
    .destroy = native_function_destroy, .traverse = native_function_traverse,
    .repr = native_function_repr, .call = native_function_call,
    .compare = native_function_compare, .hash = native_function_hash,
    .weak_offset = offsetof(NativeFunctionObject, weak_references),
    .getsets = native_function_getsets,
};

/* ---- method descriptors ---------------------------------------------------------------------- */

/* list.append(x, 1): the first argument is the object. */
static Object *method_descriptor_call(Object *object, Object **args, int positional,
                                      Object *kwnames)
{
    MethodDescriptor *self = (MethodDescriptor *)object;
    const MethodDef *definition = self->definition;
    if (positional < 1)
        return raise(&type_error_type, "unbound method %s.%s() needs an argument",
                     self->owner->name, definition->name);
    if (args[0]->type != self->owner
        && check_applies(definition->name, self->owner, args[0]) < 0)
        return NULL;
    if (!fits(definition, positional - 1, kwnames)) {
        if (definition->flags & METHOD_NAMED)
            return run_named(definition, args[0], args + 1, positional - 1, kwnames);
        if (check_call(self->owner, NULL, definition, positional - 1, kwnames) < 0)
            return NULL;
    }
    return run(definition, args[0], args + 1, positional - 1, kwnames);
}

/* Of a class method, dict.fromkeys. */
static Object *bind_to_class(MethodDescriptor *self, Type *class)
{
    if (type_is_subtype(class, self->owner))
        return native_function_new(self->definition, &class->head, NULL);
    return raise(&type_error_type, "descriptor '%s' requires a subtype of '%s' but received '%s'",
                 self->definition->name, self->owner->name, class->name);
}

static Object *method_descriptor_get(Object *object, Object *instance, Type *owner)
{
    MethodDescriptor *self = (MethodDescriptor *)object;
    if (self->definition->flags & METHOD_CLASS)
        return bind_to_class(self, owner ? owner : instance->type);
    if (!instance)
        return incref(object);
    return check_applies(self->definition->name, self->owner, instance) < 0 ? NULL
         : native_function_new(self->definition, instance, NULL);
}

static Object *method_descriptor_repr(Object *object)
{
    MethodDescriptor *self = (MethodDescriptor *)object;
    return str_from_format("<method '%s' of '%s' objects>", self->definition->name,
                           self->owner->name);
}

static Object *method_descriptor_get_name(Object *self)
{
    return str_from(((MethodDescriptor *)self)->definition->name);
}

static Object *method_descriptor_get_qualname(Object *object)
{
    MethodDescriptor *self = (MethodDescriptor *)object;
    return str_from_format("%s.%s", type_short_name(self->owner), self->definition->name);
}

static Object *method_descriptor_get_owner(Object *self)
{
    return incref(&((MethodDescriptor *)self)->owner->head);
}

static Object *method_descriptor_get_doc(Object *self)
{
    return doc_of(((MethodDescriptor *)self)->definition->doc);
}

static const GetSetDef method_descriptor_getsets[] = {
    {"__name__", method_descriptor_get_name, NULL},
    {"__qualname__", method_descriptor_get_qualname, NULL},
    {"__objclass__", method_descriptor_get_owner, NULL},
    {"__doc__", method_descriptor_get_doc, NULL}, {NULL, NULL, NULL}};

static void descriptor_destroy(Object *self) { object_free(self, 0); }

Type method_descriptor_type = {
    .head = {1, &type_type}, .name = "method_descriptor", .basic_size = sizeof(MethodDescriptor),
    .destroy = descriptor_destroy, .repr = method_descriptor_repr, .call = method_descriptor_call,
    .descriptor_get = method_descriptor_get, .getsets = method_descriptor_getsets,
};

/* ---- computed attributes --------------------------------------------------------------------- */

static Object *getset_get(Object *object, Object *instance, Type *owner)
{
    (void)owner;
    GetSetDescriptor *self = (GetSetDescriptor *)object;
    if (!instance)
        return incref(object);
    return check_applies(self->definition->name, self->owner, instance) < 0
         ? NULL : self->definition->get(instance);
}

static int getset_set(Object *object, Object *instance, Object *value)
{
    GetSetDescriptor *self = (GetSetDescriptor *)object;
    if (check_applies(self->definition->name, self->owner, instance) < 0)
        return -1;
    if (!self->definition->set)
        return raise_int(&attribute_error_type, "attribute '%s' of '%s' objects is not writable",
                         self->definition->name, self->owner->name);
    return self->definition->set(instance, value);
}

static Object *getset_repr(Object *object)
{
    GetSetDescriptor *self = (GetSetDescriptor *)object;
    return str_from_format("<attribute '%s' of '%s' objects>", self->definition->name,
                           self->owner->name);
}

static Object *getset_get_name(Object *self)
{
    return str_from(((GetSetDescriptor *)self)->definition->name);
}

/* A class's own descriptors (__dict__, __weakref__) are part of its circle. */
static int getset_traverse(Object *object, Visitor visit, void *context)
{
    return visit(&((GetSetDescriptor *)object)->owner->head, context);
}

static void getset_destroy(Object *object)
{
    Type *owner = ((GetSetDescriptor *)object)->owner;
    gc_untrack(object);
    object_free(object, 0);
    decref(&owner->head);
}

static Object *getset_get_owner(Object *self)
{
    return incref(&((GetSetDescriptor *)self)->owner->head);
}

static Object *getset_get_qualname(Object *self)
{
    Object *name = getset_get_name(self);
    Object *qualified = name ? descriptor_qualname(((GetSetDescriptor *)self)->owner, name) : NULL;
    xdecref(name);
    return qualified;
}

static const GetSetDef getset_getsets[] = {
    {"__name__", getset_get_name, NULL}, {"__qualname__", getset_get_qualname, NULL},
    {"__objclass__", getset_get_owner, NULL}, {NULL, NULL, NULL}};

Type getset_descriptor_type = {
    .head = {1, &type_type}, .name = "getset_descriptor", .basic_size = sizeof(GetSetDescriptor),
    .flags = TYPE_GC, .destroy = getset_destroy, .traverse = getset_traverse,
    .repr = getset_repr, .descriptor_get = getset_get,
    .descriptor_set = getset_set, .getsets = getset_getsets,
};
