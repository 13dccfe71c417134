/*
 * re_parser.c: reads a regular expression and writes its program, part by part: alternatives are
 * sequences, a sequence is made of items, an item may be repeated. Each part says how many
 * characters it can take: looking behind needs to know. The grammar is that of CPython's
 * Lib/re/_parser.py, and so are the messages and their positions.
 */
#include "modules/re_parser.h"

#include "memory/memory.h"
#include "objects/unicode.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

/* What stands last in a sequence, for a repetition that follows. */
typedef enum { ITEM_NONE, ITEM_PLACE, ITEM_REPEAT, ITEM_OTHER } ItemKind;
typedef struct { ItemKind kind; size_t start; ReWidth width; } Item;

static int parse_alternatives(ReParser *p, int flags, bool outermost, ReWidth *width);

static uint32_t width_limit(uint64_t n) { return n < WIDTH_MOST ? (uint32_t)n : WIDTH_MOST; }

static ReWidth width_add(ReWidth a, ReWidth b)
{
    return (ReWidth){ width_limit((uint64_t)a.least + b.least),
                      width_limit((uint64_t)a.most + b.most) };
}

static ReWidth width_either(ReWidth a, ReWidth b)
{
    return (ReWidth){ a.least < b.least ? a.least : b.least, a.most > b.most ? a.most : b.most };
}

static int fail_unknown(ReParser *p, uint32_t start, const char *format)
{
    Object *part = re_part(p, start, p->position);
    if (part)
        re_fail(p, start, format, part);
    xdecref(part);
    return -1;
}

/* ---- repetitions ----------------------------------------------------------------------------- */

/* Digits, if there are any: 0, or -1 with OverflowError. */
static int read_bound(ReParser *p, uint32_t *bound)
{
    uint64_t value = 0;
    bool any = false;
    for (int64_t c; (c = re_peek(p)) >= '0' && c <= '9'; p->position++, any = true)
        value = value < RE_UNSET ? value * 10 + (uint64_t)(c - '0') : value;
    if (value >= RE_UNSET)
        return raise_int(&overflow_error_type, "the repetition number is too large");
    if (any)
        *bound = (uint32_t)value;
    return any;
}

/* Behind "{": 1 with the bounds, 0 when it is just a brace, -1. */
static int read_bounds(ReParser *p, uint32_t *least, uint32_t *most)
{
    uint32_t start = p->position;
    if (re_peek(p) == '}')
        return 0;
    *least = 0;
    *most = RE_UNSET;
    int first = read_bound(p, least), second = 0;
    if (first < 0)
        return -1;
    if (re_accept(p, ','))
        second = read_bound(p, most);
    else if (first > 0)
        *most = *least;
    if (second < 0)
        return -1;
    if (!re_accept(p, '}')) {
        p->position = start;
        return 0;
    }
    if (second > 0 && *most < *least)
        return re_fail(p, start, "min repeat greater than max repeat");
    return 1;
}

static ReWidth width_repeated(ReWidth body, uint32_t least, uint32_t most)
{
    return (ReWidth){ width_limit((uint64_t)body.least * least),
                      body.most && most == RE_UNSET ? WIDTH_MOST
                                                    : width_limit((uint64_t)body.most * most) };
}

/* Behind one of "*+?{". 1: the last item is repeated now, 0: it is just a brace. */
static int parse_repeat(ReParser *p, int64_t sign, Item *last)
{
    uint32_t sign_place = p->position - 1;
    uint32_t least = sign == '+', most = sign == '?' ? 1 : RE_UNSET;
    if (sign == '{') {
        int found = read_bounds(p, &least, &most);
        if (found <= 0)
            return found;
    }
    if (last->kind == ITEM_NONE || last->kind == ITEM_PLACE)
        return re_fail(p, sign_place, "nothing to repeat");
    if (last->kind == ITEM_REPEAT)
        return re_fail(p, sign_place, "multiple repeat");
    RepeatKind kind = re_accept(p, '?') ? REPEAT_LAZY
        : re_accept(p, '+') ? REPEAT_POSSESSIVE : REPEAT_GREEDY;
    if (re_emit_repeat(p, last->start, least, most, kind, last->width) < 0)
        return -1;
    last->kind = ITEM_REPEAT;
    last->width = width_repeated(last->width, least, most);
    return 1;
}

