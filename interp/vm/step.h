/*
 * step.h: how the instructions of eval.c read their operands, give them up, store their results and
 * go on: the three rules of ownership (vm/opcodes.h), each written once. These are parts of
 * eval_run's body, not functions: they use its variables
 *   frame            the one that runs; slots are its references
 *   pc               the instruction that runs
 *   constants        of the frame's code
 *   first_temporary  number of the first slot that is no local
 *   dispatch         where the code of each opcode stands
 * and its label `error`, with an exception raised.
 */
#ifndef STEP_H
#define STEP_H

#include "memory/memory.h"
#include "vm/fast.h"
#include "vm/machine.h"

/* ---- reading instructions -------------------------------------------------------------------- */

/* One indirect jump behind every instruction lets the processor predict each on its own. (Labels as
 * values are GNU C; a switch would have no table that a debugger could fill: vm/debugger.h.) */
#define DISPATCH() goto *dispatch[pc->opcode]
#define CASE(name) target_##name

#define LIKELY(condition) __builtin_expect(condition, 1)
#define NEXT() do { pc++; DISPATCH(); } while (0)
#define JUMP(distance) do { pc += 1 + (distance); DISPATCH(); } while (0)
#define WIDE_DISTANCE() ((int32_t)((uint32_t)(uint16_t)pc->b | (uint32_t)(uint16_t)pc->c << 16))

/* The frame goes on behind this instruction; whoever looks at it from outside (a callee, a
 * destructor) finds this instruction running. Errors save it on their way. */
#define SAVE() (frame->next = pc + 1)

/* ---- the three rules of ownership ------------------------------------------------------------ */

#define OPERAND(n) ((n) >= 0 ? slots[n] : constants[~(n)])
#define RELEASE(n) do { \
        if ((n) >= first_temporary) { \
            Object *released_ = slots[n]; \
            slots[n] = NULL; \
            decref(released_); \
        } \
    } while (0)
/* The same for one that, if it dies, is to become the result, an int or float like it. */
#define RELEASE_TO_REUSE(n) do { \
        if ((n) >= first_temporary) { \
            Object *number_ = slots[n]; \
            slots[n] = NULL; \
            if (--number_->refcount == 0) { \
                if (spare) \
                    object_destroy(spare); \
                spare = number_; \
            } \
        } \
    } while (0)
/* The same for an operand known to be an int of one digit or a float: nobody's code can run. */
#define RELEASE_NUMBER(n, number, release) do { \
        if ((n) >= first_temporary) { \
            slots[n] = NULL; \
            release(number); \
        } \
    } while (0)
#define STORE(n, value) do { \
        Object *new_value_ = (value), *old_value_ = slots[n]; \
        slots[n] = new_value_; \
        if (old_value_) \
            decref(old_value_); \
    } while (0)

/* A number, which most often comes in the place of another one. */
#define STORE_NUMBER(n, value) do { \
        Object *new_value_ = (value), *old_value_ = slots[n]; \
        slots[n] = new_value_; \
        if (old_value_ && --old_value_->refcount == 0) { \
            if (LIKELY(is_small_int(old_value_))) { \
                mem_free(old_value_, COMPACT_INT_SIZE); \
            } else { \
                SAVE(); \
                object_destroy(old_value_); \
            } \
        } \
    } while (0)

/* An operand as a reference of its own. */
static inline Object *take_operand(Frame *frame, Object **constants, int first_temporary, int n)
{
    if (n < 0)
        return incref(constants[~n]);
    Object *value = frame->slots[n];
    if (n < first_temporary)
        return incref(value);
    frame->slots[n] = NULL;
    return value;
}
#define TAKE(n) take_operand(frame, constants, first_temporary, n)

/* Ends an instruction that gives `result` and has let go of its operands: see vm/ask.c. */
#define FINISH(result) do { \
        Object *result_ = (result); \
        if (!result_) \
            goto error; \
        STORE(pc->a, result_); \
        NEXT(); \
    } while (0)
#define FINISH_STATUS(status) do { \
        if ((status) < 0) \
            goto error; \
        NEXT(); \
    } while (0)
/* Ends an instruction that computed `result` from its operands b and c. */
#define FINISH_BINARY(result) do { \
        Object *result_ = (result); \
        RELEASE(pc->b); \
        RELEASE(pc->c); \
        if (!result_) \
            goto error; \
        STORE(pc->a, result_); \
        NEXT(); \
    } while (0)
/* The same where both operands were small ints, or both floats. */
#define FINISH_NUMBERS(result, release) do { \
        Object *result_ = (result); \
        RELEASE_NUMBER(pc->b, b, release); \
        RELEASE_NUMBER(pc->c, c, release); \
        if (!result_) \
            goto error; \
        STORE(pc->a, result_); \
        NEXT(); \
    } while (0)
#define FINISH_UNARY(result) do { \
        Object *result_ = (result); \
        RELEASE(pc->b); \
        if (!result_) \
            goto error; \
        STORE(pc->a, result_); \
        NEXT(); \
    } while (0)
/* Ends an instruction that computed `result` from the block of temporaries at b. */
#define FINISH_BLOCK(result, count) do { \
        Object *result_ = (result); \
        for (int i_ = 0; i_ < (count); i_++) \
            if (slots[pc->b + i_]) \
                clear_reference(slots[pc->b + i_]); \
        if (!result_) \
            goto error; \
        STORE(pc->a, result_); \
        NEXT(); \
    } while (0)
/* Ends an instruction that changed something and may have failed; releases its operand b. */
#define FINISH_UPDATE(status) do { \
        int status_ = (status); \
        RELEASE(pc->b); \
        if (status_ < 0) \
            goto error; \
        NEXT(); \
    } while (0)

/* A truth is 0 or 1, or -1 with an exception. */
static inline int truth_of(Frame *frame, int operand, Object *value)
{
    if (value == TRUE)
        return 1;
    if (value == FALSE || value == NONE)
        return 0;
    if (IS_EXACT(value, int_type))
        return ((Int *)value)->size != 0;
    return ask_truth(frame, operand);
}
#define TRUTH(n) truth_of(frame, n, OPERAND(n))
#define JUMP_WHEN(truth, wanted) do { \
        if ((truth) == (wanted)) \
            JUMP(pc->a); \
        if ((truth) < 0) \
            goto error; \
        NEXT(); \
    } while (0)

/* ---- another frame goes on ------------------------------------------------------------------- */

/* Where the loop reads from: kept in variables, set anew whenever another frame goes on. */
#define ENTER_FRAME() do { \
        constants = frame->code->constants; \
        first_temporary = frame->code->locals; \
    } while (0)
#define slots (frame->slots)

/* Goes on in the generator's frame; value is stolen. */
#define RESUME(generator, value) do { \
        Generator *resumed_ = (generator); \
        generator_enter(resumed_, FRAME_GENERATOR); \
        generator_receive(resumed_, value); \
        frame = &resumed_->frame; \
        pc = frame->next; \
        ENTER_FRAME(); \
        DISPATCH(); \
    } while (0)

#endif
