/*
 * set.c: the table behind set and frozenset, and the two types. The order in which a set shows
 * its items is part of what a program prints, so places are found exactly as in CPython's
 * Objects/setobject.c: a few neighbours first, then a jump.
 */
#include "objects/set.h"

#include "memory/memory.h"
#include "objects/arguments.h"
#include "objects/int.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "vm/errors.h"

#include <string.h>

enum { SMALLEST_TABLE = 8, LINEAR_PROBES = 9, PERTURB_SHIFT = 5 };
static const uint64_t deleted_hash = UINT64_MAX; /* no key hashes to -1 */

/* ---- the table ------------------------------------------------------------------------------ */

size_t set_table_size(const Set *set)
{
    return set->table != NULL ? (set->mask + 1) * sizeof(SetEntry) : 0;
}

/* A slot that was never used has hash 0 and no key; a deleted one has deleted_hash.
 *
 * For a key that is not there, in a table without deleted slots: most find the first slot free. */
static void insert_on_the_way(SetEntry *table, size_t mask, Object *key, uint64_t hash)
{
    uint64_t perturb = hash;
    size_t place = (size_t)hash & mask;
    for (;;) {
        size_t neighbours = place + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        for (size_t i = 0; i <= neighbours; i++)
            if (table[place + i].key == NULL) {
                table[place + i] = (SetEntry){ key, hash };
                return;
            }
        perturb >>= PERTURB_SHIFT;
        place = (place * 5 + 1 + (size_t)perturb) & mask;
    }
}

static inline void insert_clean(SetEntry *table, size_t mask, Object *key, uint64_t hash)
{
    SetEntry *first = &table[(size_t)hash & mask];
    if (first->key == NULL)
        *first = (SetEntry){ key, hash };
    else
        insert_on_the_way(table, mask, key, hash);
}

static int set_resize(Set *set, size_t wanted)
{
    size_t size = SMALLEST_TABLE;
    while (size <= wanted)
        size <<= 1;
    SetEntry *table = size <= SIZE_MAX / 4 / sizeof(SetEntry)
                    ? mem_alloc_zeroed(size * sizeof(SetEntry)) : NULL;
    if (table == NULL) {
        raise_no_memory();
        return -1;
    }
    SetEntry *old = set->table;
    size_t old_bytes = set_table_size(set);
    for (size_t i = 0; old != NULL && i <= set->mask; i++)
        if (old[i].key != NULL)
            insert_clean(table, size - 1, old[i].key, old[i].hash);
    set->table = table;
    set->mask = size - 1;
    set->filled = set->used;
    mem_free(old, old_bytes);
    return 0;
}

static int set_grow(Set *set)
{
    enum { LARGE_SET = 50000 };
    size_t used = (size_t)set->used;
    return set_resize(set, used > LARGE_SET ? used * 2 : used * 4);
}

int set_tidy(Set *set)
{
    if ((size_t)(set->filled - set->used) <= set->mask / 4)
        return 0;
    return set_grow(set);
}

static SetEntry no_table; /* the unused slot of a set that has no table (any more) */

/* Finds the key's slot or the unused one where the search ends; *deleted is the last deleted one
 * on the way, or NULL. NULL: error. A comparison may run Python code that changes the set, or
 * takes its table away; then the search begins again. */
static SetEntry *find_on_the_way(Set *set, Object *key, uint64_t hash, SetEntry **deleted)
{
restart:
    *deleted = NULL;
    if (set->table == NULL)
        return &no_table;
    size_t mask = set->mask;
    uint64_t perturb = hash;
    size_t place = (size_t)hash & mask;
    for (;;) {
        SetEntry *table = set->table, *entry = &table[place];
        SetEntry *last = place + LINEAR_PROBES <= mask ? entry + LINEAR_PROBES : entry;
        for (; entry <= last; entry++) {
            if (entry->key == key)
                return entry;
            if (entry->key == NULL) {
                if (entry->hash == 0)
                    return entry;
                *deleted = entry;
                continue;
            }
            if (entry->hash != hash)
                continue;
            if (IS_EXACT(key, int_type) && IS_EXACT(entry->key, int_type)) {
                if (int_equal((Int *)entry->key, (Int *)key))
                    return entry;
                continue;
            }
            Object *candidate = incref(entry->key);
            int equal = object_equal(candidate, key);
            decref(candidate);
            if (equal < 0)
                return NULL;
            if (set->table != table || set->mask != mask || entry->key != candidate)
                goto restart;
            if (equal)
                return entry;
        }
        perturb >>= PERTURB_SHIFT;
        place = (place * 5 + 1 + (size_t)perturb) & mask;
    }
}

