/*
 * class_bases.c: the order in which a class's bases are searched, when its metaclass has a say in
 * that (an mro method of its own), and other bases for a class that exists (C.__bases__ = ...).
 */
#include "objects/class_parts.h"
#include "vm/errors.h"

/* ---- the order ------------------------------------------------------------------------------ */

/* Methods found along the order take instances for ones of their own class: each class in it must
 * have no other fields than the instances have (CPython: mro_check). */
static int check_order(const Tuple *order, Type *solid)
{
    if (order->size == 0)
        return raise_int(&type_error_type, "type MRO must not be empty");
    for (intptr_t i = 0; i < order->size; i++) {
        Object *item = order->items[i];
        if (!IS_TYPE(item))
            return raise_int(&type_error_type, "mro() returned a non-class ('%T')", item);
        if (!type_is_subtype(solid, solid_base((Type *)item)))
            return raise_int(&type_error_type, "mro() returned base with unsuitable layout ('%s')",
                             ((Type *)item)->name);
    }
    return 0;
}

/* What the metaclass's own mro() gives, as a tuple of classes; NULL without an exception: it has
 * none of its own. */
static Object *order_of_metaclass(Type *type)
{
    Type *metatype = type->head.type;
    Object *name = metatype != &type_type ? str_interned("mro") : NULL;
    Object *own = name != NULL ? type_lookup(metatype, name) : NULL;
    Object *usual = own != NULL ? type_lookup(&type_type, name) : NULL;
    xdecref(name);
    if (own == NULL || own == usual)
        return NULL;
    Object *order = special_call(&type->head, "mro", NULL, 0);
    Object *tuple = order != NULL ? sequence_to_tuple(order) : NULL;
    xdecref(order);
    if (tuple != NULL && check_order((Tuple *)tuple, solid_base(type)) < 0)
        clear_reference(tuple);
    return tuple;
}

Object *class_order(Type *type)
{
    Object *order = order_of_metaclass(type);
    return order != NULL || error_occurred() ? order : linearise(type, type->bases);
}

/* ---- other bases ---------------------------------------------------------------------------- */

/* The same fields at the same places: instances that exist stay as they are. */
static int check_layout(const Type *old, const Type *new)
{
    if (is_heap_type(old) != is_heap_type(new) && old != new)
        return raise_int(&type_error_type,
                         "__bases__ assignment: '%s' deallocator differs from '%s'", new->name,
                         old->name);
    if (old->basic_size != new->basic_size || old->item_size != new->item_size
        || old->dict_offset != new->dict_offset || old->weak_offset != new->weak_offset
        || old->attributes_offset != new->attributes_offset
        || old->prefix_size != new->prefix_size)
        return raise_int(&type_error_type, "__bases__ assignment: '%s' object layout differs "
                         "from '%s'", new->name, old->name);
    return 0;
}

/* Is the class among the first bases? An mro() that assigns __bases__ in its turn is asked before
 * the order of this assignment is in place, so the orders alone do not tell. */
static bool leads_to(const Type *from, const Type *type)
{
    while (from != NULL && from != type)
        from = from->base;
    return from != NULL;
}

static int check_new_bases(Type *type, Object *bases)
{
    if (bases == NULL)
        return raise_int(&type_error_type, "cannot delete '__bases__' attribute of immutable "
                         "type '%s'", type->name);
    if (!is_heap_type(type))
        return raise_int(&type_error_type, "cannot set '__bases__' attribute of immutable type "
                         "'%s'", type->name);
    if (!IS_TUPLE(bases))
        return raise_int(&type_error_type, "can only assign tuple to %s.__bases__, not %T",
                         type->name, bases);
    if (((Tuple *)bases)->size == 0)
        return raise_int(&type_error_type, "can only assign non-empty tuple to %s.__bases__, "
                         "not ()", type->name);
    for (intptr_t i = 0; i < ((Tuple *)bases)->size; i++) {
        Object *base = ((Tuple *)bases)->items[i];
        if (!IS_TYPE(base))
            return raise_int(&type_error_type, "%s.__bases__ must be tuple of classes, not '%T'",
                             type->name, base);
        if (type_is_subtype((Type *)base, type) || leads_to((Type *)base, type))
            return raise_int(&type_error_type,
                             "a __bases__ item causes an inheritance cycle");
    }
    return 0;
}

/* Notes (class, its order until now, the new one) for the class and all below it, and gives each
 * the new order. */
static int reorder(Type *type, Object *former)
{
    Object *order = class_order(type);
    Object *items[] = { &type->head, type->mro, order };
    Object *note = order != NULL ? tuple_from(items, 3) : NULL;
    int result = note != NULL ? list_append(former, note) : -1;
    xdecref(note);
    if (result < 0) {
        xdecref(order);
        return -1;
    }
    replace_reference(type->mro, order);
    for (uint32_t i = 0; i < type->subclass_count && result == 0; i++)
        result = reorder(type->subclasses[i], former);
    return result;
}

static void put_back(List *former)
{
    for (intptr_t i = 0; i < former->size; i++) {
        Tuple *note = (Tuple *)former->items[i];
        Type *type = (Type *)note->items[0];
        if (type->mro == note->items[2]) /* else an mro() changed it in the meantime */
            replace_reference(type->mro, incref(note->items[1]));
    }
}

static int update_all_slots(List *former)
{
    int result = 0;
    for (intptr_t i = 0; i < former->size && result == 0; i++)
        result = type_update_slots((Type *)((Tuple *)former->items[i])->items[0]);
    return result;
}

/* Takes the class out of the bases' lists of subclasses, or puts it into them. */
static int join_bases(Type *type, Object *bases, bool in)
{
    for (intptr_t i = 0; i < ((Tuple *)bases)->size; i++) {
        Type *base = (Type *)((Tuple *)bases)->items[i];
        if (!in)
            type_remove_subclass(base, type);
        else if (type_add_subclass(base, type) < 0)
            return -1;
    }
    return 0;
}

int class_set_bases(Object *self, Object *bases)
{
    Type *type = (Type *)self;
    Type *base = check_new_bases(type, bases) < 0 ? NULL : best_base(bases);
    if (base == NULL || check_layout(type->base, base) < 0)
        return -1;
    Object *former = list_new(0), *old_bases = type->bases;
    if (former == NULL)
        return -1;
    Type *old_base = type->base;
    type->bases = incref(bases);
    type->base = incref(base);
    int result = reorder(type, former);
    bool still_ours = type->bases == bases; /* an mro() may have assigned others by now */
    if (result < 0) {
        put_back((List *)former);
        if (still_ours) {
            replace_reference(type->bases, incref(old_bases));
            replace_reference(type->base, incref(old_base));
        }
    }
    if (result == 0 || !still_ours)
        join_bases(type, old_bases, false);
    if (result == 0 && still_ours) {
        result = join_bases(type, bases, true);
        type_modified(type);
        if (result == 0)
            result = update_all_slots((List *)former);
    }
    decref(old_bases);
    decref(&old_base->head);
    decref(former);
    return result;
}
