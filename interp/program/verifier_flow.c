/*
 * verifier_flow.c: follows every way through a code, to know for each instruction which slots hold
 * something then, and of what sort. So no instruction finds an empty slot, frees a reference twice,
 * or appends to a list that is none.
 *
 * It is the usual dataflow analysis, as in the Java virtual machine's verifier: a state is kept for
 * each instruction that is jumped to (or handles exceptions), ways that meet there are merged, and
 * the passes over the code are repeated until nothing changes. Merging only ever makes a state less
 * certain, so that an error found on the way is an error at the end.
 */
#include <string.h>
#include "memory/memory.h"
#include "program/opcode_table.h"
#include "program/verifier.h"
#include "vm/errors.h"

/* What is known of a slot. Values from SLOT_CELLS on say: a tuple of (value - SLOT_CELLS) cells. */
typedef uint16_t Slot;
enum {
    SLOT_EMPTY,     /* NULL; a local: perhaps */
    SLOT_PERHAPS,   /* a temporary that holds something on one way here and nothing on another */
    SLOT_VALUE,     /* some object */
    SLOT_CELL, SLOT_LIST, SLOT_SET, SLOT_DICT, SLOT_TUPLE, SLOT_STR, SLOT_INT,
    SLOT_RAISED,    /* an exception, put there by unwinding */
    SLOT_HANDLED,   /* what was handled before: an exception or None (PUSH_EXC_INFO) */
    SLOT_CELLS,
    SLOT_CELLS_MOST = 0xF000
};

enum { NO_ROW = 0xFFFFFFFFu,
       /* A pass more for each level of loops; real code needs three or four. */
       PASSES_MOST = 200 };

typedef struct {
    const Code *code;
    uint32_t slots;
    uint32_t *row_of;       /* instruction -> row, or NO_ROW when no jump leads there */
    uint32_t row_count;
    Slot *rows;             /* row_count rows of slots: the merged states */
    bool *reached;          /* whether a row has a state yet */
    Slot *state;            /* at the instruction that is looked at */
    Slot *branch;           /* scratch: the state that a jump or an exception takes along */
    uint32_t index;         /* that instruction */
    bool again;             /* a row that was passed already has changed */
} Flow;

static int refuse(const Flow *f, const char *what, int slot)
{
    return raise_int(&value_error_type, "program file: %S, instruction %u (%s): slot %d %s",
                     f->code->qualified_name, f->index,
                     opcode_table[f->code->instructions[f->index].opcode].name, slot, what);
}

/* ---- states --------------------------------------------------------------------------------- */

static Slot merge_slot(Slot a, Slot b, bool is_local)
{
    if (a == b)
        return a;
    if (a >= SLOT_VALUE && b >= SLOT_VALUE)
        return SLOT_VALUE;
    return is_local ? SLOT_EMPTY : SLOT_PERHAPS;
}

/* The state comes to instruction target too. */
static void merge_into(Flow *f, uint32_t target, const Slot *state)
{
    uint32_t row = f->row_of[target];
    Slot *merged = f->rows + (size_t)row * f->slots;
    bool changed = !f->reached[row];
    if (!f->reached[row])
        memcpy(merged, state, f->slots * sizeof *state);
    f->reached[row] = true;
    for (uint32_t slot = 0; slot < f->slots; slot++) {
        Slot value = merge_slot(merged[slot], state[slot], slot < f->code->locals);
        changed |= value != merged[slot];
        merged[slot] = value;
    }
    if (changed && target <= f->index)
        f->again = true;
}

/* ---- what an instruction reads -------------------------------------------------------------- */

/* The sort of object that the machine takes for granted in a field ('a', 'b', 'c'). */
static Slot required(Opcode opcode, char field)
{
    switch (opcode) {
    case LIST_APPEND: case LIST_EXTEND:
        return field == 'a' ? SLOT_LIST : SLOT_VALUE;
    case SET_ADD: case SET_UPDATE:
        return field == 'a' ? SLOT_SET : SLOT_VALUE;
    case MAP_ADD: case DICT_UPDATE: case DICT_MERGE:
        return field == 'a' ? SLOT_DICT : SLOT_VALUE;
    case LIST_TO_TUPLE:
        return SLOT_LIST;
    case PUSH_EXC_INFO: case RERAISE:
        return SLOT_RAISED;
    case CHECK_EXC_MATCH:
        return field == 'b' ? SLOT_RAISED : SLOT_VALUE;
    case WITH_EXCEPT_START:
        return field == 'c' ? SLOT_RAISED : SLOT_VALUE;
    case POP_EXCEPT:
        return SLOT_HANDLED;
    case FORMAT_VALUE:
        return field == 'c' ? SLOT_STR : SLOT_VALUE;
    default:
        return SLOT_VALUE;
    }
}

