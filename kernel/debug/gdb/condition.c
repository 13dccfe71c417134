/*
 * condition.c: a stack machine of 64-bit values, for the conditions of breakpoints. Operands in the
 * bytecode are big-endian, of the size that the name of the instruction gives in bits.
 */
#include "kernel/debug/gdb/condition.h"

#include "kernel/debug/gdb/memory.h"

#define STACK_MOST 32
#define INSTRUCTIONS_MOST 1000 /* more than any condition has: it is a loop */

enum { OP_ADD = 0x02, OP_SUB, OP_MUL, OP_LSH = 0x09, OP_RSH_SIGNED, OP_RSH_UNSIGNED,
       OP_LOG_NOT = 0x0E, OP_BIT_AND, OP_BIT_OR, OP_BIT_XOR, OP_BIT_NOT, OP_EQUAL, OP_LESS_SIGNED,
       OP_LESS_UNSIGNED, OP_EXT, OP_REF8, OP_REF16, OP_REF32, OP_REF64, OP_IF_GOTO = 0x20, OP_GOTO,
       OP_CONST8, OP_CONST16, OP_CONST32, OP_CONST64, OP_REG, OP_END, OP_DUP, OP_POP, OP_ZERO_EXT,
       OP_SWAP, OP_PICK = 0x32 };

struct evaluation {
    const struct thread *thread;
    const uint8_t *code;
    uint32_t size, at;
    uint64_t stack[STACK_MOST];
    uint32_t height;
    bool failed;
};

/* ---- Operands ---- */

static uint64_t take_operand(struct evaluation *machine, uint32_t bytes)
{
    uint64_t value = 0;

    if (machine->size - machine->at < bytes) {
        machine->failed = true;
        return 0;
    }
    for (; bytes > 0; bytes--)
        value = value << 8 | machine->code[machine->at++];
    return value;
}

static void push(struct evaluation *machine, uint64_t value)
{
    if (machine->height == STACK_MOST)
        machine->failed = true;
    else
        machine->stack[machine->height++] = value;
}

static uint64_t pop(struct evaluation *machine)
{
    if (machine->height == 0) {
        machine->failed = true;
        return 0;
    }
    return machine->stack[--machine->height];
}

/* The lowest `bits` bits, with their sign or with zeros above. */
static uint64_t extend(uint64_t value, uint32_t bits, bool with_sign)
{
    if (bits == 0 || bits >= 64)
        return value;
    uint64_t mask = (1ull << bits) - 1;
    bool negative = with_sign && (value >> (bits - 1) & 1);
    return negative ? value | ~mask : value & mask;
}

/* ---- What it looks at ---- */

static uint64_t read_memory(struct evaluation *machine, uint64_t address, uint32_t size)
{
    uint64_t value = 0;

    if (memory_read(memory_tables(machine->thread->process), (uint32_t)address, &value, size) <
        size)
        machine->failed = true;
    return value;
}

static uint64_t read_register(struct evaluation *machine, uint32_t number)
{
    uint8_t bytes[REGISTER_SIZE_MOST];
    uint64_t value = 0;

    if (machine_register_size(number) != sizeof(uint32_t) ||
        !machine_register_read(machine->thread, number, bytes)) {
        machine->failed = true;
        return 0;
    }
    for (unsigned i = 0; i < sizeof(uint32_t); i++)
        value |= (uint64_t)bytes[i] << 8 * i;
    return value;
}

/* ---- Instructions ---- */

static uint64_t of_two(struct evaluation *machine, uint8_t operation, uint64_t a, uint64_t b)
{
    switch (operation) {
    case OP_ADD: return a + b;
    case OP_SUB: return a - b;
    case OP_MUL: return a * b;
    case OP_LSH: return b < 64 ? a << b : 0;
    case OP_RSH_SIGNED: return (uint64_t)((int64_t)a >> (b < 64 ? b : 63));
    case OP_RSH_UNSIGNED: return b < 64 ? a >> b : 0;
    case OP_BIT_AND: return a & b;
    case OP_BIT_OR: return a | b;
    case OP_BIT_XOR: return a ^ b;
    case OP_EQUAL: return a == b;
    case OP_LESS_SIGNED: return (int64_t)a < (int64_t)b;
    case OP_LESS_UNSIGNED: return a < b;
    default: machine->failed = true; return 0;
    }
}

static void go_to(struct evaluation *machine, uint64_t at)
{
    machine->at = (uint32_t)at;
    machine->failed = machine->failed || at >= machine->size;
}

static void pick(struct evaluation *machine, uint32_t depth)
{
    if (depth >= machine->height)
        machine->failed = true;
    else
        push(machine, machine->stack[machine->height - 1 - depth]);
}

static void execute(struct evaluation *machine, uint8_t operation)
{
    uint64_t a, b;

    switch (operation) {
    case OP_LOG_NOT: push(machine, !pop(machine)); break;
    case OP_BIT_NOT: push(machine, ~pop(machine)); break;
    case OP_EXT:
    case OP_ZERO_EXT:
        a = take_operand(machine, 1);
        push(machine, extend(pop(machine), (uint32_t)a, operation == OP_EXT));
        break;
    case OP_REF8: push(machine, read_memory(machine, pop(machine), 1)); break;
    case OP_REF16: push(machine, read_memory(machine, pop(machine), 2)); break;
    case OP_REF32: push(machine, read_memory(machine, pop(machine), 4)); break;
    case OP_REF64: push(machine, read_memory(machine, pop(machine), 8)); break;
    case OP_IF_GOTO:
        a = take_operand(machine, 2);
        if (pop(machine))
            go_to(machine, a);
        break;
    case OP_GOTO: go_to(machine, take_operand(machine, 2)); break;
    case OP_CONST8: push(machine, take_operand(machine, 1)); break;
    case OP_CONST16: push(machine, take_operand(machine, 2)); break;
    case OP_CONST32: push(machine, take_operand(machine, 4)); break;
    case OP_CONST64: push(machine, take_operand(machine, 8)); break;
    case OP_REG: push(machine, read_register(machine, (uint32_t)take_operand(machine, 2))); break;
    case OP_DUP: pick(machine, 0); break;
    case OP_PICK: pick(machine, (uint32_t)take_operand(machine, 1)); break;
    case OP_POP: pop(machine); break;
    case OP_SWAP:
        b = pop(machine);
        a = pop(machine);
        push(machine, b);
        push(machine, a);
        break;
    default:
        b = pop(machine);
        a = pop(machine);
        push(machine, of_two(machine, operation, a, b));
    }
}

bool condition_holds(const struct thread *thread, const uint8_t *code, uint32_t size)
{
    struct evaluation machine = { .thread = thread, .code = code, .size = size };

    for (unsigned i = 0; i < INSTRUCTIONS_MOST; i++) {
        uint8_t operation = (uint8_t)take_operand(&machine, 1);
        if (!machine.failed && operation == OP_END) {
            uint64_t value = pop(&machine);
            return machine.failed || value != 0;
        }
        if (!machine.failed)
            execute(&machine, operation);
        if (machine.failed)
            break;
    }
    return true;
}
