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
/* The operator | of classes: a union, or NotImplemented. New. */
Object *union_binary(BinaryOperator op, Object *left, Object *right);
/* The tuple of a union's members, borrowed. */
Object *union_members(Object *o);

#endif
