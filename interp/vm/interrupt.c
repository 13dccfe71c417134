/*
 * interrupt.c: from a signal to a KeyboardInterrupt.
 */
#include "vm/interrupt.h"

#include "platform/platform.h"
#include "vm/errors.h"

volatile bool interrupt_waits;

static void note_interrupt(void) { interrupt_waits = true; }

void interrupt_start(void)
{
    interrupt_waits = false;
    platform_interrupt_handler(note_interrupt);
}

int interrupt_raise(void)
{
    interrupt_waits = false;
    Object *exception = object_call(&keyboard_interrupt_type.head, NULL, 0, NULL);
    if (exception) {
        raise_object(exception);
        decref(exception);
    }
    return -1;
}
