/*
 * itertools_share.c: groupby and tee: several iterators that draw from one source.
 */
#include "modules/itertools.h"

/* ---- groupby -------------------------------------------------------------------------------- */

typedef struct Grouper Grouper;
typedef struct {
    Object head;
    Object *source;
    Object *key_function; /* None: the item is its own key */
    Object *target_key;   /* of the group given last; or NULL */
    Object *key, *value;  /* of the item drawn last; NULL: it was given */
    Grouper *grouper;     /* the group given last, borrowed: only it may draw; NULL: nobody */
} GroupBy;
struct Grouper { Object head; Object *parent, *target_key; };
ITERTOOL_OWNS(groupby, 5)
ITERTOOL_OWNS(grouper, 2)

static Object *groupby_make(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "iterable", "key", NULL };
    Object *values[2];
    if (parse_required_arguments("groupby", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    Object *source = object_iterate(values[0]);
    return source ? ITERTOOL_NEW(type, source, incref(values[1] ? values[1] : NONE), NULL, NULL,
                                 NULL) : NULL;
}

/* Draws the next item and asks for its key. False: there is none, or an error. */
static bool groupby_step(GroupBy *self)
{
    Object *value = itertool_next(self->source);
    if (!value)
        return false;
    Object *key = self->key_function == NONE ? incref(value)
                                             : object_call_one(self->key_function, value);
    if (!key) {
        decref(value);
        return false;
    }
    Object *old = self->value;
    self->value = value;
    replace_reference(self->key, key);
    xdecref(old);
    return true;
}

/* Is the item drawn last of the group with this key? -1: an error. */
static int in_group(Object *target_key, GroupBy *self)
{
    Object *key = incref(self->key); /* the comparison may draw on */
    incref(target_key);
    int equal = object_equal(target_key, key);
    decref(target_key);
    decref(key);
    return equal;
}

static Object *groupby_next(Object *object)
{
    GroupBy *self = (GroupBy *)object;
    self->grouper = NULL;
    for (;;) { /* to the next item that is not of the last group */
        int same = !self->key ? 1 : !self->target_key ? 0 : in_group(self->target_key, self);
        if (same < 0)
            return NULL;
        if (same == 0 && self->key) /* the comparison's code may have drawn it */
            break;
        if (!groupby_step(self))
            return NULL;
    }
    replace_reference(self->target_key, incref(self->key));
    Grouper *grouper = ITERTOOL_NEW(&grouper_type, incref(object), incref(self->target_key));
    if (!grouper)
        return NULL;
    self->grouper = grouper;
    Object *pair = tuple_from((Object *[]){ self->key, &grouper->head }, 2);
    decref(&grouper->head);
    return pair;
}

ITERTOOL_TYPE(groupby, "itertools.groupby", GroupBy, groupby_next,
              "groupby(iterable, key=None)\n\nPairs (key, group): the group goes through the items "
              "that follow each other and have this key.", .construct = groupby_make);

static Object *grouper_make(Type *type, Object **args, int positional, Object *kwnames)
{
    if (check_arguments("_grouper", positional, kwnames, 2, 2) < 0)
        return NULL;
    if (!type_is_subtype(args[0]->type, &groupby_type))
        return raise(&type_error_type, "_grouper() argument 1 must be itertools.groupby, not %T",
                     args[0]);
    Grouper *grouper = ITERTOOL_NEW(type, incref(args[0]), incref(args[1]));
    if (grouper)
        ((GroupBy *)args[0])->grouper = grouper;
    return (Object *)grouper;
}

static Object *grouper_next(Object *object)
{
    Grouper *self = (Grouper *)object;
    GroupBy *parent = (GroupBy *)self->parent;
    if (parent->grouper != self || (!parent->value && !groupby_step(parent)))
        return NULL;
    if (in_group(self->target_key, parent) <= 0)
        return NULL;
    Object *value = parent->value;
    parent->value = NULL;
    clear_reference(parent->key);
    return value;
}

Type grouper_type = {
    .head = { 1, &type_type }, .name = "itertools._grouper", .basic_size = sizeof(Grouper),
    .flags = TYPE_GC, .base = &object_type, .destroy = grouper_destroy,
    .traverse = grouper_traverse, .iterate = iterator_self, .next = grouper_next,
    .construct = grouper_make,
};

/* ---- tee ------------------------------------------------------------------------------------ */

/* The items that a source has given lie in a chain of links, each with room for LINK_ITEMS. Every
 * iterator stands at a place of the chain; the one that is ahead of all draws from the source. A
 * link that all have left behind is owned by none and dies. */
enum { LINK_ITEMS = 57 }; /* as in CPython: sizes can be seen */
typedef struct Link {
    Object head;
    Object *source;
    struct Link *next;          /* owned, or NULL */
    int read;                   /* so many items were drawn into this link */
    bool drawing;               /* the source is running */
    Object *items[LINK_ITEMS];
} Link;
typedef struct {
    Object head;
    Object *link;
    int index;                  /* the next item's place in the link */
    Object *weak_references;
} Tee;
ITERTOOL_OWNS(tee, 1)

static int link_traverse(Object *object, Visitor visit, void *context)
{
    Link *self = (Link *)object;
    if (self->source && visit(self->source, context) != 0)
        return 1;
    for (int i = 0; i < self->read; i++)
        if (visit(self->items[i], context) != 0)
            return 1;
    return self->next ? visit(&self->next->head, context) : 0;
}

/* A long chain is given up one link after the other, not one from within the other. */
static void give_up_chain(Link *link)
{
    while (link && link->head.refcount == 1) {
        Link *next = link->next;
        link->next = NULL;
        decref(&link->head);
        link = next;
    }
    xdecref(link);
}

static void link_clear(Object *object)
{
    Link *self = (Link *)object;
    clear_reference(self->source);
    int read = self->read;
    self->read = 0;
    for (int i = 0; i < read; i++)
        clear_reference(self->items[i]);
    Link *next = self->next;
    self->next = NULL;
    give_up_chain(next);
}

static void link_destroy(Object *self)
{
    gc_untrack(self);
    link_clear(self);
    object_free(self, 0);
}

Type tee_data_type = {
    .head = { 1, &type_type }, .name = "itertools._tee_dataobject", .basic_size = sizeof(Link),
    .flags = TYPE_GC, .base = &object_type, .doc = "Data container common to multiple tee objects.",
    .destroy = link_destroy, .traverse = link_traverse, .clear = link_clear,
};

static Object *link_new(Object *source) /* borrowed */
{
    Link *link = object_new(&tee_data_type, 0);
    if (link) {
        link->source = incref(source);
        gc_track(link);
    }
    return (Object *)link;
}

/* Item number `index` of the link, drawn now if nobody has come so far. New. */
static Object *link_item(Link *self, int index)
{
    if (index < self->read)
        return incref(self->items[index]);
    if (self->drawing)
        return raise(&runtime_error_type, "cannot re-enter the tee iterator");
    self->drawing = true;
    Object *item = self->source ? itertool_next(self->source) : NULL;
    self->drawing = false;
    if (!item)
        return NULL;
    self->items[self->read++] = item;
    return incref(item);
}

static Object *tee_next(Object *object)
{
    Tee *self = (Tee *)object;
    Link *link = (Link *)self->link;
    if (self->index == LINK_ITEMS) {
        if (!link->next)
            link->next = (Link *)link_new(link->source);
        if (!link->next)
            return NULL;
        replace_reference(self->link, incref(&link->next->head));
        self->index = 0;
        link = (Link *)self->link;
    }
    incref(&link->head); /* the source's code may use this iterator up to the next link */
    Object *item = link_item(link, self->index);
    decref(&link->head);
    if (item)
        self->index++;
    return item;
}

/* Another one at the same place. */
FUNCTION(tee_copy)
{
    (void)args, (void)positional, (void)kwnames;
    Tee *tee = (Tee *)self, *copy = ITERTOOL_NEW(&tee_type, incref(tee->link));
    if (copy)
        copy->index = tee->index;
    return (Object *)copy;
}

static Object *tee_from(Object *iterable)
{
    Object *source = object_iterate(iterable);
    if (!source)
        return NULL;
    if (source->type == &tee_type) {
        Object *copy = tee_copy(source, NULL, 0, NULL);
        decref(source);
        return copy;
    }
    Object *link = link_new(source);
    decref(source);
    return link ? ITERTOOL_NEW(&tee_type, link) : NULL;
}

static Object *tee_make(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)type;
    return check_arguments("_tee", positional, kwnames, 1, 1) < 0 ? NULL : tee_from(args[0]);
}

