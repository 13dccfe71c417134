/*
 * codec_errors.h: what is done about bytes that are malformed, and characters that an encoding does
 * not have.
 */
#ifndef CODEC_ERRORS_H
#define CODEC_ERRORS_H

#include "objects/byte_block.h"
#include "objects/codecs.h"
#include "objects/utf8.h"

/* p[start] begins malformed bytes, which the error describes. What stands for them is added to b.
 * Where decoding goes on, or -1 with an exception. */
intptr_t codec_malformed(StrBuilder *b, Codec codec, Object *errors, const uint8_t *p, size_t size,
                         size_t start, const Utf8Error *error);
/* The characters [start, end) are a run that the encoding does not have. What stands for them is
 * added to the block. Where encoding goes on, or -1. */
intptr_t codec_unencodable(ByteBlock *block, Object *s, Codec codec, Object *errors, size_t start,
                           size_t end);

/* codecs.c: has the encoding that character? Its bytes, added to the block: 0 or -1. */
bool codec_has(Codec codec, uint32_t c);
int codec_put(ByteBlock *block, Codec codec, uint32_t c);

#endif
