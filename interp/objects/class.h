/*
 * class.h: classes made at run time and their instances.
 *
 * How an instance lies in memory. A class below object only (no list, int or exception among its
 * bases) keeps the values of its instances' attributes in the instances themselves:
 *
 *   GcLinks | count, type | slots of __slots__ | attributes | weak references | value 0, 1 ...
 *
 * Which attribute is value 0 is the same for all instances of a class: the class's Layout lists the
 * names in the order in which they were first set (the idea of "hidden classes"; CPython's
 * key-sharing dicts, PEP 412). The word `attributes` has one of two forms:
 *
 *   capacity << 1 | 1   the values are in place; NULL: the attribute is not set
 *   a dict              the instance has a dict of its own, as dir(), vars() and x.__dict__ ask for
 *                       one; value 0 then remembers the word's first form
 *
 * An instance also gets a dict when its attributes cannot be shown in the Layout's order: set in
 * another order than the first instance's, set again after del, or more than there is room for.
 * The first instances of a class get room to spare; later ones as much as the Layout says. Two
 * attributes make 32 bytes on the machine.
 *
 * Instances of a class below a built-in type (and exceptions) have an ordinary dict, behind the
 * fixed part of the built-in's struct; below int, tuple, str and bytes, whose items stand there, in
 * front of the GcLinks (dict_offset is negative then, prefix_size the bytes in front).
 */
#ifndef CLASS_H
#define CLASS_H

#include "object.h"

enum { LAYOUT_MOST = 30,      /* names; whatever comes later makes a dict */
       LAYOUT_LEARNING = 4,   /* so many first instances have room to spare */
       LAYOUT_ROOM = 6 };

typedef struct Layout {
    uint8_t count;            /* names known */
    uint8_t instances;        /* made so far, up to LAYOUT_LEARNING */
    Object *names[LAYOUT_MOST]; /* interned, owned */
} Layout;

/* A class statement's Type, with what only such types have. */
typedef struct HeapType {
    Type type;
    Object *name, *qualified_name;  /* str; type.name is the name in UTF-8, owned */
    size_t name_bytes;
    Object *slot_names;             /* tuple of the mangled __slots__, or NULL */
    intptr_t slots_offset;          /* the members of this class's own __slots__ ... */
    int slots;                      /* ... so many references */
    Layout layout;
} HeapType;

static inline bool is_heap_type(const Type *type) { return type->flags & TYPE_HEAP; }

/* ---- instances (objects/instance.c, objects/attributes.c) ------------------------------------ */

static inline uintptr_t *attributes_word(Object *o)
{
    return (uintptr_t *)((char *)o + o->type->attributes_offset);
}

static inline Object **instance_values(Object *o)
{
    return (Object **)((char *)o + o->type->basic_size);
}

/* The dict that the instance has, borrowed, or NULL: its values are in place. */
static inline Object *instance_own_dict(Object *o)
{
    uintptr_t word = *attributes_word(o);
    return word & 1 ? NULL : (Object *)word;
}

/* How many values lie behind the instance. */
static inline size_t instance_capacity(Object *o)
{
    uintptr_t word = *attributes_word(o);
    return (word & 1 ? word : (uintptr_t)instance_values(o)[0]) >> 1;
}

/* Where value number `index` is, when the values are in place and there are so many. */
static inline Object **instance_value_place(Object *o, uint32_t index)
{
    uintptr_t word = *attributes_word(o);
    return word & 1 && index < word >> 1 ? &instance_values(o)[index] : NULL;
}

size_t instance_room(Type *type);      /* values that the next instance of the class gets */
/* The number of the name in the class's layout; -1: not there. */
int layout_find(const Layout *layout, Object *name);
/* The instance's dict (borrowed), made now if it has none. NULL: error, or no dict at all. */
Object *instance_dict(Object *o);
int instance_set_dict(Object *o, Object *dict);
/* An attribute of the instance itself: borrowed, or NULL with or without an exception. */
Object *instance_get(Object *o, Object *name);
/* value NULL deletes. 1 done, 0 there was nothing to delete, -1 error. */
int instance_set(Object *o, Object *name, Object *value);
/* Puts a value into place `index`, which is empty, if the order of the attributes allows it. */
bool instance_add(Object *o, uint32_t index, Object *value);
static inline bool instance_has_attributes(Object *o)
{
    return o->type->attributes_offset != 0 || o->type->dict_offset != 0;
}

