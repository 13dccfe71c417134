/*
 * list_sort.c: list.sort: a stable merge sort that asks `<` only, as CPython's does. Runs that are
 * in order already are found first, so sorting what is sorted takes one pass.
 *
 * While the comparisons run, the list itself is empty: Python code that looks at it, or changes
 * it, cannot disturb the work (and is told so by a ValueError, as in CPython).
 */
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"

#include "memory/memory.h"
#include "vm/errors.h"

#include <string.h>

enum { SHORT_RUN = 24 }; /* below this, insertion is faster than merging */

/* What is moved about: which key this is, and a number that orders as the key does. Where ranks are
 * equal the keys themselves are asked; ranks that are all 0 leave everything to them. */
typedef struct { intptr_t rank; size_t place; } Entry;
typedef enum { KEYS_ANY, KEYS_INT, KEYS_FLOAT, KEYS_STR } KeyKind;
typedef struct {
    Object **keys;
    KeyKind kind;       /* all of them are exactly this, so that no Python code is asked */
    Entry *scratch;
} Sort;

/* ---- ranks ---------------------------------------------------------------------------------- */

/* The kind that all keys have: ints of one digit, floats without a nan, text of one byte a
 * character. */
static KeyKind kind_of(Object *key)
{
    if (IS_EXACT(key, int_type) && int_is_compact((Int *)key))
        return KEYS_INT;
    if (IS_EXACT(key, float_type) && !float_is_nan(((Float *)key)->value))
        return KEYS_FLOAT;
    if (IS_EXACT(key, str_type) && ((Str *)key)->kind == STR_1)
        return KEYS_STR;
    return KEYS_ANY;
}

/* The first four characters, zeros behind a shorter text, as a number that orders as they do. */
static int32_t rank_of_text(const Str *s)
{
    uint32_t prefix = 0;
    for (unsigned i = 0; i < sizeof prefix; i++)
        prefix = prefix << 8 | (i < s->length ? s->data[i] : 0);
    return (int32_t)(prefix ^ (uint32_t)INT32_MIN);
}

/* The upper half of the double: sign, exponent and the first bits of the fraction order as the
 * value does, negative ones the other way round. -0.0 is 0.0. */
static int32_t rank_of_double(double value)
{
    int32_t upper = (int32_t)(float_to_bits(value + 0.0) >> 32);
    return upper < 0 ? upper ^ INT32_MAX : upper;
}

static intptr_t rank_of(KeyKind kind, Object *key)
{
    switch (kind) {
    case KEYS_INT: return int_compact_value((Int *)key);
    case KEYS_FLOAT: return rank_of_double(((Float *)key)->value);
    case KEYS_STR: return rank_of_text((Str *)key);
    default: return 0;
    }
}

/* ---- comparing ------------------------------------------------------------------------------ */

static int less_keys(const Sort *sort, size_t a, size_t b)
{
    Object *x = sort->keys[a], *y = sort->keys[b];
    switch (sort->kind) {
    case KEYS_INT: return 0; /* the same rank is the same value */
    case KEYS_FLOAT: return ((Float *)x)->value < ((Float *)y)->value;
    case KEYS_STR: return str_order((Str *)x, (Str *)y) < 0;
    default: return object_compare_bool(x, y, CMP_LT);
    }
}

/* 1: a < b, 0: not, -1: error. */
static inline int less(const Sort *sort, const Entry *a, const Entry *b)
{
    return a->rank != b->rank ? a->rank < b->rank : less_keys(sort, a->place, b->place);
}

/* ---- runs and merging ------------------------------------------------------------------------ */

static void reverse_entries(Entry *entries, size_t count)
{
    for (size_t i = 0, j = count; i + 1 < j; i++) {
        Entry entry = entries[i];
        entries[i] = entries[--j];
        entries[j] = entry;
    }
}

/* The length of the run that entries begin with: ascending, or strictly descending (then turned
 * round: strictness keeps that stable). 0: error. */
static size_t find_run(const Sort *sort, Entry *entries, size_t count)
{
    if (count < 2)
        return count;
    int descending = less(sort, &entries[1], &entries[0]);
    if (descending < 0)
        return 0;
    size_t length = 2;
    for (; length < count; length++) {
        int below = less(sort, &entries[length], &entries[length - 1]);
        if (below < 0)
            return 0;
        if (below != descending)
            break;
    }
    if (descending)
        reverse_entries(entries, length);
    return length;
}

/* Where the entry belongs in a sorted row: behind those equal to it, or before them. SEARCH_FAILED:
 * error. */
#define SEARCH_FAILED SIZE_MAX
static inline size_t find_place(const Sort *sort, const Entry *row, size_t count,
                                const Entry *entry, bool behind)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        int below = behind ? less(sort, entry, &row[middle]) : less(sort, &row[middle], entry);
        if (below < 0)
            return SEARCH_FAILED;
        if (below == behind)
            count = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Extends the sorted first `sorted` entries to `count`, each put in its place. */
