/*
 * gc.c: the module gc: what a program can ask of the cycle collector (memory/collector.c). Names,
 * arguments and answers are those of CPython 3.11.
 */
#include "memory/collector.h"
#include "modules/collection.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "objects/arguments.h"
#include "objects/start.h"
#include "vm/errors.h"
#include "vm/function.h"

#include <limits.h>

/* ---- collecting ----------------------------------------------------------------------------- */

/* An int that fits C's, as CPython converts arguments of that type. */
static int int_of(Object *o, int *value)
{
    *value = object_as_c_int(o);
    return *value == -1 && error_occurred() ? -1 : 0;
}

/* The one argument of gc.collect and gc.get_objects, by position or name. Borrowed, or NULL. */
static int generation_argument(const char *function, Object **args, int positional,
                               Object *kwnames, Object **value)
{
    static const char *const names[] = { "generation", NULL };
    return parse_arguments(function, args, positional, kwnames, names, value);
}

FUNCTION(gc_collect)
{
    (void)self;
    Object *argument;
    int generation = OLDEST;
    if (generation_argument("collect", args, positional, kwnames, &argument) < 0
        || (argument != NULL && int_of(argument, &generation) < 0))
        return NULL;
    if (generation < 0 || generation >= GENERATIONS)
        return raise(&value_error_type, "invalid generation");
    return int_from(collector_run_with_callbacks(generation));
}

FUNCTION(gc_enable)
{
    UNUSED_ARGUMENTS;
    collector.enabled = true;
    return incref(NONE);
}

FUNCTION(gc_disable)
{
    UNUSED_ARGUMENTS;
    collector.enabled = false;
    return incref(NONE);
}

FUNCTION(gc_isenabled)
{
    UNUSED_ARGUMENTS;
    return bool_from(collector.enabled);
}

/* ---- figures -------------------------------------------------------------------------------- */

static Object *three_ints(const int values[GENERATIONS])
{
    Object *items[GENERATIONS];
    bool complete = true;
    for (int i = 0; i < GENERATIONS; i++)
        complete &= (items[i] = int_from(values[i])) != NULL;
    Object *tuple = complete ? tuple_from(items, GENERATIONS) : NULL;
    for (int i = 0; i < GENERATIONS; i++)
        xdecref(items[i]);
    return tuple;
}

FUNCTION(gc_get_count)
{
    UNUSED_ARGUMENTS;
    Generation *g = collector.generations;
    return three_ints((const int[]){ g[0].count, g[1].count, g[2].count });
}

FUNCTION(gc_get_threshold)
{
    UNUSED_ARGUMENTS;
    Generation *g = collector.generations;
    return three_ints((const int[]){ g[0].threshold, g[1].threshold, g[2].threshold });
}

FUNCTION(gc_set_threshold)
{
    UNUSED_ARGUMENTS;
    int values[GENERATIONS];
    if (positional < 1 || positional > GENERATIONS)
        return raise(&type_error_type, "set_threshold() takes at %s %d argument%s (%d given)",
                     positional < 1 ? "least" : "most", positional < 1 ? 1 : GENERATIONS,
                     positional < 1 ? "" : "s", positional);
    for (int i = 0; i < positional; i++)
        if (int_of(args[i], &values[i]) < 0)
            return NULL;
    for (int i = 0; i < positional; i++)
        collector.generations[i].threshold = values[i];
    return incref(NONE);
}

FUNCTION(gc_get_stats)
{
    UNUSED_ARGUMENTS;
    Object *list = list_new(0);
    for (int i = 0; list != NULL && i < GENERATIONS; i++) {
        const Generation *g = &collector.generations[i];
        Object *figures = dict_new();
        if (figures == NULL
            || put_number(figures, "collections", (uint64_t)g->collections) < 0
            || put_number(figures, "collected", (uint64_t)g->collected) < 0
            || put_number(figures, "uncollectable", (uint64_t)g->uncollectable) < 0
            || list_append(list, figures) < 0)
            clear_reference(list);
        xdecref(figures);
    }
    return list;
}

