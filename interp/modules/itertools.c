/*
 * itertools.c: module itertools: its names, and what its iterators have in common. The iterators
 * are in itertools_endless.c (count, cycle, repeat: the simplest), itertools_select.c,
 * itertools_join.c, itertools_choose.c and itertools_share.c.
 */
#include "modules/itertools.h"

#include "modules/module_tools.h"
#include "modules/standard.h"

/* ---- what the iterators have in common ------------------------------------------------------- */

void *itertool_new(Type *type, Object *const *owned, int count)
{
    Object *self = object_new(type, 0);
    for (int i = 0; i < count; i++) {
        if (self)
            itertool_owned(self)[i] = owned[i];
        else
            xdecref(owned[i]);
    }
    if (self)
        gc_track(self);
    return self;
}

int itertool_visit(Object *self, int count, Visitor visit, void *context)
{
    Object **owned = itertool_owned(self);
    for (int i = 0; i < count; i++)
        if (owned[i] && visit(owned[i], context) != 0)
            return 1;
    return 0;
}

void itertool_destroy(Object *self, int count)
{
    gc_untrack(self);
    for (int i = 0; i < count; i++)
        clear_reference(itertool_owned(self)[i]);
    object_free(self, 0);
}

/* ---- the module ------------------------------------------------------------------------------ */

static const MethodDef functions[] = {
    { "tee", itertools_tee, 1, 2, 0, "tee(iterable, n=2, /) -> n independent iterators" },
    { 0 },
};

Object *module_itertools_create(void)
{
    static Type *const types[] = {
        &accumulate_type, &combinations_type, &combinations_with_replacement_type, &cycle_type,
        &dropwhile_type, &takewhile_type, &islice_type, &starmap_type, &chain_type, &compress_type,
        &filterfalse_type, &count_type, &zip_longest_type, &pairwise_type, &permutations_type,
        &product_type, &repeat_type, &groupby_type, &grouper_type, &tee_type, &tee_data_type };
    Object *module = module_from_functions("itertools", functions);
    for (size_t i = 0; module && i < sizeof types / sizeof types[0]; i++) {
        const char *name = types[i]->name + sizeof "itertools." - 1;
        if (type_ready(types[i]) < 0 || module_add(module, name, incref(&types[i]->head)) < 0)
            clear_reference(module);
    }
    return module;
}
