/*
 * trap.c: the interrupt descriptor table, and from each trap to the room that answers it.
 */
#include "kernel/cpu/trap.h"

#include <stddef.h>

#include "kernel/cpu/control.h"
#include "kernel/cpu/features.h"
#include "kernel/cpu/interrupt_controller.h"
#include "kernel/cpu/random.h"
#include "kernel/cpu/segments.h"
#include "kernel/debug/log.h"
#include "kernel/debug/panic.h"
#include "kernel/proc/fault.h"
#include "kernel/proc/scheduler.h"
#include "mm/layout.h"

#define VECTORS 256

/* Gates (Intel SDM 3, figure 6-2). An interrupt gate clears IF. */
#define GATE_INTERRUPT 0x8Eu
#define GATE_TASK 0x85u
#define GATE_RING_3 0x60u

extern const uint32_t trap_entries[VECTORS]; /* trap_entry.asm */
extern void trap_system_call(void);

struct gate {
    uint16_t offset_low, selector;
    uint8_t reserved, type;
    uint16_t offset_high;
};
_Static_assert(sizeof(struct gate) == 8, "Intel SDM 3, figure 6-2");
struct __attribute__((packed)) table_pointer { uint16_t limit; uint32_t base; };
_Static_assert(sizeof(struct table_pointer) == 6, "operand of LIDT");

static struct gate gates[VECTORS];
static struct { irq_handler handle; void *context; const char *name; uint32_t count; }
    irqs[IRQ_LINES];
uint8_t trap_use_clac; /* read by trap_entry.asm: CLAC exists */

static const char *const names[] = {
    "divide error", "debug exception", "non-maskable interrupt", "breakpoint", "overflow",
    "bound range exceeded", "invalid opcode", "no math coprocessor", "double fault",
    "coprocessor segment overrun", "invalid task state", "segment not present",
    "stack-segment fault", "general protection", "page fault", "reserved exception 15",
    "x87 floating-point error", "alignment check", "machine check",
    "SIMD floating-point exception", "virtualization exception", "control protection exception",
};

const char *trap_name(uint32_t vector)
{
    if (vector < sizeof names / sizeof names[0])
        return names[vector];
    if (vector == TRAP_SYSTEM_CALL)
        return "system call";
    if (vector >= TRAP_IRQ_BASE && vector < TRAP_IRQ_BASE + IRQ_LINES)
        return "device interrupt";
    return "unexpected interrupt";
}

/* --- Setting up ------------------------------------------------------------------------------ */

static void set_gate(uint32_t vector, uint32_t entry, uint16_t selector, uint8_t type)
{
    gates[vector] = (struct gate){
        .offset_low = (uint16_t)entry,
        .selector = selector,
        .type = type,
        .offset_high = (uint16_t)(entry >> 16),
    };
}

static _Noreturn void double_fault(void)
{
    panic_double_fault(&kernel_task);
}

void trap_initialise(void)
{
    const struct table_pointer pointer = { sizeof gates - 1, (uint32_t)gates };

    segments_initialise(double_fault);
    for (uint32_t vector = 0; vector < VECTORS; vector++)
        set_gate(vector, trap_entries[vector], KERNEL_CODE, GATE_INTERRUPT);
    set_gate(TRAP_BREAKPOINT, trap_entries[TRAP_BREAKPOINT], KERNEL_CODE,
             GATE_INTERRUPT | GATE_RING_3);
    set_gate(TRAP_OVERFLOW, trap_entries[TRAP_OVERFLOW], KERNEL_CODE,
             GATE_INTERRUPT | GATE_RING_3);
    set_gate(TRAP_SYSTEM_CALL, (uint32_t)trap_system_call, KERNEL_CODE,
             GATE_INTERRUPT | GATE_RING_3);
    set_gate(TRAP_DOUBLE_FAULT, 0, DOUBLE_FAULT_TASK, GATE_TASK);
    __asm__ volatile("lidt %0" : : "m"(pointer));

    trap_use_clac = (cpu_features() & CPU_FEATURE_SMAP) != 0;
    interrupt_controller_initialise(TRAP_IRQ_BASE);
}

void trap_page_tables_changed(void)
{
    segments_set_page_tables(cr3_read());
}

void trap_set_kernel_stack(void *top)
{
    kernel_task.esp0 = (uint32_t)top;
}

void irq_register(unsigned irq, const char *name, irq_handler handler, void *context)
{
    kernel_assert(irq < IRQ_LINES);
    irqs[irq].name = name;
    irqs[irq].context = context;
    irqs[irq].handle = handler;
    interrupt_controller_unmask(irq);
}

const char *irq_name(unsigned irq)
{
    return irqs[irq].name;
}

uint32_t irq_count(unsigned irq)
{
    return irqs[irq].count;
}

void trap_set_entry(uint32_t vector, void (*entry)(void))
{
    set_gate(vector, (uint32_t)entry, gates[vector].selector, gates[vector].type);
}

/* --- Dispatch -------------------------------------------------------------------------------- */

static void handle_irq(unsigned irq)
{
    if (interrupt_controller_is_spurious(irq))
        return;
    interrupt_controller_end(irq);
    irqs[irq].count++;
    random_stir();
    if (irqs[irq].handle != NULL)
        irqs[irq].handle(irqs[irq].context);
}

void trap_dispatch(struct trap_frame *frame)
{
    if (frame->vector >= TRAP_IRQ_BASE && frame->vector < TRAP_IRQ_BASE + IRQ_LINES)
        handle_irq(frame->vector - TRAP_IRQ_BASE);
    else if (trap_from_user(frame))
        process_fault(frame);
    else
        panic_trap(frame);

    if (trap_from_user(frame))
        scheduler_return_to_user();
}
