/*
 * dict.c: dictionaries. Entries stand in insertion order; behind them, in the same block, an
 * index: a table of 2**n small numbers, where a hash's place holds the number of its entry. Most
 * of a dict is so a dense row, and the sparse part costs one byte a place (the design of
 * CPython's dict since 3.6). Methods and views are in dict_methods.c and dict_views.c.
 *
 * A deleted entry keeps its place, with a NULL key, until the dict is built anew.
 */
#include "objects/dict.h"

#include "memory/collector.h"
#include "memory/memory.h"
#include "objects/int.h"
#include "objects/str.h"
#include "vm/errors.h"

#include <string.h>

static uint32_t last_version; /* one count for all dicts: a version never comes back */

enum { SMALLEST_CAPACITY = 2, PERTURB_SHIFT = 5,
       BYTE_INDEX_END = 0x100, SHORT_INDEX_END = 0x10000 };

/* ---- the block ------------------------------------------------------------------------------ */

/* Two thirds of the index may be in use, so an index of 2**n places goes with floor(2**(n+1) / 3)
 * entries: 2, 5, 10, 21, 42... For these numbers c + c / 2 is the index's mask. */
static inline uint32_t mask_for(uint32_t capacity) { return capacity + capacity / 2; }

static inline size_t index_width(uint32_t mask)
{
    return mask < BYTE_INDEX_END ? 1 : mask < SHORT_INDEX_END ? 2 : 4;
}

static inline size_t block_size(uint32_t capacity)
{
    uint32_t mask = mask_for(capacity);
    return capacity * sizeof(DictEntry) + ((size_t)mask + 1) * index_width(mask);
}

/* The number of the entry at a place of the index; EMPTY when there is none. Stored plus one, so
 * that a fresh index is zeros. */
enum { EMPTY = UINT32_MAX };

static inline uint32_t index_read(const Dict *dict, uint32_t mask, uint32_t place)
{
    const void *index = dict->entries + dict->capacity;
    if (mask < BYTE_INDEX_END)
        return (uint32_t)((const uint8_t *)index)[place] - 1;
    if (mask < SHORT_INDEX_END)
        return (uint32_t)((const uint16_t *)index)[place] - 1;
    return ((const uint32_t *)index)[place] - 1;
}

static inline void index_write(Dict *dict, uint32_t mask, uint32_t place, uint32_t entry)
{
    void *index = dict->entries + dict->capacity;
    if (mask < BYTE_INDEX_END)
        ((uint8_t *)index)[place] = (uint8_t)(entry + 1);
    else if (mask < SHORT_INDEX_END)
        ((uint16_t *)index)[place] = (uint16_t)(entry + 1);
    else
        ((uint32_t *)index)[place] = entry + 1;
}

/* The walk through the index: each step mixes in more bits of the hash, and in the end every
 * place is seen (CPython's comment on collisions in dictobject.c). */
static inline uint32_t next_place(uint32_t place, uint32_t *perturb)
{
    *perturb >>= PERTURB_SHIFT;
    return place * 5 + *perturb + 1;
}

static void index_insert(Dict *dict, uint32_t hash, uint32_t entry)
{
    uint32_t mask = mask_for(dict->capacity), place = hash, perturb = hash;
    while (index_read(dict, mask, place & mask) != EMPTY)
        place = next_place(place, &perturb);
    index_write(dict, mask, place & mask, entry);
}

/* Moves the live entries into a block for at least `wanted` of them. */
static int rebuild(Dict *dict, uint32_t wanted)
{
    uint32_t capacity = SMALLEST_CAPACITY;
    while (capacity < wanted)
        capacity = capacity * 2 + (capacity & 1 ? 0 : 1);
    if (capacity > UINT32_MAX / 4 / sizeof(DictEntry)) {
        raise_no_memory();
        return -1;
    }
    DictEntry *entries = mem_alloc(block_size(capacity));
    if (entries == NULL) {
        raise_no_memory();
        return -1;
    }
    uint32_t mask = mask_for(capacity), count = 0;
    memset(entries + capacity, 0, ((size_t)mask + 1) * index_width(mask));
    DictEntry *old = dict->entries;
    uint32_t old_filled = dict->filled, old_capacity = dict->capacity;
    dict->entries = entries;
    dict->capacity = capacity;
    for (uint32_t i = 0; i < old_filled; i++) {
        if (old[i].key == NULL)
            continue;
        entries[count] = old[i];
        index_insert(dict, old[i].hash, count++);
    }
    dict->filled = count;
    if (old != NULL)
        mem_free(old, block_size(old_capacity));
    dict->version = ++last_version;
    return 0;
}

