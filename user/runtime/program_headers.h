/*
 * program_headers.h: the running program's ELF program headers, to which the kernel points in the
 * auxiliary vector.
 */
#ifndef PROGRAM_HEADERS_H
#define PROGRAM_HEADERS_H

#include "program/elf32.h"

/* The first header of that type (a PT_LOAD: the one whose bytes hold address); NULL: none. */
const ElfProgramHeader *find_program_header(uint32_t type, uint32_t address);

#endif
