/*
 * interpreter.c: the life of the interpreter: start, run a program as __main__, say how it ended,
 * and give everything back.
 */
#include "vm/interpreter.h"

#include "io/io.h"
#include "memory/collector.h"
#include "memory/memory.h"
#include "objects/dict.h"
#include "modules/builtins.h"
#include "modules/iterators.h"
#include "modules/output.h"
#include "modules/site.h"
#include "modules/streams.h"
#include "platform/platform.h"
#include "program/line_editor.h"
#include "vm/debugger.h"
#include "vm/exceptions.h"
#include "vm/generator.h"
#include "vm/import.h"
#include "vm/interrupt.h"
#include "vm/machine.h"

Interpreter interpreter;

enum { DEFAULT_RECURSION_LIMIT = 1000, STATUS_FAILED = 1, STATUS_FLUSH_FAILED = 120 };

/* ---- start ----------------------------------------------------------------------------------- */

static int start_types(void)
{
    static Type *const types[] = {
        &cell_type, &code_type, &function_type, &method_type, &native_function_type,
        &method_descriptor_type, &getset_descriptor_type, &frame_type, &traceback_type,
        &enumerate_type, &zip_type, &map_type, &filter_type, &reversed_type,
        &text_file_type, &generator_type, &quitter_type, &helper_type,
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (type_ready(types[i]) < 0)
            return -1;
    return exceptions_start();
}

static int start_modules(int argc, char **argv)
{
    interpreter.modules = dict_new();
    Object *builtins = interpreter.modules ? module_builtins_create() : NULL;
    if (!builtins)
        return -1;
    interpreter.builtins = incref(((Module *)builtins)->dict);
    int result = dict_set_text(interpreter.modules, "builtins", builtins);
    decref(builtins);
    Object *sys = result < 0 ? NULL : module_sys_create();
    if (!sys)
        return -1;
    result = module_sys_set_arguments(sys, argc, argv);
    if (result == 0)
        result = dict_set_text(interpreter.modules, "sys", sys);
    interpreter.sys = incref(((Module *)sys)->dict);
    decref(sys);
    interpreter.builtins_version = ((Dict *)interpreter.builtins)->version;
    return result;
}

int interpreter_start(int argc, char **argv)
{
    platform_stack_bounds(&interpreter.frame_stack_low, &interpreter.frame_stack_high);
    interpreter.frame_stack_top = interpreter.frame_stack_high;
    interpreter.c_stack_limit = platform_c_stack_limit();
    interpreter.recursion_limit = DEFAULT_RECURSION_LIMIT;
    output_start();
    debugger_start();
    if (objects_start() < 0 || start_types() < 0)
        return -1;
    return start_modules(argc, argv);
}

/* ---- running code ---------------------------------------------------------------------------- */

Object *interpreter_run_code(Code *code, Object *globals, Object *namespace)
{
    if (c_stack_is_short())
        return raise(&recursion_error_type, "maximum recursion depth exceeded");
    Frame *frame = frame_push(code, NULL, globals);
    if (!frame)
        return NULL;
    frame->namespace = incref(namespace);
    frame->kind = FRAME_ENTRY;
    return eval_run(frame);
}

/* The names that a script finds in its module, in CPython's order. */
static Object *make_main_module(Object *filename)
{
    Object *module = module_new("__main__");
    if (!module)
        return NULL;
    Object *dict = ((Module *)module)->dict, *annotations = dict_new();
    Object *builtins = dict_get_text(interpreter.modules, "builtins");
    if (annotations && builtins
        && dict_set_text(dict, "__package__", NONE) == 0
        && dict_set_text(dict, "__loader__", NONE) == 0
        && dict_set_text(dict, "__spec__", NONE) == 0
        && dict_set_text(dict, "__annotations__", annotations) == 0
        && dict_set_text(dict, "__builtins__", builtins) == 0
        && (!filename || (dict_set_text(dict, "__file__", filename) == 0
                          && dict_set_text(dict, "__cached__", NONE) == 0))
        && dict_set_text(interpreter.modules, "__main__", module) == 0
        && import_start(filename) == 0) {
        decref(annotations);
        interpreter.sys_version = ((Dict *)interpreter.sys)->version;
        return module;
    }
    xdecref(annotations);
    decref(module);
    return NULL;
}

/* ---- how it ended ---------------------------------------------------------------------------- */

/* SystemExit: None is success, an int the status itself; anything else is printed and means 1. */
static int exit_status(Object *exception)
{
    Object *code = exception_field(exception, SYSTEM_EXIT_CODE);
    if (!code || code == NONE)
        return 0;
    if (IS_INT(code)) {
        bool overflow;
        int64_t value = int_as_int64(code, &overflow);
        return overflow ? -1 : (int)value;
    }
    Object *text = object_str(code);
    if (text) {
        errors_write(text);
        errors_write_text("\n");
        decref(text);
    }
    error_clear();
    return STATUS_FAILED;
}

/* What was raised last stays to be looked at: sys.last_type, last_value, last_traceback. */
static void keep_last(Object *exception)
{
    Object *traceback = ((Exception *)exception)->traceback;
    if (dict_set_text(interpreter.sys, "last_type", &exception->type->head) < 0
        || dict_set_text(interpreter.sys, "last_value", exception) < 0
        || dict_set_text(interpreter.sys, "last_traceback", traceback ? traceback : NONE) < 0)
        error_clear();
}

/* Calls sys.excepthook if it is the program's own: whether it was. */
static bool excepthook_prints(Object *exception)
{
    Object *hook = dict_get_text(interpreter.sys, "excepthook");
    if (!hook)
        errors_write_text("sys.excepthook is missing\n");
    if (!hook || IS_EXACT(hook, native_function_type))
        return false;
    Object *traceback = ((Exception *)exception)->traceback;
    Object *args[] = {&exception->type->head, exception, traceback ? traceback : NONE};
    incref(hook);
    Object *result = object_call(hook, args, 3, NULL), *error = error_fetch();
    decref(hook);
    if (error) {
        errors_write_text("Error in sys.excepthook:\n");
        traceback_print(error);
        errors_write_text("\nOriginal exception was:\n");
        traceback_print(exception);
        decref(error);
    }
    xdecref(result);
    output_flush(OUTPUT);
    return true;
}

/* What was printed before comes first. */
int interpreter_report_exception(void)
{
    Object *exception = error_fetch();
    output_flush(OUTPUT);
    error_clear();
    int status = STATUS_FAILED;
    interpreter.interrupted = type_is_subtype(exception->type, &keyboard_interrupt_type);
    if (type_is_subtype(exception->type, &system_exit_type))
        status = exit_status(exception);
    else
        interpreter_print_exception(exception);
    decref(exception);
    return status;
}

void interpreter_print_exception(Object *exception)
{
    if (interpreter.sys) {
        keep_last(exception);
        if (excepthook_prints(exception))
            return;
    }
    traceback_print(exception);
}

int interpreter_begin_main(Object *filename)
{
    interpreter.main_module = make_main_module(filename);
    return interpreter.main_module ? 0 : -1;
}

int interpreter_run_in_main(Code *code)
{
    Object *globals = ((Module *)interpreter.main_module)->dict;
    Object *literals = code_literals(code);
    Object *result = literals ? interpreter_run_code(code, globals, globals) : NULL;
    xdecref(literals);
    xdecref(result);
    return result ? 0 : -1;
}

/* What waits in the standard streams is written (of stderr, the beginning of a line and what went
 * to sys.stderr.buffer). The program's status, or another one when stdout could not be written. */
static int flush_streams(int status)
{
    if (output_flush(OUTPUT) < 0) {
        error_clear();
        status = STATUS_FLUSH_FAILED;
    }
    Object *errors = dict_get_text(interpreter.sys, "stderr");
    if (errors && errors != NONE && stream_flush(errors) < 0)
        error_clear();
    return status;
}

/* The functions that a program left with module atexit (user/lib/atexit.py), if it has it. */
static void call_exit_functions(void)
{
    Object *module = dict_get_text(interpreter.modules, "atexit");
    Object *function = module ? object_lookup_attribute(module, "_run_exitfuncs") : NULL;
    Object *result = function ? object_call(function, NULL, 0, NULL) : NULL;
    if (!result && error_occurred())
        error_write_unraisable(function);
    xdecref(result);
    xdecref(function);
}

/* What the program printed comes before what destructors write in the end (CPython's
 * Py_FinalizeEx: atexit's functions, flush_std_files, finalize_modules, flush_std_files). */
int interpreter_end_main(int status)
{
    call_exit_functions();
    status = flush_streams(status);
    modules_teardown();
    return flush_streams(status);
}

int interpreter_run_main(Code *code)
{
    int status = 0;
    if (interpreter_begin_main(code->filename) < 0 || interpreter_run_in_main(code) < 0)
        status = interpreter_report_exception();
    return interpreter_end_main(status);
}

/* ---- the end --------------------------------------------------------------------------------- */

void interpreter_close(void)
{
    error_clear();
    line_editor_stop();
    interrupt_stop();
    clear_reference(interpreter.handled);
    clear_reference(interpreter.main_module);
    if (interpreter.modules) /* sys.modules leads to sys, and sys to it */
        dict_clear((Dict *)interpreter.modules);
    clear_reference(interpreter.modules);
    if (interpreter.sys) /* sys.modules is in it; and streams that a program put there */
        dict_clear((Dict *)interpreter.sys);
    clear_reference(interpreter.sys);
    clear_reference(interpreter.builtins);
    output_flush(ERRORS);
    output_flush(OUTPUT);
    error_clear();
}

void interpreter_stop(void)
{
    interpreter_close();
    collector_stop();
    exceptions_stop();
    objects_stop();
    mem_check_all_given_back();
}
