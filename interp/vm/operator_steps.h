/*
 * operator_steps.h: the instructions of eval.c that come in families: binary operators, comparisons
 * with their fused jumps, unary operators. A family is one macro, which eval_run's table names once
 * for each member. They are parts of eval_run's body, as those of vm/step.h, and further use
 *   small, real      what ints of one digit, or floats, give: it is stored at small_int_result, or
 *                    float_result
 */
#ifndef OPERATOR_STEPS_H
#define OPERATOR_STEPS_H

#include "vm/step.h"

/* ---- binary operators ------------------------------------------------------------------------ */

/* Two ints of one digit, whose result fits 32 bits; or two floats. They meet behind the last
 * instruction: at small_int_result, and at float_result. */
#define TRY_INTS(expression) \
    if (LIKELY(is_small_int(b) && is_small_int(c))) { \
        int32_t x = small_int_value(b), y = small_int_value(c); \
        small = (expression); \
        goto small_int_result; \
    }
#define TRY_FLOATS(expression) \
    if (IS_EXACT(b, float_type) && IS_EXACT(c, float_type)) { \
        double x = ((Float *)b)->value, y = ((Float *)c)->value; \
        real = (expression); \
        goto float_result; \
    }
/* The same where the result may need 64 bits. */
#define TRY_WIDE_INTS(condition, expression) \
    if (LIKELY(is_small_int(b) && is_small_int(c))) { \
        int32_t x = small_int_value(b), y = small_int_value(c); \
        if (condition) { \
            int64_t wide = (expression); \
            if (!LIKELY(fits_compact(wide))) \
                FINISH_BINARY(int_from(wide)); \
            small = (int32_t)wide; \
            goto small_int_result; \
        } \
    }
#define TRY_STRINGS() \
    if (IS_EXACT(b, str_type) && IS_EXACT(c, str_type)) { \
        SAVE(); \
        Object *sum = add_strings(frame, pc, b, c); \
        if (!sum) \
            goto error; \
        if (pc->b >= first_temporary && slots[pc->b]) \
            RELEASE(pc->b); \
        RELEASE(pc->c); \
        STORE(pc->a, sum); \
        NEXT(); \
    }
#define BINARY(name, fast_paths) \
    CASE(BINARY_##name): { \
        Object *b = OPERAND(pc->b), *c = OPERAND(pc->c); \
        fast_paths \
        SAVE(); \
        FINISH(ask_binary(frame, pc)); \
    } \
    CASE(INPLACE_##name): { \
        Object *b = OPERAND(pc->b), *c = OPERAND(pc->c); \
        fast_paths \
        SAVE(); \
        FINISH(ask_binary(frame, pc)); \
    }

/* One that the loop does not know for any type. */
#define BINARY_ASKED(name) \
    CASE(BINARY_##name): \
    CASE(INPLACE_##name): \
        SAVE(); \
        FINISH(ask_binary(frame, pc));

/* ---- comparisons ----------------------------------------------------------------------------- */

#define COMPARE(name, operator) \
    CASE(COMPARE_##name): { \
        Object *b = OPERAND(pc->b), *c = OPERAND(pc->c); \
        if (LIKELY(is_small_int(b) && is_small_int(c))) \
            FINISH_NUMBERS(bool_from(small_int_value(b) operator small_int_value(c)), \
                           release_small_int); \
        if (IS_EXACT(b, float_type) && IS_EXACT(c, float_type)) \
            FINISH_NUMBERS(bool_from(((Float *)b)->value operator ((Float *)c)->value), \
                           release_float); \
        SAVE(); \
        FINISH(ask_comparison(frame, pc, CMP_##name)); \
    } \
    CASE(JUMP_IF_##name): { \
        Object *b = OPERAND(pc->b), *c = OPERAND(pc->c); \
        int truth; \
        if (LIKELY(is_small_int(b) && is_small_int(c))) { \
            truth = small_int_value(b) operator small_int_value(c); \
            RELEASE_NUMBER(pc->b, b, release_small_int); \
            RELEASE_NUMBER(pc->c, c, release_small_int); \
        } else if (IS_EXACT(b, float_type) && IS_EXACT(c, float_type)) { \
            truth = ((Float *)b)->value operator ((Float *)c)->value; \
            RELEASE_NUMBER(pc->b, b, release_float); \
            RELEASE_NUMBER(pc->c, c, release_float); \
        } else { \
            SAVE(); \
            truth = ask_comparison_truth(frame, pc, CMP_##name); \
        } \
        JUMP_WHEN(truth, pc->x); \
    }

/* ---- unary operators ------------------------------------------------------------------------- */

#define UNARY(name) \
    CASE(UNARY_##name): \
        SAVE(); \
        FINISH(ask_unary(frame, pc));

#endif
