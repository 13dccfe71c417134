/*
 * mro.c: the method resolution order of a class: C3 linearisation, as in CPython's
 * mro_implementation ("The Python 2.3 Method Resolution Order"). Each base comes before its own bases, and the bases
 * in the order in which the class names them; where that cannot be, there is no such class.
 */
#include "objects/class.h"
#include "vm/errors.h"

/* Is the class in the rest of a list, behind its head? */
static bool in_tail(Object *class, const Tuple *list, intptr_t head)
{
    for (intptr_t i = head + 1; i < list->size; i++)
        if (list->items[i] == class)
            return true;
    return false;
}

/* The first head that stands in nobody's tail; NULL: there is none. */
static Object *next_class(Tuple *lists, const intptr_t *heads)
{
    for (intptr_t i = 0; i < lists->size; i++) {
        Tuple *list = (Tuple *)lists->items[i];
        if (heads[i] >= list->size)
            continue;
        Object *candidate = list->items[heads[i]];
        bool free = true;
        for (intptr_t k = 0; k < lists->size && free; k++)
            free = !in_tail(candidate, (Tuple *)lists->items[k], heads[k]);
        if (free)
            return candidate;
    }
    return NULL;
}

static bool all_used(Tuple *lists, const intptr_t *heads)
{
    for (intptr_t i = 0; i < lists->size; i++)
        if (heads[i] < ((Tuple *)lists->items[i])->size)
            return false;
    return true;
}

/* CPython names the heads that block each other, in the order of the lists. */
static void *raise_inconsistent(Tuple *lists, const intptr_t *heads)
{
    Object *names = dict_new(), *text = NULL;
    for (intptr_t i = 0; names != NULL && i < lists->size; i++) {
        Tuple *list = (Tuple *)lists->items[i];
        if (heads[i] >= list->size)
            continue;
        Object *name = str_from(((Type *)list->items[heads[i]])->name);
        if (name == NULL || dict_set(names, name, NONE) < 0)
            clear_reference(names);
        xdecref(name);
    }
    Object *list = names != NULL ? sequence_to_list(names) : NULL;
    Object *comma = list != NULL ? str_from(", ") : NULL;
    if (comma != NULL)
        text = str_join(comma, ((List *)list)->items, (size_t)((List *)list)->size);
    if (text != NULL)
        raise(&type_error_type, "Cannot create a consistent method resolution\norder (MRO) for "
              "bases %S", text);
    xdecref(text);
    xdecref(comma);
    xdecref(list);
    xdecref(names);
    return NULL;
}

static int merge(Object *order, Tuple *lists, intptr_t *heads)
{
    while (!all_used(lists, heads)) {
        Object *class = next_class(lists, heads);
        if (class == NULL) {
            raise_inconsistent(lists, heads);
            return -1;
        }
        if (list_append(order, class) < 0)
            return -1;
        for (intptr_t i = 0; i < lists->size; i++) {
            Tuple *list = (Tuple *)lists->items[i];
            heads[i] += heads[i] < list->size && list->items[heads[i]] == class;
        }
    }
    return 0;
}

/* The mros of the bases, and the bases themselves. */
static Tuple *lists_to_merge(Object *bases)
{
    intptr_t count = ((Tuple *)bases)->size;
    Tuple *lists = (Tuple *)tuple_new((size_t)count + 1);
    if (lists == NULL)
        return NULL;
    for (intptr_t i = 0; i < count; i++)
        lists->items[i] = incref(((Type *)((Tuple *)bases)->items[i])->mro);
    lists->items[count] = incref(bases);
    return lists;
}

static int check_duplicates(Object *bases)
{
    Tuple *tuple = (Tuple *)bases;
    for (intptr_t i = 0; i < tuple->size; i++)
        for (intptr_t k = i + 1; k < tuple->size; k++)
            if (tuple->items[i] == tuple->items[k])
                return raise_int(&type_error_type, "duplicate base class %s",
                                 ((Type *)tuple->items[i])->name);
    return 0;
}

Object *linearise(Type *type, Object *bases)
{
    if (check_duplicates(bases) < 0)
        return NULL;
    Tuple *lists = lists_to_merge(bases);
    Object *order = lists != NULL ? list_new(0) : NULL, *heads = NULL, *mro = NULL;
    if (order != NULL) /* a row of positions, in a block that ends by itself */
        heads = bytes_from(NULL, (size_t)lists->size * sizeof(intptr_t));
    if (heads != NULL && list_append(order, &type->head) == 0 &&
        merge(order, lists, (intptr_t *)((Bytes *)heads)->data) == 0)
        mro = list_to_tuple(order);
    xdecref(heads);
    xdecref(order);
    xdecref(lists);
    return mro;
}
