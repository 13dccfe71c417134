/*
 * dict_methods.c: type dict and its methods.
 */
#include "objects/class.h"
#include "objects/arguments.h"
#include "objects/dict.h"
#include "objects/generic_alias.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/set.h"
#include "vm/errors.h"

/* ---- updating from other things ------------------------------------------------------------- */

static int merge_one(Object *dict, Object *key, Object *value, bool replace)
{
    if (replace)
        return dict_set(dict, key, value);
    return dict_set_default(dict, key, value) != NULL ? 0 : -1;
}

static int merge_dict(Object *dict, Dict *from, bool replace)
{
    if (&from->head == dict)
        return 0;
    uint32_t filled = from->filled;
    for (uint32_t i = 0; i < filled; i++) {
        DictEntry entry = from->entries[i];
        if (entry.key == NULL)
            continue;
        incref(entry.key);
        incref(entry.value);
        int status = replace ? dict_set_known((Dict *)dict, entry.key, entry.hash, entry.value)
                             : merge_one(dict, entry.key, entry.value, false);
        decref(entry.key);
        decref(entry.value);
        if (status < 0)
            return -1;
        if (from->filled != filled)
            return raise_int(&runtime_error_type, "dict mutated during update");
    }
    return 0;
}

/* An object with keys(): a mapping of another kind. */
static int merge_mapping(Object *dict, Object *mapping, Object *keys_method, bool replace)
{
    Object *keys = object_call(keys_method, NULL, 0, NULL);
    Object *iterator = keys != NULL ? object_iterate(keys) : NULL, *key;
    xdecref(keys);
    if (iterator == NULL)
        return -1;
    int status = 0;
    while (status == 0 && (key = object_next(iterator)) != NULL) {
        Object *value = object_get_item(mapping, key);
        status = value != NULL ? merge_one(dict, key, value, replace) : -1;
        xdecref(value);
        decref(key);
    }
    decref(iterator);
    return status < 0 || error_occurred() ? -1 : 0;
}

static int merge_pair(Object *dict, Object *pair, intptr_t number, bool replace)
{
    Object *both = pair->type->iterate != NULL ? sequence_to_list(pair) : NULL;
    if (both == NULL) {
        if (!error_occurred() || error_matches(&type_error_type)) {
            error_clear();
            raise(&type_error_type,
                  "cannot convert dictionary update sequence element #%zd to a sequence", number);
        }
        return -1;
    }
    List *list = (List *)both;
    int status = list->size == 2
        ? merge_one(dict, list->items[0], list->items[1], replace)
        : raise_int(&value_error_type, "dictionary update sequence element #%zd has length %zd; "
                    "2 is required", number, list->size);
    decref(both);
    return status;
}

static int merge_pairs(Object *dict, Object *pairs, bool replace)
{
    Object *iterator = object_iterate(pairs), *pair;
    if (iterator == NULL)
        return -1;
    int status = 0;
    for (intptr_t i = 0; status == 0 && (pair = object_next(iterator)) != NULL; i++) {
        status = merge_pair(dict, pair, i, replace);
        decref(pair);
    }
    decref(iterator);
    return status < 0 || error_occurred() ? -1 : 0;
}

int dict_merge(Object *dict, Object *from, bool replace)
{
    if (IS_DICT(from) && from->type->iterate == dict_iterate) /* __iter__ is the dict's own */
        return merge_dict(dict, (Dict *)from, replace);
    Object *keys = object_lookup_attribute(from, "keys");
    if (keys == NULL)
        return error_occurred() ? -1 : merge_pairs(dict, from, replace);
    int status = merge_mapping(dict, from, keys, replace);
    decref(keys);
    return status;
}

int dict_update(Object *dict, Object *from) { return dict_merge(dict, from, true); }

/* What dict() and update() do with their arguments. */
static int update_from_arguments(Object *dict, const char *function, Object **args,
                                 int positional, Object *kwnames)
{
    if (check_positional(function, positional, 0, 1) < 0)
        return -1;
    if (positional == 1 && dict_update(dict, args[0]) < 0)
        return -1;
    Tuple *names = (Tuple *)kwnames;
    for (intptr_t i = 0; names != NULL && i < names->size; i++)
        if (dict_set(dict, names->items[i], args[positional + i]) < 0)
            return -1;
    return 0;
}

/* ---- methods -------------------------------------------------------------------------------- */

static Object *get(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    Object *value = dict_get(self, args[0]);
    if (value == NULL && error_occurred())
        return NULL;
    if (value != NULL)
        return incref(value);
    return incref(positional > 1 ? args[1] : NONE);
}

static Object *set_default(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    return xincref(dict_set_default(self, args[0], positional > 1 ? args[1] : NONE));
}

static Object *pop(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    Object *value;
    int taken = ((Dict *)self)->used == 0 ? 0 : dict_take(self, args[0], &value); /* no hash, then */
    if (taken != 0)
        return taken < 0 ? NULL : value;
    if (positional > 1)
        return incref(args[1]);
    return raise_value(&key_error_type, args[0]);
}