static Slot sort_of_constant(const Code *code, int operand)
{
    const Type *type = code->constants[~operand]->type;
    return type == &tuple_type ? SLOT_TUPLE : type == &str_type ? SLOT_STR
         : type == &int_type ? SLOT_INT : SLOT_VALUE;
}

static int check_sort(Flow *f, int slot, Slot wanted)
{
    Slot found = f->state[slot];
    if (found < SLOT_VALUE)
        return refuse(f, "may be empty", slot);
    if (wanted != SLOT_VALUE && found != wanted)
        return refuse(f, "holds something else than this needs", slot);
    return 0;
}

/* One field that names an operand: what it holds is right; a temporary is consumed. */
static int read_field(Flow *f, Field kind, char name, int slot)
{
    const Instruction *i = &f->code->instructions[f->index];
    if (kind == FIELD_CELL)
        return i->opcode == MAKE_CELL ? 0 : check_sort(f, slot, SLOT_CELL);
    Slot wanted = required(i->opcode, name);
    if (slot < 0)
        return wanted == SLOT_VALUE || wanted == sort_of_constant(f->code, slot)
            ? 0 : refuse(f, "is a constant of another type", slot);
    if (i->opcode == DELETE_FAST || i->opcode == LOAD_FAST_CHECK)
        return 0; /* these find out themselves */
    if (check_sort(f, slot, wanted) < 0)
        return -1;
    if (kind == FIELD_OPERAND && slot >= f->code->locals)
        f->state[slot] = SLOT_EMPTY;
    return 0;
}

/* MAKE_FUNCTION's block: one item for each flag, in their order. */
static int check_function_block(Flow *f, const Instruction *i)
{
    const Code *made = (const Code *)f->code->constants[i->c];
    int slot = i->b;
    if (i->x & MAKE_DEFAULTS) {
        if (f->state[slot] < SLOT_CELLS && check_sort(f, slot, SLOT_TUPLE) < 0)
            return -1;
        slot++;
    }
    if (i->x & MAKE_KW_DEFAULTS && check_sort(f, slot++, SLOT_DICT) < 0)
        return -1;
    if (i->x & MAKE_ANNOTATIONS && check_sort(f, slot++, SLOT_VALUE) < 0)
        return -1;
    if (i->x & MAKE_CLOSURE && check_sort(f, slot, SLOT_CELLS + made->free_variables) < 0)
        return -1;
    return 0;
}

static int read_block(Flow *f, const Instruction *i)
{
    uint32_t length = instruction_block_length(i);
    bool is_call = i->opcode == CALL || i->opcode == CALL_FUNCTION_EX;
    if (i->opcode == MAKE_FUNCTION && check_function_block(f, i) < 0)
        return -1;
    if (i->opcode == IMPORT_NAME && check_sort(f, i->b, SLOT_INT) < 0) /* the level */
        return -1;
    if (i->opcode == CALL_FUNCTION_EX && i->x && check_sort(f, i->b + 3, SLOT_DICT) < 0)
        return -1;
    for (uint32_t n = 0; n < length; n++) {
        bool may_be_empty = is_call && n == 1; /* self or NULL */
        if (!may_be_empty && check_sort(f, i->b + n, SLOT_VALUE) < 0)
            return -1;
        f->state[i->b + n] = SLOT_EMPTY;
    }
    return 0;
}

static bool is_read(Field kind)
{
    return kind == FIELD_OPERAND || kind == FIELD_KEEP || kind == FIELD_CELL;
}

static int read_all(Flow *f, const Instruction *i, const OpcodeDescription *d)
{
    static const char names[] = "abc";
    const uint8_t kinds[] = { d->a, d->b, d->c };
    const int values[] = { i->a, i->b, i->c };
    const bool there[] = { true, instruction_has_b(i), instruction_has_c(i) };
    if (i->opcode == SEND && check_sort(f, i->a, SLOT_VALUE) < 0)
        return -1;
    if (i->opcode == SEND && i->a >= f->code->locals)
        f->state[i->a] = SLOT_EMPTY; /* its DEST is what it sends, too */
    if (d->b == FIELD_BLOCK && read_block(f, i) < 0)
        return -1;
    for (int n = 0; n < 3; n++)
        if (there[n] && is_read(kinds[n]) && read_field(f, kinds[n], names[n], values[n]) < 0)
            return -1;
    return 0;
}

/* ---- what it writes ------------------------------------------------------------------------- */

