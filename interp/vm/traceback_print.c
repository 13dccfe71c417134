/*
 * traceback_print.c: what is printed for an uncaught exception, byte for byte as by CPython 3.11
 * (Python/pythonrun.c, Python/traceback.c): the chain of causes and contexts, the frames with
 * their source lines and carets, the message, suggestions and notes.
 */
#include "vm/traceback_print.h"

#include <string.h>

#include "modules/output.h"
#include "modules/streams.h"
#include "program/image.h"
#include "vm/exceptions.h"
#include "vm/frame.h"

enum { ENTRIES_MOST = 1000,   /* PyTraceBack_LIMIT: of a longer chain the last ones are shown */
       SAME_LINES_SHOWN = 3,  /* TB_RECURSIVE_CUTOFF */
       INDENT = 4, UNKNOWN_COLUMN = 0xFFFF };

/* ---- source lines ---------------------------------------------------------------------------- */

/* One line of source, without its end. */
typedef struct { const char *text; uint32_t size, indent; } SourceLine;

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f'; }

static bool find_line(const Code *code, uint32_t number, SourceLine *line)
{
    const char *text = code->source, *end = text + code->source_size;
    if (!text || number == 0 || !image_source_is_intact(code))
        return false;
    for (uint32_t n = 1; n < number; n++) {
        text = memchr(text, '\n', (size_t)(end - text));
        if (!text)
            return false;
        text++;
    }
    if (text == end)
        return false;
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    line->text = text;
    line->size = (uint32_t)((newline ? newline : end) - text);
    if (line->size > 0 && text[line->size - 1] == '\r')
        line->size--;
    line->indent = 0;
    while (line->indent < line->size && is_space(text[line->indent]))
        line->indent++;
    return true;
}

/* How many characters the first `bytes` bytes of UTF-8 are. */
static uint32_t characters(const char *text, uint32_t bytes)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < bytes; i++)
        count += ((uint8_t)text[i] & 0xC0) != 0x80;
    return count;
}

static int add_utf8(StrBuilder *out, const char *text, size_t size)
{
    Object *s = str_from_utf8(text, size);
    int result = s ? str_builder_str(out, s) : -1;
    xdecref(s);
    return result;
}

static int add_repeated(StrBuilder *out, char c, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (str_builder_char(out, (uint8_t)c) < 0)
            return -1;
    return 0;
}

/* ---- carets ---------------------------------------------------------------------------------- */

/* The carets go under bytes [start, end) of the line; of these [left, right) is what failed when
 * there are anchors, and the rest are its operands. */
static int add_caret_line(StrBuilder *out, const SourceLine *line, uint32_t start, uint32_t end,
                          bool anchored, uint32_t left, uint32_t right)
{
    uint32_t column = characters(line->text, start), stop = characters(line->text, end);
    if (add_repeated(out, ' ', INDENT + column - line->indent) < 0)
        return -1;
    if (anchored) {
        left = characters(line->text, left);
        right = characters(line->text, right);
    }
    for (; column < stop; column++) {
        bool operand = anchored && (column < left || column >= right);
        if (str_builder_char(out, operand ? '~' : '^') < 0)
            return -1;
    }
    return str_builder_char(out, '\n');
}

/* No carets where they would say nothing: the expression is the whole line. */
static int add_carets(StrBuilder *out, const SourceLine *line, const Position *position)
{
    uint32_t start = position->column, end = position->end_column, left, right;
    bool anchored = false;
    if (start == UNKNOWN_COLUMN || end == UNKNOWN_COLUMN || start > line->size ||
        start < line->indent)
        return 0;
    if (position->more_lines == 0) {
        if (end > line->size || end < start)
            return 0;
        anchored = find_anchors(line->text, start, end, &left, &right);
    } else {
        for (end = line->size; end > 0 && is_space(line->text[end - 1]);)
            end--;
    }
    uint32_t width = characters(line->text, end) - characters(line->text, start);
    if (!anchored && width == characters(line->text, line->size) - line->indent)
        return 0;
    return add_caret_line(out, line, start, end, anchored, left, right);
}

/* ---- entries --------------------------------------------------------------------------------- */

