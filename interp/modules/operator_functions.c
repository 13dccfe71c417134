/*
 * operator_functions.c: the operators as functions of module _operator: add(a, b) is a + b. Native
 * ones, as in CPython: they have no line in tracebacks, and arguments have no owner more in them.
 */
#include "modules/builtins_tables.h"
#include "modules/module.h"
#include "modules/operator.h"
#include "objects/int.h"
#include "vm/errors.h"

#define BINARY(name, op) \
    FUNCTION(name) { UNUSED_ARGUMENTS; return object_binary(op, args[0], args[1]); }
#define INPLACE(name, op) \
    FUNCTION(name) { UNUSED_ARGUMENTS; return object_inplace(op, args[0], args[1]); }
#define COMPARE(name, op) \
    FUNCTION(name) { UNUSED_ARGUMENTS; return object_compare(args[0], args[1], op); }
#define UNARY(name, op) \
    FUNCTION(name) { UNUSED_ARGUMENTS; return object_unary(op, args[0]); }

BINARY(add, OP_ADD)
BINARY(subtract, OP_SUBTRACT)
BINARY(multiply, OP_MULTIPLY)
BINARY(matrix_multiply, OP_MATRIX_MULTIPLY)
BINARY(true_divide, OP_TRUE_DIVIDE)
BINARY(floor_divide, OP_FLOOR_DIVIDE)
BINARY(remainder_of, OP_REMAINDER)
BINARY(power, OP_POWER)
BINARY(left_shift, OP_LSHIFT)
BINARY(right_shift, OP_RSHIFT)
BINARY(bit_and, OP_AND)
BINARY(bit_or, OP_OR)
BINARY(bit_xor, OP_XOR)
INPLACE(inplace_add, OP_ADD)
INPLACE(inplace_subtract, OP_SUBTRACT)
INPLACE(inplace_multiply, OP_MULTIPLY)
INPLACE(inplace_matrix_multiply, OP_MATRIX_MULTIPLY)
INPLACE(inplace_true_divide, OP_TRUE_DIVIDE)
INPLACE(inplace_floor_divide, OP_FLOOR_DIVIDE)
INPLACE(inplace_remainder, OP_REMAINDER)
INPLACE(inplace_power, OP_POWER)
INPLACE(inplace_left_shift, OP_LSHIFT)
INPLACE(inplace_right_shift, OP_RSHIFT)
INPLACE(inplace_and, OP_AND)
INPLACE(inplace_or, OP_OR)
INPLACE(inplace_xor, OP_XOR)
COMPARE(less, CMP_LT)
COMPARE(less_or_equal, CMP_LE)
COMPARE(equal, CMP_EQ)
COMPARE(not_equal, CMP_NE)
COMPARE(greater, CMP_GT)
COMPARE(greater_or_equal, CMP_GE)
UNARY(negative, OP_NEGATIVE)
UNARY(positive, OP_POSITIVE)
UNARY(invert, OP_INVERT)

FUNCTION(truth)
{
    UNUSED_ARGUMENTS;
    int result = object_truth(args[0]);
    return result < 0 ? NULL : bool_from(result);
}

FUNCTION(not_)
{
    UNUSED_ARGUMENTS;
    int result = object_truth(args[0]);
    return result < 0 ? NULL : bool_from(!result);
}

FUNCTION(is_)
{
    UNUSED_ARGUMENTS;
    return bool_from(args[0] == args[1]);
}

FUNCTION(is_not)
{
    UNUSED_ARGUMENTS;
    return bool_from(args[0] != args[1]);
}

FUNCTION(absolute)
{
    UNUSED_ARGUMENTS;
    return absolute_value(args[0]);
}

FUNCTION(index_of_number)
{
    UNUSED_ARGUMENTS;
    Object *index = object_index(args[0]);
    Object *exact = index ? int_exact(index) : NULL; /* of a bool, the int */
    xdecref(index);
    return exact;
}

FUNCTION(call)
{
    (void)self;
    return object_call_given(args[0], args + 1, positional - 1, kwnames);
}

/* ---- items ----------------------------------------------------------------------------------- */

static Object *none_unless(int status) { return status < 0 ? NULL : incref(NONE); }

FUNCTION(contains)
{
    UNUSED_ARGUMENTS;
    int found = object_contains(args[0], args[1]);
    return found < 0 ? NULL : bool_from(found);
}

