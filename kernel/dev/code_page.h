/*
 * code_page.h: from UTF-8 to the characters of a VGA card's font, code page 437.
 */
#ifndef CODE_PAGE_H
#define CODE_PAGE_H

#include <stdint.h>

/* A sequence that is being taken in, byte by byte; begins with zeros. */
struct utf8_decoder { uint32_t character; unsigned more; };

/* The card's character for what is complete with this byte: 0 to 255, or -1 when more bytes follow.
 * What the font has not, and what is not UTF-8, is a question mark. */
int code_page_take(struct utf8_decoder *decoder, uint8_t byte);

#endif
