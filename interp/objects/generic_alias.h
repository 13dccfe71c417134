/*
 * generic_alias.h: what annotations are made of: list[int] (types.GenericAlias, PEP 585) and
 * int | None (types.UnionType, PEP 604).
 */
#ifndef GENERIC_ALIAS_H
#define GENERIC_ALIAS_H

#include "object.h"

extern Type generic_alias_type, union_type;

/* origin[arguments]; arguments is a tuple, or the only one. New. */
Object *generic_alias_new(Object *origin, Object *arguments);

/* __class_getitem__ of a built-in container. */
Object *generic_alias_of(Object *self, Object **args, int positional, Object *kwnames);
#define CLASS_GETITEM \
    { "__class_getitem__", generic_alias_of, 1, 1, METHOD_CLASS, "See PEP 585" }
/* The operator | of classes: a union, or NotImplemented. New. */
Object *union_binary(BinaryOperator op, Object *left, Object *right);
/* The tuple of a union's members, borrowed. */
Object *union_members(Object *o);

#endif
