/*
 * byte_methods.h: the methods that bytes and bytearray share. Each looks at its object's bytes
 * through a ByteView and gives a new object of the same kind.
 */
#ifndef BYTE_METHODS_H
#define BYTE_METHODS_H

#include "objects/byte_block.h"

typedef struct {
    Object head;
    ByteBlock block;
    intptr_t exports; /* of its bytes, by memoryviews: until they are released, size is fixed */
} ByteArray;
extern Type bytearray_type, bytearray_iterator_type, memoryview_type;

#define BYTE_METHOD(name) \
    Object *name(Object *self, Object **args, int positional, Object *kwnames)

static inline ByteView own_bytes(Object *self)
{
    ByteView view;
    byte_view(self, &view); /* self is bytes or bytearray */
    return view;
}

/* bytes-like, and no memoryview: one that can be put together with others. */
static inline bool is_bytes_or_array(Object *o)
{
    return is_bytes_like(o) && !IS_EXACT(o, memoryview_type);
}

Object *bytearray_from(const void *data, size_t size); /* data NULL: zeros */
/* bytes or bytearray, as self is; self again where it is bytes and nothing differs. */
Object *bytes_like(Object *self, const uint8_t *data, size_t size);
/* The contents of a block, which is given up, as an object like self; status < 0: NULL. */
Object *bytes_like_block(Object *self, ByteBlock *block, int status);
/* Where the needle first (last) stands in [start, end) of the bytes; -1: nowhere. */
intptr_t bytes_search(ByteView bytes, ByteView needle, intptr_t start, intptr_t end,
                      bool backward);
/* Fills the block from what bytes() and bytearray() take. 0 or -1. */
int bytes_collect(const char *type, Object **args, int positional, Object *kwnames,
                  ByteBlock *block);
/* A number from 0 to 255, or -1 with an exception. */
int byte_value(Object *o);
Object *bytes_join(Object *separator, Object *iterable);

/* bytes.c: slots that both have */
Object *bytes_repr(Object *self); /* b'...' */
Object *bytes_compare(Object *self, Object *other, Comparison op);
intptr_t bytes_length(Object *self);
Object *bytes_get_item(Object *self, Object *key);
int bytes_contains(Object *self, Object *item);
Object *bytes_binary(BinaryOperator op, Object *left, Object *right);

/* byte_text.c: characters */
BYTE_METHOD(byte_capitalize); BYTE_METHOD(byte_lower); BYTE_METHOD(byte_swapcase);
BYTE_METHOD(byte_title); BYTE_METHOD(byte_upper); BYTE_METHOD(byte_isalnum);
BYTE_METHOD(byte_isalpha); BYTE_METHOD(byte_isascii); BYTE_METHOD(byte_isdigit);
BYTE_METHOD(byte_islower); BYTE_METHOD(byte_isspace); BYTE_METHOD(byte_istitle);
BYTE_METHOD(byte_isupper); BYTE_METHOD(byte_center); BYTE_METHOD(byte_ljust);
BYTE_METHOD(byte_rjust); BYTE_METHOD(byte_zfill); BYTE_METHOD(byte_expandtabs);
BYTE_METHOD(byte_hex); BYTE_METHOD(byte_fromhex); BYTE_METHOD(byte_decode);
/* byte_search.c: finding, taking apart, putting together */
BYTE_METHOD(byte_count); BYTE_METHOD(byte_find); BYTE_METHOD(byte_rfind);
BYTE_METHOD(byte_index); BYTE_METHOD(byte_rindex); BYTE_METHOD(byte_startswith);
BYTE_METHOD(byte_endswith); BYTE_METHOD(byte_join); BYTE_METHOD(byte_strip);
BYTE_METHOD(byte_lstrip); BYTE_METHOD(byte_rstrip); BYTE_METHOD(byte_partition);
BYTE_METHOD(byte_rpartition); BYTE_METHOD(byte_split); BYTE_METHOD(byte_rsplit);
BYTE_METHOD(byte_splitlines); BYTE_METHOD(byte_replace); BYTE_METHOD(byte_removeprefix);
BYTE_METHOD(byte_removesuffix); BYTE_METHOD(byte_translate); BYTE_METHOD(byte_maketrans);

