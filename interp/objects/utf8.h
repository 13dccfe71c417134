/*
 * utf8.h: one character at a time from and to UTF-8.
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct { const char *reason; size_t length; } Utf8Error; /* bytes that the error covers */

/* Bytes that the first character of p (left > 0 bytes) takes; 0: malformed, error is filled. */
size_t utf8_decode_char(const uint8_t *p, size_t left, uint32_t *code_point, Utf8Error *error);
/* Writes up to 4 bytes; how many. */
size_t utf8_encode_char(uint32_t code_point, char *to);
bool utf8_is_ascii(const uint8_t *p, size_t bytes); /* no byte has its highest bit set */

#endif
