/*
 * special_slots.c: the slots of classes whose special methods are written in Python: each function
 * here looks its method up through the mro of the object's type (never in the object) and calls it.
 * As CPython's slot_tp_repr and its like in typeobject.c, with the same messages.
 */
#include "memory/memory.h"
#include "objects/special.h"
#include "objects/str.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

/* ---- finding and calling -------------------------------------------------------------------- */

/* Names as objects, by the address of their text: always the same few constants. */
enum { NAMES_KNOWN = 256 };
static struct { const char *text; Object *name; } known[NAMES_KNOWN];

/* The interned str of a constant text, borrowed. */
static Object *name_of(const char *text)
{
    size_t place = ((uintptr_t)text >> 3) % NAMES_KNOWN;
    if (known[place].text == text)
        return known[place].name;
    Object *name = str_interned(text);
    if (name != NULL) {
        replace_reference(known[place].name, name);
        known[place].text = text;
    }
    return name;
}

void special_slots_stop(void)
{
    for (size_t i = 0; i < NAMES_KNOWN; i++) {
        known[i].text = NULL;
        clear_reference(known[i].name);
    }
}

/* The method as it stands in a class, borrowed; NULL: there is none (or an exception). The name is
 * a constant. */
static Object *find(Type *type, const char *name)
{
    Object *key = name_of(name);
    return key != NULL ? type_lookup(type, key) : NULL;
}

enum { FEW = 6 };

/* function(first, *args, **keywords). With keywords CPython takes the arguments out of its tuple
 * and dict into a row that owns them once more (_PyStack_UnpackDict). */
static Object *call_with_first(Object *function, Object *first, Object **args, int positional,
                               Object *kwnames)
{
    size_t keywords = kwnames != NULL ? (size_t)((Tuple *)kwnames)->size : 0;
    size_t count = 1 + (size_t)positional + keywords;
    Object *few[FEW], **all = count <= FEW ? few : mem_alloc(count * sizeof(Object *));
    if (all == NULL)
        return raise_no_memory();
    all[0] = first;
    for (size_t i = 1; i < count; i++)
        all[i] = args[i - 1];
    Object *row = keywords > 0 ? tuple_from(all, count) : NULL, *result = NULL;
    if (keywords == 0 || row != NULL)
        result = object_call(function, all, positional + 1, kwnames);
    xdecref(row);
    if (all != few)
        mem_free(all, count * sizeof(Object *));
    return result;
}

/* method(self, *args, **keywords), where method was found in self's type; new. The method is kept
 * alive: it may take itself out of the class. */
static Object *call_found(Object *method, Object *self, Object **args, int positional,
                          Object *kwnames)
{
    incref(method);
    Object *result;
    if (IS_EXACT(method, function_type) || IS_EXACT(method, wrapper_descriptor_type)
        || IS_EXACT(method, method_descriptor_type)) {
        result = call_with_first(method, self, args, positional, kwnames);
    } else if (method->type->descriptor_get != NULL) {
        Object *bound = method->type->descriptor_get(method, self, self->type);
        result = bound != NULL ? object_call(bound, args, positional, kwnames) : NULL;
        xdecref(bound);
    } else {
        result = object_call(method, args, positional, kwnames);
    }
    decref(method);
    return result;
}

Object *special_call(Object *self, const char *name, Object **args, int count)
{
    Object *method = find(self->type, name);
    return method != NULL ? call_found(method, self, args, count, NULL) : NULL;
}

Object *special_bound(Object *self, const char *name)
{
    Object *method = find(self->type, name);
    if (method == NULL)
        return NULL;
    if (method->type->descriptor_get != NULL)
        return method->type->descriptor_get(method, self, self->type);
    return incref(method);
}

/* The same where the class is known to have the method, or an error names it as an attribute. */
static Object *call(Object *self, const char *name, Object **args, int count)
{
    Object *result = special_call(self, name, args, count);
    if (result == NULL && !error_occurred())
        raise(&attribute_error_type, "%s", name);
    return result;
}

/* 0, or -1; for methods whose value does not matter. */
static int call_int(Object *self, const char *name, Object **args, int count)
{
    Object *result = call(self, name, args, count);
    xdecref(result);
    return result != NULL ? 0 : -1;
}

/* ---- texts, hash, truth --------------------------------------------------------------------- */

Object *slot_repr(Object *self) { return call(self, "__repr__", NULL, 0); }
Object *slot_str(Object *self) { return call(self, "__str__", NULL, 0); }

int64_t slot_hash(Object *self)
{
    Object *method = find(self->type, "__hash__");
    if (method == NONE)
        return raise_int(&type_error_type, "unhashable type: '%T'", self);
    Object *value = call(self, "__hash__", NULL, 0);
    if (value == NULL)
        return -1;
    if (!IS_INT(value)) {
        decref(value);
        return raise_int(&type_error_type, "__hash__ method should return an integer");
    }
    bool overflow;
    int64_t hash = int_as_int64(value, &overflow);
    if (overflow)
        hash = int_type.hash(value);
    decref(value);
    return hash == -1 ? -2 : hash;
}

