/*
 * special.c: which slots a class has: found along its mro, whenever the class is made or a special
 * method is set in it. The nearest class that defines one of a slot's methods decides: a class made
 * at run time brings the generic function (special_slots.c), a built-in type its own.
 */
#include "modules/deque.h"
#include "objects/byte_methods.h"
#include "objects/iterators.h"
#include "objects/special.h"
#include "objects/wrappers.h"
#include "vm/errors.h"

#define X(name, slot, generic, wrapper, arguments, operation) \
    { name, offsetof(Type, slot), (AnySlot)generic, wrapper, arguments, operation },
const Special specials[] = { SPECIALS(X) };
#undef X
const int special_count = sizeof specials / sizeof specials[0];

static Object *names[sizeof specials / sizeof specials[0]]; /* interned, when first needed */

Object *special_name(int number)
{
    if (names[number] == NULL)
        names[number] = str_interned(specials[number].name);
    return names[number];
}

void specials_stop(void)
{
    for (int i = 0; i < special_count; i++)
        clear_reference(names[i]);
    special_slots_stop();
}

/* ---- one slot ------------------------------------------------------------------------------- */

/* The first method after `first` that belongs to another slot. */
static int group_end(int first)
{
    int end = first;
    while (end < special_count && specials[end].slot == specials[first].slot)
        end++;
    return end;
}

/* One of the methods [first, end) in the class's own dict: borrowed, or NULL. */
static Object *defined_in(Type *class, int first, int end)
{
    for (int i = first; i < end; i++) {
        Object *name = special_name(i);
        Object *found = name != NULL && class->dict != NULL ? dict_get(class->dict, name) : NULL;
        if (found != NULL || error_occurred())
            return found;
    }
    return NULL;
}

/* CPython's exceptions have an __init__ each, and those that are no more than a name a __new__,
 * though it is their base's function (Objects/exceptions.c, SimpleExtendsException). */
static bool is_filled_anew(Type *type, const Special *special)
{
    if (!(type->flags & TYPE_EXCEPTION) || type->base == NULL
        || !(type->base->flags & TYPE_EXCEPTION))
        return false;
    bool only_a_name = type->basic_size == type->base->basic_size && type->str == type->base->str;
    return special->slot == offsetof(Type, initialise)
        || (special->slot == offsetof(Type, construct) && only_a_name);
}

static bool has_own_slot(Type *type, const Special *special)
{
    if (is_filled_anew(type, special))
        return true;
    AnySlot slot = *slot_place(type, special);
    return type->base == NULL ? slot != NULL : slot != *slot_place(type->base, special);
}

/* A slot that was only taken over from a built-in type, __repr__ = list.__repr__, is that slot. */
static AnySlot slot_of(const Special *special, Object *method)
{
    if (method == NONE && special->slot == offsetof(Type, hash))
        return NULL;
    return special->generic;
}

static int update_slot(Type *type, int first, int end)
{
    const Special *special = &specials[first];
    Tuple *mro = (Tuple *)type->mro;
    AnySlot slot = NULL;
    for (intptr_t i = 0; i < mro->size; i++) {
        Type *class = (Type *)mro->items[i];
        if (is_heap_type(class)) {
            Object *method = defined_in(class, first, end);
            if (method == NULL && error_occurred())
                return -1;
            if (method == NULL)
                continue;
            slot = slot_of(special, method);
            break;
        }
        if (has_own_slot(class, special)) {
            slot = *slot_place(class, special);
            break;
        }
    }
    *slot_place(type, special) = slot;
    return 0;
}

/* Iteration by __getitem__ needs an __iter__ slot where there is none. */
static void complete_iteration(Type *type)
{
    if (type->iterate == NULL && type->get_item == slot_get_item)
        type->iterate = slot_iterate;
}

int type_update_slots(Type *type)
{
    for (int first = 0, end; first < special_count; first = end) {
        end = group_end(first);
        if (update_slot(type, first, end) < 0)
            return -1;
    }
    complete_iteration(type);
    return 0;
}

static int update_with_subclasses(Type *type, int first, int end)
{
    if (type->mro == NULL) /* the collector has cleared it; only its end is left */
        return 0;
    if (update_slot(type, first, end) < 0)
        return -1;
    complete_iteration(type);
    for (uint32_t i = 0; i < type->subclass_count; i++)
        if (update_with_subclasses(type->subclasses[i], first, end) < 0)
            return -1;
    return 0;
}

/* The number of the first method of the slot that the named one belongs to; -1: not special. */
static int find_group(Object *name)
{
    if (str_length(name) < 2 || str_char(name, 0) != '_' || str_char(name, 1) != '_')
        return -1;
    for (int first = 0, end; first < special_count; first = end) {
        end = group_end(first);
        for (int i = first; i < end; i++)
            if (str_equal_text(name, specials[i].name))
                return first;
    }
    return -1;
}

int type_update_slots_for(Type *type, Object *name)
{
    int first = find_group(name);
    return first < 0 ? 0 : update_with_subclasses(type, first, group_end(first));
}

/* ---- what a built-in type can do ------------------------------------------------------------ */

