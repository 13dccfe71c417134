/*
 * import.c: import statements. A module is looked for in sys.modules, among the modules written in
 * C, and then as NAME/__init__.py (a package) or NAME.py in the directories of sys.path; what is in
 * a package in the directories of its __path__. Where nothing has the name, directories NAME are
 * one package without code (a namespace package). The rules and the messages are those of CPython's
 * Lib/importlib/_bootstrap.py and of The Python Language Reference, chapter 5.
 */
#include "vm/import.h"

#include <string.h>
#include "io/io.h"
#include "kernel/abi.h"
#include "memory/memory.h"
#include "modules/builtins.h"
#include "modules/collection.h"
#include "modules/memory.h"
#include "modules/processes.h"
#include "modules/standard.h"
#include "platform/platform.h"
#include "modules/module.h"
#include "program/launch.h"
#include "vm/exceptions.h"
#include "vm/interpreter.h"
#include "vm/machine.h"

typedef struct { const char *name; Object *(*create)(void); const char *doc; } BuiltInModule;

/* The first two give themselves a docstring: they are there before anything is imported. */
static const BuiltInModule built_in_modules[] = {
    {"builtins", module_builtins_create, NULL},
    {"sys", module_sys_create, NULL},
    {"memory", module_memory_create,
     "Looks into the machine: addresses, segments, page tables, frames, counts of references."},
    {"os", module_os_create,
     "What the kernel offers: files, directories, processes, and the environment."},
    {"machine", module_machine_create, "What the shell needs of the kernel beyond os."},
    {"gc", module_gc_create,
     "The collector of cycles: when it runs, what it finds, who refers to what."},
    {"_weakref", module_weakref_create, "What module weakref is made of."},
    {"math", module_math_create, "Functions of floats, and of ints where exact results matter."},
    {"time", module_time_create, "Clocks, waiting, and dates as tuples."},
    {"_select", module_select_create, "What module select is made of."},
    {"_signal", module_signal_create, "What module signal is made of."},
    {"_resource", module_resource_create, "What module resource is made of."},
    {"readline", module_readline_create,
     "The editor of the line at the prompt: its history and its completions."},
    {"io", module_io_create,
     "Files as layers: raw ones, buffers of bytes, texts; and files in memory."},
    {"_code", module_code_create, "What modules dis and traceback ask of the interpreter."},
    {"_codecs", module_codecs_create, "What module codecs is made of."},
    {"_re", module_re_create, "What module re is made of."},
    {"_json", module_json_create, "What module json is made of."},
    {"_operator", module_operator_create, "What module operator is made of."},
    {"_random", module_random_create, "What module random is made of."},
    {"itertools", module_itertools_create, "Iterators that are made of other iterators."},
    {"_collections", module_collections_create, "What module collections is made of."},
};

/* The modules whose code is running now, the innermost first. */
typedef struct Loading Loading;
struct Loading { Object *module; Loading *outer; };
static Loading *loading;

bool module_is_being_loaded(Object *module)
{
    for (Loading *l = loading; l; l = l->outer)
        if (l->module == module)
            return true;
    return false;
}

/* ---- names ----------------------------------------------------------------------------------- */

static intptr_t last_dot(Object *name)
{
    for (intptr_t i = (intptr_t)str_length(name); i-- > 0;)
        if (str_char(name, i) == '.')
            return i;
    return -1;
}

static intptr_t first_dot(Object *name)
{
    for (size_t i = 0; i < str_length(name); i++)
        if (str_char(name, i) == '.')
            return i;
    return -1;
}

/* ---- errors ---------------------------------------------------------------------------------- */

static Object *describe_import_error(Object *name)
{
    if (error_matches(&import_error_type))
        exception_set_field(interpreter.exception, IMPORT_ERROR_NAME, name);
    return NULL;
}

