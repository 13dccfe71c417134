/*
 * line_editor.c: editing of a line on a terminal in raw mode, where every key comes as the bytes it
 * sends. The line is drawn with nothing but characters and backspaces, so that any terminal, the
 * machine's VGA screen too, shows it right; a line wider than the screen is shown in part.
 *
 * Keys: arrows, Home, End, Delete, Backspace; Ctrl-A and -E (ends of the line), -B and -F (a
 * character), -K, -U, -W (delete to the end, to the beginning, a word), -P and -N (history), -L;
 * Tab completes a word where somebody knows how (program/line_completion.h), or is four spaces.
 */
#include "program/line_editor.h"

#include <string.h>
#include "kernel/abi.h"
#include "memory/memory.h"
#include "modules/output.h"
#include "modules/streams.h"
#include "platform/platform.h"
#include "program/line_completion.h"
#include "program/line_history.h"
#include "vm/errors.h"
#include "vm/interrupt.h"

enum { INPUT = 0, LINE_MOST = 4096 }; /* bytes; as many as a line in the kernel's own mode */

#define CONTROL(letter) ((letter) - '@')
enum { ESCAPE = 0x1B, DELETE = 0x7F,
       /* What sequences of bytes are read as; above all bytes. */
       KEY_LEFT = 0x100, KEY_RIGHT, KEY_UP, KEY_DOWN, KEY_HOME, KEY_END, KEY_DELETE, KEY_UNKNOWN,
       KEY_INPUT_ENDS };

typedef struct {
    char text[LINE_MOST];           /* UTF-8 */
    size_t size, cursor;            /* bytes; the cursor stands before text[cursor] */
    const char *prompt;
    size_t word;                    /* where the word begins that is being completed */
    char shown_text[LINE_MOST];     /* what stands behind the prompt on the terminal */
    size_t shown_size, shown_cursor; /* its bytes; the column where the terminal's cursor is in it */
    size_t history_at;              /* the line of history that is shown; their count: none */
} Editor;

static Editor editor; /* 8 KiB: too much for a small stack */
static bool is_editing;

void line_editor_stop(void)
{
    line_history_clear();
    line_completion_stop();
}

/* ---- characters ------------------------------------------------------------------------------ */

static bool continues_character(char byte) { return (byte & 0xC0) == 0x80; }

static size_t before(const Editor *e, size_t position)
{
    while (position > 0 && continues_character(e->text[--position]))
        ;
    return position;
}

static size_t behind(const Editor *e, size_t position)
{
    if (position < e->size)
        position++;
    while (position < e->size && continues_character(e->text[position]))
        position++;
    return position;
}

static size_t columns_of(const char *text, size_t size)
{
    size_t columns = 0;
    for (size_t i = 0; i < size; i++)
        columns += !continues_character(text[i]);
    return columns;
}

/* Where the character of that column begins. */
static size_t place_of_column(const char *text, size_t size, size_t column)
{
    size_t place = 0;
    while (place < size && (continues_character(text[place]) || column-- > 0))
        place++;
    return place;
}

/* ---- drawing --------------------------------------------------------------------------------- */

static void write_repeated(char c, size_t count)
{
    char part[64];
    memset(part, c, sizeof part);
    for (; count > 0; count -= count < sizeof part ? count : sizeof part)
        output_write(OUTPUT, part, count < sizeof part ? count : sizeof part);
}

/* Moves the terminal's cursor inside of what is shown: forward by writing it once more. */
static void move_to(Editor *e, size_t column)
{
    if (column < e->shown_cursor) {
        write_repeated('\b', e->shown_cursor - column);
    } else {
        size_t from = place_of_column(e->shown_text, e->shown_size, e->shown_cursor);
        size_t to = place_of_column(e->shown_text, e->shown_size, column);
        output_write(OUTPUT, e->shown_text + from, to - from);
    }
    e->shown_cursor = column;
}

/* Shows that text instead of what is shown now: only from where they differ on. */
static void show(Editor *e, const char *text, size_t size)
{
    size_t same = 0, before_it = columns_of(e->shown_text, e->shown_size);
    while (same < size && same < e->shown_size && text[same] == e->shown_text[same])
        same++;
    if (same == size && same == e->shown_size)
        return;
    while (same > 0 && same < size && continues_character(text[same]))
        same--;
    move_to(e, columns_of(text, same));
    output_write(OUTPUT, text + same, size - same);
    size_t columns = columns_of(text, size);
    size_t rest = before_it > columns ? before_it - columns : 0;
    write_repeated(' ', rest);
    write_repeated('\b', rest);
    memcpy(e->shown_text, text, size);
    e->shown_size = size;
    e->shown_cursor = columns;
}

