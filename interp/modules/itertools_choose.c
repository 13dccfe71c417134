/*
 * itertools_choose.c: the iterators that choose from pools: product, permutations, combinations,
 * combinations_with_replacement. Each keeps the tuple that it gave last, and the places in the
 * pools from which its items come; the next tuple differs from there on where a place moved. A
 * tuple that nobody else holds is used again, as in CPython, where it can be seen by its identity.
 */
#include "modules/itertools.h"

#include "memory/collector.h"
#include "memory/memory.h"

typedef struct {
    Object head;
    Object *pools;      /* product: a tuple of tuples; otherwise the pool, a tuple */
    Object *result;     /* the tuple given last; NULL: none yet */
    intptr_t *indices;  /* per item of the result: its place in its pool */
    intptr_t *cycles;   /* permutations: per item, how often its place still moves; or NULL */
    intptr_t size;      /* items of a result */
    intptr_t index_room, cycle_room; /* allocated */
    bool stopped;
} Choice;

static void choice_destroy(Object *object)
{
    Choice *self = (Choice *)object;
    mem_free(self->indices, (size_t)self->index_room * sizeof(intptr_t));
    mem_free(self->cycles, (size_t)self->cycle_room * sizeof(intptr_t));
    self->indices = self->cycles = NULL;
    itertool_destroy(object, 2);
}

static int choice_traverse(Object *self, Visitor visit, void *context)
{
    return itertool_visit(self, 2, visit, context);
}

static size_t choice_extra_size(Object *object)
{
    Choice *self = (Choice *)object;
    return (size_t)(self->index_room + self->cycle_room) * sizeof(intptr_t);
}

/* 0 .. count - 1 (or zeros). NULL with MemoryError. */
static intptr_t *numbers_new(intptr_t count, bool rising)
{
    size_t bytes = (size_t)count * sizeof(intptr_t);
    intptr_t *numbers = count < INTPTR_MAX / (intptr_t)sizeof(intptr_t) / 4
                      ? mem_alloc_zeroed(bytes) : NULL;
    if (!numbers)
        return raise_no_memory();
    for (intptr_t i = 0; rising && i < count; i++)
        numbers[i] = i;
    return numbers;
}

/* pools is stolen. The indices are 0 .. count - 1, or zeros. */
static Choice *choice_new(Type *type, Object *pools, intptr_t size, intptr_t count, bool rising)
{
    Choice *self = pools ? ITERTOOL_NEW(type, pools, NULL) : NULL;
    if (!self)
        return NULL;
    self->size = size;
    self->indices = numbers_new(count, rising);
    if (self->indices)
        self->index_room = count;
    else
        clear_reference(self);
    return self;
}

/* ---- the results ---------------------------------------------------------------------------- */

/* The pool of item i of a result. */
static Tuple *pool_of(Choice *self, intptr_t i)
{
    Tuple *pools = (Tuple *)self->pools;
    return self->head.type->next == product_type.next ? (Tuple *)pools->items[i] : pools;
}

/* The first result: what the indices say. */
static Object *first_result(Choice *self)
{
    Tuple *result = (Tuple *)tuple_new((size_t)self->size);
    for (intptr_t i = 0; result && i < self->size; i++)
        result->items[i] = incref(pool_of(self, i)->items[self->indices[i]]);
    self->result = (Object *)result;
    return xincref(self->result);
}

/* The last result as one that may be changed. False: no memory. */
static bool own_result(Choice *self)
{
    if (self->result->refcount > 1) {
        Object *copy = tuple_from(((Tuple *)self->result)->items, (size_t)self->size);
        if (!copy)
            return false;
        replace_reference(self->result, copy);
    } else if (self->size > 0 && !gc_is_tracked(self->result)) {
        gc_track(self->result); /* the collector found nothing but numbers in it */
    }
    return true;
}

/* Items from..size - 1 anew, after their indices have moved. */
static Object *changed_result(Choice *self, intptr_t from)
{
    Tuple *result = (Tuple *)self->result;
    for (intptr_t i = from; i < self->size; i++)
        tuple_fill(result, i, incref(pool_of(self, i)->items[self->indices[i]]));
    return incref(self->result);
}

