/*
 * console.h: the console: what it prints goes to COM1 (with the carriage returns that a terminal
 * wants) and to the VGA text screen; what is typed there comes back through one ring buffer.
 * Echo, lines and Ctrl-C are the business of the line discipline in kernel/proc.
 */
#ifndef CONSOLE_H
#define CONSOLE_H

#include <stdbool.h>
#include <stddef.h>

void console_write(const void *data, size_t size);

/* Starts input from COM1 and the keyboard. wake is called, with interrupts disabled, whenever
 * bytes have come. A byte that finds the ring full is lost, as in any tty. */
void console_start_input(void (*wake)(void));
int console_read_byte(void); /* the oldest byte, or -1 */

#endif
