/*
 * byte_block.c: a row of bytes that grows by half when it is full, so that appending is linear.
 */
#include "objects/byte_block.h"

#include <string.h>

#include "memory/memory.h"
#include "objects/byte_methods.h"
#include "objects/memoryview.h"
#include "vm/errors.h"

int byte_block_reserve(ByteBlock *block, size_t capacity)
{
    enum { LEAST = 32 };
    if (capacity <= block->capacity)
        return 0;
    size_t larger = block->capacity + block->capacity / 2;
    larger = larger < capacity ? capacity : larger;
    larger = larger < LEAST ? LEAST : larger;
    uint8_t *data = capacity > SIZE_MAX / 2 ? NULL
                  : mem_resize(block->data, block->capacity, larger);
    if (data == NULL) {
        raise_no_memory();
        return -1;
    }
    block->data = data;
    block->capacity = larger;
    return 0;
}

int byte_block_resize(ByteBlock *block, size_t size)
{
    if (byte_block_reserve(block, size) < 0)
        return -1;
    if (size > block->size)
        memset(block->data + block->size, 0, size - block->size);
    block->size = size;
    return 0;
}

int byte_block_append(ByteBlock *block, const void *bytes, size_t size)
{
    if (size > SIZE_MAX / 2 || byte_block_reserve(block, block->size + size) < 0)
        return -1;
    if (size > 0)
        memcpy(block->data + block->size, bytes, size);
    block->size += size;
    return 0;
}

void byte_block_free(ByteBlock *block)
{
    mem_free(block->data, block->capacity);
    *block = (ByteBlock){ 0 };
}

bool is_bytes_like(Object *o)
{
    return HAS_FLAG(o, TYPE_BYTES) || o->type == &bytearray_type || is_memoryview(o)
        || type_is_subtype(o->type, &bytearray_type);
}

bool byte_view(Object *o, ByteView *view)
{
    if (HAS_FLAG(o, TYPE_BYTES)) {
        *view = (ByteView){ ((Bytes *)o)->data, (size_t)((Bytes *)o)->size };
        return true;
    }
    if (is_memoryview(o)) {
        const MemoryView *m = (MemoryView *)o;
        bool usable = m->buffer != NULL && memoryview_is_contiguous(m);
        if (usable)
            *view = (ByteView){ m->start, memoryview_size(m) };
        return usable;
    }
    if (o->type != &bytearray_type && !type_is_subtype(o->type, &bytearray_type))
        return false;
    const ByteBlock *block = &((ByteArray *)o)->block;
    *view = (ByteView){ block->data, block->size };
    return true;
}

int byte_view_required(Object *o, ByteView *view)
{
    if (byte_view(o, view))
        return 0;
    if (!is_memoryview(o))
        return raise_int(&type_error_type, "a bytes-like object is required, not '%T'", o);
    return memoryview_check((MemoryView *)o) < 0 ? -1
         : raise_int(&buffer_error_type, "memoryview: underlying buffer is not C-contiguous");
}

int byte_target(Object *o, const char *where, ByteTarget *target)
{
    ByteView view;
    bool fixed = !is_bytes_like(o) || HAS_FLAG(o, TYPE_BYTES)
              || (is_memoryview(o) && ((MemoryView *)o)->read_only);
    if (fixed)
        return raise_int(&type_error_type, "%s must be read-write bytes-like object, not %T", where,
                         o);
    if (byte_view_required(o, &view) < 0)
        return -1;
    *target = (ByteTarget){ (uint8_t *)view.data, view.size };
    return 0;
}
