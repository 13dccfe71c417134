/*
 * random.c: where randomness comes from. RDRAND gives the output of a generator inside the
 * processor that is seeded by noise (Intel SDM 1, 7.3.17). A processor or an emulator without it
 * has only time: the low bits of the time-stamp counter at each interrupt and each request, stirred
 * by a generator of 64 bits (Marsaglia, "Xorshift RNGs", 2003). That is good enough to seed a hash or to
 * shuffle cards, and no more: do not make keys with it.
 */
#include "kernel/cpu/random.h"

#include <stdbool.h>
#include "kernel/cpu/control.h"
#include "kernel/string.h"

#define RDRAND_TRIES 10 /* it may be empty for a moment; ten times in a row means broken */

static uint64_t state = 0x9E3779B97F4A7C15ull; /* any number but 0 */

static bool has_rdrand(void)
{
    return (cpuid(CPUID_FEATURES, 0).ecx & CPUID_ECX_RDRAND) != 0;
}

static bool rdrand(uint32_t *word)
{
    bool good = false; /* the carry flag says so */
    for (int i = 0; i < RDRAND_TRIES && !good; i++)
        __asm__ volatile("rdrand %0" : "=r"(*word), "=@ccc"(good));
    return good;
}

/* A whole cycle of xorshift: no bit of the state is where it was. */
static void advance(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
}

void random_stir(void)
{
    uint64_t stirred = state ^ tsc_read();
    state = stirred != 0 ? stirred : state; /* 0 would stay 0 */
    advance();
}

void random_fill(void *to, uint32_t size)
{
    bool own = has_rdrand();
    for (uint32_t done = 0; done < size; done += sizeof(uint32_t)) {
        uint32_t word;
        random_stir();
        if (!own || !rdrand(&word))
            word = (uint32_t)(state >> 32);
        uint32_t left = size - done;
        memcpy((char *)to + done, &word, left < sizeof word ? left : sizeof word);
    }
}
