/*
 * attention.c: how a byte on COM2 gets the processor's attention. A device interrupt would not do:
 * a kernel that hangs with interrupts off is what one wants to look into. So the I/O APIC, which
 * sees the same interrupt lines as the 8259A pair, delivers COM2's as a non-maskable interrupt
 * (Intel 82093AA data sheet, 3.2.4; Intel SDM 3, 6.7). Where there is no APIC, the line stays an
 * ordinary interrupt.
 */
#include "kernel/debug/gdb/attention.h"

#include <stdbool.h>
#include <stdint.h>

#include "kernel/cpu/control.h"
#include "kernel/cpu/interrupt_controller.h"
#include "kernel/cpu/port.h"
#include "kernel/cpu/trap.h"
#include "kernel/debug/gdb/stub.h"
#include "mm/page_table.h"

#define COM2_IRQ 3u
#define TIMER_LINE 2u           /* where the I/O APIC sees the PIT's IRQ 0 */
#define COM2_INTERRUPT_ENABLE (0x2F8 + 1)
#define INTERRUPT_RECEIVED 0x01

#define CPUID_EDX_APIC (1u << 9)
#define CPUID_EBX_APIC_ID_SHIFT 24

/* I/O APIC: a register's number goes to SELECT, its value through WINDOW (32 bits each). */
#define IO_APIC_PHYSICAL 0xFEC00000ull
#define IO_APIC_ADDRESS KERNEL_DEVICES_BASE
enum { SELECT = 0x00 / 4, WINDOW = 0x10 / 4 };
enum { REGISTER_VERSION = 0x01, REGISTER_FIRST_LINE = 0x10 };
#define LAST_LINE_SHIFT 16      /* in REGISTER_VERSION */
#define LINES_MOST 240u
#define DELIVER_NMI (4u << 8)   /* edge-triggered, to the processor whose ID is in bits 56 to 63 */
#define MASKED (1u << 16)
#define DESTINATION_SHIFT 24    /* in a line's upper half */

static bool wakes_by_nmi;

static uint32_t io_apic_read(uint32_t number)
{
    volatile uint32_t *registers = (volatile uint32_t *)IO_APIC_ADDRESS;

    registers[SELECT] = number;
    return registers[WINDOW];
}

static void io_apic_write(uint32_t number, uint32_t value)
{
    volatile uint32_t *registers = (volatile uint32_t *)IO_APIC_ADDRESS;

    registers[SELECT] = number;
    registers[WINDOW] = value;
}

/* A chip that is not there reads as all ones or zeros. */
static bool has_io_apic(void)
{
    if (!(cpuid(CPUID_FEATURES, 0).edx & CPUID_EDX_APIC) ||
        page_table_map_kernel(IO_APIC_ADDRESS, IO_APIC_PHYSICAL,
                              PAGE_WRITABLE | PAGE_CACHE_DISABLE | PAGE_NO_EXECUTE) < 0)
        return false;
    uint32_t last_line = io_apic_read(REGISTER_VERSION) >> LAST_LINE_SHIFT & 0xFF;
    return last_line >= COM2_IRQ && last_line < LINES_MOST;
}

bool attention_initialise(void)
{
    if (has_io_apic()) {
        uint32_t processor = cpuid(CPUID_FEATURES, 0).ebx >> CPUID_EBX_APIC_ID_SHIFT;
        io_apic_write(REGISTER_FIRST_LINE + 2 * TIMER_LINE + 1, processor << DESTINATION_SHIFT);
        io_apic_write(REGISTER_FIRST_LINE + 2 * COM2_IRQ + 1, processor << DESTINATION_SHIFT);
        io_apic_write(REGISTER_FIRST_LINE + 2 * COM2_IRQ, DELIVER_NMI);
        trap_set_entry(TRAP_NMI, gdb_entry_nmi);
        wakes_by_nmi = true;
    } else {
        trap_set_entry(TRAP_IRQ_BASE + COM2_IRQ, gdb_entry_irq);
        interrupt_controller_unmask(COM2_IRQ);
    }
    port_write8(COM2_INTERRUPT_ENABLE, INTERRUPT_RECEIVED);
    return wakes_by_nmi;
}

bool attention_can_halt(void)
{
    return wakes_by_nmi;
}

void attention_halt(bool with_ticks)
{
    if (with_ticks)
        io_apic_write(REGISTER_FIRST_LINE + 2 * TIMER_LINE, DELIVER_NMI);
    gdb_halt_for_input();
    if (with_ticks)
        io_apic_write(REGISTER_FIRST_LINE + 2 * TIMER_LINE, MASKED);
}
