/*
 * provoke.c: the failures that a test asks for.
 */
#include "kernel/debug/provoke.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/debug/log.h"
#include "kernel/string.h"
#include "mm/layout.h"

#define RETURN_INSTRUCTION 0xC3

static void read_null(void)
{
    const volatile uint32_t *nothing = NULL;

    __asm__("" : "+r"(nothing)); /* or the compiler would see what is coming */
    log_print("read %u from address 0\n", *nothing);
}

__attribute__((noinline)) static uint32_t overflow_stack(uint32_t depth)
{
    volatile uint8_t frame[256];

    frame[depth % sizeof frame] = 1;
    __asm__ volatile("" : "+r"(depth)); /* no end that the compiler could foresee */
    return depth == 0 ? 0 : overflow_stack(depth + 1) + frame[depth % sizeof frame];
}

static void write_text(void)
{
    volatile uint8_t *text = (volatile uint8_t *)(uintptr_t)kernel_text_start;

    *text = RETURN_INSTRUCTION;
    log_print("wrote to the kernel's text\n");
}

static void execute_data(void)
{
    static volatile uint8_t code[] = { RETURN_INSTRUCTION };
    void (*function)(void) = (void (*)(void))(uintptr_t)code;

    function();
    log_print("executed data\n");
}

/* With interrupts off, as they are anyway here. */
static void hang(void)
{
    for (volatile bool on = true; on;)
        __asm__ volatile("pause");
}

static bool allocations_may_fail;

bool provoke_allows_failing_allocations(void)
{
    return allocations_may_fail;
}

void provoke(const char *what)
{
    if (what == NULL)
        return;
    log_print("provoke: %s\n", what);
    if (strcmp(what, "panic") == 0)
        panic("asked for by provoke=panic");
    else if (strcmp(what, "null") == 0)
        read_null();
    else if (strcmp(what, "stack-overflow") == 0)
        overflow_stack(1);
    else if (strcmp(what, "wx") == 0)
        write_text();
    else if (strcmp(what, "execute") == 0)
        execute_data();
    else if (strcmp(what, "hang") == 0)
        hang();
    else if (strcmp(what, "allocations") == 0)
        allocations_may_fail = true;
    else
        log_print("provoke=%s: not known\n", what);
}
