/*
 * segments.h: the few segments of a flat kernel (GDT), and the task-state segments that tell the
 * processor which stack to take (Intel SDM 3, 3.4 and 8.2).
 */
#ifndef SEGMENTS_H
#define SEGMENTS_H

#include <stdint.h>

/* Selectors: index * 8, plus the ring. */
#define KERNEL_CODE 0x08u
#define KERNEL_DATA 0x10u
#define USER_CODE (0x18u | 3)
#define USER_DATA (0x20u | 3)
#define KERNEL_TASK 0x28u
#define DOUBLE_FAULT_TASK 0x30u

struct task_state {
    uint32_t previous_task;
    uint32_t esp0, ss0, esp1, ss1, esp2, ss2;
    uint32_t cr3, eip, eflags;
    uint32_t eax, ecx, edx, ebx, esp, ebp, esi, edi;
    uint32_t es, cs, ss, ds, fs, gs;
    uint32_t local_table;
    uint16_t trap, io_map;
};
_Static_assert(sizeof(struct task_state) == 104, "Intel SDM 3, figure 8-2");

extern struct task_state kernel_task; /* also where a double fault leaves the registers */

/* Loads GDT and task register. double_fault runs, on a stack of its own, when the processor cannot
 * even enter the handler of a fault. It must not return. */
void segments_initialise(void (*double_fault)(void));
/* The page tables that it runs with; those in force at segments_initialise by default. */
void segments_set_page_tables(uint32_t cr3);

#endif
