/*
 * codecs.h: text to bytes and back. Three encodings are known: UTF-8, ASCII, Latin-1; with the
 * error handlers of CPython's codecs module (Lib/codecs.py), except those that a program registers.
 */
#ifndef CODECS_H
#define CODECS_H

#include "object.h"

typedef enum { CODEC_UTF_8, CODEC_ASCII, CODEC_LATIN_1 } Codec;

/* encoding is a str, or NULL for UTF-8. 0, or -1 with LookupError. */
int codec_find(Object *encoding, Codec *codec);
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
