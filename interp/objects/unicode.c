/*
 * unicode.c: looking characters up in the tables that make_unicode_tables.py wrote.
 */
#include "objects/unicode.h"

enum { CLASS_BITS = 8, ASCII_END = 0x80 };

unsigned unicode_flags(uint32_t c)
{
    size_t low = 0, high = unicode_run_count; /* the run that holds c is in [low, high) */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (unicode_runs[middle] >> CLASS_BITS <= c)
            low = middle;
        else
            high = middle;
    }
    return unicode_classes[unicode_runs[low] & ((1 << CLASS_BITS) - 1)];
}

/* Characters that become several, like the German sharp s in upper case. */
static size_t map_special(uint32_t c, CaseMapping mapping, uint32_t to[3])
{
    size_t low = 0, high = unicode_special_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const SpecialCase *special = &unicode_special_cases[middle];
        if (special->code < c || (special->code == c && special->mapping < mapping))
            low = middle + 1;
        else
            high = middle;
    }
    const SpecialCase *special = &unicode_special_cases[low];
    if (low == unicode_special_count || special->code != c || special->mapping != mapping)
        return 0;
    size_t count = 0;
    for (; count < 3 && special->to[count] != 0; count++)
        to[count] = special->to[count];
    return count;
}

size_t unicode_map(uint32_t c, CaseMapping mapping, uint32_t to[3])
{
    to[0] = c;
    if (c < ASCII_END) {
        bool lower = mapping == CASE_LOWER || mapping == CASE_FOLD;
        if (lower ? c >= 'A' && c <= 'Z' : c >= 'a' && c <= 'z')
            to[0] = c ^ ('a' - 'A');
        return 1;
    }
    size_t count = map_special(c, mapping, to);
    if (count != 0)
        return count;
    const CaseTable *table = &unicode_case_tables[mapping];
    size_t low = 0, high = table->count;
    while (low < high) { /* the first run that does not end before c */
        size_t middle = low + (high - low) / 2;
        if (table->runs[middle].last < c)
            low = middle + 1;
        else
            high = middle;
    }
    const CaseRun *run = &table->runs[low];
    if (low < table->count && c >= run->first && (c - run->first) % run->step == 0)
        to[0] = (uint32_t)((int32_t)c + run->delta);
    return 1;
}
