/*
 * operator.c: module _operator: itemgetter, attrgetter and methodcaller, which are keys of sorts
 * and groupings and should be fast. The operators are in operator_functions.c, the rest of module
 * operator in user/lib/operator.py.
 */
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/operator.h"
#include "modules/standard.h"
#include "objects/arguments.h"
#include "vm/errors.h"

/* wanted: a tuple of items, or of attributes' names (for a dotted one, a tuple of its parts); for
 * methodcaller its name and the positional arguments. */
typedef struct {
    Object head;
    Object *wanted;
    Object *keywords; /* methodcaller: names and then values, a tuple; or NULL */
} Getter;

static void getter_destroy(Object *self)
{
    gc_untrack(self);
    clear_reference(((Getter *)self)->wanted);
    clear_reference(((Getter *)self)->keywords);
    object_free(self, 0);
}

static int getter_traverse(Object *self, Visitor visit, void *context)
{
    Getter *getter = (Getter *)self;
    if (visit(getter->wanted, context) != 0)
        return 1;
    return getter->keywords ? visit(getter->keywords, context) : 0;
}

/* Both are stolen; wanted NULL: an exception. */
static Object *getter_new(Type *type, Object *wanted, Object *keywords)
{
    Getter *self = wanted ? object_new(type, 0) : NULL;
    if (!self) {
        xdecref(wanted);
        xdecref(keywords);
        return NULL;
    }
    self->wanted = wanted;
    self->keywords = keywords;
    gc_track(self);
    return &self->head;
}

static Tuple *wanted_of(Object *self) { return (Tuple *)((Getter *)self)->wanted; }

/* What `get` gives for each that is wanted: alone, or as a tuple. */
static Object *get_each(Object *self, const char *name, Object **args, int positional,
                        Object *kwnames, Object *(*get)(Object *object, Object *what))
{
    if (check_arguments(name, positional, kwnames, 1, 1) < 0)
        return NULL;
    Tuple *wanted = wanted_of(self);
    if (wanted->size == 1)
        return get(args[0], wanted->items[0]);
    Tuple *result = (Tuple *)tuple_new((size_t)wanted->size);
    for (intptr_t i = 0; result && i < wanted->size; i++) {
        result->items[i] = get(args[0], wanted->items[i]);
        if (!result->items[i])
            clear_reference(result);
    }
    return (Object *)result;
}

/* "operator.itemgetter(1, 2)": the arguments as they were given. */
static Object *repr_of(Object *self, const char *name, Object *arguments) /* a list, stolen */
{
    Object *separator = arguments ? str_from(", ") : NULL;
    List *list = (List *)arguments;
    Object *inside = separator ? str_join(separator, list->items, (size_t)list->size) : NULL;
    Object *text = inside ? str_from_format("operator.%s(%S)", name, inside) : NULL;
    (void)self;
    xdecref(inside);
    xdecref(separator);
    xdecref(arguments);
    return text;
}

static int append_stolen(Object *list, Object *item)
{
    int status = item ? list_append(list, item) : -1;
    xdecref(item);
    return status;
}

/* ---- itemgetter ----------------------------------------------------------------------------- */

static Object *itemgetter_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_no_keywords("itemgetter", kwnames) < 0
        || (positional < 1 && check_positional("itemgetter", positional, 1, 1) < 0))
        return NULL;
    return getter_new(type, tuple_from(args, (size_t)positional), NULL);
}

static Object *itemgetter_call(Object *self, Object **args, int positional, Object *kwnames)
{
    return get_each(self, "itemgetter", args, positional, kwnames, object_get_item);
}

static Object *itemgetter_repr(Object *self)
{
    Tuple *wanted = wanted_of(self);
    Object *list = list_new(0);
    for (intptr_t i = 0; list && i < wanted->size; i++)
        if (append_stolen(list, object_repr(wanted->items[i])) < 0)
            clear_reference(list);
    return repr_of(self, "itemgetter", list);
}

/* ---- attrgetter ----------------------------------------------------------------------------- */

/* The interned name, or for a dotted one the tuple of its parts. New. */
static Object *attribute_path(Object *name)
{
    if (!IS_STR(name))
        return raise(&type_error_type, "attribute name must be a string");
    Object *dot = str_from("."), *split = object_lookup_attribute(name, "split");
    Object *parts = dot && split ? object_call_one(split, dot) : NULL, *path = NULL;
    xdecref(split);
    xdecref(dot);
    if (parts && ((List *)parts)->size == 1)
        path = IS_EXACT(name, str_type) ? str_intern(incref(name)) : incref(name);
    else if (parts)
        path = list_to_tuple(parts);
    xdecref(parts);
    return path;
}

static Object *attrgetter_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_no_keywords("attrgetter", kwnames) < 0
        || (positional < 1 && check_positional("attrgetter", positional, 1, 1) < 0))
        return NULL;
    Tuple *wanted = (Tuple *)tuple_new((size_t)positional);
    for (int i = 0; wanted && i < positional; i++) {
        wanted->items[i] = attribute_path(args[i]);
        if (!wanted->items[i])
            clear_reference(wanted);
    }
    return getter_new(type, (Object *)wanted, NULL);
}

static Object *get_path(Object *object, Object *path)
{
    if (!IS_TUPLE(path))
        return object_get_attribute(object, path);
    Object *value = incref(object);
    for (intptr_t i = 0; value && i < ((Tuple *)path)->size; i++)
        replace_reference(value, object_get_attribute(value, ((Tuple *)path)->items[i]));
    return value;
}

