/*
 * segments.c: GDT and task-state segments. Segmentation is not used for protection: all segments
 * are flat, and only their rings differ. Of hardware tasks two remain: the one that names the
 * kernel's stack for traps from ring 3, and the one for double faults, whose stack is good when no
 * other is.
 */
#include "kernel/cpu/segments.h"

#include "kernel/cpu/control.h"

#define DOUBLE_FAULT_STACK_SIZE 4096

/* Access byte and flags of a descriptor (Intel SDM 3, figure 3-8 and table 3-1). */
#define SEGMENT_CODE 0x9Au    /* present, code, readable */
#define SEGMENT_DATA 0x92u    /* present, data, writable */
#define SEGMENT_TASK 0x89u    /* present, 32-bit task state, available */
#define RING_3 0x60u
#define FLAT_LIMIT 0xFFFFFu
#define FLAT_FLAGS 0xCu       /* limit in pages, 32-bit */
#define EFLAGS_RESERVED 0x2u  /* bit 1 is always 1 */

struct __attribute__((packed)) table_pointer { uint16_t limit; uint32_t base; };
_Static_assert(sizeof(struct table_pointer) == 6, "operand of LGDT");

struct task_state kernel_task;
static struct task_state double_fault_task;
static uint8_t double_fault_stack[DOUBLE_FAULT_STACK_SIZE] __attribute__((aligned(16)));
static uint64_t descriptors[7];

static uint64_t descriptor(uint32_t base, uint32_t limit, uint32_t access, uint32_t flags)
{
    return (uint64_t)(limit & 0xFFFF) | (uint64_t)(base & 0xFFFFFF) << 16 |
           (uint64_t)access << 40 | (uint64_t)(limit >> 16 & 0xF) << 48 |
           (uint64_t)flags << 52 | (uint64_t)(base >> 24) << 56;
}

static uint64_t task_descriptor(const struct task_state *task)
{
    return descriptor((uint32_t)task, sizeof *task - 1, SEGMENT_TASK, 0);
}

static void set_task(struct task_state *task)
{
    task->ss0 = KERNEL_DATA;
    task->io_map = sizeof *task; /* behind the limit: no port for ring 3 */
}

static void load(void)
{
    const struct table_pointer pointer = { sizeof descriptors - 1, (uint32_t)descriptors };

    __asm__ volatile("lgdt %0\n\t"
                     "ljmp %1, $1f\n"
                     "1:\n\t"
                     "movl %2, %%ds\n\t"
                     "movl %2, %%es\n\t"
                     "movl %2, %%fs\n\t"
                     "movl %2, %%gs\n\t"
                     "movl %2, %%ss\n\t"
                     "ltr %w3"
                     : : "m"(pointer), "i"(KERNEL_CODE), "r"(KERNEL_DATA), "r"(KERNEL_TASK)
                     : "memory");
}

void segments_set_page_tables(uint32_t cr3)
{
    double_fault_task.cr3 = cr3;
}

void segments_initialise(void (*double_fault)(void))
{
    set_task(&kernel_task);
    set_task(&double_fault_task);
    segments_set_page_tables(cr3_read());
    double_fault_task.eip = (uint32_t)double_fault;
    double_fault_task.esp = (uint32_t)(double_fault_stack + sizeof double_fault_stack);
    double_fault_task.eflags = EFLAGS_RESERVED;
    double_fault_task.cs = KERNEL_CODE;
    double_fault_task.ds = double_fault_task.es = double_fault_task.ss = KERNEL_DATA;
    double_fault_task.fs = double_fault_task.gs = KERNEL_DATA;

    descriptors[KERNEL_CODE / 8] = descriptor(0, FLAT_LIMIT, SEGMENT_CODE, FLAT_FLAGS);
    descriptors[KERNEL_DATA / 8] = descriptor(0, FLAT_LIMIT, SEGMENT_DATA, FLAT_FLAGS);
    descriptors[USER_CODE / 8] = descriptor(0, FLAT_LIMIT, SEGMENT_CODE | RING_3, FLAT_FLAGS);
    descriptors[USER_DATA / 8] = descriptor(0, FLAT_LIMIT, SEGMENT_DATA | RING_3, FLAT_FLAGS);
    descriptors[KERNEL_TASK / 8] = task_descriptor(&kernel_task);
    descriptors[DOUBLE_FAULT_TASK / 8] = task_descriptor(&double_fault_task);
    load();
}
