/*
 * itertools_join.c: the iterators that put items together: chain, starmap, accumulate, pairwise,
 * zip_longest.
 */
#include "modules/itertools.h"

#include "objects/generic_alias.h"

/* ---- chain ---------------------------------------------------------------------------------- */

typedef struct {
    Object head;
    Object *active; /* the iterator that is running, or NULL */
    Object *source; /* gives the iterables; NULL: exhausted */
} Chain;
ITERTOOL_OWNS(chain, 2)

static Object *chain_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_construct_keywords(type, &chain_type, "chain", kwnames) < 0)
        return NULL;
    Object *iterables = tuple_from(args, (size_t)positional);
    Object *source = iterables ? object_iterate(iterables) : NULL;
    xdecref(iterables);
    return source ? ITERTOOL_NEW(type, NULL, source) : NULL;
}

FUNCTION(chain_from_iterable)
{
    (void)positional, (void)kwnames;
    Object *source = object_iterate(args[0]);
    return source ? ITERTOOL_NEW((Type *)self, NULL, source) : NULL;
}

/* Goes on to the next iterable. False: there is none, or an error. */
static bool open_next(Chain *self)
{
    Object *iterable = itertool_next(self->source);
    self->active = iterable ? object_iterate(iterable) : NULL;
    xdecref(iterable);
    if (!self->active)
        clear_reference(self->source);
    return self->active != NULL;
}

static Object *chain_next(Object *object)
{
    Chain *self = (Chain *)object;
    while (self->source && (self->active || open_next(self))) {
        Object *item = itertool_next(self->active);
        if (item || error_occurred())
            return item;
        clear_reference(self->active);
    }
    return NULL;
}

FUNCTION(alias_of_class)
{
    (void)positional, (void)kwnames;
    return generic_alias_new(self, args[0]);
}

static const MethodDef chain_methods[] = {
    { "from_iterable", chain_from_iterable, 1, 1, METHOD_CLASS,
      "from_iterable(iterable, /): chain(*iterable), drawn when it is needed" },
    { "__class_getitem__", alias_of_class, 1, 1, METHOD_CLASS, NULL },
    { 0 },
};

ITERTOOL_TYPE(chain, "itertools.chain", Chain, chain_next,
              "chain(*iterables)\n\nThe items of one iterable after the other.",
              .construct = chain_make, .methods = chain_methods);

/* ---- starmap -------------------------------------------------------------------------------- */

typedef struct { Object head; Object *source, *function; } Starmap;
ITERTOOL_OWNS(starmap, 2)

static Object *starmap_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_construct_arguments(type, &starmap_type, "starmap", positional, kwnames, 2, 2) < 0)
        return NULL;
    Object *source = object_iterate(args[1]);
    return source ? ITERTOOL_NEW(type, source, incref(args[0])) : NULL;
}

static Object *starmap_next(Object *object)
{
    Starmap *self = (Starmap *)object;
    Object *item = itertool_advance(self->source);
    Tuple *arguments = item ? (Tuple *)sequence_to_tuple(item) : NULL;
    xdecref(item);
    Object *result = arguments ? object_call(self->function, arguments->items,
                                             (int)arguments->size, NULL) : NULL;
    xdecref(arguments);
    return result;
}

ITERTOOL_TYPE(starmap, "itertools.starmap", Starmap, starmap_next,
              "starmap(function, iterable, /)\n\nfunction(*arguments) for each of the iterable.",
              .construct = starmap_make);

/* ---- accumulate ----------------------------------------------------------------------------- */

typedef struct {
    Object head;
    Object *function; /* NULL: addition */
    Object *source;
    Object *total;    /* so far; NULL: nothing was given yet */
    Object *initial;  /* still to be given, or NULL */
} Accumulate;
ITERTOOL_OWNS(accumulate, 4)

