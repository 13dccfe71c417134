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

Collector collector;

/* ---- lists ---------------------------------------------------------------------------------- */

intptr_t gc_list_length(const GcLinks *list)
{
    intptr_t length = 0;
    for (const GcLinks *links = list->next; links != list; links = links->next)
        length++;
    return length;
}

static void list_move(GcLinks *links, GcLinks *list)
{
    gc_list_remove(links);
    gc_list_append(links, list);
}

/* Appends all of `from`, which is empty then, to `to`. */
static void list_merge(GcLinks *from, GcLinks *to)
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

static int subtract_reference(Object *referent, void *referrer)
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
        Object *object = gc_object(links);
        object->type->traverse(object, subtract_reference, object);
    }
}

/* ---- 2. what is reachable from outside ------------------------------------------------------ */

/* The referent of a living object lives. One that was set aside already comes back, to the end of
 * the list: its own referents will be looked at there. */
static int keep_reachable(Object *referent, void *young)
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

/* One way through the list. Behind the current object everything is known to be reachable, and is
 * properly linked again; before it, `previous` holds a scratch count. */
static void separate_unreachable(GcLinks *young, GcLinks *unreachable)
{
    GcLinks *last = young;
    for (GcLinks *links = young->next; links != young; links = last->next) {
        if (scratch_count(links) == 0) { /* nobody outside, as far as we know */
            last->next = links->next;
            set_aside(links, unreachable);
            continue;
        }
        Object *object = gc_object(links);
        object->type->traverse(object, keep_reachable, young);
        links->previous = (uintptr_t)last | (links->previous & GC_FINALIZED);
        last = links;
    }
    young->previous = (uintptr_t)last;
    GcLinks *links = unreachable;
    do {
        links->next = (GcLinks *)((uintptr_t)links->next & ~(uintptr_t)GC_UNREACHABLE);
        links = links->next;
    } while (links != unreachable);
}

/* Moves what nothing outside `young` refers to into `unreachable`, where it stays marked as
 * examined. */
static void find_unreachable(GcLinks *young, GcLinks *unreachable)
{
    gc_list_begin(unreachable);
    subtract_internal_references(young);
    separate_unreachable(young, unreachable);
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
        list_move(links, &seen);
        if (object->type->finalize == NULL || links->previous & GC_FINALIZED)
            continue;
        links->previous |= GC_FINALIZED;
        incref(object);
        object->type->finalize(object);
        decref(object);
    }
    list_merge(&seen, unreachable);
}

/* Finalizers may have given references away: what can be reached again lives on. */
static void spare_resurrected(GcLinks *unreachable, GcLinks *garbage, GcLinks *old)
{
    for (GcLinks *links = unreachable->next; links != unreachable; links = links->next)
        links->previous &= ~(uintptr_t)GC_EXAMINED;
    find_unreachable(unreachable, garbage);
    list_merge(unreachable, old);
}

/* What is still there afterwards lives as long as those that refer to it and come later. */
static void clear_garbage(GcLinks *garbage, GcLinks *old)
{
    while (!gc_list_is_empty(garbage)) {
        GcLinks *links = garbage->next;
        Object *object = incref(gc_object(links));
        links->previous &= ~(uintptr_t)GC_EXAMINED;
        list_move(links, old);
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

/* A tuple whose last item is missing is still being filled. */
static bool is_incomplete(const Object *object)
{
    const Tuple *tuple = (const Tuple *)object;
    return object->type == &tuple_type && tuple->size > 0 && tuple->items[tuple->size - 1] == NULL;
}

/* Containers of a type that cannot be part of a circle need no further looks: tuples of atomic
 * values, and in a full collection dicts of such values. */
static void untrack_harmless(GcLinks *list, const Type *type)
{
    for (GcLinks *links = list->next, *next; links != list; links = next) {
        Object *object = gc_object(links);
        next = links->next;
        if (object->type == type && !is_incomplete(object)
            && !type->traverse(object, matters, NULL))
            gc_untrack(object);
    }
}

/* Where the survivors go. How many objects live long decides when the next full collection is
 * worth its cost: collector_run_due. */
static void promote(GcLinks *young, int generation)
{
    if (generation == OLDEST) {
        untrack_harmless(young, &dict_type);
        collector.long_lived_pending = 0;
        collector.long_lived_total = gc_list_length(young);
        return;
    }
    if (generation == OLDEST - 1)
        collector.long_lived_pending += gc_list_length(young);
    list_merge(young, &collector.generations[generation + 1].objects);
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
        list_merge(&generations[i].objects, young);
    collector_report_start(generation);
    find_unreachable(young, &unreachable);
    untrack_harmless(young, &tuple_type);
    promote(young, generation);
    intptr_t found = weakrefs_clear_garbage(&unreachable, old);
    finalize_garbage(&unreachable);
    spare_resurrected(&unreachable, &garbage, old);
    found += gc_list_length(&garbage);
    collector_report_garbage(&garbage, found);
    clear_garbage(&garbage, old);
    generations[generation].collections++;
    generations[generation].collected += found;
    return found;
}

/* The oldest generation that is due, and the younger ones with it. A full collection waits until
 * the objects that it would see for the first time are a quarter of all: so its cost, which grows
 * with all objects, stays proportional to the number of objects made. */
void collector_run_due(void)
{
    Generation *g = collector.generations;
    if (!collector.enabled || collector.running || g[0].threshold == 0 || error_occurred())
        return;
    for (int i = OLDEST; i >= 0; i--) {
        if (g[i].count <= g[i].threshold)
            continue;
        if (i == OLDEST && collector.long_lived_pending < collector.long_lived_total / 4)
            continue;
        collector_run_with_callbacks(i);
        return;
    }
}

void collector_run_quietly(void)
{
    collector.running = true;
    collector_run(OLDEST);
    collector.running = false;
}

/* ---- freezing ------------------------------------------------------------------------------- */

void collector_freeze(void)
{
    for (int i = 0; i < GENERATIONS; i++) {
        list_merge(&collector.generations[i].objects, &collector.permanent);
        collector.generations[i].count = 0;
    }
}

void collector_unfreeze(void)
{
    list_merge(&collector.permanent, &collector.generations[OLDEST].objects);
}

/* ---- the life of the collector -------------------------------------------------------------- */

void collector_start(void)
{
    static const int thresholds[GENERATIONS] = { 700, 10, 10 };
    collector = (Collector){ .enabled = true };
    for (int i = 0; i < GENERATIONS; i++) {
        gc_list_begin(&collector.generations[i].objects);
        collector.generations[i].threshold = thresholds[i];
    }
    gc_list_begin(&collector.permanent);
}

void collector_stop(void)
{
    collector.debug = 0;
    collector_unfreeze();
    clear_reference(collector.callbacks);
    clear_reference(collector.garbage);
    collector_run_quietly();
}
