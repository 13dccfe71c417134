/*
 * compile_branches.c: comparisons, and/or/not, and conditions as jumps.
 */
#include "compiler/codegen.h"

/* ---- comparisons ----------------------------------------------------------------------------- */

/* r = left OP right */
static void emit_comparison(Emitter *e, int op, int result, int left, int right)
{
    if (op <= CMP_GE)
        emit(e, COMPARE_LT + op, result, left, right);
    else if (op == COMPARE_IS || op == COMPARE_IS_NOT)
        emit_x(e, IS_OP, op == COMPARE_IS_NOT, result, left, right);
    else
        emit_x(e, CONTAINS_OP, op == COMPARE_NOT_IN, result, left, right);
}

/* Jumps when (left OP right) == sense. */
static void emit_comparison_jump(Emitter *e, int op, int32_t label, bool sense, int left,
                                 int right)
{
    if (op <= CMP_GE)
        emit_jump(e, JUMP_IF_LT + op, label, sense, 0, left, right);
    else if (op == COMPARE_IS || op == COMPARE_IS_NOT)
        emit_jump(e, JUMP_IF_IS, label, sense != (op == COMPARE_IS_NOT), 0, left, right);
    else
        emit_jump(e, JUMP_IF_IN, label, sense != (op == COMPARE_NOT_IN), 0, left, right);
}

/* A chain a < b < c evaluates b once: if it is a temporary, the comparison gets a copy and the
 * original waits to be the next left operand. Where the chain ends early, a waiting operand must be
 * released: each has its own way out for that. */
typedef struct {
    Expression *chain;
    int result;             /* the slot that gets the value; -1: the chain is a condition */
    int32_t target;         /* condition: where to go when the truth is sense */
    bool sense;
    int32_t failed, end;    /* where a comparison that is false leads; behind everything */
} Chain;

static void chain_compare(Compiler *c, const Chain *chain, int op, int left, int right,
                          int32_t on_false)
{
    Emitter *e = emitter(c);
    if (chain->result < 0) {
        emit_comparison_jump(e, op, on_false, false, left, right);
    } else {
        emit_comparison(e, op, chain->result, left, right);
        emit_jump(e, JUMP_IF_FALSE_OR_POP, on_false, 0, 0, chain->result, 0);
    }
}

/* The comparison with operand number `index` and all that follow. */
static void chain_from(Compiler *c, const Chain *chain, uint32_t index, int left)
{
    Emitter *e = emitter(c);
    Expression *operand = chain->chain->compare.operands.items[index];
    int op = chain->chain->compare.operators[index - 1];
    left = protect(c, left, operand);
    int right = compile_expression(c, operand, ANYWHERE);
    if (compile_failed(c))
        return;
    if (index + 1 == chain->chain->compare.operands.count) {
        if (chain->result < 0)
            emit_comparison_jump(e, op, chain->target, chain->sense, left, right);
        else
            emit_comparison(e, op, chain->result, left, right);
        return;
    }
    bool waits = is_temporary(e, right);
    int32_t release = waits ? new_label(e) : chain->failed;
    uint32_t mark = e->depth;
    int compared = right;
    if (waits)
        emit(e, COPY, compared = push(e), right, 0);
    chain_compare(c, chain, op, left, compared, release);
    drop_to(e, mark);
    chain_from(c, chain, index + 1, right);
    if (waits) {
        emit_jump(e, JUMP_FORWARD, chain->end, 0, 0, 0, 0);
        place_label(e, release);
        emit(e, POP_TOP, 0, right, 0);
        emit_jump(e, JUMP_FORWARD, chain->failed, 0, 0, 0, 0);
    }
}

int compile_comparison(Compiler *c, Expression *e, int destination)
{
    Emitter *out = emitter(c);
    uint32_t mark = out->depth;
    const ExpressionList *operands = &e->compare.operands;
    if (operands->count == 2) {
        int left = compile_expression(c, operands->items[0], ANYWHERE);
        left = protect(c, left, operands->items[1]);
        int right = compile_expression(c, operands->items[1], ANYWHERE);
        int result = result_slot(c, destination, mark);
        emit_comparison(out, e->compare.operators[0], result, left, right);
        return result;
    }
    int32_t end = new_label(out);
    Chain chain = { .chain = e, .result = push(out), .failed = end, .end = end };
    chain_from(c, &chain, 1, compile_expression(c, operands->items[0], ANYWHERE));
    place_label(out, end);
    return settle(c, chain.result, mark, destination);
}