/* A tuple of cells is a closure, and how many it has must be known. */
static Slot sort_of_tuple(const Instruction *i, const Slot *before)
{
    uint32_t count = (uint16_t)i->c;
    for (uint32_t n = 0; n < count; n++)
        if (before[i->b + n] != SLOT_CELL)
            return SLOT_TUPLE;
    return SLOT_CELLS + count < SLOT_CELLS_MOST ? SLOT_CELLS + count : SLOT_TUPLE;
}

/* What sort of object an instruction makes; before: the state before it read anything. */
static Slot sort_of_result(const Flow *f, const Instruction *i, const Slot *before)
{
    switch (i->opcode) {
    case LOAD_CONST: case LOAD_FAST: case STORE_FAST: case COPY:
        return i->b >= 0 ? before[i->b] : sort_of_constant(f->code, i->b);
    case BUILD_STRING: case FORMAT_VALUE:
        return SLOT_STR;
    case LOAD_CLOSURE:
        return SLOT_CELL;
    case BUILD_TUPLE:
        return sort_of_tuple(i, before);
    case LIST_TO_TUPLE:
        return SLOT_TUPLE;
    case BUILD_LIST:
        return SLOT_LIST;
    case BUILD_SET:
        return SLOT_SET;
    case BUILD_MAP:
        return SLOT_DICT;
    case PUSH_EXC_INFO:
        return SLOT_HANDLED;
    default:
        return SLOT_VALUE;
    }
}

static int write_slot(Flow *f, int slot, Slot sort)
{
    if (slot >= f->code->locals && f->state[slot] != SLOT_EMPTY)
        return refuse(f, "is in use", slot);
    f->state[slot] = sort;
    return 0;
}

static int write_all(Flow *f, const Instruction *i, const OpcodeDescription *d, Slot result)
{
    if (d->a == FIELD_DEST)
        return write_slot(f, i->a, result);
    if (d->a == FIELD_BLOCK) {
        uint32_t length = instruction_block_length(i);
        for (uint32_t n = 0; n < length; n++)
            if (write_slot(f, i->a + n, SLOT_VALUE) < 0)
                return -1;
        if (i->opcode == UNPACK_EX)
            f->state[i->a + i->x] = SLOT_LIST;
        if (i->opcode == LOAD_METHOD)
            f->state[i->a + 1] = SLOT_PERHAPS; /* self or NULL: only CALL may look */
        return 0;
    }
    if (d->a == FIELD_LOCALS)
        for (int n = 0; n < i->c; n++)
            f->state[i->a + n] = SLOT_VALUE;
    if (i->opcode == MAKE_CELL)
        f->state[i->a] = SLOT_CELL;
    if (i->opcode == DELETE_FAST)
        f->state[i->a] = SLOT_EMPTY;
    if (i->opcode == LOAD_FAST_CHECK && f->state[i->b] == SLOT_EMPTY)
        f->state[i->b] = SLOT_VALUE;
    return 0;
}

/* ---- where it leads ------------------------------------------------------------------------- */

static bool can_raise(Opcode opcode)
{
    switch (opcode) {
    case NOP: case LOAD_CONST: case LOAD_FAST: case STORE_FAST: case COPY: case POP_TOP:
    case LOAD_CLOSURE: case JUMP_FORWARD: case KW_NAMES: case PUSH_EXC_INFO: case POP_EXCEPT:
    case RETURN_VALUE:
        return false;
    default:
        return true;
    }
}

static const ExceptionRange *range_of(const Code *code, uint32_t index)
{
    uint32_t low = 0, high = code->exception_range_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        const ExceptionRange *range = &code->exception_ranges[middle];
        if (index < range->start)
            high = middle;
        else if (index >= range->end)
            low = middle + 1;
        else
            return range;
    }
    return NULL;
}

/* When the instruction raises, its operands are gone already and its result is not there yet. */
static void merge_into_handler(Flow *f, const ExceptionRange *range)
{
    memcpy(f->branch, f->state, f->slots * sizeof *f->state);
    for (uint32_t slot = f->code->locals + range->depth; slot < f->slots; slot++)
        f->branch[slot] = SLOT_EMPTY;
    f->branch[f->code->locals + range->depth] = SLOT_RAISED;
    merge_into(f, range->handler, f->branch);
}

/* The state that a jump takes along, from the state after reading. */
static void merge_into_target(Flow *f, const Instruction *i, const Slot *before)
{
    memcpy(f->branch, f->state, f->slots * sizeof *f->state);
    if (i->opcode == FOR_ITER || i->opcode == SEND)
        f->branch[i->b] = SLOT_EMPTY;
    if (i->opcode == SEND)
        f->branch[i->a] = SLOT_VALUE;
    if (i->opcode == JUMP_IF_FALSE_OR_POP || i->opcode == JUMP_IF_TRUE_OR_POP)
        f->branch[i->b] = before[i->b];
    merge_into(f, f->index + 1 + instruction_jump_distance(i), f->branch);
}

