/*
 * deque_methods.c: the methods of collections.deque. Read deque.h first.
 */
#include "modules/deque.h"

#include "modules/module_tools.h"
#include "objects/arguments.h"
#include "objects/generic_alias.h"
#include "objects/iterators.h"
#include "vm/errors.h"

#define METHOD(name) FUNCTION(name)
#define SELF ((Deque *)self)

static Object *none_if(int status) { return status < 0 ? NULL : incref(NONE); }

int deque_check_state(const Deque *deque, size_t state)
{
    return deque->state == state ? 0
         : raise_int(&runtime_error_type, "deque mutated during iteration");
}

/* ---- the ends ------------------------------------------------------------------------------- */

METHOD(method_append)
{
    (void)positional, (void)kwnames;
    return none_if(deque_append(SELF, args[0]));
}

METHOD(method_appendleft)
{
    (void)positional, (void)kwnames;
    return none_if(deque_append_left(SELF, args[0]));
}

METHOD(method_pop)
{
    (void)args, (void)positional, (void)kwnames;
    return SELF->size ? deque_take_last(SELF)
                      : raise(&index_error_type, "pop from an empty deque");
}

METHOD(method_popleft)
{
    (void)args, (void)positional, (void)kwnames;
    return SELF->size ? deque_take_first(SELF)
                      : raise(&index_error_type, "pop from an empty deque");
}

METHOD(method_extend)
{
    (void)positional, (void)kwnames;
    return none_if(deque_extend(SELF, args[0], false));
}

METHOD(method_extendleft)
{
    (void)positional, (void)kwnames;
    return none_if(deque_extend(SELF, args[0], true));
}

METHOD(method_rotate)
{
    (void)kwnames;
    int64_t n = 1;
    if (check_positional("deque.rotate", positional, 0, 1) < 0
        || (positional && size_argument(args[0], &n) < 0))
        return NULL;
    if (SELF->size > 1)
        n %= SELF->size;
    return none_if(deque_rotate(SELF, (intptr_t)n));
}

METHOD(method_clear)
{
    (void)args, (void)positional, (void)kwnames;
    deque_clear_items(SELF);
    return incref(NONE);
}

/* ---- looking at the items ------------------------------------------------------------------- */

/* The number of the first item in [start, stop) that equals value; stop: none does; -1: an error.
 * A comparison that changes the deque raises `changed`. */
static intptr_t find(Deque *deque, Object *value, intptr_t start, intptr_t stop)
{
    size_t state = deque->state;
    DequePlace place = deque_first(deque);
    for (intptr_t i = 0; i < stop; i++, deque_go_right(&place)) {
        if (i < start)
            continue;
        Object *item = incref(place.block->items[place.index]);
        int equal = object_equal(item, value);
        decref(item);
        if (equal < 0)
            return -1;
        if (equal)
            return i;
        if (deque_check_state(deque, state) < 0)
            return -1;
    }
    return stop;
}

METHOD(method_index)
{
    (void)kwnames;
    intptr_t start = 0, stop = SELF->size;
    if (positional < 1 || positional > 3)
        return raise(&type_error_type, "index() takes at %s argument%s (%d given)",
                     positional < 1 ? "least 1" : "most 3", positional < 1 ? "" : "s", positional);
    if (clip_range(args + 1, positional - 1, SELF->size, false, &start, &stop) < 0)
        return NULL;
    if (start > stop)
        start = stop;
    intptr_t found = find(SELF, args[0], start, stop);
    if (found < 0 || found < stop)
        return found < 0 ? NULL : int_from(found);
    return raise(&value_error_type, "%R is not in deque", args[0]);
}

METHOD(method_count)
{
    (void)positional, (void)kwnames;
    intptr_t count = 0, size = SELF->size;
    size_t state = SELF->state;
    DequePlace place = deque_first(SELF);
    for (intptr_t i = 0; i < size; i++, deque_go_right(&place)) {
        Object *item = incref(place.block->items[place.index]);
        int equal = object_equal(item, args[0]);
        decref(item);
        if (equal < 0 || deque_check_state(SELF, state) < 0)
            return NULL;
        count += equal;
    }
    return int_from(count);
}

