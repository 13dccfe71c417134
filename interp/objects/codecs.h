/*
 * codecs.h: text to bytes and back: UTF-8, UTF-16, UTF-32, ASCII and Latin-1, with the error
 * handlers of CPython's module codecs and those that a program registers there.
 */
#ifndef CODECS_H
#define CODECS_H

#include "object.h"

/* Those that begin with a mark that says how the bytes are ordered come before their two orders. */
typedef enum { CODEC_UTF_8, CODEC_ASCII, CODEC_LATIN_1, CODEC_UTF_8_SIG,
               CODEC_UTF_16, CODEC_UTF_16_LE, CODEC_UTF_16_BE,
               CODEC_UTF_32, CODEC_UTF_32_LE, CODEC_UTF_32_BE } Codec;

/* encoding is a str, or NULL for UTF-8. 0, or -1 with LookupError. */
int codec_find(Object *encoding, Codec *codec);
const char *codec_name(Codec codec); /* as CPython's codecs.lookup(...).name has it */
size_t codec_unit(Codec codec);      /* bytes of its smallest unit: 1, 2, 4 */
/* What the rest of a text is in, after its beginning: the mark stands only there. For decoding, p
 * is the beginning (whole units); CODEC_UTF_16 and CODEC_UTF_32 themselves: there is no mark. */
Codec codec_after_mark(Codec codec);
Codec codec_marked(Codec codec, const uint8_t *p, size_t size);

uint32_t codec_read_unit(Codec codec, const uint8_t *p); /* one unit as a number */
/* How many bytes at the end are the beginning of a character whose rest is still to come. */
size_t codec_incomplete(Codec codec, const uint8_t *p, size_t size);

/* errors is a str, or NULL for "strict"; it is looked at only when something is malformed, as in
 * CPython. Each new, or NULL with UnicodeDecodeError, UnicodeEncodeError or LookupError. */
Object *codec_decode(const void *bytes, size_t size, Codec codec, Object *errors);
Object *codec_encode(Object *s, Codec codec, Object *errors); /* bytes */
/* bytes.decode and str(bytes, encoding, errors); str.encode. encoding and errors may be NULL. */
Object *bytes_decode(Object *bytes, Object *encoding, Object *errors);
Object *str_encode(Object *s, Object *encoding, Object *errors);

/* UnicodeDecodeError and UnicodeEncodeError for [start, end) of the bytes or of s. NULL. */
void *raise_decode_error(const char *codec, const void *bytes, size_t size, size_t start,
                         size_t end, const char *reason);
void *raise_encode_error(const char *codec, Object *s, size_t start, size_t end,
                         const char *reason);

#endif