#define BIT(op) (1 << (op))
enum { SUM = BIT(OP_ADD), PRODUCT = BIT(OP_MULTIPLY), MODULO = BIT(OP_REMAINDER),
       BITS = BIT(OP_AND) | BIT(OP_OR) | BIT(OP_XOR),
       ARITHMETIC = SUM | BIT(OP_SUBTRACT) | PRODUCT | BIT(OP_TRUE_DIVIDE) | BIT(OP_FLOOR_DIVIDE)
                  | MODULO | BIT(OP_POWER),
       SET_OPERATORS = BIT(OP_SUBTRACT) | BITS };

static const struct { Type *type; int forward, reflected, inplace, unary; } abilities[] = {
    { &int_type, ARITHMETIC | BITS | BIT(OP_LSHIFT) | BIT(OP_RSHIFT),
      ARITHMETIC | BITS | BIT(OP_LSHIFT) | BIT(OP_RSHIFT), 0,
      BIT(OP_NEGATIVE) | BIT(OP_POSITIVE) | BIT(OP_INVERT) },
    { &bool_type, BITS, BITS, 0, 0 },
    { &float_type, ARITHMETIC, ARITHMETIC, 0, BIT(OP_NEGATIVE) | BIT(OP_POSITIVE) },
    { &str_type, SUM | PRODUCT | MODULO, PRODUCT | MODULO, 0, 0 },
    { &bytes_type, SUM | PRODUCT | MODULO, PRODUCT | MODULO, 0, 0 },
    { &bytearray_type, SUM | PRODUCT | MODULO, PRODUCT | MODULO, SUM | PRODUCT, 0 },
    { &tuple_type, SUM | PRODUCT, PRODUCT, 0, 0 },
    { &list_type, SUM | PRODUCT, PRODUCT, SUM | PRODUCT, 0 },
    { &dict_type, BIT(OP_OR), BIT(OP_OR), BIT(OP_OR), 0 },
    { &type_type, BIT(OP_OR), BIT(OP_OR), 0, 0 },
    { &dict_keys_type, SET_OPERATORS, SET_OPERATORS, 0, 0 },
    { &dict_items_type, SET_OPERATORS, SET_OPERATORS, 0, 0 },
    { &set_type, SET_OPERATORS, SET_OPERATORS, SET_OPERATORS, 0 },
    { &frozenset_type, SET_OPERATORS, SET_OPERATORS, 0, 0 },
    { &deque_type, SUM | PRODUCT, PRODUCT, SUM | PRODUCT, 0 },
    { &default_dict_type, BIT(OP_OR), BIT(OP_OR), 0, 0 },
    { &mapping_proxy_type, BIT(OP_OR), BIT(OP_OR), BIT(OP_OR), 0 },
};

bool type_has_operator(Type *type, const Special *special)
{
    for (size_t i = 0; i < sizeof abilities / sizeof abilities[0]; i++) {
        if (abilities[i].type != type)
            continue;
        int can = special->slot == offsetof(Type, unary) ? abilities[i].unary
                : special->slot == offsetof(Type, inplace) ? abilities[i].inplace
                : special->wrapper == wrap_reflected ? abilities[i].reflected
                : abilities[i].forward;
        return can & BIT(special->operation);
    }
    return false;
}

static bool is_operator(const Special *special)
{
    return special->slot == offsetof(Type, binary) || special->slot == offsetof(Type, inplace)
        || special->slot == offsetof(Type, unary);
}

static bool shows(Type *type, const Special *special)
{
    if (special->wrapper == NULL || *slot_place(type, special) == NULL)
        return false;
    if (is_operator(special))
        return type_has_operator(type, special);
    if (type == &str_type && special->wrapper == wrap_truth) /* CPython's str asks its length */
        return false;
    return has_own_slot(type, special);
}

/* A type that compares but does not hash says so: list.__hash__ is None. */
static Object *make_attribute(Type *type, const Special *special)
{
    if (special->slot == offsetof(Type, hash) && type->hash == NULL && type->base != NULL
        && type->base->hash != NULL)
        return incref(NONE);
    if (!shows(type, special))
        return NULL;
    if (special->wrapper == wrap_new)
        return new_function(type);
    return wrapper_descriptor_new(type, special);
}

Object *special_attribute(Type *type, Object *name)
{
    if (str_length(name) < 2 || str_char(name, 0) != '_' || str_char(name, 1) != '_')
        return NULL;
    for (int i = 0; i < special_count; i++) {
        if (!str_equal_text(name, specials[i].name))
            continue;
        Object *attribute = make_attribute(type, &specials[i]);
        Object *key = attribute != NULL ? special_name(i) : NULL;
        int result = key != NULL ? dict_set(type->dict, key, attribute) : -1;
        xdecref(attribute);
        return result == 0 ? attribute : NULL; /* the dict owns it */
    }
    return NULL;
}

int special_add_all(Type *type, Object *dict)
{
    for (int i = 0; i < special_count; i++) {
        Object *name = special_name(i);
        if (name == NULL)
            return -1;
        if (dict_get(dict, name) == NULL && special_attribute(type, name) == NULL
            && error_occurred())
            return -1;
    }
    return 0;
}
