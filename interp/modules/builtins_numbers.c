/*
 * builtins_numbers.c: the built-in functions on numbers and single characters.
 */
#include "modules/builtins_tables.h"
#include "objects/arguments.h"
#include "objects/byte_methods.h"
#include "objects/class.h"
#include "objects/int.h"
#include "vm/errors.h"

static Object *call_and_release(Object *callable, Object **args, int count)
{
    Object *result = object_call(callable, args, count, NULL);
    decref(callable);
    return result;
}

Object *absolute_value(Object *x)
{
    if (HAS_FLAG(x, TYPE_INT | TYPE_FLOAT) && !(x->type->flags & TYPE_HEAP))
        return number_abs(x);
    Object *result = special_call(x, "__abs__", NULL, 0);
    if (!result && !error_occurred())
        raise(&type_error_type, "bad operand type for abs(): '%T'", x);
    return result;
}

FUNCTION(builtin_abs)
{
    UNUSED_ARGUMENTS;
    return absolute_value(args[0]);
}

/* What a class's __divmod__ or __rdivmod__ gives; NULL without an exception: nothing. */
static Object *divmod_of_classes(Object *a, Object *b)
{
    Object *result = a->type->flags & TYPE_HEAP ? special_call(a, "__divmod__", &b, 1) : NULL;
    if (result == NOT_IMPLEMENTED)
        clear_reference(result);
    if (!result && !error_occurred() && b->type->flags & TYPE_HEAP && a->type != b->type)
        result = special_call(b, "__rdivmod__", &a, 1);
    if (result == NOT_IMPLEMENTED)
        clear_reference(result);
    return result;
}

FUNCTION(builtin_divmod)
{
    UNUSED_ARGUMENTS;
    Object *by_class = divmod_of_classes(args[0], args[1]);
    if (by_class || error_occurred())
        return by_class;
    Object *pair = number_divmod(args[0], args[1]);
    if (pair != NOT_IMPLEMENTED)
        return pair;
    decref(pair);
    return raise(&type_error_type, "unsupported operand type(s) for divmod(): '%T' and '%T'",
                 args[0], args[1]);
}

/* A class's own __pow__(self, exp, mod); NULL without an exception: it has none, or it declined.
 * __rpow__ is not asked for three numbers, as in CPython. */
static Object *own_modular_power(Object **values)
{
    if (!(values[0]->type->flags & TYPE_HEAP))
        return NULL;
    Object *name = str_interned("__pow__");
    Object *own = name ? type_lookup(values[0]->type, name) : NULL;
    bool inherited = own && own == type_lookup(&int_type, name);
    Object *result = own && !inherited ? special_call(values[0], "__pow__", &values[1], 2) : NULL;
    xdecref(name);
    if (result == NOT_IMPLEMENTED)
        clear_reference(result);
    return result;
}

static Object *modular_power(Object **values)
{
    Object *own = own_modular_power(values);
    if (own || error_occurred())
        return own;
    if (IS_INT(values[0]) && IS_INT(values[1]) && IS_INT(values[2]))
        return int_power((Int *)values[0], (Int *)values[1], (Int *)values[2]);
    if (HAS_FLAG(values[0], TYPE_FLOAT) || HAS_FLAG(values[1], TYPE_FLOAT)
        || HAS_FLAG(values[2], TYPE_FLOAT))
        return raise(&type_error_type, "pow() 3rd argument not allowed unless all arguments are "
                     "integers");
    return raise(&type_error_type, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'",
                 values[0], values[1], values[2]);
}

FUNCTION(builtin_pow)
{
    (void)self;
    static const char *const names[] = {"base", "exp", "mod", NULL};
    Object *values[3];
    if (parse_required_arguments("pow", args, positional, kwnames, names, 2, values) < 0)
        return NULL;
    return !values[2] || values[2] == NONE ? object_binary(OP_POWER, values[0], values[1])
                                           : modular_power(values);
}

