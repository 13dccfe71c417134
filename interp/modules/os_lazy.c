/*
 * os_lazy.c: the part of module os that is written in Python (user/lib/posixpath.py, _os.py). It is
 * loaded when a program asks for it: most need os alone, and compiling takes a while.
 */
#include "modules/module.h"
#include "modules/os_files.h"
#include "vm/errors.h"
#include "vm/import.h"
#include "vm/interpreter.h"

/* Imports a module by name. New, or NULL. */
static Object *import_by_name(const char *name)
{
    Object *text = str_from(name);
    Object *module = text ? import_module_level(text, NULL, NONE, 0) : NULL;
    xdecref(text);
    return module;
}

/* os.path: also a module of that name, for `import os.path`. New, or NULL. */
static Object *load_path(void)
{
    Object *path = import_by_name("posixpath"), *full_name = path ? str_from("os.path") : NULL;
    if (!full_name || dict_set(interpreter.modules, full_name, path) < 0)
        clear_reference(path);
    xdecref(full_name);
    return path;
}

static Object *load_function(Object *name)
{
    Object *module = import_by_name("_os");
    Object *function = module ? object_get_attribute(module, name) : NULL;
    xdecref(module);
    return function;
}

static bool is_function_of_python(Object *name)
{
    static const char *const names[] = {"makedirs", "removedirs", "scandir", "walk", "DirEntry"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equal_text(name, names[i]))
            return true;
    return false;
}

/* PEP 562: what the module does not have yet. What is loaded stays. */
FUNCTION(os_getattr)
{
    UNUSED_ARGUMENTS;
    Object *name = args[0], *module = dict_get_text(interpreter.modules, "os");
    bool is_path = IS_STR(name) && str_equal_text(name, "path");
    if (!is_path && !(IS_STR(name) && is_function_of_python(name)))
        return raise_attribute_error(module ? module : NONE, name,
                                     "module 'os' has no attribute '%S'", name);
    Object *value = is_path ? load_path() : load_function(name);
    if (value && module && object_set_attribute(module, name, value) < 0)
        clear_reference(value);
    return value;
}

static const MethodDef functions[] = {
    {"__getattr__", os_getattr, 1, 1, 0, "what is loaded when it is asked for"},
    {NULL, NULL, 0, 0, 0, NULL}};

static const struct { const char *name, *value; } texts[] = {
    {"name", "posix"}, {"sep", "/"}, {"curdir", "."}, {"pardir", ".."}, {"extsep", "."},
    {"pathsep", ":"}, {"linesep", "\n"}, {"devnull", "/dev/null"},
};

int os_add_lazily(Object *module)
{
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (module_add(module, texts[i].name, str_from(texts[i].value)) < 0)
            return -1;
    return module_add_functions(module, functions);
}
