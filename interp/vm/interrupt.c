/*
 * interrupt.c: from a signal to its handler in Python. What to know first: at the moment of the
 * signal only a bit is set; everything else happens where the machine looks.
 */
#include "vm/interrupt.h"

#include "kernel/abi.h"
#include "objects/int.h"
#include "platform/platform.h"
#include "vm/errors.h"
#include "vm/frame.h"
#include "vm/interpreter.h"

volatile bool interrupt_waits;
static volatile uint32_t noted;                 /* bit 0 is signal 1 */
static Object *handlers[INTERRUPT_SIGNALS + 1]; /* what to call; NULL: none of Python's */
static bool ignored[INTERRUPT_SIGNALS + 1];
static Object *default_handler;                 /* of SIGINT */

static Object *small(int value) { return &small_int(value)->head; } /* borrowed */
static uint32_t bit_of(int signal) { return UINT32_C(1) << (signal - 1); }

static void note(int signal)
{
    __atomic_fetch_or(&noted, bit_of(signal), __ATOMIC_RELAXED);
    interrupt_waits = true;
}

/* ---- handlers -------------------------------------------------------------------------------- */

static Object *default_int_handler(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    return raise_without_arguments(&keyboard_interrupt_type);
}

Object *interrupt_default_handler(void)
{
    static const MethodDef function = { "default_int_handler", default_int_handler, 2, 2, 0,
                                        "The default handler for SIGINT: KeyboardInterrupt" };
    Object *module = default_handler ? NULL : str_from("_signal");
    if (module)
        default_handler = native_function_new(&function, NULL, module);
    xdecref(module);
    return default_handler;
}

Object *interrupt_handler(int signal)
{
    return handlers[signal] ? handlers[signal] : small(ignored[signal] ? SIG_IGN : SIG_DFL);
}

int interrupt_set_handler(int signal, Object *handler)
{
    bool ignore = handler == small(SIG_IGN), use_default = handler == small(SIG_DFL);
    int error = platform_signal(signal, ignore        ? PLATFORM_SIGNAL_IGNORE
                                        : use_default ? PLATFORM_SIGNAL_DEFAULT : note);
    if (error < 0)
        return error;
    Object *old = handlers[signal];
    handlers[signal] = ignore || use_default ? NULL : incref(handler);
    ignored[signal] = ignore;
    xdecref(old);
    return 0;
}

uint32_t interrupt_noted(void)
{
    return noted;
}

void interrupt_forget(uint32_t signals)
{
    __atomic_fetch_and(&noted, ~signals, __ATOMIC_RELAXED);
}

void interrupt_start(void)
{
    Object *handler = interrupt_default_handler();
    if (handler)
        interrupt_set_handler(SIGINT, handler);
    else
        error_clear(); /* Ctrl-C ends the program, then */
    interrupt_set_handler(SIGPIPE, small(SIG_IGN));
    interrupt_set_handler(SIGXFSZ, small(SIG_IGN));
}

void interrupt_stop(void)
{
    for (int signal = 1; signal <= INTERRUPT_SIGNALS; signal++)
        if (handlers[signal])
            interrupt_set_handler(signal, small(SIG_DFL));
    clear_reference(default_handler);
}

/* ---- between two instructions ---------------------------------------------------------------- */

static int run_handler(int signal)
{
    Object *handler = handlers[signal];
    if (!handler) /* taken back since */
        return 0;
    Object *frame = interpreter.frame ? frame_get_object(interpreter.frame) : incref(NONE);
    Object *args[] = { int_from(signal), frame };
    incref(handler); /* it may take itself back */
    Object *result = args[0] && frame ? object_call(handler, args, 2, NULL) : NULL;
    decref(handler);
    xdecref(args[0]);
    xdecref(frame);
    xdecref(result);
    return result ? 0 : -1;
}

int interrupt_handle(void)
{
    interrupt_waits = false;
    while (noted) {
        int signal = __builtin_ctz(noted) + 1;
        __atomic_fetch_and(&noted, ~bit_of(signal), __ATOMIC_RELAXED); /* none is lost meanwhile */
        if (run_handler(signal) < 0) {
            interrupt_waits = noted != 0;
            return -1;
        }
    }
    return 0;
}

bool interrupt_again(intptr_t result)
{
    return result == -EINTR && interrupt_handle() == 0;
}
