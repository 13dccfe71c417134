/*
 * weakref.c: weak references (weakref.ref) and what happens to them when their referent dies. The
 * rules and the order are those of CPython's weakrefobject.c; proxies are in weak_proxy.c.
 */
#include "objects/weakref.h"

#include "memory/collector.h"
#include "objects/arguments.h"
#include "objects/class.h"
#include "vm/errors.h"

/* ---- the list of an object's weak references ------------------------------------------------ */

static void link_after(WeakReference *self, WeakReference *previous, Object **list)
{
    self->previous = previous;
    self->next = previous != NULL ? previous->next : (WeakReference *)*list;
    if (self->next != NULL)
        self->next->previous = self;
    if (previous != NULL)
        previous->next = self;
    else
        *list = &self->head;
}

/* Out of the list; it leads nowhere from now on. */
static void let_go(WeakReference *self)
{
    if (self->referent == NULL)
        return;
    if (self->previous != NULL)
        self->previous->next = self->next;
    else
        *weakrefs_of(self->referent) = (Object *)self->next;
    if (self->next != NULL)
        self->next->previous = self->previous;
    self->referent = NULL;
    self->next = self->previous = NULL;
}

static bool is_proxy(const WeakReference *self)
{
    return self->head.type == &weak_proxy_type || self->head.type == &weak_callable_proxy_type;
}

/* The two without a callback, which are shared, stand first: a reference, then a proxy. */
static void find_shared(Object *list, WeakReference **reference, WeakReference **proxy)
{
    WeakReference *first = (WeakReference *)list;
    *reference = *proxy = NULL;
    if (first != NULL && first->callback == NULL && IS_EXACT(first, weak_reference_type)) {
        *reference = first;
        first = first->next;
    }
    if (first != NULL && first->callback == NULL && is_proxy(first))
        *proxy = first;
}

/* ---- making, looking ------------------------------------------------------------------------ */

Object *weakref_new(Type *type, Object *referent, Object *callback)
{
    Object **list = weakrefs_of(referent);
    if (list == NULL)
        return raise(&type_error_type, "cannot create weak reference to '%T' object", referent);
    if (callback == NONE)
        callback = NULL;
    bool proxy_wanted = type == &weak_proxy_type || type == &weak_callable_proxy_type;
    bool shared = callback == NULL && (proxy_wanted || type == &weak_reference_type);
    WeakReference *reference, *proxy;
    find_shared(*list, &reference, &proxy);
    WeakReference *existing = proxy_wanted ? proxy : reference;
    if (shared && existing != NULL)
        return incref(&existing->head);
    WeakReference *self = object_new(type, 0);
    if (self == NULL)
        return NULL;
    self->hash = -1;
    self->callback = xincref(callback);
    self->referent = referent;
    if (shared && !proxy_wanted)
        link_after(self, NULL, list);
    else
        link_after(self, proxy != NULL && !(shared && proxy_wanted) ? proxy : reference, list);
    gc_track(self);
    return &self->head;
}

/* A count of zero: its destruction has begun and is only postponed (object_destroy). */
Object *weakref_get(WeakReference *self)
{
    Object *referent = self->referent;
    return referent != NULL && referent->refcount > 0 ? incref(referent) : NULL;
}

/* ---- the referent's death ------------------------------------------------------------------- */

static void call_back(WeakReference *self, Object *callback)
{
    Object *result = object_call_one(callback, &self->head);
    if (result == NULL)
        error_write_unraisable(callback);
    xdecref(result);
}

/* Does calling it hold the arguments without the caller's help? A frame does. */
static bool runs_in_a_frame(Object *callback)
{
    if (IS_EXACT(callback, method_type))
        callback = ((Method *)callback)->function;
    return IS_EXACT(callback, function_type);
}

/* First all are cleared, so that no callback finds the object by another one. While the callbacks
 * run, the references are held here, too; but not a single one (a program can count that). */
void weakrefs_clear(Object *referent)
{
    Object **list = weakrefs_of(referent), *raised = error_fetch();
    WeakReference *first = NULL, **end = &first;
    bool single = *list != NULL && ((WeakReference *)*list)->next == NULL;
    while (*list != NULL) {
        WeakReference *self = (WeakReference *)*list;
        let_go(self);
        if (self->callback == NULL || self->head.refcount == 0)
            continue;
        incref(self);
        *end = self; /* while it waits for its call, next leads to the next one that does */
        end = &self->next;
    }
    while (first != NULL) {
        WeakReference *self = first;
        Object *callback = self->callback;
        first = self->next;
        self->next = NULL;
        self->callback = NULL;
        bool held = !single || self->head.refcount == 1 || !runs_in_a_frame(callback);
        if (!held)
            decref(self);
        call_back(self, callback);
        decref(callback);
        if (held)
            decref(self);
    }
    error_restore(raised);
}

/* Clears the weak references to one unreachable object; those whose callbacks are to run move to
 * `waiting`, each with a reference of its own. */
