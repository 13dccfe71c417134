/*
 * collector.c: finding objects that only refer to each other, and freeing them.
 *
 * Each container's count says how many references there are to it; traverse says to whom each
 * container refers. So, over the containers of the generations that are collected:
 *   1. subtract_internal_references: copy the counts, and subtract every reference that comes
 *      from another of these containers. What is left comes from outside: from frames, from C
 *      code, from objects that are not examined.
 *   2. separate_unreachable: what still has a count is alive, and so is all that it reaches, how
 *      often ever. The rest is garbage.
 *   3. The garbage is given up: weak references to it are cleared, its finalizers run, what they
 *      brought back to life is spared, and the others let go of what they own (clear). Then
 *      their counts fall to zero and they go the way of every object.
 * The order in which all this happens can be seen by a program, so it is CPython's (its
 * InternalDocs/garbage_collector.md; Python/gc.c).
 */
#include "memory/collector.h"

#include "memory/collector_report.h"
#include "objects/weakref.h"
#include "vm/errors.h"
#include "vm/function.h"

/* ---- visiting ------------------------------------------------------------------------------- */

/* What type->traverse does. Lists and tuples are so many that the compiler shall see their loops
 * together with the visitor; the order of the visits is that of their own traverse. */
#define INLINED static inline __attribute__((always_inline))

INLINED void visit_referents(Object *object, Visitor visit, void *context)
{
    Object **items;
    intptr_t size;
    if (object->type == &list_type) {
        items = ((List *)object)->items;
        size = ((List *)object)->size;
    } else if (object->type == &tuple_type) {
        items = ((Tuple *)object)->items;
        size = ((Tuple *)object)->size;
    } else {
        object->type->traverse(object, visit, context);
        return;
    }
    while (size-- > 0)
        if (items[size] != NULL)
            visit(items[size], context);
}

/* ---- 1. subtracting internal references ----------------------------------------------------- */

static inline uintptr_t scratch_count(const GcLinks *links)
{
    return links->previous >> GC_COUNT_SHIFT;
}

static inline void set_scratch_count(GcLinks *links, uintptr_t count)
{
    links->previous = count << GC_COUNT_SHIFT | (links->previous & GC_FLAGS);
}

static inline bool is_examined(const GcLinks *links) { return links->previous & GC_EXAMINED; }

INLINED int subtract_reference(Object *referent, void *referrer)
{
    if (gc_is_container(referent) && is_examined(gc_links(referent))) {
        collector_check_count(referrer, referent, scratch_count(gc_links(referent)));
        gc_links(referent)->previous -= (uintptr_t)1 << GC_COUNT_SHIFT;
    }
    return 0;
}

static void subtract_internal_references(GcLinks *young)
{
    for (GcLinks *links = young->next; links != young; links = links->next)
        links->previous = (uintptr_t)gc_object(links)->refcount << GC_COUNT_SHIFT
                        | (links->previous & GC_FINALIZED) | GC_EXAMINED;
    for (GcLinks *links = young->next; links != young; links = links->next) {
        __builtin_prefetch(links->next);
        visit_referents(gc_object(links), subtract_reference, gc_object(links));
    }
}

/* ---- 2. what is reachable from outside ------------------------------------------------------ */

/* The referent of a living object lives. One that was set aside already comes back, to the end of
 * the list: its own referents will be looked at there. */
INLINED int keep_reachable(Object *referent, void *young)
{
    if (!gc_is_container(referent))
        return 0;
    GcLinks *links = gc_links(referent);
    if (!is_examined(links))
        return 0;
    if ((uintptr_t)links->next & GC_UNREACHABLE) {
        GcLinks *previous = gc_previous(links);
        GcLinks *next = (GcLinks *)((uintptr_t)links->next & ~(uintptr_t)GC_UNREACHABLE);
        previous->next = links->next; /* a neighbour in that list: the bit is the same */
        gc_set_previous(next, previous);
        gc_list_append(links, young);
        set_scratch_count(links, 1);
    } else if (scratch_count(links) == 0) {
        set_scratch_count(links, 1); /* comes later in the list, and counts as alive there */
    }
    return 0;
}

static void set_aside(GcLinks *links, GcLinks *unreachable)
{
    GcLinks *last = (GcLinks *)unreachable->previous;
    last->next = (GcLinks *)((uintptr_t)links | GC_UNREACHABLE);
    gc_set_previous(links, last);
    links->next = (GcLinks *)((uintptr_t)unreachable | GC_UNREACHABLE);
    unreachable->previous = (uintptr_t)links;
}

/* A tuple whose items cannot be part of a circle cannot be either, and needs no further looks. Not
 * when an item is missing: it is still being filled. */
static bool is_harmless_tuple(const Object *object)
{
    const Tuple *tuple = (const Tuple *)object;
    if (object->type != &tuple_type)
        return false;
    for (intptr_t i = tuple->size; i-- > 0;)
        if (tuple->items[i] == NULL || gc_matters(tuple->items[i]))
            return false;
    return true;
}

typedef struct { intptr_t count; bool dicts; } Survivors; /* how many; are dicts among them? */

/* One way through the list. Behind the current object everything is known to be reachable, and is
 * properly linked again; before it, `previous` holds a scratch count. */
