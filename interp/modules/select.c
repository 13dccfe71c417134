/*
 * select.c: the module _select: the one call under module select, which is written in Python
 * (user/lib/select.py).
 */
#include <limits.h>
#include "kernel/abi.h"
#include "memory/memory.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/standard.h"
#include "platform/platform.h"
#include "vm/errors.h"
#include "vm/interrupt.h"

/* One (descriptor, events) pair of the list. 0 or -1. */
static int read_request(Object *pair, struct poll_request *request)
{
    int64_t descriptor, events;
    if (!IS_TUPLE(pair) || ((Tuple *)pair)->size != 2) {
        raise(&type_error_type, "poll() takes a list of (descriptor, events) pairs");
        return -1;
    }
    Object **items = ((Tuple *)pair)->items;
    if (int_argument(items, 2, 0, 0, &descriptor) < 0 ||
        int_argument(items, 2, 1, 0, &events) < 0)
        return -1;
    if (descriptor != (int32_t)descriptor || events != (int16_t)events) {
        raise(&overflow_error_type, "poll(): a descriptor or its events are out of range");
        return -1;
    }
    *request = (struct poll_request){ .descriptor = descriptor, .wanted = events };
    return 0;
}

/* A list of (descriptor, ready events) for each request that has any. */
static Object *list_of_ready(const struct poll_request *requests, intptr_t count)
{
    Object *list = list_new(0);
    for (intptr_t i = 0; list && i < count; i++) {
        if (!requests[i].ready)
            continue;
        Object *items[] = { int_from(requests[i].descriptor), int_from(requests[i].ready) };
        Object *pair = items[0] && items[1] ? tuple_from(items, 2) : NULL;
        xdecref(items[0]);
        xdecref(items[1]);
        if (!pair || list_append(list, pair) < 0)
            clear_reference(list);
        xdecref(pair);
    }
    return list;
}

/* Goes on with the rest of the time after a signal whose handler raised nothing. */
static int poll_until(struct poll_request *requests, size_t count, int milliseconds)
{
    uint64_t start = platform_nanoseconds();
    int error, left = milliseconds;
    do {
        error = platform_poll(requests, count, left);
        uint64_t passed = (platform_nanoseconds() - start) / 1000000;
        if (milliseconds > 0)
            left = passed < (uint64_t)milliseconds ? milliseconds - (int)passed : 0;
    } while (interrupt_again(error));
    return error;
}

/* poll(list of (descriptor, events), milliseconds; -1: for ever) */
FUNCTION(select_poll)
{
    (void)self, (void)kwnames;
    int64_t milliseconds;
    if (int_argument(args, positional, 1, -1, &milliseconds) < 0)
        return NULL;
    if (!IS_LIST(args[0]))
        return raise(&type_error_type, "poll() takes a list of (descriptor, events) pairs");
    if (milliseconds > INT_MAX)
        return raise(&overflow_error_type, "timeout is too large");
    intptr_t count = ((List *)args[0])->size;
    struct poll_request *requests = mem_alloc((count + 1) * sizeof *requests);
    if (!requests)
        return raise_no_memory();
    Object *ready = NULL;
    intptr_t i = 0;
    while (i < count && read_request(((List *)args[0])->items[i], &requests[i]) == 0)
        i++;
    if (i == count) {
        int error = poll_until(requests, count, milliseconds < 0 ? -1 : (int)milliseconds);
        ready = error >= 0          ? list_of_ready(requests, count)
                : error_occurred() ? NULL : raise_os_error(error, NULL);
    }
    mem_free(requests, (count + 1) * sizeof *requests);
    return ready;
}

static const MethodDef functions[] = {
    {"poll", select_poll, 2, 2, 0, "poll(list of (descriptor, events), milliseconds)"},
    {NULL, NULL, 0, 0, 0, NULL}};

Object *module_select_create(void)
{
    return module_from_functions("_select", functions);
}