/* ---- groups ---------------------------------------------------------------------------------- */

static bool is_identifier(const ReParser *p, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++)
        if (!unicode_is(kind_read(p->text.kind, p->text.data, i),
                        i == start ? CHAR_IDENTIFIER_START : CHAR_IDENTIFIER_CONTINUE))
            return false;
    return end > start;
}

/* A name and its terminator: the name (new), or NULL. The position is behind the terminator. */
static Object *read_name(ReParser *p, int64_t terminator)
{
    uint32_t start = p->position;
    while (re_peek(p) != terminator) {
        if (re_peek(p) == END_OF_PATTERN) {
            if (start == p->position)
                re_fail(p, start, "missing group name");
            else
                re_fail(p, start, "missing %c, unterminated name", (int)terminator);
            return NULL;
        }
        re_take_token(p);
    }
    p->position++;
    if (start + 1 == p->position) {
        re_fail(p, start, "missing group name");
        return NULL;
    }
    return re_part(p, start, p->position - 1);
}

static uint32_t name_start(const ReParser *p, Object *name)
{
    return p->position - 1 - (uint32_t)str_length(name);
}

static int check_name(ReParser *p, Object *name)
{
    uint32_t start = name_start(p, name);
    return is_identifier(p, start, p->position - 1) ? 0
        : re_fail(p, start, "bad character in group name %R", name);
}

/* The number of the group with a name, or 0 when it failed. */
static uint32_t group_named(ReParser *p, Object *name)
{
    Object *number = check_name(p, name) < 0 ? NULL : dict_get(p->program->group_index, name);
    bool overflow;
    if (number)
        return (uint32_t)int_as_int64(number, &overflow);
    if (!p->message && !error_occurred())
        re_fail(p, name_start(p, name), "unknown group name %R", name);
    return 0;
}

/* (?P=name) */
static int parse_named_reference(ReParser *p, int flags, ReWidth *width)
{
    Object *name = read_name(p, ')');
    uint32_t group = name ? group_named(p, name) : 0;
    int result = group ? re_check_reference(p, group, name_start(p, name)) : -1;
    xdecref(name);
    return result < 0 ? -1 : re_emit_reference(p, group, flags, width);
}

/* A number for a new group; name may be NULL, and stands right before the position. */
static int open_group(ReParser *p, Object *name, uint32_t *group)
{
    uint32_t number = p->program->groups + 1;
    if (number >= p->width_capacity) {
        size_t capacity = p->width_capacity * 2 + 8;
        ReWidth *widths = mem_resize(p->group_widths, p->width_capacity * sizeof *widths,
                                     capacity * sizeof *widths);
        if (!widths) {
            raise_no_memory();
            return -1;
        }
        p->group_widths = widths;
        p->width_capacity = capacity;
    }
    p->group_widths[number] = (ReWidth){ 0, WIDTH_OPEN };
    p->program->groups = *group = number;
    if (!name)
        return 0;
    Object *before = dict_get(p->program->group_index, name);
    if (before)
        return re_fail(p, name_start(p, name),
                       "redefinition of group name %R as group %d; was group %S", name,
                       (int)number, before);
    Object *value = error_occurred() ? NULL : int_from(number);
    int result = value ? dict_set(p->program->group_index, name, value) : -1;
    xdecref(value);
    return result;
}

/* What stands in parentheses, and the closing one. */
static int parse_inside(ReParser *p, uint32_t start, int flags, ReWidth *width)
{
    if (parse_alternatives(p, flags, false, width) < 0)
        return -1;
    return re_accept(p, ')') ? 0 : re_fail(p, start, "missing ), unterminated subpattern");
}

static int parse_capture(ReParser *p, uint32_t start, Object *name, int flags, ReWidth *width)
{
    uint32_t group;
    if (open_group(p, name, &group) < 0)
        return -1;
    uint32_t save[] = { RE_SAVE, 2 * group }, close[] = { RE_CLOSE, group };
    if (re_emit_words(p, save, 2) < 0 || parse_inside(p, start, flags, width) < 0)
        return -1;
    p->group_widths[group] = *width;
    return re_emit_words(p, close, 2);
}

