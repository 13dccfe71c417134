/*
 * property.c: the descriptors that ready-made decorators make: property, classmethod and
 * staticmethod.
 */
#include "objects/arguments.h"
#include "objects/class.h"
#include "vm/errors.h"

/* ---- property ------------------------------------------------------------------------------- */

typedef struct {
    Object head;
    Object *get, *set, *delete, *doc, *name; /* or NULL */
    bool doc_of_getter;
} Property;

static Object *property_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Object *self = object_new(type, 0);
    if (self != NULL)
        gc_track(self);
    return self;
}

static Object *given(Object *value)
{
    return value == NULL || value == NONE ? NULL : incref(value);
}

static int property_initialise(Object *object, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "fget", "fset", "fdel", "doc", NULL };
    Property *self = (Property *)object;
    Object *values[4];
    if (parse_arguments("property", args, positional, kwnames, names, values) < 0)
        return -1;
    replace_reference(self->get, given(values[0]));
    replace_reference(self->set, given(values[1]));
    replace_reference(self->delete, given(values[2]));
    replace_reference(self->doc, given(values[3]));
    self->doc_of_getter = false;
    if (self->doc == NULL && self->get != NULL) {
        Object *doc = object_lookup_attribute(self->get, "__doc__");
        if (doc == NULL && error_occurred())
            return -1;
        if (doc == NONE)
            clear_reference(doc);
        self->doc = doc;
        self->doc_of_getter = doc != NULL;
    }
    if (object->type != &property_type && self->doc_of_getter) {
        Object *name = str_interned("__doc__"); /* the class's own __doc__ would hide it */
        int result = name != NULL ? object_set_attribute(object, name, self->doc) : -1;
        xdecref(name);
        return result < 0 ? -1 : 0;
    }
    return 0;
}

/* "property 'x' of 'C' object has no setter" */
static void *raise_without(Property *self, Object *instance, const char *what)
{
    if (self->name != NULL)
        return raise(&attribute_error_type, "property %R of %R object has no %s", self->name,
                     instance, what);
    return raise(&attribute_error_type, "property of %R object has no %s", instance, what);
}

static void *raise_access(Property *self, Object *instance, const char *what)
{
    Object *name = object_lookup_attribute(&instance->type->head, "__qualname__");
    if (name != NULL)
        raise_without(self, name, what);
    xdecref(name);
    return NULL;
}

static Object *property_get(Object *object, Object *instance, Type *owner)
{
    (void)owner;
    Property *self = (Property *)object;
    if (instance == NULL)
        return incref(object);
    if (self->get == NULL)
        return raise_access(self, instance, "getter");
    return object_call_one(self->get, instance);
}

static int property_set(Object *object, Object *instance, Object *value)
{
    Property *self = (Property *)object;
    Object *function = value != NULL ? self->set : self->delete;
    if (function == NULL) {
        raise_access(self, instance, value != NULL ? "setter" : "deleter");
        return -1;
    }
    Object *args[] = { instance, value };
    Object *result = object_call(function, args, value != NULL ? 2 : 1, NULL);
    xdecref(result);
    return result != NULL ? 0 : -1;
}

/* A copy with one function replaced: @x.setter makes a new property. */
static Object *copy_with(Object *object, Object *get, Object *set, Object *delete)
{
    Property *self = (Property *)object;
    Object *args[] = {
        get != NULL ? get : self->get != NULL ? self->get : NONE,
        set != NULL ? set : self->set != NULL ? self->set : NONE,
        delete != NULL ? delete : self->delete != NULL ? self->delete : NONE,
        self->doc != NULL && !self->doc_of_getter ? self->doc : NONE,
    };
    Object *copy = object_call(&object->type->head, args, 4, NULL);
    if (copy != NULL && type_is_subtype(copy->type, &property_type))
        replace_reference(((Property *)copy)->name, xincref(self->name));
    return copy;
}

static Object *method_getter(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    return copy_with(self, args[0], NULL, NULL);
}

static Object *method_setter(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    return copy_with(self, NULL, args[0], NULL);
}

static Object *method_deleter(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    return copy_with(self, NULL, NULL, args[0]);
}

static Object *method_set_name(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    if (positional != 2)
        return raise(&type_error_type, "__set_name__() takes 2 positional arguments but %d were given",
                     positional);
    replace_reference(((Property *)self)->name, incref(args[1]));
    return incref(NONE);
}

