/*
 * abstract.c: operators and comparisons on any two objects, truth, hash, and the texts repr, str
 * and format. The rules of who is asked first, and every message, are CPython 3.11's
 * (Objects/abstract.c, Objects/object.c).
 */
#include <string.h>

#include "modules/deque.h"
#include "objects/arguments.h"
#include "objects/byte_methods.h"
#include "objects/class.h"
#include "objects/format.h"
#include "objects/int.h"
#include "object.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

/* ---- binary operators ----------------------------------------------------------------------- */

static const char *const operator_names[BINARY_OPERATORS] = {
    [OP_ADD] = "+", [OP_SUBTRACT] = "-", [OP_MULTIPLY] = "*", [OP_TRUE_DIVIDE] = "/",
    [OP_FLOOR_DIVIDE] = "//", [OP_REMAINDER] = "%", [OP_POWER] = "** or pow()",
    [OP_LSHIFT] = "<<", [OP_RSHIFT] = ">>", [OP_AND] = "&", [OP_OR] = "|", [OP_XOR] = "^",
    [OP_MATRIX_MULTIPLY] = "@",
};

/* What an error calls a sequence that + and * put together; NULL: it is none of these. */
static const char *sequence_name(Object *o)
{
    return HAS_FLAG(o, TYPE_LIST) ? "list" : HAS_FLAG(o, TYPE_TUPLE) ? "tuple"
         : HAS_FLAG(o, TYPE_STR) ? "str" : HAS_FLAG(o, TYPE_BYTES) ? "bytes"
         : type_is_subtype(o->type, &deque_type) ? "deque" : NULL;
}

static bool is_print(Object *o)
{
    return IS_EXACT(o, native_function_type)
        && strcmp(((NativeFunctionObject *)o)->definition->name, "print") == 0;
}

static Object *binary_error(BinaryOperator op, Object *a, Object *b, bool inplace)
{
    if (op == OP_ADD && is_bytes_or_array(a))
        return raise(&type_error_type, "can't concat %T to %T", b, a);
    if (op == OP_ADD && sequence_name(a))
        return raise(&type_error_type, "can only concatenate %s (not \"%T\") to %s",
                     sequence_name(a), b, sequence_name(a));
    if (op == OP_MULTIPLY && (sequence_name(a) || sequence_name(b)))
        return raise(&type_error_type, "can't multiply sequence by non-int of type '%T'",
                     sequence_name(a) ? b : a);
    if (op == OP_RSHIFT && !inplace && is_print(a)) /* as it was written in Python 2 */
        return raise(&type_error_type, "unsupported operand type(s) for >>: '%T' and '%T'. Did you "
                     "mean \"print(<message>, file=<output_stream>)\"?", a, b);
    const char *name = inplace && op == OP_POWER ? "**" : operator_names[op];
    return raise(&type_error_type, "unsupported operand type(s) for %s%s: '%T' and '%T'", name,
                 inplace ? "=" : "", a, b);
}

Object *sequence_operator_called(BinaryOperator op, Object *self, Object *other, Object *result)
{
    bool sequence = self->type->get_item && (sequence_name(self) || is_bytes_or_array(self));
    if (result != NOT_IMPLEMENTED || !sequence || (op != OP_ADD && op != OP_MULTIPLY))
        return result;
    decref(result);
    return op == OP_ADD ? binary_error(op, self, other, false)
        : raise(&type_error_type, "'%T' object cannot be interpreted as an integer", other);
}

/* The left operand's type is asked first, unless the right one's is a subclass of it with an
 * operator of its own: that knows more. NotImplemented when neither can. */
static Object *binary_try(BinaryOperator op, Object *a, Object *b)
{
    Object *(*left)(BinaryOperator, Object *, Object *) = a->type->binary;
    Object *(*right)(BinaryOperator, Object *, Object *) = b->type->binary;
    if (right == left)
        right = NULL;
    if (left != NULL) {
        if (right != NULL && a->type != b->type && type_is_subtype(b->type, a->type)) {
            Object *result = right(op, a, b);
            if (result != NOT_IMPLEMENTED)
                return result;
            decref(result);
            right = NULL;
        }
        Object *result = left(op, a, b);
        if (result != NOT_IMPLEMENTED)
            return result;
        decref(result);
    }
    return right != NULL ? right(op, a, b) : incref(NOT_IMPLEMENTED);
}

Object *object_binary(BinaryOperator op, Object *a, Object *b)
{
    Object *result = binary_try(op, a, b);
    if (result != NOT_IMPLEMENTED)
        return result;
    decref(result);
    return binary_error(op, a, b, false);
}

Object *object_inplace(BinaryOperator op, Object *a, Object *b)
{
    if (a->type->inplace != NULL) {
        Object *result = a->type->inplace(op, a, b);
        if (result != NOT_IMPLEMENTED)
            return result;
        decref(result);
    }
    Object *result = binary_try(op, a, b);
    if (result != NOT_IMPLEMENTED)
        return result;
    decref(result);
    return binary_error(op, a, b, true);
}

