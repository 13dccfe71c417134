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

/* The value that the call gives by that name, or NULL. */
static Object *value_by_name(const char *name, Object **args, int positional, Object *kwnames)
{
    for (intptr_t k = 0; name[0] != '\0' && !no_keywords(kwnames) && k < ((Tuple *)kwnames)->size;
         k++)
        if (str_equal_text(((Tuple *)kwnames)->items[k], name))
            return args[positional + k];
    return NULL;
}

/* A keyword that names a parameter which has a value by its position, or none at all. */
static int check_keywords(const char *function, Object **args, int positional, Object *kwnames,
                          const char *const *names)
{
    for (int i = 0; i < positional; i++)
        if (value_by_name(names[i], args, positional, kwnames) != NULL)
            return raise_int(&type_error_type, "argument for %s() given by name ('%s') and "
                             "position (%d)", function, names[i], i + 1);
    for (intptr_t k = 0; k < ((Tuple *)kwnames)->size; k++) {
        Object *keyword = ((Tuple *)kwnames)->items[k];
        const char *const *name = names;
        while (*name != NULL && ((*name)[0] == '\0' || !str_equal_text(keyword, *name)))
            name++;
        if (*name == NULL)
            return raise_int(&type_error_type, "'%S' is an invalid keyword argument for %s()",
                             keyword, function);
    }
    return 0;
}

int parse_arguments(const char *function, Object **args, int positional, Object *kwnames,
                    const char *const *names, Object **values)
{
    return parse_required_arguments(function, args, positional, kwnames, names, 0, values);
}

/* What is wrong is said in CPython's order (Python/getargs.c, _PyArg_UnpackKeywords). */
int parse_required_arguments(const char *function, Object **args, int positional, Object *kwnames,
                             const char *const *names, int required, Object **values)
{
    int count = 0, keywords = no_keywords(kwnames) ? 0 : (int)((Tuple *)kwnames)->size;
    while (names[count] != NULL)
        count++;
    if (positional + keywords > count)
        return raise_int(&type_error_type, "%s() takes at most %d %sargument%s (%d given)",
                         function, count, positional == 0 ? "keyword " : "", count == 1 ? "" : "s",
                         positional + keywords);
    int nameless = 0; /* how many of the required ones are positional only */
    while (nameless < required && names[nameless][0] == '\0')
        nameless++;
    if (positional < nameless)
        return raise_int(&type_error_type, "%s() takes %s %d positional argument%s (%d given)",
                         function, nameless < count ? "at least" : "exactly", nameless,
                         nameless == 1 ? "" : "s", positional);
    for (int i = 0; i < count; i++) {
        values[i] = i < positional ? args[i] : value_by_name(names[i], args, positional, kwnames);
        if (values[i] == NULL && i < required)
            return raise_int(&type_error_type, "%s() missing required argument '%s' (pos %d)",
                             function, names[i], i + 1);
    }
    return keywords > 0 ? check_keywords(function, args, positional, kwnames, names) : 0;
}

/* ---- by the names in a signature ------------------------------------------------------------- */

enum { MOST_NAMED = 6, LONGEST_NAME = 24 };

/* The parameters of "name(path, mode=0o777): ..." up to the closing parenthesis; those before a
 * "/" have no name. How many. */
static int names_of_signature(const char *signature, char names[][LONGEST_NAME])
{
    int count = 0, length = 0;
    bool in_name = false; /* after the opening parenthesis or a comma, up to "=" */
    for (const char *p = signature; *p != '\0'; p++) {
        if (*p == '(') {
            in_name = true;
        } else if (*p == ',' || *p == ')') {
            if (length > 0)
                names[count++][length] = '\0';
            length = 0;
            in_name = true;
            if (*p == ')')
                break;
        } else if (*p == '=') {
            in_name = false;
        } else if (*p == '/') {
            for (int i = 0; i < count; i++)
                names[i][0] = '\0';
        } else if (in_name && *p != ' ') {
            names[count][length++] = *p;
        }
    }
    return count;
}

int bind_by_signature(const MethodDef *definition, Object **args, int positional, Object *kwnames,
                      Object **values)
{
    char texts[MOST_NAMED][LONGEST_NAME];
    const char *names[MOST_NAMED + 1];
    int count = names_of_signature(definition->doc, texts);
    for (int i = 0; i < count; i++)
        names[i] = texts[i];
    names[count] = NULL;
    if (parse_required_arguments(definition->name, args, positional, kwnames, names,
                                 definition->min_args, values) < 0)
        return -1;
    while (count > 0 && values[count - 1] == NULL)
        count--;
    return count;
}

const char *argument_kind(Object *argument)
{
    return argument == NONE ? "None" : argument->type->name;
}

int check_optional_str(const char *function, const char *name, Object *value)
{
    if (value == NULL || IS_STR(value))
        return 0;
    return raise_int(&type_error_type, "%s() argument '%s' must be str, not %s", function, name,
                     argument_kind(value));
}

int check_applies(const char *name, Type *owner, Object *instance)
{
    if (instance->type == owner || type_is_subtype(instance->type, owner))
        return 0;
    return raise_int(&type_error_type, "descriptor '%s' for '%s' objects doesn't apply to a '%T' "
                     "object", name, owner->name, instance);
}