static const MethodDef tee_methods[] = {
    { "__copy__", tee_copy, 0, 0, 0, "Returns an independent iterator." },
    { 0 },
};

Type tee_type = {
    .head = { 1, &type_type }, .name = "itertools._tee", .basic_size = sizeof(Tee),
    .flags = TYPE_GC, .base = &object_type,
    .doc = "Iterator wrapped to make it copyable.",
    .destroy = tee_destroy, .traverse = tee_traverse, .iterate = iterator_self, .next = tee_next,
    .construct = tee_make, .methods = tee_methods, .weak_offset = offsetof(Tee, weak_references),
};

/* An iterator that can be copied is its own tee. */
Object *itertools_tee(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t n = 2;
    if (positional > 1 && size_argument(args[1], &n) < 0)
        return NULL;
    if (n < 0)
        return raise(&value_error_type, "n must be >= 0");
    Tuple *result = n < INTPTR_MAX ? (Tuple *)tuple_new((size_t)n) : raise_no_memory();
    if (!result || n == 0)
        return (Object *)result;
    Object *first = object_iterate(args[0]);
    Object *copy = first ? object_lookup_attribute(first, "__copy__") : NULL;
    if (first && !copy && !error_occurred()) {
        replace_reference(first, tee_from(first));
        copy = first ? object_lookup_attribute(first, "__copy__") : NULL;
    }
    result->items[0] = first;
    for (intptr_t i = 1; copy && result && i < n; i++) {
        result->items[i] = object_call(copy, NULL, 0, NULL);
        if (!result->items[i])
            clear_reference(result);
    }
    if (!copy)
        clear_reference(result);
    xdecref(copy);
    return (Object *)result;
}
