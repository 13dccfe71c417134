/*
 * memory_objects.c: the interpreter's side of module memory: an object as it lies on the heap, a
 * frame as it lies on the stack.
 */
#include "modules/memory.h"
#include "modules/module_tools.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

/* ---- where ---------------------------------------------------------------------------------- */

/* One object for all that have this value. */
static bool is_interned(Object *o)
{
    if (IS_EXACT(o, str_type))
        return ((Str *)o)->interned;
    if (!IS_EXACT(o, int_type))
        return o == NONE || o == TRUE || o == FALSE;
    bool overflow = false;
    int64_t value = int_as_int64(o, &overflow);
    Object *same = overflow ? NULL : int_from(value);
    bool interned = same == o;
    if (!same)
        error_clear();
    xdecref(same);
    return interned;
}

Object *memory_where(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)positional, (void)kwnames;
    Object *o = args[0];
    uintptr_t address = (uintptr_t)o;
    uint64_t count = o->refcount - 1; /* without the argument's own reference */
    Object *dict = dict_new();
    if (!dict)
        return NULL;
    int result = put_number(dict, "address", address);
    result |= put_text(dict, "type", o->type->name);
    result |= put_number(dict, "size", object_size_of(o));
    result |= put_number(dict, "count", count);
    result |= put_flag(dict, "interned", is_interned(o));
    result |= put_segment(dict, address);
    result |= put_walk(dict, address);
    result |= put_page_sharing(dict, address);
    return answer(dict, result);
}

/* ---- frame ---------------------------------------------------------------------------------- */

/* (name, address of the place that holds the reference, address of what it refers to or 0) */
static int add_reference(Object *list, Object *name, Object **place)
{
    Object *items[3] = { name, int_from_unsigned((uintptr_t)place),
                         int_from_unsigned((uintptr_t)*place) };
    Object *tuple = name && items[1] && items[2] ? tuple_from(items, 3) : NULL;
    int result = tuple ? list_append(list, tuple) : -1;
    xdecref(tuple);
    xdecref(items[1]);
    xdecref(items[2]);
    return result;
}

static Object *list_slots(Frame *frame)
{
    const Code *code = frame->code;
    Object *list = list_new(0);
    for (int slot = 0; list && slot < code->locals + code->temporaries; slot++) {
        Object *name = slot < code->locals
            ? incref(((Tuple *)code->local_names)->items[slot])
            : str_from_format("temporary %d", slot - code->locals);
        if (add_reference(list, name, &frame->slots[slot]) < 0)
            clear_reference(list);
        xdecref(name);
    }
    return list;
}

/* The names of a module lie in a dict on the heap, not in slots. */
static Object *list_names(Frame *frame)
{
    Object *list = list_new(0);
    Dict *names = (Dict *)frame->namespace;
    for (uint32_t n = 0; list && names && n < names->filled; n++)
        if (names->entries[n].key &&
            add_reference(list, names->entries[n].key, &names->entries[n].value) < 0)
            clear_reference(list);
    return list;
}

Object *memory_frame(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t depth;
    if (int_argument(args, positional, 0, 0, &depth) < 0)
        return NULL;
    Frame *frame = interpreter.frame;
    for (; frame && depth > 0; depth--)
        frame = frame->caller;
    if (!frame || depth < 0)
        return raise(&value_error_type, "the call stack is not that deep");
    Object *dict = dict_new();
    if (!dict)
        return NULL;
    int result = put(dict, "function", incref(frame->code->qualified_name));
    result |= put_number(dict, "address", (uintptr_t)frame);
    result |= put_number(dict, "size", frame_size(frame->code));
    result |= put_number(dict, "caller", (uintptr_t)frame->caller);
    result |= put_number(dict, "next_instruction", (uintptr_t)frame->next);
    result |= put_number(dict, "code", (uintptr_t)frame->code->instructions);
    result |= put_number(dict, "namespace", (uintptr_t)frame->namespace);
    result |= put(dict, "slots", list_slots(frame));
    result |= put(dict, "names", list_names(frame));
    return answer(dict, result);
}
