/*
 * set_methods.c: what can be done with sets: the iterator, comparisons, operators, methods.
 * Which of two sets is walked through decides the order of the result: it is CPython's choice.
 */
#include "objects/set.h"

#include "objects/generic_alias.h"
#include "objects/iterators.h"
#include "vm/errors.h"

/* ---- iterator ------------------------------------------------------------------------------- */

typedef struct {
    Object head;
    Set *set;         /* NULL: exhausted */
    size_t position;
    intptr_t used;    /* the set's size at the start; -1 after it changed */
} SetIterator;

Object *set_iterate(Object *self)
{
    SetIterator *iterator = object_new(&set_iterator_type, 0);
    if (iterator == NULL)
        return NULL;
    iterator->set = (Set *)incref(self);
    iterator->used = iterator->set->used;
    gc_track(iterator);
    return &iterator->head;
}

static Object *set_iterator_next(Object *self)
{
    SetIterator *iterator = (SetIterator *)self;
    if (iterator->set == NULL)
        return NULL;
    if (iterator->used != iterator->set->used) {
        iterator->used = -1;
        return raise(&runtime_error_type, "Set changed size during iteration");
    }
    Object *key;
    uint64_t hash;
    if (set_next(iterator->set, &iterator->position, &key, &hash))
        return incref(key);
    clear_reference(iterator->set);
    return NULL;
}

static Object *set_iterator_length_hint(Object *self, Object **args, int positional,
                                        Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    SetIterator *iterator = (SetIterator *)self;
    intptr_t left = 0;
    if (iterator->set != NULL && iterator->used == iterator->set->used) {
        size_t position = iterator->position;
        Object *key;
        uint64_t hash;
        while (set_next(iterator->set, &position, &key, &hash))
            left++;
    }
    return int_from(left);
}

static const MethodDef set_iterator_methods[] = {
    { "__length_hint__", set_iterator_length_hint, 0, 0, 0, NULL },
    { 0 },
};

static void set_iterator_destroy(Object *self)
{
    gc_untrack(self);
    clear_reference(((SetIterator *)self)->set);
    object_free(self, 0);
}

static int set_iterator_traverse(Object *self, Visitor visit, void *context)
{
    Set *set = ((SetIterator *)self)->set;
    return set != NULL ? visit(&set->head, context) : 0;
}

Type set_iterator_type = {
    .head = { 1, &type_type },
    .name = "set_iterator",
    .basic_size = sizeof(SetIterator),
    .flags = TYPE_GC,
    .destroy = set_iterator_destroy,
    .traverse = set_iterator_traverse,
    .iterate = iterator_self,
    .next = set_iterator_next,
    .methods = set_iterator_methods,
};

/* ---- comparison ----------------------------------------------------------------------------- */

/* 1 when set has every key of `keys` (wanted 1), or none (wanted 0); else 0, or -1: error. The walk
 * stops at the first other one. */
static int contains_keys(Set *set, Set *keys, int wanted)
{
    size_t position = 0;
    Object *key;
    uint64_t hash;
    int found = wanted;
    while (found == wanted && set_next(keys, &position, &key, &hash)) {
        incref(key);
        found = set_has_hashed(set, key, hash);
        decref(key);
    }
    return found < 0 ? -1 : found == wanted;
}

/* The same for the items of anything that can be iterated. */
static int contains_items(Set *set, Object *items, int wanted)
{
    Object *iterator = object_iterate(items), *key;
    if (iterator == NULL)
        return -1;
    int found = wanted;
    while (found == wanted && (key = object_next(iterator)) != NULL) {
        int64_t hash = object_hash(key);
        found = hash == -1 ? -1 : set_has_hashed(set, key, (uint64_t)hash);
        decref(key);
    }
    decref(iterator);
    return found < 0 || error_occurred() ? -1 : found == wanted;
}

/* Whether every key of a is in b. */
static int is_subset(Set *a, Set *b)
{
    return a->used > b->used ? 0 : contains_keys(b, a, 1);
}

