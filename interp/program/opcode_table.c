/*
 * opcode_table.c: the list of vm/opcodes.h as a table, and the few facts about instructions that
 * the list has in words only.
 */
#include "program/opcode_table.h"

#define X(name, x, a, b, c) { #name, FIELD_##x, FIELD_##a, FIELD_##b, FIELD_##c },
const OpcodeDescription opcode_table[OPCODE_COUNT] = { OPCODES(X) };
#undef X

static uint32_t count_bits(uint32_t bits)
{
    uint32_t count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

uint32_t instruction_block_length(const Instruction *i)
{
    uint32_t count = (uint16_t)i->c;
    switch (i->opcode) {
    case BUILD_MAP:
        return 2 * count;           /* key, value, .. */
    case CALL:
        return 2 + count;           /* callable, self or NULL, arguments */
    case CALL_FUNCTION_EX:
        return 3 + (i->x & 1);      /* callable, NULL, tuple, perhaps a dict */
    case MAKE_FUNCTION:
        return count_bits(i->x);
    case UNPACK_EX:
        return i->x + 1 + count;    /* before, the list, after */
    case LOAD_METHOD:
    case BEFORE_WITH:
    case IMPORT_NAME:
        return 2;
    default:
        return count;
    }
}

bool instruction_has_b(const Instruction *i)
{
    return i->opcode != RAISE_VARARGS || i->x >= 1;
}

bool instruction_has_c(const Instruction *i)
{
    if (i->opcode == FORMAT_VALUE)
        return i->x & FORMAT_HAS_SPEC;
    return i->opcode != RAISE_VARARGS || i->x == 2;
}

int32_t instruction_jump_distance(const Instruction *i)
{
    const OpcodeDescription *d = &opcode_table[i->opcode];
    if (d->b == FIELD_WIDE)
        return (int32_t)((uint32_t)(uint16_t)i->c << 16 | (uint16_t)i->b);
    return d->a == FIELD_JUMP ? i->a : i->c;
}

bool instruction_jumps(const Instruction *i)
{
    const OpcodeDescription *d = &opcode_table[i->opcode];
    return d->a == FIELD_JUMP || d->b == FIELD_WIDE || d->c == FIELD_JUMP;
}

bool instruction_ends_flow(const Instruction *i)
{
    return i->opcode == RETURN_VALUE || i->opcode == RAISE_VARARGS || i->opcode == RERAISE ||
           i->opcode == JUMP_FORWARD || i->opcode == JUMP_BACKWARD;
}
