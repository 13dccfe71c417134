/*
 * itertools_select.c: the iterators that leave items out: islice, takewhile, dropwhile,
 * filterfalse, compress.
 */
#include "modules/itertools.h"

/* ---- islice --------------------------------------------------------------------------------- */

enum { NO_STOP = -1 };
typedef struct {
    Object head;
    Object *source; /* NULL: exhausted */
    int64_t next;   /* number of the item to give next */
    int64_t stop;   /* or NO_STOP */
    int64_t step;
    int64_t taken;  /* so many items were drawn from the source */
} Islice;
ITERTOOL_OWNS(islice, 1)

/* The bound, or `otherwise` where it is None; -1 where it is none (no exception is set). */
static int64_t bound(Object *o, int64_t otherwise)
{
    if (o == NONE)
        return otherwise;
    int64_t value = object_as_int64(o, &overflow_error_type);
    error_clear();
    return value;
}

static int read_bounds(Object **args, int count, Islice *to)
{
    Object *stop = args[count == 1 ? 0 : 1];
    to->next = count == 1 ? 0 : bound(args[0], 0);
    to->stop = bound(stop, NO_STOP);
    if (to->stop == -1 && stop != NONE)
        return raise_int(&value_error_type, "Stop argument for islice() must be None or an "
                                            "integer: 0 <= x <= sys.maxsize.");
    if (to->next < 0 || to->stop < NO_STOP)
        return raise_int(&value_error_type, "Indices for islice() must be None or an integer: "
                                            "0 <= x <= sys.maxsize.");
    to->step = count == 3 ? bound(args[2], 1) : 1;
    if (to->step < 1)
        return raise_int(&value_error_type, "Step for islice() must be a positive integer or None.");
    return 0;
}

static Object *islice_make(Type *type, Object **args, int positional, Object *kwnames)
{
    Islice bounds = { 0 };
    if (check_construct_arguments(type, &islice_type, "islice", positional, kwnames, 2, 4) < 0
        || read_bounds(args + 1, positional - 1, &bounds) < 0)
        return NULL;
    Object *source = object_iterate(args[0]);
    Islice *self = source ? ITERTOOL_NEW(type, source) : NULL;
    if (self) {
        self->next = bounds.next;
        self->stop = bounds.stop;
        self->step = bounds.step;
    }
    return (Object *)self;
}

/* The next item of the source; at its end (and where wanted is false) the source is given up. */
static Object *draw(Islice *self, bool wanted)
{
    Object *item = wanted && self->source ? itertool_advance(self->source) : NULL;
    if (item)
        self->taken++;
    else
        clear_reference(self->source);
    return item;
}

static Object *islice_next(Object *object)
{
    Islice *self = (Islice *)object;
    if (!self->source)
        return NULL;
    while (self->taken < self->next) {
        Object *skipped = draw(self, true);
        if (!skipped)
            return NULL;
        decref(skipped);
    }
    Object *item = draw(self, self->stop == NO_STOP || self->taken < self->stop);
    if (!item)
        return NULL;
    if (__builtin_add_overflow(self->next, self->step, &self->next)
        || (self->stop != NO_STOP && self->next > self->stop))
        self->next = self->stop;
    return item;
}

ITERTOOL_TYPE(islice, "itertools.islice", Islice, islice_next,
              "islice(iterable, stop) or islice(iterable, start, stop[, step])\n\nThe items that a "
              "slice with these bounds would have.", .construct = islice_make);

/* ---- takewhile, dropwhile, filterfalse: a function that chooses ----------------------------- */

typedef struct {
    Object head;
    Object *source;
    Object *function;
    bool decided; /* takewhile has ended, dropwhile has begun */
} Chooser;

static Object *chooser_make(Type *type, Type *own, const char *name, Object **args, int positional,
                            Object *kwnames)
{
    if (check_construct_arguments(type, own, name, positional, kwnames, 2, 2) < 0)
        return NULL;
    Object *source = object_iterate(args[1]);
    return source ? ITERTOOL_NEW(type, source, incref(args[0])) : NULL;
}

/* What the function says of the item: 1, 0, -1. */
static int ask(Object *function, Object *item)
{
    Object *answer = object_call_one(function, item);
    int truth = answer ? object_truth(answer) : -1;
    xdecref(answer);
    return truth;
}

static Object *takewhile_next(Object *object)
{
    Chooser *self = (Chooser *)object;
    Object *item = self->decided ? NULL : itertool_advance(self->source);
    if (!item)
        return NULL;
    int keep = ask(self->function, item);
    if (keep > 0)
        return item;
    decref(item);
    if (keep == 0)
        self->decided = true;
    return NULL;
}

static Object *dropwhile_next(Object *object)
{
    Chooser *self = (Chooser *)object;
    Object *item;
    while ((item = itertool_advance(self->source))) {
        int drop = self->decided ? 0 : ask(self->function, item);
        if (drop == 0) {
            self->decided = true;
            return item;
        }
        decref(item);
        if (drop < 0)
            return NULL;
    }
    return NULL;
}

static Object *filterfalse_next(Object *object)
{
    Chooser *self = (Chooser *)object;
    bool own_truth = self->function == NONE || self->function == &bool_type.head;
    Object *item;
    while ((item = itertool_advance(self->source))) {
        int drop = own_truth ? object_truth(item) : ask(self->function, item);
        if (drop == 0)
            return item;
        decref(item);
        if (drop < 0)
            return NULL;
    }
    return NULL;
}

#define CHOOSER_TYPE(name, text)                                                                 \
    static Object *name##_make(Type *type, Object **args, int positional, Object *kwnames)       \
    { return chooser_make(type, &name##_type, #name, args, positional, kwnames); }               \
    ITERTOOL_OWNS(name, 2)                                                                       \
    ITERTOOL_TYPE(name, "itertools." #name, Chooser, name##_next, text, .construct = name##_make)

CHOOSER_TYPE(takewhile, "takewhile(predicate, iterable, /)\n\nThe items up to the first for which "
                        "the predicate is false.");
CHOOSER_TYPE(dropwhile, "dropwhile(predicate, iterable, /)\n\nThe items from the first on for which "
                        "the predicate is false.");
CHOOSER_TYPE(filterfalse, "filterfalse(function, iterable, /)\n\nThe items for which the function is "
                          "false; None: that are false themselves.");

/* ---- compress ------------------------------------------------------------------------------- */

typedef struct { Object head; Object *data, *selectors; } Compress;
ITERTOOL_OWNS(compress, 2)

static Object *compress_make(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "data", "selectors", NULL };
    Object *values[2];
    if (parse_required_arguments("compress", args, positional, kwnames, names, 2, values) < 0)
        return NULL;
    Object *data = object_iterate(values[0]);
    Object *selectors = data ? object_iterate(values[1]) : NULL;
    if (!selectors) {
        xdecref(data);
        return NULL;
    }
    return ITERTOOL_NEW(type, data, selectors);
}

static Object *compress_next(Object *object)
{
    Compress *self = (Compress *)object;
    for (;;) {
        Object *item = itertool_advance(self->data);
        Object *selector = item ? itertool_advance(self->selectors) : NULL;
        int keep = selector ? object_truth(selector) : -1;
        xdecref(selector);
        if (keep > 0)
            return item;
        xdecref(item);
        if (keep < 0)
            return NULL;
    }
}

ITERTOOL_TYPE(compress, "itertools.compress", Compress, compress_next,
              "compress(data, selectors)\n\nThe items of data whose selectors are true.",
              .construct = compress_make);
