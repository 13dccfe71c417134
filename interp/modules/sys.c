/*
 * sys.c: the module sys: arguments, exit, counts, limits, the standard streams.
 */
#include "io/io.h"
#include "memory/collector.h"
#include "modules/builtins.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/streams.h"
#include "objects/arguments.h"
#include "objects/class.h"
#include "objects/int.h"
#include "vm/errors.h"
#include "vm/exceptions.h"
#include "vm/interpreter.h"
#include "vm/machine.h"

FUNCTION(sys_exit)
{
    UNUSED_ARGUMENTS;
    return raise_value(&system_exit_type, positional ? args[0] : NONE);
}

/* The argument itself counts: one more than the names that the program sees. */
FUNCTION(sys_getrefcount)
{
    UNUSED_ARGUMENTS;
    return int_from(args[0]->refcount);
}

static size_t gc_links_size(Object *o)
{
    return gc_is_container(o) ? sizeof(GcLinks) : 0;
}

/* What the object's __sizeof__ says, and the collector's links before it. */
FUNCTION(sys_getsizeof)
{
    (void)self;
    static const char *const names[] = { "object", "default", NULL };
    Object *values[2];
    if (parse_required_arguments("getsizeof", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    Object *method = special_bound(values[0], "__sizeof__");
    Object *size = method != NULL ? object_call(method, NULL, 0, NULL) : NULL;
    intptr_t own = 0;
    xdecref(method);
    if (size == NULL && !error_occurred())
        raise(&type_error_type, "Type %T doesn't define __sizeof__", values[0]);
    else if (size != NULL && !IS_INT(size))
        raise(&type_error_type, "an integer is required");
    else if (size != NULL && (own = object_as_ssize(size)) < 0 && !error_occurred())
        raise(&value_error_type, "__sizeof__() should return >= 0");
    xdecref(size);
    if (error_occurred() && (values[1] == NULL || !error_matches(&type_error_type)))
        return NULL;
    if (error_occurred()) {
        error_clear();
        return incref(values[1]);
    }
    return int_from_unsigned((size_t)own + gc_links_size(values[0]));
}

FUNCTION(sys_intern)
{
    UNUSED_ARGUMENTS;
    if (!IS_EXACT(args[0], str_type))
        return raise(&type_error_type, "can't intern %T", args[0]);
    return str_intern(incref(args[0]));
}

FUNCTION(sys_getrecursionlimit)
{
    UNUSED_ARGUMENTS;
    return int_from(interpreter.recursion_limit);
}

FUNCTION(sys_setrecursionlimit)
{
    UNUSED_ARGUMENTS;
    int limit = object_as_c_int(args[0]);
    if (limit == -1 && error_occurred())
        return NULL;
    if (limit < 1)
        return raise(&value_error_type, "recursion limit must be greater or equal than 1");
    if (interpreter.depth >= limit)
        return raise(&recursion_error_type, "cannot set the recursion limit to %d at the "
                     "recursion depth %d: the limit is too low", limit, interpreter.depth);
    interpreter.recursion_limit = limit;
    return incref(NONE);
}

FUNCTION(sys_exc_info)
{
    UNUSED_ARGUMENTS;
    Object *handled = error_handled();
    Object *traceback = handled ? ((Exception *)handled)->traceback : NULL;
    Object *items[] = {handled ? &handled->type->head : NONE, handled ? handled : NONE,
                       traceback ? traceback : NONE};
    return tuple_from(items, 3);
}

FUNCTION(sys_exception)
{
    UNUSED_ARGUMENTS;
    Object *handled = error_handled();
    return incref(handled ? handled : NONE);
}

FUNCTION(sys_getframe)
{
    UNUSED_ARGUMENTS;
    intptr_t depth = positional ? object_as_index(args[0]) : 0;
    if (depth == -1 && error_occurred())
        return NULL;
    Frame *frame = interpreter.frame;
    for (; depth > 0 && frame; depth--)
        frame = frame->caller;
    return frame ? frame_get_object(frame)
                 : raise(&value_error_type, "call stack is not deep enough");
}

FUNCTION(sys_get_int_max_str_digits)
{
    UNUSED_ARGUMENTS;
    return int_from(int_most_text_digits);
}

FUNCTION(sys_set_int_max_str_digits)
{
    UNUSED_ARGUMENTS;
    enum { LOWEST_LIMIT = 640 }; /* sys.int_info.str_digits_check_threshold */
    int limit = object_as_c_int(args[0]);
    if (limit == -1 && error_occurred())
        return NULL;
    if (limit != 0 && limit < LOWEST_LIMIT)
        return raise(&value_error_type, "maxdigits must be 0 or larger than %d", LOWEST_LIMIT);
    int_most_text_digits = limit;
    return incref(NONE);
}

FUNCTION(sys_getdefaultencoding)
{
    UNUSED_ARGUMENTS;
    return str_from("utf-8");
}

FUNCTION(sys_excepthook)
{
    UNUSED_ARGUMENTS;
    if (is_exception(args[1]))
        traceback_print(args[1]);
    return incref(NONE);
}

static int write_shown(Object *value)
{
    Object *stream = dict_get_text(interpreter.sys, "stdout");
    if (!stream || stream == NONE)
        return raise_int(&runtime_error_type, "lost sys.stdout");
    incref(stream);
    Object *repr = object_repr(value), *newline = str_from("\n");
    int result = repr && newline && stream_write(stream, repr) == 0 ? stream_write(stream, newline)
                                                                    : -1;
    xdecref(newline);
    xdecref(repr);
    decref(stream);
    return result;
}

/* _ is None while the value is shown: what it was before is given up first. */
FUNCTION(sys_displayhook)
{
    UNUSED_ARGUMENTS;
    if (args[0] == NONE)
        return incref(NONE);
    return dict_set_text(interpreter.builtins, "_", NONE) < 0 || write_shown(args[0]) < 0
           || dict_set_text(interpreter.builtins, "_", args[0]) < 0 ? NULL : incref(NONE);
}

static const MethodDef functions[] = {
    {"exit", sys_exit, 0, 1, 0, "exit(status=None) ends the program by raising SystemExit"},
    {"getrefcount", sys_getrefcount, 1, 1, 0,
     "getrefcount(object) -> its reference count, the argument's own reference included"},
    {"getsizeof", sys_getsizeof, 0, -1, METHOD_KEYWORDS | METHOD_OWNED,
     "getsizeof(object[, default]) -> its bytes in this interpreter: what object.__sizeof__() says"
     " and the collector's links; default where that is a TypeError"},
    {"intern", sys_intern, 1, 1, 0, "intern(text) -> the one str object of that text"},
    {"getrecursionlimit", sys_getrecursionlimit, 0, 0, 0, "how deep calls may nest"},
    {"setrecursionlimit", sys_setrecursionlimit, 1, 1, 0, "setrecursionlimit(depth)"},
    {"exc_info", sys_exc_info, 0, 0, 0,
     "exc_info() -> (type, value, traceback) of the exception that is being handled"},
    {"exception", sys_exception, 0, 0, 0, "exception() -> the one that is being handled"},
    {"_getframe", sys_getframe, 0, 1, 0, "_getframe(depth=0) -> a frame of the call stack"},
    {"get_int_max_str_digits", sys_get_int_max_str_digits, 0, 0, 0,
     "how many decimal digits an int may have when it becomes a str, or is read from one"},
    {"set_int_max_str_digits", sys_set_int_max_str_digits, 1, 1, METHOD_NAMED,
     "set_int_max_str_digits(maxdigits); 0: any number"},
    {"getdefaultencoding", sys_getdefaultencoding, 0, 0, 0, "getdefaultencoding() -> 'utf-8'"},
    {"getfilesystemencoding", sys_getdefaultencoding, 0, 0, 0,
     "getfilesystemencoding() -> 'utf-8'"},
    {"excepthook", sys_excepthook, 3, 3, 0,
     "excepthook(type, value, traceback) prints an exception as an uncaught one"},
    {"displayhook", sys_displayhook, 1, 1, 0,
     "displayhook(object) prints the value of an expression at the prompt and keeps it as _"},
    {NULL, NULL, 0, 0, 0, NULL}};

/* Hooks stay under their own names when a program replaces them. */
static int add_lasting(Object *module, const char *name, const char *lasting_name)
{
    Object *hook = dict_get_text(((Module *)module)->dict, name);
    return hook ? module_add(module, lasting_name, incref(hook)) : -1;
}

/* The language level that programs may count on; the name says what runs them. */
static int add_version(Object *module)
{
    return module_add(module, "version", str_from("3.11.2 (terrarium)")) < 0 ? -1
         : module_add(module, "hexversion", int_from(0x030b02f0));
}

/* The whole command line, for sys.orig_argv: borrowed from main for ever. */
static int original_argc;
static char **original_argv;

/* A new list of str, or NULL. */
static Object *list_of_texts(int count, char **texts)
{
    Object *list = list_new(0);
    for (int i = 0; list && i < count; i++) {
        Object *text = str_from(texts[i]);
        if (!text || list_append(list, text) < 0)
            clear_reference(list);
        xdecref(text);
    }
    return list;
}

Object *sys_rare_attribute(Object *name)
{
    static const char *const names[] = {
        "version_info", "float_info", "int_info", "hash_info", "flags", "implementation",
        "executable", "float_repr_style", "warnoptions", "dont_write_bytecode", "abiflags",
        "_xoptions", "builtin_module_names", "stdlib_module_names", "gettrace", "getprofile",
        "is_finalizing", "unraisablehook", "__unraisablehook__", "breakpointhook",
        "__breakpointhook__", NULL };
    if (IS_STR(name) && str_equal_text(name, "orig_argv")) {
        Object *list = list_of_texts(original_argc, original_argv);
        if (list && dict_set(interpreter.sys, name, list) < 0)
            clear_reference(list);
        return list;
    }
    return load_rare_attribute(interpreter.sys, name, "_system", names);
}

/* A standard stream, under the name that programs use and replace, and under its own for ever. */
static int add_stream(Object *module, int fd, const char *name, const char *lasting_name)
{
    Object *stream = text_file_standard(fd);
    int result = stream ? module_add(module, lasting_name, incref(stream)) : -1;
    if (result == 0)
        result = module_add(module, name, incref(stream));
    xdecref(stream);
    return result;
}

Object *module_sys_create(void)
{
    Object *module = module_new("sys");
    int_most_text_digits = MOST_TEXT_DIGITS;
    if (module && module_add_functions(module, functions) == 0
        && module_add(module, "__doc__", str_from("The interpreter: its streams, paths, modules, "
                                                  "limits and counts of references.")) == 0
        && add_version(module) == 0
        && add_lasting(module, "excepthook", "__excepthook__") == 0
        && add_lasting(module, "displayhook", "__displayhook__") == 0
        && module_add(module, "maxsize", int_from(INT64_MAX)) == 0
        && module_add(module, "maxunicode", int_from(0x10FFFF)) == 0
        && module_add(module, "byteorder", str_from("little")) == 0
        && module_add(module, "platform", str_from("terrarium")) == 0
        && module_add(module, "modules", incref(interpreter.modules)) == 0
        && add_stream(module, 0, "stdin", "__stdin__") == 0
        && add_stream(module, 1, "stdout", "__stdout__") == 0
        && add_stream(module, 2, "stderr", "__stderr__") == 0)
        return module;
    xdecref(module);
    return NULL;
}

int module_sys_set_arguments(Object *sys, int argc, char **argv)
{
    module_sys_set_command_line(argc, argv); /* of a program that is run without `python` */
    return module_add(sys, "argv", list_of_texts(argc, argv));
}

void module_sys_set_command_line(int argc, char **argv)
{
    original_argc = argc;
    original_argv = argv;
}
