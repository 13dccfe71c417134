/*
 * str_split.c: str's methods that take a string apart, and join.
 */
#include "objects/str_methods.h"

#include "objects/arguments.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/unicode.h"
#include "vm/errors.h"

/* ---- parts ---------------------------------------------------------------------------------- */

static int add_part(Object *list, Object *s, intptr_t start, intptr_t end)
{
    Object *part = str_substring(s, (size_t)start, (size_t)end);
    if (part == NULL)
        return -1;
    int status = list_append(list, part);
    decref(part);
    return status;
}

static void reverse_list(List *list)
{
    for (intptr_t i = 0, j = list->size - 1; i < j; i++, j--) {
        Object *item = list->items[i];
        list->items[i] = list->items[j];
        list->items[j] = item;
    }
}

static bool space_at(Object *s, intptr_t index)
{
    return unicode_is(str_char(s, (size_t)index), CHAR_SPACE);
}

/* ---- at white space ------------------------------------------------------------------------- */

static int split_space(Object *list, Object *s, intptr_t most)
{
    intptr_t length = (intptr_t)str_length(s), i = 0;
    for (;;) {
        while (i < length && space_at(s, i))
            i++;
        if (i == length)
            return 0;
        intptr_t start = i;
        if (most-- == 0) /* the rest, with the spaces at its end */
            return add_part(list, s, start, length);
        while (i < length && !space_at(s, i))
            i++;
        if (add_part(list, s, start, i) < 0)
            return -1;
    }
}

static int split_space_backward(Object *list, Object *s, intptr_t most)
{
    intptr_t i = (intptr_t)str_length(s);
    for (;;) {
        while (i > 0 && space_at(s, i - 1))
            i--;
        if (i == 0)
            return 0;
        intptr_t end = i;
        if (most-- == 0)
            return add_part(list, s, 0, end);
        while (i > 0 && !space_at(s, i - 1))
            i--;
        if (add_part(list, s, i, end) < 0)
            return -1;
    }
}

/* ---- at a separator ------------------------------------------------------------------------- */

static int split_at(Object *list, Object *o, Object *separator, intptr_t most)
{
    Str *s = (Str *)o, *needle = (Str *)separator;
    intptr_t start = 0, length = s->length, found;
    while (most-- != 0 && (found = str_search(s, needle, start, length, false)) >= 0) {
        if (add_part(list, o, start, found) < 0)
            return -1;
        start = found + needle->length;
    }
    return add_part(list, o, start, length);
}

static int split_at_backward(Object *list, Object *o, Object *separator, intptr_t most)
{
    Str *s = (Str *)o, *needle = (Str *)separator;
    intptr_t end = s->length, found;
    while (most-- != 0 && (found = str_search(s, needle, 0, end, true)) >= 0) {
        if (add_part(list, o, found + needle->length, end) < 0)
            return -1;
        end = found;
    }
    return add_part(list, o, 0, end);
}

static Object *split(const char *name, Object *self, Object **args, int positional,
                     Object *kwnames, bool backward)
{
    static const char *const names[] = { "sep", "maxsplit", NULL };
    Object *values[2];
    if (parse_arguments(name, args, positional, kwnames, names, values) < 0)
        return NULL;
    intptr_t most = values[1] != NULL ? object_as_ssize(values[1]) : -1;
    if (most == -1 && values[1] != NULL && error_occurred())
        return NULL;
    Object *separator = values[0] == NONE ? NULL : values[0];
    if (separator != NULL && !IS_STR(separator))
        return raise(&type_error_type, "must be str or None, not %T", separator);
    if (separator != NULL && str_length(separator) == 0)
        return raise(&value_error_type, "empty separator");
    if (most < 0)
        most = INTPTR_MAX;
    bool whole = separator != NULL && str_length(self) < str_length(separator);
    Object *list = list_for_parts(whole ? 0 : most);
    if (list == NULL)
        return NULL;
    int status = separator == NULL
        ? (backward ? split_space_backward : split_space)(list, self, most)
        : (backward ? split_at_backward : split_at)(list, self, separator, most);
    if (status < 0) {
        decref(list);
        return NULL;
    }
    if (backward)
        reverse_list((List *)list);
    return list;
}

