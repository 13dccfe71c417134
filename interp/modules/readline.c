/*
 * readline.c: module readline: the history and the completion of the lines that are typed at
 * input() and at the prompt. Once it is imported input() lets them be edited. Names, arguments and
 * results are those of CPython's Modules/readline.c; the keys are program/line_editor.c's.
 */
#include <string.h>
#include "memory/memory.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/standard.h"
#include "program/line_completion.h"
#include "program/line_editor.h"
#include "program/line_history.h"
#include "vm/errors.h"

static bool is_used;

bool module_readline_is_used(void) { return is_used; }

/* ---- history --------------------------------------------------------------------------------- */

FUNCTION(readline_add_history)
{
    UNUSED_ARGUMENTS;
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "decoding to str: need a bytes-like object, %T found",
                     args[0]);
    size_t size;
    char *text = str_to_utf8(args[0], &size);
    if (!text)
        return NULL;
    line_history_add(text, size);
    mem_free(text, size + 1);
    return incref(NONE);
}

FUNCTION(readline_clear_history)
{
    UNUSED_ARGUMENTS;
    line_history_clear();
    return incref(NONE);
}

FUNCTION(readline_get_current_history_length)
{
    UNUSED_ARGUMENTS;
    return int_from_unsigned(line_history_count());
}

/* Counted from 1. */
FUNCTION(readline_get_history_item)
{
    UNUSED_ARGUMENTS;
    int64_t index;
    if (int_argument(args, positional, 0, 0, &index) < 0)
        return NULL;
    size_t size;
    const char *text = index > 0 ? line_history_line((size_t)index - 1, &size) : NULL;
    return text ? str_from_utf8(text, size) : incref(NONE);
}

/* Counted from 0. */
FUNCTION(readline_remove_history_item)
{
    UNUSED_ARGUMENTS;
    int64_t index;
    if (int_argument(args, positional, 0, 0, &index) < 0)
        return NULL;
    if (index < 0)
        return raise(&value_error_type, "History index cannot be negative");
    if ((uint64_t)index >= line_history_count())
        return raise(&value_error_type, "No history item at position %d", (int)index);
    line_history_remove((size_t)index);
    return incref(NONE);
}

/* ---- completion ------------------------------------------------------------------------------ */

FUNCTION(readline_set_completer)
{
    UNUSED_ARGUMENTS;
    if (positional && args[0] != NONE && !args[0]->type->call)
        return raise(&type_error_type, "set_completer(func): argument not callable");
    line_completion_set_function(positional ? args[0] : NULL);
    return incref(NONE);
}

FUNCTION(readline_get_completer)
{
    UNUSED_ARGUMENTS;
    Object *function = line_completion_function();
    return incref(function ? function : NONE);
}

FUNCTION(readline_set_completer_delims)
{
    UNUSED_ARGUMENTS;
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "decoding to str: need a bytes-like object, %T found",
                     args[0]);
    line_completion_set_delimiters(args[0]);
    return incref(NONE);
}

FUNCTION(readline_get_completer_delims)
{
    UNUSED_ARGUMENTS;
    return xincref(line_completion_delimiters());
}

FUNCTION(readline_get_line_buffer)
{
    UNUSED_ARGUMENTS;
    size_t size, word, cursor;
    const char *text = line_editor_line(&size, &word, &cursor);
    return str_from_utf8(text, size);
}

/* A place in the line's bytes, counted in characters as the line's str counts them. */
static Object *place_in_characters(const char *text, size_t place)
{
    Object *part = str_from_utf8(text, place);
    Object *count = part ? int_from_unsigned(str_length(part)) : NULL;
    xdecref(part);
    return count;
}

FUNCTION(readline_get_begidx)
{
    UNUSED_ARGUMENTS;
    size_t size, word, cursor;
    const char *text = line_editor_line(&size, &word, &cursor);
    return place_in_characters(text, word);
}

FUNCTION(readline_get_endidx)
{
    UNUSED_ARGUMENTS;
    size_t size, word, cursor;
    const char *text = line_editor_line(&size, &word, &cursor);
    return place_in_characters(text, cursor);
}

/* ---- the module ------------------------------------------------------------------------------ */

static const MethodDef functions[] = {
    {"add_history", readline_add_history, 1, 1, 0, "add_history(line): as if it had been typed"},
    {"clear_history", readline_clear_history, 0, 0, 0, "clear_history() forgets all lines"},
    {"get_current_history_length", readline_get_current_history_length, 0, 0, 0,
     "get_current_history_length(): how many lines there are"},
    {"get_history_item", readline_get_history_item, 1, 1, 0,
     "get_history_item(index): a line, counted from 1, or None"},
    {"remove_history_item", readline_remove_history_item, 1, 1, 0,
     "remove_history_item(position): forgets a line, counted from 0"},
    {"set_completer", readline_set_completer, 0, 1, 0,
     "set_completer(function=None): function(word, state) gives what Tab puts there, then None"},
    {"get_completer", readline_get_completer, 0, 0, 0, "get_completer(): that function, or None"},
    {"set_completer_delims", readline_set_completer_delims, 1, 1, 0,
     "set_completer_delims(characters): what divides words for the completer"},
    {"get_completer_delims", readline_get_completer_delims, 0, 0, 0, NULL},
    {"get_line_buffer", readline_get_line_buffer, 0, 0, 0,
     "get_line_buffer(): the line as it is, for the completer"},
    {"get_begidx", readline_get_begidx, 0, 0, 0, "get_begidx(): where the word begins in it"},
    {"get_endidx", readline_get_endidx, 0, 0, 0, "get_endidx(): where the word ends in it"},
    {NULL, NULL, 0, 0, 0, NULL}};

Object *module_readline_create(void)
{
    Object *module = module_from_functions("readline", functions);
    is_used = module != NULL;
    return module;
}
