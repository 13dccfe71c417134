/*
 * build_class.c: what a class statement does (CPython: builtin___build_class__): it finds the
 * metaclass, runs the body in a namespace that the metaclass prepares, and calls the metaclass.
 */
#include "objects/arguments.h"
#include "objects/class_parts.h"
#include "object.h"
#include "vm/errors.h"
#include "vm/frame.h"
#include "vm/machine.h"

/* ---- bases that stand for others ------------------------------------------------------------ */

/* A base that is no class can give classes in its place (PEP 560). */
static int add_entries(Object *list, Object *base, Object *bases)
{
    Object *hook = IS_TYPE(base) ? NULL : object_lookup_attribute(base, "__mro_entries__");
    if (hook == NULL)
        return error_occurred() ? -1 : list_append(list, base);
    Object *entries = object_call_one(hook, bases);
    decref(hook);
    if (entries == NULL)
        return -1;
    int result = IS_TUPLE(entries) ? list_extend(list, entries)
               : raise_int(&type_error_type, "__mro_entries__ must return a tuple");
    decref(entries);
    return result;
}

/* The tuple of bases; the given one itself where no base stands for others. */
static Object *resolve_bases(Object *given)
{
    Tuple *tuple = (Tuple *)given;
    bool classes = true;
    for (intptr_t i = 0; i < tuple->size; i++)
        classes &= IS_TYPE(tuple->items[i]);
    if (classes)
        return incref(given);
    Object *list = list_new(0), *result = NULL;
    int status = list != NULL ? 0 : -1;
    for (intptr_t i = 0; i < tuple->size && status == 0; i++)
        status = add_entries(list, tuple->items[i], given);
    if (status == 0) {
        bool same = ((List *)list)->size == tuple->size;
        for (intptr_t i = 0; same && i < tuple->size; i++)
            same = ((List *)list)->items[i] == tuple->items[i];
        result = same ? incref(given) : list_to_tuple(list);
    }
    xdecref(list);
    return result;
}

/* ---- keywords ------------------------------------------------------------------------------- */

/* The call's keywords without metaclass=, which goes into *metaclass (borrowed, or NULL). The
 * values that are left stand in a tuple, in the order of *names. */
typedef struct { Object *metaclass; Tuple *names, *values; } Keywords;

static int take_keywords(Keywords *k, Object **values, Object *kwnames)
{
    *k = (Keywords){ 0 };
    intptr_t count = no_keywords(kwnames) ? 0 : ((Tuple *)kwnames)->size, left = 0;
    for (intptr_t i = 0; i < count; i++)
        if (str_equal_text(((Tuple *)kwnames)->items[i], "metaclass"))
            k->metaclass = values[i];
        else
            left++;
    k->names = (Tuple *)tuple_new((size_t)left);
    k->values = (Tuple *)tuple_new((size_t)left);
    if (k->names == NULL || k->values == NULL)
        return -1;
    intptr_t at = 0;
    for (intptr_t i = 0; i < count; i++) {
        Object *name = ((Tuple *)kwnames)->items[i];
        if (str_equal_text(name, "metaclass"))
            continue;
        k->names->items[at] = incref(name);
        k->values->items[at++] = incref(values[i]);
    }
    return 0;
}

/* callable(*args, **keywords) */
static Object *call_with_keywords(Object *callable, Object **args, int count, const Keywords *k)
{
    intptr_t named = k->names->size;
    if (named == 0)
        return object_call(callable, args, count, NULL);
    Tuple *all = (Tuple *)tuple_new((size_t)(count + named));
    if (all == NULL)
        return NULL;
    for (int i = 0; i < count; i++)
        all->items[i] = incref(args[i]);
    for (intptr_t i = 0; i < named; i++)
        all->items[count + i] = incref(k->values->items[i]);
    Object *result = object_call(callable, all->items, count, &k->names->head);
    decref(all);
    return result;
}

/* ---- the statement -------------------------------------------------------------------------- */

/* The metaclass: what the statement names, or the type of the first base; then the most derived
 * one of all bases. New; something that is no type is taken as it is. */
