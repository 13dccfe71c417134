/*
 * random.c: module _random: the Mersenne Twister MT19937 (M. Matsumoto, T. Nishimura, "Mersenne
 * Twister: a 623-dimensionally equidistributed uniform pseudo-random number generator", 1998). What
 * programs import is module random, in user/lib/random.py, whose class Random is derived from this
 * one. The same seed gives the same numbers as in CPython.
 */
#include "memory/memory.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/standard.h"
#include "objects/arguments.h"
#include "objects/int.h"
#include "platform/platform.h"
#include "vm/errors.h"

#include <string.h>

enum { WORDS = 624, MIDDLE = 397, WORD_BITS = 32 };
typedef struct {
    Object head;
    int position;          /* of the next word; WORDS: all have been given */
    uint32_t state[WORDS];
} Twister;

/* ---- the generator -------------------------------------------------------------------------- */

/* The paper's init_genrand. */
static void fill(Twister *t, uint32_t number)
{
    t->state[0] = number;
    for (uint32_t i = 1; i < WORDS; i++) {
        uint32_t before = t->state[i - 1];
        t->state[i] = 1812433253u * (before ^ before >> 30) + i;
    }
    t->position = WORDS;
}

/* init_by_array. */
static void fill_from_key(Twister *t, const uint32_t *key, size_t count)
{
    enum { START = 19650218 };
    fill(t, START);
    size_t i = 1, j = 0;
    for (size_t steps = count > WORDS ? count : WORDS; steps > 0; steps--) {
        uint32_t before = t->state[i - 1];
        t->state[i] = (t->state[i] ^ (before ^ before >> 30) * 1664525u) + key[j] + (uint32_t)j;
        if (++i == WORDS) {
            t->state[0] = t->state[WORDS - 1];
            i = 1;
        }
        j = j + 1 < count ? j + 1 : 0;
    }
    for (size_t steps = WORDS - 1; steps > 0; steps--) {
        uint32_t before = t->state[i - 1];
        t->state[i] = (t->state[i] ^ (before ^ before >> 30) * 1566083941u) - (uint32_t)i;
        if (++i == WORDS) {
            t->state[0] = t->state[WORDS - 1];
            i = 1;
        }
    }
    t->state[0] = 0x80000000u;
}

/* The next 624 words. */
static void renew(Twister *t)
{
    for (int i = 0; i < WORDS; i++) {
        uint32_t y = (t->state[i] & 0x80000000u) | (t->state[(i + 1) % WORDS] & 0x7FFFFFFFu);
        t->state[i] = t->state[(i + MIDDLE) % WORDS] ^ y >> 1 ^ (y & 1 ? 0x9908B0DFu : 0);
    }
    t->position = 0;
}

static uint32_t next_word(Twister *t)
{
    if (t->position >= WORDS)
        renew(t);
    uint32_t y = t->state[t->position++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9D2C5680u;
    y ^= y << 15 & 0xEFC60000u;
    return y ^ y >> 18;
}

/* ---- ints and rows of words ----------------------------------------------------------------- */

/* The magnitude's words, the lowest first: a block of *count words; NULL with MemoryError. */
static uint32_t *words_of(const Int *number, size_t *count)
{
    size_t bits = int_bit_length(number);
    *count = bits == 0 ? 1 : (bits + WORD_BITS - 1) / WORD_BITS;
    uint32_t *words = mem_alloc_zeroed(*count * sizeof(uint32_t));
    if (!words)
        return raise_no_memory();
    for (size_t i = 0; i < int_digit_count(number); i++) {
        size_t bit = i * DIGIT_BITS, word = bit / WORD_BITS;
        uint64_t shifted = (uint64_t)number->digits[i] << bit % WORD_BITS;
        words[word] |= (uint32_t)shifted;
        if (shifted >> WORD_BITS)
            words[word + 1] |= (uint32_t)(shifted >> WORD_BITS);
    }
    return words;
}

/* An int of `bits` random bits, drawn from the lowest word up; of the last the highest bits
 * count. */
static Object *random_int(Twister *t, size_t bits)
{
    Int *number = int_allocate((bits + DIGIT_BITS - 1) / DIGIT_BITS);
    if (!number)
        return NULL;
    memset(number->digits, 0, (size_t)number->size * sizeof(Digit));
    for (size_t bit = 0; bit < bits; bit += WORD_BITS) {
        uint32_t word = next_word(t);
        if (bits - bit < WORD_BITS)
            word >>= WORD_BITS - (bits - bit);
        size_t digit = bit / DIGIT_BITS;
        uint64_t shifted = (uint64_t)word << bit % DIGIT_BITS;
        for (; shifted; shifted >>= DIGIT_BITS)
            number->digits[digit++] |= (Digit)(shifted & DIGIT_MASK);
    }
    return int_normalised(number);
}

static Type twister_type;

/* ---- the class ------------------------------------------------------------------------------ */

/* An int that nobody can foretell: new. */
static Object *random_number(void)
{
    uint64_t number = platform_nanoseconds(); /* if all else fails */
    platform_random(&number, sizeof number);
    return int_from_unsigned(number);
}

/* An int's magnitude, any other object's hash; none: the system's random bytes. 0 or -1. */
static int seed(Twister *t, Object *from)
{
    Object *number = !from || from == NONE ? random_number()
                   : IS_INT(from) ? incref(from) : NULL;
    if (!number && from && from != NONE) {
        int64_t hash = object_hash(from);
        number = hash == -1 ? NULL : int_from_unsigned((uint64_t)hash);
    }
    size_t count;
    uint32_t *key = number ? words_of((Int *)number, &count) : NULL;
    if (key) {
        fill_from_key(t, key, count);
        mem_free(key, count * sizeof(uint32_t));
    }
    xdecref(number);
    return key ? 0 : -1;
}

static Object *twister_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)kwnames;
    Twister *t = object_new(type, 0);
    if (t && type->flags & TYPE_GC)
        gc_track(t);
    bool own = type == &twister_type; /* class Random seeds in its __init__ */
    if (t && seed(t, own && positional > 0 ? args[0] : NULL) < 0)
        clear_reference(t);
    return (Object *)t;
}

