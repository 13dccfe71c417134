/*
 * class_parts.h: what the files that make classes say to each other: class.c, class_layout.c and
 * build_class.c.
 */
#ifndef CLASS_PARTS_H
#define CLASS_PARTS_H

#include "memory/collector.h"
#include "objects/class.h"
#include "objects/dict.h"
#include "vm/interpreter.h"

/* metatype, or the metaclass of a base that is derived from it; NULL: TypeError, they conflict. */
Type *most_derived_metaclass(Type *metatype, Object *bases);
/* The base whose instances' fields those of a class with these bases begin with; borrowed. NULL:
 * TypeError. */
Type *best_base(Object *bases);
/* The type that last added fields to the instances: itself or a base of it; borrowed. */
Type *solid_base(Type *type);
/* class_bases.c. The mro: what the metaclass's own mro() gives, else C3's; new. */
Object *class_order(Type *type);
int class_set_bases(Object *self, Object *bases); /* type.__bases__ = bases */
/* type.__name__ = name */
int class_set_name(Type *type, Object *name);
/* Decides where instances have their members, attributes and weak references, and adds the
 * descriptors for them to the class. */
int class_place_fields(HeapType *class);

#endif