static int property_traverse(Object *object, Visitor visit, void *context)
{
    Property *self = (Property *)object;
    Object *owned[] = { self->get, self->set, self->delete, self->doc, self->name };
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        if (owned[i] != NULL && visit(owned[i], context) != 0)
            return 1;
    return 0;
}

static void property_clear(Object *object)
{
    Property *self = (Property *)object;
    clear_reference(self->get);
    clear_reference(self->set);
    clear_reference(self->delete);
    clear_reference(self->doc);
    clear_reference(self->name);
}

static void property_destroy(Object *object)
{
    gc_untrack(object);
    property_clear(object);
    object_free(object, 0);
}

static Object *or_none(Object *o) { return incref(o != NULL ? o : NONE); }
static Object *get_fget(Object *self) { return or_none(((Property *)self)->get); }
static Object *get_fset(Object *self) { return or_none(((Property *)self)->set); }
static Object *get_fdel(Object *self) { return or_none(((Property *)self)->delete); }
static Object *get_doc(Object *self) { return or_none(((Property *)self)->doc); }

static int set_doc(Object *self, Object *value)
{
    replace_reference(((Property *)self)->doc, given(value));
    return 0;
}

static const MethodDef property_methods[] = {
    { "getter", method_getter, 1, 1, 0, "Descriptor to obtain a copy with a different getter." },
    { "setter", method_setter, 1, 1, 0, "Descriptor to obtain a copy with a different setter." },
    { "deleter", method_deleter, 1, 1, 0, "Descriptor to obtain a copy with a different deleter." },
    { "__set_name__", method_set_name, 0, -1, 0, "Method to set name of a property." },
    { 0 },
};

/* Abstract when one of its functions is (abc.abstractmethod). */
static Object *get_property_isabstract(Object *self)
{
    Property *property = (Property *)self;
    Object *functions[] = { property->get, property->set, property->delete };
    int abstract = 0;
    for (int i = 0; i < 3 && abstract == 0; i++) {
        Object *said = functions[i] == NULL ? NULL
            : object_lookup_attribute(functions[i], "__isabstractmethod__");
        if (said == NULL && error_occurred())
            return NULL;
        abstract = said != NULL ? object_truth(said) : 0;
        xdecref(said);
    }
    return abstract < 0 ? NULL : bool_from(abstract);
}

static const GetSetDef property_getsets[] = {
    { "fget", get_fget, NULL }, { "fset", get_fset, NULL }, { "fdel", get_fdel, NULL },
    { "__doc__", get_doc, set_doc },
    { "__isabstractmethod__", get_property_isabstract, NULL }, { 0 },
};

Type property_type = {
    .head = { 1, &type_type },
    .name = "property",
    .basic_size = sizeof(Property),
    .flags = TYPE_GC | TYPE_BASE,
    .destroy = property_destroy,
    .traverse = property_traverse,
    .clear = property_clear,
    .construct = property_construct,
    .initialise = property_initialise,
    .descriptor_get = property_get,
    .descriptor_set = property_set,
    .methods = property_methods,
    .getsets = property_getsets,
};

/* ---- classmethod and staticmethod ----------------------------------------------------------- */

typedef struct { Object head; Object *function, *dict; } MethodWrapper;

static Object *wrapper_new(Type *type, Object *function)
{
    MethodWrapper *self = object_new(type, 0);
    if (self == NULL)
        return NULL;
    self->function = xincref(function);
    gc_track(self);
    return &self->head;
}

Object *staticmethod_new(Object *function) { return wrapper_new(&staticmethod_type, function); }
Object *classmethod_new(Object *function) { return wrapper_new(&classmethod_type, function); }

static Object *wrapper_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return wrapper_new(type, NULL);
}

/* The wrapper gets a copy of what describes the function (CPython's functools_wraps). 0 or -1. */
static int describe_wrapper(Object *self, Object *function)
{
    static const char *const names[] = { "__module__", "__name__", "__qualname__", "__doc__",
                                         "__annotations__" };
    int result = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names && result == 0; i++) {
        Object *value = object_lookup_attribute(function, names[i]);
        if (value == NULL) {
            result = error_occurred() ? -1 : 0;
            continue;
        }
        Object *name = str_interned(names[i]);
        result = name != NULL ? object_set_attribute(self, name, value) : -1;
        xdecref(name);
        decref(value);
    }
    return result;
}

