/*
 * ask.c: instructions that ask their operands, when these are none that the loop knows itself: an
 * operator, a comparison, an item, an attribute. Anyone's code may run then, and may count owners.
 *
 * So the instruction holds its operands meanwhile, as CPython's stack does: a temporary stays in
 * its slot, and a local or constant, which is only borrowed, has one owner more. They are let go in
 * the order in which CPython 3.11's ceval.c does it.
 */
#include "objects/start.h"
#include "vm/errors.h"
#include "vm/fast.h"
#include "vm/machine.h"

static inline Object *hold(Frame *frame, int operand)
{
    if (operand < 0)
        return incref(frame->code->constants[~operand]);
    Object *value = frame->slots[operand];
    if (operand < frame->code->locals)
        incref(value);
    return value;
}

static inline void let_go(Frame *frame, int operand, Object *value)
{
    if (operand >= frame->code->locals)
        frame->slots[operand] = NULL;
    decref(value);
}

static Object *take(Frame *frame, int operand)
{
    Object *value = hold(frame, operand);
    if (operand >= frame->code->locals)
        frame->slots[operand] = NULL;
    return value;
}

/* ---- operators ------------------------------------------------------------------------------- */

/* A float or an int of one digit as a double. */
static inline bool real_value(Object *o, double *value)
{
    if (IS_EXACT(o, float_type))
        *value = ((Float *)o)->value;
    else if (is_small_int(o))
        *value = small_int_value(o);
    else
        return false;
    return true;
}

/* An operator between a float and an int: what float's slot would give, when int's had been asked
 * and had declined. False: it is none of these. */
static bool mixed_binary(BinaryOperator operator, Object *b, Object *c, double *result)
{
    double x, y;
    if (b->type == c->type || !real_value(b, &x) || !real_value(c, &y))
        return false;
    switch (operator) {
    case OP_ADD: *result = x + y; return true;
    case OP_SUBTRACT: *result = x - y; return true;
    case OP_MULTIPLY: *result = x * y; return true;
    case OP_TRUE_DIVIDE: *result = x / y; return y != 0;
    default: return false;
    }
}

/* operator: a BinaryOperator, or that of an augmented assignment, which stands behind those. */
static Object *binary_result(int operator, Object *b, Object *c)
{
    BinaryOperator op = (BinaryOperator)(operator % BINARY_OPERATORS);
    double value;
    if (IS_EXACT(b, int_type) && IS_EXACT(c, int_type) && op != OP_MATRIX_MULTIPLY)
        return int_binary(op, b, c);
    if (mixed_binary(op, b, c, &value))
        return float_from(value);
    return operator < BINARY_OPERATORS ? object_binary(op, b, c) : object_inplace(op, b, c);
}

Object *ask_binary(Frame *frame, const Instruction *instruction)
{
    Object *b = hold(frame, instruction->b), *c = hold(frame, instruction->c);
    Object *result = binary_result(instruction->opcode - BINARY_ADD, b, c);
    let_go(frame, instruction->b, b);
    let_go(frame, instruction->c, c);
    return result;
}

Object *ask_unary(Frame *frame, const Instruction *instruction)
{
    Object *b = hold(frame, instruction->b);
    Object *result = object_unary((UnaryOperator)(instruction->opcode - UNARY_NEGATIVE), b);
    let_go(frame, instruction->b, b);
    return result;
}

Object *ask_comparison(Frame *frame, const Instruction *instruction, Comparison op)
{
    Object *b = hold(frame, instruction->b), *c = hold(frame, instruction->c);
    double x, y;
    bool numbers = b->type != c->type && real_value(b, &x) && real_value(c, &y)
                && x == x && y == y; /* no nan */
    Object *result = numbers ? bool_from(comparison_holds(x < y ? -1 : x > y, op))
                             : object_compare(b, c, op);
    let_go(frame, instruction->b, b);
    let_go(frame, instruction->c, c);
    return result;
}

/* Whether an operand is exactly a str. */
static bool is_text(const Frame *frame, int operand)
{
    Object *value = operand < 0 ? frame->code->constants[~operand] : frame->slots[operand];
    return IS_EXACT(value, str_type);
}

int ask_comparison_truth(Frame *frame, const Instruction *instruction, Comparison op)
{
    if ((op == CMP_EQ || op == CMP_NE) && is_text(frame, instruction->b)
        && is_text(frame, instruction->c)) { /* CPython's COMPARE_OP_STR_JUMP */
        Object *b = hold(frame, instruction->b), *c = hold(frame, instruction->c);
        int truth = str_equal(b, c) == (op == CMP_EQ);
        let_go(frame, instruction->b, b);
        let_go(frame, instruction->c, c);
        return truth;
    }
    Object *result = ask_comparison(frame, instruction, op);
    if (!result)
        return -1;
    int truth = object_truth(result);
    decref(result);
    return truth;
}

