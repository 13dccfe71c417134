/*
 * terminal.h: the console as a process sees it: input comes in whole lines that can be edited
 * while they are typed, as from a Unix terminal in canonical mode.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdint.h>

/* Starts input from the console's devices. */
void terminal_initialise(void);
/* The process group that gets SIGINT at Ctrl-C. -EINVAL, -EPERM: no such group. */
int terminal_foreground(void);
int terminal_set_foreground(int group);
/* Waits for a line: bytes read, 0 for Ctrl-D at the beginning of a line, -ERESTARTSYS when a signal
 * comes first, -EFAULT. */
int terminal_read(uint32_t buffer, uint32_t size);
int terminal_write(uint32_t buffer, uint32_t size);
int terminal_ready(void); /* POLL_IN when terminal_read would not wait; POLL_OUT always */

/* The settings. Of those given only TERMINAL_SIGNALS, _LINES and _ECHO count: a process that edits
 * lines itself asks for the bytes as they are typed. When it ends, lines come again. */
struct terminal_settings;
const struct terminal_settings *terminal_get_settings(void);
void terminal_set(const struct terminal_settings *wanted); /* by the current process */
struct process;
void terminal_leave(const struct process *process);        /* it ends */

#endif
