/*
 * arguments.c: checking the arguments of native functions, with CPython's messages
 * (Python/getargs.c: _PyArg_CheckPositional, _PyArg_NoKeywords).
 */
#include "objects/arguments.h"

#include "vm/errors.h"

int check_no_keywords(const char *function, Object *kwnames)
{
    if (no_keywords(kwnames))
        return 0;
    return raise_int(&type_error_type, "%s() takes no keyword arguments", function);
}

int check_positional(const char *function, int positional, int min, int max)
{
    if (positional < min)
        return raise_int(&type_error_type, "%s expected %s%d argument%s, got %d", function,
                         min == max ? "" : "at least ", min, min == 1 ? "" : "s", positional);
    if (max >= 0 && positional > max)
        return raise_int(&type_error_type, "%s expected %s%d argument%s, got %d", function,
                         min == max ? "" : "at most ", max, max == 1 ? "" : "s", positional);
    return 0;
}

int check_arguments(const char *function, int positional, Object *kwnames, int min, int max)
{
    if (check_no_keywords(function, kwnames) < 0)
        return -1;
    return check_positional(function, positional, min, max);
}

int check_construct_keywords(Type *type, Type *built_in, const char *function, Object *kwnames)
{
    return type->initialise == built_in->initialise ? check_no_keywords(function, kwnames) : 0;
}

int check_construct_arguments(Type *type, Type *built_in, const char *function, int positional,
                              Object *kwnames, int min, int max)
{
    if (check_construct_keywords(type, built_in, function, kwnames) < 0)
        return -1;
    return check_positional(function, positional, min, max);
}

int parse_arguments(const char *function, Object **args, int positional, Object *kwnames,
                    const char *const *names, Object **values)
{
    int count = 0;
    while (names[count] != NULL)
        values[count++] = NULL;
    int keywords = no_keywords(kwnames) ? 0 : (int)((Tuple *)kwnames)->size;
    if (positional + keywords > count)
        return raise_int(&type_error_type, "%s() takes at most %d argument%s (%d given)", function,
                         count, count == 1 ? "" : "s", positional + keywords);
    for (int i = 0; i < positional; i++)
        values[i] = args[i];
    for (int k = 0; k < keywords; k++) {
        Object *keyword = ((Tuple *)kwnames)->items[k];
        int i = 0;
        while (i < count && (names[i][0] == '\0' || !str_equal_text(keyword, names[i])))
            i++;
        if (i == count)
            return raise_int(&type_error_type, "'%S' is an invalid keyword argument for %s()",
                             keyword, function);
        if (i < positional)
            return raise_int(&type_error_type,
                             "argument for %s() given by name ('%s') and position (%d)", function,
                             names[i], i + 1);
        values[i] = args[positional + k];
    }
    return 0;
}

int parse_required_arguments(const char *function, Object **args, int positional, Object *kwnames,
                             const char *const *names, int required, Object **values)
{
    if (parse_arguments(function, args, positional, kwnames, names, values) < 0)
        return -1;
    for (int i = 0; i < required; i++)
        if (values[i] == NULL)
            return raise_int(&type_error_type, "%s() missing required argument '%s' (pos %d)",
                             function, names[i], i + 1);
    return 0;
}

int check_optional_str(const char *function, const char *name, Object *value)
{
    if (value == NULL || IS_STR(value))
        return 0;
    return raise_int(&type_error_type, "%s() argument '%s' must be str, not %s", function, name,
                     value == NONE ? "None" : value->type->name);
}