int ask_truth(Frame *frame, int operand)
{
    Object *value = hold(frame, operand);
    int truth = object_truth(value);
    if (operand < frame->code->locals)
        decref(value);
    return truth;
}

int ask_contains(Frame *frame, const Instruction *instruction)
{
    Object *b = hold(frame, instruction->b), *c = hold(frame, instruction->c);
    int found = object_contains(c, b);
    let_go(frame, instruction->b, b);
    let_go(frame, instruction->c, c);
    return found;
}

/* ---- items and attributes -------------------------------------------------------------------- */

Object *ask_item(Frame *frame, const Instruction *instruction)
{
    Object *b = hold(frame, instruction->b), *c = hold(frame, instruction->c);
    Object *result = object_get_item(b, c);
    let_go(frame, instruction->b, b);
    let_go(frame, instruction->c, c);
    return result;
}

int ask_store_item(Frame *frame, const Instruction *instruction)
{
    Object *a = hold(frame, instruction->a), *b = hold(frame, instruction->b);
    Object *c = hold(frame, instruction->c);
    int result = IS_EXACT(a, dict_type) ? dict_set(a, b, c) : object_set_item(a, b, c);
    let_go(frame, instruction->c, c);
    let_go(frame, instruction->a, a);
    let_go(frame, instruction->b, b);
    return result;
}

int ask_delete_item(Frame *frame, const Instruction *instruction)
{
    Object *b = hold(frame, instruction->b), *c = hold(frame, instruction->c);
    int result = object_delete_item(b, c);
    let_go(frame, instruction->b, b);
    let_go(frame, instruction->c, c);
    return result;
}

Object *ask_attribute(Frame *frame, const Instruction *instruction)
{
    Object *b = hold(frame, instruction->b);
    Object *result = load_attribute(b, &frame->code->sites[instruction->c]);
    let_go(frame, instruction->b, b);
    return result;
}

int ask_store_attribute(Frame *frame, const Instruction *instruction)
{
    Object *a = hold(frame, instruction->a), *b = hold(frame, instruction->b);
    int result = store_attribute(a, &frame->code->sites[instruction->c], b);
    let_go(frame, instruction->b, b);
    let_go(frame, instruction->a, a);
    return result;
}

int ask_delete_attribute(Frame *frame, const Instruction *instruction)
{
    Object *b = hold(frame, instruction->b);
    int result = object_set_attribute(b, frame->code->sites[instruction->c].name, NULL);
    let_go(frame, instruction->b, b);
    return result;
}

/* ---- iteration, texts ------------------------------------------------------------------------ */

Object *ask_iterator(Frame *frame, const Instruction *instruction)
{
    Object *b = hold(frame, instruction->b);
    bool as_it_is = instruction->opcode == GET_YIELD_FROM_ITER && IS_EXACT(b, generator_type);
    Object *result = as_it_is ? incref(b) : object_iterate(b);
    let_go(frame, instruction->b, b);
    return result;
}

Object *ask_format(Frame *frame, const Instruction *instruction)
{
    bool has_spec = instruction->x & FORMAT_HAS_SPEC;
    Object *b = hold(frame, instruction->b);
    Object *c = has_spec ? hold(frame, instruction->c) : NULL;
    Object *text = format_value(b, instruction->x & ~FORMAT_HAS_SPEC, c);
    let_go(frame, instruction->b, b);
    if (has_spec)
        let_go(frame, instruction->c, c);
    return text;
}

/* ---- filling containers ---------------------------------------------------------------------- */

int ask_to_add(Frame *frame, const Instruction *instruction)
{
    Object *into = frame->slots[instruction->a], *b = hold(frame, instruction->b);
    int result;
    switch (instruction->opcode) {
    case LIST_APPEND: result = list_append(into, b); break;
    case LIST_EXTEND: result = list_extend_from_star(into, b); break;
    case SET_ADD: result = set_add(into, b); break;
    case SET_UPDATE: result = set_update(into, b); break;
    case DICT_UPDATE: result = dict_update_from_stars(into, b); break;
    default: { /* DICT_MERGE, whose c is the callable, for errors */
        int c = instruction->c;
        result = dict_merge_keywords(into, b, c < 0 ? frame->code->constants[~c] : frame->slots[c]);
    }
    }
    let_go(frame, instruction->b, b);
    return result;
}

/* The dict gets the instruction's references themselves, as in CPython. */
int ask_to_map(Frame *frame, const Instruction *instruction)
{
    Object *b = take(frame, instruction->b), *c = take(frame, instruction->c);
    return dict_set_stolen(frame->slots[instruction->a], b, c);
}
