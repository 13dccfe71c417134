/*
 * runtime.h: what a C program in ring 3 has besides its own code: its beginning and the auxiliary
 * vector. Strings are in string.c, system calls in syscall.h.
 */
#ifndef RUNTIME_H
#define RUNTIME_H

#include <stdbool.h>
#include <stdint.h>

/* What the kernel says under an AT_* number (kernel/abi.h). False: nothing. */
bool auxiliary_value(uint32_t type, uint32_t *value);
extern char **environment;

/* The program's own; its result is the exit status. */
int main(int argc, char **argv);

#endif