static Object *accumulate_make(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "iterable", "func", "initial", NULL };
    Object *values[3];
    if (parse_required_arguments("accumulate", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    if (positional > 2)
        return raise(&type_error_type, "accumulate() takes at most 2 positional arguments "
                     "(%d given)", positional);
    Object *source = object_iterate(values[0]);
    if (!source)
        return NULL;
    for (int i = 1; i < 3; i++)
        if (values[i] == NONE)
            values[i] = NULL;
    return ITERTOOL_NEW(type, xincref(values[1]), source, NULL, xincref(values[2]));
}

static Object *accumulate_next(Object *object)
{
    Accumulate *self = (Accumulate *)object;
    if (self->initial) {
        self->total = self->initial;
        self->initial = NULL;
        return incref(self->total);
    }
    Object *item = itertool_advance(self->source);
    if (!item)
        return NULL;
    if (!self->total) {
        self->total = item;
        return incref(item);
    }
    Object *both[] = { self->total, item };
    Object *total = self->function ? object_call(self->function, both, 2, NULL)
                                   : object_binary(OP_ADD, self->total, item);
    decref(item);
    if (total)
        replace_reference(self->total, incref(total));
    return total;
}

ITERTOOL_TYPE(accumulate, "itertools.accumulate", Accumulate, accumulate_next,
              "accumulate(iterable, func=None, *, initial=None)\n\nThe sums (or other results) of "
              "the items so far.", .construct = accumulate_make);

/* ---- pairwise ------------------------------------------------------------------------------- */

typedef struct {
    Object head;
    Object *source; /* NULL: exhausted */
    Object *last;   /* the item drawn last, or NULL */
} Pairwise;
ITERTOOL_OWNS(pairwise, 2)

static Object *pairwise_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_construct_arguments(type, &pairwise_type, "pairwise", positional, kwnames, 1, 1) < 0)
        return NULL;
    Object *source = object_iterate(args[0]);
    return source ? ITERTOOL_NEW(type, source, NULL) : NULL;
}

/* Drawing an item can run code that draws from this same iterator: both fields are looked at anew
 * after each. */
static Object *pairwise_next(Object *object)
{
    Pairwise *self = (Pairwise *)object;
    if (!self->source)
        return NULL;
    if (!self->last) {
        Object *first = itertool_advance(self->source);
        replace_reference(self->last, first);
        if (!first || !self->source) {
            clear_reference(self->source);
            clear_reference(self->last);
            return NULL;
        }
    }
    Object *last = incref(self->last), *item = itertool_advance(self->source);
    if (!item) {
        clear_reference(self->source);
        clear_reference(self->last);
        decref(last);
        return NULL;
    }
    Object *pair = tuple_from((Object *[]){ last, item }, 2);
    replace_reference(self->last, item);
    decref(last);
    return pair;
}

ITERTOOL_TYPE(pairwise, "itertools.pairwise", Pairwise, pairwise_next,
              "pairwise(iterable, /)\n\nPairs of items that follow each other.",
              .construct = pairwise_make);

/* ---- zip_longest ---------------------------------------------------------------------------- */

typedef struct {
    Object head;
    Object *sources; /* tuple of iterators; NULL in the place of one that has ended */
    Object *given;   /* the tuple that tuple_to_fill keeps, or NULL */
    Object *filling;
    intptr_t active; /* so many have not ended */
} ZipLongest;
ITERTOOL_OWNS(zip_longest, 3)

static Object *zip_longest_make(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "fillvalue", NULL };
    Object *filling = NONE;
    if (!no_keywords(kwnames)) {
        Tuple *keywords = (Tuple *)kwnames;
        if (keywords->size != 1 || !str_equal_text(keywords->items[0], names[0]))
            return raise(&type_error_type, "zip_longest() got an unexpected keyword argument");
        filling = args[positional];
    }
    Tuple *sources = (Tuple *)tuple_new((size_t)positional);
    for (int i = 0; sources && i < positional; i++) {
        sources->items[i] = object_iterate(args[i]);
        if (!sources->items[i])
            clear_reference(sources);
    }
    ZipLongest *self = sources ? ITERTOOL_NEW(type, &sources->head, NULL, incref(filling)) : NULL;
    if (!self)
        return NULL;
    self->active = positional;
    Tuple *first = tuple_to_fill(&self->given, (size_t)positional);
    if (!first)
        clear_reference(self);
    xdecref(first);
    return (Object *)self;
}

/* The next item of source number i, or what fills its place. NULL: an error, or all have ended. */
static Object *next_or_filling(ZipLongest *self, intptr_t i)
{
    Object **source = &((Tuple *)self->sources)->items[i];
    Object *item = *source ? itertool_next(*source) : NULL;
    if (item)
        return item;
    if (error_occurred()) {
        self->active = 0;
        return NULL;
    }
    if (*source && --self->active == 0)
        return NULL;
    clear_reference(*source);
    return incref(self->filling);
}

static Object *zip_longest_next(Object *object)
{
    ZipLongest *self = (ZipLongest *)object;
    intptr_t size = ((Tuple *)self->sources)->size;
    if (size == 0 || self->active == 0)
        return NULL;
    Tuple *items = tuple_to_fill(&self->given, (size_t)size);
    for (intptr_t i = 0; items && i < size; i++) {
        Object *item = next_or_filling(self, i);
        if (item)
            tuple_fill(items, i, item);
        else
            clear_reference(items);
    }
    return (Object *)items;
}

ITERTOOL_TYPE(zip_longest, "itertools.zip_longest", ZipLongest, zip_longest_next,
              "zip_longest(*iterables, fillvalue=None)\n\nTuples of one item of each, until the "
              "longest ends.", .construct = zip_longest_make);
