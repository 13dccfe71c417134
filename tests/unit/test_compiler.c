// links: interp
/*
 * The compiler: which instructions it makes of what, and that everything it makes passes the
 * verifier. What programs do is tested by the corpus.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "compiler/compile.h"
#include "memory/memory.h"
#include "program/image.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

static MemoryStatistics before;
static CodeDraft *module;

static int start(void **state)
{
    (void)state;
    static char *argv[] = { "test_compiler" };
    mem_statistics(&before);
    module = NULL;
    return interpreter_start(1, argv);
}

static int stop(void **state)
{
    (void)state;
    MemoryStatistics after;
    draft_free(module);
    interpreter_stop();
    mem_statistics(&after);
    return after.blocks == before.blocks ? 0 : -1;
}

static CodeDraft *compile_module(const char *source)
{
    draft_free(module);
    module = compile_source(source, strlen(source), "test", COMPILE_FILE);
    assert_non_null(module);
    return module;
}

/* The code of the first function in the module. */
static CodeDraft *compile_function(const char *source)
{
    compile_module(source);
    for (uint32_t i = 0; i < module->constant_count; i++)
        if (module->constants[i].code)
            return module->constants[i].code;
    fail();
    return NULL;
}

static uint32_t count(const CodeDraft *code, Opcode opcode)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < code->instruction_count; i++)
        found += code->instructions[i].opcode == opcode;
    return found;
}

static const Instruction *find(const CodeDraft *code, Opcode opcode)
{
    for (uint32_t i = 0; i < code->instruction_count; i++)
        if (code->instructions[i].opcode == opcode)
            return &code->instructions[i];
    fail();
    return NULL;
}

static void operators_read_locals_and_constants_where_they_are(void **state)
{
    (void)state;
    CodeDraft *f = compile_function("def f(x, y):\n    x = x + 1\n    y = x * y\n");
    const Instruction *add = find(f, BINARY_ADD), *multiply = find(f, BINARY_MULTIPLY);
    assert_int_equal(add->a, 0);
    assert_int_equal(add->b, 0);
    assert_true(add->c < 0);
    assert_int_equal(multiply->a, 1);
    assert_int_equal(multiply->b, 0);
    assert_int_equal(multiply->c, 1);
    assert_int_equal(f->temporaries, 0);
}

static void a_local_that_a_later_operand_rebinds_is_read_first(void **state)
{
    (void)state;
    CodeDraft *f = compile_function("def f(x):\n    return x + (x := 2)\n");
    assert_true(find(f, BINARY_ADD)->b >= (int)f->locals);
}

static void comparisons_in_conditions_are_fused_with_their_jump(void **state)
{
    (void)state;
    CodeDraft *f = compile_function("def f(x):\n    while x < 10 and not x == 5:\n        x += 1\n");
    assert_int_equal(count(f, JUMP_IF_LT), 1);
    assert_int_equal(count(f, JUMP_IF_EQ), 1);
    assert_int_equal(count(f, COMPARE_LT) + count(f, UNARY_NOT) + count(f, POP_JUMP_IF_FALSE), 0);
}

static void a_loop_stores_straight_into_its_variable(void **state)
{
    (void)state;
    CodeDraft *f = compile_function("def f(a):\n    for i in a:\n        pass\n");
    assert_int_equal(find(f, FOR_ITER)->a, 1);
}

