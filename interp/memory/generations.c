/*
 * generations.c: when to collect what. New containers are in generation 0; what survives a
 * collection moves on to the next one, which is collected less often: most objects die young, and
 * what has lived long will live on. The collections themselves are in collector.c.
 */
#include "memory/collector.h"
#include "vm/errors.h"

Collector collector;

intptr_t gc_list_length(const GcLinks *list)
{
    intptr_t length = 0;
    for (const GcLinks *links = list->next; links != list; links = links->next)
        length++;
    return length;
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
        gc_list_merge(&collector.generations[i].objects, &collector.permanent);
        collector.generations[i].count = 0;
    }
}

void collector_unfreeze(void)
{
    gc_list_merge(&collector.permanent, &collector.generations[OLDEST].objects);
}

void collector_keep_own(void)
{
    for (int i = 0; i < GENERATIONS; i++)
        gc_list_merge(&collector.generations[i].objects, &collector.own);
}

bool collector_knows_any(void)
{
    bool any = !gc_list_is_empty(&collector.permanent);
    for (int i = 0; i < GENERATIONS; i++)
        any |= !gc_list_is_empty(&collector.generations[i].objects);
    return any;
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
    gc_list_begin(&collector.own);
}

void collector_stop(void)
{
    collector.debug = 0;
    collector_unfreeze();
    gc_list_merge(&collector.own, &collector.generations[OLDEST].objects);
    clear_reference(collector.callbacks);
    clear_reference(collector.garbage);
    collector_run_quietly();
}
