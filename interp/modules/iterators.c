/*
 * iterators.c: enumerate, zip, map, filter, reversed and iter(callable, sentinel).
 *
 * Each is an object with the iterator it draws from and one `next`. Where the source ends, `next`
 * gives NULL without an exception; an exception of the source passes through.
 */
#include "modules/iterators.h"

#include "objects/arguments.h"
#include "objects/int.h"
#include "objects/iterators.h"
#include "vm/errors.h"

/* All types here own up to two references and a tuple; one struct serves them. What each field
 * means stands at the type. */
typedef struct {
    Object head;
    Object *source;      /* an iterator; NULL: exhausted */
    Object *function;    /* map's and filter's function, enumerate's count, the sentinel; or NULL */
    Object *sources;     /* zip's and map's tuple of iterators; or NULL */
    Object *given;       /* enumerate and zip: the last tuple given (tuple_to_fill), or NULL */
    intptr_t index;      /* reversed: the next item's */
    bool strict;         /* zip(strict=True) */
} Iterator;

static void iterator_destroy(Object *self)
{
    Iterator *iterator = (Iterator *)self;
    gc_untrack(self);
    clear_reference(iterator->source);
    clear_reference(iterator->function);
    clear_reference(iterator->sources);
    clear_reference(iterator->given);
    object_free(self, 0);
}

static int iterator_traverse(Object *self, Visitor visit, void *context)
{
    Iterator *iterator = (Iterator *)self;
    Object *owned[] = { iterator->source, iterator->function, iterator->sources,
                        iterator->given };
    for (int i = 0; i < 4; i++) {
        int status = owned[i] ? visit(owned[i], context) : 0;
        if (status)
            return status;
    }
    return 0;
}

static void iterator_clear(Object *self)
{
    Iterator *iterator = (Iterator *)self;
    clear_reference(iterator->source);
    clear_reference(iterator->function);
    clear_reference(iterator->sources);
    clear_reference(iterator->given);
}

static Object *iterator_itself(Object *self) { return incref(self); }

/* The three references are stolen, NULL allowed; on error all are released. */
static Object *iterator_new(Type *type, Object *source, Object *function, Object *sources)
{
    Iterator *iterator = object_new(type, 0);
    if (!iterator) {
        xdecref(source);
        xdecref(function);
        xdecref(sources);
        return NULL;
    }
    iterator->source = source;
    iterator->function = function;
    iterator->sources = sources;
    gc_track(iterator);
    return (Object *)iterator;
}

#define ITERATOR_TYPE(c_name, python_name, make, step, text, ...)                                 \
    Type c_name = {                                                                                \
        .head = { 1, &type_type }, .name = python_name, .basic_size = sizeof(Iterator),            \
        .flags = TYPE_GC | TYPE_BASE, .base = &object_type, .doc = text,                           \
        .destroy = iterator_destroy, .traverse = iterator_traverse, .clear = iterator_clear,       \
        .construct = make, .iterate = iterator_itself, .next = step, __VA_ARGS__                   \
    }

/* ---- enumerate: function is the next number -------------------------------------------------- */

static Object *enumerate_make(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "iterable", "start", NULL };
    Object *values[2] = { NULL, NULL };
    if (parse_arguments("enumerate", args, positional, kwnames, names, values) < 0)
        return NULL;
    if (!values[0])
        return raise(&type_error_type, "enumerate() missing required argument 'iterable'");
    Object *start = values[1] ? object_index(values[1]) : int_from(0);
    if (start)
        replace_reference(start, int_exact(start)); /* True counts as 1 */
    Object *source = start ? object_iterate(values[0]) : NULL;
    if (!source) {
        xdecref(start);
        return NULL;
    }
    return iterator_new(type, source, start, NULL);
}

static Object *enumerate_next(Object *self)
{
    Iterator *iterator = (Iterator *)self;
    Object *item = object_next(iterator->source);
    if (!item)
        return NULL;
    Object *one = int_from(1), *following = one ? object_binary(OP_ADD, iterator->function, one)
                                                : NULL;
    xdecref(one);
    Tuple *pair = following ? tuple_to_fill(&iterator->given, 2) : NULL;
    if (!pair) {
        decref(item);
        xdecref(following);
        return NULL;
    }
    Object *number = iterator->function;
    iterator->function = following;
    tuple_fill(pair, 0, number);
    tuple_fill(pair, 1, item);
    return (Object *)pair;
}

