/*
 * fold.c: constant expressions, computed at compile time as CPython's ast_opt.c does: the result is
 * one constant object, which programs can see with `is`. What would raise, or grow large, is left
 * for run time.
 */
#include "compiler/codegen.h"
#include "compiler/warnings.h"

#include "objects/int.h"
#include "vm/errors.h"

/* CPython's limits (ast_opt.c: MAX_INT_SIZE, MAX_STR_SIZE, MAX_COLLECTION_SIZE). */
enum { INT_BITS_MOST = 128, TEXT_MOST = 4096, ITEMS_MOST = 256 };

static bool is_constant(const Expression *e) { return e && e->kind == EXPR_CONSTANT; }

/* e becomes the constant `value` (new, or NULL with an exception: then e stays as it is). */
static void become(Compiler *c, Expression *e, Object *value)
{
    if (!value) {
        if (error_matches(&memory_error_type))
            report_raised(c->diagnostics);
        else
            error_clear(); /* it will be raised when the program gets there */
        return;
    }
    if (!arena_own(c->arena, value)) {
        report_raised(c->diagnostics);
        return;
    }
    e->kind = EXPR_CONSTANT;
    e->constant = value;
}

/* ---- operators ------------------------------------------------------------------------------- */

static int64_t bits_of(Object *number) { return (int64_t)int_bit_length((Int *)number); }

/* The length of a str, bytes or tuple; -1 for anything else. */
static int64_t items_of(Object *o)
{
    if (IS_STR(o))
        return (int64_t)str_length(o);
    return IS_TUPLE(o) ? ((Tuple *)o)->size : IS_EXACT(o, bytes_type) ? ((Bytes *)o)->size : -1;
}

static bool repeat_is_small(Object *sequence, Object *count)
{
    bool overflow;
    int64_t items = items_of(sequence), times = int_as_int64(count, &overflow);
    int64_t most = IS_TUPLE(sequence) ? ITEMS_MOST : TEXT_MOST;
    return !overflow && (items == 0 || (times >= 0 && times <= most / items));
}

/* Whether the result is small enough to stand in the program file. */
static bool is_safe(BinaryOperator op, Object *left, Object *right)
{
    bool overflow, ints = IS_INT(left) && IS_INT(right);
    switch (op) {
    case OP_MULTIPLY:
        if (ints) /* 0 * n is always small */
            return bits_of(left) == 0 || bits_of(right) == 0
                || bits_of(left) + bits_of(right) <= INT_BITS_MOST;
        if (items_of(left) >= 0 && IS_INT(right))
            return repeat_is_small(left, right);
        return !(IS_INT(left) && items_of(right) >= 0) || repeat_is_small(right, left);
    case OP_POWER: {
        if (!ints)
            return true;
        int64_t exponent = int_as_int64(right, &overflow);
        return !overflow && (exponent <= 0 || bits_of(left) == 0
                             || exponent <= INT_BITS_MOST / bits_of(left));
    }
    case OP_LSHIFT: {
        if (!ints)
            return true;
        int64_t shift = int_as_int64(right, &overflow);
        return bits_of(left) == 0
            || (!overflow && shift <= INT_BITS_MOST && bits_of(left) + shift <= INT_BITS_MOST);
    }
    case OP_REMAINDER:
        return !IS_STR(left) && !IS_EXACT(left, bytes_type); /* formatting is left to run time */
    default:
        return true;
    }
}

static void fold_binary(Compiler *c, Expression *e)
{
    Expression *left = e->binary.left, *right = e->binary.right;
    fold(c, left);
    fold(c, right);
    if (e->operator == OP_REMAINDER && is_constant(left) && IS_STR(left->constant)
        && right->kind == EXPR_TUPLE && !has_star(&right->elements))
        fold_format(c, e);
    else if (is_constant(left) && is_constant(right)
        && is_safe(e->operator, left->constant, right->constant))
        become(c, e, object_binary(e->operator, left->constant, right->constant));
}

