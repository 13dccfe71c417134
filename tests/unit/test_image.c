// links: interp
/*
 * test_image.c: what is written into an image comes out of it again, each constant once; and no
 * image, however damaged or made, makes the interpreter touch memory that is not its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#define raise raise_signal /* the interpreter has a raise of its own (vm/errors.h) */
#include <sys/wait.h>
#undef raise
#include <unistd.h>
#include <cmocka.h>

#include "memory/memory.h"
#include "program/image.h"
#include "program/image_format.h"
#include "program/launch.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

enum { FLIPS = 600, CHILD_SECONDS = 2 };

/* A program with something of everything: closures, loops, handlers, all sorts of constants. */
static const char sample[] =
    "def outer(a, b=2, *rest, c=3, **more):\n"
    "    total = 0\n"
    "    def inner(x):\n"
    "        nonlocal total\n"
    "        total += x\n"
    "        return total\n"
    "    for i in range(a):\n"
    "        if i % 2 and i not in rest:\n"
    "            continue\n"
    "        inner(i)\n"
    "    while total > 100 or b < 0:\n"
    "        total -= 1\n"
    "    else:\n"
    "        b = [total, (a, b), {'k': c, **more}]\n"
    "    return f'{total!r:>5}{b[0]}', b[1:], a < b[0] < 100\n"
    "def failing(n):\n"
    "    try:\n"
    "        return 10 // n\n"
    "    except (ZeroDivisionError, ValueError) as error:\n"
    "        return str(error)\n"
    "    finally:\n"
    "        n = 'a text that is not a name', 1.5, -0.0, 2 ** 20, None, ...\n"
    "first, *others = outer(7, 1, 3, d=4), failing(0), failing(2)\n"
    "names = {'a': 1, 'b': 2}\n"
    "for key in names:\n"
    "    names[key] = 'sch\xC3\xB6n \xE2\x82\xAC \xF0\x9F\x90\x8D'\n"
    "result = [first, others, names, 1000 == 1000, 'ab' 'cd']\n";

static int start(void **state)
{
    (void)state;
    static char *arguments[] = { "test", NULL };
    return interpreter_start(1, arguments);
}

static int stop(void **state)
{
    (void)state;
    interpreter_stop();
    return 0;
}

static uint8_t *compile(const char *source, size_t *size)
{
    uint8_t *image = launch_compile((const uint8_t *)source, strlen(source), "sample.py", size);
    if (!image)
        traceback_print(error_fetch());
    assert_non_null(image);
    return image;
}

/* Loads a copy of an image; the copy ends where its memory ends. */
static Code *load_copy(const uint8_t *image, size_t size)
{
    uint8_t *copy = malloc(size + !size);
    memcpy(copy, image, size);
    Code *code = image_load(copy, size, NULL);
    if (!code) {
        assert_true(error_matches(&value_error_type) || error_matches(&memory_error_type));
        error_clear();
        free(copy);
    }
    return code; /* the copy stays with it: the process ends, or the caller frees it */
}

static void put_checksum(uint8_t *image)
{
    ImageHeader *header = (ImageHeader *)image;
    header->checksum = image_checksum(image + IMAGE_CHECKSUM_START,
                                      header->source_offset - IMAGE_CHECKSUM_START);
}

/* ---- what comes out ------------------------------------------------------------------------- */

static Object *run_and_get(const char *source, const char *name)
{
    size_t size;
    uint8_t *image = compile(source, &size);
    Object *owner = image_owner_new(image, size);
    Code *code = image_load(image, size, owner);
    assert_non_null(code);
    decref(owner);
    Object *globals = dict_new();
    dict_set_text(globals, "__builtins__", NONE);
    Object *none = interpreter_run_code(code, globals, globals);
    if (!none)
        traceback_print(error_fetch());
    assert_non_null(none);
    decref(none);
    Object *value = xincref(dict_get_text(globals, name));
    assert_non_null(value);
    decref(code);
    decref(globals);
    return value;
}

static void assert_repr(const char *expression, const char *expected)
{
    char source[256];
    strcpy(source, "value = ");
    strcat(source, expression);
    strcat(source, "\n");
    Object *value = run_and_get(source, "value");
    Object *text = object_repr(value);
    size_t size;
    char *utf8 = str_to_utf8(text, &size);
    assert_string_equal(utf8, expected);
    mem_free(utf8, size + 1);
    decref(text);
    decref(value);
}

