/*
 * memoryview.h: looking at the bytes of another object without copying them (PEP 3118).
 *
 * All views that were made of one another share a ManagedBuffer. It owns the object whose bytes
 * they are, and counts itself among that object's exports: while there are any, the object does
 * not change its size, for its block may not move. The last view that is released, or dies, gives
 * the object back.
 */
#ifndef MEMORYVIEW_H
#define MEMORYVIEW_H

#include "objects/byte_block.h"

typedef struct {
    Object head;
    Object *exporter;    /* whose bytes they are; NULL: given back */
    uint8_t *data;
    size_t size;         /* bytes */
    intptr_t *exports;   /* where the exporter counts its exports; NULL: its size never changes */
    intptr_t views;      /* that have not been released */
    bool read_only;
} ManagedBuffer;

typedef struct { intptr_t length, stride; } Dimension; /* items; bytes from one to the next */

typedef struct {
    Object head;
    ManagedBuffer *buffer; /* owned; NULL: released */
    Object *weak_references;
    int64_t hash;          /* -1: not asked for yet */
    uint8_t *start;        /* the first item */
    const char *format;    /* one letter of module struct, perhaps with "@" before it */
    uint8_t item_size, dimensions;
    bool read_only;
    Dimension shape[];     /* the outermost first */
} MemoryView;

enum { MOST_DIMENSIONS = 64 }; /* CPython's PyBUF_MAX_NDIM */

extern Type memoryview_type, managed_buffer_type, memory_iterator_type;

static inline bool is_memoryview(Object *o) { return o->type == &memoryview_type; }

/* A view of all bytes of bytes, bytearray or another view: new, or NULL with TypeError for any
 * other object, ValueError for a view that was released. */
Object *memoryview_from(Object *o);
/* A view of the block of exporter (which it owns from now on), and where it counts its exports. */
Object *memoryview_of_block(Object *exporter, const ByteBlock *block, intptr_t *exports);
bool memoryview_is_contiguous(const MemoryView *m); /* its items lie in a row, in C's order */
size_t memoryview_size(const MemoryView *m);        /* bytes of all its items */
/* 0, or -1 with CPython's ValueError: "operation forbidden on released memoryview object". */
int memoryview_check(const MemoryView *m);
/* All items in a row (fortran: the first dimension changes fastest); out has room for them. */
void memoryview_gather(const MemoryView *m, bool fortran, uint8_t *out);
Object *memoryview_bytes(const MemoryView *m, bool fortran); /* the same as bytes: new */
/* A view of the same buffer that is not tracked yet; its format and shape are the caller's. */
MemoryView *memoryview_like(const MemoryView *m, int dimensions);

/* memoryview_items.c */
Object *memoryview_item(const MemoryView *m, const uint8_t *item); /* as a Python value: new */
Object *memoryview_get_item(Object *self, Object *key);
int memoryview_set_item(Object *self, Object *key, Object *value);
Object *memoryview_list(Object *self, Object **args, int positional, Object *kwnames);
Object *memoryview_compare(Object *self, Object *other, Comparison op);
Object *memoryview_iterate(Object *self);

/* memoryview_cast.c */
/* The letter of a native format ("B", "@B") and how many bytes it takes; 0: it is none. */
char format_letter(const char *format);
size_t format_size(char letter);
bool format_among(const char *format, const char *letters); /* is its letter one of these? */
Object *memoryview_cast(Object *self, Object **args, int positional, Object *kwnames);

#endif