/* ---- looking up ----------------------------------------------------------------------------- */

/* The low 32 bits of the key's hash. -1 with an exception when it has none. */
static inline int key_hash(Object *key, uint32_t *hash)
{
    if (IS_EXACT(key, str_type)) {
        *hash = ((Str *)key)->hash != 0 ? ((Str *)key)->hash : str_hash32(key);
        return 0;
    }
    if (IS_EXACT(key, int_type) && int_is_compact((Int *)key)) {
        *hash = (uint32_t)int_compact_hash((Int *)key);
        return 0;
    }
    int64_t value = object_hash(key);
    if (value == -1)
        return -1;
    *hash = (uint32_t)value;
    return 0;
}

enum { NOT_FOUND = -1, LOOKUP_FAILED = -2 };

/* The entry's number for a str key among any keys: comparing strings runs no Python code unless
 * an entry's key is of another type, and then only one of the same hash. */
static int64_t find_any(Dict *dict, Object *key, uint32_t hash, uint32_t *found_place)
{
restart:
    if (dict->entries == NULL)
        return NOT_FOUND;
    uint32_t mask = mask_for(dict->capacity), place = hash, perturb = hash;
    for (;; place = next_place(place, &perturb)) {
        uint32_t number = index_read(dict, mask, place & mask);
        if (number == EMPTY)
            return NOT_FOUND;
        DictEntry *entry = &dict->entries[number];
        if (entry->key == NULL || entry->hash != hash)
            continue;
        *found_place = place & mask;
        if (entry->key == key)
            return number;
        if (IS_EXACT(key, int_type) && IS_EXACT(entry->key, int_type)) {
            if (int_equal((Int *)entry->key, (Int *)key))
                return number;
            continue;
        }
        DictEntry *entries = dict->entries;
        uint32_t capacity = dict->capacity;
        Object *candidate = incref(entry->key);
        int equal = object_equal(candidate, key);
        decref(candidate);
        if (equal < 0)
            return LOOKUP_FAILED;
        if (dict->entries != entries || dict->capacity != capacity
            || entries[number].key != candidate) /* __eq__ changed the dict */
            goto restart;
        if (equal)
            return number;
    }
}

/* The same, without the counting, while strings are compared with strings. */
static inline int64_t find_str(Dict *dict, Object *key, uint32_t hash, uint32_t *found_place)
{
    if (dict->entries == NULL)
        return NOT_FOUND;
    uint32_t mask = mask_for(dict->capacity), place = hash, perturb = hash;
    for (;; place = next_place(place, &perturb)) {
        uint32_t number = index_read(dict, mask, place & mask);
        if (number == EMPTY)
            return NOT_FOUND;
        DictEntry *entry = &dict->entries[number];
        *found_place = place & mask;
        if (entry->key == key)
            return number;
        if (entry->hash != hash || entry->key == NULL)
            continue;
        if (!IS_EXACT(entry->key, str_type))
            return find_any(dict, key, hash, found_place);
        if (str_equal(entry->key, key))
            return number;
    }
}

static inline int64_t find(Dict *dict, Object *key, uint32_t hash, uint32_t *place)
{
    return IS_EXACT(key, str_type) ? find_str(dict, key, hash, place)
                                   : find_any(dict, key, hash, place);
}

Object *dict_get(Object *o, Object *key)
{
    Dict *dict = (Dict *)o;
    uint32_t hash, place;
    if (key_hash(key, &hash) < 0)
        return NULL;
    int64_t number = find(dict, key, hash, &place);
    return number < 0 ? NULL : dict->entries[number].value;
}

