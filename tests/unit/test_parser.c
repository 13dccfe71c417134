// links: interp
/*
 * The parser, from source text to a finished draft or a SyntaxError: what is accepted, what is
 * refused with which words at which place, and that nothing crashes on the way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "compiler/compile.h"
#include "compiler/parser.h"
#include "memory/memory.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

static MemoryStatistics before;

static int start(void **state)
{
    (void)state;
    static char *argv[] = { "test_parser" };
    mem_statistics(&before);
    return interpreter_start(1, argv);
}

static int stop(void **state)
{
    (void)state;
    MemoryStatistics after;
    interpreter_stop();
    mem_statistics(&after);
    return after.blocks == before.blocks ? 0 : -1;
}

/* Parses only: features that the machine does not run yet are grammar too. */
static bool parses(const char *text, Diagnostics *d)
{
    Arena arena;
    Block body;
    *d = (Diagnostics){ .text = text, .size = strlen(text) };
    arena_begin(&arena);
    bool good = parse_module(&arena, d, COMPILE_FILE, &body, NULL);
    arena_end(&arena);
    return good;
}

static void expect_problem(const char *text, const char *message, uint32_t line, uint32_t column,
                           uint32_t end_column)
{
    Diagnostics d;
    assert_false(parses(text, &d));
    assert_string_equal(d.message, message);
    assert_int_equal(d.span.line, line);
    assert_int_equal(d.span.column, column);
    assert_int_equal(d.span.end_column, end_column);
}

/* One of everything. */
static const char everything[] =
    "'''doc'''\n"
    "import a, b.c as d\nfrom . import e\nfrom ..f.g import (h as i, j,)\nfrom k import *\n"
    "@l\n@m.n(1)\ndef o(p, /, q: int, r=1, *s: 2, t, u=3, **v) -> w:\n"
    "    global x, y\n    nonlocal_ = 1\n    return p, *q\n"
    "class z(a, b=c):\n    d: int = 1\n    e.f: g\n    pass; pass\n"
    "if h: i\nelif j:\n    k\nelse: l\n"
    "while m:\n    break\nelse:\n    continue_ = 1\n"
    "for n, (o, *p) in q, r: s\nelse: t\n"
    "try:\n    u\nexcept v: w\nexcept (x, y) as z: a\nexcept: b\nelse: c\nfinally: d\n"
    "try: e\nfinally: f\n"
    "with g as h, i(): j\nwith (k as l, m,): n\nwith (o), p: q\n"
    "raise r from s\nraise\nassert t, u\ndel v, w[x], y.z, (a, b)\n"
    "c = d, = e, *f = [g, *h] = (i, j)\nk += l; m //= n; o **= p; q @= r; s >>= t\n"
    "u[v:w, ::x, ...] = y if z else lambda a, *b, c=1, **d: e\n"
    "f = not g and h or i < j <= k != l is not m not in n in o is p\n"
    "q = r | s ^ t & u << v >> w + x - y * z / a // b % c @ d ** -e, ~f, +g\n"
    "h(i, *j, k=l, **m)(n for n in o).p[q]()\n"
    "r = [s for t in u if v if w for x in y], {z: a for b in c}, {d for e in f}, {**g, h: i}, {j}\n"
    "if (k := l) > 1: m\n"
    "n = f'{o}{p!r:>{q}}{s=}{{}}' 'u' rf'\\d{v:%Y}' \"w\" '''x'''\n"
    "y = b'\\x00' rb'\\d' b\"\"\"z\"\"\"\n"
    "def a():\n    b = yield\n    c = yield d, e\n    yield from f\n    await_ = (yield)\n";

static void the_whole_grammar_is_accepted(void **state)
{
    (void)state;
    Diagnostics d;
    bool good = parses(everything, &d);
    if (!good)
        print_message("line %u: %s\n", d.span.line, d.message);
    assert_true(good);
}

static void mistakes_are_named_as_cpython_names_them(void **state)
{
    (void)state;
    expect_problem("if x\n  pass\n", "expected ':'", 1, 4, 4);
    expect_problem("if 1:\nx\n", "expected an indented block after 'if' statement on line 1", 2, 0,
                   1);
    expect_problem("f(a b)\n", "invalid syntax. Perhaps you forgot a comma?", 1, 2, 5);
    expect_problem("x = (1,\ny = 2\n", "'(' was never closed", 1, 4, 0);
    expect_problem("f() = 1\n",
                   "cannot assign to function call here. Maybe you meant '==' instead of '='?", 1, 0,
                   3);
    expect_problem("while x = 3: pass\n",
                   "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", 1, 6, 11);
    expect_problem("del f()\n", "cannot delete function call", 1, 4, 7);
    expect_problem("f(a=1, b)\n", "positional argument follows keyword argument", 1, 8, 9);
    expect_problem("def f(a=1, b): pass\n", "non-default argument follows default argument", 1, 11,
                   12);
    expect_problem("print 'a'\n",
                   "Missing parentheses in call to 'print'. Did you mean print(...)?", 1, 0, 9);
    expect_problem("f'{'\n", "f-string: expecting '}'", 1, 4, 4);
    expect_problem("x y\n", "invalid syntax", 1, 2, 3);
}

