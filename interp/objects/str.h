/*
 * str.h: the inside of str, for the files that work on its characters.
 */
#ifndef STR_H
#define STR_H

#include "object.h"

enum { LATIN_1_END = 0x100, UCS_2_END = 0x10000, UNICODE_END = 0x110000,
       SURROGATE_FIRST = 0xD800, SURROGATE_LAST = 0xDFFF };

static inline size_t str_bytes(const Str *s) { return (size_t)s->length << s->kind; }

static inline int kind_for(uint32_t code_point)
{
    return code_point < LATIN_1_END ? STR_1 : code_point < UCS_2_END ? STR_2 : STR_4;
}

/* Characters of a row of a given kind. */
static inline uint32_t kind_read(int kind, const void *data, size_t index)
{
    switch (kind) {
    case STR_1: return ((const uint8_t *)data)[index];
    case STR_2: return ((const uint16_t *)data)[index];
    default: return ((const uint32_t *)data)[index];
    }
}

static inline void kind_write(int kind, void *data, size_t index, uint32_t code_point)
{
    switch (kind) {
    case STR_1: ((uint8_t *)data)[index] = (uint8_t)code_point; break;
    case STR_2: ((uint16_t *)data)[index] = (uint16_t)code_point; break;
    default: ((uint32_t *)data)[index] = code_point;
    }
}

static inline uint32_t str_at(const Str *s, size_t index)
{
    return kind_read(s->kind, s->data, index);
}

/* A str of `length` characters of a kind, contents not set. */
Str *str_allocate(size_t length, int kind);
/* From a row of characters of one kind, stored in the smallest kind that holds them. */
Object *str_from_row(const void *data, size_t length, int kind);
/* Copies characters into a row of the same or a larger kind. */
void kind_copy(int to_kind, void *to, size_t to_index, const Str *from, size_t start, size_t count);
uint32_t str_hash32(Object *s); /* 0 for the empty one alone */
uint32_t hash_of_bytes(const uint8_t *bytes, size_t size);
/* A number's text in ASCII, as int() and float() read it: a digit of any script is 0 to 9, a space
 * of any kind ' ', another character '?'. Its owner frees it: mem_free(text, *size + 1). NULL: no
 * memory. */
char *str_number_text(Object *s, size_t *size);
int str_order(const Str *x, const Str *y); /* negative: x < y, 0: equal, positive: x > y */

/* Index of the first (or last) place of `needle` within [start, end) of s; -1: none. */
intptr_t str_search(const Str *s, const Str *needle, intptr_t start, intptr_t end, bool backward);
bool str_matches_at(const Str *s, size_t index, const Str *needle);

extern const MethodDef str_methods[];

#endif