ITERATOR_TYPE(enumerate_type, "enumerate", enumerate_make, enumerate_next,
              "enumerate(iterable, start=0)\n\nPairs (start, item), (start + 1, item), ...");

/* ---- zip and map: sources is a tuple of iterators -------------------------------------------- */

/* Iterators over each of args; TypeError as CPython words it for zip. */
static Object *iterators_of(Object **args, int count, bool zip)
{
    Tuple *sources = (Tuple *)tuple_new((size_t)count);
    for (int i = 0; sources && i < count; i++) {
        sources->items[i] = object_iterate(args[i]);
        if (sources->items[i])
            continue;
        if (zip && !args[i]->type->iterate && error_matches(&type_error_type)) {
            error_clear();
            raise(&type_error_type, "'%T' object is not iterable", args[i]);
        }
        clear_reference(sources);
    }
    return (Object *)sources;
}

static Object *zip_make(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "strict", NULL };
    Object *strict = NULL;
    if (parse_arguments("zip", args + positional, 0, kwnames, names, &strict) < 0)
        return NULL;
    int is_strict = strict ? object_truth(strict) : 0;
    Object *sources = is_strict < 0 ? NULL : iterators_of(args, positional, true);
    if (!sources)
        return NULL;
    Iterator *zip = (Iterator *)iterator_new(type, NULL, NULL, sources);
    if (zip)
        zip->strict = is_strict;
    return (Object *)zip;
}

/* ValueError of zip(strict=True): argument number `index` (from 0) ended before or after the
 * others. */
static void *raise_zip_length(intptr_t index, const char *order)
{
    return index == 1
        ? raise(&value_error_type, "zip() argument 2 is %s than argument 1", order)
        : raise(&value_error_type, "zip() argument %zd is %s than arguments 1-%zd", index + 1,
                order, index);
}

/* Source number `ended` of a strict zip is exhausted: the others must be as well. */
static void *check_zip_ended(Tuple *sources, intptr_t ended)
{
    if (ended > 0)
        return raise_zip_length(ended, "shorter");
    for (intptr_t i = 1; i < sources->size; i++) {
        Object *item = object_next(sources->items[i]);
        if (item) {
            decref(item);
            return raise_zip_length(i, "longer");
        }
        if (error_occurred())
            return NULL;
    }
    return NULL;
}

static Object *zip_next(Object *self)
{
    Iterator *zip = (Iterator *)self;
    Tuple *sources = (Tuple *)zip->sources;
    if (!sources || sources->size == 0)
        return NULL;
    Tuple *items = tuple_to_fill(&zip->given, (size_t)sources->size);
    for (intptr_t i = 0; items && i < sources->size; i++) {
        Object *item = sequence_next(sources->items[i]);
        if (!item) {
            decref(items);
            return zip->strict && !error_occurred() ? check_zip_ended(sources, i) : NULL;
        }
        tuple_fill(items, i, item);
    }
    return (Object *)items;
}

ITERATOR_TYPE(zip_type, "zip", zip_make, zip_next,
              "zip(*iterables, strict=False)\n\nTuples of one item of each iterable, until the "
              "shortest ends.");

static Object *map_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_construct_keywords(type, &map_type, "map", kwnames) < 0)
        return NULL;
    if (positional < 2)
        return raise(&type_error_type, "map() must have at least two arguments.");
    Object *sources = iterators_of(args + 1, positional - 1, false);
    return sources ? iterator_new(type, NULL, incref(args[0]), sources) : NULL;
}

static Object *map_next(Object *self)
{
    Iterator *map = (Iterator *)self;
    Tuple *sources = (Tuple *)map->sources;
    if (!sources)
        return NULL;
    Tuple *items = (Tuple *)tuple_new((size_t)sources->size);
    for (intptr_t i = 0; items && i < sources->size; i++) {
        items->items[i] = sequence_next(sources->items[i]);
        if (!items->items[i])
            clear_reference(items);
    }
    if (!items)
        return NULL;
    Object *result = object_call(map->function, items->items, (int)items->size, NULL);
    decref(items);
    return result;
}

ITERATOR_TYPE(map_type, "map", map_make, map_next,
              "map(function, *iterables)\n\nThe function's results, for one item of each iterable "
              "at a time.");