/* The iterator's next: `advance` moves the indices, and gives the first item that changes; -1:
 * there is no further result. */
static Object *choice_next(Choice *self, intptr_t (*advance)(Choice *self))
{
    if (self->stopped)
        return NULL;
    if (!self->result)
        return first_result(self);
    if (!own_result(self))
        return NULL;
    intptr_t changed = advance(self);
    if (changed >= 0)
        return changed_result(self, changed);
    self->stopped = true;
    return NULL;
}

#define CHOICE_TYPE(c_name, text)                                                                \
    static Object *c_name##_next(Object *self)                                                   \
    { return choice_next((Choice *)self, c_name##_advance); }                                    \
    static void c_name##_destroy(Object *self) { choice_destroy(self); }                         \
    static int c_name##_traverse(Object *self, Visitor visit, void *context)                     \
    { return choice_traverse(self, visit, context); }                                            \
    ITERTOOL_TYPE(c_name, "itertools." #c_name, Choice, c_name##_next, text,                     \
                  .construct = c_name##_make, .extra_size = choice_extra_size)

/* ---- product -------------------------------------------------------------------------------- */

/* (tuple(iterable), ...), `repeat` times over. */
static Object *make_pools(Object **iterables, intptr_t count, intptr_t repeat)
{
    Tuple *pools = (Tuple *)tuple_new((size_t)(count * repeat));
    for (intptr_t i = 0; pools && i < count * repeat; i++) {
        pools->items[i] = i < count ? sequence_to_tuple(iterables[i])
                                    : incref(pools->items[i - count]);
        if (!pools->items[i])
            clear_reference(pools);
    }
    return (Object *)pools;
}

static Object *product_make(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "repeat", NULL };
    Object *value;
    if (parse_arguments("product", args + positional, 0, kwnames, names, &value) < 0)
        return NULL;
    int64_t repeat = 1;
    if (value && size_argument(value, &repeat) < 0)
        return NULL;
    if (repeat < 0)
        return raise(&value_error_type, "repeat argument cannot be negative");
    if (positional > 0 && repeat > INTPTR_MAX / (intptr_t)sizeof(Object *) / positional)
        return raise(&overflow_error_type, "repeat argument too large");
    Object *pools = make_pools(args, repeat ? positional : 0, (intptr_t)(positional ? repeat : 0));
    intptr_t size = pools ? ((Tuple *)pools)->size : 0;
    Choice *self = choice_new(type, pools, size, size, false);
    for (intptr_t i = 0; self && i < size; i++)
        if (pool_of(self, i)->size == 0)
            self->stopped = true;
    return (Object *)self;
}

/* As a mileage counter: the last place moves; where it comes round, the one before it as well. */
static intptr_t product_advance(Choice *self)
{
    for (intptr_t i = self->size - 1; i >= 0; i--) {
        if (++self->indices[i] < pool_of(self, i)->size)
            return i;
        self->indices[i] = 0;
    }
    return -1;
}

CHOICE_TYPE(product, "product(*iterables, repeat=1)\n\nTuples of one item of each iterable: what "
                     "nested loops would give.");

/* ---- combinations --------------------------------------------------------------------------- */

/* Arguments (iterable, r): the pool (new) and *r. NULL: an exception. Where r is required, CPython
 * looks at it before it draws the pool; otherwise (permutations) afterwards. */
static Object *pool_and_size(const char *name, Object **args, int positional, Object *kwnames,
                             int required, int64_t *r)
{
    static const char *const names[] = { "iterable", "r", NULL };
    Object *values[2];
    if (parse_required_arguments(name, args, positional, kwnames, names, required, values) < 0)
        return NULL;
    bool all = required == 1 && (!values[1] || values[1] == NONE);
    if (!all && required == 2 && size_argument(values[1], r) < 0)
        return NULL;
    Object *pool = sequence_to_tuple(values[0]);
    if (!pool)
        return NULL;
    if (all)
        *r = ((Tuple *)pool)->size;
    else if (required == 1 && !IS_INT(values[1]))
        raise(&type_error_type, "Expected int as r");
    else if ((required == 2 || size_argument(values[1], r) == 0) && *r < 0)
        raise(&value_error_type, "r must be non-negative");
    if (error_occurred())
        clear_reference(pool);
    return pool;
}

static Object *combinations_make(Type *type, Object **args, int positional, Object *kwnames)
{
    int64_t r;
    Object *pool = pool_and_size("combinations", args, positional, kwnames, 2, &r);
    bool possible = pool && r <= ((Tuple *)pool)->size;
    Choice *self = choice_new(type, pool, possible ? (intptr_t)r : 0, possible ? (intptr_t)r : 0,
                              true);
    if (self)
        self->stopped = !possible;
    return (Object *)self;
}

/* The last place that can still move does; those behind it follow it closely. */
static intptr_t combinations_advance(Choice *self)
{
    intptr_t pool_size = ((Tuple *)self->pools)->size, i = self->size - 1;
    while (i >= 0 && self->indices[i] == i + pool_size - self->size)
        i--;
    if (i < 0)
        return -1;
    self->indices[i]++;
    for (intptr_t j = i + 1; j < self->size; j++)
        self->indices[j] = self->indices[j - 1] + 1;
    return i;
}

CHOICE_TYPE(combinations, "combinations(iterable, r)\n\nTuples of r items in the order in which they "
                          "stand.");

static Object *combinations_with_replacement_make(Type *type, Object **args, int positional,
                                                  Object *kwnames)
{
    int64_t r;
    Object *pool = pool_and_size("combinations_with_replacement", args, positional, kwnames, 2, &r);
    bool possible = pool && (r == 0 || ((Tuple *)pool)->size > 0);
    if (possible && r > INTPTR_MAX)
        r = INTPTR_MAX;
    Choice *self = choice_new(type, pool, possible ? (intptr_t)r : 0, possible ? (intptr_t)r : 0,
                              false);
    if (self)
        self->stopped = !possible;
    return (Object *)self;
}

static intptr_t combinations_with_replacement_advance(Choice *self)
{
    intptr_t last = ((Tuple *)self->pools)->size - 1, i = self->size - 1;
    while (i >= 0 && self->indices[i] == last)
        i--;
    if (i < 0)
        return -1;
    intptr_t index = self->indices[i] + 1;
    for (intptr_t j = i; j < self->size; j++)
        self->indices[j] = index;
    return i;
}

CHOICE_TYPE(combinations_with_replacement,
            "combinations_with_replacement(iterable, r)\n\nThe same, and an item may be chosen more "
            "than once.");

/* ---- permutations --------------------------------------------------------------------------- */

static Object *permutations_make(Type *type, Object **args, int positional, Object *kwnames)
{
    int64_t r;
    Object *pool = pool_and_size("permutations", args, positional, kwnames, 1, &r);
    intptr_t n = pool ? ((Tuple *)pool)->size : 0;
    bool possible = pool && r <= n;
    Choice *self = choice_new(type, pool, possible ? (intptr_t)r : 0, n, true);
    if (!self)
        return NULL;
    self->cycles = numbers_new(self->size, false);
    if (!self->cycles) {
        decref(&self->head);
        return NULL;
    }
    self->cycle_room = self->size;
    for (intptr_t i = 0; i < self->size; i++)
        self->cycles[i] = n - i;
    self->stopped = !possible;
    return (Object *)self;
}

/* The indices hold all n places, those of the result in front. Each place i of the result takes all
 * that stand behind it in turn; when it has had them all, the rest is as it was. */
static intptr_t permutations_advance(Choice *self)
{
    intptr_t n = self->index_room, *indices = self->indices;
    for (intptr_t i = self->size - 1; i >= 0; i--) {
        if (--self->cycles[i] > 0) {
            intptr_t other = n - self->cycles[i], index = indices[i];
            indices[i] = indices[other];
            indices[other] = index;
            return i;
        }
        intptr_t index = indices[i];
        for (intptr_t j = i; j < n - 1; j++)
            indices[j] = indices[j + 1];
        indices[n - 1] = index;
        self->cycles[i] = n - i;
    }
    return -1;
}

CHOICE_TYPE(permutations, "permutations(iterable, r=None)\n\nTuples of r items in every order.");
