// links: interp
/*
 * The machine's loop, on instructions put together by hand: operands and results, counts, calls,
 * and the way of an exception. What the compiler makes of Python text is tested elsewhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "memory/memory.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

#define CONSTANT(n) (~(n))
enum { NAMES = 8 };

static MemoryStatistics before;

static int start(void **state)
{
    (void)state;
    static char *argv[] = {"test_eval"};
    mem_statistics(&before);
    return interpreter_start(1, argv);
}

/* Every test ends with an empty heap: no count was too high. */
static int stop(void **state)
{
    (void)state;
    interpreter_stop();
    MemoryStatistics after;
    mem_statistics(&after);
    return after.blocks == before.blocks ? 0 : -1;
}

/* A code object of these instructions; constants are stolen, names are sites in order. */
static Code *assemble(const Instruction *instructions, uint32_t count, int locals, int temporaries,
                      int constant_count, Object **constants, const char *const *names)
{
    static const Position positions[64] = {{.line = 1, .column = 0xFFFF, .end_column = 0xFFFF}};
    assert_true(count <= 64);
    Code *code = object_new(&code_type, 0);
    code->name = str_from("f");
    code->qualified_name = str_from("f");
    code->filename = str_from("test");
    code->flags = CODE_OPTIMIZED; /* a function, not a class body */
    code->locals = (uint16_t)locals;
    code->temporaries = (uint16_t)temporaries;
    code->instruction_count = count;
    code->instructions = instructions;
    code->positions = positions;
    code->constant_count = (uint32_t)constant_count;
    code->constants = mem_alloc((size_t)constant_count * sizeof(Object *));
    for (int i = 0; i < constant_count; i++)
        code->constants[i] = constants[i];
    while (names && names[code->site_count])
        code->site_count++;
    code->sites = mem_alloc_zeroed(code->site_count * sizeof(Site));
    for (uint32_t i = 0; i < code->site_count; i++)
        code->sites[i].name = str_interned(names[i]);
    code->local_names = tuple_new((size_t)locals);
    for (int i = 0; i < locals; i++)
        ((Tuple *)code->local_names)->items[i] = str_from_format("v%d", i);
    return code;
}

#define ASSEMBLE(instructions, locals, temporaries, constant_count, constants, names) \
    assemble(instructions, sizeof instructions / sizeof instructions[0], locals, temporaries, \
             constant_count, constants, names)

static Object *run(Code *code, Object *globals)
{
    return interpreter_run_code(code, globals, globals);
}

static int64_t value_of(Object *o)
{
    bool overflow;
    assert_non_null(o);
    assert_true(IS_INT(o));
    return int_as_int64(o, &overflow);
}

/* 20 * 3 + 2, by way of a temporary. */
static void test_operands_and_results(void **state)
{
    (void)state;
    static const Instruction instructions[] = {
        {STORE_FAST, 0, 0, CONSTANT(0), 0},
        {BINARY_MULTIPLY, 0, 1, 0, CONSTANT(1)},
        {BINARY_ADD, 0, 0, 1, CONSTANT(2)},
        {RETURN_VALUE, 0, 0, 0, 0},
    };
    Object *constants[] = {int_from(20000), int_from(3), int_from(2)}, *globals = dict_new();
    Code *code = ASSEMBLE(instructions, 1, 1, 3, constants, NULL);
    Object *result = run(code, globals);
    assert_int_equal(value_of(result), 60002);
    assert_int_equal(result->refcount, 1);
    assert_int_equal(constants[0]->refcount, 1);
    decref(result);
    decref(code);
    decref(globals);
}

/* fib(n) by its own global name: calls, jumps, comparison, returns into temporaries. */
static const Instruction fib_instructions[] = {
    {JUMP_IF_LT, 0, 1, 0, CONSTANT(0)},      /* if not n < 2: skip */
    {RETURN_VALUE, 0, 0, 0, 0},
    {LOAD_GLOBAL, 0, 1, 0, 0},
    {BINARY_SUBTRACT, 0, 3, 0, CONSTANT(1)},
    {CALL, 0, 1, 1, 1},
    {LOAD_GLOBAL, 0, 2, 0, 0},
    {BINARY_SUBTRACT, 0, 4, 0, CONSTANT(0)},
    {CALL, 0, 2, 2, 1},
    {BINARY_ADD, 0, 1, 1, 2},
    {RETURN_VALUE, 0, 0, 1, 0},
};

