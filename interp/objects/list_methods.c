/*
 * list_methods.c: the methods of list.
 */
#include "objects/arguments.h"
#include "objects/generic_alias.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/start.h"
#include "vm/errors.h"

static Object *append(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    return list_append(self, args[0]) < 0 ? NULL : incref(NONE);
}

static Object *extend(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    return list_extend(self, args[0]) < 0 ? NULL : incref(NONE);
}

static Object *insert(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    List *list = (List *)self;
    intptr_t index = object_as_ssize(args[0]);
    if (index == -1 && error_occurred())
        return NULL;
    if (index < 0)
        index = index + list->size < 0 ? 0 : index + list->size;
    if (index > list->size)
        index = list->size;
    return list_splice(list, index, index, &args[1], 1) < 0 ? NULL : incref(NONE);
}

static Object *pop(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    List *list = (List *)self;
    intptr_t index = positional > 0 ? object_as_ssize(args[0]) : -1;
    if (index == -1 && error_occurred())
        return NULL;
    if (list->size == 0)
        return raise(&index_error_type, "pop from empty list");
    if (index < 0)
        index += list->size;
    if (index < 0 || index >= list->size)
        return raise(&index_error_type, "pop index out of range");
    Object *item = list->items[index];
    if (index == list->size - 1) { /* the list's reference becomes the caller's */
        list_resize(list, (size_t)index);
        return item;
    }
    incref(item);
    if (list_splice(list, index, index + 1, NULL, 0) < 0) {
        decref(item);
        return NULL;
    }
    return item;
}

/* The index of the first equal item within [start, stop); -1 none, -2 error. */
static intptr_t find_item(List *list, Object *wanted, intptr_t start, intptr_t stop)
{
    for (intptr_t i = start; i < stop && i < list->size; i++) {
        Object *item = incref(list->items[i]);
        int equal = object_equal(item, wanted);
        decref(item);
        if (equal != 0)
            return equal < 0 ? -2 : i;
    }
    return -1;
}

static Object *remove_item(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    List *list = (List *)self;
    intptr_t index = find_item(list, args[0], 0, list->size);
    if (index == -1)
        return raise(&value_error_type, "list.remove(x): x not in list");
    if (index < 0)
        return NULL;
    if (index >= list->size) /* its __eq__ was quicker */
        return incref(NONE);
    return list_splice(list, index, index + 1, NULL, 0) < 0 ? NULL : incref(NONE);
}

static Object *index_of(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    List *list = (List *)self;
    intptr_t start = 0, stop = list->size;
    if (clip_range(args + 1, positional - 1, list->size, false, &start, &stop) < 0)
        return NULL;
    intptr_t index = find_item(list, args[0], start, stop);
    if (index == -1)
        return raise(&value_error_type, "%R is not in list", args[0]);
    return index < 0 ? NULL : int_from(index);
}

static Object *count(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    List *list = (List *)self;
    intptr_t found = 0;
    for (intptr_t i = find_item(list, args[0], 0, list->size); i != -1;
         i = find_item(list, args[0], i + 1, list->size)) {
        if (i < 0)
            return NULL;
        found++;
    }
    return int_from(found);
}

static Object *clear(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    list_clear_items((List *)self);
    return incref(NONE);
}

static Object *copy(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return list_from(((List *)self)->items, (size_t)((List *)self)->size);
}

static Object *reverse(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    List *list = (List *)self;
    for (intptr_t i = 0, j = list->size - 1; i < j; i++, j--) {
        Object *item = list->items[i];
        list->items[i] = list->items[j];
        list->items[j] = item;
    }
    return incref(NONE);
}

Object *list_sort_method(Object *self, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "key", "reverse", NULL };
    Object *values[2];
    int given = positional + (no_keywords(kwnames) ? 0 : (int)((Tuple *)kwnames)->size);
    if (positional > 0 && given <= 2)
        return raise(&type_error_type, "sort() takes no positional arguments");
    if (parse_arguments("sort", args, positional, kwnames, names, values) < 0)
        return NULL;
    int backward = values[1] != NULL ? object_as_c_int(values[1]) : 0;
    if ((backward == -1 && error_occurred())
        || list_sort((List *)self, values[0], backward != 0) < 0)
        return NULL;
    return incref(NONE);
}

static Object *reversed(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return list_reversed(self);
}

const MethodDef list_methods[] = {
    CLASS_GETITEM,
    { "append", append, 1, 1, METHOD_NO_DEPTH, "Append object to the end of the list." },
    { "clear", clear, 0, 0, 0, "Remove all items from list." },
    { "copy", copy, 0, 0, 0, "Return a shallow copy of the list." },
    { "count", count, 1, 1, 0, "Return number of occurrences of value." },
    { "extend", extend, 1, 1, 0, "Extend list by appending elements from the iterable." },
    { "index", index_of, 1, 3, 0, "Return first index of value." },
    { "insert", insert, 2, 2, 0, "Insert object before index." },
    { "pop", pop, 0, 1, 0, "Remove and return item at index (default last)." },
    { "remove", remove_item, 1, 1, 0, "Remove first occurrence of value." },
    { "reverse", reverse, 0, 0, 0, "Reverse *IN PLACE*." },
    { "sort", list_sort_method, 0, -1, METHOD_KEYWORDS, "Sort the list in ascending order and return None." },
    { "__reversed__", reversed, 0, 0, 0, "Return a reverse iterator over the list." },
    { 0 },
};
