/*
 * syntax_error_print.c: the lines that show where a SyntaxError stands: file and line, the source
 * line, and a caret below. CPython 3.11's print_error_text, in characters.
 */
#include "vm/exceptions.h"
#include "vm/traceback_print.h"

static intptr_t int_field(Object *exception, int field, intptr_t otherwise)
{
    Object *value = exception_field(exception, field);
    bool overflow;
    return value && IS_INT(value) ? (intptr_t)int_as_int64(value, &overflow) : otherwise;
}

static int add_part(StrBuilder *out, Object *text, size_t start, size_t end)
{
    Object *part = str_substring(text, start, end);
    int result = part ? str_builder_str(out, part) : -1;
    xdecref(part);
    return result;
}

/* The line without its indentation, and carets below [column, end_column), counted from 1. */
static int add_source(StrBuilder *out, Object *text, intptr_t column, intptr_t end_column)
{
    intptr_t carets = end_column > 0 && end_column > column ? end_column - column : 1;
    size_t start = 0, end = str_length(text);
    intptr_t offset = column - 1;
    while (start < end && (str_char(text, start) == ' ' || str_char(text, start) == '\t'
                           || str_char(text, start) == '\f'))
        start++, offset--;
    if (end > start && str_char(text, end - 1) == '\n')
        end--;
    if (offset > (intptr_t)(end - start))
        offset = (intptr_t)(end - start);
    if (str_builder_text(out, "    ") < 0 || add_part(out, text, start, end) < 0
        || str_builder_char(out, '\n') < 0)
        return -1;
    if (offset < 0)
        return 0;
    int result = str_builder_text(out, "    ");
    for (; offset > 0 && result == 0; offset--)
        result = str_builder_char(out, ' ');
    for (; carets > 0 && result == 0; carets--)
        result = str_builder_char(out, '^');
    return result < 0 ? -1 : str_builder_char(out, '\n');
}

int print_syntax_error_place(StrBuilder *out, Object *exception)
{
    Object *filename = exception_field(exception, SYNTAX_ERROR_FILENAME);
    Object *text = exception_field(exception, SYNTAX_ERROR_TEXT);
    intptr_t line = int_field(exception, SYNTAX_ERROR_LINENO, 0);
    intptr_t column = int_field(exception, SYNTAX_ERROR_OFFSET, 0);
    intptr_t end_line = int_field(exception, SYNTAX_ERROR_END_LINENO, line);
    intptr_t end_column = int_field(exception, SYNTAX_ERROR_END_OFFSET, -1);
    Object *head = filename && filename != NONE
        ? str_from_format("  File \"%S\", line %zd\n", filename, line)
        : str_from_format("  File \"<string>\", line %zd\n", line);
    int result = head ? str_builder_str(out, head) : -1;
    xdecref(head);
    if (result < 0 || !text || !IS_STR(text))
        return result;
    intptr_t past_end = (intptr_t)str_length(text) + 1;
    if (end_line > line) /* several lines: the first is marked to its end */
        end_column = past_end - 1;
    return add_source(out, text, column, end_column < past_end ? end_column : past_end);
}
