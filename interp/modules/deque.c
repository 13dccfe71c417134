/*
 * deque.c: collections.deque: making one, its two ends, and the type. Read deque.h first.
 */
#include "modules/deque.h"

#include "memory/memory.h"
#include "objects/arguments.h"
#include "objects/list.h"
#include "objects/start.h"
#include "vm/errors.h"

/* ---- blocks --------------------------------------------------------------------------------- */

static DequeBlock *block_new(void)
{
    DequeBlock *block = mem_alloc_zeroed(sizeof(DequeBlock));
    return block ? block : raise_no_memory();
}

static void block_free(DequeBlock *block) { mem_free(block, sizeof(DequeBlock)); }

static void center(Deque *deque)
{
    deque->left_index = BLOCK_CENTER + 1;
    deque->right_index = BLOCK_CENTER;
}

/* ---- the right end -------------------------------------------------------------------------- */

static int grow_right(Deque *deque)
{
    DequeBlock *block = block_new();
    if (!block)
        return -1;
    block->left = deque->right;
    deque->right->right = block;
    deque->right = block;
    deque->right_index = -1;
    return 0;
}

int deque_append(Deque *deque, Object *item)
{
    if (deque->right_index == BLOCK_ITEMS - 1 && grow_right(deque) < 0)
        return -1;
    deque->size++;
    deque->state++;
    deque->right->items[++deque->right_index] = incref(item);
    if (deque->maximum != NO_MAXIMUM && deque->size > deque->maximum)
        decref(deque_take_first(deque));
    return 0;
}

Object *deque_take_last(Deque *deque)
{
    Object *item = deque->right->items[deque->right_index--];
    deque->size--;
    deque->state++;
    if (deque->size == 0) {
        center(deque);
    } else if (deque->right_index < 0) {
        DequeBlock *empty = deque->right;
        deque->right = empty->left;
        deque->right->right = NULL;
        deque->right_index = BLOCK_ITEMS - 1;
        block_free(empty);
    }
    return item;
}

/* ---- the left end --------------------------------------------------------------------------- */

static int grow_left(Deque *deque)
{
    DequeBlock *block = block_new();
    if (!block)
        return -1;
    block->right = deque->left;
    deque->left->left = block;
    deque->left = block;
    deque->left_index = BLOCK_ITEMS;
    return 0;
}

int deque_append_left(Deque *deque, Object *item)
{
    if (deque->left_index == 0 && grow_left(deque) < 0)
        return -1;
    deque->size++;
    deque->state++;
    deque->left->items[--deque->left_index] = incref(item);
    if (deque->maximum != NO_MAXIMUM && deque->size > deque->maximum)
        decref(deque_take_last(deque));
    return 0;
}

Object *deque_take_first(Deque *deque)
{
    Object *item = deque->left->items[deque->left_index++];
    deque->size--;
    deque->state++;
    if (deque->size == 0) {
        center(deque);
    } else if (deque->left_index == BLOCK_ITEMS) {
        DequeBlock *empty = deque->left;
        deque->left = empty->right;
        deque->left->left = NULL;
        deque->left_index = 0;
        block_free(empty);
    }
    return item;
}

/* ---- many items ----------------------------------------------------------------------------- */

int deque_extend(Deque *deque, Object *iterable, bool left)
{
    if (iterable == &deque->head) { /* its own items, as they were before */
        Object *items = sequence_to_list(iterable);
        int status = items ? deque_extend(deque, items, left) : -1;
        xdecref(items);
        return status;
    }
    Object *iterator = object_iterate(iterable), *item;
    if (!iterator)
        return -1;
    if (deque->size == 0) { /* as CPython: the block will be full, not half full */
        deque->left_index = left ? BLOCK_ITEMS - 1 : 1;
        deque->right_index = deque->left_index - 1;
    }
    int status = 0;
    while (status == 0 && (item = object_next(iterator))) {
        status = left ? deque_append_left(deque, item) : deque_append(deque, item);
        decref(item);
    }
    decref(iterator);
    return status < 0 || error_occurred() ? -1 : 0;
}