Object *set_compare(Object *self, Object *other, Comparison op)
{
    if (!is_set(other))
        return incref(NOT_IMPLEMENTED);
    Set *a = (Set *)self, *b = (Set *)other;
    int holds;
    switch (op) {
    case CMP_LT: holds = a->used < b->used ? is_subset(a, b) : 0; break;
    case CMP_LE: holds = is_subset(a, b); break;
    case CMP_GT: holds = a->used > b->used ? is_subset(b, a) : 0; break;
    case CMP_GE: holds = is_subset(b, a); break;
    default: holds = a->used == b->used ? is_subset(a, b) : 0; break;
    }
    if (holds < 0)
        return NULL;
    return bool_from(op == CMP_NE ? !holds : holds);
}

/* ---- the four operations: each gives a new set of self's built-in type ----------------------- */

static Type *result_type(Object *self)
{
    return HAS_FLAG(self, TYPE_SET) ? &set_type : &frozenset_type;
}

/* Adds to result the keys of `walked` whose being in `looked` is `wanted`. */
static int add_filtered(Object *result, Set *walked, Object *looked, int wanted)
{
    size_t position = 0;
    Object *key;
    uint64_t hash;
    int status = 0;
    while (status == 0 && set_next(walked, &position, &key, &hash)) {
        incref(key);
        int found = is_set(looked) ? set_has_hashed((Set *)looked, key, hash)
                                   : dict_contains(looked, key);
        if (found < 0 || (found == wanted && set_add_hashed((Set *)result, key, hash) < 0))
            status = -1;
        decref(key);
    }
    return status;
}

/* The other operand as a set: itself, or one made of its items. New. */
static Object *as_set(Object *o)
{
    return is_set(o) ? incref(o) : set_make(&set_type, o);
}

static Object *unite(Object *self, Object *other)
{
    Object *result = set_make(result_type(self), self);
    if (result != NULL && set_update(result, other) < 0)
        clear_reference(result);
    return result;
}

static Object *intersect(Object *self, Object *other)
{
    Object *result = set_make(result_type(self), self == other ? self : NULL);
    if (result == NULL || self == other)
        return result;
    int status = 0;
    if (is_set(other)) {
        bool other_larger = ((Set *)other)->used > ((Set *)self)->used;
        status = add_filtered(result, (Set *)(other_larger ? self : other),
                              other_larger ? other : self, 1);
    } else {
        Object *iterator = object_iterate(other), *key;
        status = iterator != NULL ? 0 : -1;
        while (status == 0 && (key = object_next(iterator)) != NULL) {
            int64_t hash = object_hash(key);
            int found = hash == -1 ? -1 : set_has_hashed((Set *)self, key, (uint64_t)hash);
            if (found < 0 || (found && set_add_hashed((Set *)result, key, (uint64_t)hash) < 0))
                status = -1;
            decref(key);
        }
        xdecref(iterator);
    }
    if (status < 0 || error_occurred())
        clear_reference(result);
    return result;
}

/* Takes the keys of another set out of `set`; when there are many more of them than set has, only
 * those that are in both are walked through. */
static int subtract_set(Object *set, Object *other)
{
    bool many = ((Set *)other)->used >> 3 > ((Set *)set)->used;
    Object *walked = many ? intersect(set, other) : incref(other), *key;
    if (walked == NULL)
        return -1;
    size_t position = 0;
    uint64_t hash;
    int status = 0;
    while (status >= 0 && set_next((Set *)walked, &position, &key, &hash)) {
        incref(key);
        status = set_discard_hashed((Set *)set, key, hash);
        decref(key);
    }
    decref(walked);
    return status < 0 ? -1 : set_tidy((Set *)set);
}

/* Takes the items of other out of set. */
static int subtract_from(Object *set, Object *other)
{
    if (set == other) {
        set_clear_items((Set *)set);
        return 0;
    }
    if (is_set(other))
        return subtract_set(set, other);
    Object *iterator = object_iterate(other), *key;
    if (iterator == NULL)
        return -1;
    int status = 0;
    while (status >= 0 && (key = object_next(iterator)) != NULL) {
        int64_t hash = object_hash(key);
        status = hash == -1 ? -1 : set_discard_hashed((Set *)set, key, (uint64_t)hash);
        decref(key);
    }
    decref(iterator);
    return status < 0 || error_occurred() ? -1 : set_tidy((Set *)set);
}

