/*
 * re_emit.c: writes the program of a regular expression: a row of words that grows, into which the
 * head of a repetition is inserted when the repeated part stands there already.
 */
#include "memory/memory.h"
#include "modules/re_parser.h"
#include "vm/errors.h"

enum { WORDS_FIRST = 32 };

/* The loops' registers are numbered from here on until the number of groups is known. */
enum { LOOP_REGISTERS = 0x40000000 };

static int make_room(ReProgram *program, size_t more)
{
    if (program->capacity - program->size >= more)
        return 0;
    size_t capacity = program->capacity + (program->capacity / 2 > more ? program->capacity / 2
                                                                        : more + WORDS_FIRST);
    uint32_t *code = mem_resize(program->code, program->capacity * sizeof *code,
                                capacity * sizeof *code);
    if (!code) {
        raise_no_memory();
        return -1;
    }
    program->code = code;
    program->capacity = capacity;
    return 0;
}

int re_insert(ReParser *p, size_t place, const uint32_t *words, size_t count)
{
    ReProgram *program = p->program;
    if (make_room(program, count) < 0)
        return -1;
    memmove(program->code + place + count, program->code + place,
            (program->size - place) * sizeof *words);
    memcpy(program->code + place, words, count * sizeof *words);
    program->size += count;
    return 0;
}

int re_emit_words(ReParser *p, const uint32_t *words, size_t count)
{
    return re_insert(p, p->program->size, words, count);
}

int re_emit(ReParser *p, uint32_t word) { return re_emit_words(p, &word, 1); }

uint32_t re_take_registers(ReParser *p)
{
    uint32_t first = LOOP_REGISTERS + 2 * p->loops;
    p->loops++;
    return first;
}

/* The words of an instruction, its operands included. */
static size_t instruction_size(const uint32_t *i)
{
    static const uint8_t sizes[] = {
        [RE_CHAR] = 2, [RE_CHAR_IGNORE] = 3, [RE_ANY] = 1, [RE_ANY_ALL] = 1, [RE_REPEAT_ONE] = 5,
        [RE_LOOP_BEGIN] = 2, [RE_LOOP] = 6, [RE_LOOP_ROUND] = 2, [RE_JUMP] = 2, [RE_SPLIT] = 2,
        [RE_SPLIT_LAZY] = 2, [RE_SAVE] = 2, [RE_CLOSE] = 2, [RE_BACKREFERENCE] = 3,
        [RE_IF_GROUP] = 3, [RE_LOOK] = 5, [RE_LOOK_END] = 4, [RE_AT] = 2, [RE_MATCH] = 1,
    };
    return i[0] == RE_SET ? i[1] : sizes[i[0]];
}

void re_number_registers(ReParser *p)
{
    ReProgram *program = p->program;
    uint32_t first = re_last_closed(program) + 1;
    program->registers = first + 2 * p->loops;
    for (uint32_t *i = program->code; i < program->code + program->size; i += instruction_size(i)) {
        bool numbered = i[0] == RE_LOOP_BEGIN || i[0] == RE_LOOP || i[0] == RE_LOOP_ROUND
            || i[0] == RE_LOOK || i[0] == RE_LOOK_END;
        if (numbered)
            i[1] = i[1] - LOOP_REGISTERS + first;
    }
}

int re_emit_set(ReParser *p, uint32_t flags, const uint32_t *items, size_t count)
{
    uint32_t head[SET_HEAD] = { RE_SET, SET_HEAD + (uint32_t)count, flags };
    size_t place = p->program->size;
    if (re_emit_words(p, head, SET_HEAD) < 0 || re_emit_words(p, items, count) < 0)
        return -1;
    uint32_t *set = p->program->code + place;
    for (uint32_t c = 0; c < LATIN_1_END; c++)
        if (re_set_has(set, c))
            set[SET_BITMAP + c / 32] |= 1u << c % 32;
    return 0;
}

/* ---- repetitions ----------------------------------------------------------------------------- */

static int repeat_atomically(ReParser *p, size_t start, uint32_t least, uint32_t most, ReWidth body)
{
    if (re_emit_repeat(p, start, least, most, REPEAT_GREEDY, body) < 0)
        return -1;
    uint32_t number = re_take_registers(p), behind = (uint32_t)(p->program->size - start) + 9;
    uint32_t head[] = { RE_LOOK, number, 0, 0, behind }, tail[] = { RE_LOOK_END, number, 0, 0 };
    return re_insert(p, start, head, 5) < 0 ? -1 : re_emit_words(p, tail, 4);
}

int re_emit_repeat(ReParser *p, size_t start, uint32_t least, uint32_t most, RepeatKind kind,
                   ReWidth body)
{
    const uint32_t *first = p->program->code + start;
    uint32_t size = (uint32_t)(p->program->size - start);
    if (size == 0)
        return 0;
    if (first[0] <= RE_SET && instruction_size(first) == size) {
        uint32_t head[] = { RE_REPEAT_ONE, size + 5, least, most, kind };
        return re_insert(p, start, head, 5);
    }
    if (kind == REPEAT_POSSESSIVE)
        return repeat_atomically(p, start, least, most, body);
    uint32_t split = kind == REPEAT_LAZY ? RE_SPLIT_LAZY : RE_SPLIT;
    if (least == 0 && most == 1) {
        uint32_t head[] = { split, size + 2 };
        return re_insert(p, start, head, 2);
    }
    if (least == 0 && most == RE_UNSET && body.least > 0) {
        uint32_t head[] = { split, size + 4 }, tail[] = { RE_JUMP, -(size + 2) };
        return re_insert(p, start, head, 2) < 0 ? -1 : re_emit_words(p, tail, 2);
    }
    uint32_t number = re_take_registers(p);
    uint32_t head[] = { RE_LOOP_BEGIN, number, RE_LOOP, number, least, most, kind, size + 10,
                        RE_LOOP_ROUND, number };
    uint32_t tail[] = { RE_JUMP, -(size + 8) };
    return re_insert(p, start, head, 10) < 0 ? -1 : re_emit_words(p, tail, 2);
}