/* Whether CPython has a module of that name in its library. 1, 0, or -1. */
static int is_left_out(Object *name)
{
    if (str_length(name) > 0 && str_char(name, 0) == '_') /* our own ones, and what is internal */
        return 0;
    Object *attribute = str_interned("stdlib_module_names");
    Object *names = attribute ? dict_get(interpreter.sys, attribute) : NULL;
    names = names ? incref(names) : attribute ? sys_rare_attribute(attribute) : NULL;
    int left_out = names ? object_contains(names, name) : -1;
    xdecref(names);
    xdecref(attribute);
    if (left_out < 0 && !error_matches(&memory_error_type)) { /* not even _system is there */
        error_clear();
        left_out = 0;
    }
    return left_out;
}

static Object *raise_not_found(Object *name)
{
    int left_out = is_left_out(name);
    if (left_out < 0)
        return NULL;
    raise(&module_not_found_error_type,
          left_out ? "No module named %R: this Python leaves it out" : "No module named %R", name);
    return describe_import_error(name);
}

static Object *raise_not_a_package(Object *name, Object *parent)
{
    raise(&module_not_found_error_type, "No module named %R; %R is not a package", name, parent);
    return describe_import_error(name);
}

/* ---- modules in files ------------------------------------------------------------------------ */

/* What a module from a file finds among its names, in CPython's order. path (or NULL) is a
 * package's; filename is NULL for a namespace package. */
static int fill_module(Object *module, Object *name, Object *filename, Object *path)
{
    Object *dict = ((Module *)module)->dict;
    intptr_t dot = last_dot(name);
    Object *package = path ? incref(name) : str_substring(name, 0, dot < 0 ? 0 : dot);
    int result = package
        && dict_set_text(dict, "__package__", package) == 0
        && dict_set_text(dict, "__loader__", NONE) == 0
        && dict_set_text(dict, "__spec__", NONE) == 0
        && (!path || dict_set_text(dict, "__path__", path) == 0)
        && dict_set_text(dict, "__file__", filename ? filename : NONE) == 0
        && (!filename || (dict_set_text(dict, "__cached__", NONE) == 0
                          && dict_set_text(dict, "__builtins__", interpreter.builtins) == 0))
        ? 0 : -1;
    xdecref(package);
    return result;
}

static Object *module_named(Object *name)
{
    size_t size;
    char *text = str_to_utf8(name, &size);
    Object *module = text ? module_new(text) : NULL;
    if (text)
        mem_free(text, size + 1);
    return module;
}

/* Runs the code in a module of its own. Who is imported while this one runs finds it in
 * sys.modules; when the code raises it is taken out again. */
static Object *run_module(Object *name, Code *code, Object *path)
{
    Object *module = module_named(name);
    if (!module || fill_module(module, name, code->filename, path) < 0
        || dict_set(interpreter.modules, name, module) < 0) {
        xdecref(module);
        return NULL;
    }
    Object *dict = ((Module *)module)->dict;
    Loading self = {module, loading};
    loading = &self;
    Object *result = interpreter_run_code(code, dict, dict);
    loading = self.outer;
    Object *exception = result ? NULL : error_fetch();
    xdecref(result);
    if (exception && dict_delete(interpreter.modules, name) < 0)
        error_clear();
    decref(module);
    if (exception) {
        error_restore(exception);
        return NULL;
    }
    /* The module may have put another object in its place. */
    module = dict_get(interpreter.modules, name);
    return module || error_occurred() ? xincref(module)
         : raise(&key_error_type, "%S", name);
}

static bool file_is_not_there(void)
{
    if (!error_matches(&file_not_found_error_type) && !error_matches(&not_a_directory_error_type)
        && !error_matches(&is_a_directory_error_type))
        return false;
    error_clear();
    return true;
}

/* directory/base + suffix. New, or NULL. */
static Object *path_in(Object *directory, Object *base, const char *suffix)
{
    size_t length = str_length(directory);
    bool slash = length > 0 && str_char(directory, length - 1) != '/';
    return str_from_format("%S%s%S%s", directory, slash ? "/" : "", base, suffix);
}

