/*
 * instruction.h: the few instructions that single-stepping must know.
 */
#ifndef GDB_INSTRUCTION_H
#define GDB_INSTRUCTION_H

#include <stdint.h>

enum instruction_kind {
    INSTRUCTION_PLAIN,
    INSTRUCTION_PUSH_FLAGS,  /* shows the trap flag to the program */
    INSTRUCTION_SYSTEM_CALL, /* int 0x80: the flag is off until one instruction after it */
    INSTRUCTION_HALT,
    INSTRUCTION_ENABLE_INTERRUPTS, /* sti: no trap of any kind before the instruction after it */
    INSTRUCTION_LOAD_STACK,  /* mov to ss from a register: no trap before the next one */
    INSTRUCTION_POP_STACK,   /* pop ss: the same */
    INSTRUCTION_REPEATED,    /* traps after each repetition */
};

/* length: where the instruction ends, for those that are not plain, pushed or repeated. */
enum instruction_kind instruction_kind(uint32_t tables, uint32_t eip, uint32_t *length);
/* The general register that INSTRUCTION_LOAD_STACK reads, as the processor numbers them. */
unsigned instruction_register(uint32_t tables, uint32_t eip);

#endif
