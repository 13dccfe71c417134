/*
 * builtins_code.c: the built-in functions that make code of text and run it: compile, eval, exec,
 * and __import__.
 */
#include <string.h>
#include "compiler/compile.h"
#include "memory/memory.h"
#include "modules/builtins_tables.h"
#include "objects/arguments.h"
#include "objects/byte_block.h"
#include "program/image.h"
#include "vm/errors.h"
#include "vm/import.h"
#include "vm/interpreter.h"

/* ---- from text to code ----------------------------------------------------------------------- */

/* As CPython, whose tracebacks find no file "<string>" to show a line of, the code keeps no
 * text. */
static Object *code_from_text(const char *text, size_t size, Object *filename, CompileMode mode)
{
    size_t name_size, image_size;
    char *name = str_to_utf8(filename, &name_size);
    if (!name)
        return NULL;
    CodeDraft *draft = compile_source(text, size, name, mode);
    uint8_t *image = draft ? image_write(draft, name, "", 0, &image_size) : NULL;
    if (draft)
        draft_free(draft);
    mem_free(name, name_size + 1);
    Object *owner = image ? image_owner_new(image, image_size) : NULL;
    Code *code = owner ? image_load(image, image_size, owner) : NULL;
    xdecref(owner);
    return (Object *)code;
}

static size_t leading_blanks(const char *text, size_t size)
{
    size_t n = 0;
    while (n < size && (text[n] == ' ' || text[n] == '\t'))
        n++;
    return n;
}

/* source: a str or bytes-like. What eval() is given may be indented. */
static Object *code_from_object(const char *function, Object *source, Object *filename,
                                CompileMode mode)
{
    size_t size;
    char *copy = NULL;
    const char *text;
    ByteView view;
    if (IS_STR(source))
        text = copy = str_to_utf8(source, &size);
    else if (byte_view(source, &view))
        text = view.size > 0 ? (const char *)view.data : "", size = view.size;
    else
        return raise(&type_error_type, strcmp(function, "compile") == 0
                     ? "%s() arg 1 must be a string, bytes or AST object"
                     : "%s() arg 1 must be a string, bytes or code object", function);
    if (!text)
        return NULL;
    Object *code = NULL;
    size_t skipped = strcmp(function, "eval") == 0 ? leading_blanks(text, size) : 0;
    if (memchr(text, '\0', size))
        raise(&value_error_type, "source code string cannot contain null bytes");
    else
        code = code_from_text(text + skipped, size - skipped, filename, mode);
    if (copy)
        mem_free(copy, size + 1);
    return code;
}

/* ---- compile --------------------------------------------------------------------------------- */

static bool read_mode(Object *mode, CompileMode *result)
{
    static const struct { const char *name; CompileMode mode; } modes[] = {
        {"exec", COMPILE_FILE}, {"eval", COMPILE_EXPRESSION}, {"single", COMPILE_SINGLE}};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
        if (str_equal_text(mode, modes[i].name)) {
            *result = modes[i].mode;
            return true;
        }
    raise(&value_error_type, "compile() mode must be 'exec', 'eval' or 'single'");
    return false;
}

FUNCTION(builtin_compile)
{
    (void)self;
    static const char *const names[] = {"source", "filename", "mode", "flags", "dont_inherit",
                                        "optimize", NULL};
    Object *values[6];
    if (parse_required_arguments("compile", args, positional, kwnames, names, 3, values) < 0)
        return NULL;
    if (!IS_STR(values[1]))
        return raise(&type_error_type, "expected str, bytes or os.PathLike object, not %T",
                     values[1]);
    if (!IS_STR(values[2]))
        return raise(&type_error_type, "compile() argument 'mode' must be str, not %s",
                     argument_kind(values[2]));
    enum { KNOWN_FLAGS = 0x1fe7210 }; /* what CPython 3.11 accepts, without PyCF_ONLY_AST */
    int flags = values[3] ? object_as_c_int(values[3]) : 0;
    if (error_occurred())
        return NULL;
    if (flags & ~KNOWN_FLAGS)
        return raise(&value_error_type, "compile(): unrecognised flags");
    int optimize = values[5] ? object_as_c_int(values[5]) : -1, before = compile_optimization;
    if (error_occurred())
        return NULL;
    if (optimize < -1 || optimize > 2)
        return raise(&value_error_type, "compile(): invalid optimize value");
    CompileMode mode;
    if (!read_mode(values[2], &mode))
        return NULL;
    compile_optimization = optimize < 0 ? before : optimize; /* -1: what the command line says */
    Object *code = code_from_object("compile", values[0], values[1], mode);
    compile_optimization = before;
    return code;
}

/* ---- eval and exec --------------------------------------------------------------------------- */

/* The names that the code runs in: what was given, or the caller's. All are borrowed: the arguments
 * are held by who calls, and a frame keeps its own. 0 or -1. */