static void constants_of_every_kind_come_back(void **state)
{
    (void)state;
    assert_repr("None, True, False, ...", "(None, True, False, Ellipsis)");
    assert_repr("0, 256, 257, -5, -6, 2147483648", "(0, 256, 257, -5, -6, 2147483648)");
    assert_repr("9223372036854775807", "9223372036854775807");
    assert_repr("0.0, -0.0, 1.5, 1e300", "(0.0, -0.0, 1.5, 1e+300)");
    assert_repr("'', 'name', 'a text'", "('', 'name', 'a text')");
    assert_repr("'\xC3\xB6', '\xE2\x82\xAC', '\xF0\x9F\x90\x8D'",
                "('\xC3\xB6', '\xE2\x82\xAC', '\xF0\x9F\x90\x8D')");
    assert_repr("((1, (2, 3)), ())", "((1, (2, 3)), ())");
}

static void equal_constants_are_one_object_in_all_functions(void **state)
{
    (void)state;
    assert_repr("(lambda: 1000)() is (lambda: 1000)()", "True");
    assert_repr("(lambda: 'a text')() is (lambda: 'a text')()", "True");
    assert_repr("(lambda: 0.0)() is (lambda: -0.0)()", "False");
}

static void the_source_text_is_checked_when_it_is_wanted(void **state)
{
    (void)state;
    size_t size;
    uint8_t *image = compile(sample, &size);
    Code *code = image_load(image, size, NULL);
    assert_true(image_source_is_intact(code));
    decref(code);
    uint8_t *damaged = malloc(size);
    memcpy(damaged, image, size);
    damaged[size - 3] ^= 4;
    code = image_load(damaged, size, NULL);
    assert_non_null(code);
    assert_false(image_source_is_intact(code));
    decref(code);
    free(damaged);
    mem_free(image, size);
}

/* ---- what does not go in -------------------------------------------------------------------- */

static void an_image_that_is_cut_off_is_refused(void **state)
{
    (void)state;
    size_t size;
    uint8_t *image = compile(sample, &size);
    for (size_t length = 0; length < size; length += 1 + length / 100)
        assert_null(load_copy(image, length));
    mem_free(image, size);
}

static void a_flipped_bit_is_noticed(void **state)
{
    (void)state;
    size_t size;
    uint8_t *image = compile(sample, &size);
    uint32_t checked = ((ImageHeader *)image)->source_offset;
    srand(21);
    for (int n = 0; n < FLIPS; n++) {
        uint32_t bit = rand() % (checked * 8);
        image[bit / 8] ^= 1 << bit % 8;
        assert_null(load_copy(image, size));
        image[bit / 8] ^= 1 << bit % 8;
    }
    mem_free(image, size);
}

/* In a process of its own: runs the image, if it is let in. Any end is fine but a crash. */
static void run_in_child(const uint8_t *image, size_t size)
{
    pid_t pid = fork();
    if (pid == 0) {
        alarm(CHILD_SECONDS); /* a loop without an end is no crash */
        dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
        Code *code = load_copy(image, size);
        Object *globals = code ? dict_new() : NULL;
        if (globals)
            interpreter_run_code(code, globals, globals);
        _exit(0);
    }
    int status;
    waitpid(pid, &status, 0);
    if (WIFSIGNALED(status))
        assert_int_equal(WTERMSIG(status), SIGALRM);
    else
        assert_int_equal(WEXITSTATUS(status), 0);
}

/* Damage that looks like code: a field of some instruction gets a small number, or another opcode. */
static void change_an_instruction(uint8_t *image)
{
    const ImageHeader *header = (const ImageHeader *)image;
    const ImageCode *codes = (const ImageCode *)(image + header->codes_offset);
    const ImageCode *code = &codes[rand() % header->code_count];
    Instruction *i = (Instruction *)(image + code->instructions_offset) +
                     rand() % code->instruction_count;
    int16_t small = rand() % 24 - 8;
    switch (rand() % 5) {
    case 0: i->opcode = rand() % OPCODE_COUNT; break;
    case 1: i->x ^= 1 << rand() % 3; break;
    case 2: i->a = small; break;
    case 3: i->b = small; break;
    default: i->c = small;
    }
}

static void hostile_instructions_do_no_harm(void **state)
{
    (void)state;
    size_t size;
    uint8_t *image = compile(sample, &size);
    uint8_t *changed = malloc(size);
    srand(23);
    for (int n = 0; n < FLIPS; n++) {
        memcpy(changed, image, size);
        for (int changes = 1 + n % 2; changes > 0; changes--)
            change_an_instruction(changed);
        put_checksum(changed);
        run_in_child(changed, size);
    }
    free(changed);
    mem_free(image, size);
}

static void a_hostile_image_with_a_right_checksum_does_no_harm(void **state)
{
    (void)state;
    size_t size;
    uint8_t *image = compile(sample, &size);
    uint32_t checked = ((ImageHeader *)image)->source_offset;
    uint8_t *changed = malloc(size);
    srand(22);
    for (int n = 0; n < FLIPS; n++) {
        memcpy(changed, image, size);
        for (int flips = 1 + n % 3; flips > 0; flips--) {
            uint32_t bit = IMAGE_CHECKSUM_START * 8 + rand() % ((checked - IMAGE_CHECKSUM_START) * 8);
            changed[bit / 8] ^= 1 << bit % 8;
        }
        uint32_t end = ((ImageHeader *)changed)->source_offset;
        if (end <= size && end >= IMAGE_CHECKSUM_START)
            put_checksum(changed);
        run_in_child(changed, size);
    }
    free(changed);
    mem_free(image, size);
}

