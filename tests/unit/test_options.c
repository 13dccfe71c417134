// links: kernel/options.c
// defines: -DTERRARIUM_HOST_TEST
/*
 * test_options.c: the kernel's command line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/debug/log.h"
#include "kernel/options.h"

static unsigned complaints;

void log_print(const char *format, ...)
{
    (void)format;
    complaints++;
}

static void test_options_are_words_with_or_without_a_value(void **state)
{
    (void)state;
    options_initialise("build/kernel.elf  init=/bin/x quiet empty= a=b=c ");
    assert_string_equal(option_get("init"), "/bin/x");
    assert_string_equal(option_get("quiet"), "");
    assert_string_equal(option_get("empty"), "");
    assert_string_equal(option_get("a"), "b=c");
    assert_null(option_get("ini"));
    assert_null(option_get("initial"));
    assert_null(option_get("b"));
    assert_string_equal(options_line(), "build/kernel.elf  init=/bin/x quiet empty= a=b=c ");
}

static void test_of_an_option_given_twice_the_last_counts(void **state)
{
    (void)state;
    options_initialise("log=com1 log=com3");
    assert_string_equal(option_get("log"), "com3");
    options_initialise("");
    assert_null(option_get("log"));
}

static void test_quotes_and_backslashes_keep_blanks(void **state)
{
    (void)state;
    options_initialise("a=\"one two\" b=three\\ four c=\\\"x\\\" d=\"unended e=1");
    assert_string_equal(option_get("a"), "one two");
    assert_string_equal(option_get("b"), "three four");
    assert_string_equal(option_get("c"), "\"x\"");
    assert_string_equal(option_get("d"), "unended e=1");
    assert_null(option_get("e"));
    options_initialise("x=\\");
    assert_string_equal(option_get("x"), "\\");
}

static void test_ports_are_com1_to_com4_or_none(void **state)
{
    (void)state;
    options_initialise("a=com1 b=com4 c=none d=com5 e=com12 f=serial g=");
    complaints = 0;
    assert_int_equal(option_get_port("a", 2), 1);
    assert_int_equal(option_get_port("b", 2), 4);
    assert_int_equal(option_get_port("c", 2), 0);
    assert_int_equal(option_get_port("absent", 2), 2);
    assert_int_equal(complaints, 0);
    assert_int_equal(option_get_port("d", 2), 2);
    assert_int_equal(option_get_port("e", 2), 2);
    assert_int_equal(option_get_port("f", 2), 2);
    assert_int_equal(option_get_port("g", 2), 2);
    assert_int_equal(complaints, 4);
}

static void test_a_line_too_long_is_cut(void **state)
{
    (void)state;
    static char line[3 * OPTIONS_MOST];

    for (size_t i = 0; i + 1 < sizeof line; i++) /* as many words as there can be */
        line[i] = i % 2 ? ' ' : 'x';
    options_initialise(line);
    assert_int_equal(strlen(options_line()), OPTIONS_MOST - 1);
    assert_string_equal(option_get("x"), "");
    memset(line, 'y', sizeof line - 1);
    options_initialise(line);
    assert_null(option_get("x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options_are_words_with_or_without_a_value),
        cmocka_unit_test(test_of_an_option_given_twice_the_last_counts),
        cmocka_unit_test(test_quotes_and_backslashes_keep_blanks),
        cmocka_unit_test(test_ports_are_com1_to_com4_or_none),
        cmocka_unit_test(test_a_line_too_long_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
