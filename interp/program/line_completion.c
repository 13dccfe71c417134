/*
 * line_completion.c: the question behind Tab. The rules are those of CPython's Modules/readline.c:
 * the function is called once for each match, and an exception in it ends the matches.
 */
#include "program/line_completion.h"

#include <string.h>
#include "vm/errors.h"

/* What readline_module's setup_readline sets. */
#define USUAL_DELIMITERS " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?"
enum { MATCHES_MOST = 1000 }; /* a function that never gives None is to end too */

static Object *completer, *delimiters;

void line_completion_set_function(Object *function)
{
    replace_reference(completer, function && function != NONE ? incref(function) : NULL);
}

Object *line_completion_function(void) { return completer; }

void line_completion_set_delimiters(Object *text)
{
    replace_reference(delimiters, incref(text));
}

Object *line_completion_delimiters(void)
{
    if (!delimiters)
        delimiters = str_from(USUAL_DELIMITERS);
    return delimiters;
}

void line_completion_stop(void)
{
    clear_reference(completer);
    clear_reference(delimiters);
}

static bool divides_words(char byte)
{
    for (size_t i = 0; i < str_length(delimiters); i++)
        if (str_char(delimiters, i) == (uint8_t)byte)
            return true;
    return false;
}

size_t line_completion_word(const char *text, size_t cursor)
{
    if (!line_completion_delimiters()) {
        error_clear();
        return cursor;
    }
    /* Delimiters beyond ASCII would be found in the midst of other characters: they divide none. */
    while (cursor > 0 && ((text[cursor - 1] & 0x80) || !divides_words(text[cursor - 1])))
        cursor--;
    return cursor;
}

/* One more match in the list: 1, 0 when there is none, -1 with an exception. */
static int ask(Object *matches, Object *word)
{
    Object *arguments[] = {word, int_from(((List *)matches)->size)};
    Object *match = arguments[1] ? object_call(completer, arguments, 2, NULL) : NULL;
    xdecref(arguments[1]);
    if (!match)
        return -1;
    int result = match == NONE ? 0
        : !IS_STR(match) ? raise_int(&type_error_type, "a match must be str, not %T", match)
        : list_append(matches, match) < 0 ? -1 : 1;
    decref(match);
    return result;
}

Object *line_completion_matches(const char *word, size_t size)
{
    if (!completer)
        return NULL;
    Object *function = incref(completer), *text = str_from_utf8(word, size);
    Object *matches = text ? list_new(0) : NULL;
    int more = matches ? 1 : -1;
    while (more > 0 && ((List *)matches)->size < MATCHES_MOST && completer)
        more = ask(matches, text);
    error_clear();
    xdecref(text);
    decref(function);
    if (matches && ((List *)matches)->size == 0)
        clear_reference(matches);
    return matches;
}

size_t line_completion_common(Object *matches)
{
    List *list = (List *)matches;
    Object *first = list->items[0];
    size_t common = str_length(first);
    for (intptr_t i = 1; i < list->size; i++) {
        size_t same = 0;
        while (same < common && same < str_length(list->items[i])
               && str_char(first, same) == str_char(list->items[i], same))
            same++;
        common = same;
    }
    return common;
}
