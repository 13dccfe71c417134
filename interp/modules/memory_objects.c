/*
 * memory_objects.c: the interpreter's side of module memory: an object as it lies on the heap, a
 * frame as it lies on the stack.
 */
#include <string.h>
#include "memory/memory.h"
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

/* ---- bytes ---------------------------------------------------------------------------------- */

typedef struct {
    Object *list;
    const uint8_t *start; /* the object */
    intptr_t offset;      /* of the next field */
} Layout;

/* Adds the next field: size bytes, shown as one little-endian number. */
static int add_field(Layout *l, size_t size, const char *name)
{
    uint64_t value = 0;
    if (size <= sizeof value)
        memcpy(&value, l->start + l->offset, size);
    Object *items[4] = { int_from(l->offset), int_from(size), str_interned(name),
                         int_from_unsigned(value) };
    Object *tuple = items[0] && items[1] && items[2] && items[3] ? tuple_from(items, 4) : NULL;
    int result = tuple ? list_append(l->list, tuple) : -1;
    for (int n = 0; n < 4; n++)
        xdecref(items[n]);
    xdecref(tuple);
    l->offset += size;
    return result;
}

enum { ITEMS_SHOWN = 16, WORD = sizeof(void *) };

static int add_items(Layout *l, size_t count, size_t size, const char *name)
{
    int result = 0;
    for (size_t n = 0; n < count && n < ITEMS_SHOWN && result == 0; n++)
        result = add_field(l, size, name);
    return result;
}

static int add_str_fields(Layout *l, const Str *s)
{
    int result = add_field(l, 4, "hash");
    l->offset = offsetof(Str, hash) + 4;
    result |= add_field(l, 4, "length, kind, interned");
    return result | add_items(l, s->length, (size_t)1 << s->kind, "character");
}

static int add_dict_fields(Layout *l)
{
    static const char *const names[] = { "used", "filled", "capacity", "version" };
    int result = 0;
    for (int n = 0; n < 4; n++)
        result |= add_field(l, 4, names[n]);
    return result | add_field(l, WORD, "entries");
}

/* What the object's type adds to count and type. */
static int add_own_fields(Layout *l, Object *o)
{
    if (IS_STR(o))
        return add_str_fields(l, (Str *)o);
    if (IS_INT(o)) {
        intptr_t size = ((Int *)o)->size;
        return add_field(l, WORD, "size") |
               add_items(l, size < 0 ? -size : size, sizeof(Digit), "digit");
    }
    if (IS_TUPLE(o))
        return add_field(l, WORD, "size") | add_items(l, ((Tuple *)o)->size, WORD, "item");
    if (IS_LIST(o))
        return add_field(l, WORD, "size") | add_field(l, WORD, "capacity") |
               add_field(l, WORD, "items");
    if (IS_DICT(o))
        return add_dict_fields(l);
    if (IS_EXACT(o, float_type)) {
        l->offset = offsetof(Float, value);
        return add_field(l, sizeof(double), "value");
    }
    if (IS_EXACT(o, cell_type))
        return add_field(l, WORD, "content");
    if (o->type->basic_size <= sizeof(Object))
        return 0;
    return add_items(l, (o->type->basic_size - sizeof(Object)) / WORD, WORD, "word");
}

Object *memory_bytes(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)positional, (void)kwnames;
    Object *o = args[0];
    Layout l = { .list = list_new(0), .start = (const uint8_t *)o };
    if (!l.list)
        return NULL;
    int result = 0;
    if (o->type->flags & TYPE_GC) {
        l.offset = -(intptr_t)sizeof(GcLinks);
        result |= add_field(&l, WORD, "next container") |
                  add_field(&l, WORD, "previous container");
    }
    result |= add_field(&l, WORD, "count") | add_field(&l, WORD, "type");
    return answer(l.list, result | add_own_fields(&l, o));
}

/* ---- the allocator -------------------------------------------------------------------------- */

Object *memory_heap(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    MemoryStatistics figures;
    mem_statistics(&figures);
    Object *dict = dict_new();
    if (!dict)
        return NULL;
    int result = put_number(dict, "blocks", figures.blocks);
    result |= put_number(dict, "bytes", figures.bytes);
    result |= put_number(dict, "arenas", figures.arenas);
    result |= put_number(dict, "pools", figures.pools);
    result |= put_number(dict, "free_pools", figures.free_pools);
    result |= put_number(dict, "heap_bytes", figures.heap_bytes);
    return answer(dict, result);
}