/* The same: most searches end at the first slot they look at. */
static inline SetEntry *find(Set *set, Object *key, uint64_t hash, SetEntry **deleted)
{
    SetEntry *entry = set->table != NULL ? &set->table[(size_t)hash & set->mask] : &no_table;
    if (entry->key != key && (entry->key != NULL || entry->hash != 0))
        return find_on_the_way(set, key, hash, deleted);
    *deleted = NULL;
    return entry;
}

int set_add_hashed(Set *set, Object *key, uint64_t hash)
{
    SetEntry *deleted, *entry;
    incref(key); /* owned while other members are compared with it (CPython: set_add_entry) */
    do {
        entry = set->table == NULL && set_resize(set, 0) < 0 ? NULL
              : find(set, key, hash, &deleted);
    } while (entry == &no_table); /* a comparison cleared the set */
    if (entry == NULL || entry->key != NULL) {
        decref(key);
        return entry == NULL ? -1 : 0;
    }
    set->used++;
    if (deleted != NULL) {
        *deleted = (SetEntry){ key, hash };
        return 0;
    }
    *entry = (SetEntry){ key, hash };
    set->filled++;
    return (size_t)set->filled * 5 < set->mask * 3 ? 0 : set_grow(set);
}

int set_has_hashed(Set *set, Object *key, uint64_t hash)
{
    SetEntry *deleted, *entry = find(set, key, hash, &deleted);
    if (entry == NULL)
        return -1;
    return entry->key != NULL;
}

int set_discard_hashed(Set *set, Object *key, uint64_t hash)
{
    SetEntry *deleted, *entry = find(set, key, hash, &deleted);
    if (entry == NULL)
        return -1;
    if (entry->key == NULL)
        return 0;
    Object *old = entry->key;
    *entry = (SetEntry){ NULL, deleted_hash };
    set->used--;
    decref(old);
    return 1;
}

Object *set_take(Set *set)
{
    if (set->used == 0)
        return NULL;
    size_t place = set->finger & set->mask;
    while (set->table[place].key == NULL)
        place = place == set->mask ? 0 : place + 1;
    Object *key = set->table[place].key;
    set->table[place] = (SetEntry){ NULL, deleted_hash };
    set->used--;
    set->finger = place + 1;
    return key;
}

void set_clear_items(Set *set)
{
    SetEntry *table = set->table;
    size_t mask = set->mask, bytes = set_table_size(set);
    set->table = NULL;
    set->used = set->filled = 0;
    set->mask = SMALLEST_TABLE - 1;
    set->finger = 0;
    for (size_t i = 0; table != NULL && i <= mask; i++)
        xdecref(table[i].key);
    mem_free(table, bytes);
}

/* ---- keys of any type ----------------------------------------------------------------------- */

static inline int64_t key_hash(Object *key)
{
    return IS_EXACT(key, int_type) && int_is_compact((Int *)key) ? int_compact_hash((Int *)key)
                                                                 : object_hash(key);
}

int set_add(Object *set, Object *key)
{
    int64_t hash = key_hash(key);
    return hash == -1 ? -1 : set_add_hashed((Set *)set, key, (uint64_t)hash);
}

