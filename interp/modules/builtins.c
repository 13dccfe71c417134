/*
 * builtins.c: the module builtins: print and input, the functions on any object, and the table of
 * everything that the module holds. A name that is not here is a NameError.
 */
#include "modules/builtins.h"
#include "compiler/compile.h"
#include "io/io.h"
#include "modules/builtins_tables.h"
#include "modules/iterators.h"
#include "modules/output.h"
#include "modules/site.h"
#include "modules/standard.h"
#include "modules/streams.h"
#include "objects/generic_alias.h"
#include "objects/arguments.h"
#include "objects/byte_methods.h"
#include "objects/class.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/memoryview.h"
#include "program/line_editor.h"
#include "vm/exceptions.h"
#include "vm/interpreter.h"

/* ---- print and input ------------------------------------------------------------------------- */

/* sys.stdout as it is now (a program may replace it); borrowed. */
static Object *standard_output(void)
{
    Object *stream = dict_get_text(interpreter.sys, "stdout");
    return stream ? stream : raise(&runtime_error_type, "lost sys.stdout");
}

/* sep or end: NULL for what is not given or None. */
static int check_text_option(Object **option, const char *name)
{
    if (*option == NONE)
        *option = NULL;
    if (*option && !IS_STR(*option))
        return raise_int(&type_error_type, "%s must be None or a string, not %T", name, *option);
    return 0;
}

static int print_object(Object *stream, Object *o)
{
    if (IS_EXACT(o, str_type))
        return stream_write(stream, o);
    Object *text = object_str(o);
    int result = text ? stream_write(stream, text) : -1;
    xdecref(text);
    return result;
}

/* option, or the character that stands for it. */
static int print_option(Object *stream, Object *option, char otherwise)
{
    if (option)
        return stream_write(stream, option);
    if (IS_EXACT(stream, text_file_type) && ((TextFile *)stream)->standard == OUTPUT
        && text_writes_ascii((TextFile *)stream) && text_check_open((TextFile *)stream) == 0)
        return output_write(OUTPUT, &otherwise, 1);
    if (error_occurred())
        return -1;
    Object *text = str_from_char((uint8_t)otherwise);
    int result = text ? stream_write(stream, text) : -1;
    xdecref(text);
    return result;
}

FUNCTION(builtin_print)
{
    (void)self;
    static const char *const names[] = {"sep", "end", "file", "flush", NULL};
    Object *options[4] = {NULL, NULL, NULL, NULL};
    if (kwnames && parse_arguments("print", args + positional, 0, kwnames, names, options) < 0)
        return NULL;
    Object *stream = options[2] && options[2] != NONE ? options[2] : standard_output();
    if (!stream || check_text_option(&options[0], "sep") < 0
        || check_text_option(&options[1], "end") < 0)
        return NULL;
    if (stream == NONE) /* sys.stdout = None: printing does nothing */
        return incref(NONE);
    incref(stream);
    int result = 0;
    for (int i = 0; i < positional && result == 0; i++) {
        if (i > 0)
            result = print_option(stream, options[0], ' ');
        if (result == 0)
            result = print_object(stream, args[i]);
    }
    if (result == 0)
        result = print_option(stream, options[1], '\n');
    int flush = result == 0 && options[3] ? object_truth(options[3]) : 0;
    if (flush > 0)
        result = stream_flush(stream);
    decref(stream);
    return result < 0 || flush < 0 ? NULL : incref(NONE);
}

/* With module readline the line is edited, as in CPython, if a person types it. */
static Object *read_line_edited(Object *prompt)
{
    if (output_flush(OUTPUT) < 0)
        return NULL;
    Object *text = prompt ? object_str(prompt) : str_from("");
    Object *line = text ? line_editor_read(text) : NULL;
    xdecref(text);
    return line;
}

FUNCTION(builtin_input)
{
    UNUSED_ARGUMENTS;
    Object *stream = standard_output(), *input = dict_get_text(interpreter.sys, "stdin"), *line;
    if (!input && !error_occurred())
        raise(&runtime_error_type, "input(): lost sys.stdin");
    if (!stream || !input || output_flush(ERRORS) < 0)
        return NULL;
    if (module_readline_is_used() && line_editor_has_terminal())
        line = read_line_edited(positional ? args[0] : NULL);
    else if ((positional && print_object(stream, args[0]) < 0) || stream_flush(stream) < 0)
        return NULL;
    else
        line = stream_read_line(input);
    size_t length = line ? str_length(line) : 0;
    if (line && length == 0) {
        decref(line);
        if (input == dict_get_text(interpreter.sys, "__stdin__") && line_editor_has_terminal())
            return raise_without_arguments(&eof_error_type); /* readline, in CPython, says less */
        return raise(&eof_error_type, "EOF when reading a line");
    }
    if (line && str_char(line, length - 1) == '\n')
        replace_reference(line, str_substring(line, 0, length - 1));
    return line;
}

