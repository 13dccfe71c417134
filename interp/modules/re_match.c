/*
 * re_match.c: runs a regular expression's program on a text. The matcher goes straight on and notes
 * on a stack of its own what else it could have tried, and what it changed; where it cannot go on
 * it takes the newest note back. So no pattern makes C recurse, however deep it nests, and one that
 * takes for ever can be interrupted.
 */
#include "memory/memory.h"
#include "modules/re_program.h"
#include "objects/str.h"
#include "objects/unicode.h"
#include "vm/errors.h"
#include "vm/interrupt.h"

/* A note: something to try, or a register's former value. */
typedef enum { TRY, TRY_FEWER, TRY_MORE, RESTORE } NoteKind;
typedef struct {
    uint32_t kind;
    uint32_t place;    /* where the program goes on; RESTORE: the register */
    uint32_t position; /* in the text; RESTORE: the value */
    uint32_t bound;    /* TRY_FEWER: the least position; TRY_MORE: how many more may be taken */
} Note;

typedef struct {
    const uint32_t *code;
    ReText text;
    uint32_t position, end;
    uint32_t pc;
    uint32_t *registers;
    Note *notes;
    size_t count, capacity;
    unsigned steps;      /* notes taken back, for the look at Ctrl-C */
    bool failed;         /* an exception is set */
} Matcher;

enum { NOTES_FIRST = 64, STEPS_BETWEEN_LOOKS = 4096 };

static inline uint32_t at(const Matcher *m, uint32_t index)
{
    return kind_read(m->text.kind, m->text.data, index);
}

/* ---- characters ------------------------------------------------------------------------------ */

enum { ASCII_CASE = 'a' - 'A', ASCII_END = 0x80 };

static uint32_t map_one(uint32_t c, CaseMapping mapping)
{
    uint32_t to[3];
    return unicode_map(c, mapping, to) == 1 ? to[0] : c;
}

static uint32_t ascii_lower(uint32_t c) { return c >= 'A' && c <= 'Z' ? c + ASCII_CASE : c; }

bool re_same_but_for_case(uint32_t a, uint32_t b, bool ascii)
{
    if (a == b || ascii || (a < ASCII_END && b < ASCII_END))
        return ascii_lower(a) == ascii_lower(b);
    return map_one(a, CASE_LOWER) == map_one(b, CASE_LOWER)
        || map_one(a, CASE_UPPER) == map_one(b, CASE_UPPER);
}

bool re_is_word(uint32_t c, bool ascii)
{
    if (c < ASCII_END || ascii)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_';
    return unicode_is(c, CHAR_ALPHA | CHAR_DECIMAL | CHAR_DIGIT | CHAR_NUMERIC);
}

static bool in_category(uint32_t c, uint32_t category)
{
    bool ascii = category & CATEGORY_ASCII, found;
    switch (category & 3) {
    case CATEGORY_DIGIT:
        found = ascii || c < ASCII_END ? c >= '0' && c <= '9' : unicode_is(c, CHAR_DECIMAL);
        break;
    case CATEGORY_SPACE:
        found = ascii ? c == ' ' || (c >= '\t' && c <= '\r') : unicode_is(c, CHAR_SPACE);
        break;
    default: found = re_is_word(c, ascii);
    }
    return found != ((category & CATEGORY_NOT) != 0);
}

static bool in_ranges(const uint32_t *set, uint32_t c)
{
    for (const uint32_t *pair = set + SET_HEAD; pair < set + set[1]; pair += 2)
        if (pair[0] & SET_CATEGORY ? in_category(c, pair[0] & ~SET_CATEGORY)
                                   : c >= pair[0] && c <= pair[1])
            return true;
    return false;
}

bool re_set_has(const uint32_t *set, uint32_t c)
{
    uint32_t flags = set[2];
    bool found = in_ranges(set, c);
    if (!found && flags & SET_IGNORE) {
        if (!(flags & SET_ASCII))
            found = in_ranges(set, map_one(c, CASE_LOWER)) || in_ranges(set, map_one(c, CASE_UPPER));
        else if (c < ASCII_END && ascii_lower(c | ASCII_CASE) >= 'a' && (c | ASCII_CASE) <= 'z')
            found = in_ranges(set, c ^ ASCII_CASE);
    }
    return found != ((flags & SET_NEGATED) != 0);
}

