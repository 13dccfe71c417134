// links: interp
/*
 * test_int.c: arithmetic of whole numbers, checked against the compiler's 128-bit arithmetic, by
 * the laws that quotient and remainder obey, and by texts computed another way.
 */
#include "object_support.h"

#include "objects/int.h"

typedef __int128 Wide;

/* An int from 128 bits, put together by shifting. */
static Object *from_wide(Wide value)
{
    Object *high = int_from((int64_t)(value >> 64)), *shift = int_from(64);
    Object *low = int_from_unsigned((uint64_t)value);
    Object *shifted = object_binary(OP_LSHIFT, high, shift);
    Object *result = object_binary(OP_ADD, shifted, low);
    decref(high), decref(shift), decref(low), decref(shifted);
    return result;
}

static void assert_wide(Object *o, Wide expected)
{
    assert_non_null(o);
    Object *other = from_wide(expected);
    assert_int_equal(object_equal(o, other), 1);
    decref(o);
    decref(other);
}

/* Numbers of all sizes up to 62 bits, many of them at the borders of a digit. */
static int64_t random_number(uint64_t *seed)
{
    uint64_t dice = random_bits(seed);
    int64_t value = (int64_t)(random_bits(seed) >> (2 + dice % 62));
    if (dice >> 20 & 1)
        value = ((int64_t)1 << (dice >> 24) % 62) + (int64_t)(dice >> 32 & 3) - 1;
    return dice >> 40 & 1 ? -value : value;
}

static Wide floor_divide(Wide a, Wide b)
{
    Wide q = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

static void test_arithmetic_is_as_in_128_bits(void **state)
{
    (void)state;
    uint64_t seed = 1234567;
    for (int i = 0; i < 20000; i++) {
        int64_t x = random_number(&seed), y = random_number(&seed);
        Object *a = int_from(x), *b = int_from(y);
        assert_wide(object_binary(OP_ADD, a, b), (Wide)x + y);
        assert_wide(object_binary(OP_SUBTRACT, a, b), (Wide)x - y);
        assert_wide(object_binary(OP_MULTIPLY, a, b), (Wide)x * y);
        assert_wide(object_binary(OP_AND, a, b), x & y);
        assert_wide(object_binary(OP_OR, a, b), x | y);
        assert_wide(object_binary(OP_XOR, a, b), x ^ y);
        assert_wide(object_unary(OP_NEGATIVE, a), -(Wide)x);
        assert_wide(object_unary(OP_INVERT, a), -(Wide)x - 1);
        if (y != 0) {
            Wide q = floor_divide(x, y);
            assert_wide(object_binary(OP_FLOOR_DIVIDE, a, b), q);
            assert_wide(object_binary(OP_REMAINDER, a, b), x - q * y);
        }
        Object *count = int_from(x & 63);
        assert_wide(object_binary(OP_LSHIFT, b, count), (Wide)y * ((Wide)1 << (x & 63)));
        assert_wide(object_binary(OP_RSHIFT, b, count), y >> (x & 63));
        assert_int_equal(object_compare_bool(a, b, CMP_LT), x < y);
        decref(a), decref(b), decref(count);
    }
}

static Object *random_long(uint64_t *seed, size_t most_digits)
{
    size_t count = 1 + random_bits(seed) % most_digits;
    Int *a = int_allocate(count);
    for (size_t i = 0; i < count; i++) {
        uint64_t dice = random_bits(seed);
        a->digits[i] = (Digit)dice & DIGIT_MASK;
        if (dice >> 40 % 8 == 0) /* long rows of ones and zeros find carries that get lost */
            a->digits[i] = dice >> 50 & 1 ? DIGIT_MASK : 0;
    }
    if (random_bits(seed) & 1)
        a->size = -a->size;
    return int_normalised(a);
}

static Object *combine(BinaryOperator op, Object *a, Object *b)
{
    Object *result = object_binary(op, a, b);
    assert_non_null(result);
    return result;
}

static void assert_equal_numbers(Object *a, Object *b)
{
    assert_int_equal(object_equal(a, b), 1);
    decref(a);
    decref(b);
}

static void test_long_numbers_obey_the_laws(void **state)
{
    (void)state;
    uint64_t seed = 99;
    for (int i = 0; i < 3000; i++) {
        Object *a = random_long(&seed, 40), *b = random_long(&seed, 20);
        Object *sum = combine(OP_ADD, a, b), *difference = combine(OP_SUBTRACT, a, b);
        assert_equal_numbers(combine(OP_SUBTRACT, sum, b), incref(a));
        assert_equal_numbers(combine(OP_ADD, difference, b), incref(a));
        Object *product = combine(OP_MULTIPLY, sum, difference); /* a*a - b*b */
        Object *a2 = combine(OP_MULTIPLY, a, a), *b2 = combine(OP_MULTIPLY, b, b);
        assert_equal_numbers(product, combine(OP_SUBTRACT, a2, b2));
        Object *both = combine(OP_AND, a, b), *either = combine(OP_OR, a, b);
        assert_equal_numbers(combine(OP_ADD, both, either), incref(sum));
        assert_equal_numbers(combine(OP_SUBTRACT, either, both), combine(OP_XOR, a, b));
        if (((Int *)b)->size != 0) {
            Object *q = combine(OP_FLOOR_DIVIDE, a, b), *r = combine(OP_REMAINDER, a, b);
            Object *back = combine(OP_MULTIPLY, q, b);
            assert_equal_numbers(combine(OP_ADD, back, r), incref(a));
            if (((Int *)r)->size != 0)
                assert_int_equal(((Int *)r)->size < 0, ((Int *)b)->size < 0);
            Int *size_r = (Int *)(((Int *)r)->size < 0 ? object_unary(OP_NEGATIVE, r) : incref(r));
            Int *size_b = (Int *)(((Int *)b)->size < 0 ? object_unary(OP_NEGATIVE, b) : incref(b));
            assert_true(int_compare(size_r, size_b) < 0);
            decref(q), decref(r), decref(back), decref(size_r), decref(size_b);
        }
        decref(a), decref(b), decref(sum), decref(difference);
        decref(a2), decref(b2), decref(both), decref(either);
    }
}

static void test_texts_come_back_in_every_base(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 1500; i++) {
        int base = 2 + i % 35;
        Object *a = random_long(&seed, 30), *text = int_to_text(a, base);
        size_t size;
        char *utf8 = str_to_utf8(text, &size);
        assert_equal_numbers(int_from_text(utf8, size, base, NULL), a);
        mem_free(utf8, size + 1);
        decref(text);
    }
}

