/*
 * random.h: bytes that nobody can foretell, as far as this machine has them.
 */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

/* Fills size bytes: from the processor's own generator where CPUID says that there is one,
 * otherwise from a counter that was stirred. */
void random_fill(void *to, uint32_t size);
/* Something happened at a time that a program cannot choose: an interrupt. */
void random_stir(void);

#endif