/* ---- any object ------------------------------------------------------------------------------ */

FUNCTION(builtin_repr)
{
    UNUSED_ARGUMENTS;
    return object_repr(args[0]);
}

FUNCTION(builtin_ascii)
{
    UNUSED_ARGUMENTS;
    return object_ascii(args[0]);
}

FUNCTION(builtin_callable)
{
    UNUSED_ARGUMENTS;
    return bool_from(args[0]->type->call != NULL);
}

FUNCTION(builtin_isinstance)
{
    UNUSED_ARGUMENTS;
    int result = object_is_instance(args[0], args[1]);
    return result < 0 ? NULL : bool_from(result);
}

FUNCTION(builtin_issubclass)
{
    UNUSED_ARGUMENTS;
    int result = object_is_subclass(args[0], args[1]);
    return result < 0 ? NULL : bool_from(result);
}

/* An AttributeError with a default to fall back on is cleared. */
FUNCTION(builtin_getattr)
{
    UNUSED_ARGUMENTS;
    Object *value = object_get_attribute(args[0], args[1]);
    if (!value && positional == 3 && error_matches(&attribute_error_type)) {
        error_clear();
        return incref(args[2]);
    }
    if (!value)
        attribute_error_describe(args[0], args[1]);
    return value;
}

FUNCTION(builtin_hasattr)
{
    UNUSED_ARGUMENTS;
    Object *value = object_get_attribute(args[0], args[1]);
    bool found = value != NULL;
    xdecref(value);
    if (!found && !error_matches(&attribute_error_type))
        return NULL;
    error_clear();
    return bool_from(found);
}

FUNCTION(builtin_setattr)
{
    UNUSED_ARGUMENTS;
    Object *name = incref(args[1]); /* interned: the key in the instance's dict will be */
    if (IS_EXACT(name, str_type) && (name = str_intern(name)) == NULL)
        return NULL;
    int status = object_set_attribute(args[0], name, args[2]);
    decref(name);
    return status < 0 ? NULL : incref(NONE);
}

FUNCTION(builtin_delattr)
{
    UNUSED_ARGUMENTS;
    return object_set_attribute(args[0], args[1], NULL) < 0 ? NULL : incref(NONE);
}

FUNCTION(builtin_format)
{
    UNUSED_ARGUMENTS;
    if (positional == 2 && !IS_STR(args[1]))
        return raise(&type_error_type, "format() argument 2 must be str, not %s",
                     argument_kind(args[1]));
    Object *spec = positional == 2 ? incref(args[1]) : str_from("");
    Object *text = spec ? object_format(args[0], spec) : NULL;
    xdecref(spec);
    return text;
}

/* ---- namespaces ------------------------------------------------------------------------------ */

FUNCTION(builtin_globals)
{
    UNUSED_ARGUMENTS;
    return incref(interpreter.frame->globals);
}

FUNCTION(builtin_locals)
{
    UNUSED_ARGUMENTS;
    return frame_locals(interpreter.frame);
}

FUNCTION(builtin_vars)
{
    UNUSED_ARGUMENTS;
    if (positional == 0)
        return frame_locals(interpreter.frame);
    Object *dict = object_lookup_attribute(args[0], "__dict__");
    if (!dict && !error_occurred())
        raise(&type_error_type, "vars() argument must have __dict__ attribute");
    return dict;
}

static int add_keys(Object *names, Object *dict)
{
    return dict && IS_DICT(dict) ? dict_update(names, dict) : 0;
}

/* A type's names are those along its mro; another object's are its own and its type's. */
static int collect_names(Object *names, Object *o)
{
    Type *type = IS_TYPE(o) ? (Type *)o : o->type;
    if (!IS_TYPE(o)) {
        Object *dict = object_lookup_attribute(o, "__dict__");
        int result = !dict && error_occurred() ? -1 : add_keys(names, dict);
        xdecref(dict);
        if (result < 0 || IS_EXACT(o, module_type))
            return result;
    }
    for (intptr_t i = 0; i < ((Tuple *)type->mro)->size; i++) {
        Object *dict = type_complete_dict((Type *)((Tuple *)type->mro)->items[i]);
        if (!dict || add_keys(names, dict) < 0)
            return -1;
    }
    return 0;
}

static Object *sorted_keys(Object *dict)
{
    Object *list = sequence_to_list(dict);
    if (list && list_sort((List *)list, NULL, false) < 0)
        clear_reference(list);
    return list;
}

Object *object_directory(Object *o)
{
    bool asked = o->type->flags & TYPE_HEAP || o->type == &module_type;
    Object *method = asked ? object_special_method(o, "__dir__") : NULL;
    Object *names = method ? object_call(method, NULL, 0, NULL) : NULL;
    xdecref(method);
    if (!names)
        return error_occurred() ? NULL : object_default_directory(o);
    Object *list = sorted_keys(names);
    decref(names);
    return list;
}