/* ---- filter: function or None ---------------------------------------------------------------- */

static Object *filter_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_construct_keywords(type, &filter_type, "filter", kwnames) < 0
        || check_positional("filter", positional, 2, 2) < 0)
        return NULL;
    Object *source = object_iterate(args[1]);
    return source ? iterator_new(type, source, incref(args[0]), NULL) : NULL;
}

static Object *filter_next(Object *self)
{
    Iterator *filter = (Iterator *)self;
    Object *item;
    while ((item = object_next(filter->source))) {
        int keep;
        if (filter->function == NONE || filter->function == (Object *)&bool_type) {
            keep = object_truth(item);
        } else {
            Object *answer = object_call_one(filter->function, item);
            keep = answer ? object_truth(answer) : -1;
            xdecref(answer);
        }
        if (keep > 0)
            return item;
        decref(item);
        if (keep < 0)
            return NULL;
    }
    return NULL;
}

ITERATOR_TYPE(filter_type, "filter", filter_make, filter_next,
              "filter(function or None, iterable)\n\nThe items for which the function is true.");

/* ---- reversed: source is the sequence, index the next item's --------------------------------- */

static Object *reversed_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_construct_keywords(type, &reversed_type, "reversed", kwnames) < 0
        || check_positional("reversed", positional, 1, 1) < 0)
        return NULL;
    Object *sequence = args[0];
    Object *method = object_special_method(sequence, "__reversed__");
    if (method) {
        Object *iterator = object_call(method, NULL, 0, NULL);
        decref(method);
        return iterator;
    }
    if (error_occurred())
        return NULL;
    if (!sequence->type->length || !sequence->type->get_item || IS_DICT(sequence))
        return raise(&type_error_type, "'%T' object is not reversible", sequence);
    intptr_t length = object_length(sequence);
    if (length < 0)
        return NULL;
    Iterator *reversed = (Iterator *)iterator_new(type, incref(sequence), NULL, NULL);
    if (reversed)
        reversed->index = length - 1;
    return (Object *)reversed;
}

static Object *reversed_next(Object *self)
{
    Iterator *reversed = (Iterator *)self;
    if (!reversed->source)
        return NULL;
    if (reversed->index >= 0) {
        Object *index = int_from(reversed->index);
        Object *item = index ? object_get_item(reversed->source, index) : NULL;
        xdecref(index);
        if (item) {
            reversed->index--;
            return item;
        }
    }
    reversed->index = -1;
    if (error_matches(&index_error_type) || error_matches(&stop_iteration_type))
        error_clear(); /* the sequence has become shorter */
    clear_reference(reversed->source);
    return NULL;
}

static Object *reversed_length_hint(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Iterator *reversed = (Iterator *)self;
    intptr_t length = reversed->source ? object_length(reversed->source) : 0;
    if (length < 0)
        return NULL;
    return int_from(length < reversed->index + 1 ? 0 : reversed->index + 1);
}

static const MethodDef reversed_methods[] = {
    { "__length_hint__", reversed_length_hint, 0, 0, 0, NULL },
    { 0 },
};

ITERATOR_TYPE(reversed_type, "reversed", reversed_make, reversed_next,
              "reversed(sequence)\n\nThe items from the last to the first.",
              .methods = reversed_methods);

/* ---- iter(callable, sentinel): source is the callable, function the sentinel ----------------- */

Object *callable_iterator_new(Object *callable, Object *sentinel)
{
    if (type_ready(&callable_iterator_type) < 0) /* most programs make none */
        return NULL;
    return iterator_new(&callable_iterator_type, incref(callable), incref(sentinel), NULL);
}

static Object *callable_iterator_next(Object *self)
{
    Iterator *iterator = (Iterator *)self;
    if (!iterator->source)
        return NULL;
    Object *item = object_call(iterator->source, NULL, 0, NULL);
    if (!item)
        return NULL;
    int at_end = object_equal(item, iterator->function);
    if (at_end == 0)
        return item;
    decref(item);
    if (at_end > 0)
        iterator_clear(self);
    return NULL;
}

ITERATOR_TYPE(callable_iterator_type, "callable_iterator", NULL, callable_iterator_next,
              "What iter(callable, sentinel) gives.");