static Object *choose_metaclass(Object *named, Object *bases)
{
    Tuple *tuple = (Tuple *)bases;
    Object *metaclass = named != NULL ? named
                      : tuple->size > 0 ? &tuple->items[0]->type->head : &type_type.head;
    if (!IS_TYPE(metaclass))
        return incref(metaclass);
    Type *winner = most_derived_metaclass((Type *)metaclass, bases);
    return winner != NULL ? incref(&winner->head) : NULL;
}

static Object *prepare_namespace(Object *metaclass, Object *name, Object *bases, const Keywords *k)
{
    if (metaclass == &type_type.head)
        return dict_new();
    Object *prepare = object_lookup_attribute(metaclass, "__prepare__");
    if (prepare == NULL)
        return error_occurred() ? NULL : dict_new();
    Object *args[] = { name, bases };
    Object *namespace = call_with_keywords(prepare, args, 2, k);
    decref(prepare);
    if (namespace != NULL && !IS_DICT(namespace)) {
        const char *of = IS_TYPE(metaclass) ? ((Type *)metaclass)->name : "<metaclass>";
        raise(&type_error_type, "%s.__prepare__() must return a mapping, not %T", of, namespace);
        clear_reference(namespace);
    }
    return namespace;
}

/* Runs the class body in its namespace: what it returns, the cell of __class__ or None. */
static Object *run_body(Function *body, Object *namespace)
{
    if (body->code->flags & CODE_OPTIMIZED) /* an ordinary function: no statement makes that */
        return object_call(&body->head, NULL, 0, NULL);
    if (c_stack_is_short())
        return raise(&recursion_error_type, "maximum recursion depth exceeded");
    Frame *frame = frame_push(body->code, incref(body), body->globals);
    if (frame == NULL)
        return NULL;
    frame->namespace = incref(namespace);
    if (body->code->free_variables)
        bind_closure(body, frame->slots);
    frame->kind = FRAME_ENTRY;
    return eval_run(frame);
}

/* A metaclass that made a class without passing the cell on leaves super() without a class. */
static int check_cell(Object *cell, Object *class, Object *name)
{
    if (!IS_EXACT(cell, cell_type) || !IS_TYPE(class))
        return 0;
    Object *content = ((Cell *)cell)->content;
    if (content == NULL)
        return raise_int(&runtime_error_type, "__class__ not set defining %R as %R. Was "
                         "__classcell__ propagated to type.__new__?", name, class);
    if (content != class)
        return raise_int(&type_error_type, "__class__ set to %R defining %R as %R", content, name,
                         class);
    return 0;
}

static Object *make_class(Function *body, Object *name, Object *bases, Object *given,
                          const Keywords *k, Object *metaclass)
{
    Object *namespace = prepare_namespace(metaclass, name, bases, k);
    Object *cell = namespace != NULL ? run_body(body, namespace) : NULL, *class = NULL;
    if (cell != NULL
        && (bases == given || dict_set_text(namespace, "__orig_bases__", given) == 0)) {
        Object *args[] = { name, bases, namespace };
        class = call_with_keywords(metaclass, args, 3, k);
    }
    if (class != NULL && check_cell(cell, class, name) < 0)
        clear_reference(class);
    xdecref(cell);
    xdecref(namespace);
    return class;
}

Object *build_class(Object **args, int positional, Object *kwnames)
{
    if (positional < 2)
        return raise(&type_error_type, "__build_class__: not enough arguments");
    if (!IS_EXACT(args[0], function_type))
        return raise(&type_error_type, "__build_class__: func must be a function");
    if (!IS_STR(args[1]))
        return raise(&type_error_type, "__build_class__: name is not a string");
    Object *given = tuple_from(args + 2, (size_t)(positional - 2));
    Object *bases = given != NULL ? resolve_bases(given) : NULL;
    Keywords k = { 0 };
    Object *metaclass = NULL, *class = NULL;
    if (bases != NULL && take_keywords(&k, args + positional, kwnames) == 0)
        metaclass = choose_metaclass(k.metaclass, bases);
    if (metaclass != NULL)
        class = make_class((Function *)args[0], args[1], bases, given, &k, metaclass);
    xdecref(metaclass);
    xdecref(k.names);
    xdecref(k.values);
    xdecref(bases);
    xdecref(given);
    return class;
}