FUNCTION(gc_set_debug)
{
    UNUSED_ARGUMENTS;
    int flags;
    if (int_of(args[0], &flags) < 0)
        return NULL;
    collector.debug = flags;
    return incref(NONE);
}

FUNCTION(gc_get_debug)
{
    UNUSED_ARGUMENTS;
    return int_from(collector.debug);
}

/* ---- objects -------------------------------------------------------------------------------- */

static int add_objects(Object *list, const GcLinks *generation)
{
    for (GcLinks *links = generation->next; links != generation; links = links->next)
        if (gc_object(links) != list && list_append(list, gc_object(links)) < 0)
            return -1;
    return 0;
}

/* What CPython takes for None: get_objects(-1) is no error. */
enum { ALL_GENERATIONS = -1 };

FUNCTION(gc_get_objects)
{
    (void)self;
    Object *argument;
    intptr_t generation = ALL_GENERATIONS;
    if (generation_argument("get_objects", args, positional, kwnames, &argument) < 0)
        return NULL;
    bool given = argument != NULL && argument != NONE;
    if (given && !is_index(argument))
        return raise(&type_error_type, "argument should be integer or None, not '%T'", argument);
    if (given && (generation = object_as_index(argument)) == -1 && error_occurred())
        return NULL;
    if (generation >= GENERATIONS)
        return raise(&value_error_type, "generation parameter must be less than the number of "
                     "available generations (%d)", GENERATIONS);
    if (generation < 0 && generation != ALL_GENERATIONS)
        return raise(&value_error_type, "generation parameter cannot be negative");
    Object *list = list_new(0);
    for (int i = 0; list != NULL && i < RINGS; i++)
        if ((generation == ALL_GENERATIONS || generation == (i < GENERATIONS ? i : OLDEST))
            && add_objects(list, collector_ring(i)) < 0)
            clear_reference(list);
    return list;
}

typedef struct { Object **objects; int count; } Wanted;

static int is_wanted(Object *referent, void *context)
{
    const Wanted *wanted = context;
    for (int i = 0; i < wanted->count; i++)
        if (wanted->objects[i] == referent)
            return 1;
    return 0;
}

FUNCTION(gc_get_referrers)
{
    (void)self, (void)kwnames;
    Wanted wanted = { args, positional };
    Object *list = list_new(0);
    for (int i = 0; list != NULL && i < RINGS; i++) {
        const GcLinks *ring = collector_ring(i);
        for (GcLinks *links = ring->next; list != NULL && links != ring; links = links->next) {
            Object *object = gc_object(links);
            if (object != list && object->type->traverse(object, is_wanted, &wanted)
                && list_append(list, object) < 0)
                clear_reference(list);
        }
    }
    return list;
}

static int add_referent(Object *referent, void *list)
{
    return list_append(list, referent) < 0;
}

FUNCTION(gc_get_referents)
{
    (void)self, (void)kwnames;
    Object *list = list_new(0);
    for (int i = 0; list != NULL && i < positional; i++) {
        if (IS_EXACT(args[i], function_type)) { /* its cells are to be seen in their tuple */
            Object *closure = function_closure((Function *)args[i]);
            if (closure == NULL)
                clear_reference(list);
            xdecref(closure);
        }
        if (list != NULL && gc_is_container(args[i])
            && args[i]->type->traverse(args[i], add_referent, list))
            clear_reference(list);
    }
    return list;
}

FUNCTION(gc_is_tracked_function)
{
    UNUSED_ARGUMENTS;
    return bool_from(gc_is_tracked(args[0]));
}

FUNCTION(gc_is_finalized)
{
    UNUSED_ARGUMENTS;
    return bool_from(gc_is_container(args[0])
                     && gc_links(args[0])->previous & GC_FINALIZED);
}

/* ---- freezing ------------------------------------------------------------------------------- */

FUNCTION(gc_freeze)
{
    UNUSED_ARGUMENTS;
    collector_freeze();
    return incref(NONE);
}

