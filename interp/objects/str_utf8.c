/*
 * str_utf8.c: strings from UTF-8 and back (RFC 3629; what is malformed, and how much of it one
 * error covers, follows CPython's decoder).
 */
#include "objects/codecs.h"
#include "objects/str.h"
#include "objects/utf8.h"

#include "memory/memory.h"
#include "vm/errors.h"

#include <string.h>

enum { CONTINUATION_BITS = 6, CONTINUATION_MASK = 0x3F };

/* ---- decoding ------------------------------------------------------------------------------- */

/* What the first byte says: how many follow, and the range of the second (RFC 3629, section 4). */
static int sequence_shape(uint8_t first, uint8_t *low, uint8_t *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (first < 0xC2 || first > 0xF4)
        return -1;
    if (first < 0xE0)
        return 1;
    if (first < 0xF0) {
        if (first == 0xE0)
            *low = 0xA0;
        if (first == 0xED)
            *high = 0x9F; /* surrogates are not characters */
        return 2;
    }
    if (first == 0xF0)
        *low = 0x90;
    if (first == 0xF4)
        *high = 0x8F;
    return 3;
}

size_t utf8_decode_char(const uint8_t *p, size_t left, uint32_t *code_point, Utf8Error *error)
{
    if (p[0] < 0x80) {
        *code_point = p[0];
        return 1;
    }
    uint8_t low, high;
    int following = sequence_shape(p[0], &low, &high);
    *error = (Utf8Error){ "invalid start byte", 1 };
    if (following < 0)
        return 0;
    uint32_t value = p[0] & (0x3Fu >> following);
    for (int i = 1; i <= following; i++) {
        if ((size_t)i >= left) {
            *error = (Utf8Error){ "unexpected end of data", (size_t)i };
            return 0;
        }
        if (p[i] < low || p[i] > high) {
            *error = (Utf8Error){ "invalid continuation byte", (size_t)i };
            return 0;
        }
        value = value << CONTINUATION_BITS | (p[i] & CONTINUATION_MASK);
        low = 0x80;
        high = 0xBF;
    }
    *code_point = value;
    return (size_t)following + 1;
}

/* A word at a time. */
bool utf8_is_ascii(const uint8_t *p, size_t bytes)
{
    const size_t high_bits = SIZE_MAX / 0xFF * 0x80;
    size_t word;
    for (; bytes >= sizeof word; p += sizeof word, bytes -= sizeof word) {
        memcpy(&word, p, sizeof word);
        if ((word & high_bits) != 0)
            return false;
    }
    for (; bytes > 0; p++, bytes--)
        if (*p >= 0x80)
            return false;
    return true;
}

Object *str_from_utf8(const char *utf8, size_t bytes)
{
    const uint8_t *p = (const uint8_t *)utf8;
    if (utf8_is_ascii(p, bytes)) /* as nearly every name */
        return str_from_row(p, bytes, STR_1);
    size_t length = 0;
    uint32_t largest = 0, c = 0;
    Utf8Error error;
    for (size_t i = 0; i < bytes; length++) {
        size_t used = utf8_decode_char(p + i, bytes - i, &c, &error);
        if (used == 0)
            return raise_decode_error("utf-8", p, bytes, i, i + error.length, error.reason);
        largest |= c;
        i += used;
    }
    if (length == 1)
        return str_from_char(c);
    int kind = kind_for(largest);
    Str *s = str_allocate(length, kind);
    if (s == NULL)
        return NULL;
    for (size_t i = 0, at = 0; i < bytes; at++) {
        i += utf8_decode_char(p + i, bytes - i, &c, &error);
        kind_write(kind, s->data, at, c);
    }
    return &s->head;
}

Object *str_from(const char *utf8) { return str_from_utf8(utf8, strlen(utf8)); }

/* ---- encoding ------------------------------------------------------------------------------- */

size_t utf8_encode_char(uint32_t c, char *to)
{
    uint8_t *p = (uint8_t *)to;
    if (c < 0x80) {
        p[0] = (uint8_t)c;
        return 1;
    }
    size_t size = c < 0x800 ? 2 : c < UCS_2_END ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--, c >>= CONTINUATION_BITS)
        p[i] = (uint8_t)(0x80 | (c & CONTINUATION_MASK));
    p[0] = (uint8_t)(0xF00 >> size | c); /* as many ones as bytes, then a zero */
    return size;
}

static size_t encoded_size(uint32_t c)
{
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < UCS_2_END ? 3 : 4;
}

char *str_to_utf8(Object *o, size_t *bytes)
{
    Str *s = (Str *)o;
    size_t size = 0, at = 0;
    for (size_t i = 0; i < s->length; i++)
        size += encoded_size(str_at(s, i));
    char *text = mem_alloc(size + 1);
    if (text == NULL)
        return raise_no_memory();
    if (size == s->length && s->kind == STR_1)
        memcpy(text, s->data, size);
    else
        for (size_t i = 0; i < s->length; i++)
            at += utf8_encode_char(str_at(s, i), text + at);
    text[size] = '\0';
    *bytes = size;
    return text;
}