static void test_decimal_digits_are_those_of_long_division(void **state)
{
    (void)state;
    Object *power = int_from(1), *two = int_from(2);
    uint8_t digits[200] = { 1 }; /* the same power of two, a decimal digit each */
    size_t count = 1;
    for (int i = 0; i < 500; i++) {
        char expected[200];
        for (size_t k = 0; k < count; k++)
            expected[k] = (char)('0' + digits[count - 1 - k]);
        expected[count] = '\0';
        assert_string_equal(shown(power), expected);
        replace_reference(power, combine(OP_MULTIPLY, power, two));
        unsigned carry = 0;
        for (size_t k = 0; k < count; k++) {
            carry += 2u * digits[k];
            digits[k] = (uint8_t)(carry % 10);
            carry /= 10;
        }
        if (carry != 0)
            digits[count++] = (uint8_t)carry;
    }
    decref(power);
    decref(two);
}

static Object *read(const char *text, int base)
{
    return int_from_text(text, strlen(text), base, NULL);
}

static void test_literals_are_read_as_python_does(void **state)
{
    (void)state;
    assert_shown(read(" -1_000 ", 10), "-1000");
    assert_shown(read("0x_fF", 0), "255");
    assert_shown(read("0b101", 2), "5");
    assert_shown(read("zz", 36), "1295");
    assert_shown(read("00_0", 0), "0");
    assert_raised(read("010", 0), "ValueError(\"invalid literal for int() with base 0: '010'\")");
    assert_raised(read("1__0", 10),
                  "ValueError(\"invalid literal for int() with base 10: '1__0'\")");
    assert_raised(read("", 10), "ValueError(\"invalid literal for int() with base 10: ''\")");
    assert_raised(read("9", 8), "ValueError(\"invalid literal for int() with base 8: '9'\")");
}

static void test_more_than_4300_digits_are_refused(void **state)
{
    (void)state;
    static char text[4301];
    memset(text, '7', sizeof text);
    Object *allowed = int_from_text(text, 4300, 10, NULL), *shown_text = int_to_text(allowed, 10);
    assert_int_equal(str_length(shown_text), 4300);
    assert_raised(int_from_text(text, 4301, 10, NULL),
                  "ValueError('Exceeds the limit (4300 digits) for integer string conversion: "
                  "value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit')");
    Object *ten = int_from(10), *larger = combine(OP_MULTIPLY, allowed, ten);
    assert_raised(int_to_text(larger, 10), "ValueError('Exceeds the limit (4300 digits) for "
                  "integer string conversion; use sys.set_int_max_str_digits() to increase the "
                  "limit')");
    decref(allowed), decref(shown_text), decref(ten), decref(larger);
}

static void test_small_numbers_are_one_object_each(void **state)
{
    (void)state;
    for (int value = -5; value <= 256; value++) {
        Object *a = int_from(value), *b = read("257", 10), *c = int_from(257 - value);
        Object *d = combine(OP_SUBTRACT, b, c); /* the result of arithmetic, too */
        assert_ptr_equal(a, d);
        decref(a), decref(b), decref(c), decref(d);
    }
    Object *a = int_from(257), *b = int_from(257);
    assert_ptr_not_equal(a, b);
    decref(a);
    decref(b);
}

static void test_hashes_are_those_of_cpython(void **state)
{
    (void)state;
    static const struct { const char *number; int64_t hash; } cases[] = {
        { "0", 0 }, { "-1", -2 }, { "1073741824", 1073741824 },
        { "2305843009213693951", 0 }, { "2305843009213693952", 1 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Object *a = read(cases[i].number, 10);
        assert_true(object_hash(a) == cases[i].hash);
        decref(a);
    }
    Object *a = int_from(123456789), *b = float_from(123456789.0);
    assert_true(object_hash(a) == object_hash(b));
    decref(a);
    decref(b);
}

static void test_quotients_are_rounded_correctly(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int i = 0; i < 20000; i++) { /* below 2**53 the machine's division is the reference */
        int64_t x = random_number(&seed) % ((int64_t)1 << 53);
        int64_t y = random_number(&seed) % ((int64_t)1 << 53);
        if (y == 0)
            continue;
        Object *a = int_from(x), *b = int_from(y), *q = combine(OP_TRUE_DIVIDE, a, b);
        assert_true(((Float *)q)->value == (double)x / (double)y);
        decref(a), decref(b), decref(q);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        object_test(test_arithmetic_is_as_in_128_bits),
        object_test(test_long_numbers_obey_the_laws),
        object_test(test_texts_come_back_in_every_base),
        object_test(test_decimal_digits_are_those_of_long_division),
        object_test(test_literals_are_read_as_python_does),
        object_test(test_more_than_4300_digits_are_refused),
        object_test(test_small_numbers_are_one_object_each),
        object_test(test_hashes_are_those_of_cpython),
        object_test(test_quotients_are_rounded_correctly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