static int add_entry(StrBuilder *out, Traceback *entry)
{
    Code *code = ((FrameObject *)entry->frame)->code;
    Object *head = str_from_format("  File \"%S\", line %d, in %S\n", code->filename,
                                   (int)entry->line, code->name);
    int result = head ? str_builder_str(out, head) : -1;
    xdecref(head);
    SourceLine line;
    if (result < 0 || !find_line(code, entry->line, &line))
        return result;
    if (add_repeated(out, ' ', INDENT) < 0
        || add_utf8(out, line.text + line.indent, line.size - line.indent) < 0
        || str_builder_char(out, '\n') < 0)
        return -1;
    return add_carets(out, &line, &code->positions[entry->instruction]);
}

static bool same_place(Traceback *a, Traceback *b)
{
    Code *first = ((FrameObject *)a->frame)->code, *second = ((FrameObject *)b->frame)->code;
    return a->line == b->line && str_equal(first->filename, second->filename)
        && str_equal(first->name, second->name);
}

static int add_repetition(StrBuilder *out, int count)
{
    count -= SAME_LINES_SHOWN;
    if (count <= 0)
        return 0;
    Object *text = str_from_format("  [Previous line repeated %d more time%s]\n", count,
                                   count > 1 ? "s" : "");
    int result = text ? str_builder_str(out, text) : -1;
    xdecref(text);
    return result;
}

static int add_entries(StrBuilder *out, Traceback *entry)
{
    int depth = 0, same = 0;
    for (Traceback *e = entry; e; e = e->next)
        depth++;
    for (; depth > ENTRIES_MOST; depth--)
        entry = entry->next;
    for (Traceback *last = NULL; entry; last = entry, entry = entry->next) {
        if (!last || !same_place(last, entry)) {
            if (add_repetition(out, same) < 0)
                return -1;
            same = 0;
        }
        if (++same <= SAME_LINES_SHOWN && add_entry(out, entry) < 0)
            return -1;
    }
    return add_repetition(out, same);
}

/* ---- the message ----------------------------------------------------------------------------- */

/* The type's name, qualified by its module unless that is builtins or __main__. */
static int add_type_name(StrBuilder *out, Type *type)
{
    Object *module = object_lookup_attribute(&type->head, "__module__");
    Object *name = object_lookup_attribute(&type->head, "__qualname__");
    int result = 0;
    error_clear();
    if (module && IS_STR(module) && !str_equal_text(module, "builtins")
        && !str_equal_text(module, "__main__")) {
        result = str_builder_str(out, module);
        if (result == 0)
            result = str_builder_char(out, '.');
    }
    if (result == 0)
        result = name && IS_STR(name) ? str_builder_str(out, name)
                                      : str_builder_text(out, type->name);
    xdecref(module);
    xdecref(name);
    return result;
}

static int add_message(StrBuilder *out, Object *message)
{
    Object *text = object_str(message);
    if (!text) {
        error_clear();
        return str_builder_text(out, ": <exception str() failed>");
    }
    int result = 0;
    if (str_length(text) > 0) {
        result = str_builder_text(out, ": ");
        if (result == 0)
            result = str_builder_str(out, text);
    }
    decref(text);
    return result;
}

static int add_suggestion(StrBuilder *out, Object *exception)
{
    Object *name = suggest_name(exception);
    Object *text = name ? str_from_format(". Did you mean: '%S'?", name) : NULL;
    int result = text ? str_builder_str(out, text) : name ? -1 : 0;
    xdecref(text);
    xdecref(name);
    return result;
}

/* PEP 678: the strings of __notes__, a line each. */
static int add_notes(StrBuilder *out, Object *exception)
{
    Object *notes = object_lookup_attribute(exception, "__notes__");
    int result = 0;
    error_clear();
    for (intptr_t i = 0; notes && IS_LIST(notes) && i < ((List *)notes)->size && result == 0; i++) {
        Object *text = object_str(((List *)notes)->items[i]);
        if (!text)
            error_clear();
        result = text ? str_builder_str(out, text)
                      : str_builder_text(out, "<note str() failed>");
        if (result == 0)
            result = str_builder_char(out, '\n');
        xdecref(text);
    }
    xdecref(notes);
    return result;
}

static bool shows_place(Object *exception)
{
    return type_is_subtype(exception->type, &syntax_error_type)
        && exception_field(exception, SYNTAX_ERROR_LINENO)
        && IS_INT(exception_field(exception, SYNTAX_ERROR_LINENO));
}

