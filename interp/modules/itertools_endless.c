/*
 * itertools_endless.c: count, cycle and repeat: iterators that need not end.
 */
#include "modules/itertools.h"

/* ---- count: next number, step; the number alone while it is a small one and the step is 1 --- */

typedef struct {
    Object head;
    Object *number; /* the next one; NULL: it is in `small` */
    Object *step;
    int64_t small;
} Count;
ITERTOOL_OWNS(count, 2)

static bool is_number(Object *o)
{
    if (HAS_FLAG(o, TYPE_INT | TYPE_FLOAT))
        return true;
    static const char *const methods[] = { "__index__", "__int__", "__float__" };
    for (int i = 0; i < 3; i++) {
        Object *method = object_special_method(o, methods[i]);
        xdecref(method);
        if (method)
            return true;
        error_clear();
    }
    return false;
}

static bool is_one(Object *o)
{
    bool overflow = false;
    return IS_INT(o) && int_as_int64(o, &overflow) == 1;
}

static Object *count_make(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "start", "step", NULL };
    Object *values[2];
    if (parse_arguments("count", args, positional, kwnames, names, values) < 0)
        return NULL;
    if ((values[0] && !is_number(values[0])) || (values[1] && !is_number(values[1])))
        return raise(&type_error_type, "a number is required");
    Object *start = values[0] ? incref(values[0]) : int_from(0);
    Object *step = values[1] ? incref(values[1]) : int_from(1);
    bool overflow = false;
    int64_t small = start && IS_INT(start) ? int_as_int64(start, &overflow) : 0;
    bool fast = start && step && IS_INT(start) && !overflow && is_one(step);
    if (fast)
        clear_reference(start);
    if (!step || (!start && !fast)) {
        xdecref(start);
        xdecref(step);
        return NULL;
    }
    Count *self = ITERTOOL_NEW(type, start, step);
    if (self)
        self->small = small;
    return (Object *)self;
}

static Object *count_next(Object *object)
{
    Count *self = (Count *)object;
    if (!self->number && self->small != INT64_MAX)
        return int_from(self->small++);
    if (!self->number)
        self->number = int_from(self->small);
    Object *number = self->number;
    Object *following = number ? object_binary(OP_ADD, number, self->step) : NULL;
    if (!following)
        return NULL;
    self->number = following;
    return number;
}

static Object *count_repr(Object *object)
{
    Count *self = (Count *)object;
    Object *number = self->number ? incref(self->number) : int_from(self->small);
    if (!number)
        return NULL;
    Object *text = is_one(self->step)
        ? str_from_format("count(%R)", number)
        : str_from_format("count(%R, %R)", number, self->step);
    decref(number);
    return text;
}

ITERTOOL_TYPE(count, "itertools.count", Count, count_next,
              "count(start=0, step=1)\n\nNumbers from start on, without end.",
              .construct = count_make, .repr = count_repr);

/* ---- cycle ---------------------------------------------------------------------------------- */

typedef struct {
    Object head;
    Object *source; /* NULL: it has ended, all its items are in `saved` */
    Object *saved;  /* list */
    intptr_t index; /* the next of the saved ones */
} Cycle;
ITERTOOL_OWNS(cycle, 2)

static Object *cycle_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_construct_arguments(type, &cycle_type, "cycle", positional, kwnames, 1, 1) < 0)
        return NULL;
    Object *source = object_iterate(args[0]);
    Object *saved = source ? list_new(0) : NULL;
    if (!saved) {
        xdecref(source);
        return NULL;
    }
    return ITERTOOL_NEW(type, source, saved);
}

static Object *cycle_next(Object *object)
{
    Cycle *self = (Cycle *)object;
    if (self->source) {
        Object *item = itertool_next(self->source);
        if (item && list_append(self->saved, item) < 0)
            clear_reference(item);
        if (item || error_occurred())
            return item;
        clear_reference(self->source);
    }
    List *saved = (List *)self->saved;
    if (saved->size == 0)
        return NULL;
    Object *item = incref(saved->items[self->index]);
    self->index = self->index + 1 < saved->size ? self->index + 1 : 0;
    return item;
}

ITERTOOL_TYPE(cycle, "itertools.cycle", Cycle, cycle_next,
              "cycle(iterable, /)\n\nThe items, over and over again.", .construct = cycle_make);

/* ---- repeat --------------------------------------------------------------------------------- */

enum { FOR_EVER = -1 };
typedef struct {
    Object head;
    Object *element;
    int64_t left; /* how often still, or FOR_EVER */
} Repeat;
ITERTOOL_OWNS(repeat, 1)

static Object *repeat_make(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "object", "times", NULL };
    Object *values[2];
    if (parse_required_arguments("repeat", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    int64_t times = FOR_EVER;
    if (values[1]) {
        if (size_argument(values[1], &times) < 0)
            return NULL;
        if (times < 0)
            times = 0;
    }
    Repeat *self = ITERTOOL_NEW(type, incref(values[0]));
    if (self)
        self->left = times;
    return (Object *)self;
}

static Object *repeat_next(Object *object)
{
    Repeat *self = (Repeat *)object;
    if (self->left == 0)
        return NULL;
    if (self->left > 0)
        self->left--;
    return incref(self->element);
}

static Object *repeat_repr(Object *object)
{
    Repeat *self = (Repeat *)object;
    if (self->left == FOR_EVER)
        return str_from_format("repeat(%R)", self->element);
    Object *left = int_from(self->left);
    Object *text = left ? str_from_format("repeat(%R, %S)", self->element, left) : NULL;
    xdecref(left);
    return text;
}

FUNCTION(repeat_length_hint)
{
    (void)args, (void)positional, (void)kwnames;
    int64_t left = ((Repeat *)self)->left;
    return left != FOR_EVER ? int_from(left)
                            : raise(&type_error_type, "len() of unsized object");
}

static const MethodDef repeat_methods[] = {
    { "__length_hint__", repeat_length_hint, 0, 0, 0, NULL },
    { 0 },
};

ITERTOOL_TYPE(repeat, "itertools.repeat", Repeat, repeat_next,
              "repeat(object[, times])\n\nThe object, so many times or without end.",
              .construct = repeat_make, .repr = repeat_repr, .methods = repeat_methods);
