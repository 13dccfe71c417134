// links: interp
/*
 * The lexer: which tokens a text has, where each stands, and what it refuses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "compiler/token.h"
#include "memory/memory.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

static MemoryStatistics before;
static Arena arena;
static TokenList tokens;
static Diagnostics diagnostics;

static int start(void **state)
{
    (void)state;
    static char *argv[] = { "test_lexer" };
    mem_statistics(&before);
    arena_begin(&arena);
    return interpreter_start(1, argv);
}

static int stop(void **state)
{
    (void)state;
    MemoryStatistics after;
    arena_end(&arena);
    interpreter_stop();
    mem_statistics(&after);
    return after.blocks == before.blocks ? 0 : -1;
}

static void lex_as(const char *text, bool interactive)
{
    diagnostics = (Diagnostics){ .text = text, .size = strlen(text) };
    assert_true(tokenize(&arena, &diagnostics, interactive, &tokens));
}

static const char *name_of(const Token *token)
{
    switch (token->kind) {
    case TOKEN_END: return "END";
    case TOKEN_NAME: return "NAME";
    case TOKEN_NUMBER: return "NUMBER";
    case TOKEN_STRING: return "STRING";
    case TOKEN_NEWLINE: return "NEWLINE";
    case TOKEN_INDENT: return "INDENT";
    case TOKEN_DEDENT: return "DEDENT";
    case TOKEN_WRONG: return "WRONG";
    case TOKEN_ERROR: return "ERROR";
    default: return token_spelling(token->kind);
    }
}

/* The tokens of text are `expected`, by names with a blank between. */
static void expect_tokens(const char *text, const char *expected)
{
    char found[1000] = "";
    lex_as(text, false);
    for (uint32_t i = 0; i < tokens.count; i++) {
        strcat(found, i ? " " : "");
        strcat(found, name_of(&tokens.items[i]));
    }
    assert_string_equal(found, expected);
}

static void expect_problem(const char *text, const char *message, uint32_t line, uint32_t column)
{
    lex_as(text, false);
    assert_int_equal(tokens.items[tokens.count - 1].kind, TOKEN_ERROR);
    assert_non_null(tokens.problem.type);
    assert_string_equal(tokens.problem.message, message);
    assert_int_equal(tokens.problem.span.line, line);
    assert_int_equal(tokens.problem.span.column, column);
}

static void names_keywords_and_operators(void **state)
{
    (void)state;
    expect_tokens("if iff is_", "if NAME NAME NEWLINE END");
    expect_tokens("a**=b//c<<=d->e...:=", "NAME **= NAME // NAME <<= NAME -> NAME ... := NEWLINE END");
    expect_tokens("x<>y", "NAME WRONG NAME NEWLINE END");
    expect_tokens("h\xC3\xA9 = \xE5\x90\x8D", "NAME = NAME NEWLINE END");
}

static void numbers(void **state)
{
    (void)state;
    expect_tokens("0 1_000 0xFF_f 0b1 0o7 1.5 .5 1. 1e5 1E-5 00", "NUMBER NUMBER NUMBER NUMBER "
                  "NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NEWLINE END");
    expect_tokens("1if x", "NUMBER if NAME NEWLINE END");
    expect_tokens("1..real", "NUMBER . NAME NEWLINE END");
}

static void wrong_numbers_are_refused_where_they_go_wrong(void **state)
{
    (void)state;
    expect_problem("x = 1a", "invalid decimal literal", 1, 4);
    expect_problem("1__0", "invalid decimal literal", 1, 1);
    expect_problem("0b12", "invalid digit '2' in binary literal", 1, 3);
    expect_problem("0xg", "invalid hexadecimal literal", 1, 1);
    expect_problem("08", "leading zeros in decimal integer literals are not permitted; use an 0o "
                   "prefix for octal integers", 1, 0);
}

static void strings(void **state)
{
    (void)state;
    expect_tokens("'a' \"b\" rb'c' f'{x}' u'' bu", "STRING STRING STRING STRING STRING NAME NEWLINE END");
    expect_tokens("'a\\'b' '''c\n'd''' r'\\d'", "STRING STRING STRING NEWLINE END");
    expect_problem("x = 'abc\ny", "unterminated string literal (detected at line 1)", 1, 4);
    expect_problem("'''a\nb\n", "unterminated triple-quoted string literal (detected at line 2)", 1,
                   0);
}

