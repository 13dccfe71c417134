/*
 * collector.h: the cycle collector. Counting alone never frees objects that refer to each other
 * in a circle; the collector finds such circles among the containers (types with TYPE_GC) and
 * breaks them. How it does so stands in collector.c.
 *
 * Containers are tracked: linked into the list of a generation by the GcLinks before them. A new
 * one joins generation 0; what survives a collection moves on to the next. When generation 0 has
 * grown by more than its threshold, the next new container starts a collection, as in CPython 3.11.
 */
#ifndef COLLECTOR_H
#define COLLECTOR_H

#include "object.h"

enum { GENERATIONS = 3, OLDEST = GENERATIONS - 1 };
enum { GC_DEBUG_STATS = 1, GC_DEBUG_COLLECTABLE = 2, GC_DEBUG_UNCOLLECTABLE = 4,
       GC_DEBUG_SAVEALL = 32 }; /* the bits of gc.set_debug */

typedef struct Generation {
    GcLinks objects;       /* head of the ring of its objects */
    int threshold;         /* a collection is due when count is greater */
    int count;             /* generation 0: containers made less those freed since the last
                            * collection; the others: collections of the next younger one */
    intptr_t collections, collected, uncollectable; /* gc.get_stats */
} Generation;

typedef struct Collector {
    Generation generations[GENERATIONS];
    GcLinks permanent;     /* gc.freeze: objects that no collection looks at */
    GcLinks own;           /* nor at these: the interpreter's own, from before the program began */
    bool enabled, running;
    int debug;             /* GC_DEBUG_* */
    intptr_t long_lived_total;   /* objects that survived the last full collection */
    intptr_t long_lived_pending; /* those that joined the oldest generation since then */
    Object *callbacks, *garbage; /* lists, owned: gc.callbacks, gc.garbage; NULL before import gc */
} Collector;

extern Collector collector;

/* Collects the generation and all younger ones: the number of objects found unreachable. */
intptr_t collector_run(int generation);
/* The same with gc.callbacks told before and after; 0 while a collection is running. */
intptr_t collector_run_with_callbacks(int generation);
/* A full collection of which the program hears nothing but finalizers: at its end. */
void collector_run_quietly(void);
/* Collects what is due: called where a new container is complete. */
void collector_run_due(void);
/* Before the first object is made: as CPython starts. After the program: the last collection, and
 * what gc.callbacks and gc.garbage hold is given up. */
void collector_start(void);
void collector_stop(void);
/* Everything goes into the permanent list; and from there into the oldest generation. */
void collector_freeze(void);
void collector_unfreeze(void);
/* Before the program begins: what is there now, builtins and sys above all, lives as long as the
 * interpreter, so that no collection need follow its references. A program still sees it. */
void collector_keep_own(void);
/* Is any container left beside those? What has a finalizer is one. */
bool collector_knows_any(void);
intptr_t gc_list_length(const GcLinks *list);

/* The rings of objects that a program may see: each generation's, then the interpreter's own. */
enum { RINGS = GENERATIONS + 1 };
static inline const GcLinks *collector_ring(int i)
{
    return i < GENERATIONS ? &collector.generations[i].objects : &collector.own;
}

/* ---- the links ------------------------------------------------------------------------------ */

/* Links are aligned to 4 bytes at least, so the two low bits of `previous` can be flags; while a
 * collection examines an object, the other bits are its scratch count instead of an address. */
enum { GC_FINALIZED = 1,  /* its finalizer has run, and does not run again */
       GC_EXAMINED = 2,   /* belongs to the generations that are being collected */
       GC_FLAGS = 3, GC_COUNT_SHIFT = 2 };
/* While a collection sorts objects, the low bit of `next`: in the list of the unreachable ones. */
enum { GC_UNREACHABLE = 1 };

static inline GcLinks *gc_links(void *object) { return (GcLinks *)object - 1; }
static inline Object *gc_object(GcLinks *links) { return (Object *)(links + 1); }

static inline GcLinks *gc_previous(const GcLinks *links)
{
    return (GcLinks *)(links->previous & ~(uintptr_t)GC_FLAGS);
}

static inline void gc_set_previous(GcLinks *links, const GcLinks *previous)
{
    links->previous = (uintptr_t)previous | (links->previous & GC_FLAGS);
}

/* Has this object links before it? Types made by a class statement have, static ones have not. */
static inline bool gc_is_container(const Object *o)
{
    uint32_t flags = o->type->flags;
    return flags & TYPE_GC && (!(flags & TYPE_TYPE) || ((const Type *)o)->flags & TYPE_HEAP);
}

/* Can a reference to this object be part of a circle? A tuple that the collector has untracked
 * cannot: it never gets other items (CPython: _PyObject_GC_MAY_BE_TRACKED). */
static inline bool gc_matters(Object *o)
{
    return gc_is_container(o) && (o->type != &tuple_type || gc_links(o)->next != NULL);
}

static inline void gc_list_begin(GcLinks *list)
{
    list->next = list;
    list->previous = (uintptr_t)list;
}

static inline bool gc_list_is_empty(const GcLinks *list) { return list->next == list; }

static inline void gc_list_append(GcLinks *links, GcLinks *list)
{
    GcLinks *last = (GcLinks *)list->previous;
    gc_set_previous(links, last);
    last->next = links;
    links->next = list;
    list->previous = (uintptr_t)links;
}

static inline void gc_list_remove(GcLinks *links)
{
    GcLinks *previous = gc_previous(links);
    previous->next = links->next;
    gc_set_previous(links->next, previous);
}

static inline void gc_list_move(GcLinks *links, GcLinks *list)
{
    gc_list_remove(links);
    gc_list_append(links, list);
}

/* Appends all of `from`, which is empty then, to `to`. */
static inline void gc_list_merge(GcLinks *from, GcLinks *to)
{
    if (gc_list_is_empty(from))
        return;
    GcLinks *to_last = (GcLinks *)to->previous, *from_last = (GcLinks *)from->previous;
    to_last->next = from->next;
    gc_set_previous(from->next, to_last);
    from_last->next = to;
    to->previous = (uintptr_t)from_last;
    gc_list_begin(from);
}

/* Containers made and freed: how far generation 0 is from its next collection. */
static inline void gc_count_made(void) { collector.generations[0].count++; }
static inline void gc_count_freed(void)
{
    if (collector.generations[0].count > 0)
        collector.generations[0].count--;
}

/* Tracks an object without looking whether a collection is due. */
static inline void gc_link(void *object)
{
    gc_list_append(gc_links(object), &collector.generations[0].objects);
}

/* Where a new container that is not tracked yet is complete (a dict): see gc_track. */
static inline void gc_collect_if_due(void)
{
    const Generation *youngest = &collector.generations[0];
    if (__builtin_expect(youngest->count > youngest->threshold, 0))
        collector_run_due();
}

/* A dict is tracked once it holds something that matters. Whoever writes a value into a dict's
 * entry says so with this (CPython: MAINTAIN_TRACKING). */
static inline void gc_dict_holds(Object *dict, Object *item)
{
    if (gc_links(dict)->next == NULL && gc_matters(item))
        gc_link(dict);
}

#endif
