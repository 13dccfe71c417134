/*
 * interrupt_controller.h: the two 8259A interrupt controllers (PIC) of a PC, eight lines each.
 */
#ifndef INTERRUPT_CONTROLLER_H
#define INTERRUPT_CONTROLLER_H

#include <stdbool.h>
#include <stdint.h>

#define IRQ_LINES 16

/* Lines 0 to 15 come as vectors from first_vector on; all are masked. */
void interrupt_controller_initialise(uint8_t first_vector);
void interrupt_controller_unmask(unsigned irq);
/* Tells the controller that the interrupt has been seen. */
void interrupt_controller_end(unsigned irq);
/* A line that went down too soon shows up as line 7 or 15 without being in service. */
bool interrupt_controller_is_spurious(unsigned irq);

#endif