/* The code of the file directory/base + suffix. NULL without an exception: there is no file. */
static Code *load_file(Object *directory, Object *base, const char *suffix)
{
    size_t size;
    Object *path = path_in(directory, base, suffix);
    char *text = path ? str_to_utf8(path, &size) : NULL;
    xdecref(path);
    if (!text)
        return NULL;
    Code *code = launch_load_module(text);
    if (!code && file_is_not_there())
        error_clear();
    mem_free(text, size + 1);
    return code;
}

/* [directory/base], the __path__ of a package. */
static Object *package_path(Object *directory, Object *base)
{
    Object *path = path_in(directory, base, "");
    Object *list = path ? list_new(0) : NULL;
    if (list && list_append(list, path) < 0)
        clear_reference(list);
    xdecref(path);
    return list;
}

/* Loads name, whose last part is base, from a directory. NULL without an exception: not there. */
static Object *load_from_directory(Object *directory, Object *name, Object *base)
{
    Object *module = NULL, *path = NULL;
    Code *code = load_file(directory, base, "/__init__.py");
    if (code)
        path = package_path(directory, base);
    else if (!error_occurred())
        code = load_file(directory, base, ".py");
    if (code && !error_occurred())
        module = run_module(name, code, path);
    xdecref(path);
    xdecref(code);
    return module;
}

/* Adds directory/base to the portions of a namespace package when it is a directory. 0 or -1. */
static int add_portion(Object *portions, Object *directory, Object *base)
{
    size_t size;
    PlatformStatus status;
    Object *path = path_in(directory, base, "");
    char *text = path ? str_to_utf8(path, &size) : NULL;
    int result = text ? 0 : -1;
    if (text && platform_status(text, true, &status) == 0 && (status.mode & S_IFMT) == S_IFDIR)
        result = list_append(portions, path);
    if (text)
        mem_free(text, size + 1);
    xdecref(path);
    return result;
}

/* A package without __init__.py: the directories of that name together (PEP 420). */
static Object *namespace_package(Object *name, Object *portions)
{
    Object *module = module_named(name);
    if (module && (fill_module(module, name, NULL, portions) < 0
                   || dict_set(interpreter.modules, name, module) < 0))
        clear_reference(module);
    return module;
}

/* directories: sys.path or a package's __path__. */
static Object *load_from_path(Object *directories, Object *name, Object *base)
{
    Object *list = sequence_to_list(directories), *module = NULL;
    Object *portions = list ? list_new(0) : NULL;
    for (intptr_t i = 0; portions && i < ((List *)list)->size && !module; i++) {
        Object *directory = ((List *)list)->items[i];
        if (!IS_STR(directory))
            continue;
        module = load_from_directory(directory, name, base);
        if (!module && (error_occurred() || add_portion(portions, directory, base) < 0))
            break;
    }
    if (!module && !error_occurred() && ((List *)portions)->size > 0)
        module = namespace_package(name, portions);
    xdecref(portions);
    xdecref(list);
    return module || error_occurred() ? module : raise_not_found(name);
}

/* ---- finding --------------------------------------------------------------------------------- */

static Object *create_built_in(Object *name, const BuiltInModule *description)
{
    Object *module = description->create();
    if (module && description->doc
        && module_add(module, "__doc__", str_from(description->doc)) < 0)
        clear_reference(module);
    if (module && dict_set(interpreter.modules, name, module) < 0)
        clear_reference(module);
    return module;
}

static Object *load_top_level(Object *name)
{
    for (size_t i = 0; i < sizeof built_in_modules / sizeof built_in_modules[0]; i++)
        if (str_equal_text(name, built_in_modules[i].name))
            return create_built_in(name, &built_in_modules[i]);
    Object *path = dict_get_text(interpreter.sys, "path");
    return path ? load_from_path(path, name, name) : raise_not_found(name);
}

