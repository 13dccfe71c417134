/*
 * warning.c: see warning.h.
 */
#include "vm/warning.h"

#include <stdarg.h>

#include "vm/errors.h"
#include "vm/import.h"
#include "vm/interpreter.h"

/* Calls a function of module warnings. 0, or -1 with an exception. */
static int call_of_module(Object *module, const char *name, Object **arguments, int count)
{
    Object *key = str_interned(name);
    Object *function = key ? object_get_attribute(module, key) : NULL;
    Object *result = function ? object_call(function, arguments, count, NULL) : NULL;
    xdecref(key);
    xdecref(function);
    xdecref(result);
    return result ? 0 : -1;
}

int warn(Type *category, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    Object *text = str_from_format_list(format, values);
    va_end(values);
    Object *name = text ? str_interned("warnings") : NULL;
    Object *module = name ? import_module_level(name, NULL, NONE, 0) : NULL;
    Object *arguments[] = { text, &category->head };
    int status = module ? call_of_module(module, "warn", arguments, 2) : -1;
    xdecref(module);
    xdecref(name);
    xdecref(text);
    return status;
}

int warn_of_line(Type *category, Object *text, Object *filename, uint32_t line)
{
    Object *module = interpreter.modules ? dict_get_text(interpreter.modules, "warnings") : NULL;
    if (!module)
        return WARNING_IS_YOURS;
    Object *number = int_from(line);
    if (!number)
        return -1;
    Object *arguments[] = { text, &category->head, filename, number };
    incref(module);
    int status = call_of_module(module, "warn_explicit", arguments, 4);
    decref(module);
    decref(number);
    return status;
}
