// links: interp
/*
 * test_str.c: strings: the kinds, UTF-8 there and back, interning, searching, showing.
 */
#include "object_support.h"

#include "objects/str.h"

static Object *random_text(uint64_t *seed, size_t most, uint32_t characters)
{
    StrBuilder b;
    str_builder_begin(&b);
    for (size_t left = random_bits(seed) % (most + 1); left > 0; left--)
        assert_int_equal(str_builder_char(&b, 'a' + (uint32_t)(random_bits(seed) % characters)),
                         0);
    return str_builder_finish(&b);
}

static void test_the_kind_is_the_smallest_that_holds_all(void **state)
{
    (void)state;
    static const struct { const char *text; int kind, length; } cases[] = {
        { "", STR_1, 0 }, { "abc", STR_1, 3 }, { "caf\xC3\xA9", STR_1, 4 },
        { "\xC4\x80", STR_2, 1 }, { "a\xE2\x82\xAC", STR_2, 2 },
        { "a\xF0\x9F\x98\x80", STR_4, 2 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Object *s = str_from(cases[i].text);
        assert_int_equal(((Str *)s)->kind, cases[i].kind);
        assert_int_equal(str_length(s), cases[i].length);
        decref(s);
    }
    Object *wide = str_from("a\xF0\x9F\x98\x80z"), *narrow = str_substring(wide, 2, 3);
    assert_int_equal(((Str *)narrow)->kind, STR_1);
    decref(wide);
    decref(narrow);
}

static void test_utf8_comes_back(void **state)
{
    (void)state;
    uint64_t seed = 42;
    for (int round = 0; round < 2000; round++) {
        StrBuilder b;
        str_builder_begin(&b);
        uint32_t limit = round % 3 == 0 ? 0x80 : round % 3 == 1 ? 0x900 : UNICODE_END;
        for (int i = (int)(random_bits(&seed) % 20); i > 0; i--) {
            uint32_t c = (uint32_t)(random_bits(&seed) % limit);
            if (c < SURROGATE_FIRST || c > SURROGATE_LAST)
                assert_int_equal(str_builder_char(&b, c), 0);
        }
        Object *s = str_builder_finish(&b);
        size_t size;
        char *text = str_to_utf8(s, &size);
        assert_int_equal(text[size], '\0');
        Object *back = str_from_utf8(text, size);
        assert_true(str_equal(s, back));
        assert_int_equal(((Str *)s)->kind, ((Str *)back)->kind);
        mem_free(text, size + 1);
        decref(s);
        decref(back);
    }
}

static void test_malformed_utf8_is_refused_as_by_cpython(void **state)
{
    (void)state;
    static const struct { const char *bytes, *message; } cases[] = {
        { "\xFF", "byte 0xff in position 0: invalid start byte" },
        { "a\x80", "byte 0x80 in position 1: invalid start byte" },
        { "\xC0\x80", "byte 0xc0 in position 0: invalid start byte" },
        { "ab\xE2\x82", "bytes in position 2-3: unexpected end of data" },
        { "\xE2\x28\xA1", "byte 0xe2 in position 0: invalid continuation byte" },
        { "\xED\xA0\x80", "byte 0xed in position 0: invalid continuation byte" },
        { "\xF0\x9F\x98", "bytes in position 0-2: unexpected end of data" },
        { "\xF4\x90\x80\x80", "byte 0xf4 in position 0: invalid continuation byte" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_null(str_from_utf8(cases[i].bytes, strlen(cases[i].bytes)));
        Object *error = error_fetch(), *text = object_str(error);
        assert_ptr_equal(error->type, &unicode_decode_error_type);
        assert_non_null(strstr(shown(text), cases[i].message));
        decref(error);
        decref(text);
    }
}

static void test_interned_texts_are_one_object(void **state)
{
    (void)state;
    Object *a = str_interned("some_name"), *b = str_interned("some_name");
    assert_ptr_equal(a, b);
    assert_int_equal(a->refcount, 2); /* the table's own references do not count */
    decref(b);
    decref(a);
    size_t before = blocks_in_use();
    for (int i = 0; i < 1000; i++) {
        Object *name = str_intern(str_from_format("name%d", i));
        decref(name); /* and the string goes with its last owner */
    }
    assert_true(blocks_in_use() <= before + 1);
}

static void test_latin_1_characters_are_shared(void **state)
{
    (void)state;
    Object *text = str_from("h\xC3\xA9h"), *first = str_substring(text, 0, 1);
    Object *third = str_substring(text, 2, 3), *made = str_from_char('h');
    assert_ptr_equal(first, third);
    assert_ptr_equal(first, made);
    decref(text), decref(first), decref(third), decref(made);
}

static intptr_t search_slowly(Object *s, Object *needle, bool backward)
{
    intptr_t last = (intptr_t)str_length(s) - (intptr_t)str_length(needle), found = -1;
    for (intptr_t i = 0; i <= last; i++) {
        size_t k = 0;
        while (k < str_length(needle) && str_char(s, (size_t)i + k) == str_char(needle, k))
            k++;
        if (k == str_length(needle) && (found < 0 || backward))
            found = i;
    }
    return found;
}

static void test_searching_finds_what_is_there(void **state)
{
    (void)state;
    uint64_t seed = 6;
    for (int round = 0; round < 5000; round++) {
        Object *s = random_text(&seed, 30, 3), *needle = random_text(&seed, 4, 3);
        if (round % 4 == 0) { /* the same in four bytes a character */
            Object *wide = str_from("\xF0\x9F\x98\x80");
            replace_reference(s, str_concat(s, wide));
            decref(wide);
        }
        for (int backward = 0; backward < 2; backward++)
            assert_int_equal(str_search((Str *)s, (Str *)needle, 0, (intptr_t)str_length(s),
                                        backward), search_slowly(s, needle, backward));
        decref(s);
        decref(needle);
    }
}

static void test_split_and_join_are_opposites(void **state)
{
    (void)state;
    uint64_t seed = 8;
    for (int round = 0; round < 3000; round++) {
        Object *s = random_text(&seed, 30, 3), *separator = random_text(&seed, 2, 3);
        if (str_length(separator) > 0) {
            Object *parts = call_method(s, round % 2 ? "split" : "rsplit", 1, &separator);
            Object *back = str_join(separator, ((List *)parts)->items,
                                    (size_t)((List *)parts)->size);
            assert_true(str_equal(s, back));
            decref(parts);
            decref(back);
        }
        decref(s);
        decref(separator);
    }
}

static void test_repr_chooses_quotes_and_escapes(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "it's", "\"it's\"" }, { "say \"hi\"", "'say \"hi\"'" }, { "'\"", "'\\'\"'" },
        { "\t\n\r\\", "'\\t\\n\\r\\\\'" }, { "\x01\x7F", "'\\x01\\x7f'" },
        { "\xC2\xA0\xC2\xAD\xC3\xA9", "'\\xa0\\xad\xC3\xA9'" },
        { "\xE2\x80\x8B\xE2\x82\xAC", "'\\u200b\xE2\x82\xAC'" },
        { "\xF3\xA0\x80\x81", "'\\U000e0001'" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_shown(str_from(cases[i][0]), cases[i][1]);
}

static void test_formats_hold_objects_and_numbers(void **state)
{
    (void)state;
    Object *list = list_new(0), *s = str_from("x");
    Object *text = str_from_format("%s|%d|%ld|%zd|%u|%x|%c|%%|%R|%S|%T", "caf\xC3\xA9", -5,
                                   1234567890L, (intptr_t)-7, 8u, 255u, 'c', s, s, list);
    Object *expected = str_from("caf\xC3\xA9|-5|1234567890|-7|8|ff|c|%|'x'|x|list");
    assert_true(str_equal(text, expected));
    decref(list), decref(s), decref(text), decref(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        object_test(test_the_kind_is_the_smallest_that_holds_all),
        object_test(test_utf8_comes_back),
        object_test(test_malformed_utf8_is_refused_as_by_cpython),
        object_test(test_interned_texts_are_one_object),
        object_test(test_latin_1_characters_are_shared),
        object_test(test_searching_finds_what_is_there),
        object_test(test_split_and_join_are_opposites),
        object_test(test_repr_chooses_quotes_and_escapes),
        object_test(test_formats_hold_objects_and_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
