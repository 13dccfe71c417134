/*
 * math_integers.c: what module math does with whole numbers of any size: gcd, lcm, factorial, comb,
 * perm, isqrt, prod. Written with the operators of int: their carries and signs are int's business.
 */
#include "modules/module.h"
#include "modules/math.h"
#include "modules/standard.h"
#include "objects/int.h"
#include "vm/errors.h"

/* An int of int's own type, from an int or what has __index__. */
static Object *as_int(Object *o)
{
    Object *index = object_index(o);
    Object *exact = index ? int_exact(index) : NULL;
    xdecref(index);
    return exact;
}

static bool is_negative(Object *number) { return ((Int *)number)->size < 0; }
static bool is_zero(Object *number) { return ((Int *)number)->size == 0; }

/* *value = *value op other; other is borrowed. -1: an exception, and *value is NULL. */
static int apply(Object **value, BinaryOperator op, Object *other)
{
    Object *result = *value && other ? object_binary(op, *value, other) : NULL;
    replace_reference(*value, result);
    return result ? 0 : -1;
}

static int apply_number(Object **value, BinaryOperator op, int64_t number)
{
    Object *other = int_from(number);
    int result = apply(value, op, other);
    xdecref(other);
    return result;
}

static Object *absolute(Object *number) /* stolen */
{
    if (number && is_negative(number))
        replace_reference(number, object_unary(OP_NEGATIVE, number));
    return number;
}

/* Euclid's algorithm; both stolen. */
static Object *greatest_divisor(Object *a, Object *b)
{
    while (a && b && !is_zero(b)) {
        Object *rest = object_binary(OP_REMAINDER, a, b);
        decref(a);
        a = b;
        b = rest;
    }
    if (!b)
        clear_reference(a);
    xdecref(b);
    return absolute(a);
}

FUNCTION(math_gcd)
{
    UNUSED_ARGUMENTS;
    Object *result = int_from(0);
    for (int i = 0; i < positional && result; i++) {
        Object *other = as_int(args[i]);
        result = greatest_divisor(result, other);
    }
    return result;
}

FUNCTION(math_lcm)
{
    UNUSED_ARGUMENTS;
    Object *result = int_from(1);
    for (int i = 0; i < positional && result; i++) {
        Object *other = as_int(args[i]);
        if (other && is_zero(other)) {
            decref(result);
            result = other;
            continue;
        }
        Object *divisor = other ? greatest_divisor(incref(result), incref(other)) : NULL;
        if (apply(&result, OP_FLOOR_DIVIDE, divisor) == 0)
            apply(&result, OP_MULTIPLY, other);
        result = absolute(result);
        xdecref(divisor);
        xdecref(other);
    }
    return result;
}

/* low * (low + 1) * ... * high: halves first, so that the numbers grow together. */
static Object *product_of_range(int64_t low, int64_t high)
{
    enum { FEW = 8 };
    if (low > high)
        return int_from(1);
    if (high - low < FEW) {
        Object *product = int_from(low);
        while (product && ++low <= high)
            apply_number(&product, OP_MULTIPLY, low);
        return product;
    }
    int64_t middle = low + (high - low) / 2;
    Object *left = product_of_range(low, middle);
    Object *right = left ? product_of_range(middle + 1, high) : NULL;
    if (!right)
        clear_reference(left);
    apply(&left, OP_MULTIPLY, right);
    xdecref(right);
    return left;
}

FUNCTION(math_factorial)
{
    UNUSED_ARGUMENTS;
    Object *number = as_int(args[0]);
    if (!number)
        return NULL;
    bool negative = is_negative(number), overflow = false;
    int64_t n = int_as_int64(number, &overflow);
    decref(number);
    if (negative)
        return raise(&value_error_type, "factorial() not defined for negative values");
    if (overflow)
        return raise(&overflow_error_type, "factorial() argument should not exceed %ld",
                     (long)INT32_MAX);
    return product_of_range(1, n);
}

/* n and k of comb and perm; k may not be beyond int64. */
static int read_choice(Object **args, Object **n, int64_t *k)
{
    *n = as_int(args[0]);
    Object *second = *n ? as_int(args[1]) : NULL;
    bool overflow = false;
    if (second)
        *k = int_as_int64(second, &overflow);
    int result = second ? 0 : -1;
    if (second && is_negative(*n))
        result = raise_int(&value_error_type, "n must be a non-negative integer");
    else if (second && is_negative(second))
        result = raise_int(&value_error_type, "k must be a non-negative integer");
    else if (overflow)
        *k = INT64_MAX;
    xdecref(second);
    if (result < 0)
        clear_reference(*n);
    return result;
}

