/*
 * generic_alias.c: list[int] and int | None. Neither checks anything: they are there to be written
 * in annotations, printed, compared, and asked for their parts (PEP 585, PEP 604; CPython's
 * Objects/genericaliasobject.c and unionobject.c).
 */
#include "objects/generic_alias.h"

#include "objects/arguments.h"
#include "vm/errors.h"

/* Both: origin is NULL in a union. starred: *tuple[int, str], its items in an annotation (PEP
 * 646). */
typedef struct { Object head; Object *origin, *arguments; bool starred; } Alias;

static void alias_destroy(Object *self)
{
    gc_untrack(self);
    clear_reference(((Alias *)self)->origin);
    clear_reference(((Alias *)self)->arguments);
    object_free(self, 0);
}

static int alias_traverse(Object *self, Visitor visit, void *context)
{
    Alias *alias = (Alias *)self;
    if (alias->origin != NULL && visit(alias->origin, context) != 0)
        return 1;
    return alias->arguments != NULL ? visit(alias->arguments, context) : 0;
}

static void alias_clear(Object *self)
{
    clear_reference(((Alias *)self)->origin);
    clear_reference(((Alias *)self)->arguments);
}

static Object *alias_make(Type *type, Object *origin, Object *arguments) /* arguments stolen */
{
    bool ready = arguments != NULL && type_ready(type) == 0; /* most programs make none */
    Alias *alias = ready ? object_new(type, 0) : NULL;
    if (alias == NULL) {
        xdecref(arguments);
        return NULL;
    }
    alias->origin = xincref(origin);
    alias->arguments = arguments;
    gc_track(alias);
    return &alias->head;
}

Object *generic_alias_of(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    return generic_alias_new(self, args[0]);
}

static Object *get_arguments(Object *self) { return incref(((Alias *)self)->arguments); }

/* ---- texts ----------------------------------------------------------------------------------- */

/* 1 when o says that it is generic itself, whatever its type. */
static int looks_like_an_alias(Object *o)
{
    Object *origin = object_lookup_attribute(o, "__origin__");
    Object *arguments = origin != NULL ? object_lookup_attribute(o, "__args__") : NULL;
    int result = arguments != NULL ? 1 : error_occurred() ? -1 : 0;
    xdecref(origin);
    xdecref(arguments);
    return result;
}

/* A class is its qualified name, with its module unless that is builtins; others are their repr. */
static int write_part(StrBuilder *b, Object *part)
{
    if (part == &ellipsis_object)
        return str_builder_text(b, "...");
    if (part->type == &generic_alias_type || !IS_TYPE(part))
        return part == &none_type.head ? str_builder_text(b, "None") : str_builder_repr(b, part);
    if (part == &none_type.head)
        return str_builder_text(b, "None");
    int generic = looks_like_an_alias(part);
    if (generic != 0)
        return generic < 0 ? -1 : str_builder_repr(b, part);
    Object *module = object_lookup_attribute(part, "__module__");
    Object *name = object_lookup_attribute(part, "__qualname__");
    int result = module != NULL && name != NULL ? 0 : -1;
    if (result == 0 && !(IS_STR(module) && str_equal_text(module, "builtins")))
        result = str_builder_str(b, module) < 0 ? -1 : str_builder_char(b, '.');
    if (result == 0)
        result = str_builder_str(b, name);
    xdecref(module);
    xdecref(name);
    return result;
}

static int write_parts(StrBuilder *b, Object *arguments, const char *separator)
{
    Tuple *parts = (Tuple *)arguments;
    for (intptr_t i = 0; i < parts->size; i++)
        if ((i > 0 && str_builder_text(b, separator) < 0) || write_part(b, parts->items[i]) < 0)
            return -1;
    return 0;
}