int slot_truth(Object *self)
{
    Object *value = special_call(self, "__bool__", NULL, 0);
    if (value == NULL)
        return error_occurred() ? -1 : 1;
    int truth = value == TRUE ? 1 : value == FALSE ? 0
              : raise_int(&type_error_type, "__bool__ should return bool, returned %T", value);
    decref(value);
    return truth;
}

/* ---- comparison ----------------------------------------------------------------------------- */

Object *slot_compare(Object *self, Object *other, Comparison op)
{
    static const char *const names[] = {
        "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__" };
    Object *method = find(self->type, names[op]);
    if (method == NULL || method == NONE)
        return error_occurred() ? NULL : method == NULL ? incref(NOT_IMPLEMENTED)
            : call_found(method, self, &other, 1, NULL);
    return call_found(method, self, &other, 1, NULL);
}

/* ---- calls, making -------------------------------------------------------------------------- */

Object *slot_call(Object *self, Object **args, int positional, Object *kwnames)
{
    Object *method = find(self->type, "__call__");
    if (method == NULL)
        return error_occurred() ? NULL
            : raise(&type_error_type, "'%T' object is not callable", self);
    return call_found(method, self, args, positional, kwnames);
}

Object *slot_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    Object *function = object_lookup_attribute(&type->head, "__new__");
    if (function == NULL)
        return NULL;
    Object *object = call_with_first(function, &type->head, args, positional, kwnames);
    decref(function);
    return object;
}

int slot_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    Object *method = find(self->type, "__init__");
    if (method == NULL)
        return error_occurred() ? -1 : 0;
    Object *result = call_found(method, self, args, positional, kwnames);
    if (result == NULL)
        return -1;
    int status = result == NONE ? 0
        : raise_int(&type_error_type, "__init__() should return None, not '%T'", result);
    decref(result);
    return status;
}

Function *class_initialiser(Type *type)
{
    if (type->construct != object_construct || type->initialise != slot_initialise)
        return NULL;
    Object *method = find(type, "__init__");
    return method != NULL && IS_EXACT(method, function_type) ? (Function *)method : NULL;
}

/* ---- attributes ----------------------------------------------------------------------------- */

/* Calls what was found in a class as a bound method, which owns self once more (CPython's
 * call_attribute, of which a class with __getattr__ makes use). */
static Object *call_bound(Object *method, Object *self, Object *argument)
{
    Object *bound = method->type->descriptor_get != NULL
        ? method->type->descriptor_get(method, self, self->type) : incref(method);
    Object *result = bound != NULL ? object_call_one(bound, argument) : NULL;
    xdecref(bound);
    return result;
}

static Object *get_attribute_first(Object *self, Object *name, bool has_fallback)
{
    Object *method = find(self->type, "__getattribute__");
    if (method == NULL && error_occurred())
        return NULL;
    if (method != NULL && !IS_EXACT(method, wrapper_descriptor_type))
        return has_fallback ? call_bound(method, self, name)
                            : call_found(method, self, &name, 1, NULL);
    if (HAS_FLAG(self, TYPE_TYPE))
        return type_type.get_attribute(self, name);
    return generic_get_attribute(self, name);
}

Object *slot_get_attribute(Object *self, Object *name)
{
    bool has_fallback = find(self->type, "__getattr__") != NULL;
    Object *value = get_attribute_first(self, name, has_fallback);
    if (value != NULL || !error_matches(&attribute_error_type))
        return value;
    Object *problem = error_fetch(); /* a lookup must not run while an exception waits */
    Object *fallback = find(self->type, "__getattr__");
    if (fallback == NULL) {
        if (!error_occurred())
            error_restore(problem);
        else
            decref(problem);
        return NULL;
    }
    decref(problem);
    return call_bound(fallback, self, name);
}

int slot_set_attribute(Object *self, Object *name, Object *value)
{
    Object *args[] = { name, value };
    return value != NULL ? call_int(self, "__setattr__", args, 2)
                         : call_int(self, "__delattr__", args, 1);
}

Object *slot_descriptor_get(Object *self, Object *instance, Type *owner)
{
    Object *args[] = { instance != NULL ? instance : NONE, owner != NULL ? &owner->head : NONE };
    Object *value = special_call(self, "__get__", args, 2);
    return value != NULL || error_occurred() ? value : incref(self);
}

int slot_descriptor_set(Object *self, Object *instance, Object *value)
{
    Object *args[] = { instance, value };
    const char *name = value != NULL ? "__set__" : "__delete__";
    return call_int(self, name, args, value != NULL ? 2 : 1);
}

/* ---- iteration and items -------------------------------------------------------------------- */

