/*
 * terminal.h: the console as a process sees it: input comes in whole lines that can be edited
 * while they are typed, as from a Unix terminal in canonical mode.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdint.h>

/* Starts input from the console's devices. */
void terminal_initialise(void);
/* Waits for a line: bytes read, 0 for Ctrl-D at the beginning of a line, -EINTR when a signal
 * ends the process, -EFAULT. */
int terminal_read(uint32_t buffer, uint32_t size);
int terminal_write(uint32_t buffer, uint32_t size);

#endif
