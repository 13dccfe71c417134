/*
 * number_text.c: the text of a number in any script, made ASCII for int() and float(), as CPython's
 * _PyUnicode_TransformDecimalAndSpaceToASCII does.
 */
#include "memory/memory.h"
#include "objects/str.h"
#include "objects/unicode.h"
#include "vm/errors.h"

/* The value of a decimal digit. Unicode has them in rows of ten, from 0 to 9 (section 4.6 of the
 * standard); some rows follow each other without a gap. */
static unsigned digit_value(uint32_t c)
{
    uint32_t first = c;
    while (unicode_is(first - 1, CHAR_DECIMAL))
        first--;
    return (c - first) % 10;
}

static char in_ascii(uint32_t c)
{
    if (c < 0x7f)
        return (char)c;
    if (unicode_is(c, CHAR_SPACE))
        return ' ';
    return unicode_is(c, CHAR_DECIMAL) ? (char)('0' + digit_value(c)) : '?';
}

char *str_number_text(Object *s, size_t *size)
{
    *size = (size_t)str_length(s);
    char *text = mem_alloc(*size + 1);
    if (text == NULL)
        return raise_no_memory();
    for (size_t i = 0; i < *size; i++)
        text[i] = in_ascii(str_char(s, i));
    text[*size] = '\0';
    return text;
}