/* One of the instructions that take one character. */
static inline bool takes(const uint32_t *instruction, uint32_t c)
{
    switch (instruction[0]) {
    case RE_CHAR: return c == instruction[1];
    case RE_CHAR_IGNORE: return re_same_but_for_case(c, instruction[1], instruction[2]);
    case RE_ANY: return c != '\n';
    case RE_SET:
        return c < LATIN_1_END ? instruction[SET_BITMAP + c / 32] >> c % 32 & 1
                               : re_set_has(instruction, c);
    default: return true;
    }
}

/* ---- notes ----------------------------------------------------------------------------------- */

static void note(Matcher *m, NoteKind kind, uint32_t place, uint32_t position, uint32_t bound)
{
    if (m->count == m->capacity) {
        size_t capacity = m->capacity ? 2 * m->capacity : NOTES_FIRST;
        Note *notes = mem_resize(m->notes, m->capacity * sizeof *notes, capacity * sizeof *notes);
        if (!notes) {
            raise_no_memory();
            m->failed = true;
            return;
        }
        m->notes = notes;
        m->capacity = capacity;
    }
    m->notes[m->count++] = (Note){ kind, place, position, bound };
}

static void set_register(Matcher *m, uint32_t number, uint32_t value)
{
    note(m, RESTORE, number, m->registers[number], 0);
    m->registers[number] = value;
}

/* Takes notes back until one says what to try; false: none does. */
static bool backtrack(Matcher *m)
{
    while (m->count > 0 && !m->failed) {
        Note *n = &m->notes[m->count - 1];
        if (n->kind == RESTORE) {
            m->registers[n->place] = n->position;
            m->count--;
            continue;
        }
        if (++m->steps % STEPS_BETWEEN_LOOKS == 0 && interrupt_waits && interrupt_handle() < 0) {
            m->failed = true;
            return false;
        }
        m->pc = n->place;
        if (n->kind == TRY_FEWER && n->position > n->bound) {
            m->position = --n->position;
            if (n->position == n->bound)
                m->count--;
            return true;
        }
        if (n->kind == TRY_MORE) {
            const uint32_t *one = m->code + n->place;
            if (n->position == m->end || n->bound == 0 || !takes(one + 5, at(m, n->position))) {
                m->count--;
                continue;
            }
            m->position = ++n->position;
            n->bound--;
            m->pc = n->place + one[1];
            return true;
        }
        m->position = n->position;
        m->count--;
        return true;
    }
    return false;
}

/* Forgets what could be tried since the stack was `height` high; what was changed since then stays
 * noted. */
static void commit(Matcher *m, size_t height)
{
    size_t kept = height;
    for (size_t i = height; i < m->count; i++)
        if (m->notes[i].kind == RESTORE)
            m->notes[kept++] = m->notes[i];
    m->count = kept;
}

static void undo(Matcher *m, size_t height)
{
    while (m->count > height) {
        Note *n = &m->notes[--m->count];
        if (n->kind == RESTORE)
            m->registers[n->place] = n->position;
    }
}

/* ---- instructions: each false when the match cannot go on here ------------------------------ */

static bool repeat_one(Matcher *m, const uint32_t *i)
{
    uint32_t least = i[2], most = i[3], start = m->position, here = start;
    uint32_t room = m->end - start;
    uint32_t limit = start + (most < room ? most : room);
    uint32_t wanted = i[4] == REPEAT_LAZY ? least : most;
    if (least > room)
        return false;
    uint32_t stop = wanted < limit - start ? start + wanted : limit;
    while (here < stop && takes(i + 5, at(m, here)))
        here++;
    if (here - start < least)
        return false;
    uint32_t next = (uint32_t)(i - m->code) + i[1];
    if (i[4] == REPEAT_GREEDY && here - start > least)
        note(m, TRY_FEWER, next, here, start + least);
    else if (i[4] == REPEAT_LAZY && most > least)
        note(m, TRY_MORE, m->pc, here, most == RE_UNSET ? RE_UNSET : most - least);
    m->position = here;
    m->pc = next;
    return true;
}