static Object *make_fib(Object *globals)
{
    static const char *const names[] = {"fib", NULL};
    Object *constants[] = {int_from(2), int_from(1)};
    Code *code = ASSEMBLE(fib_instructions, 1, 4, 2, constants, names);
    code->positional = 1;
    Object *fib = function_new(code, globals, NULL);
    decref(code);
    assert_int_equal(dict_set_text(globals, "fib", fib), 0);
    return fib;
}

static void test_calls_of_python_functions(void **state)
{
    (void)state;
    Object *globals = dict_new(), *fib = make_fib(globals), *n = int_from(20);
    Object *result = object_call_one(fib, n);
    assert_int_equal(value_of(result), 6765);
    assert_int_equal(fib->refcount, 2); /* ours and the global name's */
    assert_null(interpreter.frame);
    assert_int_equal(interpreter.depth, 0);
    assert_ptr_equal(interpreter.frame_stack_top, interpreter.frame_stack_high);
    dict_delete(globals, ((Function *)fib)->code->name);
    assert_int_equal(dict_set_text(globals, "fib", NONE), 0); /* the cycle through the dict ends */
    decref(result);
    decref(fib);
    decref(n);
    decref(globals);
}

/* Endless recursion is a RecursionError, and every frame is given back. */
static void test_recursion_ends_in_an_exception(void **state)
{
    (void)state;
    static const Instruction instructions[] = {
        {LOAD_GLOBAL, 0, 0, 0, 0}, {CALL, 0, 0, 0, 0}, {RETURN_VALUE, 0, 0, 0, 0}};
    static const char *const names[] = {"f", NULL};
    Object *globals = dict_new();
    Code *code = ASSEMBLE(instructions, 0, 2, 0, NULL, names);
    Object *f = function_new(code, globals, NULL);
    dict_set_text(globals, "f", f);
    assert_null(object_call(f, NULL, 0, NULL));
    assert_true(error_matches(&recursion_error_type));
    error_clear();
    assert_null(interpreter.frame);
    assert_ptr_equal(interpreter.frame_stack_top, interpreter.frame_stack_high);
    dict_set_text(globals, "f", NONE);
    decref(f);
    decref(code);
    decref(globals);
}

/* try: [a temporary is alive] 1 // 0  except ZeroDivisionError: return 7 */
static void test_a_handler_takes_its_exception(void **state)
{
    (void)state;
    static const Instruction instructions[] = {
        {LOAD_CONST, 0, 0, CONSTANT(0), 0},               /* alive below the handler's depth */
        {LOAD_CONST, 0, 1, CONSTANT(0), 0},               /* above: released on the way */
        {BINARY_FLOOR_DIVIDE, 0, 2, CONSTANT(0), CONSTANT(1)},
        {PUSH_EXC_INFO, 0, 2, 1, 0},                      /* handler, exception in temporary 1 */
        {LOAD_GLOBAL, 0, 3, 0, 0},
        {CHECK_EXC_MATCH, 0, 3, 1, 3},
        {POP_JUMP_IF_FALSE, 0, 4, 3, 0},
        {POP_EXCEPT, 0, 0, 2, 0},
        {POP_TOP, 0, 0, 1, 0},
        {POP_TOP, 0, 0, 0, 0},
        {RETURN_VALUE, 0, 0, CONSTANT(2), 0},
        {RERAISE, 0, 0, 1, 0},
    };
    static const ExceptionRange ranges[] = {{2, 3, 3, 1}};
    static const char *const names[] = {"ZeroDivisionError", NULL};
    Object *constants[] = {int_from(1000), int_from(0), int_from(7)}, *globals = dict_new();
    Code *code = ASSEMBLE(instructions, 0, 4, 3, constants, names);
    code->exception_ranges = ranges;
    code->exception_range_count = 1;
    Object *result = run(code, globals);
    assert_int_equal(value_of(result), 7);
    assert_null(interpreter.handled);
    assert_false(error_occurred());
    assert_int_equal(constants[0]->refcount, 1);
    decref(result);
    decref(code);
    decref(globals);
}

