/*
 * eval.c: the machine: one loop that runs the instructions of frames. vm/opcodes.h has the list and
 * the three rules of ownership; vm/step.h the words in which the table below is written. A Python
 * function that calls another does not recurse here: the loop goes on in the callee's frame and
 * comes back at its RETURN_VALUE.
 *
 * Each arithmetic instruction tries ints of one digit, then floats, and then asks the type.
 */
#include <string.h>

#include "memory/memory.h"
#include "vm/debugger.h"
#include "vm/errors.h"
#include "vm/interpreter.h"
#include "vm/interrupt.h"
#include "vm/machine.h"
#include "vm/operator_steps.h"
#include "vm/step.h"

Object *eval_run(Frame *frame)
{
#define X(name, x, a, b, c) &&target_##name,
    static const void *const targets[OPCODE_COUNT] = { OPCODES(X) };
    /* The same, but a debugger may fill it with its last entry: see vm/debugger.h. */
    static const void *dispatch[OPCODE_COUNT + 1] __attribute__((used)) = { OPCODES(X) &&traced };
#undef X
    const Instruction *pc = frame->next;
    Object *spare; /* a number that dies, and becomes the result: see small_int_result */
    int32_t small;
    double real;
    Object **constants;
    int first_temporary;
    Object *kwnames = NULL; /* from KW_NAMES, for the CALL behind it; borrowed */
    ENTER_FRAME();
    if (frame->kind == FRAME_GENERATOR_ENTRY && error_occurred()) { /* throw(): raised here */
        pc--;
        goto error;
    }
    DISPATCH();

    CASE(NOP):
        NEXT();

    /* -- moving references -- */

    CASE(LOAD_CONST):
    CASE(LOAD_FAST):
    CASE(STORE_FAST): {
        Object *value = TAKE(pc->b);
        STORE(pc->a, value);
        NEXT();
    }
    CASE(COPY):
        STORE(pc->a, incref(slots[pc->b]));
        NEXT();
    CASE(LOAD_FAST_CHECK):
        if (!slots[pc->b]) {
            SAVE();
            raise_unbound_local(frame, pc->b);
            goto error;
        }
        NEXT();
    CASE(DELETE_FAST):
        if (!slots[pc->a]) {
            SAVE();
            raise_unbound_local(frame, pc->a);
            goto error;
        }
        clear_reference(slots[pc->a]);
        NEXT();
    CASE(POP_TOP):
        SAVE();
        RELEASE(pc->b);
        NEXT();

    /* -- names in dicts -- */

    CASE(LOAD_GLOBAL): {
        Site *site = &frame->code->sites[pc->c];
        Object *value = cached_global(frame, site);
        if (LIKELY(value != NULL)) {
            incref(value);
        } else {
            SAVE();
            value = load_global(frame, site);
            if (!value)
                goto error;
        }
        STORE(pc->a, value);
        NEXT();
    }
    CASE(STORE_GLOBAL): {
        Site *site = &frame->code->sites[pc->c];
        Object *value = OPERAND(pc->b);
        SAVE();
        Object **place = cached_entry(frame->globals, site);
        int result = 0;
        if (place)
            replace_reference(*place, incref(value));
        else
            result = store_in_dict(frame->globals, site, value);
        RELEASE(pc->b);
        if (result < 0)
            goto error;
        NEXT();
    }
    CASE(DELETE_GLOBAL):
        SAVE();
        if (delete_name(frame->globals, frame->code->sites[pc->c].name) < 0)
            goto error;
        NEXT();
    CASE(LOAD_NAME): {
        Site *site = &frame->code->sites[pc->c];
        Object *value = frame->namespace == frame->globals ? cached_global(frame, site) : NULL;
        if (LIKELY(value != NULL)) {
            incref(value);
        } else {
            SAVE();
            value = load_name(frame, site);
            if (!value)
                goto error;
        }
        STORE(pc->a, value);
        NEXT();
    }
    CASE(STORE_NAME): {
        Site *site = &frame->code->sites[pc->c];
        Object *value = OPERAND(pc->b);
        SAVE();
        Object **place = frame->namespace == frame->globals
            ? cached_entry(frame->namespace, site) : NULL;
        int result = 0;
        if (place)
            replace_reference(*place, incref(value));
        else
            result = store_in_dict(frame->namespace, site, value);
        RELEASE(pc->b);
        if (result < 0)
            goto error;
        NEXT();
    }
    CASE(DELETE_NAME):
        SAVE();
        if (delete_name(frame->namespace, frame->code->sites[pc->c].name) < 0)
            goto error;
        NEXT();

    /* -- cells: variables that closures share -- */

    CASE(MAKE_CELL): {
        SAVE();
        Object *cell = cell_new(slots[pc->a]);
        if (!cell)
            goto error;
        STORE(pc->a, cell);
        NEXT();
    }
    CASE(LOAD_CLOSURE):
        STORE(pc->a, incref(slots[pc->b]));
        NEXT();
    CASE(LOAD_DEREF): {
        Object *content = ((Cell *)slots[pc->b])->content;
        SAVE();
        if (!content) {
            raise_unbound_local(frame, pc->b);
            goto error;
        }
        STORE(pc->a, incref(content));
        NEXT();
    }
    CASE(STORE_DEREF): {
        Object *value = TAKE(pc->b);
        SAVE();
        replace_reference(((Cell *)slots[pc->a])->content, value);
        NEXT();
    }
    CASE(DELETE_DEREF):
        SAVE();
        if (!((Cell *)slots[pc->a])->content) {
            raise_unbound_local(frame, pc->a);
            goto error;
        }
        clear_reference(((Cell *)slots[pc->a])->content);
        NEXT();
    CASE(LOAD_CLASSDEREF): {
        SAVE();
        Object *value = load_class_deref(frame, pc->b);
        if (!value)
            goto error;
        STORE(pc->a, value);
        NEXT();
    }

    /* -- operators -- */

    BINARY(ADD, TRY_INTS(x + y) TRY_FLOATS(x + y) TRY_STRINGS())
    BINARY(SUBTRACT, TRY_INTS(x - y) TRY_FLOATS(x - y))
    BINARY(MULTIPLY, TRY_WIDE_INTS(true, (int64_t)x * y) TRY_FLOATS(x * y))
    BINARY(TRUE_DIVIDE,
           if (!is_zero(c)) {
               TRY_FLOATS(x / y)
               if (is_small_int(b) && is_small_int(c))
                   FINISH_BINARY(float_from((double)small_int_value(b) / small_int_value(c)));
           })
    BINARY(FLOOR_DIVIDE, if (!is_zero(c)) { TRY_INTS(floor_divide(x, y)) })
    BINARY(REMAINDER, if (!is_zero(c)) { TRY_INTS(x - y * floor_divide(x, y)) })
    BINARY_ASKED(POWER)
    BINARY(LSHIFT, TRY_WIDE_INTS(y >= 0 && y <= DIGIT_BITS, (int64_t)x * ((int64_t)1 << y)))
    BINARY(RSHIFT, TRY_WIDE_INTS(y >= 0, x >> (y < DIGIT_BITS ? y : DIGIT_BITS)))
    BINARY(AND, TRY_INTS(x & y))
    BINARY(OR, TRY_INTS(x | y))
    BINARY(XOR, TRY_INTS(x ^ y))
    BINARY_ASKED(MATRIX_MULTIPLY)

    UNARY(NEGATIVE)
    UNARY(POSITIVE)
    UNARY(INVERT)
    CASE(UNARY_NOT): {
        SAVE();
        int truth = TRUTH(pc->b);
        FINISH_UNARY(truth < 0 ? NULL : bool_from(!truth));
    }

    COMPARE(LT, <)
    COMPARE(LE, <=)
    COMPARE(EQ, ==)
    COMPARE(NE, !=)
    COMPARE(GT, >)
    COMPARE(GE, >=)
    CASE(IS_OP):
        SAVE();
        FINISH_BINARY(bool_from((OPERAND(pc->b) == OPERAND(pc->c)) != pc->x));
    CASE(CONTAINS_OP): {
        SAVE();
        int found = ask_contains(frame, pc);
        FINISH(found < 0 ? NULL : bool_from(found != pc->x));
    }

    /* -- jumps -- */

    CASE(JUMP_IF_IS): {
        int truth = OPERAND(pc->b) == OPERAND(pc->c);
        SAVE();
        RELEASE(pc->b);
        RELEASE(pc->c);
        JUMP_WHEN(truth, pc->x);
    }
    CASE(JUMP_IF_IN): {
        SAVE();
        int truth = ask_contains(frame, pc);
        JUMP_WHEN(truth, pc->x);
    }
    CASE(POP_JUMP_IF_FALSE): {
        SAVE();
        int truth = TRUTH(pc->b);
        RELEASE(pc->b);
        JUMP_WHEN(truth, 0);
    }
    CASE(POP_JUMP_IF_TRUE): {
        SAVE();
        int truth = TRUTH(pc->b);
        RELEASE(pc->b);
        JUMP_WHEN(truth, 1);
    }
    CASE(JUMP_IF_FALSE_OR_POP): {
        SAVE();
        int truth = TRUTH(pc->b);
        if (truth)
            RELEASE(pc->b);
        JUMP_WHEN(truth, 0);
    }
    CASE(JUMP_IF_TRUE_OR_POP): {
        SAVE();
        int truth = TRUTH(pc->b);
        if (truth != 1)
            RELEASE(pc->b);
        JUMP_WHEN(truth, 1);
    }
    CASE(JUMP_FORWARD):
    CASE(JUMP_BACKWARD):
        if (!LIKELY(!interrupt_waits)) {
            SAVE();
            if (interrupt_handle() < 0)
                goto error;
        }
        JUMP(WIDE_DISTANCE());

    /* -- loops -- */

    CASE(GET_ITER):
        SAVE();
        FINISH(ask_iterator(frame, pc));
    CASE(FOR_ITER): {
        Object *iterator = OPERAND(pc->b), *item;
        SAVE();
        if (IS_EXACT(iterator, range_iterator_type)) {
            RangeIterator *range = (RangeIterator *)iterator;
            if (LIKELY(range->remaining > 0 && fits_compact(range->current))) {
                small = (int32_t)range_iterator_step(range);
                spare = NULL;
                goto store_small_int;
            }
            item = range->remaining > 0 ? int_from(range_iterator_step(range)) : NULL;
        } else if (IS_EXACT(iterator, list_iterator_type)) {
            item = sequence_next(iterator);
        } else if (generator_is_ready(iterator)) { /* its YIELD_VALUE or end comes back here */
            RESUME((Generator *)iterator, incref(NONE));
        } else if (iterator->type->next) {
            item = iterator->type->next(iterator);
        } else { /* no compiler does that, but a program file may be made by anyone */
            item = raise(&type_error_type, "'%T' object is not an iterator", iterator);
        }
        if (item) {
            STORE(pc->a, item);
            NEXT();
        }
        if (error_occurred()) {
            if (!error_matches(&stop_iteration_type))
                goto error;
            error_clear();
        }
        clear_reference(slots[pc->b]);
        JUMP(pc->c);
    }

    /* -- taking apart and putting together -- */

    CASE(UNPACK_SEQUENCE): {
        SAVE();
        Object *sequence = TAKE(pc->b); /* the items may go where it was */
        int result = 0;
        if (LIKELY(IS_EXACT(sequence, tuple_type) && ((Tuple *)sequence)->size == pc->c))
            copy_references(&slots[pc->a], ((Tuple *)sequence)->items, pc->c);
        else
            result = unpack_sequence(sequence, &slots[pc->a], pc->c);
        decref(sequence);
        if (result < 0)
            goto error;
        NEXT();
    }
    CASE(UNPACK_FAST): {
        SAVE();
        Object *sequence = TAKE(pc->b);
        if (LIKELY(IS_EXACT(sequence, tuple_type) && ((Tuple *)sequence)->size == pc->c))
            set_locals(&slots[pc->a], ((Tuple *)sequence)->items, pc->c, sequence);
        else if (unpack_to_locals(sequence, &slots[pc->a], pc->c) < 0)
            goto error;
        NEXT();
    }
    CASE(UNPACK_EX): {
        SAVE();
        Object *sequence = TAKE(pc->b);
        int result = unpack_with_star(sequence, &slots[pc->a], pc->x, pc->c);
        decref(sequence);
        if (result < 0)
            goto error;
        NEXT();
    }
    CASE(BUILD_TUPLE): {
        SAVE();
        Object *tuple = tuple_new((size_t)pc->c);
        if (!tuple)
            goto error;
        move_references(((Tuple *)tuple)->items, &slots[pc->b], pc->c);
        STORE(pc->a, tuple);
        NEXT();
    }
    CASE(BUILD_LIST): {
        SAVE();
        Object *list = list_new((size_t)pc->c);
        if (!list)
            goto error;
        move_references(((List *)list)->items, &slots[pc->b], pc->c);
        STORE(pc->a, list);
        NEXT();
    }
    CASE(BUILD_SET): {
        SAVE();
        Object *set = set_new();
        for (int i = 0; i < pc->c; i++) { /* each is let go behind its turn, as in CPython */
            if (set && set_add(set, slots[pc->b + i]) < 0)
                clear_reference(set);
            clear_reference(slots[pc->b + i]);
        }
        FINISH(set);
    }
    CASE(BUILD_MAP):
        SAVE();
        FINISH_BLOCK(build_map(&slots[pc->b], pc->c), 2 * pc->c);
    CASE(BUILD_STRING): {
        SAVE();
        FINISH_BLOCK(str_join(NULL, &slots[pc->b], (size_t)pc->c), pc->c);
    }
    CASE(BUILD_SLICE): {
        SAVE();
        Object **block = &slots[pc->b];
        FINISH_BLOCK(slice_new(block[0], block[1], pc->c == 3 ? block[2] : NONE), pc->c);
    }
    CASE(LIST_APPEND): {
        List *list = (List *)slots[pc->a];
        if (LIKELY(list->size < list->capacity)) {
            list->items[list->size++] = TAKE(pc->b);
            NEXT();
        }
        SAVE();
        FINISH_STATUS(ask_to_add(frame, pc));
    }
    CASE(LIST_TO_TUPLE):
        SAVE();
        FINISH_UNARY(list_to_tuple(OPERAND(pc->b)));
    CASE(LIST_EXTEND):
    CASE(SET_ADD):
    CASE(SET_UPDATE):
    CASE(DICT_UPDATE):
    CASE(DICT_MERGE):
        SAVE();
        FINISH_STATUS(ask_to_add(frame, pc));
    CASE(MAP_ADD):
        SAVE();
        FINISH_STATUS(ask_to_map(frame, pc));

    /* -- items and attributes -- */

    CASE(BINARY_SUBSCR): {
        SAVE();
        Object **place = sequence_place(OPERAND(pc->b), OPERAND(pc->c));
        if (!place)
            FINISH(ask_item(frame, pc));
        FINISH_BINARY(incref(*place));
    }
    CASE(STORE_SUBSCR): {
        Object *container = OPERAND(pc->a);
        SAVE();
        Object **place = IS_EXACT(container, list_type)
            ? sequence_place(container, OPERAND(pc->b)) : NULL;
        if (!place)
            FINISH_STATUS(ask_store_item(frame, pc));
        Object *value = TAKE(pc->c);
        replace_reference(*place, value);
        RELEASE(pc->a);
        RELEASE(pc->b);
        NEXT();
    }
    CASE(DELETE_SUBSCR):
        SAVE();
        FINISH_STATUS(ask_delete_item(frame, pc));
    CASE(LOAD_ATTR): {
        SAVE();
        Object **place = cached_attribute(OPERAND(pc->b), &frame->code->sites[pc->c]);
        if (!place || !*place)
            FINISH(ask_attribute(frame, pc));
        FINISH_UNARY(incref(*place));
    }
    CASE(STORE_ATTR): {
        SAVE();
        Object **place = cached_attribute(OPERAND(pc->a), &frame->code->sites[pc->c]);
        if (!place || !*place)
            FINISH_STATUS(ask_store_attribute(frame, pc));
        Object *value = TAKE(pc->b);
        replace_reference(*place, value);
        RELEASE(pc->a);
        NEXT();
    }
    CASE(DELETE_ATTR):
        SAVE();
        FINISH_STATUS(ask_delete_attribute(frame, pc));
    CASE(LOAD_METHOD): {
        SAVE();
        Object *object = TAKE(pc->b), *self = NULL;
        Object *callable = load_method(object, &frame->code->sites[pc->c], &self);
        if (!callable)
            goto error;
        slots[pc->a] = callable;
        slots[pc->a + 1] = self;
        NEXT();
    }

    /* -- calls -- */

    CASE(KW_NAMES):
        kwnames = constants[pc->c];
        NEXT();
    CASE(CALL): {
        Object **block = &slots[pc->b], **args = block + 2;
        Object *callable = block[0];
        int count = pc->c;
        SAVE();
        if (block[1]) { /* a method's self is the first argument */
            args--;
            count++;
        } else if (IS_EXACT(callable, method_type)) {
            block[0] = incref(((Method *)callable)->function);
            block[1] = incref(((Method *)callable)->self);
            decref(callable);
            DISPATCH(); /* once more, with function and self apart */
        }
        Frame *callee = NULL;
        if (LIKELY(IS_EXACT(callable, function_type))) {
            Function *function = (Function *)callable;
            block[0] = NULL; /* the frame owns it now */
            if (LIKELY(!kwnames && fits_positions(function, count)))
                callee = push_positional(frame, function, args, count);
            if (!LIKELY(callee != NULL))
                callee = call_push(function, args, count, kwnames);
            if (!LIKELY(callee != NULL))
                goto error;
        } else if (IS_EXACT(callable, type_type) && !kwnames && !block[1]) {
            callee = push_initialiser(frame, block, count);
            if (!callee && error_occurred())
                goto error;
        }
        if (LIKELY(callee != NULL)) {
            kwnames = NULL;
            callee->result = pc->a;
            frame = callee;
            pc = frame->next;
            ENTER_FRAME();
            if (!LIKELY(!interrupt_waits) && interrupt_handle() < 0)
                goto error;
            DISPATCH();
        }
        int keywords = kwnames ? (int)((Tuple *)kwnames)->size : 0;
        Object *result = call_native(callable, args, count - keywords, kwnames);
        kwnames = NULL;
        FINISH_BLOCK(result, pc->c + 2);
    }
    CASE(CALL_FUNCTION_EX): {
        SAVE();
        Object **block = &slots[pc->b];
        FINISH_BLOCK(call_with_unpacked(block[0], &block[2], pc->x ? block[3] : NULL), 3 + pc->x);
    }
    CASE(MAKE_FUNCTION): {
        SAVE();
        Object *function = make_function(frame, constants[pc->c], pc->x, &slots[pc->b]);
        if (!function)
            goto error;
        STORE(pc->a, function);
        NEXT();
    }
    CASE(RETURN_VALUE): {
        Object *value = TAKE(pc->b);
        SAVE();
        int kind = frame->kind;
        if (LIKELY(kind == FRAME_CALL)) {
            int destination = frame->result;
            frame = pop_returning(frame);
            pc = frame->next;
            ENTER_FRAME();
            STORE(destination, value);
            DISPATCH();
        }
        if (kind == FRAME_INITIALISER) {
            frame = pop_returning(frame);
            pc = frame->next - 1; /* the CALL, which ends now */
            ENTER_FRAME();
            FINISH_BLOCK(initialised(&slots[pc->b], value), pc->c + 2);
        }
        if (kind == FRAME_ENTRY)
            frame_pop();
        else
            generator_finish(generator_of(frame));
        if (kind != FRAME_GENERATOR)
            return value;
        frame = interpreter.frame; /* it stands at the FOR_ITER or SEND, which ends now */
        pc = frame->next - 1;
        ENTER_FRAME();
        if (pc->opcode == SEND)
            STORE(pc->a, value);
        else
            decref(value);
        clear_reference(slots[pc->b]);
        JUMP(pc->c);
    }

    /* -- generators -- */

    CASE(RETURN_GENERATOR): {
        SAVE();
        Object *generator = generator_new(frame);
        if (!generator)
            goto error;
        bool leaves = frame->kind == FRAME_ENTRY;
        int destination = frame->result;
        frame_pop();
        if (leaves)
            return generator;
        frame = interpreter.frame;
        pc = frame->next;
        ENTER_FRAME();
        STORE(destination, generator);
        DISPATCH();
    }
    CASE(YIELD_VALUE): {
        Object *value = TAKE(pc->b);
        SAVE();
        bool leaves = frame->kind == FRAME_GENERATOR_ENTRY;
        generator_leave(generator_of(frame), GENERATOR_SUSPENDED);
        if (leaves)
            return value;
        frame = interpreter.frame; /* it stands at the FOR_ITER or SEND, whose result this is */
        pc = frame->next - 1;
        ENTER_FRAME();
        STORE(pc->a, value);
        NEXT();
    }
    CASE(GET_YIELD_FROM_ITER):
        SAVE();
        FINISH(ask_iterator(frame, pc));
    CASE(SEND): {
        Object *iterator = slots[pc->b], *value = TAKE(pc->a), *returned;
        SAVE();
        if (generator_is_ready(iterator)
            && (value == NONE || ((Generator *)iterator)->state == GENERATOR_SUSPENDED))
            RESUME((Generator *)iterator, value);
        Object *item = generator_send_to(iterator, value, &returned);
        if (item) {
            STORE(pc->a, item);
            NEXT();
        }
        if (!returned)
            goto error;
        STORE(pc->a, returned);
        clear_reference(slots[pc->b]);
        JUMP(pc->c);
    }

    /* -- exceptions -- */

    CASE(RAISE_VARARGS): {
        SAVE();
        Object *exception = pc->x > 0 ? TAKE(pc->b) : NULL;
        Object *cause = pc->x > 1 ? TAKE(pc->c) : NULL;
        bool goes_on = raise_statement(pc->x, exception, cause);
        xdecref(exception);
        xdecref(cause);
        if (goes_on)
            goto unwind;
        goto error;
    }
    CASE(PUSH_EXC_INFO): {
        Object *handled = interpreter.handled;
        interpreter.handled = incref(OPERAND(pc->b));
        STORE(pc->a, handled ? handled : incref(NONE));
        NEXT();
    }
    CASE(CHECK_EXC_MATCH): {
        SAVE();
        int matches = exception_matches_clause(slots[pc->b], OPERAND(pc->c));
        RELEASE(pc->c);
        if (matches < 0)
            goto error;
        STORE(pc->a, bool_from(matches));
        NEXT();
    }
    CASE(POP_EXCEPT): {
        Object *previous = TAKE(pc->b);
        SAVE();
        if (previous == NONE)
            clear_reference(previous);
        replace_reference(interpreter.handled, previous);
        NEXT();
    }
    CASE(RERAISE):
        SAVE();
        error_restore(TAKE(pc->b));
        goto unwind;
    CASE(LOAD_ASSERTION_ERROR):
        STORE(pc->a, incref(&assertion_error_type.head));
        NEXT();
    CASE(BEFORE_WITH): {
        SAVE();
        if (enter_with(TAKE(pc->b), &slots[pc->a], &slots[pc->a + 1]) < 0)
            goto error;
        NEXT();
    }
    CASE(WITH_EXCEPT_START): {
        SAVE();
        Object *result = call_exit_method(slots[pc->b], slots[pc->c]);
        if (!result)
            goto error;
        STORE(pc->a, result);
        NEXT();
    }

    /* -- the rest -- */

    CASE(FORMAT_VALUE):
        SAVE();
        FINISH(ask_format(frame, pc));
    CASE(IMPORT_NAME): {
        SAVE();
        Object **block = &slots[pc->b];
        FINISH_BLOCK(import_name(frame->code->sites[pc->c].name, block[1], block[0]), 2);
    }
    CASE(IMPORT_FROM): {
        SAVE();
        Object *value = import_from(OPERAND(pc->b), frame->code->sites[pc->c].name);
        if (!value)
            goto error;
        STORE(pc->a, value);
        NEXT();
    }
    CASE(IMPORT_STAR):
        SAVE();
        FINISH_UPDATE(import_star(OPERAND(pc->b), frame->namespace));
    CASE(SETUP_ANNOTATIONS):
        SAVE();
        if (setup_annotations(frame->namespace) < 0)
            goto error;
        NEXT();
    CASE(LOAD_BUILD_CLASS):
        SAVE();
        STORE(pc->a, load_build_class(frame));
        if (!slots[pc->a])
            goto error;
        NEXT();
    CASE(PRINT_EXPR):
        SAVE();
        FINISH_UPDATE(print_expression(OPERAND(pc->b)));

traced:
    SAVE();
    if (!debugger_instruction(frame, pc))
        memcpy(dispatch, targets, sizeof targets);
    goto *targets[pc->opcode];

/* Where arithmetic ends whose operands were both ints of one digit, or both floats. A temporary that
 * dies with the instruction becomes the result. */
small_int_result:
    spare = NULL;
    RELEASE_TO_REUSE(pc->b);
    RELEASE_TO_REUSE(pc->c);
store_small_int: {
    Object *result = int_in_place(spare, small);
    if (!LIKELY(result != NULL))
        goto error;
    STORE_NUMBER(pc->a, result);
    NEXT();
}
float_result: {
    spare = NULL;
    RELEASE_TO_REUSE(pc->b);
    RELEASE_TO_REUSE(pc->c);
    Object *result = float_in_place(spare, real);
    if (!LIKELY(result != NULL))
        goto error;
    STORE_NUMBER(pc->a, result);
    NEXT();
}

error: /* raised in this frame: its line goes into the traceback */
    kwnames = NULL;
    SAVE();
    traceback_add(frame);
unwind:
    for (;;) {
        pc = unwind_to_handler(frame);
        if (pc)
            break;
        int kind = frame->kind;
        if (kind == FRAME_GENERATOR || kind == FRAME_GENERATOR_ENTRY)
            generator_fail(generator_of(frame));
        else
            frame_pop();
        if (kind == FRAME_INITIALISER)
            recursion_leave();
        if (kind == FRAME_ENTRY || kind == FRAME_GENERATOR_ENTRY)
            return NULL;
        frame = interpreter.frame;
        traceback_add(frame);
    }
    ENTER_FRAME();
    DISPATCH();
}
