// links: kernel/debug/format.c
// defines: -DTERRARIUM_HOST_TEST
/*
 * test_format.c: the kernel's formatting, against the C library's.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/debug/log.h"

#define assert_as_in_libc(...)                                                   \
    do {                                                                         \
        char ours[128], theirs[128];                                             \
        int our_length = format_text(ours, sizeof ours, __VA_ARGS__);            \
        int their_length = snprintf(theirs, sizeof theirs, __VA_ARGS__);         \
        assert_string_equal(ours, theirs);                                       \
        assert_int_equal(our_length, their_length);                              \
    } while (0)

static void test_numbers_look_as_in_libc(void **state)
{
    (void)state;
    static const int numbers[] = { 0, 1, -1, 9, 10, -10, 12345, INT32_MAX, INT32_MIN };

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        assert_as_in_libc("%d|%5d|%-5d|%05d|%i", numbers[i], numbers[i], numbers[i], numbers[i],
                          numbers[i]);
        assert_as_in_libc("%u|%12u|%-12u|%012u", numbers[i], numbers[i], numbers[i], numbers[i]);
        assert_as_in_libc("%x|%8x|%08x|%X", numbers[i], numbers[i], numbers[i], numbers[i]);
    }
    assert_as_in_libc("%llu %llu", 18446744073709551615ull, 4294967296ull);
    assert_as_in_libc("%lld %lld", LLONG_MIN, LLONG_MAX);
    assert_as_in_libc("%016llx|%-20llx|", 0x123456789ABCDEFull, 0xFFFFFFFFFFull);
    assert_as_in_libc("%*d|%-*u|", 7, 42, 7, 42u);
}

static void test_strings_look_as_in_libc(void **state)
{
    (void)state;
    static const char unended[3] = { 'a', 'b', 'c' };

    assert_as_in_libc("%s|%10s|%-10s|%2s|%.3s|%10.3s|%.0s|", "text", "text", "text", "text", "text",
                      "text", "text");
    assert_as_in_libc("%.*s|%c%c|100%%", 3, unended, 'x', 'y');
    assert_as_in_libc("%s", "");
}

static void test_a_short_buffer_is_filled_and_ended(void **state)
{
    (void)state;
    char buffer[8] = "zzzzzzz";

    assert_int_equal(format_text(buffer, 5, "%s", "abcdefgh"), 8);
    assert_string_equal(buffer, "abcd");
    assert_int_equal(buffer[5], 'z');
    assert_int_equal(format_text(buffer, 1, "%d", 123), 3);
    assert_string_equal(buffer, "");
    assert_int_equal(format_text(NULL, 0, "%d", 123), 3);
}

static void test_null_and_unfinished_conversions_do_no_harm(void **state)
{
    (void)state;
    char buffer[32];
    const char *volatile null_string = NULL; /* or the compiler warns of it */
    const char *unfinished = "end %";

    format_text(buffer, sizeof buffer, "%s", null_string);
    assert_string_equal(buffer, "(null)");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-security"
    format_text(buffer, sizeof buffer, unfinished);
#pragma GCC diagnostic pop
    assert_string_equal(buffer, "end ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_look_as_in_libc),
        cmocka_unit_test(test_strings_look_as_in_libc),
        cmocka_unit_test(test_a_short_buffer_is_filled_and_ended),
        cmocka_unit_test(test_null_and_unfinished_conversions_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