/* ---- the verifier, instruction by instruction ----------------------------------------------- */

enum { LOCALS = 2, TEMPORARIES = 4, T0 = LOCALS, T1 = LOCALS + 1 };

/* A module with these instructions, two locals, four temporaries, the constants None and "name"
 * and the site "name". Whether it is let in. */
static bool accepts(Instruction *instructions, uint32_t count, ExceptionRange *range)
{
    Object *name = str_interned("name"), *names[LOCALS] = { name, name };
    DraftConstant constants[] = { { .value = NONE }, { .value = name } };
    Position positions[16] = { { .line = 1 } };
    CodeDraft draft = {
        .name = name, .qualified_name = name, .locals = LOCALS, .temporaries = TEMPORARIES,
        .instructions = instructions, .instruction_count = count, .positions = positions,
        .constants = constants, .constant_count = 2, .sites = &name, .site_count = 1,
        .local_names = names, .ranges = range, .range_count = range ? 1 : 0,
    };
    size_t size;
    uint8_t *image = image_write(&draft, "test", "", 0, &size);
    assert_non_null(image);
    Code *code = image_load(image, size, NULL);
    if (!code) {
        assert_true(error_matches(&value_error_type));
        error_clear();
    }
    bool accepted = code;
    xdecref(code);
    mem_free(image, size);
    decref(name);
    return accepted;
}

#define CODE(...) ((Instruction[]){ __VA_ARGS__ })
#define ACCEPTS(...) \
    accepts(CODE(__VA_ARGS__), sizeof CODE(__VA_ARGS__) / sizeof(Instruction), NULL)
#define RETURN_NONE { RETURN_VALUE, 0, 0, ~0, 0 }
#define LOAD(temporary) { LOAD_CONST, 0, temporary, ~0, 0 }

static void fields_out_of_range_are_refused(void **state)
{
    (void)state;
    assert_true(ACCEPTS(RETURN_NONE));
    assert_true(ACCEPTS(LOAD(T0), { RETURN_VALUE, 0, 0, T0, 0 }));
    assert_false(ACCEPTS({ RETURN_VALUE, 0, 0, ~2, 0 }));                 /* no such constant */
    assert_false(ACCEPTS(LOAD(LOCALS + TEMPORARIES), RETURN_NONE));        /* no such slot */
    assert_false(ACCEPTS(LOAD(-1), RETURN_NONE));
    assert_false(ACCEPTS({ LOAD_GLOBAL, 0, 0, 0, 1 }, RETURN_NONE));       /* no such name */
    assert_false(ACCEPTS({ JUMP_FORWARD, 0, 0, 1, 0 }, RETURN_NONE));      /* out of the code */
    assert_false(ACCEPTS({ JUMP_BACKWARD, 0, 0, -3, -1 }, RETURN_NONE));
    assert_false(ACCEPTS({ OPCODE_COUNT, 0, 0, 0, 0 }, RETURN_NONE));
    assert_false(ACCEPTS(LOAD(T0)));                                       /* falls off the end */
    assert_false(ACCEPTS({ NOP, 0, 0, 7, 0 }, RETURN_NONE));               /* should be empty */
    assert_false(ACCEPTS({ BUILD_LIST, 0, 0, T0, TEMPORARIES + 1 }, RETURN_NONE));
    assert_false(ACCEPTS({ BUILD_LIST, 0, 0, T0, -1 }, RETURN_NONE));
    assert_false(ACCEPTS({ MAKE_FUNCTION, 0, 0, T0, 0 }, RETURN_NONE));    /* None is no code */
    assert_false(ACCEPTS({ KW_NAMES, 0, 0, 0, 1 }, RETURN_NONE));          /* no tuple, no CALL */
}

