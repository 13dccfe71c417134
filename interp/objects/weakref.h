/*
 * weakref.h: weak references: they lead to an object without owning it, and notice its death.
 *
 * Each object of a type with a weak_offset keeps a list of those that lead to it, in CPython's
 * order: first the one without a callback (there is one, shared), then the proxy without one, then
 * the others, the newest first.
 */
#ifndef WEAKREF_H
#define WEAKREF_H

#include "object.h"

typedef struct WeakReference {
    Object head;
    Object *referent;   /* borrowed; NULL: it is dead */
    Object *callback;   /* owned, or NULL */
    int64_t hash;       /* the referent's; -1: not asked for yet */
    struct WeakReference *next, *previous; /* others to the same referent */
} WeakReference;

extern Type weak_reference_type, weak_proxy_type, weak_callable_proxy_type;

static inline bool is_weak_reference(Object *o)
{
    return type_is_subtype(o->type, &weak_reference_type);
}

/* Where the object keeps its list; NULL: its type has no weak references. */
static inline Object **weakrefs_of(Object *o)
{
    intptr_t offset = o->type->weak_offset;
    return offset != 0 ? (Object **)((char *)o + offset) : NULL;
}

/* A weak reference of the type (one of the above, or a class below weak_reference_type) to
 * referent; callback may be NULL. New, or NULL with TypeError. */
Object *weakref_new(Type *type, Object *referent, Object *callback);
/* The referent (new), or NULL without an exception: it is dead. */
Object *weakref_get(WeakReference *reference);

/* The object dies: its weak references are cleared, then their callbacks run. */
void weakrefs_clear(Object *referent);
/* The same for all that the collector found unreachable, before any of it is finalized. Callbacks
 * that are garbage themselves do not run. How many of the weak references died of it; those that
 * live on join `old`. */
intptr_t weakrefs_clear_garbage(GcLinks *unreachable, GcLinks *old);

#endif
