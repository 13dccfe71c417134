/*
 * instruction.c: tells the instructions that single-stepping must know by their first bytes (Intel
 * SDM 2, 2.1.1 and appendix A).
 */
#include "kernel/debug/gdb/instruction.h"

#include <stdbool.h>

#include "kernel/debug/gdb/memory.h"

#define PREFIXES_MOST 4

enum { OPERAND_SIZE = 0x66, ADDRESS_SIZE = 0x67, REPEAT_NOT_EQUAL = 0xF2, REPEAT = 0xF3 };
enum { OPCODE_PUSHF = 0x9C, OPCODE_INT = 0xCD, OPCODE_HLT = 0xF4, OPCODE_STI = 0xFB };
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

enum instruction_kind instruction_kind(uint32_t tables, uint32_t eip)
{
    bool repeated = false;
    uint8_t opcode = memory_byte(tables, eip);

    for (int i = 0; i < PREFIXES_MOST; i++) {
        bool repeat = opcode == REPEAT || opcode == REPEAT_NOT_EQUAL;
        if (!repeat && opcode != OPERAND_SIZE && opcode != ADDRESS_SIZE &&
            !is_segment_prefix(opcode))
            break;
        repeated |= repeat;
        opcode = memory_byte(tables, ++eip);
    }
    if (opcode == OPCODE_PUSHF)
        return INSTRUCTION_PUSH_FLAGS;
    if (opcode == OPCODE_INT && memory_byte(tables, eip + 1) == SYSTEM_CALL_VECTOR)
        return INSTRUCTION_SYSTEM_CALL;
    if (opcode == OPCODE_HLT)
        return INSTRUCTION_HALT;
    if (opcode == OPCODE_STI)
        return INSTRUCTION_ENABLE_INTERRUPTS;
    return repeated && is_string(opcode) ? INSTRUCTION_REPEATED : INSTRUCTION_PLAIN;
}