static int wrapper_initialise(Object *object, Object **args, int positional, Object *kwnames)
{
    const char *name = type_is_subtype(object->type, &classmethod_type) ? "classmethod"
                                                                        : "staticmethod";
    if (check_arguments(name, positional, kwnames, 1, 1) < 0)
        return -1;
    replace_reference(((MethodWrapper *)object)->function, incref(args[0]));
    return describe_wrapper(object, args[0]);
}

static Object *function_of(Object *object)
{
    Object *function = ((MethodWrapper *)object)->function;
    return function != NULL ? function
        : raise(&runtime_error_type, "uninitialized %T object", object);
}

static Object *staticmethod_get(Object *object, Object *instance, Type *owner)
{
    (void)instance, (void)owner;
    return xincref(function_of(object));
}

/* Bound to the class. What a classmethod wraps may be a descriptor itself, a property or another
 * classmethod, which sees the class as instance and as owner. */
static Object *classmethod_get(Object *object, Object *instance, Type *owner)
{
    Object *function = function_of(object);
    Type *class = owner != NULL ? owner : instance->type;
    if (function == NULL)
        return NULL;
    if (function->type->descriptor_get != NULL)
        return function->type->descriptor_get(function, &class->head, class);
    return method_new(function, &class->head);
}

static Object *staticmethod_call(Object *object, Object **args, int positional, Object *kwnames)
{
    Object *function = function_of(object);
    return function != NULL ? object_call(function, args, positional, kwnames) : NULL;
}

static Object *wrapper_repr(Object *object)
{
    return str_from_format("<%T(%R)>", object, function_of(object));
}

static int wrapper_traverse(Object *object, Visitor visit, void *context)
{
    MethodWrapper *self = (MethodWrapper *)object;
    if (self->dict != NULL && visit(self->dict, context) != 0)
        return 1;
    return self->function != NULL ? visit(self->function, context) : 0;
}

static void wrapper_clear(Object *object)
{
    clear_reference(((MethodWrapper *)object)->function);
    clear_reference(((MethodWrapper *)object)->dict);
}

static void wrapper_destroy(Object *object)
{
    gc_untrack(object);
    wrapper_clear(object);
    object_free(object, 0);
}

static Object *get_function(Object *self) { return or_none(((MethodWrapper *)self)->function); }

static Object *get_isabstractmethod(Object *self)
{
    Object *function = ((MethodWrapper *)self)->function;
    Object *said = function != NULL ? object_lookup_attribute(function, "__isabstractmethod__")
                                    : NULL;
    if (said == NULL && error_occurred())
        return NULL;
    int abstract = said != NULL ? object_truth(said) : 0;
    xdecref(said);
    return abstract < 0 ? NULL : bool_from(abstract);
}

static Object *get_wrapper_dict(Object *self) { return instance_dict_getset.get(self); }

static int set_wrapper_dict(Object *self, Object *value)
{
    return instance_dict_getset.set(self, value);
}

static const GetSetDef wrapper_getsets[] = {
    { "__func__", get_function, set_read_only }, { "__wrapped__", get_function, set_read_only },
    { "__isabstractmethod__", get_isabstractmethod, NULL },
    { "__dict__", get_wrapper_dict, set_wrapper_dict }, { 0 },
};

#define WRAPPER_TYPE(python_name) \
    .head = { 1, &type_type }, \
    .name = python_name, \
    .basic_size = sizeof(MethodWrapper), \
    .flags = TYPE_GC | TYPE_BASE, \
    .dict_offset = offsetof(MethodWrapper, dict), \
    .destroy = wrapper_destroy, \
    .traverse = wrapper_traverse, \
    .clear = wrapper_clear, \
    .repr = wrapper_repr, \
    .construct = wrapper_construct, \
    .initialise = wrapper_initialise, \
    .getsets = wrapper_getsets

Type staticmethod_type = {
    WRAPPER_TYPE("staticmethod"),
    .call = staticmethod_call,
    .descriptor_get = staticmethod_get,
    .doc = "staticmethod(function) -> method",
};

Type classmethod_type = {
    WRAPPER_TYPE("classmethod"),
    .descriptor_get = classmethod_get,
    .doc = "classmethod(function) -> method",
};
