/*
 * symbols.c: from an address in the kernel's text to the function it lies in, by the table that
 * kernel/debug/symbols.awk makes at link time.
 */
#include <stdint.h>

#include "kernel/debug/log.h"
#include "mm/layout.h"

struct symbol { uint32_t address; const char *name; };
extern const struct symbol symbol_table_start[], symbol_table_end[]; /* linker.ld; sorted */

const char *symbol_name(unsigned address, unsigned *offset)
{
    const struct symbol *low = symbol_table_start, *high = symbol_table_end;

    *offset = 0;
    if (address < (uint32_t)kernel_text_start || address >= (uint32_t)kernel_text_end)
        return "?";
    while (low < high) { /* the first symbol above the address */
        const struct symbol *middle = low + (high - low) / 2;
        if (middle->address <= address)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == symbol_table_start)
        return "?";
    *offset = address - low[-1].address;
    return low[-1].name;
}