static void clear_references_to(Object *referent, GcLinks *waiting)
{
    Object **list = weakrefs_of(referent);
    while (list != NULL && *list != NULL) {
        WeakReference *self = (WeakReference *)*list;
        let_go(self);
        if (self->callback == NULL || gc_links(self)->previous & GC_EXAMINED)
            continue;
        incref(self);
        gc_list_move(gc_links(self), waiting);
    }
}

intptr_t weakrefs_clear_garbage(GcLinks *unreachable, GcLinks *old)
{
    GcLinks waiting;
    gc_list_begin(&waiting);
    for (GcLinks *links = unreachable->next; links != unreachable; links = links->next) {
        Object *object = gc_object(links);
        if (is_weak_reference(object) || is_proxy((WeakReference *)object))
            let_go((WeakReference *)object); /* so its callback sees nothing half cleared */
        clear_references_to(object, &waiting);
    }
    intptr_t freed = 0;
    while (!gc_list_is_empty(&waiting)) {
        GcLinks *links = waiting.next;
        WeakReference *self = (WeakReference *)gc_object(links);
        call_back(self, self->callback);
        decref(self);
        if (waiting.next == links) /* somebody else holds it */
            gc_list_move(links, old);
        else
            freed++;
    }
    return freed;
}

/* ---- slots ---------------------------------------------------------------------------------- */

static void weakref_clear(Object *object)
{
    WeakReference *self = (WeakReference *)object;
    let_go(self);
    clear_reference(self->callback);
}

static void weakref_destroy(Object *object)
{
    gc_untrack(object);
    weakref_clear(object);
    object_free(object, 0);
}

static int weakref_traverse(Object *object, Visitor visit, void *context)
{
    Object *callback = ((WeakReference *)object)->callback;
    return callback != NULL ? visit(callback, context) : 0;
}

static Object *weakref_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    if (type == &weak_reference_type && !no_keywords(kwnames))
        return raise(&type_error_type, "ref() takes no keyword arguments");
    if (positional < 1)
        return raise(&type_error_type, "__new__ expected at least 1 argument, got 0");
    if (positional > 2)
        return raise(&type_error_type, "__new__ expected at most 2 arguments, got %d", positional);
    return weakref_new(type, args[0], positional == 2 ? args[1] : NULL);
}

static Object *weakref_call(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args;
    if (!no_keywords(kwnames))
        return raise(&type_error_type, "weakref() takes no keyword arguments");
    if (positional != 0)
        return raise(&type_error_type, "weakref expected 0 arguments, got %d", positional);
    Object *referent = weakref_get((WeakReference *)self);
    return referent != NULL ? referent : incref(NONE);
}

static Object *weakref_repr(Object *self)
{
    Object *referent = weakref_get((WeakReference *)self);
    if (referent == NULL)
        return str_from_format("<weakref at 0x%zx; dead>", (size_t)self);
    Object *name = object_lookup_attribute(referent, "__name__"), *text = NULL;
    if (name != NULL && IS_STR(name))
        text = str_from_format("<weakref at 0x%zx; to '%T' at 0x%zx (%S)>", (size_t)self, referent,
                               (size_t)referent, name);
    else if (name != NULL || !error_occurred())
        text = str_from_format("<weakref at 0x%zx; to '%T' at 0x%zx>", (size_t)self, referent,
                               (size_t)referent);
    xdecref(name);
    decref(referent);
    return text;
}

/* The referent's hash, remembered: it serves as a key also after the referent's death. */
static int64_t weakref_hash(Object *object)
{
    WeakReference *self = (WeakReference *)object;
    if (self->hash != -1)
        return self->hash;
    Object *referent = weakref_get(self);
    if (referent == NULL)
        return raise_int(&type_error_type, "weak object has gone away");
    self->hash = object_hash(referent);
    decref(referent);
    return self->hash;
}

/* While both live, by their referents; then only itself is equal to it. */
static Object *weakref_compare(Object *a, Object *b, Comparison op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !is_weak_reference(b))
        return incref(NOT_IMPLEMENTED);
    Object *left = weakref_get((WeakReference *)a), *right = weakref_get((WeakReference *)b);
    Object *result = left != NULL && right != NULL ? object_compare(left, right, op)
                                                   : bool_from((a == b) == (op == CMP_EQ));
    xdecref(left);
    xdecref(right);
    return result;
}

static Object *weakref_get_callback(Object *self)
{
    Object *callback = ((WeakReference *)self)->callback;
    return incref(callback != NULL ? callback : NONE);
}

static const GetSetDef weakref_getsets[] = {
    { "__callback__", weakref_get_callback, set_read_only },
    { 0 },
};

Type weak_reference_type = {
    .head = { 1, &type_type },
    .name = "weakref.ReferenceType",
    .doc = "Leads to an object without keeping it alive: a call gives it, or None.",
    .basic_size = sizeof(WeakReference),
    .flags = TYPE_GC | TYPE_BASE,
    .destroy = weakref_destroy,
    .traverse = weakref_traverse,
    .clear = weakref_clear,
    .repr = weakref_repr,
    .hash = weakref_hash,
    .compare = weakref_compare,
    .call = weakref_call,
    .construct = weakref_construct,
    .getsets = weakref_getsets,
};