/* Looks a key up with `look`; a set, which has no hash, stands for its frozenset. */
static int with_hash(Object *set, Object *key, int (*look)(Set *, Object *, uint64_t))
{
    int64_t hash = key_hash(key);
    if (hash != -1)
        return look((Set *)set, key, (uint64_t)hash);
    if (!HAS_FLAG(key, TYPE_SET) || !error_matches(&type_error_type))
        return -1;
    error_clear();
    Object *frozen = set_make(&frozenset_type, key);
    if (frozen == NULL)
        return -1;
    hash = object_hash(frozen);
    int result = hash == -1 ? -1 : look((Set *)set, frozen, (uint64_t)hash);
    decref(frozen);
    return result;
}

int set_has(Object *set, Object *key) { return with_hash(set, key, set_has_hashed); }
int set_discard(Object *set, Object *key) { return with_hash(set, key, set_discard_hashed); }

/* Adds all of another set: into an empty one as fast as the table allows, in the same order. */
static int merge_set(Set *set, Set *other)
{
    if (other == set || other->used == 0)
        return 0;
    if ((size_t)(set->filled + other->used) * 5 >= set->mask * 3 || set->table == NULL)
        if (set_resize(set, (size_t)(set->filled + other->used) * 5 >= set->mask * 3
                            ? (size_t)(set->used + other->used) * 2 : 0) < 0)
            return -1;
    size_t position = 0;
    Object *key;
    uint64_t hash;
    if (set->filled == 0 && set->mask == other->mask && other->filled == other->used) {
        memcpy(set->table, other->table, set_table_size(set));
        while (set_next(other, &position, &key, &hash))
            incref(key);
        set->used = set->filled = other->used;
        return 0;
    }
    bool clean = set->filled == 0;
    while (set_next(other, &position, &key, &hash)) {
        incref(key); /* a comparison may take it out of `other` */
        if (clean) {
            insert_clean(set->table, set->mask, key, hash);
            set->used++;
            set->filled++;
            continue;
        }
        int status = set_add_hashed(set, key, hash);
        decref(key);
        if (status < 0)
            return -1;
    }
    return 0;
}

static int merge_dict(Set *set, Dict *dict)
{
    if ((size_t)(set->filled + (intptr_t)dict->used) * 5 >= set->mask * 3 &&
        set_resize(set, ((size_t)set->used + dict->used) * 2) < 0)
        return -1;
    uint32_t position = 0;
    Object *key, *value;
    while (dict_next(&dict->head, &position, &key, &value)) {
        incref(key); /* a comparison may take it out of the dict */
        int status = set_add(&set->head, key);
        decref(key);
        if (status < 0)
            return -1;
    }
    return 0;
}

int set_update(Object *o, Object *iterable)
{
    if (is_set(iterable))
        return merge_set((Set *)o, (Set *)iterable);
    if (IS_EXACT(iterable, dict_type))
        return merge_dict((Set *)o, (Dict *)iterable);
    Object *iterator = object_iterate(iterable), *item;
    if (iterator == NULL)
        return -1;
    int status = 0;
    while (status == 0 && (item = object_next(iterator)) != NULL) {
        status = set_add(o, item);
        decref(item);
    }
    decref(iterator);
    return status < 0 || error_occurred() ? -1 : 0;
}

/* ---- the objects ---------------------------------------------------------------------------- */

Object *set_make(Type *type, Object *iterable)
{
    Set *set = object_new(type, 0);
    if (set == NULL)
        return NULL;
    set->mask = SMALLEST_TABLE - 1;
    set->hash = -1;
    gc_track(set);
    if (iterable != NULL && set_update(&set->head, iterable) < 0) {
        decref(&set->head);
        return NULL;
    }
    return &set->head;
}

Object *set_new(void) { return set_make(&set_type, NULL); }

Object *frozenset_from(Object *iterable)
{
    if (iterable != NULL && IS_EXACT(iterable, frozenset_type))
        return incref(iterable);
    return set_make(&frozenset_type, iterable);
}

static void set_destroy(Object *self)
{
    gc_untrack(self);
    set_clear_items((Set *)self);
    object_free(self, 0);
}

static int set_traverse(Object *self, Visitor visit, void *context)
{
    size_t position = 0;
    Object *key;
    uint64_t hash;
    while (set_next((Set *)self, &position, &key, &hash))
        if (visit(key, context) != 0)
            return 1;
    return 0;
}

