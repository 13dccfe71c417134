/*
 * dict_views.c: keys(), values() and items() of a dict, which look at the live dict, and the
 * iterators over it, which notice when it changes its size under them.
 */
#include "objects/class.h"
#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "vm/errors.h"

typedef struct { Object head; Dict *dict; } DictView;

typedef struct {
    Object head;
    Dict *dict;        /* NULL: exhausted */
    uint32_t position; /* of the next entry; backwards: one behind it */
    uint32_t used;     /* the dict's size at the start */
    uint32_t left;     /* how many are still to come */
    Object *pair;      /* of items(): what it gave last (tuple_to_fill), or NULL */
} DictIterator;

/* ---- iterators ------------------------------------------------------------------------------ */

static Object *iterator_new(Type *type, Dict *dict, bool backward)
{
    if (backward && type_ready(type) < 0) /* most programs make none */
        return NULL;
    DictIterator *iterator = object_new(type, 0);
    if (iterator == NULL)
        return NULL;
    iterator->dict = incref(dict);
    iterator->position = backward ? dict->filled : 0;
    iterator->used = iterator->left = dict->used;
    gc_track(iterator);
    return &iterator->head;
}

static void iterator_destroy(Object *self)
{
    gc_untrack(self);
    clear_reference(((DictIterator *)self)->dict);
    clear_reference(((DictIterator *)self)->pair);
    object_free(self, 0);
}

static int iterator_traverse(Object *self, Visitor visit, void *context)
{
    DictIterator *iterator = (DictIterator *)self;
    if (iterator->dict != NULL && visit(&iterator->dict->head, context) != 0)
        return 1;
    return iterator->pair != NULL ? visit(iterator->pair, context) : 0;
}

/* The first live entry's number. When the first entries are dead, the very first remembers in its
 * hash how many: who takes the oldest entry again and again (a queue, a cache) is not slowed down by
 * all that were there before. */
static uint32_t first_live(Dict *dict)
{
    DictEntry *entries = dict->entries;
    if (dict->used == 0 || entries[0].key != NULL)
        return 0;
    uint32_t first = entries[0].hash > 0 ? entries[0].hash : 1;
    while (entries[first].key == NULL)
        first++;
    return entries[0].hash = first;
}

/* The next live entry; false at the end or with an exception. */
static bool advance(DictIterator *iterator, bool backward, Object **key, Object **value)
{
    Dict *dict = iterator->dict;
    if (dict == NULL)
        return false;
    if (iterator->used != dict->used) {
        raise(&runtime_error_type, "dictionary changed size during iteration");
        iterator->used = UINT32_MAX; /* and it stays so */
        return false;
    }
    if (backward)
        while (iterator->position > dict->filled) /* it was built anew meanwhile */
            iterator->position--;
    else if (iterator->position == 0)
        iterator->position = first_live(dict);
    while (backward ? iterator->position > 0 : iterator->position < dict->filled) {
        DictEntry *entry = &dict->entries[backward ? --iterator->position : iterator->position++];
        if (entry->key == NULL)
            continue;
        if (iterator->left == 0) {
            raise(&runtime_error_type, "dictionary keys changed during iteration");
            return false;
        }
        iterator->left--;
        *key = entry->key;
        *value = entry->value;
        return true;
    }
    clear_reference(iterator->dict);
    return false;
}

static Object *next_key(Object *self)
{
    Object *key, *value;
    return advance((DictIterator *)self, false, &key, &value) ? incref(key) : NULL;
}

static Object *next_value(Object *self)
{
    Object *key, *value;
    return advance((DictIterator *)self, false, &key, &value) ? incref(value) : NULL;
}

static Object *give_pair(Object *self, bool backward)
{
    DictIterator *iterator = (DictIterator *)self;
    Object *key, *value;
    if (!advance(iterator, backward, &key, &value))
        return NULL;
    incref(key), incref(value);
    Tuple *pair = tuple_to_fill(&iterator->pair, 2);
    if (pair == NULL) {
        decref(key);
        decref(value);
        return NULL;
    }
    tuple_fill(pair, 0, key);
    tuple_fill(pair, 1, value);
    return &pair->head;
}

static Object *next_item(Object *self) { return give_pair(self, false); }
static Object *previous_item(Object *self) { return give_pair(self, true); }