static void twister_destroy(Object *self) { object_free(self, 0); }

FUNCTION(twister_random)
{
    (void)args, (void)positional, (void)kwnames;
    uint32_t high = next_word((Twister *)self) >> 5, low = next_word((Twister *)self) >> 6;
    return float_from((high * 67108864.0 + low) * (1.0 / 9007199254740992.0)); /* 2**26, 2**53 */
}

FUNCTION(twister_getrandbits)
{
    (void)positional, (void)kwnames;
    enum { MOST = 1 << 30 };
    int64_t bits = object_as_int64(args[0], NULL);
    if (bits == -1 && error_occurred())
        return NULL;
    if (bits < 0)
        return raise(&value_error_type, "number of bits must be non-negative");
    if (bits > MOST)
        return raise_no_memory();
    return bits == 0 ? int_from(0) : random_int((Twister *)self, (size_t)bits);
}

FUNCTION(twister_seed)
{
    (void)kwnames;
    return seed((Twister *)self, positional > 0 ? args[0] : NULL) < 0 ? NULL : incref(NONE);
}

FUNCTION(twister_getstate)
{
    (void)args, (void)positional, (void)kwnames;
    Twister *t = (Twister *)self;
    Tuple *words = (Tuple *)tuple_new(WORDS + 1);
    for (int i = 0; words && i <= WORDS; i++) {
        words->items[i] = int_from(i < WORDS ? (int64_t)t->state[i] : t->position);
        if (!words->items[i])
            clear_reference(words);
    }
    return (Object *)words;
}

FUNCTION(twister_setstate)
{
    (void)positional, (void)kwnames;
    Twister *t = (Twister *)self;
    if (!IS_TUPLE(args[0]))
        return raise(&type_error_type, "state vector must be a tuple");
    Tuple *words = (Tuple *)args[0];
    if (words->size != WORDS + 1)
        return raise(&value_error_type, "state vector is the wrong size");
    uint32_t state[WORDS + 1];
    for (int i = 0; i <= WORDS; i++) {
        int64_t word = object_as_int64(words->items[i], &overflow_error_type);
        if (word == -1 && error_occurred())
            return NULL;
        if (word < 0)
            return raise(&overflow_error_type, "can't convert negative int to unsigned");
        state[i] = (uint32_t)word;
    }
    if (state[WORDS] > WORDS)
        return raise(&value_error_type, "invalid state");
    memcpy(t->state, state, sizeof t->state);
    t->position = (int)state[WORDS];
    return incref(NONE);
}

static const MethodDef methods[] = {
    { "random", twister_random, 0, 0, 0, "random() -> x in the interval [0, 1)." },
    { "getrandbits", twister_getrandbits, 1, 1, 0, "getrandbits(k) -> x: k random bits" },
    { "seed", twister_seed, 0, 1, 0, "seed([n]): by an int, another object's hash, or the system" },
    { "getstate", twister_getstate, 0, 0, 0, "getstate() -> tuple containing the current state." },
    { "setstate", twister_setstate, 1, 1, 0, "setstate(state) -> None" },
    { 0 },
};

static Type twister_type = {
    .head = { 1, &type_type }, .name = "_random.Random", .basic_size = sizeof(Twister),
    .flags = TYPE_BASE, .base = &object_type,
    .doc = "Random() -> create a random number generator with its own internal state.",
    .destroy = twister_destroy, .construct = twister_construct, .methods = methods,
};

Object *module_random_create(void)
{
    static const MethodDef none[] = { { 0 } };
    Object *module = module_from_functions("_random", none);
    if (!module || type_ready(&twister_type) < 0
        || module_add(module, "Random", incref(&twister_type.head)) < 0)
        clear_reference(module);
    return module;
}