METHOD(method_remove)
{
    (void)positional, (void)kwnames;
    size_t state = SELF->state;
    intptr_t size = SELF->size, i = 0;
    DequePlace place = deque_first(SELF);
    for (; i < size; i++, deque_go_right(&place)) {
        Object *item = incref(place.block->items[place.index]);
        int equal = object_equal(item, args[0]);
        decref(item);
        if (equal < 0)
            return NULL;
        if (SELF->state != state)
            return raise(&index_error_type, "deque mutated during iteration");
        if (equal)
            return none_if(deque_delete_item(SELF, i));
    }
    return raise(&value_error_type, "%R is not in deque", args[0]);
}

/* ---- changing them -------------------------------------------------------------------------- */

METHOD(method_insert)
{
    (void)kwnames;
    int64_t wanted;
    if (positional != 2)
        return raise(&type_error_type, "insert() takes exactly 2 arguments (%d given)", positional);
    if (size_argument(args[0], &wanted) < 0)
        return NULL;
    intptr_t size = SELF->size;
    if (SELF->maximum != NO_MAXIMUM && size >= SELF->maximum)
        return raise(&index_error_type, "deque already at its maximum size");
    if (wanted >= size)
        return none_if(deque_append(SELF, args[1]));
    if (wanted <= -size || wanted == 0)
        return none_if(deque_append_left(SELF, args[1]));
    intptr_t index = (intptr_t)wanted; /* turned to an end, put there, and turned back */
    if (deque_rotate(SELF, -index) < 0)
        return NULL;
    int status = index < 0 ? deque_append(SELF, args[1]) : deque_append_left(SELF, args[1]);
    return none_if(status < 0 ? status : deque_rotate(SELF, index));
}

METHOD(method_reverse)
{
    (void)args, (void)positional, (void)kwnames;
    for (intptr_t i = 0, j = SELF->size - 1; i < j; i++, j--) {
        Object **low = deque_item_place(SELF, i), **high = deque_item_place(SELF, j);
        Object *item = *low;
        *low = *high;
        *high = item;
    }
    return incref(NONE);
}

/* ---- copies --------------------------------------------------------------------------------- */

Object *deque_copy_of(Deque *deque)
{
    Object *maximum = deque->maximum == NO_MAXIMUM ? NULL : int_from(deque->maximum);
    if (!maximum && error_occurred())
        return NULL;
    Object *args[] = { &deque->head, maximum };
    Object *copy = object_call(&deque->head.type->head, args, maximum ? 2 : 1, NULL);
    xdecref(maximum);
    if (copy && !type_is_subtype(copy->type, &deque_type)) {
        raise(&type_error_type, "'%T' object is no deque", copy); /* a class below made it */
        clear_reference(copy);
    }
    return copy;
}

METHOD(method_copy)
{
    (void)args, (void)positional, (void)kwnames;
    return deque_copy_of(SELF);
}

METHOD(method_reversed)
{
    (void)args, (void)positional, (void)kwnames;
    return deque_reversed(self);
}

METHOD(alias_of_class)
{
    (void)positional, (void)kwnames;
    return generic_alias_new(self, args[0]);
}

const MethodDef deque_methods[] = {
    { "append", method_append, 1, 1, METHOD_NO_DEPTH, "Add an element to the right side." },
    { "appendleft", method_appendleft, 1, 1, METHOD_NO_DEPTH, "Add an element to the left side." },
    { "clear", method_clear, 0, 0, 0, "Remove all elements." },
    { "copy", method_copy, 0, 0, 0, "Return a shallow copy." },
    { "__copy__", method_copy, 0, 0, 0, "Return a shallow copy." },
    { "count", method_count, 1, 1, 0, "count(value) -> how many elements equal it" },
    { "extend", method_extend, 1, 1, 0, "Add the elements of an iterable to the right side." },
    { "extendleft", method_extendleft, 1, 1, 0,
      "Add the elements of an iterable to the left side, one after the other." },
    { "index", method_index, 0, -1, 0, "index(value[, start[, stop]]) -> int; ValueError" },
    { "insert", method_insert, 0, -1, 0, "insert(index, object): before the element at index" },
    { "pop", method_pop, 0, 0, 0, "Remove and return the rightmost element." },
    { "popleft", method_popleft, 0, 0, 0, "Remove and return the leftmost element." },
    { "remove", method_remove, 1, 1, 0, "remove(value): the first that equals it; ValueError" },
    { "__reversed__", method_reversed, 0, 0, 0, "An iterator from the right to the left." },
    { "reverse", method_reverse, 0, 0, 0, "Reverse in place." },
    { "rotate", method_rotate, 0, -1, 0, "rotate(n=1): n steps to the right" },
    { "__class_getitem__", alias_of_class, 1, 1, METHOD_CLASS, NULL },
    { 0 },
};
