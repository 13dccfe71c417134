/*
 * str_methods.h: the native functions behind str's methods, file by file.
 */
#ifndef STR_METHODS_H
#define STR_METHODS_H

#include "objects/str.h"

#define STR_METHOD(name)                                                                         \
    Object *name(Object *self, Object **args, int positional, Object *kwnames)

/* str_case.c */
STR_METHOD(str_lower); STR_METHOD(str_upper); STR_METHOD(str_casefold); STR_METHOD(str_title);
STR_METHOD(str_capitalize); STR_METHOD(str_swapcase); STR_METHOD(str_isalpha);
STR_METHOD(str_isdecimal); STR_METHOD(str_isdigit); STR_METHOD(str_isnumeric);
STR_METHOD(str_isalnum); STR_METHOD(str_isspace); STR_METHOD(str_isprintable);
STR_METHOD(str_islower); STR_METHOD(str_isupper); STR_METHOD(str_isascii);
STR_METHOD(str_isidentifier); STR_METHOD(str_istitle);
bool str_is_ascii(const Str *s);
bool str_is_identifier(const Str *s);
bool str_is_title(const Str *s);

/* str_split.c */
STR_METHOD(str_split); STR_METHOD(str_rsplit); STR_METHOD(str_splitlines);
STR_METHOD(str_partition); STR_METHOD(str_rpartition); STR_METHOD(str_join_method);

/* str_edit.c */
STR_METHOD(str_strip); STR_METHOD(str_lstrip); STR_METHOD(str_rstrip); STR_METHOD(str_center);
STR_METHOD(str_ljust); STR_METHOD(str_rjust); STR_METHOD(str_zfill); STR_METHOD(str_expandtabs);
STR_METHOD(str_replace); STR_METHOD(str_translate); STR_METHOD(str_maketrans);
STR_METHOD(str_removeprefix); STR_METHOD(str_removesuffix);

/* 0, or -1 with the message that `function` wants a str there. */
int check_str_argument(const char *function, int number, Object *argument);

#endif