/* An exception without a handler leaves all frames, and its traceback names each. */
static void test_an_uncaught_exception_leaves_every_frame(void **state)
{
    (void)state;
    static const Instruction inner[] = {
        {BINARY_ADD, 0, 1, 0, CONSTANT(0)}, {RETURN_VALUE, 0, 0, 1, 0}};
    static const Instruction outer[] = {
        {LOAD_GLOBAL, 0, 0, 0, 0}, {LOAD_CONST, 0, 2, CONSTANT(0), 0}, {CALL, 0, 0, 0, 1},
        {RETURN_VALUE, 0, 0, 0, 0}};
    static const char *const names[] = {"g", NULL};
    Object *globals = dict_new(), *one[] = {int_from(1000)}, *text[] = {str_from("text")};
    Code *inner_code = ASSEMBLE(inner, 1, 1, 1, one, NULL);
    inner_code->positional = 1;
    Object *g = function_new(inner_code, globals, NULL);
    dict_set_text(globals, "g", g);
    Code *outer_code = ASSEMBLE(outer, 0, 3, 1, text, names);
    assert_null(run(outer_code, globals));
    assert_true(error_matches(&type_error_type));
    Traceback *entry = (Traceback *)((Exception *)interpreter.exception)->traceback;
    assert_int_equal(entry->instruction, 2);
    assert_int_equal(entry->next->instruction, 0);
    assert_null(entry->next->next);
    assert_int_equal(text[0]->refcount, 2); /* the constant, and g's parameter in the traceback */
    error_clear();
    assert_int_equal(text[0]->refcount, 1);
    dict_set_text(globals, "g", NONE);
    decref(g);
    decref(inner_code);
    decref(outer_code);
    decref(globals);
}

/* for x in range(n): total += x, the iterator released at the end. */
static void test_for_loop_over_a_range(void **state)
{
    (void)state;
    static const Instruction instructions[] = {
        {LOAD_GLOBAL, 0, 2, 0, 0},
        {LOAD_CONST, 0, 4, CONSTANT(0), 0},
        {CALL, 0, 2, 2, 1},
        {GET_ITER, 0, 2, 2, 0},
        {STORE_FAST, 0, 0, CONSTANT(1), 0},
        {FOR_ITER, 0, 1, 2, 2},
        {INPLACE_ADD, 0, 0, 0, 1},
        {JUMP_BACKWARD, 0, 0, -3, -1},
        {RETURN_VALUE, 0, 0, 0, 0},
    };
    static const char *const names[] = {"range", NULL};
    Object *constants[] = {int_from(100000), int_from(0)}, *globals = dict_new();
    Code *code = ASSEMBLE(instructions, 2, 3, 2, constants, names);
    Object *result = run(code, globals);
    assert_int_equal(value_of(result), 4999950000);
    decref(result);
    decref(code);
    decref(globals);
}

/* Whichever allocation fails, fib ends with MemoryError (or not at all) and leaks nothing. */
static void test_running_out_of_memory_is_an_exception(void **state)
{
    (void)state;
    Object *globals = dict_new(), *fib = make_fib(globals), *n = int_from(5);
    int failures = 0;
    for (size_t at = 1; at < 40; at++) {
        mem_fail_at = at;
        Object *result = object_call_one(fib, n);
        mem_fail_at = 0;
        if (!result) {
            assert_true(error_matches(&memory_error_type));
            failures++;
        } else {
            assert_int_equal(value_of(result), 5);
        }
        error_clear();
        xdecref(result);
        assert_null(interpreter.frame);
    }
    (void)failures; /* fib(5) needs no memory but its interned ints: frames are on the stack */
    dict_set_text(globals, "fib", NONE);
    decref(fib);
    decref(n);
    decref(globals);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_operands_and_results),
        TEST(test_calls_of_python_functions),
        TEST(test_recursion_ends_in_an_exception),
        TEST(test_a_handler_takes_its_exception),
        TEST(test_an_uncaught_exception_leaves_every_frame),
        TEST(test_for_loop_over_a_range),
        TEST(test_running_out_of_memory_is_an_exception),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