static int find_namespaces(const char *function, Object **globals, Object **locals)
{
    bool exec = strcmp(function, "exec") == 0;
    if (*globals == NONE)
        *globals = NULL;
    if (*locals == NONE)
        *locals = NULL;
    if (*globals && !IS_DICT(*globals))
        return exec ? raise_int(&type_error_type, "exec() globals must be a dict, not %T", *globals)
                    : raise_int(&type_error_type, "globals must be a dict");
    if (*locals && !IS_DICT(*locals) && !(*locals)->type->get_item)
        return exec ? raise_int(&type_error_type, "locals must be a mapping or None, not %T",
                                *locals)
                    : raise_int(&type_error_type, "locals must be a mapping");
    if (!*locals && *globals)
        *locals = *globals;
    if (!*locals && (*locals = frame_locals(interpreter.frame)))
        decref(*locals);
    if (!*globals)
        *globals = interpreter.frame->globals;
    if (*locals && !dict_get_text(*globals, "__builtins__"))
        return dict_set_text(*globals, "__builtins__", interpreter.builtins);
    return *locals ? 0 : -1;
}

/* A function's body is run by calling it: its parameters are missing then. */
static Object *run_code(const char *function, Code *code, Object *globals, Object *locals)
{
    if (code->free_variables && strcmp(function, "exec") == 0)
        return raise(&type_error_type, "code object requires a closure of exactly length %d",
                     code->free_variables);
    if (code->free_variables)
        return raise(&type_error_type, "code object passed to eval() may not contain free "
                     "variables");
    if (!(code->flags & CODE_OPTIMIZED))
        return interpreter_run_code(code, globals, locals);
    Object *body = function_new(code, globals, NULL);
    Object *result = body ? object_call(body, NULL, 0, NULL) : NULL;
    xdecref(body);
    return result;
}

static Object *run_source(const char *function, Object **args, int positional, CompileMode mode)
{
    Object *globals = positional > 1 ? args[1] : NULL, *locals = positional > 2 ? args[2] : NULL;
    if (find_namespaces(function, &globals, &locals) < 0)
        return NULL;
    Object *filename = str_from("<string>"), *code = NULL, *literals = NULL, *result = NULL;
    bool is_code = IS_EXACT(args[0], code_type);
    if (filename)
        code = is_code ? incref(args[0]) : code_from_object(function, args[0], filename, mode);
    if (code && !is_code)
        literals = code_literals((Code *)code);
    if (literals || (code && is_code))
        result = run_code(function, (Code *)code, globals, locals);
    xdecref(literals);
    xdecref(code);
    xdecref(filename);
    return result;
}

FUNCTION(builtin_eval)
{
    UNUSED_ARGUMENTS;
    return run_source("eval", args, positional, COMPILE_EXPRESSION);
}

FUNCTION(builtin_exec)
{
    UNUSED_ARGUMENTS;
    Object *result = run_source("exec", args, positional, COMPILE_FILE);
    if (!result)
        return NULL;
    decref(result);
    return incref(NONE);
}

/* ---- __import__ ------------------------------------------------------------------------------ */

FUNCTION(builtin_import)
{
    (void)self;
    static const char *const names[] = {"name", "globals", "locals", "fromlist", "level", NULL};
    Object *values[5];
    if (parse_required_arguments("__import__", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    if (!IS_STR(values[0]))
        return raise(&type_error_type, "module name must be a string");
    intptr_t level = values[4] ? object_as_index(values[4]) : 0;
    if (level == -1 && error_occurred())
        return NULL;
    Object *globals = values[1] && IS_DICT(values[1]) ? values[1] : NULL;
    return import_module_level(values[0], globals, values[3] ? values[3] : NONE, level);
}

FUNCTION(builtin_breakpoint)
{
    (void)self;
    Object *sys = dict_get_text(interpreter.modules, "sys");
    Object *hook = sys ? object_lookup_attribute(sys, "breakpointhook") : NULL;
    if (!hook)
        return error_occurred() ? NULL : raise(&runtime_error_type, "lost sys.breakpointhook");
    Object *result = object_call(hook, args, positional, kwnames);
    decref(hook);
    return result;
}

const MethodDef builtin_code_functions[] = {
    {"breakpoint", builtin_breakpoint, 0, -1, METHOD_KEYWORDS,
     "breakpoint(*args, **kws) calls sys.breakpointhook"},
    {"__import__", builtin_import, 0, 5, METHOD_KEYWORDS,
     "__import__(name, globals=None, locals=None, fromlist=(), level=0) -> module"},
    {"compile", builtin_compile, 0, -1, METHOD_KEYWORDS,
     "compile(source, filename, mode) -> code; mode is 'exec', 'eval' or 'single'"},
    {"eval", builtin_eval, 1, 3, 0, "eval(source, globals=None, locals=None) -> its value"},
    {"exec", builtin_exec, 1, 3, 0, "exec(source, globals=None, locals=None)"},
    {NULL, NULL, 0, 0, 0, NULL}};
