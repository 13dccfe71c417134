/*
 * weakref.c: module _weakref, below user/lib/weakref.py: references that do not keep an object
 * alive.
 */
#include "modules/collection.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "objects/weakref.h"
#include "vm/errors.h"

FUNCTION(weakref_proxy)
{
    (void)self, (void)kwnames;
    Type *type = args[0]->type->call != NULL ? &weak_callable_proxy_type : &weak_proxy_type;
    return weakref_new(type, args[0], positional == 2 ? args[1] : NULL);
}

/* The first of an object's weak references; NULL: it has none, or cannot have any. */
static WeakReference *first_of(Object *o)
{
    Object **list = weakrefs_of(o);
    return list != NULL ? (WeakReference *)*list : NULL;
}

FUNCTION(weakref_getweakrefcount)
{
    UNUSED_ARGUMENTS;
    intptr_t count = 0;
    for (WeakReference *r = first_of(args[0]); r != NULL; r = r->next)
        count++;
    return int_from(count);
}

FUNCTION(weakref_getweakrefs)
{
    UNUSED_ARGUMENTS;
    Object *list = list_new(0);
    for (WeakReference *r = first_of(args[0]); list != NULL && r != NULL; r = r->next)
        if (list_append(list, &r->head) < 0)
            clear_reference(list);
    return list;
}

static const MethodDef functions[] = {
    { "proxy", weakref_proxy, 1, 2, 0,
      "proxy(object[, callback]) -> a stand-in for object that does not keep it alive" },
    { "getweakrefcount", weakref_getweakrefcount, 1, 1, 0,
      "getweakrefcount(object) -> the number of weak references to it" },
    { "getweakrefs", weakref_getweakrefs, 1, 1, 0,
      "getweakrefs(object) -> the weak references to it" },
    { 0 },
};

static int add_types(Object *module)
{
    Object *proxies[] = { &weak_proxy_type.head, &weak_callable_proxy_type.head };
    return module_add(module, "ref", incref(&weak_reference_type.head)) < 0
        || module_add(module, "ReferenceType", incref(&weak_reference_type.head)) < 0
        || module_add(module, "ProxyType", incref(proxies[0])) < 0
        || module_add(module, "CallableProxyType", incref(proxies[1])) < 0
        || module_add(module, "ProxyTypes", tuple_from(proxies, 2)) < 0 ? -1 : 0;
}

Object *module_weakref_create(void)
{
    static Type *const types[] = { &weak_reference_type, &weak_proxy_type,
                                   &weak_callable_proxy_type };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (type_ready(types[i]) < 0)
            return NULL;
    Object *module = module_from_functions("_weakref", functions);
    if (module != NULL && add_types(module) < 0)
        clear_reference(module);
    return module;
}
