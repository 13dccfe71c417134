/*
 * interrupt_controller.c: the 8259A pair. The firmware leaves IRQ 0 to 7 on vectors 8 to 15, where
 * the processor's exceptions are; so it is set up anew (Intel 8259A data sheet, "initialization
 * command words").
 */
#include "kernel/cpu/interrupt_controller.h"

#include "kernel/cpu/port.h"

#define FIRST_COMMAND 0x20
#define FIRST_DATA 0x21
#define SECOND_COMMAND 0xA0
#define SECOND_DATA 0xA1

#define ICW1_INITIALISE 0x11 /* edge triggered, cascaded, ICW4 follows */
#define ICW4_8086 0x01
#define CASCADE_LINE 2       /* where the second controller is connected to the first */
#define END_OF_INTERRUPT 0x20
#define READ_IN_SERVICE 0x0B
#define LINES_EACH 8u

void interrupt_controller_initialise(uint8_t first_vector)
{
    port_write8(FIRST_COMMAND, ICW1_INITIALISE);
    port_write8(SECOND_COMMAND, ICW1_INITIALISE);
    port_write8(FIRST_DATA, first_vector);
    port_write8(SECOND_DATA, (uint8_t)(first_vector + LINES_EACH));
    port_write8(FIRST_DATA, 1 << CASCADE_LINE);
    port_write8(SECOND_DATA, CASCADE_LINE);
    port_write8(FIRST_DATA, ICW4_8086);
    port_write8(SECOND_DATA, ICW4_8086);
    port_write8(FIRST_DATA, (uint8_t)~(1 << CASCADE_LINE));
    port_write8(SECOND_DATA, 0xFF);
}

void interrupt_controller_unmask(unsigned irq)
{
    uint16_t port = irq < LINES_EACH ? FIRST_DATA : SECOND_DATA;

    port_write8(port, (uint8_t)(port_read8(port) & ~(1u << irq % LINES_EACH)));
}

void interrupt_controller_end(unsigned irq)
{
    if (irq >= LINES_EACH)
        port_write8(SECOND_COMMAND, END_OF_INTERRUPT);
    port_write8(FIRST_COMMAND, END_OF_INTERRUPT);
}

bool interrupt_controller_is_spurious(unsigned irq)
{
    if (irq % LINES_EACH != LINES_EACH - 1)
        return false;

    uint16_t port = irq < LINES_EACH ? FIRST_COMMAND : SECOND_COMMAND;
    port_write8(port, READ_IN_SERVICE);
    if (port_read8(port) & 1u << (LINES_EACH - 1))
        return false;
    if (irq >= LINES_EACH) /* the first controller did see its cascade line */
        port_write8(FIRST_COMMAND, END_OF_INTERRUPT);
    return true;
}