static int add_traceback(StrBuilder *out, Object *exception)
{
    Traceback *traceback = (Traceback *)((Exception *)exception)->traceback;
    if (traceback && (str_builder_text(out, "Traceback (most recent call last):\n") < 0
                      || add_entries(out, traceback) < 0))
        return -1;
    return 0;
}

static int add_exception_only(StrBuilder *out, Object *exception)
{
    Object *message = exception;
    if (shows_place(exception)) {
        if (print_syntax_error_place(out, exception) < 0)
            return -1;
        message = exception_field(exception, SYNTAX_ERROR_MSG);
    }
    if (add_type_name(out, exception->type) < 0 || add_message(out, message) < 0
        || add_suggestion(out, exception) < 0 || str_builder_char(out, '\n') < 0)
        return -1;
    return add_notes(out, exception);
}

static int add_exception(StrBuilder *out, Object *exception)
{
    return add_traceback(out, exception) < 0 ? -1 : add_exception_only(out, exception);
}

/* ---- for module traceback -------------------------------------------------------------------- */

static Object *finish(StrBuilder *out, int result)
{
    if (result == 0)
        return str_builder_finish(out);
    str_builder_abandon(out);
    return NULL;
}

Object *traceback_entry_text(Traceback *entry)
{
    StrBuilder out;
    str_builder_begin(&out);
    return finish(&out, add_entry(&out, entry));
}

Object *exception_text(Object *exception)
{
    StrBuilder out;
    str_builder_begin(&out);
    return finish(&out, add_exception_only(&out, exception));
}

Object *code_line_text(const Code *code, uint32_t number)
{
    SourceLine line;
    if (!find_line(code, number, &line))
        return str_from("");
    while (line.size > line.indent && is_space(line.text[line.size - 1]))
        line.size--;
    return str_from_utf8(line.text + line.indent, line.size - line.indent);
}

/* ---- the chain ------------------------------------------------------------------------------- */

static Object *predecessor(Object *exception)
{
    Exception *e = (Exception *)exception;
    return e->cause ? e->cause : e->suppress_context ? NULL : e->context;
}

/* The exceptions to print, the last raised first: each one's cause, or its context. One that is
 * in the list already ends it. */
static Object *chain_of(Object *exception)
{
    Object *chain = list_new(0);
    for (; chain && exception; exception = predecessor(exception)) {
        List *list = (List *)chain;
        for (intptr_t i = 0; i < list->size; i++)
            if (list->items[i] == exception)
                return chain;
        if (list_append(chain, exception) < 0)
            clear_reference(chain);
    }
    return chain;
}

static int add_chain(StrBuilder *out, List *chain)
{
    for (intptr_t i = chain->size - 1; i >= 0; i--) {
        if (add_exception(out, chain->items[i]) < 0)
            return -1;
        if (i == 0)
            break;
        bool cause = ((Exception *)chain->items[i - 1])->cause != NULL;
        if (str_builder_text(out, cause
                ? "\nThe above exception was the direct cause of the following exception:\n\n"
                : "\nDuring handling of the above exception, another exception occurred:\n\n") < 0)
            return -1;
    }
    return 0;
}

/* Writes what was put together, if all of it could be. */
static void write(StrBuilder *out, bool complete, Object *exception)
{
    Object *text = complete ? str_builder_finish(out) : NULL;
    if (!complete)
        str_builder_abandon(out);
    if (text) {
        errors_write(text);
        decref(text);
    } else { /* no memory left to say more */
        error_clear();
        output_write_text(ERRORS, exception->type->name);
        output_write_text(ERRORS, "\n");
    }
    error_clear();
}

void traceback_print(Object *exception)
{
    Object *chain = chain_of(exception);
    StrBuilder out;
    str_builder_begin(&out);
    write(&out, chain && add_chain(&out, (List *)chain) == 0, exception);
    xdecref(chain);
}

void traceback_print_alone(Object *exception)
{
    StrBuilder out;
    str_builder_begin(&out);
    bool complete = add_traceback(&out, exception) == 0
                 && add_type_name(&out, exception->type) == 0
                 && add_message(&out, exception) == 0 && str_builder_char(&out, '\n') == 0;
    write(&out, complete, exception);
}
