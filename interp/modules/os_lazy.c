/*
 * os_lazy.c: the part of module os that is written in Python (user/lib/posixpath.py, _os.py). It is
 * loaded when a program asks for it: most need os alone, and compiling takes a while.
 */
#include "modules/module.h"
#include "modules/module_tools.h"
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

/* PEP 562: what the module does not have yet. What is loaded stays. */
FUNCTION(os_getattr)
{
    UNUSED_ARGUMENTS;
    static const char *const names[] = {
        "makedirs", "removedirs", "renames", "scandir", "walk", "DirEntry", "fspath", "PathLike",
        "fsencode", "fsdecode", "getcwdb", "getenv", "get_terminal_size", "terminal_size",
        "cpu_count", "get_exec_path", "execl", "execlp", "execvp", "execvpe", "wait", "system", "abort", NULL };
    Object *name = args[0], *module = dict_get_text(interpreter.modules, "os");
    Object *dict = module ? ((Module *)module)->dict : interpreter.modules;
    if (IS_STR(name) && str_equal_text(name, "path")) {
        Object *path = load_path();
        if (path && dict_set(dict, name, path) < 0)
            clear_reference(path);
        return path;
    }
    Object *value = load_rare_attribute(dict, name, "_os", names);
    return value || error_occurred() ? value
         : raise_attribute_error(module ? module : NONE, name,
                                 "module 'os' has no attribute '%S'", name);
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
