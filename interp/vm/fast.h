/*
 * fast.h: the short cuts of the machine's loop, inlined into it: small ints, list and tuple items,
 * the usual iterators, cached names. Each does exactly what the type's own slot would do, for the
 * case that nearly always is the case, and leaves everything else to the slot.
 */
#ifndef FAST_H
#define FAST_H

#include "memory/memory.h"
#include "objects/class.h"
#include "objects/int.h"
#include "objects/iterators.h"
#include "vm/errors.h"
#include "vm/frame.h"
#include "vm/function.h"
#include "vm/generator.h"
#include "vm/interpreter.h"
#include "vm/machine.h"

/* ---- numbers --------------------------------------------------------------------------------- */

/* An int of at most one digit (up to 2**30 - 1). Not a bool: True + True is the type's business. */
static inline bool is_small_int(Object *o)
{
    return o->type == &int_type && int_is_compact((Int *)o);
}

static inline int32_t small_int_value(Object *o)
{
    return (int32_t)int_compact_value((Int *)o);
}

static inline bool is_zero(Object *o)
{
    return o->type == &int_type ? ((Int *)o)->size == 0
         : o->type == &float_type && ((Float *)o)->value == 0;
}

/* Releases an operand that is a small int: it owns nothing, so nobody's code can run. */
static inline void release_small_int(Object *number)
{
    if (--number->refcount == 0)
        mem_free(number, COMPACT_INT_SIZE);
}

static inline void release_float(Object *number)
{
    if (--number->refcount == 0)
        mem_free(number, sizeof(Float));
}

/* An int, made of spare when that is not NULL: a dead int of one digit (stolen). New. */
static inline Object *int_in_place(Object *spare, int32_t value)
{
    bool interned = value >= SMALLEST_INTERNED && value <= LARGEST_INTERNED;
    bool compact = (uint32_t)value + DIGIT_MASK <= 2 * DIGIT_MASK; /* |value| <= DIGIT_MASK */
    if (interned || __builtin_expect(!compact, 0)) {
        mem_free(spare, COMPACT_INT_SIZE);
        return interned ? incref(&small_int(value)->head) : int_from(value);
    }
    Int *result = (Int *)(spare ? spare : mem_alloc(COMPACT_INT_SIZE));
    if (__builtin_expect(result == NULL, 0))
        return raise_no_memory();
    return int_fill_compact(result, value);
}

static inline Object *float_in_place(Object *spare, double value)
{
    Float *result = (Float *)(spare ? spare : mem_alloc(sizeof(Float)));
    if (__builtin_expect(result == NULL, 0))
        return raise_no_memory();
    result->head.refcount = 1;
    result->head.type = &float_type;
    result->value = value;
    return &result->head;
}

/* Python rounds a quotient towards minus infinity; C towards zero. */
static inline int32_t floor_divide(int32_t x, int32_t y)
{
    int32_t quotient = x / y;
    return quotient - (x % y != 0 && (x < 0) != (y < 0));
}

/* ---- items ----------------------------------------------------------------------------------- */

/* Where sequence[index] stands, for a list or tuple and a small int within its bounds. */
static inline Object **sequence_place(Object *sequence, Object *index)
{
    if (!is_small_int(index))
        return NULL;
    intptr_t i = small_int_value(index);
    if (IS_EXACT(sequence, list_type)) {
        List *list = (List *)sequence;
        i += i < 0 ? list->size : 0;
        return i >= 0 && i < list->size ? &list->items[i] : NULL;
    }
    if (IS_EXACT(sequence, tuple_type)) {
        Tuple *tuple = (Tuple *)sequence;
        i += i < 0 ? tuple->size : 0;
        return i >= 0 && i < tuple->size ? &tuple->items[i] : NULL;
    }
    return NULL;
}

/* The next number of a range that is not at its end. */
static inline intptr_t range_iterator_step(RangeIterator *iterator)
{
    intptr_t value = iterator->current;
    /* unsigned: behind the last value the sum may leave the range, and is not used */
    iterator->current = (intptr_t)((uintptr_t)value + (uintptr_t)iterator->step);
    iterator->remaining--;
    return value;
}

/* Moves count references out of slots, which are NULL afterwards. */
static inline void move_references(Object **to, Object **slots, int count)
{
    for (int i = 0; i < count; i++) {
        to[i] = slots[i];
        slots[i] = NULL;
    }
}

/* Puts further references to what `from` holds into slots, which are empty. */
static inline void copy_references(Object **slots, Object *const *from, int count)
{
    for (int i = 0; i < count; i++)
        slots[i] = incref(from[i]);
}

/* Sets locals one after the other. Whose items they are, owned (stolen), ends before a
 * destructor can run: the first old value that might have one ends the short cut. */
static inline void set_locals(Object **locals, Object **items, int count, Object *owned)
{
    for (; count > 0; count--) {
        Object *old = *locals;
        *locals++ = incref(*items++);
        if (old && --old->refcount == 0) {
            if (is_small_int(old) || IS_EXACT(old, float_type)) {
                object_destroy(old);
            } else {
                old->refcount = 1;
                set_other_locals(locals, items, count - 1, owned, old);
                return;
            }
        }
    }
    decref(owned);
}