/* Gives up so many items from a place on, and their blocks. */
static void drop_items(DequePlace place, intptr_t count)
{
    DequeBlock *block = place.block;
    for (; count > 0; count--) {
        if (place.index == BLOCK_ITEMS) {
            block = block->right;
            block_free(block->left);
            place.index = 0;
        }
        decref(block->items[place.index++]);
    }
    block_free(block);
}

/* The deque is empty before the first item's destructor can look at it; what destructors append
 * stays. */
void deque_clear_items(Deque *deque)
{
    if (deque->size == 0)
        return;
    DequeBlock *fresh = mem_alloc_zeroed(sizeof(DequeBlock));
    if (!fresh) { /* then one after the other */
        for (intptr_t count = deque->size; count > 0 && deque->size > 0; count--)
            decref(deque_take_first(deque));
        return;
    }
    DequePlace first = deque_first(deque);
    intptr_t size = deque->size;
    deque->left = deque->right = fresh;
    deque->size = 0;
    deque->state++;
    center(deque);
    drop_items(first, size);
}

/* Moves the last item to the front. There is room for it before it is taken. */
static int step_right(Deque *deque)
{
    if (deque->left_index == 0 && grow_left(deque) < 0)
        return -1;
    Object *item = deque_take_last(deque);
    deque->left->items[--deque->left_index] = item;
    deque->size++;
    return 0;
}

static int step_left(Deque *deque)
{
    if (deque->right_index == BLOCK_ITEMS - 1 && grow_right(deque) < 0)
        return -1;
    Object *item = deque_take_first(deque);
    deque->right->items[++deque->right_index] = item;
    deque->size++;
    return 0;
}

int deque_rotate(Deque *deque, intptr_t n)
{
    intptr_t size = deque->size, half = size / 2;
    if (size <= 1)
        return 0;
    if (n > half || n < -half) { /* the shorter way */
        n %= size;
        n += n < -half ? size : n > half ? -size : 0;
    }
    deque->state++;
    int status = 0;
    for (; n > 0 && status == 0; n--)
        status = step_right(deque);
    for (; n < 0 && status == 0; n++)
        status = step_left(deque);
    return status;
}

/* ---- items by number ------------------------------------------------------------------------ */

Object **deque_item_place(Deque *deque, intptr_t i)
{
    intptr_t from_left = deque->left_index + i;
    if (i < deque->size / 2) {
        DequeBlock *block = deque->left;
        for (; from_left >= BLOCK_ITEMS; from_left -= BLOCK_ITEMS)
            block = block->right;
        return &block->items[from_left];
    }
    intptr_t steps = (deque->left_index + deque->size - 1) / BLOCK_ITEMS - from_left / BLOCK_ITEMS;
    DequeBlock *block = deque->right;
    while (steps-- > 0)
        block = block->left;
    return &block->items[from_left % BLOCK_ITEMS];
}

static bool has_index(Deque *deque, Object *key, intptr_t *index)
{
    if (!is_index(key)) {
        raise(&type_error_type, "sequence index must be integer, not '%T'", key);
        return false;
    }
    *index = checked_index(key, &deque->size, "deque index out of range");
    return *index >= 0;
}

static Object *deque_get_item(Object *self, Object *key)
{
    intptr_t index;
    return has_index((Deque *)self, key, &index) ? incref(*deque_item_place((Deque *)self, index))
                                                 : NULL;
}

int deque_delete_item(Deque *deque, intptr_t i)
{
    if (deque_rotate(deque, -i) < 0)
        return -1;
    Object *item = deque_take_first(deque);
    int status = deque_rotate(deque, i);
    decref(item);
    return status;
}

static int deque_set_item(Object *self, Object *key, Object *value)
{
    intptr_t index;
    if (!has_index((Deque *)self, key, &index))
        return -1;
    if (!value)
        return deque_delete_item((Deque *)self, index);
    Object **place = deque_item_place((Deque *)self, index);
    replace_reference(*place, incref(value));
    return 0;
}

static intptr_t deque_length(Object *self) { return ((Deque *)self)->size; }

/* ---- making --------------------------------------------------------------------------------- */

static Object *deque_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    DequeBlock *block = block_new();
    Deque *deque = block ? object_new(type, 0) : NULL;
    if (!deque) {
        block_free(block);
        return NULL;
    }
    deque->left = deque->right = block;
    center(deque);
    deque->maximum = NO_MAXIMUM;
    gc_track(deque);
    return &deque->head;
}