/* (?P<name>...), (?P=name): behind the P. */
static int parse_named(ReParser *p, uint32_t start, int flags, ReWidth *width)
{
    if (re_accept(p, '=')) {
        return parse_named_reference(p, flags, width);
    } else if (re_accept(p, '<')) {
        Object *name = read_name(p, '>');
        int result = name && check_name(p, name) == 0
            ? parse_capture(p, start, name, flags, width) : -1;
        xdecref(name);
        return result;
    }
    if (re_peek(p) == END_OF_PATTERN)
        return re_fail(p, p->position, "unexpected end of pattern");
    re_take_token(p);
    return fail_unknown(p, start + 1, "unknown extension %S");
}

/* (?=...), (?!...), (?<=...), (?<!...): behind the sign; and (?>...), which looks no way. */
static int parse_look(ReParser *p, uint32_t start, int flags, bool behind, bool negative,
                      bool atomic, ReWidth *width)
{
    uint32_t number = re_take_registers(p), former = p->look_behind_groups;
    size_t place = p->program->size;
    uint32_t head[] = { RE_LOOK, number, 0, negative, 0 };
    uint32_t tail[] = { RE_LOOK_END, number, negative, !atomic };
    if (behind && former == RE_UNSET)
        p->look_behind_groups = p->program->groups + 1;
    ReWidth inside;
    if (re_emit_words(p, head, 5) < 0 || parse_alternatives(p, flags, false, &inside) < 0)
        return -1;
    p->look_behind_groups = former;
    if (!re_accept(p, ')'))
        return re_fail(p, start, "missing ), unterminated subpattern");
    if (re_emit_words(p, tail, 4) < 0)
        return -1;
    uint32_t *code = p->program->code + place;
    code[2] = behind ? inside.least : 0;
    code[4] = (uint32_t)(p->program->size - place);
    p->variable_look_behind |= behind && inside.least != inside.most;
    *width = atomic ? inside : (ReWidth){ 0, 0 };
    return 0;
}

/* The group of a condition, "1" or "name": its number, or 0 when it failed. */
static uint32_t condition_group(ReParser *p, Object *name)
{
    uint32_t start = name_start(p, name), group = 0;
    if (is_identifier(p, start, p->position - 1))
        return group_named(p, name);
    for (uint32_t i = start; i < p->position - 1; i++) {
        uint32_t c = kind_read(p->text.kind, p->text.data, i);
        if (c < '0' || c > '9') {
            re_fail(p, start, "bad character in group name %R", name);
            return 0;
        }
        group = group < RE_GROUPS_MOST ? group * 10 + c - '0' : group;
    }
    if (group == 0)
        re_fail(p, start, "bad group number");
    else if (group >= RE_GROUPS_MOST)
        re_fail(p, start, "invalid group reference %S", name);
    if (p->message)
        return 0;
    if (p->condition < group) {
        p->condition = group;
        p->condition_position = start;
    }
    return group;
}

static int parse_sequence(ReParser *p, int *flags, bool first, ReWidth *width);

/* (?(group)yes|no): behind the second parenthesis. */
static int parse_condition(ReParser *p, uint32_t start, int flags, ReWidth *width)
{
    Object *name = read_name(p, ')');
    uint32_t group = name ? condition_group(p, name) : 0;
    xdecref(name);
    if (!group)
        return -1;
    if (p->look_behind_groups != RE_UNSET
        && (group > p->program->groups || re_check_reference(p, group, p->position) < 0))
        return p->message ? -1 : re_fail(p, p->position, "cannot refer to an open group");
    size_t place = p->program->size;
    uint32_t head[] = { RE_IF_GROUP, group, 0 }, jump[] = { RE_JUMP, 0 };
    ReWidth no = { 0, 0 };
    if (re_emit_words(p, head, 3) < 0 || parse_sequence(p, &flags, false, width) < 0
        || re_emit_words(p, jump, 2) < 0)
        return -1;
    size_t middle = p->program->size;
    if (re_accept(p, '|')) {
        if (parse_sequence(p, &flags, false, &no) < 0)
            return -1;
        if (re_peek(p) == '|')
            return re_fail(p, p->position, "conditional backref with more than two branches");
    }
    if (!re_accept(p, ')'))
        return re_fail(p, start, "missing ), unterminated subpattern");
    p->program->code[place + 2] = (uint32_t)(middle - place);
    p->program->code[middle - 1] = (uint32_t)(p->program->size - middle) + 2;
    *width = width_either(*width, no);
    return 0;
}