Object *dict_get_known(Dict *dict, Object *key, uint32_t hash)
{
    uint32_t place;
    int64_t number = find_str(dict, key, hash, &place);
    return number < 0 ? NULL : dict->entries[number].value;
}

intptr_t dict_find_entry(Dict *dict, Object *key)
{
    uint32_t hash, place;
    return key_hash(key, &hash) < 0 ? -1 : (intptr_t)find(dict, key, hash, &place);
}

int dict_contains(Object *o, Object *key)
{
    uint32_t hash, place;
    if (key_hash(key, &hash) < 0)
        return -1;
    int64_t number = find((Dict *)o, key, hash, &place);
    return number == LOOKUP_FAILED ? -1 : number >= 0;
}

/* ---- changing ------------------------------------------------------------------------------- */

/* key and value are stolen, also on error. */
static int insert_new(Dict *dict, Object *key, uint32_t hash, Object *value)
{
    if (dict->filled == dict->capacity) {
        /* Many deleted ones: the same size will do. Otherwise twice as much. */
        uint32_t wanted = dict->capacity == 0 ? SMALLEST_CAPACITY
                        : dict->used <= dict->capacity / 2 ? dict->used + 1 : dict->capacity + 1;
        if (rebuild(dict, wanted) < 0) {
            decref(key);
            decref(value);
            return -1;
        }
    }
    dict->entries[dict->filled] = (DictEntry){ hash, key, value };
    index_insert(dict, hash, dict->filled);
    dict->filled++;
    dict->used++;
    dict->version = ++last_version;
    gc_dict_holds(&dict->head, key);
    gc_dict_holds(&dict->head, value);
    return 0;
}

/* The same for a key that may be there. */
static int set_stolen(Dict *dict, Object *key, uint32_t hash, Object *value)
{
    uint32_t place;
    int64_t number = find(dict, key, hash, &place);
    if (number == NOT_FOUND)
        return insert_new(dict, key, hash, value);
    decref(key);
    if (number == LOOKUP_FAILED) {
        decref(value);
        return -1;
    }
    dict->version = ++last_version;
    gc_dict_holds(&dict->head, value);
    replace_reference(dict->entries[number].value, value);
    return 0;
}

int dict_set_known(Dict *dict, Object *key, uint32_t hash, Object *value)
{
    return set_stolen(dict, incref(key), hash, incref(value));
}

int dict_set_stolen(Object *dict, Object *key, Object *value)
{
    uint32_t hash;
    if (key_hash(key, &hash) == 0)
        return set_stolen((Dict *)dict, key, hash, value);
    decref(key);
    decref(value);
    return -1;
}

/* Both are owned while the key is asked, as by CPython's PyDict_SetItem. */
int dict_set(Object *dict, Object *key, Object *value)
{
    return dict_set_stolen(dict, incref(key), incref(value));
}

Object *dict_set_default(Object *o, Object *key, Object *value)
{
    Dict *dict = (Dict *)o;
    uint32_t hash, place;
    if (key_hash(key, &hash) < 0)
        return NULL;
    int64_t number = find(dict, key, hash, &place);
    if (number == LOOKUP_FAILED)
        return NULL;
    if (number == NOT_FOUND)
        return insert_new(dict, incref(key), hash, incref(value)) < 0 ? NULL : value;
    return dict->entries[number].value;
}

/* The entry's references go to the caller. */
static void take_entry(Dict *dict, uint32_t number, Object **key, Object **value)
{
    DictEntry *entry = &dict->entries[number];
    *key = entry->key;
    *value = entry->value;
    *entry = (DictEntry){ number, NULL, NULL }; /* for dict_take_last */
    dict->used--;
    dict->version = ++last_version;
}

