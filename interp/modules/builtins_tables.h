/*
 * builtins_tables.h: the built-in functions by theme, a file each; builtins.c puts them together.
 */
#ifndef BUILTINS_TABLES_H
#define BUILTINS_TABLES_H

#include "modules/module.h"

extern const MethodDef builtin_number_functions[], builtin_iteration_functions[],
    builtin_object_functions[], builtin_code_functions[];

Object *absolute_value(Object *x); /* abs(x): new */

#endif