FUNCTION(builtin_round)
{
    (void)self;
    static const char *const names[] = {"number", "ndigits", NULL};
    Object *values[2];
    if (parse_required_arguments("round", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    bool digits = values[1] && values[1] != NONE;
    Object *method = object_special_method(values[0], "__round__");
    if (!method)
        return error_occurred() ? NULL : raise(&type_error_type,
                                    "type %T doesn't define __round__ method", values[0]);
    return call_and_release(method, &values[1], digits);
}

/* "-0x1f": the prefix goes behind the sign. */
static Object *prefixed(Object *x, int base, const char *prefix)
{
    Object *number = object_index(x);
    Object *digits = number ? int_to_text(number, base) : NULL;
    bool negative = digits && str_char(digits, 0) == '-';
    Object *magnitude = digits ? str_substring(digits, negative, str_length(digits)) : NULL;
    Object *text = magnitude ? str_from_format("%s%s%S", negative ? "-" : "", prefix, magnitude)
                             : NULL;
    xdecref(magnitude);
    xdecref(digits);
    xdecref(number);
    return text;
}

FUNCTION(builtin_hex)
{
    UNUSED_ARGUMENTS;
    return prefixed(args[0], 16, "0x");
}

FUNCTION(builtin_oct)
{
    UNUSED_ARGUMENTS;
    return prefixed(args[0], 8, "0o");
}

FUNCTION(builtin_bin)
{
    UNUSED_ARGUMENTS;
    return prefixed(args[0], 2, "0b");
}

enum { LAST_CODE_POINT = 0x10FFFF };

FUNCTION(builtin_chr)
{
    UNUSED_ARGUMENTS;
    int value = object_as_c_int(args[0]);
    if (value == -1 && error_occurred())
        return NULL;
    if (value < 0 || value > LAST_CODE_POINT)
        return raise(&value_error_type, "chr() arg not in range(0x110000)");
    return str_from_char((uint32_t)value);
}

FUNCTION(builtin_ord)
{
    UNUSED_ARGUMENTS;
    Object *x = args[0];
    ByteView view;
    bool bytes = is_bytes_or_array(x) && byte_view(x, &view);
    if (!IS_STR(x) && !bytes)
        return raise(&type_error_type, "ord() expected string of length 1, but %T found", x);
    intptr_t length = (intptr_t)(bytes ? view.size : str_length(x));
    if (length != 1)
        return raise(&type_error_type,
                     "ord() expected a character, but string of length %zd found", length);
    return int_from(bytes ? view.data[0] : str_char(x, 0));
}

FUNCTION(builtin_hash)
{
    UNUSED_ARGUMENTS;
    int64_t hash = object_hash(args[0]);
    return hash == -1 && error_occurred() ? NULL : int_from(hash);
}

FUNCTION(builtin_id)
{
    UNUSED_ARGUMENTS;
    return int_from_unsigned((uintptr_t)args[0]);
}

const MethodDef builtin_number_functions[] = {
    {"abs", builtin_abs, 1, 1, 0, "abs(x) -> its absolute value"},
    {"bin", builtin_bin, 1, 1, 0, "bin(number) -> '0b' and its binary digits"},
    {"chr", builtin_chr, 1, 1, 0, "chr(code point) -> the str of that character"},
    {"divmod", builtin_divmod, 2, 2, 0, "divmod(x, y) -> (x // y, x % y)"},
    {"hash", builtin_hash, 1, 1, 0, "hash(object) -> an int, equal for equal objects"},
    {"hex", builtin_hex, 1, 1, 0, "hex(number) -> '0x' and its hexadecimal digits"},
    {"id", builtin_id, 1, 1, 0, "id(object) -> the address where it lies"},
    {"oct", builtin_oct, 1, 1, 0, "oct(number) -> '0o' and its octal digits"},
    {"ord", builtin_ord, 1, 1, 0, "ord(character) -> its code point"},
    {"pow", builtin_pow, 0, -1, METHOD_KEYWORDS, "pow(base, exp, mod=None)"},
    {"round", builtin_round, 0, -1, METHOD_KEYWORDS, "round(number, ndigits=None)"},
    {NULL, NULL, 0, 0, 0, NULL}};