static void set_clear_slot(Object *self) { set_clear_items((Set *)self); }

static Object *set_repr_items(Object *self)
{
    Object *list = sequence_to_list(self);
    if (list == NULL)
        return NULL;
    Object *text = object_repr(list), *result = NULL;
    decref(list);
    if (text == NULL)
        return NULL;
    Object *inside = str_substring(text, 1, str_length(text) - 1);
    decref(text);
    if (inside != NULL)
        result = IS_EXACT(self, set_type) ? str_from_format("{%S}", inside)
                                          : str_from_format("%T({%S})", self, inside);
    xdecref(inside);
    return result;
}

static Object *set_repr(Object *self)
{
    if (((Set *)self)->used == 0)
        return str_from_format("%T()", self);
    int entered = repr_enter(self);
    if (entered != 0)
        return entered < 0 ? NULL : str_from_format("%T(...)", self);
    Object *text = set_repr_items(self);
    repr_leave(self);
    return text;
}

static uint64_t shuffle_bits(uint64_t hash)
{
    return (hash ^ 89869747u ^ hash << 16) * 3644798167u;
}

/* Does not depend on the order: CPython's frozenset_hash. */
static int64_t frozenset_hash(Object *self)
{
    const uint64_t for_minus_one = 590923713u;
    Set *set = (Set *)self;
    if (set->hash != -1)
        return set->hash;
    uint64_t hash = 0, key_hash;
    size_t position = 0;
    Object *key;
    while (set_next(set, &position, &key, &key_hash))
        hash ^= shuffle_bits(key_hash);
    hash ^= ((uint64_t)set->used + 1) * 1927868237u;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923u;
    set->hash = (int64_t)(hash == UINT64_MAX ? for_minus_one : hash);
    return set->hash;
}

static intptr_t set_length(Object *self) { return ((Set *)self)->used; }
static size_t set_extra_size(Object *self) { return set_table_size((Set *)self); }

static Object *set_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return set_make(type, NULL);
}

static int set_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    if (check_no_keywords("set", kwnames) < 0
        || check_positional(self->type->name, positional, 0, 1) < 0)
        return -1;
    set_clear_items((Set *)self);
    return positional == 0 ? 0 : set_update(self, args[0]);
}

static Object *frozenset_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_construct_keywords(type, &frozenset_type, "frozenset", kwnames) < 0
        || check_positional(type->name, positional, 0, 1) < 0)
        return NULL;
    if (type == &frozenset_type)
        return frozenset_from(positional == 0 ? NULL : args[0]);
    return set_make(type, positional == 0 ? NULL : args[0]);
}

#define SET_SLOTS(python_name)                                                                   \
        .head = { 1, &type_type },                                                               \
        .name = python_name,                                                                     \
        .basic_size = sizeof(Set),                                                               \
        .destroy = set_destroy,                                                                  \
        .weak_offset = offsetof(Set, weak_references),                                           \
        .traverse = set_traverse,                                                                \
        .repr = set_repr,                                                                        \
        .compare = set_compare,                                                                  \
        .iterate = set_iterate,                                                                  \
        .length = set_length,                                                                    \
        .contains = set_has,                                                                     \
        .binary = set_binary,                                                                    \
        .extra_size = set_extra_size

Type set_type = {
    SET_SLOTS("set"),
    .flags = TYPE_GC | TYPE_SET | TYPE_BASE,
    .clear = set_clear_slot,
    .construct = set_construct,
    .initialise = set_initialise,
    .inplace = set_inplace,
    .methods = set_methods,
    .doc = "set() -> new empty set object\nset(iterable) -> new set object",
};

Type frozenset_type = {
    SET_SLOTS("frozenset"),
    .flags = TYPE_GC | TYPE_FROZENSET | TYPE_BASE,
    .clear = set_clear_slot,
    .hash = frozenset_hash,
    .construct = frozenset_construct,
    .methods = frozenset_methods,
    .doc = "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object",
};