static Object *import_absolute(Object *name);

/* A module that is no package may bring one along when it is asked for: os does so with os.path.
 * New, or NULL, with an exception or without. */
static Object *brought_along(Object *parent, Object *base, Object *name)
{
    Object *attribute = object_get_attribute(parent, base), *module = NULL;
    if (!attribute && error_matches(&attribute_error_type))
        error_clear();
    if (attribute && (module = dict_get(interpreter.modules, name)))
        incref(module);
    xdecref(attribute);
    return module;
}

/* Loads a.b, which is looked for where package a says, and becomes a's attribute b. */
static Object *load_submodule(Object *name, intptr_t dot)
{
    Object *parent_name = str_substring(name, 0, dot);
    Object *base = str_substring(name, dot + 1, str_length(name));
    Object *parent = parent_name && base ? import_absolute(parent_name) : NULL, *module = NULL;
    if (parent && (module = dict_get(interpreter.modules, name)))
        incref(module); /* the package has imported it */
    if (parent && !module) {
        Object *path = object_lookup_attribute(parent, "__path__");
        if (path)
            module = load_from_path(path, name, base);
        else if (!error_occurred() && !(module = brought_along(parent, base, name))
                 && !error_occurred())
            raise_not_a_package(name, parent_name);
        xdecref(path);
        if (module && object_set_attribute(parent, base, module) < 0)
            clear_reference(module);
    }
    xdecref(parent);
    xdecref(base);
    xdecref(parent_name);
    return module;
}

/* The module of that full name; loaded when it is not yet. */
static Object *import_absolute(Object *name)
{
    Object *module = dict_get(interpreter.modules, name);
    if (module == NONE) {
        raise(&module_not_found_error_type, "import of %S halted; None in sys.modules", name);
        return describe_import_error(name);
    }
    if (module || error_occurred())
        return xincref(module);
    intptr_t dot = last_dot(name);
    return dot < 0 ? load_top_level(name) : load_submodule(name, dot);
}

/* ---- relative names -------------------------------------------------------------------------- */

/* The package that code with these globals belongs to: a str, "" for none. */
static Object *current_package(Object *globals)
{
    Object *package = globals ? dict_get_text(globals, "__package__") : NULL;
    if (package && package != NONE) {
        if (IS_STR(package))
            return incref(package);
        return raise(&type_error_type, "package must be a string");
    }
    Object *name = globals ? dict_get_text(globals, "__name__") : NULL;
    if (!name || !IS_STR(name))
        return raise(&key_error_type, "'__name__' not in globals");
    if (dict_get_text(globals, "__path__"))
        return incref(name);
    intptr_t dot = last_dot(name);
    return str_substring(name, 0, dot < 0 ? 0 : dot);
}

/* `level` dots and name, as a full name. */
static Object *resolve(Object *name, Object *globals, intptr_t level)
{
    Object *package = current_package(globals);
    if (package && str_length(package) == 0) {
        raise(&import_error_type, "attempted relative import with no known parent package");
        clear_reference(package);
    }
    for (; package && level > 1; level--) {
        intptr_t dot = last_dot(package);
        if (dot >= 0)
            replace_reference(package, str_substring(package, 0, dot));
        else {
            raise(&import_error_type, "attempted relative import beyond top-level package");
            clear_reference(package);
        }
    }
    if (package && str_length(name) > 0)
        replace_reference(package, str_from_format("%S.%S", package, name));
    return package;
}

/* ---- from lists ------------------------------------------------------------------------------ */

static int import_from_list_item(Object *package, Object *item);

static int import_all(Object *package, Object *from_list)
{
    Object *list = sequence_to_list(from_list);
    int result = list ? 0 : -1;
    for (intptr_t i = 0; list && i < ((List *)list)->size && result == 0; i++)
        result = import_from_list_item(package, ((List *)list)->items[i]);
    xdecref(list);
    return result;
}

/* from package import item: item may be a module in the package. Whether there is such a name will
 * be seen when it is read. */
