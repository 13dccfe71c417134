/*
 * instruction.c: tells the instructions that single-stepping must know by their first bytes (Intel
 * SDM 2, 2.1.1 and appendix A).
 */
#include "kernel/debug/gdb/instruction.h"

#include <stdbool.h>

#include "kernel/debug/gdb/memory.h"

#define PREFIXES_MOST 4

enum { OPERAND_SIZE = 0x66, ADDRESS_SIZE = 0x67, REPEAT_NOT_EQUAL = 0xF2, REPEAT = 0xF3 };
enum { OPCODE_POP_SS = 0x17, OPCODE_MOV_TO_SEGMENT = 0x8E, OPCODE_PUSHF = 0x9C, OPCODE_INT = 0xCD,
       OPCODE_HLT = 0xF4, OPCODE_STI = 0xFB };
/* The byte after it: from a register (bits 6 and 7), to segment register 2, ss (bits 3 to 5). */
#define OPERANDS_MASK 0xF8u
#define OPERANDS_REGISTER_TO_SS 0xD0u
#define OPERANDS_REGISTER 7u
#define SYSTEM_CALL_VECTOR 0x80

static bool is_segment_prefix(uint8_t byte)
{
    return byte == 0x26 || byte == 0x2E || byte == 0x36 || byte == 0x3E || byte == 0x64 ||
           byte == 0x65;
}

/* ins and outs; movs and cmps; stos, lods and scas. */
static bool is_string(uint8_t opcode)
{
    return (opcode >= 0x6C && opcode <= 0x6F) || (opcode >= 0xA4 && opcode <= 0xA7) ||
           (opcode >= 0xAA && opcode <= 0xAF);
}

static uint32_t skip_prefixes(uint32_t tables, uint32_t eip, bool *repeated)
{
    *repeated = false;
    for (int i = 0; i < PREFIXES_MOST; i++) {
        uint8_t byte = memory_byte(tables, eip);
        bool repeat = byte == REPEAT || byte == REPEAT_NOT_EQUAL;
        if (!repeat && byte != OPERAND_SIZE && byte != ADDRESS_SIZE && !is_segment_prefix(byte))
            break;
        *repeated |= repeat;
        eip++;
    }
    return eip;
}

enum instruction_kind instruction_kind(uint32_t tables, uint32_t eip, uint32_t *length)
{
    bool repeated;
    uint32_t at = skip_prefixes(tables, eip, &repeated);
    uint8_t opcode = memory_byte(tables, at), second = memory_byte(tables, at + 1);

    *length = at + 1 - eip;
    switch (opcode) {
    case OPCODE_PUSHF: return INSTRUCTION_PUSH_FLAGS;
    case OPCODE_HLT: return INSTRUCTION_HALT;
    case OPCODE_STI: return INSTRUCTION_ENABLE_INTERRUPTS;
    case OPCODE_POP_SS: return INSTRUCTION_POP_STACK;
    case OPCODE_INT:
        *length += 1;
        return second == SYSTEM_CALL_VECTOR ? INSTRUCTION_SYSTEM_CALL : INSTRUCTION_PLAIN;
    case OPCODE_MOV_TO_SEGMENT:
        *length += 1;
        return (second & OPERANDS_MASK) == OPERANDS_REGISTER_TO_SS ? INSTRUCTION_LOAD_STACK
                                                                   : INSTRUCTION_PLAIN;
    default: return repeated && is_string(opcode) ? INSTRUCTION_REPEATED : INSTRUCTION_PLAIN;
    }
}

unsigned instruction_register(uint32_t tables, uint32_t eip)
{
    bool repeated;
    return memory_byte(tables, skip_prefixes(tables, eip, &repeated) + 1) & OPERANDS_REGISTER;
}