Object *object_default_directory(Object *o)
{
    Object *names = dict_new();
    Object *list = names && collect_names(names, o) == 0 ? sorted_keys(names) : NULL;
    xdecref(names);
    return list;
}

FUNCTION(builtin_dir)
{
    UNUSED_ARGUMENTS;
    if (positional)
        return object_directory(args[0]);
    Object *locals = frame_locals(interpreter.frame);
    Object *list = locals ? sorted_keys(locals) : NULL;
    xdecref(locals);
    return list;
}

FUNCTION(builtin_build_class)
{
    (void)self;
    return build_class(args, positional, kwnames);
}

const MethodDef builtin_object_functions[] = {
    {"__build_class__", builtin_build_class, 2, -1, METHOD_KEYWORDS,
     "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class"},
    {"ascii", builtin_ascii, 1, 1, 0, "ascii(object) -> its repr, in ASCII"},
    {"callable", builtin_callable, 1, 1, 0, "callable(object) -> whether it can be called"},
    {"delattr", builtin_delattr, 2, 2, 0, "delattr(object, name)"},
    {"dir", builtin_dir, 0, 1, METHOD_OWNED, "dir([object]) -> the names that it has, sorted"},
    {"format", builtin_format, 1, 2, 0, "format(value, spec='') -> str"},
    {"getattr", builtin_getattr, 2, 3, 0, "getattr(object, name[, default])"},
    {"globals", builtin_globals, 0, 0, 0, "globals() -> the dict of the module's names"},
    {"hasattr", builtin_hasattr, 2, 2, 0, "hasattr(object, name) -> bool"},
    {"input", builtin_input, 0, 1, 0, "input(prompt='') -> a line without its end"},
    {"isinstance", builtin_isinstance, 2, 2, 0, "isinstance(object, class or tuple) -> bool"},
    {"issubclass", builtin_issubclass, 2, 2, 0, "issubclass(class, class or tuple) -> bool"},
    {"locals", builtin_locals, 0, 0, 0, "locals() -> a dict of the function's variables"},
    {"print", builtin_print, 0, -1, METHOD_KEYWORDS | METHOD_OWNED,
     "print(*values, sep=' ', end='\\n', file=sys.stdout, flush=False)"},
    {"repr", builtin_repr, 1, 1, 0, "repr(object) -> str, where possible as it is written"},
    {"setattr", builtin_setattr, 3, 3, 0, "setattr(object, name, value)"},
    {"vars", builtin_vars, 0, 1, METHOD_OWNED, "vars([object]) -> its dict"},
    {NULL, NULL, 0, 0, 0, NULL}};

/* ---- the module ------------------------------------------------------------------------------ */

static Type *const types[] = {
    &object_type, &type_type, &property_type, &classmethod_type, &staticmethod_type, &super_type,
    &bool_type, &bytearray_type, &bytes_type, &dict_type, &enumerate_type, &filter_type,
    &float_type, &frozenset_type, &int_type, &list_type, &map_type, &memoryview_type, &range_type,
    &reversed_type, &set_type, &slice_type, &str_type, &tuple_type, &zip_type, &base_exception_type,
#define X(c_name, python_name, base) &c_name##_type,
    EXCEPTION_TYPES(X)
#undef X
};

static int add_types(Object *module)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (module_add(module, types[i]->name, incref(&types[i]->head)) < 0)
            return -1;
    /* since 3.3 two more names for OSError */
    return module_add(module, "EnvironmentError", incref(&os_error_type.head)) < 0
        || module_add(module, "IOError", incref(&os_error_type.head)) < 0 ? -1 : 0;
}

Object *module_builtins_create(void)
{
    enum { NAMES = 150 }; /* about so many: the dict need not grow six times */
    Object *module = module_new("builtins");
    if (module && dict_reserve(((Module *)module)->dict, NAMES) == 0
        && module_add_functions(module, builtin_object_functions) == 0
        && module_add_functions(module, builtin_number_functions) == 0
        && module_add_functions(module, builtin_iteration_functions) == 0
        && module_add_functions(module, builtin_code_functions) == 0
        && module_add(module, "open", native_function_new(&io_open_definition, NULL,
                                                          ((Module *)module)->name)) == 0
        && add_types(module) == 0 && site_add_names(module) == 0
        && module_add(module, "__doc__", str_from("The names that are known everywhere.")) == 0
        && module_add(module, "Ellipsis", incref(&ellipsis_object)) == 0
        && module_add(module, "NotImplemented", incref(NOT_IMPLEMENTED)) == 0
        && module_add(module, "None", incref(NONE)) == 0
        && module_add(module, "True", bool_from(true)) == 0
        && module_add(module, "False", bool_from(false)) == 0
        && module_add(module, "__debug__", bool_from(compile_optimization == 0)) == 0)
        return module;
    xdecref(module);
    return NULL;
}
