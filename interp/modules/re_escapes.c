/*
 * re_escapes.c: the characters of a regular expression: escapes, sets in brackets, and what a plain
 * character becomes. Messages and their positions are those of CPython's Lib/re/_parser.py.
 */
#include "memory/memory.h"
#include "modules/re_parser.h"
#include "vm/errors.h"

int re_fail(ReParser *p, size_t position, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    p->message = str_from_format_list(format, arguments);
    va_end(arguments);
    p->message_position = position;
    return -1;
}

Object *re_part(const ReParser *p, uint32_t start, uint32_t end)
{
    const char *data = p->text.data;
    return str_from_row(data + ((size_t)start << p->text.kind), end - start, p->text.kind);
}

/* A message that ends with the pattern's text from start to here, where it points to. */
static int fail_with_part(ReParser *p, uint32_t start, const char *format)
{
    Object *part = re_part(p, start, p->position);
    if (!part)
        return -1;
    re_fail(p, start, format, part);
    decref(part);
    return -1;
}

static bool is_octal(int64_t c) { return c >= '0' && c <= '7'; }
static bool is_digit(int64_t c) { return c >= '0' && c <= '9'; }
static bool is_letter(int64_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static int hex_value(int64_t c)
{
    return is_digit(c) ? (int)(c - '0') : c >= 'a' && c <= 'f' ? (int)(c - 'a') + 10
        : c >= 'A' && c <= 'F' ? (int)(c - 'A') + 10 : -1;
}

/* `count` hexadecimal digits of an escape that began at start. */
static int hex_escape(ReParser *p, uint32_t start, int count, int64_t *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, p->position++) {
        int digit = hex_value(re_peek(p));
        if (digit < 0)
            return fail_with_part(p, start, "incomplete escape %S");
        *value = *value * 16 + digit;
    }
    return *value < UNICODE_END ? 0 : fail_with_part(p, start, "bad escape %S");
}

/* An escape that means one character, here or in a set; *value is -1 when c is none of them. The
 * position is behind c. */
static int simple_escape(ReParser *p, int64_t c, uint32_t start, int64_t *value)
{
    static const char letters[] = "abfnrtv\\", meanings[] = "\a\b\f\n\r\t\v\\";
    *value = -1;
    for (int i = 0; letters[i]; i++)
        if (c == letters[i])
            *value = meanings[i];
    if (*value >= 0)
        return 0;
    if (c == 'x')
        return hex_escape(p, start, 2, value);
    if (!p->bytes && (c == 'u' || c == 'U'))
        return hex_escape(p, start, c == 'u' ? 4 : 8, value);
    if (!p->bytes && c == 'N')
        return re_fail(p, start, "\\N{...} needs the names of characters, which are not here");
    if (is_letter(c))
        return fail_with_part(p, start, "bad escape %S");
    if (!is_digit(c))
        *value = c;
    return 0;
}

/* \d \D \s \S \w \W: 0, or -1 when c is another one. */
static int category_of(const ReParser *p, int64_t c, int flags, uint32_t *category)
{
    static const char letters[] = "dsw";
    for (int i = 0; letters[i]; i++)
        if ((c | 0x20) == letters[i] && is_letter(c)) {
            *category = SET_CATEGORY | (uint32_t)i | (c == letters[i] ? 0 : CATEGORY_NOT)
                | (p->bytes || flags & RE_ASCII ? CATEGORY_ASCII : 0);
            return 0;
        }
    return -1;
}

/* ---- one character --------------------------------------------------------------------------- */

static bool has_case(uint32_t c, bool ascii)
{
    for (uint32_t other = 0; c < 0x80 && other < 0x80; other++)
        if (other != c && re_same_but_for_case(c, other, ascii))
            return true;
    return c >= 0x80 && !ascii;
}

int re_emit_character(ReParser *p, uint32_t c, int flags, ReWidth *width)
{
    bool ascii = p->bytes || flags & RE_ASCII;
    *width = (ReWidth){ 1, 1 };
    uint32_t words[] = { RE_CHAR, c, ascii };
    if (flags & RE_IGNORECASE && has_case(c, ascii))
        words[0] = RE_CHAR_IGNORE;
    return re_emit_words(p, words, words[0] == RE_CHAR ? 2 : 3);
}

int re_check_reference(ReParser *p, uint32_t group, size_t position)
{
    if (p->group_widths[group].most == WIDTH_OPEN)
        return re_fail(p, position, "cannot refer to an open group");
    if (p->look_behind_groups != RE_UNSET && group >= p->look_behind_groups)
        return re_fail(p, p->position,
                       "cannot refer to group defined in the same lookbehind subpattern");
    return 0;
}

int re_emit_reference(ReParser *p, uint32_t group, int flags, ReWidth *width)
{
    uint32_t mode = !(flags & RE_IGNORECASE) ? 0 : p->bytes || flags & RE_ASCII ? 2 : 1;
    uint32_t words[] = { RE_BACKREFERENCE, group, mode };
    *width = p->group_widths[group];
    return re_emit_words(p, words, 3);
}

/* \1 to \99, or three octal digits: a character. start is the backslash's place. */
static int digits_escape(ReParser *p, int64_t first, uint32_t start, int flags, ReWidth *width)
{
    uint32_t number = (uint32_t)(first - '0');
    if (first == '0') {
        for (int i = 0; i < 2 && is_octal(re_peek(p)); i++)
            number = number * 8 + (uint32_t)(re_peek(p) - '0'), p->position++;
        return re_emit_character(p, number, flags, width);
    }
    if (is_digit(re_peek(p))) {
        int64_t second = re_peek(p);
        p->position++;
        if (is_octal(first) && is_octal(second) && is_octal(re_peek(p))) {
            number = (number * 8 + (uint32_t)(second - '0')) * 8 + (uint32_t)(re_peek(p) - '0');
            p->position++;
            if (number > 0377)
                return fail_with_part(p, start, "octal escape value %S outside of range 0-0o377");
            return re_emit_character(p, number, flags, width);
        }
        number = number * 10 + (uint32_t)(second - '0');
    }
    if (number > p->program->groups)
        return re_fail(p, start + 1, "invalid group reference %d", (int)number);
    if (re_check_reference(p, number, start) < 0)
        return -1;
    return re_emit_reference(p, number, flags, width);
}