/* not (a is b) is a is not b; the same for in. */
static void fold_not(Compiler *c, Expression *e)
{
    Expression *operand = e->value;
    fold(c, operand);
    if (is_constant(operand)) {
        int truth = object_truth(operand->constant);
        become(c, e, truth < 0 ? NULL : bool_from(!truth));
        return;
    }
    if (operand->kind != EXPR_COMPARE || operand->compare.operands.count != 2)
        return;
    static const uint8_t opposite[] = { [COMPARE_IS] = COMPARE_IS_NOT,
                                        [COMPARE_IS_NOT] = COMPARE_IS,
                                        [COMPARE_IN] = COMPARE_NOT_IN,
                                        [COMPARE_NOT_IN] = COMPARE_IN };
    uint8_t op = operand->compare.operators[0];
    if (op < COMPARE_IS)
        return;
    operand->compare.operators[0] = opposite[op];
    Span span = e->span;
    *e = *operand;
    e->span = span;
}

/* ---- displays -------------------------------------------------------------------------------- */

Object *constant_elements(Compiler *c, const ExpressionList *elements)
{
    for (uint32_t i = 0; i < elements->count; i++) {
        fold(c, elements->items[i]);
        if (!is_constant(elements->items[i]))
            return NULL;
    }
    Tuple *tuple = (Tuple *)tuple_new(elements->count);
    if (!tuple)
        return report_raised(c->diagnostics);
    for (uint32_t i = 0; i < elements->count; i++)
        tuple->items[i] = incref(elements->items[i]->constant);
    return (Object *)tuple;
}

void fold_iterable(Compiler *c, Expression *e)
{
    if (e->kind != EXPR_LIST && e->kind != EXPR_SET)
        return;
    Object *tuple = constant_elements(c, &e->elements);
    if (tuple && e->kind == EXPR_SET) {
        Object *set = frozenset_from(tuple);
        decref(tuple);
        become(c, e, set);
    } else if (tuple) {
        become(c, e, tuple);
    } else if (e->kind == EXPR_LIST && !compile_failed(c)) {
        bool star = false;
        for (uint32_t i = 0; i < e->elements.count; i++)
            star |= e->elements.items[i]->kind == EXPR_STARRED;
        if (!star)
            e->kind = EXPR_TUPLE;
    }
}

static void fold_compare(Compiler *c, Expression *e)
{
    for (uint32_t i = 0; i < e->compare.operands.count; i++)
        fold(c, e->compare.operands.items[i]);
    uint32_t last = e->compare.operands.count - 1;
    uint8_t op = e->compare.operators[last - 1];
    if (op == COMPARE_IN || op == COMPARE_NOT_IN)
        fold_iterable(c, e->compare.operands.items[last]);
    warn_about_comparison(c, e);
}

void fold(Compiler *c, Expression *e)
{
    if (e->folded || compile_failed(c))
        return;
    e->folded = true;
    switch ((ExpressionKind)e->kind) {
    case EXPR_BINARY: fold_binary(c, e); break;
    case EXPR_UNARY:
        fold(c, e->value);
        if (is_constant(e->value))
            become(c, e, object_unary(e->operator, e->value->constant));
        break;
    case EXPR_NOT: fold_not(c, e); break;
    case EXPR_TUPLE: {
        Object *tuple = constant_elements(c, &e->elements);
        if (tuple)
            become(c, e, tuple);
        break;
    }
    case EXPR_SUBSCRIPT:
        fold(c, e->subscript.value);
        fold(c, e->subscript.index);
        if (is_constant(e->subscript.value) && is_constant(e->subscript.index))
            become(c, e, object_get_item(e->subscript.value->constant,
                                         e->subscript.index->constant));
        if (e->kind == EXPR_SUBSCRIPT)
            warn_about_subscript(c, e);
        break;
    case EXPR_COMPARE: fold_compare(c, e); break;
    case EXPR_CALL: warn_about_call(c, e); break;
    case EXPR_NAME:
        if (is_debug_constant(e->name))
            become(c, e, bool_from(compile_optimization == 0));
        break;
    default: break;
    }
}