static Object *pop_item(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Tuple *pair = (Tuple *)tuple_new(2);
    if (pair == NULL)
        return NULL;
    if (dict_take_last((Dict *)self, &pair->items[0], &pair->items[1]))
        return &pair->head;
    decref(&pair->head);
    return raise(&key_error_type, "popitem(): dictionary is empty");
}

static Object *update(Object *self, Object **args, int positional, Object *kwnames)
{
    return update_from_arguments(self, "update", args, positional, kwnames) < 0 ? NULL
                                                                                : incref(NONE);
}

static Object *clear(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    dict_clear((Dict *)self);
    return incref(NONE);
}

static Object *copy(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return dict_copy(self);
}

/* Gives an empty dict the keys of another dict or a set, which know their hashes. 0 or -1. */
static int take_keys_of(Object *dict, Object *keys, Object *value)
{
    int status = 0;
    Object *key;
    if (IS_EXACT(keys, dict_type)) {
        Dict *from = (Dict *)keys;
        for (uint32_t i = 0; status == 0 && i < from->filled; i++) {
            if ((key = from->entries[i].key) == NULL)
                continue;
            uint32_t hash = from->entries[i].hash;
            incref(key);
            status = dict_set_known((Dict *)dict, key, hash, value);
            decref(key);
        }
        return status;
    }
    size_t position = 0;
    uint64_t hash;
    while (status == 0 && set_next((Set *)keys, &position, &key, &hash)) {
        incref(key);
        status = dict_set_known((Dict *)dict, key, (uint32_t)hash, value);
        decref(key);
    }
    return status;
}

static Object *from_keys(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    Object *dict = self == &dict_type.head ? dict_new() : object_call(self, NULL, 0, NULL);
    Object *iterator = NULL, *key, *value = positional > 1 ? args[1] : NONE;
    int status = 0;
    if (dict != NULL && IS_EXACT(dict, dict_type) && ((Dict *)dict)->used == 0
        && (IS_EXACT(args[0], dict_type) || IS_EXACT(args[0], set_type)
            || IS_EXACT(args[0], frozenset_type))) {
        if (take_keys_of(dict, args[0], value) < 0)
            clear_reference(dict);
        return dict;
    }
    if (dict == NULL || (iterator = object_iterate(args[0])) == NULL) {
        xdecref(dict);
        return NULL;
    }
    while (status == 0 && (key = object_next(iterator)) != NULL) {
        status = IS_EXACT(dict, dict_type) ? dict_set(dict, key, value)
                                           : object_set_item(dict, key, value);
        decref(key);
    }
    decref(iterator);
    if (status == 0 && !error_occurred())
        return dict;
    decref(dict);
    return NULL;
}

static Object *keys(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return dict_keys(self);
}

static Object *values(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return dict_values(self);
}

static Object *items(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return dict_items(self);
}

static Object *reversed(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return dict_reversed(self);
}

const MethodDef dict_methods[] = {
    CLASS_GETITEM,
    { "clear", clear, 0, 0, 0, "D.clear() -> None.  Remove all items from D." },
    { "copy", copy, 0, 0, 0, "D.copy() -> a shallow copy of D" },
    { "fromkeys", from_keys, 1, 2, METHOD_CLASS, "Create a new dictionary with keys from "
      "iterable and values set to value." },
    { "get", get, 1, 2, 0, "Return the value for key if key is in the dictionary, else default." },
    { "items", items, 0, 0, 0, "D.items() -> a set-like object providing a view on D's items" },
    { "keys", keys, 0, 0, 0, "D.keys() -> a set-like object providing a view on D's keys" },
    { "pop", pop, 1, 2, 0, "D.pop(k[,d]) -> v, remove specified key and return the value." },
    { "popitem", pop_item, 0, 0, 0, "Remove and return a (key, value) pair as a 2-tuple." },
    { "setdefault", set_default, 1, 2, 0, "Insert key with a value of default if key is not in "
      "the dictionary." },
    { "update", update, 0, -1, METHOD_KEYWORDS | METHOD_OWNED, "D.update([E, ]**F) -> None." },
    { "values", values, 0, 0, 0, "D.values() -> an object providing a view on D's values" },
    { "__reversed__", reversed, 0, 0, 0, "Return a reverse iterator over the dict keys." },
    { 0 },
};

/* ---- slots ---------------------------------------------------------------------------------- */

static void dict_destroy(Object *self)
{
    gc_untrack(self);
    dict_clear((Dict *)self);
    object_free(self, 0);
}

static bool has_only_texts(const Dict *dict)
{
    for (uint32_t i = 0; i < dict->filled; i++)
        if (dict->entries[i].key != NULL && !IS_EXACT(dict->entries[i].key, str_type))
            return false;
    return true;
}