/* Draws what has changed. Of a line that is too wide the part around the cursor is shown. */
static void draw(Editor *e)
{
    size_t prompt = columns_of(e->prompt, strlen(e->prompt));
    size_t width = platform_terminal_columns();
    width = width > prompt + 2 ? width - prompt - 1 : 1;
    size_t start = 0, end = e->size;
    while (columns_of(e->text + start, e->cursor - start) > width)
        start = behind(e, start);
    while (columns_of(e->text + start, end - start) > width)
        end = before(e, end);
    show(e, e->text + start, end - start);
    move_to(e, columns_of(e->text + start, e->cursor - start));
    output_flush(OUTPUT);
}

static void draw_from_new_line(Editor *e)
{
    e->shown_size = e->shown_cursor = 0;
    output_write_text(OUTPUT, e->prompt);
    draw(e);
}

/* ---- changing the line ----------------------------------------------------------------------- */

static void insert(Editor *e, const char *bytes, size_t count)
{
    if (e->size + count > LINE_MOST - 1) /* a place is kept for the newline */
        return;
    memmove(e->text + e->cursor + count, e->text + e->cursor, e->size - e->cursor);
    memcpy(e->text + e->cursor, bytes, count);
    e->size += count;
    e->cursor += count;
}

/* Takes out [start, end); the cursor stands there then. */
static void take_out(Editor *e, size_t start, size_t end)
{
    memmove(e->text + start, e->text + end, e->size - end);
    e->size -= end - start;
    e->cursor = start;
}

static size_t word_start(const Editor *e)
{
    size_t position = e->cursor;
    while (position > 0 && e->text[position - 1] == ' ')
        position--;
    while (position > 0 && e->text[position - 1] != ' ')
        position--;
    return position;
}

/* Shows the history's line at that index; behind the last one there is an empty line. */
static void show_history(Editor *e, size_t index)
{
    if (index > line_history_count())
        return;
    size_t size;
    const char *text = line_history_line(index, &size);
    e->history_at = index;
    e->size = e->cursor = 0;
    if (text)
        insert(e, text, size);
}

/* ---- completion ------------------------------------------------------------------------------ */

/* Puts text in the place of the word that ends at the cursor. */
static void replace_word(Editor *e, Object *text)
{
    size_t size;
    char *utf8 = str_to_utf8(text, &size);
    if (!utf8) {
        error_clear();
        return;
    }
    take_out(e, e->word, e->cursor);
    insert(e, utf8, size);
    mem_free(utf8, size + 1);
}

/* All matches in columns, and the line anew below them. */
static void show_matches(Editor *e, Object *matches)
{
    List *list = (List *)matches;
    size_t widest = 0;
    for (intptr_t i = 0; i < list->size; i++)
        if (str_length(list->items[i]) > widest)
            widest = str_length(list->items[i]);
    intptr_t columns = (intptr_t)(platform_terminal_columns() / (widest + 2));
    for (intptr_t i = 0; i < list->size; i++) {
        bool at_start = columns < 2 || i % columns == 0;
        output_write_text(OUTPUT, at_start ? "\n" : "  ");
        output_write_str(OUTPUT, list->items[i]);
        bool at_end = columns < 2 || i % columns == columns - 1 || i == list->size - 1;
        if (!at_end)
            write_repeated(' ', widest - str_length(list->items[i]));
    }
    output_write_text(OUTPUT, "\n");
    draw_from_new_line(e);
}

/* The word grows as far as all matches agree; when it does not, they are shown. */
static void complete(Editor *e)
{
    if (!line_completion_function()) {
        insert(e, "    ", 4);
        return;
    }
    e->word = line_completion_word(e->text, e->cursor);
    Object *matches = line_completion_matches(e->text + e->word, e->cursor - e->word);
    if (!matches)
        return;
    Object *first = ((List *)matches)->items[0];
    Object *common = str_substring(first, 0, line_completion_common(matches));
    size_t before_it = e->cursor;
    if (common && (str_length(common) > 0 || ((List *)matches)->size == 1))
        replace_word(e, common);
    if (e->cursor == before_it && ((List *)matches)->size > 1)
        show_matches(e, matches);
    error_clear();
    xdecref(common);
    decref(matches);
}

const char *line_editor_line(size_t *size, size_t *word, size_t *cursor)
{
    *size = is_editing ? editor.size : 0;
    *word = is_editing ? editor.word : 0;
    *cursor = is_editing ? editor.cursor : 0;
    return editor.text;
}

/* ---- what the keys do ------------------------------------------------------------------------ */