static int insert_rest(const Sort *sort, Entry *entries, size_t sorted, size_t count)
{
    for (; sorted < count; sorted++) {
        Entry entry = entries[sorted];
        size_t place = find_place(sort, entries, sorted, &entry, true);
        if (place == SEARCH_FAILED)
            return -1;
        for (size_t i = sorted; i > place; i--)
            entries[i] = entries[i - 1];
        entries[place] = entry;
    }
    return 0;
}

/* Merges two neighbouring sorted rows. On error the entries are all there still, in some order. */
static int merge(const Sort *sort, Entry *entries, size_t left, size_t right)
{
    /* What is in place already, at both ends, need not move. The left row's last entry is the
     * last of all then, so the right row runs out first. */
    size_t skipped = find_place(sort, entries, left, &entries[left], true);
    if (skipped == SEARCH_FAILED)
        return -1;
    entries += skipped;
    left -= skipped;
    if (left == 0)
        return 0;
    right = find_place(sort, entries + left, right, &entries[left - 1], false);
    if (right == SEARCH_FAILED)
        return -1;
    memcpy(sort->scratch, entries, left * sizeof(Entry));
    const Entry *from_left = sort->scratch, *from_right = entries + left;
    const Entry *left_end = from_left + left, *right_end = from_right + right;
    int below = 0;
    for (Entry *to = entries; from_right < right_end && from_left < left_end; to++) {
        below = less(sort, from_right, from_left);
        if (below < 0)
            break;
        *to = below ? *from_right++ : *from_left++;
        entries = to + 1;
    }
    memcpy(entries, from_left, (size_t)(left_end - from_left) * sizeof(Entry));
    return below < 0 ? -1 : 0;
}

/* Sorts entries: a stack of sorted runs, merged while the upper one is not much shorter than the
 * one below: every entry is so merged at most log2(count) times or so. */
static int sort_entries(const Sort *sort, Entry *entries, size_t count)
{
    enum { MOST_RUNS = 8 * sizeof(size_t) + 2 };
    struct { size_t start, length; } runs[MOST_RUNS];
    int depth = 0;
    for (size_t at = 0; at < count;) {
        size_t length = find_run(sort, entries + at, count - at);
        if (length == 0)
            return -1;
        if (length < SHORT_RUN && length < count - at) {
            size_t wanted = count - at < SHORT_RUN ? count - at : SHORT_RUN;
            if (insert_rest(sort, entries + at, length, wanted) < 0)
                return -1;
            length = wanted;
        }
        runs[depth].start = at;
        runs[depth++].length = length;
        at += length;
        while (depth > 1 && (runs[depth - 2].length < 2 * runs[depth - 1].length || at == count)) {
            depth--;
            if (merge(sort, entries + runs[depth - 1].start, runs[depth - 1].length,
                      runs[depth].length) < 0)
                return -1;
            runs[depth - 1].length += runs[depth].length;
        }
    }
    return 0;
}

/* ---- lists ---------------------------------------------------------------------------------- */

/* Orders the items by their keys. Both rows have `count` references. */
static int sort_by_keys(Object **items, Object **keys, size_t count, bool reverse)
{
    Sort sort = { .keys = keys, .kind = kind_of(keys[0]) };
    size_t bytes = 2 * count * sizeof(Entry);
    Entry *entries = count <= SIZE_MAX / 4 / sizeof(Entry) ? mem_alloc(bytes) : NULL;
    if (entries == NULL) {
        raise_no_memory();
        return -1;
    }
    for (size_t i = 1; i < count && sort.kind != KEYS_ANY; i++)
        if (kind_of(keys[i]) != sort.kind)
            sort.kind = KEYS_ANY;
    for (size_t i = 0; i < count; i++)
        entries[i] = (Entry){ rank_of(sort.kind, keys[i]), i };
    sort.scratch = entries + count;
    /* Turned round before and after: equal ones keep their order also in reverse. */
    if (reverse)
        reverse_entries(entries, count);
    int status = sort_entries(&sort, entries, count);
    if (reverse)
        reverse_entries(entries, count);
    Object **moved = (Object **)sort.scratch; /* also after an error each item is there once */
    for (size_t i = 0; i < count; i++)
        moved[i] = items[entries[i].place];
    memcpy(items, moved, count * sizeof(Object *));
    mem_free(entries, bytes);
    return status;
}

/* Calls key for each item. How many keys were made: all of them, or there is an exception. */
static size_t make_keys(Object **keys, Object **items, size_t count, Object *key)
{
    for (size_t i = 0; i < count; i++) {
        keys[i] = object_call_one(key, items[i]);
        if (keys[i] == NULL)
            return i;
    }
    return count;
}

/* Sorts a row of items that nobody else sees. The row stays complete in every case. */
static int sort_items(Object **items, size_t count, Object *key, bool reverse)
{
    if (key == NULL)
        return count > 1 ? sort_by_keys(items, items, count, reverse) : 0;
    Object **keys = mem_alloc(count * sizeof(Object *));
    if (keys == NULL) {
        raise_no_memory();
        return -1;
    }
    size_t made = make_keys(keys, items, count, key);
    int status = made == count ? sort_by_keys(items, keys, count, reverse) : -1;
    for (size_t i = 0; i < made; i++)
        decref(keys[i]);
    mem_free(keys, count * sizeof(Object *));
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
