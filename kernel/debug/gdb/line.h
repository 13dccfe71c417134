/*
 * line.h: bytes on COM2, by polling: no interrupt is needed to talk, so it works wherever the
 * machine was stopped.
 */
#ifndef GDB_LINE_H
#define GDB_LINE_H

#include <stdbool.h>
#include <stdint.h>

bool line_has_input(void);
/* Whether bytes have been taken from the port that nobody has asked for yet. */
bool line_has_taken(void);
/* The next byte; waits for it, as for one that is on its way. many: with more than the port's FIFO
 * can hold. */
uint8_t line_next(bool many);
/* The next byte, whenever it comes; -1 when the line was silent for `patience` hundredths of a
 * second, more or less (0: for ever). */
int line_wait(uint32_t patience);
void line_send(const uint8_t *bytes, uint32_t count);

#endif