static void what_the_lexer_finds_wrong_comes_first(void **state)
{
    (void)state;
    expect_problem("x y\nz = 'abc\n", "unterminated string literal (detected at line 2)", 2, 4, 4);
}

static void features_outside_the_subset_are_refused_by_name(void **state)
{
    (void)state;
    expect_problem("async def f(): pass\n", "this Python does not support 'async'", 1, 0, 5);
    expect_problem("match x:\n    case 1: pass\n",
                   "this Python does not support the 'match' statement", 1, 0, 5);
    expect_problem("x = 1j\n", "this Python does not support complex numbers", 1, 4, 6);
    Diagnostics d;
    assert_true(parses("match = 1\nmatch(case)\nmatch [1]\n", &d)); /* names like any other */
}

static void deep_nesting_is_refused_and_does_not_crash(void **state)
{
    (void)state;
    static char text[100002];
    const char *const units[] = { "-", "not ", "lambda: ", "a if b else ", "f(", "a+", "a.b(c)." };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t length = strlen(units[i]), size = 0;
        for (; size + length < sizeof text - 2; size += length)
            memcpy(text + size, units[i], length);
        memcpy(text + size, "x", 2);
        Diagnostics d;
        assert_false(parses(text, &d));
        assert_true(d.raised ? error_matches(&recursion_error_type)
                             : strstr(d.message, "nested parentheses") != NULL);
        error_clear();
    }
}

/* A generator of the same numbers every time. */
static uint32_t random_state;
static uint32_t next_random(uint32_t below)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % below;
}

static void mutate(char *text, size_t size)
{
    static const char pieces[] = "()[]{}:,=\n\t '\"\\#@*+-<>!.0aeifx_\xC3\xFF";
    for (uint32_t n = 1 + next_random(4); n > 0; n--) {
        size_t at = next_random((uint32_t)size);
        if (next_random(2))
            text[at] = pieces[next_random(sizeof pieces - 1)];
        else
            memmove(text + at, text + next_random((uint32_t)size), 1 + next_random(20) % (size - at));
    }
}

static void damaged_sources_are_refused_and_do_not_crash(void **state)
{
    (void)state;
    enum { ROUNDS = 1500, SLACK = 32 };
    static char text[sizeof everything + SLACK];
    for (random_state = 1; random_state < ROUNDS; random_state++) {
        uint32_t round = random_state;
        memset(text, '\n', sizeof text);
        memcpy(text, everything, sizeof everything - 1);
        mutate(text, sizeof everything - 1);
        CodeDraft *draft = compile_source(text, sizeof everything - 1, "damaged", COMPILE_FILE);
        assert_true((draft == NULL) == error_occurred());
        assert_true(draft || error_matches(&syntax_error_type));
        draft_free(draft);
        error_clear();
        random_state = round;
    }
}

static void want_of_memory_is_a_memory_error(void **state)
{
    (void)state;
    static const char source[] =
        "def f(a, b=1, *c, d=2, **e):\n    def g():\n        nonlocal a\n        a += f'{b:>{d}}'\n"
        "    try:\n        return [x * 2 for x in c if x]\n    except (E, F) as h:\n"
        "        raise G(h) from None\n    finally:\n        print(*c, **e)\n"
        "x = y = {1: 'one', 'two': (2, 2.5)}\n";
    for (size_t n = 1;; n++) {
        mem_fail_at = n;
        CodeDraft *draft = compile_source(source, sizeof source - 1, "test", COMPILE_FILE);
        mem_fail_at = 0;
        if (draft) {
            draft_free(draft);
            assert_true(n > 20); /* it did fail before */
            return;
        }
        assert_true(error_matches(&memory_error_type));
        error_clear();
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_whole_grammar_is_accepted), TEST(mistakes_are_named_as_cpython_names_them),
        TEST(what_the_lexer_finds_wrong_comes_first),
        TEST(features_outside_the_subset_are_refused_by_name),
        TEST(deep_nesting_is_refused_and_does_not_crash),
        TEST(damaged_sources_are_refused_and_do_not_crash),
        TEST(want_of_memory_is_a_memory_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
