/*
 * object_memory.c: from blocks to objects: making one, tracking a container for the collector,
 * and destroying what nobody owns any more.
 */
#include "memory/collector.h"
#include "memory/memory.h"
#include "objects/class.h"
#include "objects/int.h"
#include "objects/weakref.h"
#include "vm/errors.h"

#include <string.h>

static inline size_t object_size(const Type *type, size_t items)
{
    return type->basic_size + items * type->item_size;
}

void *object_new(Type *type, size_t items)
{
    if (type->item_size != 0 && items > (SIZE_MAX / 2 - type->basic_size) / type->item_size)
        return raise_no_memory();
    size_t size = object_size(type, items);
    size_t before = type->flags & TYPE_GC ? sizeof(GcLinks) + type->prefix_size : 0;
    size_t room = 0;
    if (type->attributes_offset != 0) {
        room = instance_room(type);
        size += room * sizeof(Object *);
    }
    char *block = mem_alloc(before + size);
    if (block == NULL)
        return raise_no_memory();
    if (before != 0)
        gc_count_made();
    memset(block, 0, before + size);
    Object *object = (Object *)(block + before);
    object->refcount = 1;
    object->type = type;
    if (type->flags & TYPE_HEAP)
        incref(&type->head);
    if (room != 0)
        *attributes_word(object) = room << 1 | 1;
    return object;
}

void object_free(Object *object, size_t items)
{
    Type *type = object->type;
    if (type->flags & TYPE_GC) {
        gc_untrack(object);
        gc_count_freed();
        size_t size = sizeof(GcLinks) + type->prefix_size + object_size(type, items);
        if (type->attributes_offset != 0)
            size += instance_capacity(object) * sizeof(Object *);
        mem_free((char *)gc_links(object) - type->prefix_size, size);
    } else {
        mem_free(object, object_size(type, items));
    }
    if (type->flags & TYPE_HEAP)
        decref(&type->head);
}

/* ---- tracking ------------------------------------------------------------------------------- */

void gc_track(void *object)
{
    gc_collect_if_due();
    gc_link(object);
}

void gc_untrack(void *object)
{
    GcLinks *links = gc_links(object);
    if (links->next == NULL)
        return;
    gc_list_remove(links);
    links->next = NULL;
    links->previous &= GC_FINALIZED;
}

bool gc_is_tracked(Object *object)
{
    return gc_is_container(object) && gc_links(object)->next != NULL;
}

/* ---- the end of an object ------------------------------------------------------------------- */

/* Runs the finalizer with the object alive once more. True: it stays alive, somebody has taken a
 * reference (CPython: PyObject_CallFinalizerFromDealloc). */
static bool finalizer_resurrects(Object *object)
{
    bool has_links = gc_is_container(object);
    if (has_links && gc_links(object)->previous & GC_FINALIZED)
        return false;
    if (has_links)
        gc_links(object)->previous |= GC_FINALIZED;
    object->refcount = 1;
    object->type->finalize(object);
    return --object->refcount > 0;
}

static void destroy(Object *object)
{
    Type *type = object->type;
    if (type->finalize != NULL && finalizer_resurrects(object))
        return;
    if (type->weak_offset != 0 && *weakrefs_of(object) != NULL) {
        if (gc_is_container(object))
            gc_untrack(object); /* callbacks can start a collection: it must not see this one */
        weakrefs_clear(object);
    }
    type->destroy(object);
}

/* Destroying the head of a long chain destroys the next one from within, and so on: a list nested
 * a million levels deep would need a million C frames. So from a certain depth on, a dead
 * container only joins a queue, and the outermost call works the queue off (CPython calls this
 * the trashcan). The queue is linked through the collector's links, which are free by then. */
enum { DESTROY_DEPTH_LIMIT = 50 };
static int destroy_depth;
static GcLinks *postponed;

static void postpone(Object *object)
{
    gc_untrack(object);
    gc_set_previous(gc_links(object), postponed);
    postponed = gc_links(object);
}

static void destroy_postponed(void)
{
    while (postponed != NULL) {
        GcLinks *links = postponed;
        postponed = gc_previous(links);
        gc_set_previous(links, NULL);
        destroy(gc_object(links));
    }
}

void object_destroy(Object *object)
{
    Type *type = object->type;
    if (type == &int_type) { /* most objects that die are one */
        size_t digits = int_digit_count((Int *)object);
        mem_free(object, digits <= 1 ? COMPACT_INT_SIZE : sizeof(Int) + digits * sizeof(Digit));
        return;
    }
    if (type == &float_type) {
        mem_free(object, sizeof(Float));
        return;
    }
    if (!(type->flags & (TYPE_GC | TYPE_HEAP))) {
        type->destroy(object);
        return;
    }
    if (destroy_depth >= DESTROY_DEPTH_LIMIT && type->flags & TYPE_GC) {
        postpone(object);
        return;
    }
    destroy_depth++;
    destroy(object);
    if (destroy_depth == 1)
        destroy_postponed();
    destroy_depth--;
}