STR_METHOD(str_split) { return split("split", self, args, positional, kwnames, false); }
STR_METHOD(str_rsplit) { return split("rsplit", self, args, positional, kwnames, true); }

/* ---- lines ---------------------------------------------------------------------------------- */

/* Line boundaries as str.splitlines documents them. */
static bool is_line_end(uint32_t c)
{
    enum { FILE_SEPARATOR = 0x1C, RECORD_SEPARATOR = 0x1E, NEXT_LINE = 0x85,
           LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029 };
    return (c >= '\n' && c <= '\r') || (c >= FILE_SEPARATOR && c <= RECORD_SEPARATOR) ||
           c == NEXT_LINE || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
}

STR_METHOD(str_splitlines)
{
    static const char *const names[] = { "keepends", NULL };
    Object *value;
    if (parse_arguments("splitlines", args, positional, kwnames, names, &value) < 0)
        return NULL;
    int keep = value != NULL ? object_as_c_int(value) : 0;
    Object *list = keep == -1 && error_occurred() ? NULL : list_new(0);
    if (list == NULL)
        return NULL;
    Str *s = (Str *)self;
    intptr_t length = s->length;
    for (intptr_t i = 0; i < length;) {
        intptr_t start = i;
        while (i < length && !is_line_end(str_at(s, (size_t)i)))
            i++;
        intptr_t end = i;
        if (i < length) /* \r\n is one end */
            i += str_at(s, (size_t)i) == '\r' && i + 1 < length &&
                 str_at(s, (size_t)i + 1) == '\n' ? 2 : 1;
        if (add_part(list, self, start, keep ? i : end) < 0) {
            decref(list);
            return NULL;
        }
    }
    return list;
}

/* ---- partition, join ------------------------------------------------------------------------ */

static Object *partition(Object *self, Object *separator, bool backward)
{
    if (!IS_STR(separator))
        return raise(&type_error_type, "must be str, not %T", separator);
    Str *s = (Str *)self, *needle = (Str *)separator;
    if (needle->length == 0)
        return raise(&value_error_type, "empty separator");
    intptr_t found = str_search(s, needle, 0, s->length, backward);
    Tuple *parts = (Tuple *)tuple_new(3);
    if (parts == NULL)
        return NULL;
    if (found >= 0) {
        parts->items[0] = str_substring(self, 0, (size_t)found);
        parts->items[1] = incref(separator);
        parts->items[2] = str_substring(self, (size_t)found + needle->length, s->length);
    } else {
        parts->items[backward ? 2 : 0] = str_substring(self, 0, s->length);
        parts->items[1] = str_substring(self, 0, 0);
        parts->items[backward ? 0 : 2] = str_substring(self, 0, 0);
    }
    if (parts->items[0] == NULL || parts->items[1] == NULL || parts->items[2] == NULL)
        clear_reference(parts);
    return (Object *)parts;
}

STR_METHOD(str_partition)
{
    (void)positional, (void)kwnames;
    return partition(self, args[0], false);
}

STR_METHOD(str_rpartition)
{
    (void)positional, (void)kwnames;
    return partition(self, args[0], true);
}

STR_METHOD(str_join_method)
{
    (void)positional, (void)kwnames;
    if (args[0]->type->iterate == NULL)
        return raise(&type_error_type, "can only join an iterable");
    bool ready = IS_EXACT(args[0], list_type) || IS_EXACT(args[0], tuple_type);
    Object *items = ready ? incref(args[0]) : iterable_to_list(args[0]);
    if (items == NULL)
        return NULL;
    Object *result = IS_TUPLE(items)
        ? str_join(self, ((Tuple *)items)->items, (size_t)((Tuple *)items)->size)
        : str_join(self, ((List *)items)->items, (size_t)((List *)items)->size);
    decref(items);
    return result;
}
