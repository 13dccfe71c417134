/*
 * page_entry.h: page-table entries in words, for reports and views.
 */
#ifndef PAGE_ENTRY_H
#define PAGE_ENTRY_H

#include "mm/page_table.h"

#define PAGE_ENTRY_TEXT 96 /* bytes that the longest description takes, NUL included */

const char *page_table_level_name(enum page_table_level level); /* PDPT, PD, PT */
/* "writable, user, no execute, accessed, dirty" and the like. */
void page_entry_describe(enum page_table_level level, page_entry entry, char *text, size_t size);

#endif