FUNCTION(get_item)
{
    UNUSED_ARGUMENTS;
    return object_get_item(args[0], args[1]);
}

FUNCTION(set_item)
{
    UNUSED_ARGUMENTS;
    return none_unless(object_set_item(args[0], args[1], args[2]));
}

FUNCTION(delete_item)
{
    UNUSED_ARGUMENTS;
    return none_unless(object_delete_item(args[0], args[1]));
}

const MethodDef operator_functions[] = {
    {"abs", absolute, 1, 1, 0, "Same as abs(a)."},
    {"add", add, 2, 2, 0, "Same as a + b."},
    {"and_", bit_and, 2, 2, 0, "Same as a & b."},
    {"call", call, 1, -1, METHOD_KEYWORDS, "Same as obj(*args, **kwargs)."},
    {"contains", contains, 2, 2, 0, "Same as b in a (note reversed operands)."},
    {"delitem", delete_item, 2, 2, 0, "Same as del a[b]."},
    {"eq", equal, 2, 2, 0, "Same as a == b."},
    {"floordiv", floor_divide, 2, 2, 0, "Same as a // b."},
    {"ge", greater_or_equal, 2, 2, 0, "Same as a >= b."},
    {"getitem", get_item, 2, 2, 0, "Same as a[b]."},
    {"gt", greater, 2, 2, 0, "Same as a > b."},
    {"iadd", inplace_add, 2, 2, 0, "Same as a += b."},
    {"iand", inplace_and, 2, 2, 0, "Same as a &= b."},
    {"ifloordiv", inplace_floor_divide, 2, 2, 0, "Same as a //= b."},
    {"ilshift", inplace_left_shift, 2, 2, 0, "Same as a <<= b."},
    {"imatmul", inplace_matrix_multiply, 2, 2, 0, "Same as a @= b."},
    {"imod", inplace_remainder, 2, 2, 0, "Same as a %= b."},
    {"imul", inplace_multiply, 2, 2, 0, "Same as a *= b."},
    {"index", index_of_number, 1, 1, 0, "Same as a.__index__()"},
    {"inv", invert, 1, 1, 0, "Same as ~a."},
    {"invert", invert, 1, 1, 0, "Same as ~a."},
    {"ior", inplace_or, 2, 2, 0, "Same as a |= b."},
    {"ipow", inplace_power, 2, 2, 0, "Same as a **= b."},
    {"irshift", inplace_right_shift, 2, 2, 0, "Same as a >>= b."},
    {"is_", is_, 2, 2, 0, "Same as a is b."},
    {"is_not", is_not, 2, 2, 0, "Same as a is not b."},
    {"isub", inplace_subtract, 2, 2, 0, "Same as a -= b."},
    {"itruediv", inplace_true_divide, 2, 2, 0, "Same as a /= b."},
    {"ixor", inplace_xor, 2, 2, 0, "Same as a ^= b."},
    {"le", less_or_equal, 2, 2, 0, "Same as a <= b."},
    {"lshift", left_shift, 2, 2, 0, "Same as a << b."},
    {"lt", less, 2, 2, 0, "Same as a < b."},
    {"matmul", matrix_multiply, 2, 2, 0, "Same as a @ b."},
    {"mod", remainder_of, 2, 2, 0, "Same as a % b."},
    {"mul", multiply, 2, 2, 0, "Same as a * b."},
    {"ne", not_equal, 2, 2, 0, "Same as a != b."},
    {"neg", negative, 1, 1, 0, "Same as -a."},
    {"not_", not_, 1, 1, 0, "Same as not a."},
    {"or_", bit_or, 2, 2, 0, "Same as a | b."},
    {"pos", positive, 1, 1, 0, "Same as +a."},
    {"pow", power, 2, 2, 0, "Same as a ** b."},
    {"rshift", right_shift, 2, 2, 0, "Same as a >> b."},
    {"setitem", set_item, 3, 3, 0, "Same as a[b] = c."},
    {"sub", subtract, 2, 2, 0, "Same as a - b."},
    {"truediv", true_divide, 2, 2, 0, "Same as a / b."},
    {"truth", truth, 1, 1, 0, "Return True if a is true, False otherwise."},
    {"xor", bit_xor, 2, 2, 0, "Same as a ^ b."},
    {NULL, NULL, 0, 0, 0, NULL}};
