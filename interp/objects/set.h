/*
 * set.h: the inside of set and frozenset, for their files.
 */
#ifndef SET_H
#define SET_H

#include "object.h"

static inline bool is_set(Object *o) { return HAS_FLAG(o, TYPE_SET | TYPE_FROZENSET); }

/* A set of a type (set_type, frozenset_type or one below) with the items of iterable, or NULL. */
Object *set_make(Type *type, Object *iterable);
int set_add_hashed(Set *set, Object *key, uint64_t hash);
/* 1 found (and for discard: removed), 0 not there, -1 error. */
int set_has_hashed(Set *set, Object *key, uint64_t hash);
int set_discard_hashed(Set *set, Object *key, uint64_t hash);
int set_has(Object *set, Object *key);     /* a set as key counts as a frozenset */
int set_discard(Object *set, Object *key); /* likewise */
void set_clear_items(Set *set);
/* Visits slots in the table's order; *position starts at 0. Borrowed. */
static inline bool set_next(const Set *set, size_t *position, Object **key, uint64_t *hash)
{
    if (set->table == NULL)
        return false;
    for (size_t place = *position, mask = set->mask; place <= mask; place++) {
        const SetEntry *entry = &set->table[place];
        if (entry->key != NULL) {
            *position = place + 1;
            *key = entry->key;
            *hash = entry->hash;
            return true;
        }
    }
    return false;
}
/* Takes one key out, as set.pop; NULL: empty. */
Object *set_take(Set *set);
/* Drops deleted slots when they are many. */
int set_tidy(Set *set);
size_t set_table_size(const Set *set);

extern const MethodDef set_methods[], frozenset_methods[];
Object *set_iterate(Object *self);
Object *set_compare(Object *self, Object *other, Comparison op);
Object *set_binary(BinaryOperator op, Object *left, Object *right);
Object *set_inplace(BinaryOperator op, Object *left, Object *right);

#endif
