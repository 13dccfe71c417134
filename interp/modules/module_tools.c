/*
 * module_tools.c: making modules of C functions, and the dicts in which some of them answer.
 */
#include "kernel/abi.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "vm/errors.h"
#include "vm/import.h"

Object *module_from_functions(const char *name, const MethodDef *functions)
{
    Object *module = module_new(name);
    if (module && module_add_functions(module, functions) < 0)
        clear_reference(module);
    return module;
}

Object *load_rare_attribute(Object *dict, Object *name, const char *behind,
                            const char *const *names)
{
    while (*names && !(IS_STR(name) && str_equal_text(name, *names)))
        names++;
    if (!*names)
        return NULL;
    Object *module_name = str_from(behind);
    Object *module = module_name ? import_module_level(module_name, NULL, NONE, 0) : NULL;
    Object *value = module ? object_get_attribute(module, name) : NULL;
    if (value && dict_set(dict, name, value) < 0)
        clear_reference(value);
    xdecref(module);
    xdecref(module_name);
    return value;
}

int put(Object *dict, const char *key, Object *value)
{
    if (!value)
        return -1;
    int result = dict_set_text(dict, key, value);
    decref(value);
    return result;
}

int put_number(Object *dict, const char *key, uint64_t value)
{
    return put(dict, key, int_from_unsigned(value));
}

int put_text(Object *dict, const char *key, const char *text)
{
    return put(dict, key, str_interned(text));
}

int put_flag(Object *dict, const char *key, bool flag)
{
    return put(dict, key, bool_from(flag));
}

Object *answer(Object *dict, int result)
{
    if (result < 0)
        clear_reference(dict);
    return dict;
}

void *refused(int error, const char *what)
{
    if (error == -ENOSYS)
        return raise(&os_error_type, "not on this host: only the machine can show %s", what);
    return raise_os_error(error, NULL);
}

int int_argument(Object **args, int positional, int number, int64_t otherwise, int64_t *value)
{
    *value = otherwise;
    if (number >= positional)
        return 0;
    if (!IS_INT(args[number]))
        return raise_int(&type_error_type, "'%T' object cannot be interpreted as an integer",
                         args[number]);
    bool overflow = false;
    *value = int_as_int64(args[number], &overflow);
    return overflow ? raise_int(&overflow_error_type, "the number is too large") : 0;
}

int size_argument(Object *argument, int64_t *size)
{
    *size = object_as_int64(argument, &overflow_error_type);
    if (*size != -1 || !error_occurred())
        return 0;
    if (!error_matches(&overflow_error_type))
        return -1;
    error_clear(); /* its words are those of an index */
    return raise_int(&overflow_error_type, "Python int too large to convert to C ssize_t");
}