/* Keys that are all str are passed over, as in CPython: gc.get_referents shows it. */
static int dict_traverse(Object *self, Visitor visit, void *context)
{
    Dict *dict = (Dict *)self;
    bool texts = has_only_texts(dict);
    for (uint32_t i = 0; i < dict->filled; i++) {
        DictEntry *entry = &dict->entries[i];
        if (entry->key != NULL && (visit(entry->value, context) != 0
                                   || (!texts && visit(entry->key, context) != 0)))
            return 1;
    }
    return 0;
}

static void dict_clear_slot(Object *self) { dict_clear((Dict *)self); }

static int repr_entries(StrBuilder *b, Object *dict)
{
    uint32_t position = 0;
    Object *key, *value;
    int status = str_builder_char(b, '{');
    for (bool first = true; status == 0 && dict_next(dict, &position, &key, &value);
         first = false) {
        incref(key);
        incref(value);
        if (!first)
            status = str_builder_text(b, ", ");
        if (status == 0 && (str_builder_repr(b, key) < 0 || str_builder_text(b, ": ") < 0 ||
                            str_builder_repr(b, value) < 0))
            status = -1;
        decref(key);
        decref(value);
    }
    return status == 0 ? str_builder_char(b, '}') : status;
}

static Object *dict_repr(Object *self)
{
    int entered = repr_enter(self);
    if (entered != 0)
        return entered < 0 ? NULL : str_from("{...}");
    StrBuilder b;
    str_builder_begin(&b);
    int status = repr_entries(&b, self);
    repr_leave(self);
    if (status == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

/* 1 when both have the same keys with equal values. */
static int dicts_equal(Dict *a, Dict *b)
{
    if (a->used != b->used)
        return 0;
    uint32_t position = 0;
    Object *key, *value;
    int equal = 1;
    while (equal == 1 && dict_next(&a->head, &position, &key, &value)) {
        incref(key);
        incref(value);
        Object *other = xincref(dict_get(&b->head, key));
        equal = other != NULL ? object_equal(value, other) : error_occurred() ? -1 : 0;
        xdecref(other);
        decref(key);
        decref(value);
    }
    return equal;
}

static Object *dict_compare(Object *self, Object *other, Comparison op)
{
    if (!IS_DICT(other) || (op != CMP_EQ && op != CMP_NE))
        return incref(NOT_IMPLEMENTED);
    int equal = dicts_equal((Dict *)self, (Dict *)other);
    return equal < 0 ? NULL : bool_from(equal == (op == CMP_EQ));
}

static intptr_t dict_length(Object *self) { return (intptr_t)((Dict *)self)->used; }

static Object *dict_get_item(Object *self, Object *key)
{
    Object *value = dict_get(self, key);
    if (value != NULL)
        return incref(value);
    if (!error_occurred() && !IS_EXACT(self, dict_type)) /* a subclass may make what is missing */
        value = special_call(self, "__missing__", &key, 1);
    if (value != NULL || error_occurred())
        return value;
    return raise_value(&key_error_type, key);
}

static int dict_set_item(Object *self, Object *key, Object *value)
{
    if (value != NULL)
        return dict_set(self, key, value);
    int deleted = dict_delete(self, key);
    if (deleted == 0)
        raise_value(&key_error_type, key);
    return deleted == 1 ? 0 : -1;
}

static Object *dict_binary(BinaryOperator op, Object *left, Object *right)
{
    if (op != OP_OR || !IS_DICT(left) || !IS_DICT(right))
        return incref(NOT_IMPLEMENTED);
    Object *both = dict_copy(left);
    if (both != NULL && dict_update(both, right) < 0)
        clear_reference(both);
    return both;
}

static Object *dict_inplace(BinaryOperator op, Object *left, Object *right)
{
    if (op != OP_OR)
        return incref(NOT_IMPLEMENTED);
    return dict_update(left, right) < 0 ? NULL : incref(left);
}

static Object *dict_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Object *dict = object_new(type, 0);
    if (dict != NULL && type != &dict_type)
        gc_track(dict);
    return dict;
}

static int dict_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    return update_from_arguments(self, "dict", args, positional, kwnames);
}

static size_t dict_extra_size(Object *self) { return dict_block_size((Dict *)self); }

Type dict_type = {
    .head = { 1, &type_type },
    .name = "dict",
    .basic_size = sizeof(Dict),
    .flags = TYPE_GC | TYPE_DICT | TYPE_BASE,
    .destroy = dict_destroy,
    .traverse = dict_traverse,
    .clear = dict_clear_slot,
    .repr = dict_repr,
    .compare = dict_compare,
    .construct = dict_construct,
    .initialise = dict_initialise,
    .iterate = dict_iterate,
    .length = dict_length,
    .get_item = dict_get_item,
    .set_item = dict_set_item,
    .contains = dict_contains,
    .binary = dict_binary,
    .inplace = dict_inplace,
    .extra_size = dict_extra_size,
    .methods = dict_methods,
    .doc = "dict() -> new empty dictionary",
};