#define BYTE_METHODS \
    { "capitalize", byte_capitalize, 0, 0, 0, "The first letter upper, the others lower case." }, \
    { "center", byte_center, 1, 2, 0, "center(width, fillbyte=b' '): padded on both sides" }, \
    { "count", byte_count, 1, 3, METHOD_TUPLE, "count(sub[, start[, end]]) -> int" }, \
    { "decode", byte_decode, 0, -1, METHOD_KEYWORDS, \
      "decode(encoding='utf-8', errors='strict') -> str" }, \
    { "endswith", byte_endswith, 1, 3, METHOD_TUPLE, "endswith(suffix[, start[, end]]) -> bool" }, \
    { "expandtabs", byte_expandtabs, 0, -1, METHOD_KEYWORDS, "expandtabs(tabsize=8)" }, \
    { "find", byte_find, 1, 3, METHOD_TUPLE, "find(sub[, start[, end]]) -> int; -1: not there" }, \
    { "fromhex", byte_fromhex, 1, 1, METHOD_CLASS, "fromhex('B9 01EF') -> b'\\xb9\\x01\\xef'" }, \
    { "hex", byte_hex, 0, -1, METHOD_KEYWORDS, "hex([sep[, bytes_per_sep]]) -> str" }, \
    { "index", byte_index, 1, 3, METHOD_TUPLE, "index(sub[, start[, end]]) -> int" }, \
    { "isalnum", byte_isalnum, 0, 0, 0, "True if all are letters or digits of ASCII." }, \
    { "isalpha", byte_isalpha, 0, 0, 0, "True if all are letters of ASCII." }, \
    { "isascii", byte_isascii, 0, 0, 0, "True if all are below 128." }, \
    { "isdigit", byte_isdigit, 0, 0, 0, "True if all are digits of ASCII." }, \
    { "islower", byte_islower, 0, 0, 0, "True if no letter is upper case, and one is there." }, \
    { "isspace", byte_isspace, 0, 0, 0, "True if all are white space." }, \
    { "istitle", byte_istitle, 0, 0, 0, "True if words begin, and only they, in upper case." }, \
    { "isupper", byte_isupper, 0, 0, 0, "True if no letter is lower case, and one is there." }, \
    { "join", byte_join, 1, 1, 0, "Concatenate bytes-like objects with this one between them." }, \
    { "ljust", byte_ljust, 1, 2, 0, "ljust(width, fillbyte=b' ')" }, \
    { "lower", byte_lower, 0, 0, 0, "Return a copy with ASCII letters in lower case." }, \
    { "lstrip", byte_lstrip, 0, 1, 0, "Remove leading white space or bytes." }, \
    { "maketrans", byte_maketrans, 2, 2, METHOD_STATIC, "A table for translate()." }, \
    { "partition", byte_partition, 1, 1, 0, "Split in three at the first separator." }, \
    { "removeprefix", byte_removeprefix, 1, 1, 0, "Remove the prefix if it is there." }, \
    { "removesuffix", byte_removesuffix, 1, 1, 0, "Remove the suffix if it is there." }, \
    { "replace", byte_replace, 2, 3, 0, "replace(old, new, count=-1)" }, \
    { "rfind", byte_rfind, 1, 3, METHOD_TUPLE, "rfind(sub[, start[, end]]) -> int; -1: not there" }, \
    { "rindex", byte_rindex, 1, 3, METHOD_TUPLE, "rindex(sub[, start[, end]]) -> int" }, \
    { "rjust", byte_rjust, 1, 2, 0, "rjust(width, fillbyte=b' ')" }, \
    { "rpartition", byte_rpartition, 1, 1, 0, "Split in three at the last separator." }, \
    { "rsplit", byte_rsplit, 0, -1, METHOD_KEYWORDS, "rsplit(sep=None, maxsplit=-1) -> list" }, \
    { "rstrip", byte_rstrip, 0, 1, 0, "Remove trailing white space or bytes." }, \
    { "split", byte_split, 0, -1, METHOD_KEYWORDS, "split(sep=None, maxsplit=-1) -> list" }, \
    { "splitlines", byte_splitlines, 0, -1, METHOD_KEYWORDS, "splitlines(keepends=False)" }, \
    { "startswith", byte_startswith, 1, 3, METHOD_TUPLE, "startswith(prefix[, start[, end]]) -> bool" }, \
    { "strip", byte_strip, 0, 1, 0, "Remove white space or bytes at both ends." }, \
    { "swapcase", byte_swapcase, 0, 0, 0, "Exchange upper and lower case." }, \
    { "title", byte_title, 0, 0, 0, "Capitalize each word." }, \
    { "translate", byte_translate, 0, -1, METHOD_KEYWORDS, "translate(table, delete=b'')" }, \
    { "upper", byte_upper, 0, 0, 0, "Return a copy with ASCII letters in upper case." }, \
    { "zfill", byte_zfill, 1, 1, 0, "Pad a number with zeros on the left." }

#endif
