/*
 * signal.c: the module _signal: what module signal, which is written in Python (user/lib/signal.py),
 * needs of the interpreter. Signals are plain ints here. Messages are those of CPython's
 * signalmodule.c.
 */
#include "kernel/abi.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/standard.h"
#include "objects/int.h"
#include "platform/platform.h"
#include "vm/errors.h"
#include "vm/interrupt.h"

static const double nanoseconds = 1e9, seconds_most = 2e9;

/* Argument 0 as a signal's number; 0 with an exception: it is none. */
static int signal_argument(Object **args, int positional)
{
    int64_t number;
    if (int_argument(args, positional, 0, 0, &number) < 0)
        return 0;
    if (number < 1 || number > 64) { /* Linux has so many; those from 32 on no one sends here */
        raise(&value_error_type, "signal number out of range");
        return 0;
    }
    if (number > INTERRUPT_SIGNALS) {
        raise_os_error(EINVAL, NULL);
        return 0;
    }
    return (int)number;
}

/* signal(number, handler): the handler before */
FUNCTION(signal_signal)
{
    (void)self, (void)kwnames;
    int number = signal_argument(args, positional);
    if (!number)
        return NULL;
    Object *handler = args[1];
    if (IS_INT(handler)) {
        int64_t value;
        if (int_argument(args, positional, 1, 0, &value) < 0)
            return NULL;
        handler = value == SIG_DFL || value == SIG_IGN ? &small_int(value)->head : NULL;
    }
    if (!handler || (!IS_INT(handler) && !handler->type->call))
        return raise(&type_error_type, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, "
                                       "or a callable object");
    Object *old = incref(interrupt_handler(number));
    int error = interrupt_set_handler(number, handler);
    if (error < 0) {
        decref(old);
        return raise_os_error(error, NULL);
    }
    return old;
}

FUNCTION(signal_getsignal)
{
    (void)self, (void)kwnames;
    int number = signal_argument(args, positional);
    return number ? incref(interrupt_handler(number)) : NULL;
}

FUNCTION(signal_raise)
{
    (void)self, (void)kwnames;
    int number = signal_argument(args, positional);
    if (!number)
        return NULL;
    int error = platform_kill(platform_getpid(), number);
    if (error < 0)
        return raise_os_error(error, NULL);
    return interrupt_waits && interrupt_handle() < 0 ? NULL : incref(NONE);
}

FUNCTION(signal_pause)
{
    UNUSED_ARGUMENTS;
    platform_pause();
    return interrupt_handle() < 0 ? NULL : incref(NONE);
}

/* ---- timers ---------------------------------------------------------------------------------- */

FUNCTION(signal_alarm)
{
    (void)self, (void)kwnames;
    int64_t seconds;
    if (int_argument(args, positional, 0, 0, &seconds) < 0)
        return NULL;
    if (seconds != (int32_t)seconds)
        return raise(&overflow_error_type, "Python int too large to convert to C int");
    PlatformTimer timer = { (uint64_t)(uint32_t)seconds * 1000000000u, 0 }, old;
    int error = platform_set_timer(&timer, &old);
    if (error < 0)
        return raise_os_error(error, NULL);
    /* What is left, rounded, but a second at least when anything is: alarm(2). */
    uint64_t left = (old.value + 500000000u) / 1000000000u;
    return int_from_unsigned(left == 0 && old.value != 0 ? 1 : left);
}

static Object *timer_as_pair(const PlatformTimer *timer)
{
    Object *items[] = { float_from((double)timer->value / nanoseconds),
                        float_from((double)timer->interval / nanoseconds) };
    Object *pair = items[0] && items[1] ? tuple_from(items, 2) : NULL;
    xdecref(items[0]);
    xdecref(items[1]);
    return pair;
}

static bool is_real_timer(Object **args, int positional)
{
    int64_t which;
    if (int_argument(args, positional, 0, 0, &which) < 0)
        return false;
    if (which != ITIMER_REAL)
        raise_os_error(EINVAL, NULL); /* signal.py makes an ItimerError of it */
    return which == ITIMER_REAL;
}

static bool seconds_argument(Object *object, uint64_t *value)
{
    double seconds = object_as_double(object);
    if (seconds == -1 && error_occurred())
        return false;
    if (seconds != seconds) {
        raise(&value_error_type, "Invalid value NaN (not a number)");
        return false;
    }
    if (seconds < 0 || seconds > seconds_most) {
        raise_os_error(EINVAL, NULL);
        return false;
    }
    *value = (uint64_t)(seconds * nanoseconds);
    return true;
}

/* setitimer(which, seconds, interval): (seconds, interval) that were left */
FUNCTION(signal_setitimer)
{
    (void)self, (void)kwnames;
    PlatformTimer timer = { 0, 0 }, old;
    if (!is_real_timer(args, positional) || !seconds_argument(args[1], &timer.value) ||
        (positional > 2 && !seconds_argument(args[2], &timer.interval)))
        return NULL;
    int error = platform_set_timer(&timer, &old);
    return error < 0 ? raise_os_error(error, NULL) : timer_as_pair(&old);
}

FUNCTION(signal_getitimer)
{
    (void)self, (void)kwnames;
    PlatformTimer timer;
    if (!is_real_timer(args, positional))
        return NULL;
    int error = platform_get_timer(&timer);
    return error < 0 ? raise_os_error(error, NULL) : timer_as_pair(&timer);
}

static const MethodDef functions[] = {
    {"signal", signal_signal, 2, 2, 0, "signal(number, handler): the one before"},
    {"getsignal", signal_getsignal, 1, 1, 0, "getsignal(number): its handler"},
    {"raise_signal", signal_raise, 1, 1, 0, "raise_signal(number): sends it to this process"},
    {"pause", signal_pause, 0, 0, 0, "pause(): waits for a signal"},
    {"alarm", signal_alarm, 1, 1, 0, "alarm(seconds): SIGALRM then; what was left before"},
    {"setitimer", signal_setitimer, 2, 3, 0, "setitimer(which, seconds, interval=0)"},
    {"getitimer", signal_getitimer, 1, 1, 0, "getitimer(which): (seconds, interval)"},
    {0}};

Object *module_signal_create(void)
{
    Object *module = module_new("_signal");
    Object *handler = module ? interrupt_default_handler() : NULL;
    if (module && (!handler || module_add_functions(module, functions) < 0
                   || module_add(module, "default_int_handler", incref(handler)) < 0))
        clear_reference(module);
    return module;
}
