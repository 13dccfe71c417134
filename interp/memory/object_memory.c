/*
 * object_memory.c: from blocks to objects: making one, tracking a container for the collector,
 * and destroying what nobody owns any more.
 */
#include "memory/memory.h"
#include "object.h"
#include "vm/errors.h"

#include <string.h>

/* All tracked containers, in a ring. The collector walks it; a new container comes last. */
GcLinks gc_containers = { &gc_containers, &gc_containers };

static inline GcLinks *links_of(void *object) { return (GcLinks *)object - 1; }

static inline size_t object_size(const Type *type, size_t items)
{
    return type->basic_size + items * type->item_size;
}

void *object_new(Type *type, size_t items)
{
    if (type->item_size != 0 && items > (SIZE_MAX / 2 - type->basic_size) / type->item_size)
        return raise_no_memory();
    size_t size = object_size(type, items);
    size_t before = type->flags & TYPE_GC ? sizeof(GcLinks) : 0;
    char *block = mem_alloc(before + size);
    if (block == NULL)
        return raise_no_memory();
    memset(block, 0, before + type->basic_size);
    Object *object = (Object *)(block + before);
    memset((char *)object + type->basic_size, 0, size - type->basic_size);
    object->refcount = 1;
    object->type = type;
    if (type->flags & TYPE_HEAP)
        incref(&type->head);
    return object;
}

void object_free(Object *object, size_t items)
{
    Type *type = object->type;
    if (type->flags & TYPE_GC) {
        gc_untrack(object);
        mem_free(links_of(object), sizeof(GcLinks) + object_size(type, items));
    } else {
        mem_free(object, object_size(type, items));
    }
    if (type->flags & TYPE_HEAP)
        decref(&type->head);
}

/* ---- tracking ------------------------------------------------------------------------------- */

void gc_track(void *object)
{
    GcLinks *links = links_of(object), *last = gc_containers.previous;
    links->next = &gc_containers;
    links->previous = last;
    last->next = links;
    gc_containers.previous = links;
}

void gc_untrack(void *object)
{
    GcLinks *links = links_of(object);
    if (links->next == NULL)
        return;
    links->previous->next = links->next;
    links->next->previous = links->previous;
    links->next = links->previous = NULL;
}

bool gc_is_tracked(Object *object)
{
    return HAS_FLAG(object, TYPE_GC) && links_of(object)->next != NULL;
}

/* ---- the end of an object ------------------------------------------------------------------- */

/* Destroying the head of a long chain destroys the next one from within, and so on: a list nested
 * a million levels deep would need a million C frames. So from a certain depth on, a dead
 * container only joins a queue, and the outermost call works the queue off (CPython calls this
 * the trashcan). The queue is linked through the counts: a dead object's count means nothing. */
enum { DESTROY_DEPTH_LIMIT = 50 };
static int destroy_depth;
static Object *postponed;

static void destroy_postponed(void)
{
    while (postponed != NULL) {
        Object *object = postponed;
        postponed = (Object *)object->refcount;
        object->refcount = 0;
        object->type->destroy(object);
    }
}

void object_destroy(Object *object)
{
    Type *type = object->type;
    if (!(type->flags & TYPE_GC)) {
        type->destroy(object);
        return;
    }
    if (destroy_depth >= DESTROY_DEPTH_LIMIT) {
        gc_untrack(object); /* the collector must not take the link for a count */
        object->refcount = (intptr_t)postponed;
        postponed = object;
        return;
    }
    destroy_depth++;
    type->destroy(object);
    if (destroy_depth == 1)
        destroy_postponed();
    destroy_depth--;
}