static void change(Editor *e, int key)
{
    switch (key) {
    case KEY_LEFT: case CONTROL('B'): e->cursor = before(e, e->cursor); break;
    case KEY_RIGHT: case CONTROL('F'): e->cursor = behind(e, e->cursor); break;
    case KEY_HOME: case CONTROL('A'): e->cursor = 0; break;
    case KEY_END: case CONTROL('E'): e->cursor = e->size; break;
    case KEY_UP: case CONTROL('P'): show_history(e, e->history_at - 1); break;
    case KEY_DOWN: case CONTROL('N'): show_history(e, e->history_at + 1); break;
    case DELETE: case CONTROL('H'): take_out(e, before(e, e->cursor), e->cursor); break;
    case KEY_DELETE: case CONTROL('D'): take_out(e, e->cursor, behind(e, e->cursor)); break;
    case CONTROL('K'): take_out(e, e->cursor, e->size); break;
    case CONTROL('U'): take_out(e, 0, e->cursor); break;
    case CONTROL('W'): take_out(e, word_start(e), e->cursor); break;
    case CONTROL('I'): complete(e); break;
    case CONTROL('L'):
        output_write_text(OUTPUT, "\n");
        draw_from_new_line(e);
        break;
    }
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* Bytes are taken one at a time: what comes behind the line's end is for the next reader. */
static int read_byte(void)
{
    char byte;
    intptr_t count;
    do
        count = platform_read(INPUT, &byte, 1);
    while (interrupt_again(count));
    if (count == -EINTR) /* a handler raised something, which ends the line as Ctrl-C does */
        return CONTROL('C');
    return count == 1 ? (uint8_t)byte : KEY_INPUT_ENDS;
}

/* "ESC [ A", "ESC O H", "ESC [ 3 ~" (ECMA-48 and xterm). */
static int read_sequence(void)
{
    static const struct { char number, final; int key; } keys[] = {
        {0, 'A', KEY_UP}, {0, 'B', KEY_DOWN}, {0, 'C', KEY_RIGHT}, {0, 'D', KEY_LEFT},
        {0, 'H', KEY_HOME}, {0, 'F', KEY_END}, {'1', '~', KEY_HOME}, {'7', '~', KEY_HOME},
        {'4', '~', KEY_END}, {'8', '~', KEY_END}, {'3', '~', KEY_DELETE},
    };
    int byte = read_byte(), number = 0;
    if (byte != '[' && byte != 'O')
        return KEY_UNKNOWN;
    for (byte = read_byte(); byte < '@'; byte = read_byte()) /* parameters, then one final byte */
        number = number ? ' ' : byte;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (keys[i].number == number && keys[i].final == byte)
            return keys[i].key;
    return byte == KEY_INPUT_ENDS ? byte : KEY_UNKNOWN;
}

/* The bytes of a character that begins with `first`; the terminal sends them together. */
static void insert_character(Editor *e, int first)
{
    char bytes[4] = {(char)first};
    size_t size = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    for (size_t i = 1; i < size; i++)
        bytes[i] = (char)read_byte();
    insert(e, bytes, size);
}

typedef enum { LINE_WHOLE, LINE_ENDS_INPUT, LINE_INTERRUPTED } LineEnd;

/* Ctrl-C does in raw mode what it does otherwise: it sends a signal. Whether the handler raised
 * something, which ends the line; a program may also ignore it or end by it. */
static bool interrupt_line(void)
{
    if (error_occurred()) /* it came as a signal: read_byte */
        return true;
    platform_terminal_raw(false);
    platform_kill(platform_getpid(), SIGINT);
    platform_terminal_raw(true);
    return interrupt_handle() < 0;
}

static LineEnd edit(Editor *e)
{
    for (;;) {
        int key = read_byte();
        if (key == ESCAPE)
            key = read_sequence();
        if (key == '\r' || key == '\n')
            return LINE_WHOLE;
        if (key == CONTROL('C') && interrupt_line())
            return LINE_INTERRUPTED;
        if (key == KEY_INPUT_ENDS || (key == CONTROL('D') && e->size == 0))
            return LINE_ENDS_INPUT;
        if (key >= ' ' && key < 0x100 && key != DELETE)
            insert_character(e, key);
        else
            change(e, key);
        draw(e);
    }
}

static Object *read_edited(const char *prompt)
{
    Editor *e = &editor;
    e->size = e->cursor = e->word = 0;
    e->prompt = prompt;
    e->history_at = line_history_count();
    draw_from_new_line(e);
    LineEnd end = edit(e);
    e->cursor = e->size;
    draw(e);
    if (end == LINE_INTERRUPTED)
        return NULL;
    if (end == LINE_ENDS_INPUT)
        return str_from("");
    output_write_text(OUTPUT, "\n");
    line_history_add_typed(e->text, e->size);
    e->text[e->size] = '\n';
    return str_from_utf8(e->text, e->size + 1);
}

bool line_editor_has_terminal(void)
{
    return platform_is_terminal(INPUT) && platform_is_terminal(OUTPUT);
}

Object *line_editor_read(Object *prompt)
{
    size_t size;
    char *text = str_to_utf8(prompt, &size);
    if (!text)
        return NULL;
    Object *line;
    if (!is_editing && platform_terminal_raw(true) == 0) {
        is_editing = true;
        line = read_edited(text);
        is_editing = false;
        platform_terminal_raw(false);
    } else { /* a terminal that has one mode only edits lines by itself */
        output_write_text(OUTPUT, text);
        line = input_read_line();
    }
    mem_free(text, size + 1);
    return line;
}
