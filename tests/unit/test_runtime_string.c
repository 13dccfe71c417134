// links:
/*
 * test_runtime_string.c: ring 3's own string functions do what the host's do, at every alignment,
 * length and overlap, and touch no byte beside.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define memcpy runtime_memcpy
#define memmove runtime_memmove
#define memset runtime_memset
#define memcmp runtime_memcmp
#define memchr runtime_memchr
#define strlen runtime_strlen
#define strcmp runtime_strcmp
#define strncmp runtime_strncmp
#include "user/runtime/string.c"
#undef memcpy
#undef memmove
#undef memset
#undef memcmp
#undef memchr
#undef strlen
#undef strcmp
#undef strncmp

enum { SHIFTS = 17, LONGEST = 140, AREA = SHIFTS + LONGEST + SHIFTS };

static uint8_t expected[AREA], found[AREA], from[AREA];

static void fill(void)
{
    for (int n = 0; n < AREA; n++) {
        expected[n] = found[n] = n;
        from[n] = 255 - n;
    }
}

static void copies_exactly_the_bytes_asked_for(void **state)
{
    (void)state;
    for (int to = 0; to < SHIFTS; to++)
        for (int start = 0; start < SHIFTS; start++)
            for (int size = 0; size < LONGEST; size++) {
                fill();
                memcpy(expected + to, from + start, size);
                assert_ptr_equal(runtime_memcpy(found + to, from + start, size), found + to);
                assert_memory_equal(found, expected, AREA);
            }
}

static void moves_between_overlapping_places(void **state)
{
    (void)state;
    for (int to = 0; to < SHIFTS; to++)
        for (int start = 0; start < SHIFTS; start++)
            for (int size = 0; size < LONGEST; size++) {
                fill();
                memmove(expected + to, expected + start, size);
                assert_ptr_equal(runtime_memmove(found + to, found + start, size), found + to);
                assert_memory_equal(found, expected, AREA);
            }
}

static void sets_exactly_the_bytes_asked_for(void **state)
{
    (void)state;
    for (int to = 0; to < SHIFTS; to++)
        for (int size = 0; size < LONGEST; size++) {
            fill();
            memset(expected + to, 0x1A5, size);
            assert_ptr_equal(runtime_memset(found + to, 0x1A5, size), found + to);
            assert_memory_equal(found, expected, AREA);
        }
}

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

static void compares_bytes_as_unsigned(void **state)
{
    (void)state;
    static const char *const texts[] = { "", "a", "ab", "abc", "abd", "b", "\x80", "\xFF" "a" };
    enum { TEXTS = sizeof texts / sizeof texts[0] };
    for (int a = 0; a < TEXTS; a++)
        for (int b = 0; b < TEXTS; b++) {
            assert_int_equal(sign(runtime_strcmp(texts[a], texts[b])),
                             sign(strcmp(texts[a], texts[b])));
            for (size_t most = 0; most < 4; most++)
                assert_int_equal(sign(runtime_strncmp(texts[a], texts[b], most)),
                                 sign(strncmp(texts[a], texts[b], most)));
            assert_int_equal(sign(runtime_memcmp(texts[a], texts[b], 1)),
                             sign(memcmp(texts[a], texts[b], 1)));
        }
}

static void compares_as_far_as_the_first_difference(void **state)
{
    (void)state;
    for (int shift = 0; shift < SHIFTS; shift++)
        for (int at = 0; at < LONGEST; at++) {
            fill();
            memcpy(from, found + shift, LONGEST);
            assert_int_equal(runtime_memcmp(found + shift, from, LONGEST), 0);
            from[at] ^= 0x80;
            assert_int_equal(sign(runtime_memcmp(found + shift, from, LONGEST)),
                             sign(memcmp(found + shift, from, LONGEST)));
            assert_int_equal(runtime_memcmp(found + shift, from, at), 0);
        }
}

static void finds_a_byte_at_every_place(void **state)
{
    (void)state;
    for (int shift = 0; shift < SHIFTS; shift++)
        for (int at = 0; at < LONGEST; at++) {
            memset(found, 0x7F, AREA);
            found[shift + at] = found[shift + at + 1] = 0xFF;
            assert_ptr_equal(runtime_memchr(found + shift, 0x1FF, LONGEST), found + shift + at);
            assert_null(runtime_memchr(found + shift, 0xFF, at));
        }
}

static void finds_a_byte_or_none(void **state)
{
    (void)state;
    static const char text[] = "abcab";
    assert_ptr_equal(runtime_memchr(text, 'b', 5), text + 1);
    assert_null(runtime_memchr(text, 'c', 2));
    assert_null(runtime_memchr(text, 'z', 5));
    assert_int_equal(runtime_strlen(text), 5);
    assert_int_equal(runtime_strlen(""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_exactly_the_bytes_asked_for),
        cmocka_unit_test(moves_between_overlapping_places),
        cmocka_unit_test(sets_exactly_the_bytes_asked_for),
        cmocka_unit_test(compares_bytes_as_unsigned),
        cmocka_unit_test(compares_as_far_as_the_first_difference),
        cmocka_unit_test(finds_a_byte_at_every_place),
        cmocka_unit_test(finds_a_byte_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