static int check_return(const Flow *f)
{
    for (uint32_t slot = f->code->locals; slot < f->slots; slot++)
        if (f->state[slot] != SLOT_EMPTY)
            return refuse(f, "is still in use", slot);
    return 0;
}

/* One instruction: the state before it becomes the state after it. */
static int step(Flow *f, Slot *before)
{
    const Instruction *i = &f->code->instructions[f->index];
    const OpcodeDescription *d = &opcode_table[i->opcode];
    memcpy(before, f->state, f->slots * sizeof *before);
    if (read_all(f, i, d) < 0)
        return -1;
    const ExceptionRange *range = can_raise(i->opcode) ? range_of(f->code, f->index) : NULL;
    if (range)
        merge_into_handler(f, range);
    if (instruction_jumps(i))
        merge_into_target(f, i, before);
    if (i->opcode == RETURN_VALUE)
        return check_return(f);
    return write_all(f, i, d, sort_of_result(f, i, before));
}

/* ---- passes --------------------------------------------------------------------------------- */

static void begin(Flow *f)
{
    const Code *code = f->code;
    uint32_t parameters = code->positional + code->keyword_only +
                          !!(code->flags & CODE_VARARGS) + !!(code->flags & CODE_VARKEYWORDS);
    memset(f->state, 0, f->slots * sizeof *f->state);
    for (uint32_t slot = 0; slot < parameters; slot++)
        f->state[slot] = SLOT_VALUE;
    for (uint32_t n = 0; n < code->free_variables; n++)
        f->state[code->locals - 1 - n] = SLOT_CELL;
}

static int pass(Flow *f, Slot *before)
{
    bool live = true; /* whether the instruction above leads here */
    begin(f);
    for (f->index = 0; f->index < f->code->instruction_count; f->index++) {
        uint32_t row = f->row_of[f->index];
        if (row != NO_ROW) {
            if (live)
                merge_into(f, f->index, f->state);
            live = f->reached[row];
            memcpy(f->state, f->rows + (size_t)row * f->slots, f->slots * sizeof *f->state);
        }
        if (live && step(f, before) < 0)
            return -1;
        if (live)
            live = !instruction_ends_flow(&f->code->instructions[f->index]);
    }
    return 0;
}

/* Gives a row to each instruction that is jumped to or handles exceptions. */
static void number_rows(Flow *f)
{
    const Code *code = f->code;
    for (uint32_t n = 0; n < code->instruction_count; n++)
        f->row_of[n] = NO_ROW;
    for (uint32_t n = 0; n < code->instruction_count; n++) {
        const Instruction *i = &code->instructions[n];
        if (!instruction_jumps(i))
            continue;
        uint32_t target = n + 1 + instruction_jump_distance(i); /* itself in `while True: pass` */
        if (f->row_of[target] == NO_ROW)
            f->row_of[target] = f->row_count++;
    }
    for (uint32_t n = 0; n < code->exception_range_count; n++)
        if (f->row_of[code->exception_ranges[n].handler] == NO_ROW)
            f->row_of[code->exception_ranges[n].handler] = f->row_count++;
}

static int run_passes(Flow *f, Slot *before)
{
    for (int passes = 0; passes < PASSES_MOST; passes++) {
        f->again = false;
        if (pass(f, before) < 0)
            return -1;
        if (!f->again)
            return 0;
    }
    return raise_int(&value_error_type, "program file: %S: its jumps are too tangled",
                     f->code->qualified_name);
}

int verify_flow(const Code *code)
{
    Flow f = { .code = code, .slots = code->locals + code->temporaries };
    size_t row_of_size = code->instruction_count * sizeof *f.row_of;
    f.row_of = mem_alloc(row_of_size);
    if (!f.row_of)
        return raise_no_memory(), -1;
    number_rows(&f);
    /* One block: the rows, then the three single states, then the marks. */
    size_t states_size = (f.row_count + (size_t)3) * f.slots * sizeof(Slot);
    uint8_t *block = mem_alloc_zeroed(states_size + f.row_count + 1);
    int result = -1;
    if (block) {
        f.rows = (Slot *)block;
        f.state = f.rows + (size_t)f.row_count * f.slots;
        f.branch = f.state + f.slots;
        f.reached = (bool *)(block + states_size);
        result = run_passes(&f, f.branch + f.slots);
    } else {
        raise_no_memory();
    }
    mem_free(block, states_size + f.row_count + 1);
    mem_free(f.row_of, row_of_size);
    return result;
}