static void only_locals_that_may_be_unbound_are_checked(void **state)
{
    (void)state;
    const struct { const char *source; uint32_t checks; } cases[] = {
        { "def f(x):\n    y = x\n    return x + y\n", 0 },
        { "def f(x):\n    if x:\n        y = 1\n    return y\n", 1 },
        { "def f(x):\n    if x:\n        y = 1\n    else:\n        y = 2\n    return y\n", 0 },
        { "def f(x):\n    for y in x:\n        print(y)\n    return y\n", 1 },
        { "def f(x):\n    while x:\n        print(x)\n        del x\n", 1 },
        { "def f(x):\n    try:\n        y = x()\n    except E:\n        print(y)\n", 1 },
        { "def f(x):\n    if x:\n        return\n    else:\n        y = 1\n    return y\n", 0 },
        { "def f():\n    print(y)\n    y = 1\n", 1 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(count(compile_function(cases[i].source), LOAD_FAST_CHECK),
                         cases[i].checks);
}

static void constants_are_folded_with_cpythons_limits(void **state)
{
    (void)state;
    CodeDraft *f = compile_function("def f():\n    return (1 + 2 * 3, -1, 'a' * 3, (1, (2,)))\n");
    assert_int_equal(f->instruction_count, 1);
    f = compile_function("def f():\n    return 1 / 0\n"); /* raises when it runs */
    assert_int_equal(count(f, BINARY_TRUE_DIVIDE), 1);
    f = compile_function("def f():\n    return 'a' * 5000\n");
    assert_int_equal(count(f, BINARY_MULTIPLY), 1);
    f = compile_function("def f(x):\n    return x in [1, 2], x in {3, 4}\n");
    assert_int_equal(count(f, BUILD_LIST) + count(f, BUILD_SET), 0);
}

static void equal_constants_of_one_type_are_one(void **state)
{
    (void)state;
    CodeDraft *f = compile_function("def f():\n    return g(1, 1, 1.0, True, 0.0, -0.0, 'a', 'a')\n");
    uint32_t numbers = 0, texts = 0;
    for (uint32_t i = 0; i < f->constant_count; i++) {
        Object *value = f->constants[i].value;
        numbers += value && (IS_INT(value) || IS_EXACT(value, float_type));
        texts += value && IS_STR(value);
    }
    assert_int_equal(numbers, 5);
    assert_int_equal(texts, 1);
}

static void the_first_constant_is_the_docstring(void **state)
{
    (void)state;
    CodeDraft *f = compile_function("def f():\n    'what it does'\n    return 1\n");
    assert_true(str_equal_text(f->constants[0].value, "what it does"));
    f = compile_function("def f():\n    return 'no'\n");
    assert_ptr_equal(f->constants[0].value, NONE);
}

static void instructions_know_their_place_in_the_source(void **state)
{
    (void)state;
    CodeDraft *f = compile_function("def f(a, b):\n    return (a\n            + b)\n");
    const Position *p = &f->positions[find(f, BINARY_ADD) - f->instructions];
    assert_int_equal(p->line, 2);
    assert_int_equal(p->more_lines, 1);
    assert_int_equal(p->column, 12);
    assert_int_equal(p->end_column, 15);
}

static void expect_refusal(const char *source, const char *message)
{
    CodeDraft *draft = compile_source(source, strlen(source), "test", COMPILE_FILE);
    assert_null(draft);
    Object *exception = error_fetch();
    assert_ptr_equal(exception->type, &syntax_error_type);
    Tuple *args = (Tuple *)((Exception *)exception)->args;
    assert_true(str_equal_text(args->items[0], message));
    assert_int_equal(args->size, 2); /* message, (file, line, column, text, ..) */
    decref(exception);
}

static void mistakes_that_need_the_whole_scope_are_named(void **state)
{
    (void)state;
    expect_refusal("return 1\n", "'return' outside function");
    expect_refusal("def f():\n    break\n", "'break' outside loop");
    expect_refusal("continue\n", "'continue' not properly in loop");
    expect_refusal("def f(x, x): pass\n", "duplicate argument 'x' in function definition");
    expect_refusal("def f():\n    nonlocal x\n", "no binding for nonlocal 'x' found");
    expect_refusal("def f():\n    x = 1\n    global x\n",
                   "name 'x' is assigned to before global declaration");
    expect_refusal("f(a=1, a=2)\n", "keyword argument repeated: a");
    expect_refusal("*a = 1\n", "starred assignment target must be in a list or tuple");
    expect_refusal("try: pass\nexcept: pass\nexcept E: pass\n",
                   "default 'except:' must be last");
}

static const char everything_that_runs[] =
    "import sys\n"
    "def f(a, b=1, *c, d=2, **e):\n"
    "    def g():\n        nonlocal a\n        a += b\n        return lambda x=a: x + b + h\n"
    "    for i, (j, *k) in c:\n"
    "        try:\n"
    "            if i < j <= len(k) != d: continue\n"
    "            elif i in e and not j: break\n"
    "            with a as b, d: return i\n"
    "        except (KeyError, ValueError) as error:\n"
    "            try: raise error from None\n"
    "            finally: del error\n"
    "        except OSError: raise\n"
    "        else: print(i, *k, sep='', **e)\n"
    "        finally:\n"
    "            while a: a -= 1\n"
    "            else: del j\n"
    "    else: i = [x for x in c if x for y in x], {x: y for x, y in c}, {x for x in c}\n"
    "    global h\n"
    "    h = f'{a!r:>{b}}{c=}' if a or b else 'x' * b\n"
    "    a.b[c:d, 1] += e.f(g)(*c)\n"
    "    c, *k = x = a[1], a[::2]\n"
    "    assert a < b, c\n"
    "    return g\n"
    "x: int = 1\n";

/* Everything at once: the image's reader checks every field, jump, temporary and handler. */
static void what_is_compiled_passes_the_verifier(void **state)
{
    (void)state;
    compile_module(everything_that_runs);
    size_t size;
    uint8_t *image = image_write(module, "test", everything_that_runs,
                                 sizeof everything_that_runs - 1, &size);
    assert_non_null(image);
    Object *owner = image_owner_new(image, size);
    Code *code = image_load(image, size, owner);
    decref(owner);
    assert_non_null(code);
    decref(code);
}

static void a_prompt_can_ask_whether_more_lines_follow(void **state)
{
    (void)state;
    assert_true(source_is_incomplete("def f():\n", 9));
    assert_true(source_is_incomplete("f(1,\n", 5));
    assert_false(source_is_incomplete("f(1)\n", 5));
    assert_false(source_is_incomplete("f(1))\n", 6));
    assert_false(error_occurred());
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(operators_read_locals_and_constants_where_they_are),
        TEST(a_local_that_a_later_operand_rebinds_is_read_first),
        TEST(comparisons_in_conditions_are_fused_with_their_jump),
        TEST(a_loop_stores_straight_into_its_variable),
        TEST(only_locals_that_may_be_unbound_are_checked),
        TEST(constants_are_folded_with_cpythons_limits), TEST(equal_constants_of_one_type_are_one),
        TEST(the_first_constant_is_the_docstring),
        TEST(instructions_know_their_place_in_the_source),
        TEST(mistakes_that_need_the_whole_scope_are_named),
        TEST(what_is_compiled_passes_the_verifier),
        TEST(a_prompt_can_ask_whether_more_lines_follow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
