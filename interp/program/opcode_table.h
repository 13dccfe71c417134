/*
 * opcode_table.h: the instruction set's list (vm/opcodes.h) as data: names, what each field means,
 * and how long an instruction's block is. For the verifier and the disassembler.
 */
#ifndef OPCODE_TABLE_H
#define OPCODE_TABLE_H

#include <stdbool.h>
#include "vm/opcodes.h"

typedef struct {
    const char *name;
    uint8_t x, a, b, c; /* Field */
} OpcodeDescription;

extern const OpcodeDescription opcode_table[OPCODE_COUNT];

/* How many temporaries the BLOCK field of an instruction stands for. A block in field a is
 * written, one in field b is consumed. */
uint32_t instruction_block_length(const Instruction *instruction);
/* Whether field c (FORMAT_VALUE, RAISE_VARARGS) or b (RAISE_VARARGS) is there at all. */
bool instruction_has_b(const Instruction *instruction);
bool instruction_has_c(const Instruction *instruction);
/* The signed distance of a JUMP or WIDE field from the next instruction. */
int32_t instruction_jump_distance(const Instruction *instruction);
bool instruction_jumps(const Instruction *instruction);
/* RETURN_VALUE, a raise, an unconditional jump: what stands next is not reached from here. */
bool instruction_ends_flow(const Instruction *instruction);

#endif
