/*
 * list_sort.c: list.sort: a stable merge sort that asks `<` only, as CPython's does. Runs that are
 * in order already are found first, so sorting what is sorted takes one pass.
 *
 * While the comparisons run, the list itself is empty: Python code that looks at it, or changes
 * it, cannot disturb the work (and is told so by a ValueError, as in CPython).
 */
#include "objects/int.h"
#include "objects/list.h"

#include "memory/memory.h"
#include "vm/errors.h"

#include <string.h>

enum { SHORT_RUN = 16 }; /* below this, insertion is faster than merging */

typedef struct { Object *key, *item; } Pair; /* item NULL: the items are their own keys */

/* 1: a < b, 0: not, -1: error. */
static int less(const Pair *a, const Pair *b)
{
    if (IS_EXACT(a->key, int_type) && IS_EXACT(b->key, int_type) &&
        int_is_compact((Int *)a->key) && int_is_compact((Int *)b->key))
        return int_compact_value((Int *)a->key) < int_compact_value((Int *)b->key);
    Object *result = object_compare(a->key, b->key, CMP_LT);
    if (result == NULL)
        return -1;
    int truth = object_truth(result);
    decref(result);
    return truth;
}

static void reverse_pairs(Pair *pairs, size_t count)
{
    for (size_t i = 0, j = count; i + 1 < j; i++) {
        Pair pair = pairs[i];
        pairs[i] = pairs[--j];
        pairs[j] = pair;
    }
}

/* The length of the run that pairs begin with: ascending, or strictly descending (then turned
 * round: strictness keeps that stable). 0: error. */
static size_t find_run(Pair *pairs, size_t count)
{
    if (count < 2)
        return count;
    int descending = less(&pairs[1], &pairs[0]);
    if (descending < 0)
        return 0;
    size_t length = 2;
    for (; length < count; length++) {
        int below = less(&pairs[length], &pairs[length - 1]);
        if (below < 0)
            return 0;
        if (below != descending)
            break;
    }
    if (descending)
        reverse_pairs(pairs, length);
    return length;
}

/* Extends the sorted first `sorted` pairs to `count`, each put in its place by binary search. */
static int insert_rest(Pair *pairs, size_t sorted, size_t count)
{
    for (; sorted < count; sorted++) {
        Pair pair = pairs[sorted];
        size_t low = 0, high = sorted;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            int below = less(&pair, &pairs[middle]);
            if (below < 0)
                return -1;
            if (below)
                high = middle;
            else
                low = middle + 1;
        }
        memmove(&pairs[low + 1], &pairs[low], (sorted - low) * sizeof(Pair));
        pairs[low] = pair;
    }
    return 0;
}

/* Merges two neighbouring sorted rows. scratch has room for the left one. On error the pairs are
 * all there still, in some order. */
static int merge(Pair *pairs, size_t left, size_t right, Pair *scratch)
{
    memcpy(scratch, pairs, left * sizeof(Pair));
    size_t i = 0, j = left, to = 0, end = left + right;
    int status = 0;
    while (i < left && j < end) {
        int below = less(&pairs[j], &scratch[i]);
        if (below < 0) {
            status = -1;
            break;
        }
        pairs[to++] = below ? pairs[j++] : scratch[i++];
    }
    memcpy(&pairs[to], &scratch[i], (left - i) * sizeof(Pair));
    return status;
}

/* Sorts pairs: a stack of sorted runs, merged while the upper one is not much shorter than the one
 * below: every pair is so merged at most log2(count) times or so. */
static int sort_pairs(Pair *pairs, size_t count, Pair *scratch)
{
    enum { MOST_RUNS = 8 * sizeof(size_t) + 2 };
    struct { size_t start, length; } runs[MOST_RUNS];
    int depth = 0;
    for (size_t at = 0; at < count;) {
        size_t length = find_run(pairs + at, count - at);
        if (length == 0)
            return -1;
        if (length < SHORT_RUN && length < count - at) {
            size_t wanted = count - at < SHORT_RUN ? count - at : SHORT_RUN;
            if (insert_rest(pairs + at, length, wanted) < 0)
                return -1;
            length = wanted;
        }
        runs[depth].start = at;
        runs[depth++].length = length;
        at += length;
        while (depth > 1 && (runs[depth - 2].length < 2 * runs[depth - 1].length || at == count)) {
            depth--;
            if (merge(pairs + runs[depth - 1].start, runs[depth - 1].length, runs[depth].length,
                      scratch) < 0)
                return -1;
            runs[depth - 1].length += runs[depth].length;
        }
    }
    return 0;
}

/* Fills pairs with items and what key makes of them. How many keys were made; -1: error, and the
 * keys made so far are given up. */
static int make_pairs(Pair *pairs, Object **items, size_t count, Object *key)
{
    for (size_t i = 0; i < count; i++) {
        pairs[i] = (Pair){ items[i], NULL };
        if (key == NULL)
            continue;
        pairs[i].item = items[i];
        pairs[i].key = object_call_one(key, items[i]);
        if (pairs[i].key == NULL) {
            while (i-- > 0)
                decref(pairs[i].key);
            return -1;
        }
    }
    return 0;
}

/* Sorts a row of items that nobody else sees. The row stays complete in every case. */
static int sort_items(Object **items, size_t count, Object *key, bool reverse)
{
    Pair *pairs = mem_alloc(2 * count * sizeof(Pair));
    if (pairs == NULL) {
        raise_no_memory();
        return -1;
    }
    int status = make_pairs(pairs, items, count, key);
    if (status == 0) {
        /* Turned round before and after: equal ones keep their order also in reverse. */
        if (reverse)
            reverse_pairs(pairs, count);
        status = sort_pairs(pairs, count, pairs + count);
        if (reverse)
            reverse_pairs(pairs, count);
        for (size_t i = 0; i < count; i++) {
            items[i] = key != NULL ? pairs[i].item : pairs[i].key;
            if (key != NULL)
                decref(pairs[i].key);
        }
    }
    mem_free(pairs, 2 * count * sizeof(Pair));
    return status;
}

int list_sort(List *list, Object *key, bool reverse)
{
    List saved = *list;
    list->items = NULL;
    list->size = list->capacity = 0;
    if (key == NONE)
        key = NULL;
    int status = 0;
    if (saved.size > 1)
        status = sort_items(saved.items, (size_t)saved.size, key, reverse);
    else if (saved.size == 1 && key != NULL) { /* the key function is called all the same */
        Object *only = object_call_one(key, saved.items[0]);
        status = only != NULL ? 0 : -1;
        xdecref(only);
    }
    bool modified = list->items != NULL || list->size != 0;
    list_clear_items(list);
    list->items = saved.items;
    list->size = saved.size;
    list->capacity = saved.capacity;
    if (modified && status == 0)
        return raise_int(&value_error_type, "list modified during sort");
    return status;
}