static Object *previous_key(Object *self)
{
    Object *key, *value;
    return advance((DictIterator *)self, true, &key, &value) ? incref(key) : NULL;
}

static Object *previous_value(Object *self)
{
    Object *key, *value;
    return advance((DictIterator *)self, true, &key, &value) ? incref(value) : NULL;
}

static Object *length_hint(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    DictIterator *iterator = (DictIterator *)self;
    bool same = iterator->dict != NULL && iterator->used == iterator->dict->used;
    return int_from(same ? iterator->left : 0);
}

static const MethodDef iterator_methods[] = {
    { "__length_hint__", length_hint, 0, 0, 0, NULL },
    { 0 },
};

#define DICT_ITERATOR_TYPE(c_name, python_name, next_function)                                   \
    Type c_name = {                                                                              \
        .head = { 1, &type_type },                                                               \
        .name = python_name,                                                                     \
        .basic_size = sizeof(DictIterator),                                                      \
        .flags = TYPE_GC,                                                                        \
        .destroy = iterator_destroy,                                                             \
        .traverse = iterator_traverse,                                                           \
        .iterate = iterator_self,                                                                \
        .next = next_function,                                                                   \
        .methods = iterator_methods,                                                             \
    }

DICT_ITERATOR_TYPE(dict_key_iterator_type, "dict_keyiterator", next_key);
DICT_ITERATOR_TYPE(dict_value_iterator_type, "dict_valueiterator", next_value);
DICT_ITERATOR_TYPE(dict_item_iterator_type, "dict_itemiterator", next_item);
DICT_ITERATOR_TYPE(dict_reverse_key_iterator_type, "dict_reversekeyiterator", previous_key);
DICT_ITERATOR_TYPE(dict_reverse_value_iterator_type, "dict_reversevalueiterator", previous_value);
DICT_ITERATOR_TYPE(dict_reverse_item_iterator_type, "dict_reverseitemiterator", previous_item);

Object *dict_iterate(Object *dict)
{
    return iterator_new(&dict_key_iterator_type, (Dict *)dict, false);
}

Object *dict_reversed(Object *dict)
{
    return iterator_new(&dict_reverse_key_iterator_type, (Dict *)dict, true);
}

/* ---- views ---------------------------------------------------------------------------------- */

static Object *view_new(Type *type, Object *dict)
{
    DictView *view = object_new(type, 0);
    if (view == NULL)
        return NULL;
    view->dict = (Dict *)incref(dict);
    gc_track(view);
    return &view->head;
}

Object *dict_keys(Object *dict) { return view_new(&dict_keys_type, dict); }
Object *dict_values(Object *dict) { return view_new(&dict_values_type, dict); }
Object *dict_items(Object *dict) { return view_new(&dict_items_type, dict); }

static void view_destroy(Object *self)
{
    gc_untrack(self);
    decref(&((DictView *)self)->dict->head);
    object_free(self, 0);
}

static int view_traverse(Object *self, Visitor visit, void *context)
{
    return visit(&((DictView *)self)->dict->head, context);
}

static intptr_t view_length(Object *self) { return (intptr_t)((DictView *)self)->dict->used; }

static Object *view_iterate(Object *self)
{
    Type *type = self->type == &dict_keys_type ? &dict_key_iterator_type
               : self->type == &dict_values_type ? &dict_value_iterator_type
                                                 : &dict_item_iterator_type;
    return iterator_new(type, ((DictView *)self)->dict, false);
}

static Object *view_reversed(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Type *type = self->type == &dict_keys_type ? &dict_reverse_key_iterator_type
               : self->type == &dict_values_type ? &dict_reverse_value_iterator_type
                                                 : &dict_reverse_item_iterator_type;
    return iterator_new(type, ((DictView *)self)->dict, true);
}

static Object *view_repr(Object *self)
{
    int entered = repr_enter(self);
    if (entered != 0)
        return entered < 0 ? NULL : str_from("...");
    Object *list = sequence_to_list(self);
    Object *text = list != NULL ? str_from_format("%T(%R)", self, list) : NULL;
    xdecref(list);
    repr_leave(self);
    return text;
}

static int keys_contain(Object *self, Object *key)
{
    return dict_contains(&((DictView *)self)->dict->head, key);
}