static Object *subtract(Object *self, Object *other)
{
    bool lookable = is_set(other) || IS_DICT(other);
    intptr_t other_size = lookable ? object_length(other) : 0;
    if (!lookable || ((Set *)self)->used >> 2 > other_size) { /* a copy, less a few */
        Object *copy = set_make(result_type(self), self);
        if (copy != NULL && subtract_from(copy, other) < 0)
            clear_reference(copy);
        return copy;
    }
    Object *result = set_make(result_type(self), NULL);
    if (result != NULL && add_filtered(result, (Set *)self, other, 0) < 0)
        clear_reference(result);
    return result;
}

/* What is in one of the two: keys of `walked` are taken out of set, or put in. */
static int toggle(Object *set, Set *walked)
{
    if (set == &walked->head) {
        set_clear_items((Set *)set);
        return 0;
    }
    size_t position = 0;
    Object *key;
    uint64_t hash;
    int status = 0;
    while (status >= 0 && set_next(walked, &position, &key, &hash)) {
        incref(key);
        status = set_discard_hashed((Set *)set, key, hash);
        if (status == 0)
            status = set_add_hashed((Set *)set, key, hash);
        decref(key);
    }
    return status < 0 ? -1 : 0;
}

static Object *differ(Object *self, Object *other)
{
    Object *result = set_make(result_type(self), other);
    if (result != NULL && toggle(result, (Set *)self) < 0)
        clear_reference(result);
    return result;
}

/* ---- operators ------------------------------------------------------------------------------ */

Object *set_binary(BinaryOperator op, Object *left, Object *right)
{
    if (!is_set(left) || !is_set(right))
        return incref(NOT_IMPLEMENTED);
    switch (op) {
    case OP_OR: return unite(left, right);
    case OP_AND: return intersect(left, right);
    case OP_SUBTRACT: return subtract(left, right);
    case OP_XOR: return differ(left, right);
    default: return incref(NOT_IMPLEMENTED);
    }
}

/* Gives set the contents of `from` (stolen; NULL is an error passed on). */
static int take_contents(Set *set, Object *from)
{
    if (from == NULL)
        return -1;
    Set *other = (Set *)from, saved = *set;
    set->used = other->used, set->filled = other->filled;
    set->mask = other->mask, set->table = other->table, set->finger = other->finger;
    other->used = saved.used, other->filled = saved.filled;
    other->mask = saved.mask, other->table = saved.table, other->finger = saved.finger;
    decref(from);
    return 0;
}

static int update_with(BinaryOperator op, Object *self, Object *other)
{
    if (op == OP_OR)
        return set_update(self, other);
    if (op == OP_AND)
        return take_contents((Set *)self, intersect(self, other));
    if (op == OP_SUBTRACT)
        return subtract_from(self, other);
    Object *set = as_set(other);
    int status = set != NULL ? toggle(self, (Set *)set) : -1;
    xdecref(set);
    return status;
}

Object *set_inplace(BinaryOperator op, Object *left, Object *right)
{
    bool known = op == OP_OR || op == OP_AND || op == OP_SUBTRACT || op == OP_XOR;
    if (!known || !is_set(right))
        return incref(NOT_IMPLEMENTED);
    return update_with(op, left, right) < 0 ? NULL : incref(left);
}

/* ---- methods -------------------------------------------------------------------------------- */

static Object *add(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    return set_add(self, args[0]) < 0 ? NULL : incref(NONE);
}

static Object *discard(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    return set_discard(self, args[0]) < 0 ? NULL : incref(NONE);
}

static Object *remove_key(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    int found = set_discard(self, args[0]);
    if (found == 0)
        raise_value(&key_error_type, args[0]);
    return found == 1 ? incref(NONE) : NULL;
}

static Object *pop(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Object *key = set_take((Set *)self);
    return key != NULL ? key : raise(&key_error_type, "pop from an empty set");
}

static Object *clear(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    set_clear_items((Set *)self);
    return incref(NONE);
}

static Object *copy(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    if (IS_EXACT(self, frozenset_type))
        return incref(self);
    return set_make(result_type(self), self);
}

/* A new set of self's items, and then `combine` with each argument in turn. */
static Object *fold(Object *self, Object **args, int positional,
                    Object *(*combine)(Object *, Object *))
{
    if (positional == 0)
        return set_make(result_type(self), self);
    Object *result = incref(self);
    for (int i = 0; i < positional && result != NULL; i++)
        replace_reference(result, combine(result, args[i]));
    return result;
}