static int import_from_list_item(Object *package, Object *item)
{
    if (!IS_STR(item))
        return raise_int(&type_error_type, "Item in ``from list'' must be str, not %T", item);
    if (str_equal_text(item, "*")) {
        Object *all = object_lookup_attribute(package, "__all__");
        int result = all ? import_all(package, all) : error_occurred() ? -1 : 0;
        xdecref(all);
        return result;
    }
    Object *value = object_get_attribute(package, item);
    if (value || !error_matches(&attribute_error_type)) {
        xdecref(value);
        return value ? 0 : -1;
    }
    error_clear();
    Object *package_name = object_lookup_attribute(package, "__name__");
    Object *name = package_name ? str_from_format("%S.%S", package_name, item) : NULL;
    Object *module = name ? import_absolute(name) : NULL;
    if (name && !module && error_matches(&module_not_found_error_type)) {
        Object *missing = exception_field(interpreter.exception, IMPORT_ERROR_NAME);
        if (missing && IS_STR(missing) && str_equal(missing, name))
            error_clear();
    }
    xdecref(module);
    xdecref(name);
    xdecref(package_name);
    return error_occurred() ? -1 : 0;
}

/* ---- the instructions ------------------------------------------------------------------------ */

/* import a.b.c binds a: of the full name what is left without the dots and parts behind the first
 * part of `name`. */
static Object *first_package(Object *name, Object *full_name, Object *module)
{
    intptr_t dot = first_dot(name);
    if (dot < 0)
        return incref(module);
    size_t behind = str_length(name) - (size_t)dot;
    Object *first = str_substring(full_name, 0, str_length(full_name) - behind);
    Object *package = first ? import_absolute(first) : NULL;
    xdecref(first);
    return package;
}

Object *import_module_level(Object *name, Object *globals, Object *from_list, intptr_t level)
{
    if (level < 0)
        return raise(&value_error_type, "level must be >= 0");
    if (level == 0 && str_length(name) == 0)
        return raise(&value_error_type, "Empty module name");
    Object *full_name = level > 0 ? resolve(name, globals, level) : incref(name);
    Object *module = full_name ? import_absolute(full_name) : NULL;
    int wanted = module && from_list ? object_truth(from_list) : 0;
    if (wanted < 0)
        clear_reference(module);
    else if (module && !wanted)
        replace_reference(module, first_package(name, full_name, module));
    else if (module) {
        Object *path = object_lookup_attribute(module, "__path__");
        if (path ? import_all(module, from_list) < 0 : error_occurred())
            clear_reference(module);
        xdecref(path);
    }
    xdecref(full_name);
    return module;
}

static bool is_usual_import(Object *function)
{
    return IS_EXACT(function, native_function_type)
        && strcmp(((NativeFunctionObject *)function)->definition->name, "__import__") == 0;
}

/* An import statement calls the __import__ among its built-in names, which may be a program's. */
Object *import_name(Object *name, Object *from_list, Object *level)
{
    Frame *frame = interpreter.frame;
    Object *builtins = builtins_of(frame->globals);
    if (!builtins)
        return NULL;
    Object *function = IS_DICT(builtins) ? dict_get_text(builtins, "__import__") : NULL;
    if (!function)
        return error_occurred() ? NULL : raise(&import_error_type, "__import__ not found");
    bool overflow = false;
    if (is_usual_import(function))
        return import_module_level(name, frame->globals, from_list,
                                   level ? (intptr_t)int_as_int64(level, &overflow) : 0);
    Object *locals = frame->namespace ? frame->namespace : NONE;
    Object *zero = level ? incref(level) : int_from(0);
    Object *args[] = { name, frame->globals, locals, from_list ? from_list : NONE, zero };
    incref(function);
    Object *module = zero ? object_call(function, args, 5, NULL) : NULL;
    decref(function);
    xdecref(zero);
    return module;
}

