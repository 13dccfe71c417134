/*
 * re_parser.h: what the two halves of the compiler of regular expressions share: reading the
 * pattern (re_parser.c: sequences, groups, repetitions; re_escapes.c: one character, escapes, sets;
 * re_flags.c)
 * and writing the program (re_emit.c).
 */
#ifndef RE_PARSER_H
#define RE_PARSER_H

#include "modules/re_program.h"
#include "objects/str.h"

/* How many characters a part can take; WIDTH_MOST stands for any more too. */
typedef struct { uint32_t least, most; } ReWidth;
enum { WIDTH_MOST = 0x7FFFFFFF };

typedef struct {
    ReProgram *program;
    ReText text;
    uint32_t position;      /* of the next character */
    bool bytes;
    int flags;              /* of the whole pattern */
    ReWidth *group_widths;  /* index: the group's number; most == WIDTH_OPEN while it is open */
    size_t width_capacity;
    uint32_t look_behind_groups; /* RE_UNSET, or the number of groups when a lookbehind began */
    uint32_t loops;         /* pairs of registers taken by loops and by looking around */
    uint32_t condition;     /* a (?(number) that was met first, and its position; 0: none */
    size_t condition_position;
    bool variable_look_behind; /* one of no fixed width was met */
    Object *message;        /* what is wrong with the pattern, or NULL; new */
    size_t message_position;
} ReParser;

enum { END_OF_PATTERN = -1, WIDTH_OPEN = UINT32_MAX };

/* ---- re_escapes.c ---- */

static inline int64_t re_peek(const ReParser *p)
{
    return p->position < p->text.length ? kind_read(p->text.kind, p->text.data, p->position)
                                        : (int64_t)END_OF_PATTERN;
}
static inline int64_t re_peek_at(const ReParser *p, uint32_t ahead)
{
    return ahead < p->text.length - p->position
        ? kind_read(p->text.kind, p->text.data, p->position + ahead) : (int64_t)END_OF_PATTERN;
}
static inline bool re_accept(ReParser *p, int64_t c)
{
    bool found = re_peek(p) == c;
    p->position += found;
    return found;
}

/* Takes a character, or a backslash with what follows it, as CPython's tokenizer does. */
static inline void re_take_token(ReParser *p)
{
    p->position += re_peek(p) == '\\' && re_peek_at(p, 1) != END_OF_PATTERN ? 2 : 1;
}

/* The pattern is at fault at a position: -1. The message's format is that of str_from_format. */
int re_fail(ReParser *p, size_t position, const char *format, ...);
/* The pattern's text [start, end) as a str. New. */
Object *re_part(const ReParser *p, uint32_t start, uint32_t end);
/* Behind a backslash. Emits what takes one character, or a place, or a reference. */
int re_parse_escape(ReParser *p, int flags, ReWidth *width);
/* Behind the "[". */
int re_parse_set(ReParser *p, int flags, ReWidth *width);
int re_emit_character(ReParser *p, uint32_t c, int flags, ReWidth *width);
/* A group that is referred to: it must be closed, and not stand in the same lookbehind. */
int re_check_reference(ReParser *p, uint32_t group, size_t position);
int re_emit_reference(ReParser *p, uint32_t group, int flags, ReWidth *width);

/* ---- re_flags.c ---- */

int re_flag_of(int64_t letter); /* RE_*, or 0 */
enum { RE_TYPE_FLAGS = RE_ASCII | RE_LOCALE | RE_UNICODE }; /* of which a pattern has one */
/* (?flags), (?flags-flags:...): behind the question mark. *global: for the whole pattern. */
int re_parse_flags(ReParser *p, int *add, int *removed, bool *global);

/* ---- re_emit.c: all give 0, or -1 with MemoryError ---- */

int re_emit(ReParser *p, uint32_t word);
int re_emit_words(ReParser *p, const uint32_t *words, size_t count);
/* Makes room for words before what stands at `place`. */
int re_insert(ReParser *p, size_t place, const uint32_t *words, size_t count);
/* The part that stands from `start` to the end is repeated. */
int re_emit_repeat(ReParser *p, size_t start, uint32_t least, uint32_t most, RepeatKind kind,
                   ReWidth body);
/* A set from its pairs [items], with its bitmap. */
int re_emit_set(ReParser *p, uint32_t flags, const uint32_t *items, size_t count);
uint32_t re_take_registers(ReParser *p); /* two, for a loop or for looking around */
/* The program is whole: the loops get the registers behind the groups'. */
void re_number_registers(ReParser *p);

#endif
