/*
 * byte_block.h: a row of bytes that grows (bytearray, BytesIO, buffers of files), and looking at
 * the bytes of any object that has some.
 */
#ifndef BYTE_BLOCK_H
#define BYTE_BLOCK_H

#include "object.h"

typedef struct { uint8_t *data; size_t size, capacity; } ByteBlock; /* all zero: empty */

/* Makes room for so many bytes in all; size stays. 0, or -1 with MemoryError. */
int byte_block_reserve(ByteBlock *block, size_t capacity);
/* Sets the size; new bytes are zero. 0, or -1 with MemoryError and the block as it was. */
int byte_block_resize(ByteBlock *block, size_t size);
int byte_block_append(ByteBlock *block, const void *bytes, size_t size); /* likewise */
void byte_block_free(ByteBlock *block); /* it is empty afterwards, and may be used again */

/* bytes, bytearray, memoryview, or of a class below them. */
bool is_bytes_like(Object *o);
/* The bytes of a bytes-like object, borrowed until it is changed, or Python code runs that may
 * change it. */
typedef struct { const uint8_t *data; size_t size; } ByteView;
/* false, no exception: o is not bytes-like, or a memoryview that was released or has gaps. */
bool byte_view(Object *o, ByteView *view);
/* The same, with CPython's TypeError: "a bytes-like object is required, not 'str'"; ValueError,
 * BufferError about a memoryview. 0 or -1. */
int byte_view_required(Object *o, ByteView *view);
/* The bytes of an object that may be written to; 0, or -1 with TypeError, in which `where` says
 * what wants them: "readinto() argument". */
typedef struct { uint8_t *data; size_t size; } ByteTarget;
int byte_target(Object *o, const char *where, ByteTarget *target);

#endif
