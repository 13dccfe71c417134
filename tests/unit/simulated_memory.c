/*
 * simulated_memory.c: what mm/ needs of the rest of the kernel, on the host.
 */
#include "tests/unit/simulated_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "kernel/cpu/features.h"
#include "kernel/debug/log.h"

uint8_t *physical_memory;
uint32_t simulated_features;
unsigned simulated_flushes, simulated_pdpt_reloads;
struct page_table kernel_page_table;
jmp_buf panic_destination;
int panic_expected;
char panic_message[256];

void memory_simulate(void)
{
    if (physical_memory != NULL)
        munmap(physical_memory, LINEAR_MAP_SIZE);
    physical_memory = mmap(NULL, LINEAR_MAP_SIZE, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    assert_ptr_not_equal(physical_memory, MAP_FAILED);
    simulated_features = CPU_FEATURE_NX;
    simulated_flushes = simulated_pdpt_reloads = 0;
    frame_fail_at = 0;
    frame_set_reclaimer(NULL);
}

void memory_simulate_ram(uint32_t end)
{
    const struct memory_range ram = { MIB, end };

    memory_simulate();
    frame_initialise(&ram, 1, NULL, 0);
}

uint32_t random_number(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525u + 1013904223u; /* Numerical Recipes' generator */
    return (uint32_t)((uint64_t)(*state >> 4) * below >> 28);
}

/* --- In place of the kernel ------------------------------------------------------------------ */

uint32_t cpu_features(void)
{
    return simulated_features;
}

void log_print(const char *format, ...)
{
    (void)format;
}

void panic(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(panic_message, sizeof panic_message, format, arguments);
    va_end(arguments);
    if (!panic_expected) {
        fprintf(stderr, "panic: %s\n", panic_message);
        abort();
    }
    longjmp(panic_destination, 1);
}
