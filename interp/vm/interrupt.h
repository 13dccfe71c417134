/*
 * interrupt.h: Ctrl-C. The platform notes it at any moment; the machine looks at jumps backward and
 * at calls, which no program that goes on for long is without, and raises KeyboardInterrupt there.
 */
#ifndef INTERRUPT_H
#define INTERRUPT_H

#include <stdbool.h>

extern volatile bool interrupt_waits;
void interrupt_start(void);
int interrupt_raise(void); /* KeyboardInterrupt, and none waits any more; -1 */

#endif