static int emit_place(ReParser *p, RePlace place)
{
    uint32_t words[] = { RE_AT, place };
    return re_emit_words(p, words, 2);
}

int re_parse_escape(ReParser *p, int flags, ReWidth *width)
{
    uint32_t start = p->position - 1, category;
    int64_t c = re_peek(p), value;
    if (c == END_OF_PATTERN)
        return re_fail(p, start, "bad escape (end of pattern)");
    p->position++;
    bool ascii = p->bytes || flags & RE_ASCII;
    *width = (ReWidth){ 0, 0 };
    switch (c) {
    case 'A': return emit_place(p, AT_START);
    case 'Z': return emit_place(p, AT_STRING_END);
    case 'b': return emit_place(p, ascii ? AT_ASCII_BOUNDARY : AT_BOUNDARY);
    case 'B': return emit_place(p, ascii ? AT_NO_ASCII_BOUNDARY : AT_NO_BOUNDARY);
    default: break;
    }
    if (category_of(p, c, flags, &category) == 0) {
        uint32_t pair[] = { category, 0 };
        *width = (ReWidth){ 1, 1 };
        return re_emit_set(p, 0, pair, 2);
    }
    if (is_digit(c))
        return digits_escape(p, c, start, flags, width);
    if (simple_escape(p, c, start, &value) < 0)
        return -1;
    return re_emit_character(p, (uint32_t)value, flags, width);
}

/* ---- sets ------------------------------------------------------------------------------------ */

typedef struct { uint32_t *words; size_t count, capacity; } Items;

static int add_pair(Items *items, uint32_t first, uint32_t last)
{
    if (items->count == items->capacity) {
        size_t capacity = items->capacity * 2 + 16;
        uint32_t *words = mem_resize(items->words, items->capacity * sizeof *words,
                                     capacity * sizeof *words);
        if (!words) {
            raise_no_memory();
            return -1;
        }
        items->words = words;
        items->capacity = capacity;
    }
    items->words[items->count++] = first;
    items->words[items->count++] = last;
    return 0;
}

/* One end of a range, or a category: *value. */
static int set_member(ReParser *p, int flags, uint32_t *value)
{
    uint32_t start = p->position;
    int64_t c = re_peek(p), meaning;
    p->position++;
    *value = (uint32_t)c;
    if (c != '\\')
        return 0;
    c = re_peek(p);
    if (c == END_OF_PATTERN)
        return re_fail(p, start, "bad escape (end of pattern)");
    p->position++;
    if (category_of(p, c, flags, value) == 0)
        return 0;
    if (is_octal(c)) {
        uint32_t number = (uint32_t)(c - '0');
        for (int i = 0; i < 2 && is_octal(re_peek(p)); i++)
            number = number * 8 + (uint32_t)(re_peek(p) - '0'), p->position++;
        *value = number;
        return number <= 0377 ? 0
            : fail_with_part(p, start, "octal escape value %S outside of range 0-0o377");
    }
    if (is_digit(c))
        return fail_with_part(p, start, "bad escape %S");
    if (simple_escape(p, c, start, &meaning) < 0)
        return -1;
    *value = (uint32_t)meaning;
    return 0;
}

/* What follows a member: a "-" and the range's other end, or nothing. */
static int set_range(ReParser *p, int flags, uint32_t start, uint32_t first, uint32_t set_start,
                     Items *items)
{
    if (!re_accept(p, '-'))
        return add_pair(items, first, first);
    if (re_peek(p) == END_OF_PATTERN)
        return re_fail(p, set_start, "unterminated character set");
    if (re_peek(p) == ']')
        return add_pair(items, first, first) < 0 ? -1 : add_pair(items, '-', '-');
    uint32_t last;
    if (set_member(p, flags, &last) < 0)
        return -1;
    if ((first | last) & SET_CATEGORY || last < first)
        return fail_with_part(p, start, "bad character range %S");
    return add_pair(items, first, last);
}

static int set_items(ReParser *p, int flags, uint32_t set_start, Items *items)
{
    bool first = true;
    while (first || re_peek(p) != ']') {
        uint32_t start = p->position, value;
        if (re_peek(p) == END_OF_PATTERN)
            return re_fail(p, set_start, "unterminated character set");
        if (set_member(p, flags, &value) < 0
            || set_range(p, flags, start, value, set_start, items) < 0)
            return -1;
        first = false;
    }
    p->position++;
    return 0;
}

int re_parse_set(ReParser *p, int flags, ReWidth *width)
{
    uint32_t start = p->position - 1;
    Items items = { NULL, 0, 0 };
    uint32_t set_flags = re_accept(p, '^') ? SET_NEGATED : 0;
    if (flags & RE_IGNORECASE)
        set_flags |= SET_IGNORE;
    if (p->bytes || flags & RE_ASCII)
        set_flags |= SET_ASCII;
    *width = (ReWidth){ 1, 1 };
    int result = set_items(p, flags, start, &items);
    if (result == 0)
        result = re_emit_set(p, set_flags, items.words, items.count);
    mem_free(items.words, items.capacity * sizeof *items.words);
    return result;
}