/* n * (n - 1) * ... * (n - k + 1), divided on the way by k! where `divide`. n is stolen. */
static Object *falling_product(Object *n, int64_t k, bool divide)
{
    Object *product = int_from(1);
    for (int64_t i = 0; i < k && product && n; i++) {
        if (is_zero(n)) { /* k > n */
            replace_reference(product, int_from(0));
            break;
        }
        if (apply(&product, OP_MULTIPLY, n) == 0 && divide)
            apply_number(&product, OP_FLOOR_DIVIDE, i + 1);
        apply_number(&n, OP_SUBTRACT, 1);
    }
    if (!n)
        clear_reference(product);
    xdecref(n);
    return product;
}

FUNCTION(math_comb)
{
    UNUSED_ARGUMENTS;
    Object *n;
    int64_t k;
    if (read_choice(args, &n, &k) < 0)
        return NULL;
    bool overflow = false;
    int64_t small = int_as_int64(n, &overflow);
    if (!overflow && k <= small && k > small - k)
        k = small - k;
    return falling_product(n, k, true);
}

FUNCTION(math_perm)
{
    UNUSED_ARGUMENTS;
    if (positional == 1 || args[1] == NONE)
        return math_factorial(self, args, 1, kwnames);
    Object *n;
    int64_t k;
    return read_choice(args, &n, &k) < 0 ? NULL : falling_product(n, k, false);
}

/* Newton's method from a power of two above the root: each step comes down until one does not. */
static Object *integer_root(Object *n)
{
    Object *method = object_lookup_attribute(n, "bit_length");
    Object *length = method ? object_call(method, NULL, 0, NULL) : NULL;
    Object *root = int_from(1);
    if (!length || apply_number(&root, OP_LSHIFT, (object_as_index(length) + 1) / 2) < 0)
        clear_reference(root);
    xdecref(length);
    xdecref(method);
    while (root) {
        Object *next = object_binary(OP_FLOOR_DIVIDE, n, root);
        if (apply(&next, OP_ADD, root) == 0)
            apply_number(&next, OP_RSHIFT, 1);
        int smaller = -1;
        Object *below = next ? object_compare(next, root, CMP_LT) : NULL;
        if (below)
            smaller = object_truth(below);
        xdecref(below);
        if (smaller <= 0) {
            xdecref(next);
            if (smaller < 0)
                clear_reference(root);
            break;
        }
        replace_reference(root, next);
    }
    return root;
}

FUNCTION(math_isqrt)
{
    UNUSED_ARGUMENTS;
    Object *n = as_int(args[0]), *root = NULL;
    if (n && is_negative(n))
        raise(&value_error_type, "isqrt() argument must be nonnegative");
    else if (n)
        root = is_zero(n) ? int_from(0) : integer_root(n);
    xdecref(n);
    return root;
}

FUNCTION(math_prod)
{
    (void)self;
    Object *product = NULL, *item;
    if (positional != 1)
        return raise(&type_error_type, "prod() takes exactly 1 positional argument (%d given)",
                     positional);
    if (kwnames && ((Tuple *)kwnames)->size > 0) {
        Object *name = ((Tuple *)kwnames)->items[0];
        if (!str_equal_text(name, "start"))
            return raise(&type_error_type, "'%S' is an invalid keyword argument for prod()", name);
        product = incref(args[1]);
    }
    Object *iterator = object_iterate(args[0]);
    if (iterator && !product)
        product = int_from(1);
    while (iterator && product && (item = object_next(iterator))) {
        apply(&product, OP_MULTIPLY, item);
        decref(item);
    }
    xdecref(iterator);
    if (!iterator || error_occurred())
        clear_reference(product);
    return product;
}

const MethodDef math_integer_functions[] = {
    {"comb", math_comb, 2, 2, 0, "comb(n, k): ways to choose k of n, without order"},
    {"factorial", math_factorial, 1, 1, 0, "factorial(n): 1 * 2 * ... * n"},
    {"gcd", math_gcd, 0, -1, 0, "gcd(*integers): the greatest common divisor"},
    {"isqrt", math_isqrt, 1, 1, 0, "isqrt(n): the whole part of the square root"},
    {"lcm", math_lcm, 0, -1, 0, "lcm(*integers): the least common multiple"},
    {"perm", math_perm, 1, 2, 0, "perm(n, k=None): ways to choose k of n, with order"},
    {"prod", math_prod, 0, -1, METHOD_KEYWORDS, "prod(iterable, *, start=1)"},
    {NULL, NULL, 0, 0, 0, NULL}};
