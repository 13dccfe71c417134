/*
 * memory_referrers.c: memory.referrers: who owns an object, and where the reference lies: in a slot
 * of a running call on the stack, or in an object on the heap. The containers are those that the
 * collector knows; what it does not track (a str, an int) owns nothing.
 */
#include "memory/collector.h"
#include "modules/memory.h"
#include "objects/class.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

/* argument: the slot that holds it for this very question. */
typedef struct { Object *list, *wanted, **argument; } Search;

/* (what it is there, address of the place or 0, owner or None). what is stolen; 0 or -1. */
static int add(Search *s, Object *what, const void *place, Object *owner)
{
    Object *items[] = { what, int_from_unsigned((uintptr_t)place), incref(owner ? owner : NONE) };
    Object *tuple = items[0] && items[1] ? tuple_from(items, 3) : NULL;
    int result = tuple ? list_append(s->list, tuple) : -1;
    for (int i = 0; i < 3; i++)
        xdecref(items[i]);
    xdecref(tuple);
    return result;
}

/* ---- the stack ------------------------------------------------------------------------------ */

static int search_frame(Search *s, Frame *frame)
{
    const Code *code = frame->code;
    int result = 0;
    for (int i = 0; i < code->locals + code->temporaries && result == 0; i++) {
        if (frame->slots[i] != s->wanted || &frame->slots[i] == s->argument)
            continue;
        Object *what = i < code->locals
            ? str_from_format("local %S of %S", ((Tuple *)code->local_names)->items[i],
                              code->qualified_name)
            : str_from_format("temporary %d of %S", i - code->locals, code->qualified_name);
        result = add(s, what, &frame->slots[i], NULL);
    }
    return result;
}

/* ---- the heap ------------------------------------------------------------------------------- */

static int search_dict(Search *s, Dict *dict)
{
    int result = 0;
    for (uint32_t i = 0; i < dict->filled && result == 0; i++) {
        DictEntry *entry = &dict->entries[i];
        if (entry->key && entry->value == s->wanted)
            result = add(s, str_from_format("value of key %R", entry->key), &entry->value,
                         &dict->head);
        else if (entry->key == s->wanted)
            result = add(s, str_from("key"), &entry->key, &dict->head);
    }
    return result;
}

static int search_items(Search *s, Object **items, intptr_t count, Object *owner)
{
    int result = 0;
    for (intptr_t i = 0; i < count && result == 0; i++)
        if (items[i] == s->wanted)
            result = add(s, str_from_format("item %zd", i), &items[i], owner);
    return result;
}

/* The attributes that lie in the instance itself. */
static int search_values(Search *s, Object *o)
{
    const Layout *layout = &((HeapType *)o->type)->layout;
    int result = 0;
    for (uint32_t i = 0; i < layout->count && result == 0; i++) {
        Object **place = instance_value_place(o, i);
        if (place && *place == s->wanted)
            result = add(s, str_from_format("attribute %S", layout->names[i]), place, o);
    }
    return result;
}

static int is_wanted(Object *referent, void *wanted) { return referent == wanted; }

/* One of the object's own words. */
static int search_words(Search *s, Object *o)
{
    Object **words = (Object **)o;
    for (size_t i = sizeof(Object) / sizeof *words; i < o->type->basic_size / sizeof *words; i++)
        if (words[i] == s->wanted)
            return add(s, str_from_format("field of a %T", o), &words[i], o);
    return add(s, str_from_format("what a %T owns", o), NULL, o);
}

static int search_container(Search *s, Object *o)
{
    intptr_t before = ((List *)s->list)->size;
    int result = 0;
    if (IS_DICT(o))
        result = search_dict(s, (Dict *)o);
    else if (IS_LIST(o))
        result = search_items(s, ((List *)o)->items, ((List *)o)->size, o);
    else if (IS_TUPLE(o))
        result = search_items(s, ((Tuple *)o)->items, ((Tuple *)o)->size, o);
    else if (o->type->attributes_offset != 0)
        result = search_values(s, o);
    if (result < 0 || ((List *)s->list)->size > before)
        return result;
    return search_words(s, o);
}

/* The containers that refer to it, before any of the answer is made: that would move the lists. */
static Object *containers_of(Object *wanted)
{
    Object *found = list_new(0);
    for (int i = 0; found && i < RINGS; i++) {
        const GcLinks *ring = collector_ring(i);
        for (GcLinks *links = ring->next; found && links != ring; links = links->next) {
            Object *o = gc_object(links);
            if (o != found && o->type->traverse(o, is_wanted, wanted)
                && list_append(found, o) < 0)
                clear_reference(found);
        }
    }
    return found;
}

Object *memory_referrers(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)positional, (void)kwnames;
    Object *containers = containers_of(args[0]);
    Search s = { containers ? list_new(0) : NULL, args[0], args };
    int result = s.list ? 0 : -1;
    for (Frame *f = interpreter.frame; f && result == 0; f = f->caller)
        result = search_frame(&s, f);
    for (intptr_t i = 0; containers && i < ((List *)containers)->size && result == 0; i++)
        result = search_container(&s, ((List *)containers)->items[i]);
    xdecref(containers);
    if (result < 0)
        clear_reference(s.list);
    return s.list;
}
