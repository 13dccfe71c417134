/*
 * simulated_memory.h: a machine for unit tests of mm/: physical memory that is a block of host
 * memory, a processor whose features the test chooses, a TLB that only counts, and panics that a
 * test can expect.
 */
#ifndef SIMULATED_MEMORY_H
#define SIMULATED_MEMORY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mm/page_table.h"

#define KIB 1024u
#define MIB (1024u * 1024u)

/* Fresh memory of all zeros, as large as the linear map can be; only what is touched costs. */
void memory_simulate(void);
/* The same, with RAM from 1 MiB to end in the frame allocator. */
void memory_simulate_ram(uint32_t end);
/* An empty kernel_page_table in it. */
void memory_simulate_kernel_tree(void);

extern uint32_t simulated_features; /* what cpu_features() says */
extern unsigned simulated_flushes, simulated_pdpt_reloads;

/* Passes when the statement panics with a message that contains text. */
extern jmp_buf panic_destination;
extern int panic_expected;
extern char panic_message[256];
#define assert_panics(statement, text)                                    \
    do {                                                                  \
        panic_expected = 1;                                               \
        if (setjmp(panic_destination) == 0) {                             \
            statement;                                                    \
            fail_msg("no panic: %s", #statement);                         \
        }                                                                 \
        panic_expected = 0;                                               \
        assert_non_null(strstr(panic_message, text));                     \
    } while (0)

/* A seeded sequence of numbers, the same on every machine. */
uint32_t random_number(uint32_t *state, uint32_t below);

#endif
