/*
 * unraisable.c: exceptions that have nobody to go to, because they came from a destructor, a weak
 * reference's callback or a collection: they are printed, and the program goes on. A program may
 * handle them itself (sys.unraisablehook).
 */
#include "modules/streams.h"
#include "vm/errors.h"
#include "vm/import.h"
#include "vm/interpreter.h"

/* sys.unraisablehook's argument: type, exception, traceback, message, object. New. */
static Object *hook_argument(Object *exception, Object *where)
{
    Object *name = str_from("_system");
    Object *module = name ? import_module_level(name, NULL, NONE, 0) : NULL;
    Object *kind = module ? object_lookup_attribute(module, "UnraisableHookArgs") : NULL;
    Object *traceback = ((Exception *)exception)->traceback;
    Object *items[] = {&exception->type->head, exception, traceback ? traceback : NONE, NONE,
                       where ? where : NONE};
    Object *tuple = kind ? tuple_from(items, sizeof items / sizeof *items) : NULL;
    Object *argument = tuple ? object_call(kind, &tuple, 1, NULL) : NULL;
    xdecref(tuple);
    xdecref(kind);
    xdecref(module);
    xdecref(name);
    return argument;
}

/* 0, or -1 with the hook's own exception. */
static int call_hook(Object *hook, Object *exception, Object *where)
{
    Object *argument = hook_argument(exception, where);
    Object *result = argument ? object_call(hook, &argument, 1, NULL) : NULL;
    xdecref(argument);
    xdecref(result);
    return result ? 0 : -1;
}

/* Prints it, and gives it up. */
static void print_unraisable(const char *heading, Object *where, Object *exception)
{
    Object *line = where ? str_from_format("%s: %R\n", heading, where) : NULL;
    if (line)
        errors_write(line);
    xdecref(line);
    error_clear();
    if (exception)
        traceback_print_alone(exception);
    xdecref(exception);
}

void error_write_unraisable(Object *where)
{
    Object *exception = interpreter.exception;
    if (exception && !((Exception *)exception)->traceback && interpreter.frame)
        traceback_add(interpreter.frame); /* what was running when it came */
    exception = error_fetch();
    Object *hook = interpreter.sys ? dict_get_text(interpreter.sys, "unraisablehook") : NULL;
    if (!hook || hook == NONE || !exception) {
        print_unraisable("Exception ignored in", where, exception);
        return;
    }
    incref(hook);
    if (call_hook(hook, exception, where) < 0)
        print_unraisable("Exception ignored in sys.unraisablehook", hook, error_fetch());
    decref(hook);
    decref(exception);
}