static Object *alias_repr(Object *self)
{
    Alias *alias = (Alias *)self;
    StrBuilder b;
    str_builder_begin(&b);
    bool empty = ((Tuple *)alias->arguments)->size == 0;
    if ((!alias->starred || str_builder_char(&b, '*') == 0)
        && write_part(&b, alias->origin) == 0 && str_builder_char(&b, '[') == 0
        && (empty ? str_builder_text(&b, "()") : write_parts(&b, alias->arguments, ", ")) == 0
        && str_builder_char(&b, ']') == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

static Object *union_repr(Object *self)
{
    StrBuilder b;
    str_builder_begin(&b);
    if (write_parts(&b, ((Alias *)self)->arguments, " | ") == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

/* ---- list[int] ------------------------------------------------------------------------------- */

Object *generic_alias_new(Object *origin, Object *arguments)
{
    return alias_make(&generic_alias_type, origin,
                      IS_TUPLE(arguments) ? incref(arguments) : tuple_from(&arguments, 1));
}

static Object *alias_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)type;
    if (check_arguments("GenericAlias", positional, kwnames, 2, 2) < 0)
        return NULL;
    return generic_alias_new(args[0], args[1]);
}

static Object *alias_call(Object *self, Object **args, int positional, Object *kwnames)
{
    return object_call(((Alias *)self)->origin, args, positional, kwnames);
}

static Object *alias_compare(Object *self, Object *other, Comparison op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !IS_EXACT(other, generic_alias_type))
        return incref(NOT_IMPLEMENTED);
    Alias *a = (Alias *)self, *b = (Alias *)other;
    int equal = a->starred == b->starred ? object_equal(a->origin, b->origin) : 0;
    if (equal > 0)
        equal = object_equal(a->arguments, b->arguments);
    return equal < 0 ? NULL : bool_from(equal == (op == CMP_EQ));
}

/* One item: the alias with a star. */
static Object *alias_iterate(Object *self)
{
    Alias *alias = (Alias *)self;
    Object *starred = alias_make(&generic_alias_type, alias->origin, incref(alias->arguments));
    if (starred == NULL)
        return NULL;
    ((Alias *)starred)->starred = true;
    Object *only = tuple_from(&starred, 1);
    decref(starred);
    Object *iterator = only != NULL ? object_iterate(only) : NULL;
    xdecref(only);
    return iterator;
}

static int64_t alias_hash(Object *self)
{
    Alias *alias = (Alias *)self;
    int64_t origin = object_hash(alias->origin);
    int64_t arguments = origin == -1 ? -1 : object_hash(alias->arguments);
    int64_t both = origin ^ arguments;
    return arguments == -1 ? -1 : both == -1 ? -2 : both;
}

/* What it does not have itself, the class behind it has. */
static Object *alias_get_attribute(Object *self, Object *name)
{
    Object *value = generic_get_attribute(self, name);
    if (value != NULL || !error_matches(&attribute_error_type))
        return value;
    error_clear();
    return object_get_attribute(((Alias *)self)->origin, name);
}

/* Only type variables can be filled in, and these are in module typing. */
static Object *alias_get_item(Object *self, Object *key)
{
    (void)key;
    return raise(&type_error_type, "%R is not a generic class", self);
}

/* class C(list[int]): the base is list. */
static Object *alias_mro_entries(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    return tuple_from(&((Alias *)self)->origin, 1);
}

static Object *get_origin(Object *self) { return incref(((Alias *)self)->origin); }
static Object *get_unpacked(Object *self) { return bool_from(((Alias *)self)->starred); }
static Object *get_parameters(Object *self)
{
    (void)self;
    return tuple_new(0);
}

static const MethodDef alias_methods[] = {
    { "__mro_entries__", alias_mro_entries, 1, 1, 0, NULL },
    { 0 },
};

static const GetSetDef alias_getsets[] = {
    { "__origin__", get_origin, NULL }, { "__args__", get_arguments, NULL },
    { "__parameters__", get_parameters, NULL }, { "__unpacked__", get_unpacked, NULL }, { 0 },
};

Type generic_alias_type = {
    .head = { 1, &type_type }, .name = "types.GenericAlias", .basic_size = sizeof(Alias),
    .flags = TYPE_GC, .base = &object_type, .doc = "A class with the types of its items.",
    .destroy = alias_destroy, .traverse = alias_traverse, .clear = alias_clear,
    .construct = alias_construct, .repr = alias_repr, .hash = alias_hash,
    .compare = alias_compare, .call = alias_call, .get_attribute = alias_get_attribute,
    .get_item = alias_get_item, .iterate = alias_iterate, .binary = union_binary,
    .methods = alias_methods, .getsets = alias_getsets,
};

/* ---- int | None ------------------------------------------------------------------------------ */

Object *union_members(Object *o) { return ((Alias *)o)->arguments; }

/* Adds what stands on one side: its members when it is a union itself, each once. */
static int add_members(Object *members, Object *side)
{
    if (IS_EXACT(side, union_type)) {
        Tuple *inner = (Tuple *)union_members(side);
        for (intptr_t i = 0; i < inner->size; i++)
            if (add_members(members, inner->items[i]) < 0)
                return -1;
        return 0;
    }
    int there = object_contains(members, side == NONE ? &none_type.head : side);
    if (there != 0)
        return there < 0 ? -1 : 0;
    return list_append(members, side == NONE ? &none_type.head : side);
}

static bool may_be_member(Object *o)
{
    return o == NONE || IS_TYPE(o) || IS_EXACT(o, generic_alias_type) || IS_EXACT(o, union_type);
}

Object *union_binary(BinaryOperator op, Object *left, Object *right)
{
    if (op != OP_OR || !may_be_member(left) || !may_be_member(right))
        return incref(NOT_IMPLEMENTED);
    Object *members = list_new(0), *result = NULL;
    if (members != NULL && add_members(members, left) == 0 && add_members(members, right) == 0)
        result = ((List *)members)->size == 1
            ? incref(((List *)members)->items[0])
            : alias_make(&union_type, NULL, list_to_tuple(members));
    xdecref(members);
    return result;
}

/* The order does not count. */
static Object *union_compare(Object *self, Object *other, Comparison op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !IS_EXACT(other, union_type))
        return incref(NOT_IMPLEMENTED);
    Object *a = frozenset_from(union_members(self));
    Object *b = a != NULL ? frozenset_from(union_members(other)) : NULL;
    int equal = b != NULL ? object_equal(a, b) : -1;
    xdecref(a);
    xdecref(b);
    return equal < 0 ? NULL : bool_from(equal == (op == CMP_EQ));
}

static int64_t union_hash(Object *self)
{
    Object *members = frozenset_from(union_members(self));
    int64_t hash = members != NULL ? object_hash(members) : -1;
    xdecref(members);
    return hash;
}

static const GetSetDef union_getsets[] = {
    { "__args__", get_arguments, NULL }, { "__parameters__", get_parameters, NULL }, { 0 },
};

Type union_type = {
    .head = { 1, &type_type }, .name = "types.UnionType", .basic_size = sizeof(Alias),
    .flags = TYPE_GC, .base = &object_type, .doc = "Represent a PEP 604 union type",
    .destroy = alias_destroy, .traverse = alias_traverse, .clear = alias_clear,
    .repr = union_repr, .hash = union_hash, .compare = union_compare, .binary = union_binary,
    .getsets = union_getsets,
};
