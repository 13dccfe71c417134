/*
 * time.c: the module time: clocks and sleeping. Its calendar is in Python (user/lib/_time.py).
 */
#include "kernel/abi.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/standard.h"
#include "platform/platform.h"
#include "vm/errors.h"
#include "vm/interrupt.h"
#include "vm/interpreter.h"

static const double nanoseconds = 1e9;

static Object *seconds(uint64_t clock) { return float_from((double)clock / nanoseconds); }

FUNCTION(time_monotonic)
{
    UNUSED_ARGUMENTS;
    return seconds(platform_nanoseconds());
}

FUNCTION(time_monotonic_ns)
{
    UNUSED_ARGUMENTS;
    return int_from_unsigned(platform_nanoseconds());
}

FUNCTION(time_process_time)
{
    UNUSED_ARGUMENTS;
    return seconds(platform_cpu_nanoseconds());
}

FUNCTION(time_process_time_ns)
{
    UNUSED_ARGUMENTS;
    return int_from_unsigned(platform_cpu_nanoseconds());
}

FUNCTION(time_time)
{
    UNUSED_ARGUMENTS;
    return seconds(platform_real_nanoseconds());
}

FUNCTION(time_time_ns)
{
    UNUSED_ARGUMENTS;
    return int_from_unsigned(platform_real_nanoseconds());
}

FUNCTION(time_sleep)
{
    UNUSED_ARGUMENTS;
    const double most = 9e9;
    double duration = object_as_double(args[0]);
    if (duration == -1 && error_occurred())
        return NULL;
    if (duration != duration)
        return raise(&value_error_type, "Invalid value NaN (not a number)");
    if (duration < 0)
        return raise(&value_error_type, "sleep length must be non-negative");
    if (duration > most)
        return raise(&overflow_error_type, "timestamp too large to convert to C _PyTime_t");
    uint64_t now = platform_nanoseconds(), end = now + (uint64_t)(duration * nanoseconds);
    int error;
    do {
        error = platform_sleep(end - now);
        now = platform_nanoseconds();
    } while (interrupt_again(error) && now < end);
    if (error_occurred())
        return NULL;
    return error < 0 && error != -EINTR ? raise_os_error(error, NULL) : incref(NONE);
}

/* PEP 562: what the module does not have yet. */
FUNCTION(time_getattr)
{
    UNUSED_ARGUMENTS;
    static const char *const names[] = {
        "struct_time", "gmtime", "localtime", "mktime", "asctime", "ctime", "strftime", "strptime",
        "timezone", "altzone", "daylight", "tzname", "get_clock_info", NULL };
    Object *module = dict_get_text(interpreter.modules, "time");
    Object *dict = module ? ((Module *)module)->dict : interpreter.modules;
    Object *value = load_rare_attribute(dict, args[0], "_time", names);
    return value || error_occurred() ? value
         : raise_attribute_error(module ? module : NONE, args[0],
                                 "module 'time' has no attribute '%S'", args[0]);
}

static const MethodDef functions[] = {
    {"__getattr__", time_getattr, 1, 1, 0, "what is loaded when it is asked for"},
    {"monotonic", time_monotonic, 0, 0, 0, "monotonic(): seconds of a clock that never goes back"},
    {"monotonic_ns", time_monotonic_ns, 0, 0, 0,
     "monotonic_ns() -> nanoseconds of a clock that never goes back"},
    {"perf_counter", time_monotonic, 0, 0, 0, "perf_counter(): seconds, for measuring"},
    {"perf_counter_ns", time_monotonic_ns, 0, 0, 0,
     "perf_counter_ns() -> nanoseconds of the clock for measurements"},
    {"process_time", time_process_time, 0, 0, 0, "process_time(): CPU seconds of this process"},
    {"process_time_ns", time_process_time_ns, 0, 0, 0,
     "process_time_ns() -> nanoseconds of the processor for this process"},
    {"sleep", time_sleep, 1, 1, 0, "sleep(seconds)"},
    {"time", time_time, 0, 0, 0, "time(): seconds since 1970"},
    {"time_ns", time_time_ns, 0, 0, 0, "time_ns() -> nanoseconds since 1970"},
    {NULL, NULL, 0, 0, 0, NULL}};

Object *module_time_create(void)
{
    Object *module = module_new("time");
    if (module && module_add_functions(module, functions) < 0)
        clear_reference(module);
    return module;
}
