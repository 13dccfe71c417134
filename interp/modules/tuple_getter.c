/*
 * tuple_getter.c: the attributes of a named tuple. Each is a descriptor that knows an index, as
 * CPython's _tuplegetter: point.x is point[0], without calling a function in Python.
 */
#include "modules/deque.h"
#include "modules/module_tools.h"
#include "objects/arguments.h"
#include "vm/errors.h"

typedef struct {
    Object head;
    intptr_t index;
    Object *doc;
} TupleGetter;

static Object *tuple_getter_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_arguments("_tuplegetter", positional, kwnames, 2, 2) < 0)
        return NULL;
    intptr_t index = object_as_index(args[0]);
    if (index == -1 && error_occurred())
        return NULL;
    TupleGetter *self = object_new(type, 0);
    if (!self)
        return NULL;
    self->index = index;
    self->doc = incref(args[1]);
    return &self->head;
}

/* Without an instance, or of another class: the descriptor itself, as CPython does for None. */
static Object *tuple_getter_get(Object *object, Object *instance, Type *owner)
{
    (void)owner;
    TupleGetter *self = (TupleGetter *)object;
    if (!instance || instance == NONE)
        return incref(object);
    if (!IS_TUPLE(instance))
        return raise(&type_error_type, "descriptor for index '%zd' for tuple subclasses doesn't "
                     "apply to '%T' object", self->index, instance);
    const Tuple *tuple = (const Tuple *)instance;
    return self->index >= 0 && self->index < tuple->size ? incref(tuple->items[self->index])
         : raise(&index_error_type, "tuple index out of range");
}

static int tuple_getter_set(Object *object, Object *instance, Object *value)
{
    (void)object, (void)instance;
    return raise_int(&attribute_error_type, value ? "can't set attribute"
                                                  : "can't delete attribute");
}

static int tuple_getter_traverse(Object *self, Visitor visit, void *context)
{
    Object *doc = ((TupleGetter *)self)->doc;
    return doc ? visit(doc, context) : 0;
}

static void tuple_getter_clear(Object *self) { clear_reference(((TupleGetter *)self)->doc); }

static void tuple_getter_destroy(Object *self)
{
    gc_untrack(self);
    tuple_getter_clear(self);
    object_free(self, 0);
}

static Object *tuple_getter_repr(Object *object)
{
    TupleGetter *self = (TupleGetter *)object;
    return str_from_format("_tuplegetter(%zd, %R)", self->index, self->doc ? self->doc : NONE);
}

static Object *get_doc(Object *self)
{
    Object *doc = ((TupleGetter *)self)->doc;
    return incref(doc ? doc : NONE);
}

static int set_doc(Object *self, Object *value)
{
    replace_reference(((TupleGetter *)self)->doc, xincref(value));
    return 0;
}

static const GetSetDef tuple_getter_getsets[] = { { "__doc__", get_doc, set_doc }, { 0 } };

Type tuple_getter_type = {
    .head = { 1, &type_type }, .name = "collections._tuplegetter",
    .basic_size = sizeof(TupleGetter), .flags = TYPE_GC,
    .destroy = tuple_getter_destroy, .traverse = tuple_getter_traverse,
    .clear = tuple_getter_clear, .repr = tuple_getter_repr, .construct = tuple_getter_make,
    .descriptor_get = tuple_getter_get, .descriptor_set = tuple_getter_set,
    .getsets = tuple_getter_getsets,
};
