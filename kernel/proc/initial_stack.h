/*
 * initial_stack.h: what a program finds on its stack when it starts: argc, argv, envp and the
 * auxiliary vector, as Linux/i386 lays them out (System V ABI, i386 supplement, "Process
 * Initialization").
 */
#ifndef INITIAL_STACK_H
#define INITIAL_STACK_H

#include "kernel/proc/elf.h"
#include "kernel/proc/exec.h"
#include "mm/address_space.h"

/* The smallest stack segment: argv and envp may fill a quarter of it at most, as on Linux. */
#define EXEC_STACK_LEAST (64u << 10)

struct initial_stack {
    struct address_space *space;        /* with its stack segment */
    const struct exec_strings *strings;
    const char *path;                   /* AT_EXECFN */
    const struct elf_image *image;      /* of the program, not its interpreter */
    uint32_t interpreter_base;          /* AT_BASE */
    uint32_t pointer;                   /* result: esp at the program's first instruction */
    uint32_t arguments, arguments_size; /* result: where the strings of argv lie */
};

/* 0; -E2BIG when the strings are more than the stack can take; -ENOMEM. */
int initial_stack_build(struct initial_stack *stack);

#endif