static Object *attrgetter_call(Object *self, Object **args, int positional, Object *kwnames)
{
    return get_each(self, "attrgetter", args, positional, kwnames, get_path);
}

static Object *attrgetter_repr(Object *self)
{
    Tuple *wanted = wanted_of(self);
    Object *list = list_new(0), *dot = list ? str_from(".") : NULL;
    for (intptr_t i = 0; list && i < wanted->size; i++) {
        Tuple *path = (Tuple *)wanted->items[i];
        Object *name = !dot ? NULL : !IS_TUPLE(path) ? incref(&path->head)
                     : str_join(dot, path->items, (size_t)path->size);
        if (append_stolen(list, name ? object_repr(name) : NULL) < 0)
            clear_reference(list);
        xdecref(name);
    }
    xdecref(dot);
    return repr_of(self, "attrgetter", list);
}

/* ---- methodcaller --------------------------------------------------------------------------- */

static Object *methodcaller_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (positional < 1)
        return raise(&type_error_type, "methodcaller needs at least one argument, the method name");
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "method name must be a string");
    intptr_t count = kwnames ? ((Tuple *)kwnames)->size : 0;
    Tuple *keywords = count ? (Tuple *)tuple_new((size_t)(2 * count)) : NULL;
    if (count && !keywords)
        return NULL;
    for (intptr_t i = 0; i < count; i++) {
        keywords->items[i] = incref(((Tuple *)kwnames)->items[i]);
        keywords->items[count + i] = incref(args[positional + i]);
    }
    return getter_new(type, tuple_from(args, (size_t)positional), (Object *)keywords);
}

/* object.name(*arguments, **keywords): the values stand in one row behind each other. */
static Object *call_method_of(Object *self, Object *object)
{
    Tuple *wanted = wanted_of(self), *keywords = (Tuple *)((Getter *)self)->keywords;
    Object *method = object_get_attribute(object, wanted->items[0]);
    if (!method || !keywords) {
        Object *result = method ? object_call(method, wanted->items + 1, (int)wanted->size - 1, NULL)
                                : NULL;
        xdecref(method);
        return result;
    }
    intptr_t given = wanted->size - 1, count = keywords->size / 2;
    Object *names = tuple_from(keywords->items, (size_t)count), *result = NULL;
    Tuple *values = names ? (Tuple *)tuple_new((size_t)(given + count)) : NULL;
    for (intptr_t i = 0; values && i < given + count; i++)
        values->items[i] = incref(i < given ? wanted->items[1 + i]
                                            : keywords->items[count + i - given]);
    if (values)
        result = object_call(method, values->items, (int)given, names);
    xdecref(values);
    xdecref(names);
    decref(method);
    return result;
}

/* CPython's has no vectorcall: a tuple owns its argument, too. */
static Object *methodcaller_call(Object *self, Object **args, int positional, Object *kwnames)
{
    if (check_arguments("methodcaller", positional, kwnames, 1, 1) < 0)
        return NULL;
    Object *given = tuple_from(args, 1);
    Object *result = given ? call_method_of(self, args[0]) : NULL;
    xdecref(given);
    return result;
}

static Object *methodcaller_repr(Object *self)
{
    Tuple *wanted = wanted_of(self), *keywords = (Tuple *)((Getter *)self)->keywords;
    Object *list = list_new(0);
    for (intptr_t i = 0; list && i < wanted->size; i++)
        if (append_stolen(list, object_repr(wanted->items[i])) < 0)
            clear_reference(list);
    intptr_t count = keywords ? keywords->size / 2 : 0;
    for (intptr_t i = 0; list && i < count; i++)
        if (append_stolen(list, str_from_format("%S=%R", keywords->items[i],
                                                keywords->items[count + i])) < 0)
            clear_reference(list);
    return repr_of(self, "methodcaller", list);
}

/* ---- the module ----------------------------------------------------------------------------- */

#define GETTER_TYPE(kind, text)                                                                  \
    static Type kind##_type = {                                                                  \
        .head = { 1, &type_type }, .name = "operator." #kind, .basic_size = sizeof(Getter),      \
        .flags = TYPE_GC, .base = &object_type, .doc = text, .destroy = getter_destroy,          \
        .traverse = getter_traverse, .construct = kind##_make, .call = kind##_call,              \
        .repr = kind##_repr,                                                                     \
    }
GETTER_TYPE(itemgetter, "itemgetter(item, /, *items) --> itemgetter object\n\nWhat it is called "
                        "with is asked for the item, or for a tuple of several.");
GETTER_TYPE(attrgetter, "attrgetter(attribute, /, *attributes) --> attrgetter object\n\nWhat it is "
                        "called with is asked for the attribute \"name\" or \"name.name\".");
GETTER_TYPE(methodcaller, "methodcaller(name, /, *args, **kwargs) --> methodcaller object\n\nCalls "
                          "the method of what it is called with.");

Object *module_operator_create(void)
{
    static Type *const types[] = { &itemgetter_type, &attrgetter_type, &methodcaller_type };
    Object *module = module_from_functions("_operator", operator_functions);
    for (size_t i = 0; module && i < sizeof types / sizeof types[0]; i++)
        if (type_ready(types[i]) < 0 || module_add(module, type_short_name(types[i]),
                                                   incref(&types[i]->head)) < 0)
            clear_reference(module);
    return module;
}
