/*
 * page_entry.c: page-table entries in words.
 */
#include "kernel/debug/page_entry.h"
#include "kernel/debug/log.h"
#include "kernel/string.h"

const char *page_table_level_name(enum page_table_level level)
{
    static const char *const names[] = { "PDPT", "PD", "PT" };
    return names[level];
}

static void append(char *text, size_t size, const char *word)
{
    size_t length = strlen(text);
    format_text(text + length, size - length, "%s%s", length ? ", " : "", word);
}

/* The PDPT's entries have no protection bits (Intel SDM 3, table 4-8). */
void page_entry_describe(enum page_table_level level, page_entry entry, char *text, size_t size)
{
    text[0] = '\0';
    if (!(entry & PAGE_PRESENT) || level == PAGE_LEVEL_POINTERS) {
        append(text, size, entry & PAGE_PRESENT ? "present" : "not present");
        return;
    }
    append(text, size, entry & PAGE_WRITABLE ? "writable" : "read-only");
    append(text, size, entry & PAGE_USER ? "user" : "kernel");
    if (entry & PAGE_NO_EXECUTE)
        append(text, size, "no execute");
    if (entry & PAGE_ACCESSED)
        append(text, size, "accessed");
    if (entry & PAGE_DIRTY)
        append(text, size, "dirty");
    if (entry & PAGE_COPY_ON_WRITE)
        append(text, size, "copy on write");
    if (entry & PAGE_COPIED)
        append(text, size, "copied");
}