/* The end of "cannot import name 'x' from ...". */
static void raise_cannot_import(Object *module, Object *module_name, Object *name)
{
    Object *file = object_lookup_attribute(module, "__file__");
    if (!file && error_occurred())
        return;
    Object *location = file && IS_STR(file) ? incref(file) : str_from("unknown location");
    if (location && module_is_being_loaded(module))
        raise(&import_error_type, "cannot import name %R from partially initialized module %R "
              "(most likely due to a circular import) (%S)", name, module_name, location);
    else if (location)
        raise(&import_error_type, "cannot import name %R from %R (%S)", name, module_name,
              location);
    describe_import_error(module_name);
    if (file && error_matches(&import_error_type))
        exception_set_field(interpreter.exception, IMPORT_ERROR_PATH, file);
    xdecref(location);
    xdecref(file);
}

Object *import_from(Object *module, Object *name)
{
    Object *value = object_get_attribute(module, name);
    if (value || !error_matches(&attribute_error_type))
        return value;
    error_clear();
    Object *module_name = object_lookup_attribute(module, "__name__");
    if (!module_name && !error_occurred())
        module_name = str_from("<unknown module name>");
    /* A submodule in a circle: loaded, and not an attribute of its package yet. */
    Object *full_name = module_name ? str_from_format("%S.%S", module_name, name) : NULL;
    if (full_name && (value = dict_get(interpreter.modules, full_name)))
        incref(value);
    else if (full_name && !error_occurred())
        raise_cannot_import(module, module_name, name);
    xdecref(full_name);
    xdecref(module_name);
    return value;
}

static int import_listed(Object *module, Object *names, Object *namespace)
{
    Object *list = sequence_to_list(names);
    int result = list ? 0 : -1;
    for (intptr_t i = 0; list && i < ((List *)list)->size && result == 0; i++) {
        Object *name = ((List *)list)->items[i];
        if (!IS_STR(name)) {
            Object *module_name = object_lookup_attribute(module, "__name__");
            result = raise_int(&type_error_type, "Item in %S.__all__ must be str, not %T",
                               module_name ? module_name : NONE, name);
            xdecref(module_name);
            break;
        }
        Object *value = object_get_attribute(module, name);
        result = value ? object_set_item(namespace, name, value) : -1;
        xdecref(value);
    }
    xdecref(list);
    return result;
}

/* from module import *: the names in __all__, or every one without a leading underscore. */
int import_star(Object *module, Object *namespace)
{
    Object *all = object_lookup_attribute(module, "__all__");
    if (all || error_occurred()) {
        int result = all ? import_listed(module, all, namespace) : -1;
        xdecref(all);
        return result;
    }
    if (!IS_EXACT(module, module_type))
        return raise_int(&import_error_type, "from-import-* object has no __dict__ and no __all__");
    uint32_t position = 0;
    Object *name, *value;
    while (dict_next(((Module *)module)->dict, &position, &name, &value)) {
        if (!IS_STR(name) || (str_length(name) > 0 && str_char(name, 0) == '_'))
            continue;
        if (object_set_item(namespace, name, value) < 0)
            return -1;
    }
    return 0;
}

/* ---- where to look --------------------------------------------------------------------------- */

static int append_stolen(Object *list, Object *item)
{
    int result = item ? list_append(list, item) : -1;
    xdecref(item);
    return result;
}

/* sys.path: a directory, if one is given, and the library's. */
static int set_path(Object *directory)
{
    enum { PATH_MOST = 1024 };
    char library[PATH_MOST];
    Object *path = list_new(0);
    int result = !path ? -1 : directory ? list_append(path, directory) : 0;
    if (result == 0 && platform_library_directory(library, sizeof library) == 0)
        result = append_stolen(path, str_from(library));
    if (result == 0)
        result = dict_set_text(interpreter.sys, "path", path);
    xdecref(path);
    return result;
}

int import_start_library(void)
{
    return set_path(NULL);
}

