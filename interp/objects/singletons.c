/*
 * singletons.c: None, Ellipsis, NotImplemented, True and False; type bool.
 */
#include "objects/arguments.h"
#include "objects/int.h"
#include "object.h"
#include "vm/errors.h"
#include "vm/warning.h"

Object none_object = { 1, &none_type };
Object ellipsis_object = { 1, &ellipsis_type };
Object not_implemented_object = { 1, &not_implemented_type };

/* True and False are ints of one digit. */
static struct { Object head; intptr_t size; Digit digit; }
    true_storage = { { 1, &bool_type }, 1, 1 },
    false_storage = { { 1, &bool_type }, 0, 0 };
Int *const true_object = (Int *)&true_storage;
Int *const false_object = (Int *)&false_storage;

/* ---- None, Ellipsis, NotImplemented --------------------------------------------------------- */

/* Only a lost count can get here: whoever gave up one reference too many shall be found. */
static void singleton_destroy(Object *self) { self->refcount = 1; }

static Object *none_repr(Object *self) { return (void)self, str_interned("None"); }
static Object *ellipsis_repr(Object *self) { return (void)self, str_interned("Ellipsis"); }
static Object *not_implemented_repr(Object *self)
{
    return (void)self, str_interned("NotImplemented");
}
static int none_truth(Object *self) { return (void)self, 0; }

static Object *singleton_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args;
    if (positional != 0 || !no_keywords(kwnames))
        return raise(&type_error_type, "%s takes no arguments", type->name);
    return incref(type == &none_type ? NONE
                  : type == &ellipsis_type ? &ellipsis_object : NOT_IMPLEMENTED);
}

Type none_type = {
    .head = { 1, &type_type },
    .name = "NoneType",
    .basic_size = sizeof(Object),
    .destroy = singleton_destroy,
    .repr = none_repr,
    .truth = none_truth,
    .construct = singleton_construct,
};

Type ellipsis_type = {
    .head = { 1, &type_type },
    .name = "ellipsis",
    .basic_size = sizeof(Object),
    .destroy = singleton_destroy,
    .repr = ellipsis_repr,
    .construct = singleton_construct,
};

/* True, for now: a comparison that is not implemented is neither true nor false. */
static int not_implemented_truth(Object *self)
{
    (void)self;
    return warn(&deprecation_warning_type,
                "NotImplemented should not be used in a boolean context") < 0 ? -1 : 1;
}

Type not_implemented_type = {
    .head = { 1, &type_type },
    .name = "NotImplementedType",
    .basic_size = sizeof(Object),
    .destroy = singleton_destroy,
    .repr = not_implemented_repr,
    .truth = not_implemented_truth,
    .construct = singleton_construct,
};

/* ---- bool ----------------------------------------------------------------------------------- */

static Object *bool_repr(Object *self) { return str_interned(self == TRUE ? "True" : "False"); }

static Object *bool_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)type;
    if (check_arguments("bool", positional, kwnames, 0, 1) < 0)
        return NULL;
    int truth = positional == 0 ? 0 : object_truth(args[0]);
    return truth < 0 ? NULL : bool_from(truth);
}

/* Two bools give a bool; anything else is int's business. */
static Object *bool_binary(BinaryOperator op, Object *left, Object *right)
{
    if (IS_EXACT(left, bool_type) && IS_EXACT(right, bool_type)) {
        bool a = left == TRUE, b = right == TRUE;
        switch (op) {
        case OP_AND: return bool_from(a && b);
        case OP_OR: return bool_from(a || b);
        case OP_XOR: return bool_from(a != b);
        default: break;
        }
    }
    return int_binary(op, left, right);
}

Type bool_type = {
    .head = { 1, &type_type },
    .name = "bool",
    .base = &int_type,
    .basic_size = sizeof(Int),
    .item_size = sizeof(Digit),
    .flags = TYPE_INT,
    .destroy = singleton_destroy,
    .repr = bool_repr,
    .construct = bool_construct,
    .binary = bool_binary,
    .doc = "bool(x) -> bool",
};