/* The register counts the rounds; the next one holds where the last round began that did not have to
 * be: if it took nothing, no other follows. */
static void loop(Matcher *m, const uint32_t *i)
{
    uint32_t rounds = m->registers[i[1]];
    uint32_t round = m->pc + 6, behind = m->pc + i[5];
    m->pc = round;
    if (rounds < i[2])
        return;
    if (rounds >= i[3] || m->registers[i[1] + 1] == m->position) {
        m->pc = behind;
    } else if (i[4] == REPEAT_LAZY) {
        note(m, TRY, round, m->position, 0);
        m->pc = behind;
    } else {
        note(m, TRY, behind, m->position, 0);
    }
}

static void begin_round(Matcher *m, const uint32_t *i)
{
    uint32_t rounds = m->registers[i[1]], least = i[RE_LEAST_BEFORE_ROUND];
    set_register(m, i[1], rounds + 1);
    if (rounds >= least)
        set_register(m, i[1] + 1, m->position);
    m->pc += 2;
}

static bool back_reference(Matcher *m, const uint32_t *i)
{
    uint32_t start = m->registers[2 * i[1]], end = m->registers[2 * i[1] + 1];
    if (start == RE_UNSET || end == RE_UNSET || end < start || end - start > m->end - m->position)
        return false;
    for (; start < end; start++, m->position++) {
        uint32_t a = at(m, start), b = at(m, m->position);
        if (i[2] ? !re_same_but_for_case(a, b, i[2] == 2) : a != b)
            return false;
    }
    m->pc += 3;
    return true;
}

/* Looking around and atomic groups: the registers keep the height of the notes and the position. */
static bool look(Matcher *m, const uint32_t *i)
{
    bool room = m->position >= i[2];
    if (i[3]) {
        if (!room) {
            m->pc += i[4];
            return true;
        }
        note(m, TRY, m->pc + i[4], m->position, 0);
        m->registers[i[1]] = (uint32_t)m->count - 1;
    } else {
        m->registers[i[1]] = (uint32_t)m->count;
    }
    m->registers[i[1] + 1] = m->position;
    m->position -= room ? i[2] : 0;
    m->pc += 5;
    return room;
}

static bool look_end(Matcher *m, const uint32_t *i)
{
    size_t height = m->registers[i[1]];
    if (i[2]) { /* what must not be here is here */
        undo(m, height);
        return false;
    }
    commit(m, height);
    if (i[3])
        m->position = m->registers[i[1] + 1];
    m->pc += 4;
    return true;
}

static bool is_boundary(const Matcher *m, bool ascii)
{
    bool before = m->position > 0 && re_is_word(at(m, m->position - 1), ascii);
    bool after = m->position < m->end && re_is_word(at(m, m->position), ascii);
    return before != after;
}

static bool is_place(const Matcher *m, RePlace place)
{
    uint32_t p = m->position, end = m->end;
    switch (place) {
    case AT_START: return p == 0;
    case AT_LINE_START: return p == 0 || at(m, p - 1) == '\n';
    case AT_END: return p == end || (p == end - 1 && at(m, p) == '\n');
    case AT_LINE_END: return p == end || at(m, p) == '\n';
    case AT_STRING_END: return p == end;
    case AT_BOUNDARY: return end > 0 && is_boundary(m, false);
    case AT_NO_BOUNDARY: return end > 0 && !is_boundary(m, false);
    case AT_ASCII_BOUNDARY: return end > 0 && is_boundary(m, true);
    default: return end > 0 && !is_boundary(m, true);
    }
}

/* ---- the run --------------------------------------------------------------------------------- */