static Survivors separate_unreachable(GcLinks *young, GcLinks *unreachable)
{
    Survivors survivors = { 0, false };
    GcLinks *last = young;
    for (GcLinks *links = young->next; links != young; links = last->next) {
        Object *object = gc_object(links);
        if (scratch_count(links) == 0) { /* nobody outside, as far as we know */
            last->next = links->next;
            set_aside(links, unreachable);
            continue;
        }
        __builtin_prefetch(links->next);
        visit_referents(object, keep_reachable, young);
        if (is_harmless_tuple(object)) { /* untracked */
            last->next = links->next;
            links->next = NULL;
            links->previous &= GC_FINALIZED;
            continue;
        }
        links->previous = (uintptr_t)last | (links->previous & GC_FINALIZED);
        last = links;
        survivors.count++;
        survivors.dicts |= object->type == &dict_type;
    }
    young->previous = (uintptr_t)last;
    GcLinks *links = unreachable;
    do {
        links->next = (GcLinks *)((uintptr_t)links->next & ~(uintptr_t)GC_UNREACHABLE);
        links = links->next;
    } while (links != unreachable);
    return survivors;
}

/* Moves what nothing outside `young` refers to into `unreachable`, where it stays marked as
 * examined. */
static Survivors find_unreachable(GcLinks *young, GcLinks *unreachable)
{
    gc_list_begin(unreachable);
    subtract_internal_references(young);
    return separate_unreachable(young, unreachable);
}

/* ---- 3. giving the garbage up --------------------------------------------------------------- */

/* Finalizers may do anything, also free other garbage. So each object moves to a list of those
 * that were seen before its own runs. */
static void finalize_garbage(GcLinks *unreachable)
{
    GcLinks seen;
    gc_list_begin(&seen);
    while (!gc_list_is_empty(unreachable)) {
        GcLinks *links = unreachable->next;
        Object *object = gc_object(links);
        gc_list_move(links, &seen);
        if (object->type->finalize == NULL || links->previous & GC_FINALIZED)
            continue;
        links->previous |= GC_FINALIZED;
        incref(object);
        object->type->finalize(object);
        decref(object);
    }
    gc_list_merge(&seen, unreachable);
}

/* Finalizers may have given references away: what can be reached again lives on. */
static void spare_resurrected(GcLinks *unreachable, GcLinks *garbage, GcLinks *old)
{
    for (GcLinks *links = unreachable->next; links != unreachable; links = links->next)
        links->previous &= ~(uintptr_t)GC_EXAMINED;
    find_unreachable(unreachable, garbage);
    gc_list_merge(unreachable, old);
}

/* How many objects CPython would find there: one more for each function that hides a tuple. */
static intptr_t count_garbage(const GcLinks *garbage)
{
    intptr_t count = gc_list_length(garbage);
    for (GcLinks *links = garbage->next; links != garbage; links = links->next) {
        Object *object = gc_object(links);
        count += object->type == &function_type && function_hides_tuple((Function *)object);
    }
    return count;
}

/* What is still there afterwards lives as long as those that refer to it and come later. */
static void clear_garbage(GcLinks *garbage, GcLinks *old)
{
    while (!gc_list_is_empty(garbage)) {
        GcLinks *links = garbage->next;
        Object *object = incref(gc_object(links));
        links->previous &= ~(uintptr_t)GC_EXAMINED;
        gc_list_move(links, old);
        if (collector.debug & GC_DEBUG_SAVEALL)
            collector_save(object);
        else if (object->type->clear != NULL)
            object->type->clear(object);
        decref(object);
    }
}

/* ---- a collection --------------------------------------------------------------------------- */

static int matters(Object *referent, void *context)
{
    (void)context;
    return gc_matters(referent);
}

/* Dicts that hold nothing that could be part of a circle need no further looks. How many. */
static intptr_t untrack_harmless_dicts(GcLinks *list)
{
    intptr_t untracked = 0;
    for (GcLinks *links = list->next, *next; links != list; links = next) {
        Object *object = gc_object(links);
        next = links->next;
        if (object->type != &dict_type || object->type->traverse(object, matters, NULL))
            continue;
        gc_untrack(object);
        untracked++;
    }
    return untracked;
}

/* The survivors go to the next generation. How many live long decides when the next full
 * collection is worth its cost: collector_run_due. */
static void promote(GcLinks *young, int generation, Survivors survivors)
{
    if (generation < OLDEST) {
        collector.long_lived_pending += generation == OLDEST - 1 ? survivors.count : 0;
        gc_list_merge(young, &collector.generations[generation + 1].objects);
        return;
    }
    if (survivors.dicts)
        survivors.count -= untrack_harmless_dicts(young);
    collector.long_lived_pending = 0;
    collector.long_lived_total = survivors.count;
}

intptr_t collector_run(int generation)
{
    Generation *generations = collector.generations;
    GcLinks *young = &generations[generation].objects, unreachable, garbage;
    GcLinks *old = &generations[generation == OLDEST ? OLDEST : generation + 1].objects;
    if (generation < OLDEST)
        generations[generation + 1].count++;
    for (int i = 0; i <= generation; i++)
        generations[i].count = 0;
    for (int i = 0; i < generation; i++)
        gc_list_merge(&generations[i].objects, young);
    collector_report_start(generation);
    Survivors survivors = find_unreachable(young, &unreachable);
    promote(young, generation, survivors);
    intptr_t found = weakrefs_clear_garbage(&unreachable, old);
    finalize_garbage(&unreachable);
    spare_resurrected(&unreachable, &garbage, old);
    found += count_garbage(&garbage);
    collector_report_garbage(&garbage, found);
    clear_garbage(&garbage, old);
    generations[generation].collections++;
    generations[generation].collected += found;
    return found;
}