static void an_empty_slot_is_never_read(void **state)
{
    (void)state;
    assert_false(ACCEPTS({ RETURN_VALUE, 0, 0, T0, 0 }));
    assert_false(ACCEPTS({ RETURN_VALUE, 0, 0, 0, 0 }));                   /* an unbound local */
    assert_true(ACCEPTS({ LOAD_FAST_CHECK, 0, 0, 0, 0 }, { RETURN_VALUE, 0, 0, 0, 0 }));
    /* consumed twice */
    assert_false(ACCEPTS(LOAD(T0), { BINARY_ADD, 0, T1, T0, T0 }, { RETURN_VALUE, 0, 0, T1, 0 }));
    assert_false(ACCEPTS(LOAD(T0), { POP_TOP, 0, 0, T0, 0 }, { RETURN_VALUE, 0, 0, T0, 0 }));
    /* there on one way only */
    assert_false(ACCEPTS({ POP_JUMP_IF_TRUE, 0, 1, ~0, 0 }, LOAD(T0),
                         { RETURN_VALUE, 0, 0, T0, 0 }));
    assert_true(ACCEPTS({ POP_JUMP_IF_TRUE, 0, 2, ~0, 0 }, LOAD(T0),
                        { JUMP_FORWARD, 0, 0, 1, 0 }, LOAD(T0),
                        { RETURN_VALUE, 0, 0, T0, 0 }));
    /* lost in a loop */
    assert_false(ACCEPTS(LOAD(T0), { POP_TOP, 0, 0, T0, 0 }, { JUMP_BACKWARD, 0, 0, -2, -1 }));
    assert_true(ACCEPTS(LOAD(T0), { POP_TOP, 0, 0, T0, 0 }, { JUMP_BACKWARD, 0, 0, -3, -1 }));
    assert_true(ACCEPTS({ JUMP_BACKWARD, 0, 0, -1, -1 }));                 /* for ever */
}

static void nothing_is_taken_for_what_it_is_not(void **state)
{
    (void)state;
    assert_false(ACCEPTS(LOAD(T0), { LIST_APPEND, 0, T0, ~0, 0 }, { POP_TOP, 0, 0, T0, 0 },
                         RETURN_NONE));
    assert_true(ACCEPTS({ BUILD_LIST, 0, T0, T0, 0 }, { LIST_APPEND, 0, T0, ~0, 0 },
                        { POP_TOP, 0, 0, T0, 0 }, RETURN_NONE));
    assert_false(ACCEPTS({ STORE_FAST, 0, 0, ~0, 0 }, { LOAD_DEREF, 0, T0, 0, 0 },
                         { RETURN_VALUE, 0, 0, T0, 0 }));
    assert_true(ACCEPTS({ MAKE_CELL, 0, 0, 0, 0 }, { LOAD_DEREF, 0, T0, 0, 0 },
                        { RETURN_VALUE, 0, 0, T0, 0 }));
    assert_false(ACCEPTS(LOAD(T0), { RERAISE, 0, 0, T0, 0 }));
    assert_false(ACCEPTS(LOAD(T0), { POP_EXCEPT, 0, 0, T0, 0 }, RETURN_NONE));
    assert_false(ACCEPTS({ FORMAT_VALUE, FORMAT_HAS_SPEC, T0, ~1, ~0 },
                         { RETURN_VALUE, 0, 0, T0, 0 }));
    /* one inline cache, two uses */
    assert_false(ACCEPTS({ LOAD_GLOBAL, 0, T0, 0, 0 }, { LOAD_METHOD, 0, T0, T0, 0 },
                         { CALL, 0, T0, T0, 0 }, { RETURN_VALUE, 0, 0, T0, 0 }));
}

static void exception_ranges_are_checked(void **state)
{
    (void)state;
    Instruction code[] = { { LOAD_GLOBAL, 0, T0, 0, 0 }, { RETURN_VALUE, 0, 0, T0, 0 },
                           { PUSH_EXC_INFO, 0, T0, T1, 0 }, { POP_EXCEPT, 0, 0, T0, 0 },
                           { RERAISE, 0, 0, T1, 0 } };
    assert_true(accepts(code, 5, &(ExceptionRange){ 0, 2, 2, 1 }));
    assert_false(accepts(code, 5, &(ExceptionRange){ 0, 2, 2, 0 }));  /* in another slot */
    assert_false(accepts(code, 5, &(ExceptionRange){ 0, 6, 2, 1 }));
    assert_false(accepts(code, 5, &(ExceptionRange){ 2, 2, 2, 1 }));
    assert_false(accepts(code, 5, &(ExceptionRange){ 0, 2, 5, 1 }));
    assert_false(accepts(code, 5, &(ExceptionRange){ 0, 2, 2, TEMPORARIES }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constants_of_every_kind_come_back),
        cmocka_unit_test(equal_constants_are_one_object_in_all_functions),
        cmocka_unit_test(the_source_text_is_checked_when_it_is_wanted),
        cmocka_unit_test(an_image_that_is_cut_off_is_refused),
        cmocka_unit_test(a_flipped_bit_is_noticed),
        cmocka_unit_test(fields_out_of_range_are_refused),
        cmocka_unit_test(an_empty_slot_is_never_read),
        cmocka_unit_test(nothing_is_taken_for_what_it_is_not),
        cmocka_unit_test(exception_ranges_are_checked),
        cmocka_unit_test(a_hostile_image_with_a_right_checksum_does_no_harm),
        cmocka_unit_test(hostile_instructions_do_no_harm),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
