/*
 * re_program.h: what a regular expression becomes: a row of 32-bit words, instructions for the
 * backtracking matcher. re_parser.c makes it from the pattern's text, re_match.c runs it, re.c shows
 * both to Python as module _re; user/lib/re.py is what programs import.
 *
 * Jumps are relative to their instruction, so that finished code can move when a repetition turns
 * out to stand behind it. Registers hold the ends of the groups and what loops remember.
 */
#ifndef RE_PROGRAM_H
#define RE_PROGRAM_H

#include "object.h"

/* An instruction's words follow it in this order; `rel` is where to go, from the instruction. */
typedef enum {
    RE_CHAR,        /* character */
    RE_CHAR_IGNORE, /* character, ascii only: the same but for case */
    RE_ANY,         /* anything but a newline */
    RE_ANY_ALL,
    RE_SET,         /* words, flags, 8 words of a bitmap for Latin-1, then pairs first, last */
    RE_REPEAT_ONE,  /* words, least, most, RepeatKind; then the one-character instruction */
    RE_LOOP_BEGIN,  /* register */
    RE_LOOP,        /* register, least, most, RepeatKind, rel behind the loop */
    RE_LOOP_ROUND,  /* register: a round begins; stands right behind its RE_LOOP */
    RE_JUMP,        /* rel */
    RE_SPLIT,       /* rel to try when what follows fails */
    RE_SPLIT_LAZY,  /* rel to try first */
    RE_SAVE,        /* register: the position goes there */
    RE_CLOSE,       /* group: its end is here, and it is the last one that closed */
    RE_BACKREFERENCE, /* group, case (0: as it is, 1: ignore, 2: ignore for ASCII) */
    RE_IF_GROUP,    /* group, rel when it has not matched */
    RE_LOOK,        /* register, width to step back, negative, rel behind */
    RE_LOOK_END,    /* register, RE_LOOK's negative, whether to go back to where it began */
    RE_AT,          /* RePlace */
    RE_MATCH,
} ReOperation;

typedef enum { REPEAT_GREEDY, REPEAT_LAZY, REPEAT_POSSESSIVE } RepeatKind;
typedef enum { AT_START, AT_LINE_START, AT_END, AT_LINE_END, AT_STRING_END, AT_BOUNDARY,
               AT_NO_BOUNDARY, AT_ASCII_BOUNDARY, AT_NO_ASCII_BOUNDARY } RePlace;

/* A set's pair whose first word has this bit names a category: a ReCategory in its low bits. */
enum { SET_CATEGORY = 1u << 31, SET_HEAD = 11, SET_BITMAP = 3 };
enum { SET_NEGATED = 1, SET_IGNORE = 2, SET_ASCII = 4 }; /* a set's flags */
typedef enum { CATEGORY_DIGIT, CATEGORY_SPACE, CATEGORY_WORD, CATEGORY_ASCII = 4,
               CATEGORY_NOT = 8 } ReCategory; /* one of three, and two flags */

enum { RE_LEAST_BEFORE_ROUND = -4 }; /* from RE_LOOP_ROUND to RE_LOOP's `least` */

/* The flags of module re, with their values there. */
enum { RE_IGNORECASE = 2, RE_LOCALE = 4, RE_MULTILINE = 8, RE_DOTALL = 16, RE_UNICODE = 32,
       RE_VERBOSE = 64, RE_DEBUG = 128, RE_ASCII = 256 };

#define RE_UNSET UINT32_MAX          /* a register that holds nothing; a repetition without end */
enum { RE_GROUPS_MOST = 0x3FFFFFFF / 4 };

typedef struct {
    uint32_t *code;
    size_t size, capacity;   /* in words */
    uint32_t groups;         /* without the whole match */
    uint32_t registers;      /* 2 * (groups + 1), the last closed group, then the loops' */
    Object *group_index;     /* dict: name -> number */
    int flags;
} ReProgram;

/* The characters of a str or of bytes. */
typedef struct { const void *data; int kind; uint32_t length; } ReText;

static inline uint32_t re_last_closed(const ReProgram *program)
{
    return 2 * (program->groups + 1);
}

/* Compiles. 0: program is filled, and the caller gives it back with re_program_free. -1 with an
 * exception; or without one when the pattern is at fault: *message (a str, new) and *position. */
int re_parse(ReProgram *program, ReText pattern, bool bytes, int flags, Object **message,
             size_t *position);
void re_program_free(ReProgram *program);

typedef enum { RE_AT_POSITION, RE_WHOLE, RE_SEARCH } ReMode;
/* Runs the program on text[.. end] from `start`; registers get the ends of the groups, those of the
 * whole match first. not_empty: no empty match at `start`. 1: found, 0: not, -1: an exception
 * (MemoryError, KeyboardInterrupt). */
int re_run(const ReProgram *program, ReText text, uint32_t start, uint32_t end, ReMode mode,
           bool not_empty, uint32_t *registers);

/* Whether c is in a set whose instruction this is; by its ranges, without the bitmap. */
bool re_set_has(const uint32_t *set, uint32_t c);
bool re_is_word(uint32_t c, bool ascii);
bool re_same_but_for_case(uint32_t a, uint32_t b, bool ascii);

#endif