/* ---- items ----------------------------------------------------------------------------------- */

/* 1: it was for the whole pattern, and is no item. */
static int parse_flags_group(ReParser *p, uint32_t start, int *flags, bool at_start, ReWidth *width)
{
    int add, removed;
    bool global;
    if (re_parse_flags(p, &add, &removed, &global) < 0)
        return -1;
    if (!global) {
        int inside = *flags | add;
        if (add & RE_TYPE_FLAGS)
            inside = (inside & ~RE_TYPE_FLAGS) | (add & RE_TYPE_FLAGS);
        return parse_inside(p, start, inside & ~removed, width);
    }
    if (!at_start)
        return re_fail(p, start, "global flags not at the start of the expression");
    p->flags |= add;
    *flags |= add;
    return 1;
}

/* 1: it is no item. */
static int skip_comment(ReParser *p, uint32_t start)
{
    while (re_peek(p) != ')') {
        if (re_peek(p) == END_OF_PATTERN)
            return re_fail(p, start, "missing ), unterminated comment");
        re_take_token(p);
    }
    p->position++;
    return 1;
}

/* Behind "(?<". */
static int parse_look_behind(ReParser *p, uint32_t start, int flags, ReWidth *width)
{
    int64_t sign = re_peek(p);
    if (sign == END_OF_PATTERN)
        return re_fail(p, p->position, "unexpected end of pattern");
    re_take_token(p);
    if (sign != '=' && sign != '!')
        return fail_unknown(p, start + 1, "unknown extension %S");
    return parse_look(p, start, flags, true, sign == '!', false, width);
}

/* Behind a "(". at_start: nothing was there before. 1: what stood there is no item. */
static int parse_group(ReParser *p, int *flags, bool at_start, ReWidth *width)
{
    uint32_t start = p->position - 1;
    if (!re_accept(p, '?'))
        return parse_capture(p, start, NULL, *flags, width);
    int64_t c = re_peek(p);
    if (c == END_OF_PATTERN)
        return re_fail(p, p->position, "unexpected end of pattern");
    if (re_flag_of(c) || c == '-')
        return parse_flags_group(p, start, flags, at_start, width);
    re_take_token(p);
    switch (c) {
    case 'P': return parse_named(p, start, *flags, width);
    case ':': return parse_inside(p, start, *flags, width);
    case '#': return skip_comment(p, start);
    case '=': return parse_look(p, start, *flags, false, false, false, width);
    case '!': return parse_look(p, start, *flags, false, true, false, width);
    case '>': return parse_look(p, start, *flags, false, false, true, width);
    case '<': return parse_look_behind(p, start, *flags, width);
    case '(': return parse_condition(p, start, *flags, width);
    default: return fail_unknown(p, start + 1, "unknown extension %S");
    }
}

static int parse_place(ReParser *p, RePlace place, Item *item)
{
    uint32_t words[] = { RE_AT, place };
    item->kind = ITEM_PLACE;
    item->width = (ReWidth){ 0, 0 };
    return re_emit_words(p, words, 2);
}

/* One item that begins with c, which is taken. */
static int parse_item(ReParser *p, int64_t c, int flags, Item *item)
{
    size_t place = p->program->size;
    switch (c) {
    case '.': return re_emit(p, flags & RE_DOTALL ? RE_ANY_ALL : RE_ANY);
    case '^': return parse_place(p, flags & RE_MULTILINE ? AT_LINE_START : AT_START, item);
    case '$': return parse_place(p, flags & RE_MULTILINE ? AT_LINE_END : AT_END, item);
    case '[': return re_parse_set(p, flags, &item->width);
    case '\\':
        if (re_parse_escape(p, flags, &item->width) < 0)
            return -1;
        if (p->program->code[place] == RE_AT)
            item->kind = ITEM_PLACE;
        return 0;
    default: return re_emit_character(p, (uint32_t)c, flags, &item->width);
    }
}

/* Verbose patterns: white space and comments are nothing. */
static bool skip_verbose(ReParser *p, int64_t c)
{
    if (c == '#') {
        do
            re_take_token(p);
        while (re_peek(p) != '\n' && re_peek(p) != END_OF_PATTERN);
        return true;
    }
    bool space = c == ' ' || (c >= '\t' && c <= '\r');
    p->position += space;
    return space;
}

