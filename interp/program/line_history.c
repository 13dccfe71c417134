/*
 * line_history.c: the lines that were typed: a table of copies, the oldest first.
 */
#include "program/line_history.h"

#include <string.h>
#include "memory/memory.h"

enum { HISTORY_MOST = 500 }; /* lines */

static struct { char *text; size_t size; } history[HISTORY_MOST];
static size_t history_count;

void line_history_remove(size_t index)
{
    mem_free(history[index].text, history[index].size);
    history_count--;
    memmove(&history[index], &history[index + 1], (history_count - index) * sizeof history[0]);
}

void line_history_add(const char *text, size_t size)
{
    if (history_count == HISTORY_MOST)
        line_history_remove(0);
    char *copy = mem_alloc(size);
    if (!copy)
        return;
    memcpy(copy, text, size);
    history[history_count].text = copy;
    history[history_count++].size = size;
}

void line_history_add_typed(const char *text, size_t size)
{
    bool same = history_count > 0 && history[history_count - 1].size == size
             && memcmp(history[history_count - 1].text, text, size) == 0;
    if (size > 0 && !same)
        line_history_add(text, size);
}

size_t line_history_count(void) { return history_count; }

const char *line_history_line(size_t index, size_t *size)
{
    if (index >= history_count)
        return NULL;
    *size = history[index].size;
    return history[index].text;
}

void line_history_clear(void)
{
    while (history_count > 0)
        line_history_remove(history_count - 1);
}
