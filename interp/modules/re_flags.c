/*
 * re_flags.c: the flags that stand in a regular expression: (?i), (?i-s:...). Which ones exclude
 * each other, and in which words they are refused: as in CPython's Lib/re/_parser.py.
 */
#include "modules/re_parser.h"
#include "objects/unicode.h"

int re_flag_of(int64_t c)
{
    switch (c) {
    case 'i': return RE_IGNORECASE;
    case 'L': return RE_LOCALE;
    case 'm': return RE_MULTILINE;
    case 's': return RE_DOTALL;
    case 'x': return RE_VERBOSE;
    case 'a': return RE_ASCII;
    case 'u': return RE_UNICODE;
    default: return 0;
    }
}

/* The next flag letter, or one of the ends. Its flag; 0: an end, *end; -1. */
static int read_flag(ReParser *p, const char *ends, const char *missing, int64_t *end)
{
    int64_t c = re_peek(p);
    if (c == END_OF_PATTERN)
        return re_fail(p, p->position, "%s", missing);
    uint32_t start = p->position;
    re_take_token(p);
    *end = c;
    for (const char *e = ends; *e; e++)
        if (c == *e)
            return 0;
    int flag = re_flag_of(c);
    if (!flag)
        return re_fail(p, start, "%s", unicode_is((uint32_t)c, CHAR_ALPHA) ? "unknown flag"
                                                                           : missing);
    return flag;
}

static int check_added_flag(ReParser *p, int flag, int *add)
{
    if (flag == RE_LOCALE && !p->bytes)
        return re_fail(p, p->position,
                       "bad inline flags: cannot use 'L' flag with a str pattern");
    if (flag == RE_UNICODE && p->bytes)
        return re_fail(p, p->position,
                       "bad inline flags: cannot use 'u' flag with a bytes pattern");
    *add |= flag;
    if (flag & RE_TYPE_FLAGS && (*add & RE_TYPE_FLAGS) != flag)
        return re_fail(p, p->position,
                       "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
    return 0;
}

static int read_removed_flags(ReParser *p, int *removed)
{
    int64_t end = '-';
    for (;;) {
        int flag = read_flag(p, *removed ? ":" : "", *removed ? "missing :" : "missing flag", &end);
        if (flag <= 0)
            return flag;
        if (flag & RE_TYPE_FLAGS)
            return re_fail(p, p->position,
                           "bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        *removed |= flag;
    }
}

int re_parse_flags(ReParser *p, int *add, int *removed, bool *global)
{
    int64_t end = 0;
    *add = *removed = 0;
    for (;;) {
        bool first = *add == 0;
        int flag = read_flag(p, first ? "-" : ")-:", "missing -, : or )", &end);
        if (flag < 0 || (flag > 0 && check_added_flag(p, flag, add) < 0))
            return -1;
        if (flag == 0)
            break;
    }
    *global = end == ')';
    if (*global)
        return 0;
    if (end == '-' && read_removed_flags(p, removed) < 0)
        return -1;
    if (*add & *removed)
        return re_fail(p, p->position - 1, "bad inline flags: flag turned on and off");
    return 0;
}
