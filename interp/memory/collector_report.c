/*
 * collector_report.c: telling the program about collections: gc.callbacks and gc.set_debug.
 */
#include "memory/collector_report.h"

#include "modules/module_tools.h"
#include "modules/output.h"
#include "platform/platform.h"
#include "vm/errors.h"

/* ---- callbacks ------------------------------------------------------------------------------ */

/* Calls each of gc.callbacks with a phase ("start" or "stop") and a dict of figures. */
static void tell(const char *phase, int generation, intptr_t collected)
{
    List *callbacks = (List *)collector.callbacks;
    if (callbacks == NULL || callbacks->size == 0)
        return;
    Object *name = str_interned(phase), *info = dict_new();
    if (name == NULL || info == NULL || put_number(info, "generation", (uint64_t)generation) < 0
        || put_number(info, "collected", (uint64_t)collected) < 0
        || put_number(info, "uncollectable", 0) < 0)
        error_write_unraisable(NULL);
    else
        for (intptr_t i = 0; i < callbacks->size; i++) {
            Object *callback = incref(callbacks->items[i]), *args[] = { name, info };
            Object *result = object_call(callback, args, 2, NULL);
            if (result == NULL)
                error_write_unraisable(callback);
            xdecref(result);
            decref(callback);
        }
    xdecref(name);
    xdecref(info);
}

intptr_t collector_run_with_callbacks(int generation)
{
    if (collector.running)
        return 0;
    collector.running = true;
    tell("start", generation, 0);
    intptr_t found = collector_run(generation);
    tell("stop", generation, found);
    collector.running = false;
    return found;
}

/* ---- messages ------------------------------------------------------------------------------- */

static void say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Object *text = str_from_format_list(format, arguments);
    va_end(arguments);
    if (text != NULL)
        output_write_str(ERRORS, text);
    xdecref(text);
    error_clear();
}

void collector_report_start(int generation)
{
    if (!(collector.debug & GC_DEBUG_STATS))
        return;
    say("gc: collecting generation %d...\n", generation);
}

void collector_report_garbage(GcLinks *garbage, intptr_t found)
{
    if (collector.debug & GC_DEBUG_COLLECTABLE)
        for (GcLinks *links = garbage->next; links != garbage; links = links->next)
            say("gc: collectable <%s 0x%zx>\n", gc_object(links)->type->name,
                (size_t)gc_object(links));
    if (collector.debug & GC_DEBUG_STATS)
        say("gc: done, %zd unreachable, 0 uncollectable\n", found);
}

void collector_save(Object *object)
{
    if (collector.garbage != NULL && list_append(collector.garbage, object) < 0)
        error_write_unraisable(NULL);
}

void collector_wrong_count(const Object *referrer, const Object *referent)
{
    output_write_text(ERRORS, "collector: the count of a ");
    output_write_text(ERRORS, referent->type->name);
    output_write_text(ERRORS, " is too small, or traverse of ");
    output_write_text(ERRORS, referrer->type->name);
    output_write_text(ERRORS, " visits what it does not own\n");
    __builtin_trap();
}
