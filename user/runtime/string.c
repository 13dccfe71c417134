/*
 * string.c: the part of C's string.h that the interpreter uses (platform/platform.h), and that the
 * compiler calls of its own accord. Copying uses the processor's string instructions, four bytes a
 * step; filling and searching use SSE2, 16 bytes at once, in GCC's words for it
 * ("Vector Extensions"): its header of intrinsics asks for a C library.
 */
#include <stddef.h>
#include <stdint.h>

enum { WORD = sizeof(uint32_t), BLOCK = 16 };
/* Four and sixteen bytes at any address: the processor reads them there as well. */
typedef uint32_t unaligned_word __attribute__((may_alias, aligned(1)));
typedef char unaligned_block __attribute__((vector_size(BLOCK), may_alias, aligned(1)));

static inline void *copy_up(void *to, const void *from, size_t size)
{
    void *result = to;
    size_t words = size / WORD, rest = size % WORD;
    __asm__ volatile("rep movsl" : "+D"(to), "+S"(from), "+c"(words) : : "memory");
    __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(rest) : : "memory");
    return result;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    return copy_up(to, from, size);
}

void *memmove(void *to, const void *from, size_t size)
{
    if ((uintptr_t)to - (uintptr_t)from >= size) /* to below from, or no overlap */
        return copy_up(to, from, size);
    uint8_t *last = (uint8_t *)to + size;
    const uint8_t *last_from = (const uint8_t *)from + size;
    for (; size >= WORD; size -= WORD) {
        last -= WORD;
        last_from -= WORD;
        *(unaligned_word *)last = *(const unaligned_word *)last_from;
    }
    while (size--)
        *--last = *--last_from;
    return to;
}

void *memset(void *to, int value, size_t size)
{
    unaligned_block *block = to;
    unaligned_block filled = (unaligned_block){ 0 } + (char)value;
    for (; size >= 4 * BLOCK; block += 4, size -= 4 * BLOCK)
        for (int i = 0; i < 4; i++)
            block[i] = filled;
    void *place = block;
    uint32_t pattern = (uint8_t)value * 0x01010101u;
    size_t words = size / WORD, rest = size % WORD;
    __asm__ volatile("rep stosl" : "+D"(place), "+c"(words) : "a"(pattern) : "memory");
    __asm__ volatile("rep stosb" : "+D"(place), "+c"(rest) : "a"(pattern) : "memory");
    return to;
}

int memcmp(const void *left, const void *right, size_t size)
{
    const uint8_t *a = left, *b = right;
    while (size >= WORD && *(const unaligned_word *)a == *(const unaligned_word *)b)
        a += WORD, b += WORD, size -= WORD;
    for (; size; a++, b++, size--)
        if (*a != *b)
            return *a - *b;
    return 0;
}

void *memchr(const void *bytes, int value, size_t size)
{
    const uint8_t *byte = bytes;
    unaligned_block wanted = (unaligned_block){ 0 } + (char)value;
    for (; size >= BLOCK; byte += BLOCK, size -= BLOCK) {
        unaligned_block equal = *(const unaligned_block *)byte == wanted;
        int found = __builtin_ia32_pmovmskb128(equal); /* pmovmskb: a bit for each byte */
        if (found)
            return (void *)(byte + __builtin_ctz(found));
    }
    for (; size; byte++, size--)
        if (*byte == (uint8_t)value)
            return (void *)byte;
    return NULL;
}

size_t strlen(const char *text)
{
    const char *end = text;
    while (*end)
        end++;
    return end - text;
}

int strncmp(const char *left, const char *right, size_t most)
{
    for (; most; left++, right++, most--)
        if (*left != *right || !*left)
            return (uint8_t)*left - (uint8_t)*right;
    return 0;
}

int strcmp(const char *left, const char *right)
{
    return strncmp(left, right, SIZE_MAX);
}
