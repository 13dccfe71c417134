/*
 * string.c: memory and string functions. The processor's string instructions do the bulk of the
 * work: they are fast everywhere, in emulators too, and a reader knows them from the manual.
 */
#include "kernel/string.h"

#include <stdint.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    void *destination = to;
    size_t words = size / 4;

    __asm__ volatile("rep movsl" : "+D"(destination), "+S"(from), "+c"(words) : : "memory");
    size %= 4;
    __asm__ volatile("rep movsb" : "+D"(destination), "+S"(from), "+c"(size) : : "memory");
    return to;
}

void *memmove(void *to, const void *from, size_t size)
{
    if ((uintptr_t)to - (uintptr_t)from >= size) /* to lies before from, or behind its end */
        return memcpy(to, from, size);

    const char *last_from = (const char *)from + size - 1;
    char *last_to = (char *)to + size - 1;
    __asm__ volatile("std; rep movsb; cld"
                     : "+D"(last_to), "+S"(last_from), "+c"(size) : : "memory", "cc");
    return to;
}

void *memset(void *to, int byte, size_t size)
{
    void *destination = to;
    uint32_t word = (uint8_t)byte * 0x01010101u;
    size_t words = size / 4;

    __asm__ volatile("rep stosl" : "+D"(destination), "+c"(words) : "a"(word) : "memory");
    size %= 4;
    __asm__ volatile("rep stosb" : "+D"(destination), "+c"(size) : "a"(word) : "memory");
    return to;
}

int memcmp(const void *a, const void *b, size_t size)
{
    const uint8_t *left = a, *right = b;

    for (; size > 0; size--, left++, right++)
        if (*left != *right)
            return *left - *right;
    return 0;
}

size_t strlen(const char *text)
{
    const char *end = text;

    while (*end != '\0')
        end++;
    return (size_t)(end - text);
}

int strcmp(const char *a, const char *b)
{
    return strncmp(a, b, SIZE_MAX);
}

int strncmp(const char *a, const char *b, size_t most)
{
    for (; most > 0; most--, a++, b++) {
        if (*a != *b)
            return (uint8_t)*a - (uint8_t)*b;
        if (*a == '\0')
            return 0;
    }
    return 0;
}

char *strchr(const char *text, int character)
{
    for (; *text != (char)character; text++)
        if (*text == '\0')
            return NULL;
    return (char *)text;
}
