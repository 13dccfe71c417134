// links: interp
/*
 * test_float_text.c: floats to text and back, against the C library's strtod and printf.
 */
#include "object_support.h"

#include "objects/float.h"

static double random_double(uint64_t *seed)
{
    uint64_t dice = random_bits(seed), bits = random_bits(seed);
    double value = float_from_bits(bits);
    if (dice % 4 == 0) /* of everyday size */
        value = (double)(int64_t)(bits >> 20) / 1000.0;
    else if (dice % 4 == 1) /* few digits */
        value = (double)(bits % 100000) / 100.0;
    return float_is_finite(value) ? value : 0.5;
}

static void text_of(double value, char *text, size_t room)
{
    Object *repr = float_to_text(value);
    size_t size;
    char *utf8 = str_to_utf8(repr, &size);
    assert_true(size < room);
    memcpy(text, utf8, size + 1);
    mem_free(utf8, size + 1);
    decref(repr);
}

static int significant_digits(const char *text)
{
    int count = 0, zeros = 0;
    for (; *text != '\0' && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (count == 0 && *text == '0'))
            continue;
        count++;
        zeros = *text == '0' ? zeros + 1 : 0;
    }
    return count - zeros;
}

static void test_repr_reads_back_and_is_the_shortest(void **state)
{
    (void)state;
    enum { CASES = 200000 };
    uint64_t seed = 4711;
    for (int i = 0; i < CASES; i++) {
        double value = random_double(&seed);
        char text[64], shorter[64];
        text_of(value, text, sizeof text);
        assert_true(strtod(text, NULL) == value);
        int digits = significant_digits(text);
        assert_in_range(digits, 0, 17);
        if (digits > 1) {
            snprintf(shorter, sizeof shorter, "%.*e", digits - 2, value);
            assert_true(strtod(shorter, NULL) != value);
        }
    }
}

static void test_texts_are_read_as_by_strtod(void **state)
{
    (void)state;
    enum { CASES = 200000 };
    uint64_t seed = 815;
    for (int i = 0; i < CASES; i++) {
        char text[64];
        int digits = (int)(random_bits(&seed) % 25);
        snprintf(text, sizeof text, "%.*e", digits, random_double(&seed));
        Object *value = float_from_text(text, strlen(text));
        assert_non_null(value);
        assert_true(((Float *)value)->value == strtod(text, NULL));
        decref(value);
    }
}

static void test_hard_cases_are_read_correctly(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "2.2250738585072011e-308", "2.2250738585072014e-308", "4.9e-324", "2.5e-324", "2.4e-324",
        "1.7976931348623157e308", "1.7976931348623158e308", "9007199254740993",
        "9007199254740992.99999999999999999999999", "0.1", "123456789012345678901234567890",
        "8.988465674311579e307", "6.2230152778611417071440640537801242405902521687211671331011166"
        "14789698834035383441183944823125713616956966589555122482124716043472290039062e-61",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        Object *value = float_from_text(texts[i], strlen(texts[i]));
        assert_non_null(value);
        assert_true(((Float *)value)->value == strtod(texts[i], NULL));
        decref(value);
    }
}

static Object *power(double base, double exponent)
{
    Object *a = float_from(base), *b = float_from(exponent);
    Object *result = object_binary(OP_POWER, a, b);
    decref(a);
    decref(b);
    return result;
}

static void test_powers_are_exact_where_they_can_be(void **state)
{
    (void)state;
    assert_shown(power(2, 10), "1024.0");
    assert_shown(power(2, -1074), "5e-324");
    assert_shown(power(2, 1023), "8.98846567431158e+307");
    assert_shown(power(10, 15), "1000000000000000.0");
    assert_shown(power(9, 0.5), "3.0");
    assert_shown(power(0.25, -1.5), "8.0");
    assert_shown(power(-8, 3), "-512.0");
    assert_shown(power(1.1, 100), "13780.61233982238");
    assert_raised(power(10, 400), "OverflowError(34, 'Numerical result out of range')");
    assert_raised(power(0, -1),
                  "ZeroDivisionError('0.0 cannot be raised to a negative power')");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        object_test(test_repr_reads_back_and_is_the_shortest),
        object_test(test_texts_are_read_as_by_strtod),
        object_test(test_hard_cases_are_read_correctly),
        object_test(test_powers_are_exact_where_they_can_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
