/*
 * module.c: putting names into the modules that are written in C.
 */
#include "modules/module.h"

int module_add(Object *module, const char *name, Object *value)
{
    if (!value)
        return -1;
    Object *key = str_interned(name);
    int result = key ? dict_set(((Module *)module)->dict, key, value) : -1;
    xdecref(key);
    decref(value);
    return result;
}

int module_add_functions(Object *module, const MethodDef *functions)
{
    for (const MethodDef *f = functions; f->name; f++)
        if (module_add(module, f->name,
                       native_function_new(f, NULL, ((Module *)module)->name)) < 0)
            return -1;
    return 0;
}
