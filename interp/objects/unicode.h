/*
 * unicode.h: properties and case mappings of characters (Unicode 14, as in CPython 3.11).
 */
#ifndef UNICODE_H
#define UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CHAR_ALPHA = 1, CHAR_DECIMAL = 2, CHAR_DIGIT = 4, CHAR_NUMERIC = 8, CHAR_LOWER = 16,
       CHAR_UPPER = 32, CHAR_TITLE = 64, CHAR_SPACE = 128, CHAR_PRINTABLE = 256, CHAR_CASED = 512,
       CHAR_CASE_IGNORABLE = 1024, CHAR_IDENTIFIER_START = 2048, CHAR_IDENTIFIER_CONTINUE = 4096 };

/* The CHAR_* flags of a character. */
unsigned unicode_flags(uint32_t c);
static inline bool unicode_is(uint32_t c, unsigned flags) { return unicode_flags(c) & flags; }

typedef enum { CASE_LOWER, CASE_UPPER, CASE_TITLE, CASE_FOLD } CaseMapping;
/* Writes up to 3 characters; how many. */
size_t unicode_map(uint32_t c, CaseMapping mapping, uint32_t to[3]);

/* The tables (unicode_tables.c). */
typedef struct { uint32_t first, last; uint8_t step; int32_t delta; } CaseRun;
typedef struct { const CaseRun *runs; size_t count; } CaseTable;
typedef struct { uint32_t code; uint8_t mapping; uint16_t to[3]; } SpecialCase;
extern const uint16_t unicode_classes[];
extern const uint32_t unicode_runs[];
extern const size_t unicode_run_count;
extern const CaseTable unicode_case_tables[];
extern const SpecialCase unicode_special_cases[];
extern const size_t unicode_special_count;

#endif
