/*
 * debugger_condition.c: a breakpoint's condition, NAME == VALUE, as far as the machine decides it
 * (vm/debugger.h). It runs between two instructions of a program that is being looked at: it only
 * reads, counts no reference, calls nothing of the program's and raises nothing.
 */
#include <string.h>

#include "vm/debugger.h"

/* ---- the variable ---------------------------------------------------------------------------- */

static bool is_text(const Object *o, const char *text, size_t length)
{
    const Str *s = (const Str *)o;
    return IS_EXACT(o, str_type) && s->kind == STR_1 && s->length == length
        && memcmp(s->data, text, length) == 0;
}

static Object *in_slots(const Frame *frame, const LineBreakpoint *b)
{
    const Tuple *names = (const Tuple *)frame->code->local_names;
    for (int i = 0; i < frame->code->locals; i++) {
        if (!is_text(names->items[i], b->name, b->name_length))
            continue;
        Object *value = frame->slots[i];
        return value && value->type == &cell_type && code_slot_is_cell(frame->code, i)
             ? ((Cell *)value)->content : value;
    }
    return NULL;
}

static Object *in_dict(const Object *namespace, const LineBreakpoint *b)
{
    const Dict *dict = (const Dict *)namespace;
    for (uint32_t i = 0; i < dict->filled; i++)
        if (dict->entries[i].key && is_text(dict->entries[i].key, b->name, b->name_length))
            return dict->entries[i].value;
    return NULL;
}

/* Borrowed. NULL: it is not bound, or none of these (a built-in name, or one of a class body that
 * writes into a mapping of its own). */
static Object *variable(const Frame *frame, const LineBreakpoint *b)
{
    if (frame->namespace && !IS_EXACT(frame->namespace, dict_type))
        return NULL;
    Object *value = frame->namespace ? in_dict(frame->namespace, b) : in_slots(frame, b);
    return value ? value : in_dict(frame->globals, b);
}

/* ---- its order to the value ------------------------------------------------------------------ */

enum { UNKNOWN = 0, UNEQUAL = CONDITION_LESS | CONDITION_GREATER };

static int order_to_number(Object *o, int64_t number)
{
    bool overflow = false;
    int64_t own = int_as_int64(o, &overflow);
    return overflow ? UNKNOWN
         : own < number ? CONDITION_LESS : own > number ? CONDITION_GREATER : CONDITION_EQUAL;
}

/* A text that is longer than the value's part here may be equal: the debugger has all of it. */
static int order_to_text(const Str *s, const LineBreakpoint *b)
{
    uint32_t length = b->value.text.length;
    if (s->length != length)
        return UNEQUAL;
    if (s->kind != STR_1)
        return UNKNOWN;
    uint32_t known = length < CONDITION_TEXT ? length : CONDITION_TEXT;
    if (memcmp(s->data, b->value.text.start, known) != 0)
        return UNEQUAL;
    return known == length ? CONDITION_EQUAL : UNKNOWN;
}

/* CONDITION_EQUAL, one of the other two, UNEQUAL (with no order between them) or UNKNOWN. */
static int order_of(Object *o, const LineBreakpoint *b)
{
    bool is_int = IS_EXACT(o, int_type) || IS_EXACT(o, bool_type);
    bool is_str = IS_EXACT(o, str_type);
    if (!is_int && !is_str && o != NONE)
        return UNKNOWN;
    if (b->kind == CONDITION_INT && is_int)
        return order_to_number(o, b->value.number);
    if (b->kind == CONDITION_STR && is_str)
        return order_to_text((const Str *)o, b);
    if (b->kind == CONDITION_NONE && o == NONE)
        return CONDITION_EQUAL;
    return UNEQUAL;
}

bool debugger_condition_fails(const LineBreakpoint *b, const Frame *frame)
{
    Object *o = b->kind == CONDITION_OF_DEBUGGER ? NULL : variable(frame, b);
    int order = o ? order_of(o, b) : UNKNOWN;
    bool is_ordering = b->orders != CONDITION_EQUAL && b->orders != UNEQUAL;
    if (order == UNKNOWN || (order == UNEQUAL && is_ordering)) /* 'a' < 1 is an error to be told */
        return false;
    return (order & b->orders) == 0;
}