static int deque_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "iterable", "maxlen", NULL };
    Object *values[2];
    Deque *deque = (Deque *)self;
    if (parse_arguments("deque", args, positional, kwnames, names, values) < 0)
        return -1;
    int64_t maximum = NO_MAXIMUM;
    if (values[1] && values[1] != NONE) {
        if (!IS_INT(values[1]))
            return raise_int(&type_error_type, "an integer is required");
        bool overflow = false;
        maximum = int_as_int64(values[1], &overflow);
        if (overflow)
            return raise_int(&overflow_error_type,
                             "Python int too large to convert to C ssize_t");
        if (maximum < 0)
            return raise_int(&value_error_type, "maxlen must be non-negative");
    }
    deque->maximum = maximum;
    deque_clear_items(deque);
    return values[0] ? deque_extend(deque, values[0], false) : 0;
}

static void deque_destroy(Object *self)
{
    gc_untrack(self);
    Deque *deque = (Deque *)self;
    drop_items(deque_first(deque), deque->size);
    object_free(self, 0);
}

static int deque_traverse(Object *self, Visitor visit, void *context)
{
    Deque *deque = (Deque *)self;
    DequePlace place = deque_first(deque);
    for (intptr_t i = 0; i < deque->size; i++, deque_go_right(&place))
        if (visit(place.block->items[place.index], context) != 0)
            return 1;
    return 0;
}

static void deque_clear_slot(Object *self) { deque_clear_items((Deque *)self); }

static size_t deque_extra_size(Object *self)
{
    Deque *deque = (Deque *)self;
    size_t blocks = 0;
    for (DequeBlock *block = deque->left; block; block = block->right)
        blocks++;
    return blocks * sizeof(DequeBlock);
}

/* ---- text, comparison ----------------------------------------------------------------------- */

static Object *deque_repr(Object *self)
{
    Deque *deque = (Deque *)self;
    int entered = repr_enter(self);
    if (entered != 0)
        return entered < 0 ? NULL : str_from("[...]");
    Object *items = sequence_to_list(self), *result = NULL, *maximum = NULL;
    Object *name = object_lookup_attribute(&self->type->head, "__name__");
    if (items && name && deque->maximum == NO_MAXIMUM) {
        result = str_from_format("%S(%R)", name, items);
    } else if (items && name) {
        maximum = int_from(deque->maximum);
        result = maximum ? str_from_format("%S(%R, maxlen=%S)", name, items, maximum) : NULL;
    }
    xdecref(maximum);
    xdecref(name);
    xdecref(items);
    repr_leave(self);
    return result;
}

/* The first pair of items that differ decides: new; NULL: an error, or none differ and *ends says
 * which sides have ended. */
static Object *compare_items_of(Object *a, Object *b, Comparison op, int *order)
{
    for (;;) {
        Object *x = object_next(a), *y = x || !error_occurred() ? object_next(b) : NULL;
        Object *result = NULL;
        int equal = x && y ? object_equal(x, y) : error_occurred() ? -1 : 2;
        *order = (x != NULL) - (y != NULL);
        if (equal == 0)
            result = op == CMP_EQ || op == CMP_NE ? bool_from(op == CMP_NE)
                                                  : object_compare(x, y, op);
        xdecref(x);
        xdecref(y);
        if (equal != 1)
            return result;
    }
}

static Object *deque_compare(Object *self, Object *other, Comparison op)
{
    if (!type_is_subtype(other->type, &deque_type))
        return incref(NOT_IMPLEMENTED);
    if ((op == CMP_EQ || op == CMP_NE)
        && (self == other || ((Deque *)self)->size != ((Deque *)other)->size))
        return bool_from((self == other) == (op == CMP_EQ));
    Object *a = object_iterate(self), *b = a ? object_iterate(other) : NULL, *result = NULL;
    int order = 0;
    if (b)
        result = compare_items_of(a, b, op, &order);
    xdecref(a);
    xdecref(b);
    return result || error_occurred() ? result : bool_from(comparison_holds(order, op));
}