/* What only goes somewhere else or notes something: it never fails. False: it is another one. */
static bool move_on(Matcher *m, const ReProgram *program, const uint32_t *i)
{
    switch (i[0]) {
    case RE_JUMP: m->pc += i[1]; return true;
    case RE_SPLIT: note(m, TRY, m->pc + i[1], m->position, 0); m->pc += 2; return true;
    case RE_SPLIT_LAZY: note(m, TRY, m->pc + 2, m->position, 0); m->pc += i[1]; return true;
    case RE_SAVE: set_register(m, i[1], m->position); m->pc += 2; return true;
    case RE_CLOSE:
        set_register(m, 2 * i[1] + 1, m->position);
        set_register(m, re_last_closed(program), i[1]);
        m->pc += 2;
        return true;
    case RE_IF_GROUP: m->pc += m->registers[2 * i[1] + 1] != RE_UNSET ? 3 : i[2]; return true;
    case RE_LOOP_BEGIN:
        set_register(m, i[1], 0);
        set_register(m, i[1] + 1, RE_UNSET);
        m->pc += 2;
        return true;
    case RE_LOOP: loop(m, i); return true;
    case RE_LOOP_ROUND: begin_round(m, i); return true;
    default: return false;
    }
}

static bool take_one(Matcher *m, const uint32_t *i)
{
    if (m->position == m->end || !takes(i, at(m, m->position)))
        return false;
    m->position++;
    m->pc += i[0] == RE_SET ? i[1] : i[0] == RE_CHAR ? 2 : i[0] == RE_CHAR_IGNORE ? 3 : 1;
    return true;
}

/* One instruction. False: not here. */
static bool step(Matcher *m, const uint32_t *i)
{
    switch (i[0]) {
    case RE_REPEAT_ONE: return repeat_one(m, i);
    case RE_BACKREFERENCE: return back_reference(m, i);
    case RE_LOOK: return look(m, i);
    case RE_LOOK_END: return look_end(m, i);
    case RE_AT: m->pc += 2; return is_place(m, i[1]);
    default: return take_one(m, i);
    }
}

/* From one position: 1, 0, -1. */
static int match_here(Matcher *m, const ReProgram *program, uint32_t start, bool whole,
                      bool not_empty)
{
    m->count = 0;
    m->pc = 0;
    m->position = start;
    memset(m->registers, 0xFF, program->registers * sizeof *m->registers); /* RE_UNSET */
    for (;;) {
        const uint32_t *i = m->code + m->pc;
        if (i[0] == RE_MATCH) {
            if (!(whole && m->position != m->end) && !(not_empty && m->position == start))
                break;
            if (!backtrack(m))
                return m->failed ? -1 : 0;
        } else if (!move_on(m, program, i) && !step(m, i) && !backtrack(m)) {
            return m->failed ? -1 : 0;
        }
        if (m->failed)
            return -1;
    }
    m->registers[0] = start;
    m->registers[1] = m->position;
    return 1;
}

/* The instruction that must take the first character of every match, or NULL. */
static const uint32_t *first_character(const uint32_t *code)
{
    while (code[0] == RE_SAVE)
        code += 2;
    if (code[0] == RE_REPEAT_ONE && code[2] > 0)
        code += 5;
    return code[0] <= RE_SET ? code : NULL;
}

int re_run(const ReProgram *program, ReText text, uint32_t start, uint32_t end, ReMode mode,
           bool not_empty, uint32_t *registers)
{
    Matcher m = { .code = program->code, .text = text, .end = end, .registers = registers };
    const uint32_t *first = mode == RE_SEARCH ? first_character(program->code) : NULL;
    int found = 0;
    for (uint32_t here = start; found == 0 && here <= end; here++) {
        if (first)
            while (here < end && !takes(first, at(&m, here)))
                here++;
        if (first && here == end)
            break;
        found = match_here(&m, program, here, mode == RE_WHOLE, not_empty && here == start);
        if (mode != RE_SEARCH)
            break;
        if (found == 0 && interrupt_waits)
            found = interrupt_handle();
    }
    mem_free(m.notes, m.capacity * sizeof *m.notes);
    return found;
}