static int items_contain_pair(Object *self, Object *item)
{
    Tuple *pair = (Tuple *)item;
    if (!IS_TUPLE(item) || pair->size != 2)
        return 0;
    Object *value = dict_get(&((DictView *)self)->dict->head, pair->items[0]);
    if (value == NULL)
        return error_occurred() ? -1 : 0;
    incref(value);
    int equal = object_equal(value, pair->items[1]);
    decref(value);
    return equal;
}

/* ---- views of keys and items are sets ------------------------------------------------------- */

static bool is_set_like(Object *o)
{
    return HAS_FLAG(o, TYPE_SET | TYPE_FROZENSET) || IS_EXACT(o, dict_keys_type) ||
           IS_EXACT(o, dict_items_type);
}

/* 1 when every item of a is in b (inside), or none is (not inside). It stops at the first other. */
static int all_contained(Object *a, Object *b, bool inside)
{
    Object *iterator = object_iterate(a), *item;
    if (iterator == NULL)
        return -1;
    int result = 1;
    while (result == 1 && (item = object_next(iterator)) != NULL) {
        result = object_contains(b, item);
        if (result >= 0)
            result = result == inside;
        decref(item);
    }
    decref(iterator);
    return result == 1 && error_occurred() ? -1 : result;
}

static Object *view_compare(Object *self, Object *other, Comparison op)
{
    if (!is_set_like(other))
        return incref(NOT_IMPLEMENTED);
    intptr_t a = object_length(self), b = object_length(other);
    if (a < 0 || b < 0)
        return NULL;
    bool larger = op == CMP_GT || op == CMP_GE;
    bool possible = op == CMP_EQ || op == CMP_NE ? a == b : op == CMP_LT ? a < b
                  : op == CMP_LE ? a <= b : op == CMP_GT ? a > b : a >= b;
    int holds = possible ? all_contained(larger ? other : self, larger ? self : other, true) : 0;
    if (holds < 0)
        return NULL;
    return bool_from(op == CMP_NE ? !holds : holds);
}

static Object *view_binary(BinaryOperator op, Object *left, Object *right)
{
    if (op != OP_AND && op != OP_OR && op != OP_XOR && op != OP_SUBTRACT)
        return incref(NOT_IMPLEMENTED);
    Object *set = set_new();
    Object *other = frozenset_from(right), *result = NULL;
    if (set != NULL && other != NULL && set_update(set, left) == 0)
        result = object_binary(op, set, other);
    xdecref(set);
    xdecref(other);
    return result;
}

static Object *view_isdisjoint(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    int disjoint = all_contained(args[0], self, false);
    return disjoint < 0 ? NULL : bool_from(disjoint);
}

/* The dict, read only. */
static Object *view_get_mapping(Object *self)
{
    return mapping_proxy_new(&((DictView *)self)->dict->head);
}

static const MethodDef values_methods[] = {
    { "__reversed__", view_reversed, 0, 0, 0, NULL },
    { 0 },
};

static const MethodDef view_methods[] = {
    { "__reversed__", view_reversed, 0, 0, 0, NULL },
    { "isdisjoint", view_isdisjoint, 1, 1, 0,
      "Return True if the view and the given iterable have a null intersection." },
    { 0 },
};

static const GetSetDef view_getsets[] = {
    { "mapping", view_get_mapping, NULL },
    { 0 },
};

#define VIEW_SLOTS(python_name)                                                                  \
        .head = { 1, &type_type },                                                               \
        .name = python_name,                                                                     \
        .basic_size = sizeof(DictView),                                                          \
        .flags = TYPE_GC,                                                                        \
        .destroy = view_destroy,                                                                 \
        .traverse = view_traverse,                                                               \
        .repr = view_repr,                                                                       \
        .iterate = view_iterate,                                                                 \
        .length = view_length,                                                                   \
        .getsets = view_getsets

Type dict_keys_type = {
    VIEW_SLOTS("dict_keys"),
    .contains = keys_contain,
    .compare = view_compare,
    .binary = view_binary,
    .methods = view_methods,
};

Type dict_items_type = {
    VIEW_SLOTS("dict_items"),
    .contains = items_contain_pair,
    .compare = view_compare,
    .binary = view_binary,
    .methods = view_methods,
};

Type dict_values_type = {
    VIEW_SLOTS("dict_values"),
    .methods = values_methods,
};
