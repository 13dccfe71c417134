/*
 * resource.c: what processes use and may use: the module _resource, under module resource
 * (user/lib/resource.py), and the functions of module os that belong to it. The records that they
 * return are classes in Python (user/lib/_records.py).
 */
#include "kernel/abi.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/standard.h"
#include "platform/platform.h"
#include "vm/errors.h"
#include "vm/import.h"
#include "vm/interrupt.h"

static const double nanoseconds = 1e9;

/* The class `name` of _records, called with a tuple of the items, which are stolen; NULL among them:
 * an exception is set. */
static Object *record_from(const char *name, Object **items, size_t count)
{
    Object *module_name = str_from("_records"), *record = NULL;
    Object *module = module_name ? import_module_level(module_name, NULL, NULL, 0) : NULL;
    Object *class_name = module ? str_interned(name) : NULL;
    Object *class = class_name ? object_get_attribute(module, class_name) : NULL;
    bool whole = class != NULL;
    for (size_t i = 0; i < count; i++)
        whole = whole && items[i];
    Object *values = whole ? tuple_from(items, count) : NULL;
    if (values)
        record = object_call(class, &values, 1, NULL);
    for (size_t i = 0; i < count; i++)
        xdecref(items[i]);
    xdecref(values);
    xdecref(class);
    xdecref(class_name);
    xdecref(module);
    xdecref(module_name);
    return record;
}

static Object *seconds(uint64_t clock) { return float_from((double)clock / nanoseconds); }

/* The sixteen fields of struct rusage; those that Linux does not keep either are 0. */
static Object *usage_record(const PlatformUsage *u)
{
    Object *items[16] = { seconds(u->user_nanoseconds), seconds(u->system_nanoseconds) };
    const int64_t numbers[14] = {
        u->most_resident_kib, 0, 0, 0, u->minor_faults, u->major_faults, 0, 0, 0, 0, 0, 0,
        u->voluntary_switches, u->involuntary_switches,
    };
    for (int i = 0; i < 14; i++)
        items[2 + i] = int_from(numbers[i]);
    return record_from("struct_rusage", items, 16);
}

FUNCTION(resource_getrusage)
{
    (void)self, (void)kwnames;
    int64_t who;
    PlatformUsage usage;
    if (int_argument(args, positional, 0, 0, &who) < 0)
        return NULL;
    int error = platform_usage((int)who, &usage);
    if (error == -EINVAL)
        return raise(&value_error_type, "invalid who parameter");
    return error < 0 ? raise_os_error(error, NULL) : usage_record(&usage);
}

/* ---- limits ---------------------------------------------------------------------------------- */

/* RLIM_INFINITY is -1 in Python. */
static Object *limit_as_int(uint64_t limit)
{
    return limit == PLATFORM_NO_LIMIT ? int_from(-1) : int_from_unsigned(limit);
}

static Object *limit_as_pair(const PlatformLimit *limit)
{
    Object *items[] = { limit_as_int(limit->soft), limit_as_int(limit->hard) };
    Object *pair = items[0] && items[1] ? tuple_from(items, 2) : NULL;
    xdecref(items[0]);
    xdecref(items[1]);
    return pair;
}

static bool resource_argument(Object **args, int positional, int64_t *resource)
{
    if (int_argument(args, positional, 0, 0, resource) < 0)
        return false;
    if (*resource < 0 || *resource >= RLIMITS) {
        raise(&value_error_type, "invalid resource specified");
        return false;
    }
    return true;
}

FUNCTION(resource_getrlimit)
{
    (void)self, (void)kwnames;
    int64_t resource;
    PlatformLimit limit;
    if (!resource_argument(args, positional, &resource))
        return NULL;
    int error = platform_get_limit((int)resource, &limit);
    return error < 0 ? raise_os_error(error, NULL) : limit_as_pair(&limit);
}

/* setrlimit(resource, (soft, hard)) */
FUNCTION(resource_setrlimit)
{
    (void)self, (void)kwnames;
    int64_t resource, soft, hard;
    if (!resource_argument(args, positional, &resource))
        return NULL;
    Object *pair = sequence_to_list(args[1]);
    if (!pair)
        return NULL;
    if (((List *)pair)->size != 2) {
        decref(pair);
        return raise(&value_error_type, "expected a tuple of 2 integers");
    }
    Object **items = ((List *)pair)->items;
    int result = int_argument(items, 2, 0, 0, &soft) | int_argument(items, 2, 1, 0, &hard);
    decref(pair);
    if (result < 0)
        return NULL;
    PlatformLimit limit = { (uint64_t)soft, (uint64_t)hard }; /* -1: PLATFORM_NO_LIMIT */
    int error = platform_set_limit((int)resource, &limit);
    if (error == -EINVAL)
        return raise(&value_error_type, "current limit exceeds maximum limit");
    if (error == -EPERM)
        return raise(&value_error_type, "not allowed to raise maximum limit");
    return error < 0 ? raise_os_error(error, NULL) : incref(NONE);
}

static const MethodDef resource_functions[] = {
    {"getrusage", resource_getrusage, 1, 1, 0, "getrusage(who): what was used"},
    {"getrlimit", resource_getrlimit, 1, 1, 0, "getrlimit(resource): (soft, hard)"},
    {"setrlimit", resource_setrlimit, 2, 2, 0, "setrlimit(resource, (soft, hard))"},
    {0}};

Object *module_resource_create(void)
{
    Object *module = module_new("_resource");
    if (module && module_add_functions(module, resource_functions) < 0)
        clear_reference(module);
    return module;
}

/* ---- in module os --------------------------------------------------------------------------- */

/* wait4(pid, options): (pid, status, usage) */
FUNCTION(os_wait4)
{
    (void)self, (void)kwnames;
    int64_t pid, options;
    int status = 0, ended;
    PlatformUsage usage = { .user_nanoseconds = 0 };
    if (int_argument(args, positional, 0, -1, &pid) < 0 ||
        int_argument(args, positional, 1, 0, &options) < 0)
        return NULL;
    do
        ended = platform_wait4((int)pid, &status, (int)options, &usage);
    while (interrupt_again(ended));
    if (ended < 0)
        return error_occurred() ? NULL : raise_os_error(ended, NULL);
    Object *items[] = { int_from(ended), int_from(status), usage_record(&usage) };
    Object *triple = items[0] && items[1] && items[2] ? tuple_from(items, 3) : NULL;
    for (int i = 0; i < 3; i++)
        xdecref(items[i]);
    return triple;
}

FUNCTION(os_times)
{
    UNUSED_ARGUMENTS;
    PlatformUsage own, children;
    int error = platform_usage(RUSAGE_SELF, &own);
    if (!error)
        error = platform_usage(RUSAGE_CHILDREN, &children);
    if (error < 0)
        return raise_os_error(error, NULL);
    Object *items[] = { seconds(own.user_nanoseconds), seconds(own.system_nanoseconds),
                        seconds(children.user_nanoseconds), seconds(children.system_nanoseconds),
                        seconds(platform_nanoseconds()) };
    return record_from("times_result", items, 5);
}

const MethodDef os_usage_functions[] = {
    {"wait4", os_wait4, 2, 2, 0, "wait4(pid, options): (pid, status, what it used)"},
    {"times", os_times, 0, 0, 0, "times(): processor time of this process and its children"},
    {0}};
