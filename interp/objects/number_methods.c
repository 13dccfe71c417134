/*
 * number_methods.c: what int and float have as methods of the same names: abs, divmod, and the
 * arguments that make an equal number again.
 */
#include "objects/arguments.h"
#include "objects/int.h"
#include "vm/errors.h"

static bool is_number(Object *o) { return HAS_FLAG(o, TYPE_INT | TYPE_FLOAT); }

Object *number_abs(Object *x)
{
    if (HAS_FLAG(x, TYPE_FLOAT))
        return float_from(__builtin_fabs(((Float *)x)->value));
    return object_unary(((Int *)x)->size < 0 ? OP_NEGATIVE : OP_POSITIVE, x);
}

Object *number_divmod(Object *a, Object *b)
{
    if (!is_number(a) || !is_number(b))
        return incref(NOT_IMPLEMENTED);
    Object *both[2] = { NULL, NULL };
    if (IS_INT(a) && IS_INT(b)) {
        int_divide((Int *)a, (Int *)b, &both[0], &both[1], "integer division or modulo by zero");
    } else {
        if (IS_INT(b) ? ((Int *)b)->size == 0 : ((Float *)b)->value == 0)
            return raise(&zero_division_error_type, "float divmod()");
        both[0] = float_type.binary(OP_FLOOR_DIVIDE, a, b);
        both[1] = both[0] != NULL ? float_type.binary(OP_REMAINDER, a, b) : NULL;
    }
    Object *pair = both[1] != NULL ? tuple_from(both, 2) : NULL;
    xdecref(both[0]);
    xdecref(both[1]);
    return pair;
}

/* int leaves floats to float. */
static bool concerns(Object *self, Object *other)
{
    return IS_INT(other) || (HAS_FLAG(self, TYPE_FLOAT) && HAS_FLAG(other, TYPE_FLOAT));
}

NUMBER_METHOD(number_abs_method)
{
    (void)args, (void)positional, (void)kwnames;
    return number_abs(self);
}

NUMBER_METHOD(number_divmod_method)
{
    (void)positional, (void)kwnames;
    return concerns(self, args[0]) ? number_divmod(self, args[0]) : incref(NOT_IMPLEMENTED);
}

NUMBER_METHOD(number_rdivmod_method)
{
    (void)positional, (void)kwnames;
    return concerns(self, args[0]) ? number_divmod(args[0], self) : incref(NOT_IMPLEMENTED);
}

NUMBER_METHOD(number_new_arguments)
{
    (void)args, (void)positional, (void)kwnames;
    Object *plain = HAS_FLAG(self, TYPE_FLOAT) ? float_from(((Float *)self)->value)
                                               : object_unary(OP_POSITIVE, self);
    Object *tuple = plain != NULL ? tuple_from(&plain, 1) : NULL;
    xdecref(plain);
    return tuple;
}
