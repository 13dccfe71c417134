/*
 * special.h: the table of special methods, as one list: the method's name, the slot of Type that it
 * stands for, the C function that goes into the slot of a class which has the method in Python
 * (special_slots.c), and the wrapper that makes a method of a built-in type's slot (wrappers.c).
 * Methods that share a slot stand together.
 */
#ifndef SPECIAL_H
#define SPECIAL_H

#include "objects/class.h"

typedef struct Special Special;
typedef Object *(*Wrapper)(const Special *special, Type *owner, Object *self, Object **args,
                           int positional, Object *kwnames);
struct Special {
    const char *name;
    size_t slot;           /* offset in Type */
    void (*generic)(void); /* cast to the slot's own type by whoever calls it */
    Wrapper wrapper;       /* NULL: not visible (__del__, __getattr__) */
    int8_t arguments;      /* that the wrapper takes; -1: any number, and keywords */
    uint8_t operation;     /* BinaryOperator, UnaryOperator or Comparison */
};

#define SPECIAL_BINARY(X, name, op) \
    X("__" name "__", binary, slot_binary, wrap_binary, 1, op) \
    X("__r" name "__", binary, slot_binary, wrap_reflected, 1, op)
#define SPECIAL_INPLACE(X, name, op) \
    X("__i" name "__", inplace, slot_inplace, wrap_inplace, 1, op)
#define SPECIAL_OPERATORS(X, OPERATOR) \
    OPERATOR(X, "add", OP_ADD) OPERATOR(X, "sub", OP_SUBTRACT) OPERATOR(X, "mul", OP_MULTIPLY) \
    OPERATOR(X, "truediv", OP_TRUE_DIVIDE) OPERATOR(X, "floordiv", OP_FLOOR_DIVIDE) \
    OPERATOR(X, "mod", OP_REMAINDER) OPERATOR(X, "pow", OP_POWER) \
    OPERATOR(X, "lshift", OP_LSHIFT) OPERATOR(X, "rshift", OP_RSHIFT) OPERATOR(X, "and", OP_AND) \
    OPERATOR(X, "or", OP_OR) OPERATOR(X, "xor", OP_XOR) OPERATOR(X, "matmul", OP_MATRIX_MULTIPLY)

#define SPECIALS(X) \
    X("__repr__", repr, slot_repr, wrap_repr, 0, 0) \
    X("__str__", str, slot_str, wrap_str, 0, 0) \
    X("__hash__", hash, slot_hash, wrap_hash, 0, 0) \
    X("__bool__", truth, slot_truth, wrap_truth, 0, 0) \
    X("__lt__", compare, slot_compare, wrap_compare, 1, CMP_LT) \
    X("__le__", compare, slot_compare, wrap_compare, 1, CMP_LE) \
    X("__eq__", compare, slot_compare, wrap_compare, 1, CMP_EQ) \
    X("__ne__", compare, slot_compare, wrap_compare, 1, CMP_NE) \
    X("__gt__", compare, slot_compare, wrap_compare, 1, CMP_GT) \
    X("__ge__", compare, slot_compare, wrap_compare, 1, CMP_GE) \
    X("__call__", call, slot_call, wrap_call, -1, 0) \
    X("__new__", construct, slot_construct, wrap_new, -1, 0) \
    X("__init__", initialise, slot_initialise, wrap_initialise, -1, 0) \
    X("__getattribute__", get_attribute, slot_get_attribute, wrap_get_attribute, 1, 0) \
    X("__getattr__", get_attribute, slot_get_attribute, NULL, 1, 0) \
    X("__setattr__", set_attribute, slot_set_attribute, wrap_set_attribute, 2, 0) \
    X("__delattr__", set_attribute, slot_set_attribute, wrap_delete_attribute, 1, 0) \
    X("__get__", descriptor_get, slot_descriptor_get, wrap_descriptor_get, -1, 0) \
    X("__set__", descriptor_set, slot_descriptor_set, wrap_descriptor_set, 2, 0) \
    X("__delete__", descriptor_set, slot_descriptor_set, wrap_descriptor_delete, 1, 0) \
    X("__iter__", iterate, slot_iterate, wrap_iterate, 0, 0) \
    X("__next__", next, slot_next, wrap_next, 0, 0) \
    X("__len__", length, slot_length, wrap_length, 0, 0) \
    X("__getitem__", get_item, slot_get_item, wrap_get_item, 1, 0) \
    X("__setitem__", set_item, slot_set_item, wrap_set_item, 2, 0) \
    X("__delitem__", set_item, slot_set_item, wrap_delete_item, 1, 0) \
    X("__contains__", contains, slot_contains, wrap_contains, 1, 0) \
    SPECIAL_OPERATORS(X, SPECIAL_BINARY) \
    SPECIAL_OPERATORS(X, SPECIAL_INPLACE) \
    X("__neg__", unary, slot_unary, wrap_unary, 0, OP_NEGATIVE) \
    X("__pos__", unary, slot_unary, wrap_unary, 0, OP_POSITIVE) \
    X("__invert__", unary, slot_unary, wrap_unary, 0, OP_INVERT) \
    X("__del__", finalize, slot_finalize, NULL, 0, 0)

extern const Special specials[];
extern const int special_count;

/* The slot of a type, without its C type. */
typedef void (*AnySlot)(void);
static inline AnySlot *slot_place(Type *type, const Special *special)
{
    return (AnySlot *)((char *)type + special->slot);
}

/* The method's name as an interned str, borrowed; NULL: no memory. */
Object *special_name(int number);
/* Does the operator `special` stand for something that the built-in type can do? A type has one
 * slot for all binary operators. */
bool type_has_operator(Type *type, const Special *special);

/* The generic functions (special_slots.c). */
Object *slot_repr(Object *self);
Object *slot_str(Object *self);
int64_t slot_hash(Object *self);
int slot_truth(Object *self);
Object *slot_compare(Object *self, Object *other, Comparison op);
Object *slot_call(Object *self, Object **args, int positional, Object *kwnames);
Object *slot_construct(Type *type, Object **args, int positional, Object *kwnames);
Object *slot_get_attribute(Object *self, Object *name);
int slot_set_attribute(Object *self, Object *name, Object *value);
Object *slot_descriptor_get(Object *self, Object *instance, Type *owner);
int slot_descriptor_set(Object *self, Object *instance, Object *value);
Object *slot_iterate(Object *self);
Object *slot_next(Object *self);
intptr_t slot_length(Object *self);
Object *slot_get_item(Object *self, Object *key);
int slot_set_item(Object *self, Object *key, Object *value);
int slot_contains(Object *self, Object *item);
Object *slot_binary(BinaryOperator op, Object *left, Object *right);
Object *slot_inplace(BinaryOperator op, Object *left, Object *right);
Object *slot_unary(UnaryOperator op, Object *self);
void slot_finalize(Object *self);
void special_slots_stop(void); /* gives the names up */

#endif