void instance_destroy(Object *o);
int instance_traverse(Object *o, Visitor visit, void *context);
void instance_clear(Object *o);
int object_set_class(Object *o, Object *class); /* x.__class__ = class */

/* A descriptor for a name in __slots__. */
typedef struct { Object head; Type *owner; Object *name; intptr_t offset; } MemberDescriptor;
extern Type member_descriptor_type;
Object *member_descriptor_new(Type *owner, Object *name, intptr_t offset);
extern const GetSetDef instance_dict_getset, instance_weakref_getset;
/* "C.x" for the descriptor x of class C. New. */
Object *descriptor_qualname(Type *owner, Object *name);
/* The setter of an attribute that CPython implements as a read-only member: -1, AttributeError. */
int set_read_only(Object *self, Object *value);

/* ---- classes (objects/class.c, mro.c) ------------------------------------------------------- */

/* The order of CPython's C3: a new tuple, or NULL with TypeError. */
Object *linearise(Type *type, Object *bases);
/* type(name, bases, dict, **keywords). */
Object *class_construct(Type *metatype, Object **args, int positional, Object *kwnames);
int class_initialise(Object *self, Object **args, int positional, Object *kwnames);
Object *build_class(Object **args, int positional, Object *kwnames); /* __build_class__ */
void class_release(HeapType *self); /* what it owns besides what each Type owns */

void type_inherit(Type *type, const Type *base);
int type_add_subclass(Type *base, Type *type);
void type_remove_subclass(Type *base, Type *type);
/* A lookup through this type or a subclass may give another result from now on. */
void type_modified(Type *type);
/* The same for one attribute (an interned name) that was, and is, no descriptor: what instructions
 * remember of other attributes, and of places in instances, stays true. */
void type_replaced_value(Type *type, Object *name);
/* The type's own attribute, not looked for along the mro; borrowed. */
Object *type_own_attribute(Type *type, Object *name);
Object *type_complete_dict(Type *type);  /* type_dict, with all special methods in it; borrowed */
Object *getset_descriptor_new(Type *owner, const GetSetDef *definition);
extern Type mapping_proxy_type;
Object *mapping_proxy_new(Object *mapping);

/* ---- special methods (objects/special.c, special_slots.c) ------------------------------------ */

/* Sets the slots of a class from the special methods along its mro. */
int type_update_slots(Type *type);
/* The same after `name` was set in the class: for its subclasses too. */
int type_update_slots_for(Type *type, Object *name);
/* A built-in type's slot as a method (made when first asked for), borrowed; NULL: no such. */
Object *special_attribute(Type *type, Object *name);
int special_add_all(Type *type, Object *dict);
void specials_stop(void);
extern Type wrapper_descriptor_type, method_wrapper_type, sequence_iterator_type;
/* type(self).name(self, *args): new. NULL without an exception: there is no such method. */
Object *special_call(Object *self, const char *name, Object **args, int count);
/* The method itself, bound to self; new. NULL without an exception: there is none. */
Object *special_bound(Object *self, const char *name);
/* type.__instancecheck__ and __subclasscheck__ (is_instance.c): 1, 0, or -1 with an exception. */
int type_has_instance(Type *type, Object *o);
int class_is_subclass(Object *derived, Object *class);
Object *sequence_iterate(Object *sequence); /* by __getitem__ with 0, 1, 2 ... */

Object *object_default_format(Object *o, Object *spec);

/* An instance of type, a class below the type of value (int, float, str, bytes or tuple), with the
 * same contents. value is stolen. For type being value's own, value itself; NULL stays NULL. */
Object *instance_of_value(Type *type, Object *value);

int object_initialise(Object *self, Object **args, int positional, Object *kwnames);
Object *object_construct(Type *type, Object **args, int positional, Object *kwnames);

/* The slots of a class with the special method in Python (special_slots.c). */
int slot_initialise(Object *self, Object **args, int positional, Object *kwnames);
/* The class's __init__ (borrowed), when that is a Python function and calling the class does no
 * more than make an object and call it. NULL otherwise, or with an exception. */
Function *class_initialiser(Type *type);

extern Type property_type, classmethod_type, staticmethod_type, super_type;
Object *staticmethod_new(Object *function);
Object *classmethod_new(Object *function);

#endif