static void branch_on_comparison(Compiler *c, Expression *e, int32_t label, bool sense)
{
    Emitter *out = emitter(c);
    const ExpressionList *operands = &e->compare.operands;
    Span before = set_span(c, e->span);
    if (operands->count == 2) {
        int left = compile_expression(c, operands->items[0], ANYWHERE);
        left = protect(c, left, operands->items[1]);
        int right = compile_expression(c, operands->items[1], ANYWHERE);
        emit_comparison_jump(out, e->compare.operators[0], label, sense, left, right);
    } else {
        int32_t end = new_label(out);
        Chain chain = { .chain = e, .result = -1, .target = label, .sense = sense,
                        .failed = sense ? end : label, .end = end };
        chain_from(c, &chain, 1, compile_expression(c, operands->items[0], ANYWHERE));
        place_label(out, end);
    }
    set_span(c, before);
}

/* ---- and, or, conditions --------------------------------------------------------------------- */

int compile_and_or(Compiler *c, Expression *e, int destination)
{
    Emitter *out = emitter(c);
    uint32_t mark = out->depth;
    int result = push(out); /* not a local at once: the last operand may still read that local */
    int32_t end = new_label(out);
    for (uint32_t i = 0; i < e->elements.count; i++) {
        compile_expression(c, e->elements.items[i], result);
        if (i + 1 < e->elements.count)
            emit_jump(out, e->kind == EXPR_AND ? JUMP_IF_FALSE_OR_POP : JUMP_IF_TRUE_OR_POP, end,
                      0, 0, result, 0);
    }
    place_label(out, end);
    return settle(c, result, mark, destination);
}

/* a and b: jumps as soon as one operand decides. */
static void branch_on_and_or(Compiler *c, Expression *e, int32_t label, bool sense)
{
    Emitter *out = emitter(c);
    bool deciding = e->kind == EXPR_OR; /* the truth of an operand that decides the whole */
    int32_t end = new_label(out);
    uint32_t last = e->elements.count - 1;
    for (uint32_t i = 0; i < last; i++)
        compile_branch(c, e->elements.items[i], sense == deciding ? label : end, deciding);
    compile_branch(c, e->elements.items[last], label, sense);
    place_label(out, end);
}

static void branch_on_conditional(Compiler *c, Expression *e, int32_t label, bool sense)
{
    Emitter *out = emitter(c);
    int32_t otherwise = new_label(out), end = new_label(out);
    compile_branch(c, e->conditional.test, otherwise, false);
    compile_branch(c, e->conditional.body, label, sense);
    emit_jump(out, JUMP_FORWARD, end, 0, 0, 0, 0);
    place_label(out, otherwise);
    compile_branch(c, e->conditional.otherwise, label, sense);
    place_label(out, end);
}

void compile_branch(Compiler *c, Expression *e, int32_t label, bool sense)
{
    Emitter *out = emitter(c);
    uint32_t mark = out->depth;
    if (compile_failed(c))
        return;
    fold(c, e);
    switch ((ExpressionKind)e->kind) {
    case EXPR_CONSTANT: {
        int truth = object_truth(e->constant);
        if (truth < 0)
            report_raised(c->diagnostics);
        else if (truth == sense)
            emit_jump(out, JUMP_FORWARD, label, 0, 0, 0, 0);
        break;
    }
    case EXPR_NOT: compile_branch(c, e->value, label, !sense); break;
    case EXPR_AND: case EXPR_OR: branch_on_and_or(c, e, label, sense); break;
    case EXPR_COMPARE: branch_on_comparison(c, e, label, sense); break;
    case EXPR_IF: branch_on_conditional(c, e, label, sense); break;
    default: {
        int value = compile_expression(c, e, ANYWHERE);
        emit_jump(out, sense ? POP_JUMP_IF_TRUE : POP_JUMP_IF_FALSE, label, 0, 0, value, 0);
    }
    }
    drop_to(out, mark);
}