int import_start(Object *filename)
{
    intptr_t length = filename ? (intptr_t)str_length(filename) : 0;
    while (length > 0 && str_char(filename, length - 1) != '/')
        length--;
    while (length > 2 && str_char(filename, length - 2) == '.'
           && str_char(filename, length - 3) == '/')
        length -= 2; /* "./program.py" */
    Object *directory = filename ? str_substring(filename, 0, length > 1 ? length - 1 : length)
                                 : str_from("");
    int result = directory ? set_path(directory) : -1;
    xdecref(directory);
    return result;
}

/* ---- python -m ------------------------------------------------------------------------------- */

/* Looks in one directory; a package is imported first, and its __main__ runs. */
static Code *main_code_in(Object *directory, Object *name, Object *base, Object **package)
{
    Code *init = load_file(directory, base, "/__init__.py");
    if (!init)
        return error_occurred() ? NULL : load_file(directory, base, ".py");
    decref(init);
    Object *module = import_absolute(name);
    if (!module)
        return NULL;
    decref(module);
    replace_reference(*package, incref(name));
    Code *code = load_file(directory, base, "/__main__.py");
    if (!code && !error_occurred())
        raise(&module_not_found_error_type, "No module named %S.__main__; %R is a package and "
              "cannot be directly executed", name, name);
    return code;
}

static void *raise_no_specification(Object *name, Object *reason)
{
    size_t length = str_length(name);
    bool has_ending = length > 3 && str_char(name, length - 3) == '.'
                   && str_char(name, length - 2) == 'p' && str_char(name, length - 1) == 'y';
    Object *bare = str_substring(name, 0, has_ending ? length - 3 : length);
    Object *advice = !bare ? NULL : !has_ending ? str_from("")
        : str_from_format(". Try using %R instead of %R as the module name.", bare, name);
    if (reason && advice)
        raise(&module_not_found_error_type, "Error while finding module specification for %R "
              "(ModuleNotFoundError: %S)%S", name, reason, advice);
    xdecref(advice);
    xdecref(bare);
    return NULL;
}

/* The directories in which the package of that name looks. New. */
static Object *parent_path(Object *parent_name, Object *name)
{
    Object *parent = import_absolute(parent_name), *reason = NULL;
    Object *path = parent ? object_lookup_attribute(parent, "__path__") : NULL;
    if (parent && !path && !error_occurred()) {
        reason = str_from_format("__path__ attribute not found on %R while trying to find %R",
                                 parent_name, name);
        raise_no_specification(name, reason);
    } else if (!parent && error_matches(&module_not_found_error_type)) {
        Object *exception = error_fetch();
        reason = object_str(exception);
        decref(exception);
        raise_no_specification(name, reason);
    }
    xdecref(reason);
    xdecref(parent);
    return path;
}

Code *import_main_code(Object *name, Object **package)
{
    *package = NULL;
    if (str_length(name) > 0 && str_char(name, 0) == '.')
        return raise(&module_not_found_error_type, "Relative module names not supported");
    intptr_t dot = last_dot(name);
    Object *parent_name = str_substring(name, 0, dot < 0 ? 0 : dot);
    Object *base = str_substring(name, dot + 1, str_length(name)), *directories = NULL;
    if (parent_name && base)
        directories = dot < 0 ? xincref(dict_get_text(interpreter.sys, "path"))
                              : parent_path(parent_name, name);
    Object *list = directories ? sequence_to_list(directories) : NULL;
    Code *code = NULL;
    *package = parent_name;
    for (intptr_t i = 0; list && i < ((List *)list)->size && !code && !error_occurred(); i++)
        if (IS_STR(((List *)list)->items[i]))
            code = main_code_in(((List *)list)->items[i], name, base, package);
    if (!code && !error_occurred())
        raise(&module_not_found_error_type, "No module named %S", name);
    xdecref(list);
    xdecref(directories);
    xdecref(base);
    return code;
}