Object *object_unary(UnaryOperator op, Object *o)
{
    static const char *const names[UNARY_OPERATORS] = { "-", "+", "~" };
    if (o->type->unary != NULL) {
        Object *result = o->type->unary(op, o);
        if (result != NOT_IMPLEMENTED)
            return result;
        decref(result);
    }
    return raise(&type_error_type, "bad operand type for unary %s: '%T'", names[op], o);
}

/* ---- comparisons ---------------------------------------------------------------------------- */

static const char *const comparison_names[] = { "<", "<=", "==", "!=", ">", ">=" };
static const Comparison reflected[] = { CMP_GT, CMP_GE, CMP_EQ, CMP_NE, CMP_LT, CMP_LE };

static Object *compare_try(Object *a, Object *b, Comparison op)
{
    bool right_first = a->type != b->type && b->type->compare != NULL &&
                       type_is_subtype(b->type, a->type);
    for (int turn = 0; turn < 2; turn++) {
        bool right = right_first == (turn == 0);
        Object *self = right ? b : a, *other = right ? a : b;
        if (self->type->compare == NULL)
            continue;
        Object *result = self->type->compare(self, other, right ? reflected[op] : op);
        if (result != NOT_IMPLEMENTED)
            return result;
        decref(result);
    }
    return incref(NOT_IMPLEMENTED);
}

Object *object_compare(Object *a, Object *b, Comparison op)
{
    if (recursion_enter(" in comparison") < 0)
        return NULL;
    Object *result = compare_try(a, b, op);
    recursion_leave();
    if (result != NOT_IMPLEMENTED)
        return result;
    decref(result);
    if (op == CMP_EQ || op == CMP_NE)
        return bool_from((a == b) == (op == CMP_EQ));
    return raise(&type_error_type, "'%s' not supported between instances of '%T' and '%T'",
                 comparison_names[op], a, b);
}

int object_compare_bool(Object *a, Object *b, Comparison op)
{
    if (a == b && (op == CMP_EQ || op == CMP_NE))
        return op == CMP_EQ;
    Object *result = object_compare(a, b, op);
    if (result == NULL)
        return -1;
    int truth = object_truth(result);
    decref(result);
    return truth;
}

int object_equal(Object *a, Object *b)
{
    if (a == b)
        return 1;
    if (a->type == b->type) {
        if (a->type == &str_type)
            return str_equal(a, b);
        if (a->type == &int_type)
            return int_equal((Int *)a, (Int *)b);
    }
    return object_compare_bool(a, b, CMP_EQ);
}

/* ---- truth, hash ---------------------------------------------------------------------------- */

int object_truth(Object *o)
{
    if (o == TRUE)
        return 1;
    if (o == FALSE || o == NONE)
        return 0;
    if (o->type->truth != NULL)
        return o->type->truth(o);
    if (o->type->length != NULL) {
        intptr_t length = o->type->length(o);
        return length < 0 ? -1 : length > 0;
    }
    return 1;
}

int64_t object_hash(Object *o)
{
    if (o->type->hash == NULL)
        return raise_int(&type_error_type, "unhashable type: '%T'", o);
    return o->type->hash(o);
}

/* ---- texts ---------------------------------------------------------------------------------- */

static Object *check_text(Object *text, const char *method)
{
    if (text != NULL && !IS_STR(text)) {
        raise(&type_error_type, "%s returned non-string (type %T)", method, text);
        decref(text);
        return NULL;
    }
    return text;
}

Object *object_repr(Object *o)
{
    if (recursion_enter(" while getting the repr of an object") < 0)
        return NULL;
    Object *text = check_text(o->type->repr(o), "__repr__");
    recursion_leave();
    return text;
}

Object *object_str(Object *o)
{
    if (IS_EXACT(o, str_type))
        return incref(o);
    if (recursion_enter(" while getting the str of an object") < 0)
        return NULL;
    Object *text = check_text(o->type->str(o), "__str__");
    recursion_leave();
    return text;
}

Object *object_format(Object *o, Object *spec)
{
    if (!(o->type->flags & TYPE_HEAP))
        return object_default_format(o, spec);
    Object *method = object_special_method(o, "__format__");
    Object *text = method != NULL ? object_call_one(method, spec) : NULL;
    xdecref(method);
    if (text != NULL && !IS_STR(text)) {
        raise(&type_error_type, "__format__ must return a str, not %T", text);
        clear_reference(text);
    }
    return text;
}

/* object.__format__, which the built-in types share. */
Object *object_default_format(Object *o, Object *spec)
{
    if (IS_STR(o) || IS_INT(o) || HAS_FLAG(o, TYPE_FLOAT)) {
        if (str_length(spec) == 0)
            return object_str(o);
        return IS_STR(o) ? format_str(o, spec)
             : IS_INT(o) ? format_int(o, spec) : format_float(o, spec);
    }
    if (str_length(spec) == 0)
        return object_str(o);
    return raise(&type_error_type, "unsupported format string passed to %T.__format__", o);
}
