/*
 * power.c: ways to switch the machine off, tried in turn: each kind of machine knows another one.
 */
#include "kernel/dev/power.h"

#include <stdbool.h>
#include <stdint.h>

#include "kernel/cpu/port.h"
#include "kernel/cpu/trap.h"
#include "kernel/debug/log.h"
#include "kernel/dev/serial.h"

#define DEBUG_EXIT_PORT 0xF4      /* QEMU: -device isa-debug-exit,iobase=0xf4,iosize=4 */
#define DEBUG_EXIT_MOST 0x7F
#define ACPI_PM1_QEMU 0x604       /* PM1a_CNT of QEMU's PIIX4 and ICH9 ... */
#define ACPI_PM1_OLD_QEMU 0xB004  /* ... and of Bochs and old QEMU */
#define ACPI_SLEEP_ENABLE 0x2000  /* SLP_EN with SLP_TYP 0: off, on these */
#define BOCHS_SHUTDOWN_PORT 0x8900

#define PCI_ADDRESS 0xCF8
#define PCI_DATA 0xCFC
#define PCI_HOST_BRIDGE_SUBSYSTEM 0x8000002Cu /* bus 0, device 0, its subsystem vendor */
#define PCI_VENDOR_QEMU 0x1AF4u               /* Red Hat's, for what QEMU emulates */

/* The port reads as 0 when QEMU's device is there, and as all ones when nothing is. Only under
 * QEMU may it be touched at all: v86 has its multiboot loader there, which starts the kernel anew
 * when the port is read and ends the emulator when it is written. */
static bool has_debug_exit(void)
{
    port_write32(PCI_ADDRESS, PCI_HOST_BRIDGE_SUBSYSTEM);
    return (port_read32(PCI_DATA) & 0xFFFF) == PCI_VENDOR_QEMU &&
           port_read32(DEBUG_EXIT_PORT) == 0;
}

static _Noreturn void halt(void)
{
    for (;;)
        __asm__ volatile("cli; hlt");
}

void power_off(int status)
{
    interrupts_disable();
    log_print("power off: status %u\n", (unsigned)status & 0xFF);
    serial_drain();
    if (has_debug_exit())
        port_write32(DEBUG_EXIT_PORT, (uint32_t)status & DEBUG_EXIT_MOST);
    port_write16(ACPI_PM1_QEMU, ACPI_SLEEP_ENABLE);
    port_write16(ACPI_PM1_OLD_QEMU, ACPI_SLEEP_ENABLE);
    for (const char *letter = "Shutdown"; *letter != '\0'; letter++)
        port_write8(BOCHS_SHUTDOWN_PORT, (uint8_t)*letter);
    halt();
}

void power_off_after_panic(void)
{
    interrupts_disable();
    serial_drain();
    if (has_debug_exit())
        port_write32(DEBUG_EXIT_PORT, DEBUG_EXIT_MOST);
    halt();
}
