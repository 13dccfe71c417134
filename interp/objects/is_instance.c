/*
 * is_instance.c: isinstance() and issubclass(). The second argument is a class, a tuple or a union
 * of them, a class whose metaclass has the say (__instancecheck__, __subclasscheck__), or any
 * object that has a tuple __bases__: the rules are those of CPython's Objects/abstract.c.
 */
#include "objects/class.h"
#include "objects/generic_alias.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

/* What a metaclass (or any class) says with __instancecheck__ or __subclasscheck__: 1, 0, -1; 2: it
 * says nothing. */
static int class_check(Object *classinfo, const char *name, Object *subject)
{
    if (!(classinfo->type->flags & TYPE_HEAP))
        return 2;
    Object *method = special_bound(classinfo, name);
    Object *answer = method != NULL ? object_call_one(method, subject) : NULL;
    xdecref(method);
    if (answer == NULL)
        return error_occurred() ? -1 : 2;
    int result = object_truth(answer);
    decref(answer);
    return result;
}

/* ---- what has __bases__ without being a class ------------------------------------------------ */

/* o.__bases__ when it is a tuple: new. NULL without an exception: it is not, or is not there. */
static Object *bases_of(Object *o)
{
    Object *bases = object_lookup_attribute(o, "__bases__");
    if (bases != NULL && !IS_TUPLE(bases))
        clear_reference(bases);
    return bases;
}

/* 0, or -1 with TypeError (`message`) when o has no __bases__. */
static int check_has_bases(Object *o, const char *message)
{
    Object *bases = bases_of(o);
    if (bases == NULL)
        return error_occurred() ? -1 : raise_int(&type_error_type, message);
    decref(bases);
    return 0;
}

/* Whether `class` is among the bases of `derived`, or theirs. */
static int has_base(Object *derived, Object *class)
{
    if (derived == class)
        return 1;
    Object *bases = bases_of(derived);
    if (bases == NULL)
        return error_occurred() ? -1 : 0;
    while (((Tuple *)bases)->size == 1) { /* a chain takes no level of recursion */
        derived = ((Tuple *)bases)->items[0];
        Object *next = derived == class ? NULL : bases_of(derived);
        decref(bases);
        if (next == NULL)
            return derived == class ? 1 : error_occurred() ? -1 : 0;
        bases = next;
    }
    int result = recursion_enter(" in __issubclass__") < 0 ? -1 : 0;
    bool entered = result == 0;
    for (intptr_t i = 0; result == 0 && i < ((Tuple *)bases)->size; i++)
        result = has_base(((Tuple *)bases)->items[i], class);
    if (entered)
        recursion_leave();
    decref(bases);
    return result;
}

/* ---- instances ------------------------------------------------------------------------------ */

/* Does something other than object say what the __class__ is? */
static bool says_its_class(Object *o)
{
    if (o->type->get_attribute != generic_get_attribute)
        return true;
    if (!(o->type->flags & TYPE_HEAP))
        return false;
    Object *name = str_interned("__class__");
    bool says = name == NULL || type_lookup(o->type, name) != type_lookup(&object_type, name);
    xdecref(name);
    return says;
}

int type_has_instance(Type *type, Object *o)
{
    if (type_is_subtype(o->type, type))
        return 1;
    if (!says_its_class(o))
        return 0;
    Object *class = object_lookup_attribute(o, "__class__"); /* a weakref.proxy has another one */
    int result = class != NULL ? IS_TYPE(class) && type_is_subtype((Type *)class, type)
                               : error_occurred() ? -1 : 0;
    xdecref(class);
    return result;
}

static int is_instance_by_bases(Object *o, Object *class)
{
    if (check_has_bases(class, "isinstance() arg 2 must be a type, a tuple of types, or a union")
        < 0)
        return -1;
    Object *own = object_lookup_attribute(o, "__class__");
    int result = own != NULL ? has_base(own, class) : error_occurred() ? -1 : 0;
    xdecref(own);
    return result;
}

int object_is_instance(Object *o, Object *classinfo)
{
    if (&o->type->head == classinfo)
        return 1;
    int said = class_check(classinfo, "__instancecheck__", o);
    if (said != 2)
        return said;
    if (IS_TYPE(classinfo))
        return type_has_instance((Type *)classinfo, o);
    if (IS_EXACT(classinfo, union_type))
        classinfo = union_members(classinfo);
    if (IS_EXACT(classinfo, generic_alias_type))
        return raise_int(&type_error_type,
                         "isinstance() argument 2 cannot be a parameterized generic");
    if (!IS_TUPLE(classinfo))
        return is_instance_by_bases(o, classinfo);
    if (recursion_enter(" in __instancecheck__") < 0)
        return -1;
    int result = 0;
    Tuple *classes = (Tuple *)classinfo;
    for (intptr_t i = 0; i < classes->size && result == 0; i++)
        result = object_is_instance(o, classes->items[i]);
    recursion_leave();
    return result;
}

/* ---- subclasses ----------------------------------------------------------------------------- */

int class_is_subclass(Object *derived, Object *class)
{
    if (IS_TYPE(derived) && IS_TYPE(class))
        return type_is_subtype((Type *)derived, (Type *)class);
    if (check_has_bases(derived, "issubclass() arg 1 must be a class") < 0 ||
        check_has_bases(class, "issubclass() arg 2 must be a class, a tuple of classes, or a union")
        < 0)
        return -1;
    return has_base(derived, class);
}

int object_is_subclass(Object *derived, Object *classinfo)
{
    int said = class_check(classinfo, "__subclasscheck__", derived);
    if (said != 2)
        return said;
    if (IS_EXACT(classinfo, union_type))
        classinfo = union_members(classinfo);
    if (IS_EXACT(classinfo, generic_alias_type))
        return raise_int(&type_error_type,
                         "issubclass() argument 2 cannot be a parameterized generic");
    if (!IS_TUPLE(classinfo))
        return class_is_subclass(derived, classinfo);
    if (recursion_enter(" in __subclasscheck__") < 0)
        return -1;
    int result = 0;
    Tuple *classes = (Tuple *)classinfo;
    for (intptr_t i = 0; i < classes->size && result == 0; i++)
        result = object_is_subclass(derived, classes->items[i]);
    recursion_leave();
    return result;
}