static Object *union_of(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    return fold(self, args, positional, unite);
}

static Object *intersection(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    return fold(self, args, positional, intersect);
}

static Object *difference(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    return fold(self, args, positional, subtract);
}

static Object *symmetric_difference(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    return differ(self, args[0]);
}

static Object *update_all(BinaryOperator op, Object *self, Object **args, int positional)
{
    for (int i = 0; i < positional; i++)
        if (update_with(op, self, args[i]) < 0)
            return NULL;
    return incref(NONE);
}

static Object *update(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    return update_all(OP_OR, self, args, positional);
}

static Object *intersection_update(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    return take_contents((Set *)self, fold(self, args, positional, intersect)) < 0 ? NULL
                                                                                   : incref(NONE);
}

static Object *difference_update(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    return update_all(OP_SUBTRACT, self, args, positional);
}

static Object *symmetric_difference_update(Object *self, Object **args, int positional,
                                           Object *kwnames)
{
    (void)kwnames;
    return update_all(OP_XOR, self, args, positional);
}

static Object *is_subset_method(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    if (is_set(args[0])) {
        int result = is_subset((Set *)self, (Set *)args[0]);
        return result < 0 ? NULL : bool_from(result);
    }
    Object *common = intersect(self, args[0]);
    if (common == NULL)
        return NULL;
    bool result = ((Set *)common)->used == ((Set *)self)->used;
    decref(common);
    return bool_from(result);
}

static Object *is_superset_method(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    int result = is_set(args[0]) ? is_subset((Set *)args[0], (Set *)self)
                                 : contains_items((Set *)self, args[0], 1);
    return result < 0 ? NULL : bool_from(result);
}

static Object *is_disjoint(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    Set *set = (Set *)self, *other = (Set *)args[0];
    int result;
    if (self == args[0])
        result = set->used == 0;
    else if (!is_set(args[0]))
        result = contains_items(set, args[0], 0);
    else
        result = other->used > set->used ? contains_keys(other, set, 0)
                                         : contains_keys(set, other, 0);
    return result < 0 ? NULL : bool_from(result);
}

#define COMMON_METHODS                                                                           \
    CLASS_GETITEM,                                                                               \
    { "copy", copy, 0, 0, 0, "Return a shallow copy of a set." },                                \
    { "difference", difference, 0, -1, METHOD_OWNED,                                             \
      "Return the difference of two or more sets." },                                            \
    { "intersection", intersection, 0, -1, METHOD_OWNED,                                         \
      "Return the intersection of two sets." },                                                  \
    { "isdisjoint", is_disjoint, 1, 1, 0, "Return True if two sets have a null intersection." }, \
    { "issubset", is_subset_method, 1, 1, 0, "Test whether another set contains this set." },    \
    { "issuperset", is_superset_method, 1, 1, 0, "Test whether this set contains another set." },\
    { "symmetric_difference", symmetric_difference, 1, 1, 0,                                     \
      "Return the symmetric difference of two sets." },                                          \
    { "union", union_of, 0, -1, METHOD_OWNED, "Return the union of sets." }

const MethodDef frozenset_methods[] = { COMMON_METHODS, { 0 } };

const MethodDef set_methods[] = {
    COMMON_METHODS,
    { "add", add, 1, 1, 0, "Add an element to a set." },
    { "clear", clear, 0, 0, 0, "Remove all elements from this set." },
    { "difference_update", difference_update, 0, -1, METHOD_TUPLE,
      "Remove all elements of another set from this set." },
    { "discard", discard, 1, 1, 0, "Remove an element from a set if it is a member." },
    { "intersection_update", intersection_update, 0, -1, METHOD_TUPLE,
      "Update a set with the intersection of itself and another." },
    { "pop", pop, 0, 0, 0, "Remove and return an arbitrary set element." },
    { "remove", remove_key, 1, 1, 0, "Remove an element from a set; it must be a member." },
    { "symmetric_difference_update", symmetric_difference_update, 1, 1, 0,
      "Update a set with the symmetric difference of itself and another." },
    { "update", update, 0, -1, METHOD_OWNED, "Update a set with the union of itself and others." },
    { 0 },
};