/* ---- names ----------------------------------------------------------------------------------- */

/*
 * A site remembers in which entry of the dict its name was found:
 *   version[0]  entry in the globals (or the frame's namespace), valid when that entry's key is
 *               the name, which is interned: one object
 *   version[1]  version of the globals when the name was not in them; then
 *   cached      the entry in the builtins, as a number
 * No stored value can become stale: places are remembered, not values.
 */
static inline Object **dict_place(Object *dict, size_t entry, Object *name)
{
    Dict *d = (Dict *)dict;
    return entry < d->filled && d->entries[entry].key == name ? &d->entries[entry].value : NULL;
}

static inline Object **cached_entry(Object *dict, Site *site)
{
    return dict_place(dict, site->version[0], site->name);
}

/* The value of a global or builtin name, borrowed, or NULL: look it up. */
static inline Object *cached_global(Frame *frame, Site *site)
{
    Object **place = cached_entry(frame->globals, site);
    if (!place && site->version[1] == ((Dict *)frame->globals)->version)
        place = dict_place(interpreter.builtins, (size_t)site->cached, site->name);
    return place ? *place : NULL;
}

/* ---- attributes of instances ---------------------------------------------------------------- */

/*
 * A site remembers where instances of a class have the attribute:
 *   version[0]  of the class; while it is the same, no descriptor has come in between
 *   version[1]  the number of the value (objects/class.h); or, with SITE_MEMBER, the offset of a
 *               member that __slots__ names
 */
#define SITE_MEMBER 0x80000000u

static inline Object **cached_attribute(Object *o, const Site *site)
{
    if (site->version[0] != o->type->version)
        return NULL;
    uint32_t where = site->version[1];
    if (where & SITE_MEMBER)
        return (Object **)((char *)o + (where & ~SITE_MEMBER));
    return instance_value_place(o, where);
}

/* ---- calls ----------------------------------------------------------------------------------- */

/* Can the arguments just be moved to the parameters? Each has one by position, or the last ones
 * have defaults. */
static inline bool fits_positions(const Function *function, int count)
{
    int missing = function->code->exact_arguments - count;
    if (__builtin_expect(missing == 0, 1))
        return true;
    const Tuple *defaults = function_defaults(function);
    return missing > 0 && defaults && missing <= defaults->size;
}

/* Takes a frame below `caller`, which is running, and moves the arguments into it, which fit the
 * function's positions. function and args are stolen. NULL without an exception: there is no room,
 * nothing is done, and call_push will say why. */
static inline Frame *push_positional(Frame *caller, Function *function, Object **args, int count)
{
    Code *code = function->code;
    Object **end = (Object **)interpreter.frame_stack_top;
    Frame *frame = (Frame *)((char *)end - code->frame_size);
    if (__builtin_expect((char *)frame < interpreter.frame_stack_low
                         || interpreter.depth >= interpreter.recursion_limit, 0))
        return NULL;
    frame->caller = caller;
    frame->next = code->instructions;
    frame->function = function;
    frame->code = code;
    frame->globals = function->globals;
    frame->namespace = NULL;
    frame->frame_object = NULL;
    frame->kind = FRAME_CALL;
    Object **slot = frame->slots;
    for (Object **last = args + count; args < last; args++) {
        *slot++ = *args;
        *args = NULL;
    }
    if (__builtin_expect(count < code->exact_arguments, 0)) {
        const Tuple *defaults = function_defaults(function);
        for (intptr_t i = defaults->size - (code->exact_arguments - count); i < defaults->size; i++)
            *slot++ = incref(defaults->items[i]);
    }
    while (slot < end)
        *slot++ = NULL;
    if (code->free_variables)
        bind_closure(function, frame->slots);
    interpreter.depth++;
    interpreter.frame = frame;
    interpreter.frame_stack_top = (char *)frame;
    return frame;
}

/* Gives back the running frame, called by Python code, when it returns: its temporaries are NULL
 * then (vm/opcodes.h), so only the locals are given up. The caller's frame, which goes on. */
static inline Frame *pop_returning(Frame *frame)
{
    Frame *caller = frame->caller;
    if (__builtin_expect(frame->frame_object != NULL, 0)) {
        frame_pop();
        return caller;
    }
    interpreter.frame = caller; /* see frame_pop */
    for (Object **slot = frame->slots, **end = slot + frame->code->locals; slot < end; slot++)
        if (*slot) {
            Object *local = *slot;
            *slot = NULL;
            int_decref(local);
        }
    Function *function = frame->function;
    interpreter.frame_stack_top = (char *)frame + frame->code->frame_size;
    interpreter.depth--;
    decref(function);
    return caller;
}

/* Calls anything but a Python function. Arguments borrowed. */
static inline Object *call_native(Object *callable, Object **args, int positional, Object *kwnames)
{
    if (IS_EXACT(callable, native_function_type) || IS_EXACT(callable, method_descriptor_type))
        return callable->type->call(callable, args, positional, kwnames);
    return object_call(callable, args, positional, kwnames);
}

#endif