/* ---- operators ------------------------------------------------------------------------------ */

/* Repeats the items: *deque *= times. */
static int repeat_inplace(Deque *deque, Object *times)
{
    int64_t count = object_as_int64(times, &overflow_error_type);
    if (count == -1 && error_occurred())
        return -1;
    if (count <= 0)
        deque_clear_items(deque);
    intptr_t size = deque->size;
    if (size == 0 || count <= 1)
        return 0;
    if (deque->maximum != NO_MAXIMUM && count > deque->maximum / size + 1)
        count = deque->maximum / size + 1; /* CPython: no more than maxlen keeps */
    if (count > INTPTR_MAX / (intptr_t)sizeof(Object *) / size) {
        raise_no_memory();
        return -1;
    }
    Object *items = sequence_to_list(&deque->head);
    int status = items ? 0 : -1;
    while (status == 0 && --count > 0)
        status = deque_extend(deque, items, false);
    xdecref(items);
    return status;
}

static Object *changed_copy(Object *self, Object *other, int (*change)(Deque *, Object *))
{
    Object *copy = deque_copy_of((Deque *)self);
    if (copy && !type_is_subtype(copy->type, &deque_type)) /* a class below may make anything */
        return raise(&type_error_type, "'%T' object is no deque", copy);
    if (copy && change((Deque *)copy, other) < 0)
        clear_reference(copy);
    return copy;
}

static int extend_right(Deque *deque, Object *iterable)
{
    return deque_extend(deque, iterable, false);
}

static Object *deque_binary(BinaryOperator op, Object *left, Object *right)
{
    bool own = type_is_subtype(left->type, &deque_type);
    if (op == OP_ADD && own && type_is_subtype(right->type, &deque_type))
        return changed_copy(left, right, extend_right);
    if (op == OP_MULTIPLY && own && is_index(right))
        return changed_copy(left, right, repeat_inplace);
    if (op == OP_MULTIPLY && !own && is_index(left))
        return changed_copy(right, left, repeat_inplace);
    return incref(NOT_IMPLEMENTED);
}

static Object *deque_inplace(BinaryOperator op, Object *left, Object *right)
{
    if (op == OP_ADD)
        return deque_extend((Deque *)left, right, false) < 0 ? NULL : incref(left);
    if (op == OP_MULTIPLY && is_index(right))
        return repeat_inplace((Deque *)left, right) < 0 ? NULL : incref(left);
    return incref(NOT_IMPLEMENTED);
}

static Object *get_maxlen(Object *self)
{
    int64_t maximum = ((Deque *)self)->maximum;
    return maximum == NO_MAXIMUM ? incref(NONE) : int_from(maximum);
}

static const GetSetDef getsets[] = { { "maxlen", get_maxlen, NULL }, { 0 } };

static int deque_contains(Object *self, Object *item)
{
    Deque *deque = (Deque *)self;
    DequePlace place = deque_first(deque);
    size_t state = deque->state;
    for (intptr_t i = 0, size = deque->size; i < size; i++, deque_go_right(&place)) {
        Object *candidate = incref(place.block->items[place.index]);
        int equal = object_equal(candidate, item);
        decref(candidate);
        if (equal != 0)
            return equal;
        if (deque_check_state(deque, state) < 0)
            return -1;
    }
    return 0;
}

Type deque_type = {
    .head = { 1, &type_type }, .name = "collections.deque", .basic_size = sizeof(Deque),
    .flags = TYPE_GC | TYPE_BASE, .base = &object_type,
    .doc = "deque([iterable[, maxlen]]) --> deque object\n\n"
           "A list-like sequence optimized for data accesses near its endpoints.",
    .destroy = deque_destroy, .traverse = deque_traverse, .clear = deque_clear_slot,
    .repr = deque_repr, .compare = deque_compare,
    .construct = deque_construct, .initialise = deque_initialise,
    .iterate = deque_iterate, .length = deque_length, .get_item = deque_get_item,
    .set_item = deque_set_item, .contains = deque_contains,
    .binary = deque_binary, .inplace = deque_inplace, .extra_size = deque_extra_size,
    .methods = deque_methods, .getsets = getsets,
    .weak_offset = offsetof(Deque, weak_references),
};