Object *slot_iterate(Object *self)
{
    Object *method = find(self->type, "__iter__");
    if (method == NONE)
        return raise(&type_error_type, "'%T' object is not iterable", self);
    if (method != NULL || error_occurred())
        return method != NULL ? call_found(method, self, NULL, 0, NULL) : NULL;
    return sequence_iterate(self);
}

Object *slot_next(Object *self) { return call(self, "__next__", NULL, 0); }

intptr_t slot_length(Object *self)
{
    Object *value = call(self, "__len__", NULL, 0);
    if (value == NULL)
        return -1;
    intptr_t length = object_as_size(value, &overflow_error_type);
    if (length < 0 && !error_occurred())
        raise(&value_error_type, "__len__() should return >= 0");
    decref(value);
    return length < 0 ? -1 : length;
}

Object *slot_get_item(Object *self, Object *key) { return call(self, "__getitem__", &key, 1); }

int slot_set_item(Object *self, Object *key, Object *value)
{
    Object *args[] = { key, value };
    const char *name = value != NULL ? "__setitem__" : "__delitem__";
    return call_int(self, name, args, value != NULL ? 2 : 1);
}

int slot_contains(Object *self, Object *item)
{
    Object *method = find(self->type, "__contains__");
    if (method == NONE)
        return raise_int(&type_error_type, "'%T' object is not a container", self);
    Object *value = method != NULL ? call_found(method, self, &item, 1, NULL) : NULL;
    if (value == NULL)
        return -1;
    int truth = object_truth(value);
    decref(value);
    return truth;
}

/* ---- operators ------------------------------------------------------------------------------ */

#define OPERATOR_NAMES(prefix) { \
    [OP_ADD] = prefix "add__", [OP_SUBTRACT] = prefix "sub__", [OP_MULTIPLY] = prefix "mul__", \
    [OP_TRUE_DIVIDE] = prefix "truediv__", [OP_FLOOR_DIVIDE] = prefix "floordiv__", \
    [OP_REMAINDER] = prefix "mod__", [OP_POWER] = prefix "pow__", [OP_LSHIFT] = prefix "lshift__", \
    [OP_RSHIFT] = prefix "rshift__", [OP_AND] = prefix "and__", [OP_OR] = prefix "or__", \
    [OP_XOR] = prefix "xor__", [OP_MATRIX_MULTIPLY] = prefix "matmul__" }
static const char *const forward_names[BINARY_OPERATORS] = OPERATOR_NAMES("__");
static const char *const reflected_names[BINARY_OPERATORS] = OPERATOR_NAMES("__r");
static const char *const inplace_names[BINARY_OPERATORS] = OPERATOR_NAMES("__i");

/* self.name(other), or NotImplemented where self has no such method. */
static Object *try_operator(Object *self, Object *other, const char *name)
{
    Object *result = special_call(self, name, &other, 1);
    return result != NULL || error_occurred() ? result : incref(NOT_IMPLEMENTED);
}

/* Does the right operand's class have a reflected method of its own, not that of the left one's? */
static bool overrides(Object *left, Object *right, const char *name)
{
    Object *of_right = find(right->type, name);
    return of_right != NULL && of_right != find(left->type, name);
}

/* left.__op__(right), right.__rop__(left): the right one first when its class is below the left
 * one's and knows better (CPython: SLOT1BINFULL). */
Object *slot_binary(BinaryOperator op, Object *left, Object *right)
{
    const char *forward = forward_names[op], *reflected = reflected_names[op];
    bool ask_right = left->type != right->type && right->type->binary == slot_binary;
    if (left->type->binary == slot_binary) {
        if (ask_right && type_is_subtype(right->type, left->type)
            && overrides(left, right, reflected)) {
            Object *result = try_operator(right, left, reflected);
            if (result != NOT_IMPLEMENTED)
                return result;
            decref(result);
            ask_right = false;
        }
        Object *result = error_occurred() ? NULL : try_operator(left, right, forward);
        if (result != NOT_IMPLEMENTED || !ask_right)
            return result;
        decref(result);
    }
    return ask_right ? try_operator(right, left, reflected) : incref(NOT_IMPLEMENTED);
}

Object *slot_inplace(BinaryOperator op, Object *left, Object *right)
{
    return try_operator(left, right, inplace_names[op]);
}

Object *slot_unary(UnaryOperator op, Object *self)
{
    static const char *const names[] = { "__neg__", "__pos__", "__invert__" };
    Object *result = special_call(self, names[op], NULL, 0);
    return result != NULL || error_occurred() ? result : incref(NOT_IMPLEMENTED);
}

/* ---- the end -------------------------------------------------------------------------------- */

/* An exception that is on its way stays; one that __del__ raises is printed. */
void slot_finalize(Object *self)
{
    Object *pending = error_fetch();
    Object *method = find(self->type, "__del__");
    if (method != NULL) {
        incref(method);
        Object *result = call_found(method, self, NULL, 0, NULL);
        if (result == NULL)
            error_write_unraisable(method);
        xdecref(result);
        decref(method);
    }
    error_restore(pending);
}