static void indentation_makes_blocks(void **state)
{
    (void)state;
    expect_tokens("if a:\n    b\n\n  # note\n    c\nd\n",
                  "if NAME : NEWLINE INDENT NAME NEWLINE NAME NEWLINE DEDENT NAME NEWLINE END");
    expect_tokens("if a:\n  if b:\n    c", "if NAME : NEWLINE INDENT if NAME : NEWLINE INDENT NAME "
                  "NEWLINE DEDENT DEDENT END");
}

static void wrong_indentation_is_refused(void **state)
{
    (void)state;
    expect_problem("if a:\n    b\n  c\n", "unindent does not match any outer indentation level", 3,
                   3);
    assert_ptr_equal(tokens.problem.type, &indentation_error_type);
    expect_problem("if a:\n\tb\n        c\n",
                   "inconsistent use of tabs and spaces in indentation", 3, 0);
    assert_ptr_equal(tokens.problem.type, &tab_error_type);
}

static void lines_join_in_brackets_and_after_a_backslash(void **state)
{
    (void)state;
    expect_tokens("(a,\n  b\n)\nc", "( NAME , NAME ) NEWLINE NAME NEWLINE END");
    expect_tokens("a = \\\n  b\n", "NAME = NAME NEWLINE END");
    expect_problem("a \\ b", "unexpected character after line continuation character", 1, 3);
}

static void brackets_must_match(void **state)
{
    (void)state;
    expect_problem("a)", "unmatched ')'", 1, 1);
    expect_problem("(]", "closing parenthesis ']' does not match opening parenthesis '('", 1, 1);
    expect_problem("(\n]", "closing parenthesis ']' does not match opening parenthesis '(' on line 1",
                   2, 0);
    lex_as("f(a, [b]\nc", false);
    assert_true(tokens.unclosed);
    assert_int_equal(tokens.bracket.column, 1);
}

static void nesting_of_brackets_is_bounded(void **state)
{
    (void)state;
    char text[BRACKETS_MOST + 2];
    memset(text, '(', BRACKETS_MOST + 1);
    text[BRACKETS_MOST + 1] = '\0';
    expect_problem(text, "too many nested parentheses", 1, BRACKETS_MOST);
}

static void characters_that_python_does_not_know_are_named(void **state)
{
    (void)state;
    expect_problem("x = \xE2\x82\xAC", "invalid character '\xE2\x82\xAC' (U+20AC)", 1, 4);
    expect_problem("x\xC2\xA0= 1", "invalid non-printable character U+00A0", 1, 1);
}

static void every_token_knows_its_place(void **state)
{
    (void)state;
    lex_as("a = '''x\n\xC3\xA9''' + bc\n", false);
    Span string = tokens.items[2].span, name = tokens.items[4].span;
    assert_int_equal(string.line, 1);
    assert_int_equal(string.column, 4);
    assert_int_equal(string.end_line, 2);
    assert_int_equal(string.end_column, 5); /* bytes, not characters */
    assert_int_equal(name.line, 2);
    assert_int_equal(name.column, 8);
    assert_int_equal(name.end_column, 10);
}

static void a_prompt_learns_when_more_lines_are_needed(void **state)
{
    (void)state;
    const struct { const char *text; bool incomplete; } cases[] = {
        { "x = 1\n", false }, { "f(\n", true }, { "'''a\n", true }, { "if x:\n    y\n", true },
        { "if x:\n    y\n\n", false }, { "x = \\\n", true }, { "x = )\n", false } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lex_as(cases[i].text, true);
        assert_int_equal(tokens.incomplete, cases[i].incomplete);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(names_keywords_and_operators), TEST(numbers),
        TEST(wrong_numbers_are_refused_where_they_go_wrong), TEST(strings),
        TEST(indentation_makes_blocks), TEST(wrong_indentation_is_refused),
        TEST(lines_join_in_brackets_and_after_a_backslash), TEST(brackets_must_match),
        TEST(nesting_of_brackets_is_bounded), TEST(characters_that_python_does_not_know_are_named),
        TEST(every_token_knows_its_place), TEST(a_prompt_learns_when_more_lines_are_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