int dict_take(Object *o, Object *key, Object **value)
{
    Dict *dict = (Dict *)o;
    uint32_t hash, place;
    *value = NULL;
    if (key_hash(key, &hash) < 0)
        return -1;
    int64_t number = find(dict, key, hash, &place);
    if (number < 0)
        return number == LOOKUP_FAILED ? -1 : 0;
    Object *old_key;
    take_entry(dict, (uint32_t)number, &old_key, value);
    decref(old_key);
    return 1;
}

int dict_delete(Object *o, Object *key)
{
    Object *value;
    int result = dict_take(o, key, &value);
    xdecref(value);
    return result;
}

int dict_take_last(Dict *dict, Object **key, Object **value)
{
    if (dict->used == 0)
        return 0;
    /* Dead entries at the end stay (the index still leads to their places), but the last of them
     * remembers in its hash where the search may go on: popping all entries is linear. */
    uint32_t last = dict->filled - 1, number = last;
    while (dict->entries[number].key == NULL) {
        uint32_t hint = dict->entries[number].hash;
        number = hint < number ? hint : number - 1;
    }
    take_entry(dict, number, key, value);
    if (number != last)
        dict->entries[last].hash = number;
    return 1;
}

void dict_clear(Dict *dict)
{
    DictEntry *entries = dict->entries;
    uint32_t filled = dict->filled, capacity = dict->capacity;
    dict->entries = NULL;
    dict->used = dict->filled = dict->capacity = 0;
    dict->version = ++last_version;
    if (entries == NULL)
        return;
    for (uint32_t i = 0; i < filled; i++)
        if (entries[i].key != NULL) {
            decref(entries[i].key);
            decref(entries[i].value);
        }
    mem_free(entries, block_size(capacity));
}

/* ---- texts as keys, walking ----------------------------------------------------------------- */

Object *dict_get_text(Object *dict, const char *key)
{
    Object *name = str_from(key);
    if (name == NULL)
        return NULL;
    Object *value = dict_get(dict, name);
    decref(name);
    return value;
}

int dict_set_text(Object *dict, const char *key, Object *value)
{
    Object *name = str_interned(key);
    if (name == NULL)
        return -1;
    int result = dict_set(dict, name, value);
    decref(name);
    return result;
}

bool dict_next(Object *o, uint32_t *position, Object **key, Object **value)
{
    Dict *dict = (Dict *)o;
    while (*position < dict->filled) {
        DictEntry *entry = &dict->entries[(*position)++];
        if (entry->key == NULL)
            continue;
        *key = entry->key;
        *value = entry->value;
        return true;
    }
    return false;
}

/* Not tracked yet: gc_dict_holds sees to that. */
Object *dict_new(void)
{
    Dict *dict = object_new(&dict_type, 0);
    if (dict != NULL)
        gc_collect_if_due();
    return (Object *)dict;
}

int dict_reserve(Object *dict, uint32_t entries) { return rebuild((Dict *)dict, entries); }

Object *dict_new_sized(uint32_t entries)
{
    Object *dict = dict_new();
    if (dict != NULL && dict_reserve(dict, entries) < 0)
        clear_reference(dict);
    return dict;
}

Object *dict_copy(Object *o)
{
    Dict *copy = (Dict *)dict_new(), *dict = (Dict *)o;
    if (copy == NULL || dict->used == 0)
        return (Object *)copy;
    if (o->type->iterate != dict_iterate) { /* a class's own __iter__ has a say in the order */
        if (dict_merge(&copy->head, o, true) == 0)
            return &copy->head;
        decref(copy);
        return NULL;
    }
    if (rebuild(copy, dict->used) < 0) {
        decref(copy);
        return NULL;
    }
    for (uint32_t i = 0; i < dict->filled; i++) {
        DictEntry *entry = &dict->entries[i];
        if (entry->key == NULL)
            continue;
        copy->entries[copy->filled] = *entry;
        incref(entry->key);
        incref(entry->value);
        index_insert(copy, entry->hash, copy->filled++);
    }
    copy->used = copy->filled;
    if (gc_is_tracked(o))
        gc_link(copy);
    return &copy->head;
}

size_t dict_block_size(const Dict *dict)
{
    return dict->entries != NULL ? block_size(dict->capacity) : 0;
}
