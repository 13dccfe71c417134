/*
 * program_headers.c: finds one of the running program's program headers.
 */
#include "user/runtime/program_headers.h"
#include <stddef.h>
#include "kernel/abi.h"
#include "user/runtime/runtime.h"

const ElfProgramHeader *find_program_header(uint32_t type, uint32_t address)
{
    uint32_t headers, count;
    if (!auxiliary_value(AT_PHDR, &headers) || !auxiliary_value(AT_PHNUM, &count))
        return NULL;
    const ElfProgramHeader *header = (const ElfProgramHeader *)headers;
    for (; count > 0; header++, count--)
        if (header->type == type &&
            (type != PT_LOAD || address - header->virtual_address < header->file_size))
            return header;
    return NULL;
}