static int parse_sequence(ReParser *p, int *flags, bool first, ReWidth *width)
{
    Item last = { ITEM_NONE, 0, { 0, 0 } };
    ReWidth before = { 0, 0 }; /* without the last item */
    for (int64_t c; (c = re_peek(p)) != END_OF_PATTERN && c != '|' && c != ')';) {
        if (*flags & RE_VERBOSE && skip_verbose(p, c))
            continue;
        bool sign = c == '*' || c == '+' || c == '?' || c == '{';
        p->position++;
        int repeated = sign ? parse_repeat(p, c, &last) : 0;
        if (repeated < 0)
            return -1;
        if (repeated > 0)
            continue;
        Item item = { ITEM_OTHER, p->program->size, { 1, 1 } };
        int result = c == '('
            ? parse_group(p, flags, first && last.kind == ITEM_NONE, &item.width)
            : parse_item(p, c, *flags, &item);
        if (result < 0)
            return -1;
        if (result == 0) {
            before = width_add(before, last.width);
            last = item;
        }
    }
    *width = width_add(before, last.width);
    return 0;
}

/* The ends of the branches jump behind all of them: until that place is known, each jump holds the
 * distance back to the one before. */
static void patch_jumps(ReProgram *program, size_t jump)
{
    while (jump) {
        uint32_t back = program->code[jump + 1];
        program->code[jump + 1] = (uint32_t)(program->size - jump);
        jump = back ? jump - back : 0;
    }
}

static int parse_branches(ReParser *p, int flags, bool outermost, ReWidth *width)
{
    size_t jump = 0; /* the last branch's; a branch stands before it, so it is not at 0 */
    bool first = true;
    for (;;) {
        size_t start = p->program->size;
        ReWidth branch;
        if (outermost)
            flags = p->flags;
        if (parse_sequence(p, &flags, outermost && first, &branch) < 0)
            return -1;
        *width = first ? branch : width_either(*width, branch);
        first = false;
        if (!re_accept(p, '|'))
            break;
        uint32_t head[] = { RE_SPLIT, (uint32_t)(p->program->size - start) + 4 };
        if (re_insert(p, start, head, 2) < 0)
            return -1;
        size_t here = p->program->size;
        uint32_t tail[] = { RE_JUMP, jump ? (uint32_t)(here - jump) : 0 };
        if (re_emit_words(p, tail, 2) < 0)
            return -1;
        jump = here;
    }
    patch_jumps(p->program, jump);
    return 0;
}

static int parse_alternatives(ReParser *p, int flags, bool outermost, ReWidth *width)
{
    if (recursion_enter("") < 0)
        return -1;
    int result = parse_branches(p, flags, outermost, width);
    recursion_leave();
    return result;
}

/* ---- the whole pattern ----------------------------------------------------------------------- */

static int finish(ReParser *p)
{
    if (re_peek(p) != END_OF_PATTERN)
        return re_fail(p, p->position, "unbalanced parenthesis");
    if (p->condition > p->program->groups)
        return re_fail(p, p->condition_position, "invalid group reference %d", (int)p->condition);
    if (p->variable_look_behind)
        return re_fail(p, SIZE_MAX, "look-behind requires fixed-width pattern");
    p->program->flags = p->flags;
    if (re_emit(p, RE_MATCH) < 0)
        return -1;
    re_number_registers(p);
    return 0;
}

int re_parse(ReProgram *program, ReText pattern, bool bytes, int flags, Object **message,
             size_t *position)
{
    *program = (ReProgram){ .group_index = dict_new() };
    ReParser parser = { .program = program, .text = pattern, .bytes = bytes, .flags = flags,
                        .look_behind_groups = RE_UNSET };
    ReWidth width;
    int result = program->group_index && parse_alternatives(&parser, flags, true, &width) == 0
        ? finish(&parser) : -1;
    mem_free(parser.group_widths, parser.width_capacity * sizeof *parser.group_widths);
    *message = parser.message;
    *position = parser.message_position;
    if (result < 0)
        re_program_free(program);
    return result;
}

void re_program_free(ReProgram *program)
{
    mem_free(program->code, program->capacity * sizeof *program->code);
    clear_reference(program->group_index);
    program->code = NULL;
}
