/*
 * import.c: import statements. There are the modules written in C; a module in a file of its own
 * cannot be imported yet, and says so by ModuleNotFoundError.
 */
#include "modules/builtins.h"
#include "modules/collection.h"
#include "modules/memory.h"
#include "modules/processes.h"
#include "vm/exceptions.h"
#include "vm/interpreter.h"
#include "vm/machine.h"

static const struct { const char *name; Object *(*create)(void); } built_in_modules[] = {
    {"builtins", module_builtins_create},
    {"sys", module_sys_create},
    {"memory", module_memory_create},
    {"os", module_os_create},
    {"machine", module_machine_create},
    {"gc", module_gc_create},
    {"weakref", module_weakref_create},
};

static Object *raise_not_found(Object *name)
{
    raise(&module_not_found_error_type, "No module named %R", name);
    if (error_matches(&module_not_found_error_type))
        exception_set_field(interpreter.exception, IMPORT_ERROR_NAME, name);
    return NULL;
}

/* Loaded at most once: later imports find it in sys.modules. */
static Object *load_module(Object *name)
{
    for (size_t i = 0; i < sizeof built_in_modules / sizeof built_in_modules[0]; i++) {
        if (!str_equal_text(name, built_in_modules[i].name))
            continue;
        Object *module = built_in_modules[i].create();
        if (module && dict_set(interpreter.modules, name, module) < 0)
            clear_reference(module);
        return module;
    }
    return raise_not_found(name);
}

/* "a.b": only packages have modules in them, and there are none. */
static Object *import_dotted(Object *name, size_t dot)
{
    Object *parent = str_substring(name, 0, dot);
    if (!parent)
        return NULL;
    Object *module = import_name(parent, NONE, NULL);
    if (module) {
        raise(&module_not_found_error_type, "No module named %R; %R is not a package", name,
              parent);
        if (error_matches(&module_not_found_error_type))
            exception_set_field(interpreter.exception, IMPORT_ERROR_NAME, name);
        decref(module);
    }
    decref(parent);
    return NULL;
}

Object *import_name(Object *name, Object *from_list, Object *level)
{
    (void)from_list; /* without packages there is nothing to load for it */
    bool overflow;
    if (level && int_as_int64(level, &overflow) > 0)
        return raise(&import_error_type,
                     "attempted relative import with no known parent package");
    Object *module = dict_get(interpreter.modules, name);
    if (module || error_occurred())
        return xincref(module);
    for (size_t i = 0; i < str_length(name); i++)
        if (str_char(name, i) == '.')
            return import_dotted(name, i);
    return load_module(name);
}

Object *import_from(Object *module, Object *name)
{
    Object *value = object_get_attribute(module, name);
    if (value || !error_matches(&attribute_error_type))
        return value;
    error_clear();
    Object *module_name = object_lookup_attribute(module, "__name__");
    if (!module_name && error_occurred())
        return NULL;
    raise(&import_error_type, "cannot import name %R from %R (unknown location)", name,
          module_name ? module_name : NONE);
    if (error_matches(&import_error_type))
        exception_set_field(interpreter.exception, IMPORT_ERROR_NAME, module_name);
    xdecref(module_name);
    return NULL;
}

/* from module import *: every name without a leading underscore. */
int import_star(Object *module, Object *namespace)
{
    if (!IS_EXACT(module, module_type))
        return raise_int(&import_error_type, "from-import-* object has no __dict__");
    uint32_t position = 0;
    Object *name, *value;
    while (dict_next(((Module *)module)->dict, &position, &name, &value)) {
        if (str_length(name) > 0 && str_char(name, 0) == '_')
            continue;
        if (dict_set(namespace, name, value) < 0)
            return -1;
    }
    return 0;
}