FUNCTION(gc_unfreeze)
{
    UNUSED_ARGUMENTS;
    collector_unfreeze();
    return incref(NONE);
}

FUNCTION(gc_get_freeze_count)
{
    UNUSED_ARGUMENTS;
    return int_from(gc_list_length(&collector.permanent));
}

/* ---- the module ----------------------------------------------------------------------------- */

static const MethodDef functions[] = {
    { "enable", gc_enable, 0, 0, 0, "enable() -> collections run by themselves" },
    { "disable", gc_disable, 0, 0, 0, "disable() -> only gc.collect() collects" },
    { "isenabled", gc_isenabled, 0, 0, 0, "isenabled() -> do collections run by themselves?" },
    { "collect", gc_collect, 0, 1, METHOD_KEYWORDS,
      "collect(generation=2) -> number of unreachable objects found" },
    { "get_count", gc_get_count, 0, 0, 0,
      "get_count() -> (containers since the last collection, collections of 0, of 1)" },
    { "get_threshold", gc_get_threshold, 0, 0, 0,
      "get_threshold() -> the counts above which generations 0, 1 and 2 are collected" },
    { "set_threshold", gc_set_threshold, 0, -1, 0,
      "set_threshold(threshold0[, threshold1[, threshold2]]); 0 stops collecting" },
    { "get_stats", gc_get_stats, 0, 0, 0, "get_stats() -> a dict of figures per generation" },
    { "set_debug", gc_set_debug, 1, 1, 0, "set_debug(flags): DEBUG_* constants" },
    { "get_debug", gc_get_debug, 0, 0, 0, "get_debug() -> flags" },
    { "get_objects", gc_get_objects, 0, 1, METHOD_KEYWORDS,
      "get_objects(generation=None) -> the tracked containers" },
    { "get_referrers", gc_get_referrers, 0, -1, 0,
      "get_referrers(*objects) -> the containers that refer to any of them" },
    { "get_referents", gc_get_referents, 0, -1, 0,
      "get_referents(*objects) -> what the objects refer to" },
    { "is_tracked", gc_is_tracked_function, 1, 1, 0, "is_tracked(object) -> can it be garbage?" },
    { "is_finalized", gc_is_finalized, 1, 1, 0,
      "is_finalized(object) -> has its finalizer run?" },
    { "freeze", gc_freeze, 0, 0, 0, "freeze(): collections ignore all objects that exist now" },
    { "unfreeze", gc_unfreeze, 0, 0, 0, "unfreeze(): the oldest generation gets them back" },
    { "get_freeze_count", gc_get_freeze_count, 0, 0, 0, "get_freeze_count() -> frozen objects" },
    { 0 },
};

static int add_constants(Object *module)
{
    static const struct { const char *name; int value; } constants[] = {
        { "DEBUG_STATS", GC_DEBUG_STATS },
        { "DEBUG_COLLECTABLE", GC_DEBUG_COLLECTABLE },
        { "DEBUG_UNCOLLECTABLE", GC_DEBUG_UNCOLLECTABLE },
        { "DEBUG_SAVEALL", GC_DEBUG_SAVEALL },
        { "DEBUG_LEAK", GC_DEBUG_COLLECTABLE | GC_DEBUG_UNCOLLECTABLE | GC_DEBUG_SAVEALL },
    };
    for (size_t i = 0; i < sizeof constants / sizeof constants[0]; i++)
        if (module_add(module, constants[i].name, int_from(constants[i].value)) < 0)
            return -1;
    return 0;
}

Object *module_gc_create(void)
{
    if (collector.callbacks == NULL)
        collector.callbacks = list_new(0);
    if (collector.garbage == NULL)
        collector.garbage = list_new(0);
    Object *module = module_from_functions("gc", functions);
    if (module != NULL && (module_add(module, "callbacks", xincref(collector.callbacks)) < 0
                           || module_add(module, "garbage", xincref(collector.garbage)) < 0
                           || add_constants(module) < 0))
        clear_reference(module);
    return module;
}
