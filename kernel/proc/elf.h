/*
 * elf.h: ELF32 program files, checked field by field before anything is used. The names follow
 * the ELF specification (System V ABI, chapter 4 and 5, and its i386 supplement).
 *
 * Knows no inode and no memory: the bytes come through a reader, so that the same code runs on the
 * host under tests.
 */
#ifndef ELF_H
#define ELF_H

#include <stdbool.h>
#include <stdint.h>
#include "kernel/abi.h"

#define ELF_PROGRAM_HEADERS_MOST 32
#define ELF_SEGMENTS_MOST 16
#define ELF_INTERPRETER_PATH_MOST 64 /* NUL included */
#define ELF_STACK_MOST (256u << 20)  /* the largest stack a program may ask for, in bytes */
#define ELF_PROBLEM_SIZE 128

struct elf_header {
    uint8_t ident[16];
    uint16_t type, machine;
    uint32_t version, entry, program_headers, section_headers, flags;
    uint16_t header_size, program_header_size, program_header_count;
    uint16_t section_header_size, section_header_count, section_names;
};
_Static_assert(sizeof(struct elf_header) == 52, "Elf32_Ehdr");

struct elf_program_header {
    uint32_t type, offset, virtual_address, physical_address;
    uint32_t file_size, memory_size, flags, alignment;
};
_Static_assert(sizeof(struct elf_program_header) == 32, "Elf32_Phdr");

/* A PT_LOAD: file_size bytes from offset on show at address; zeros follow up to memory_size. */
struct elf_segment {
    uint32_t address, offset, file_size, memory_size;
    unsigned protection; /* PROTECTION_* */
};

struct elf_image {
    uint32_t entry;
    struct elf_segment segments[ELF_SEGMENTS_MOST]; /* ascending; no two share a page */
    unsigned segment_count;
    uint32_t program_headers_address; /* where they show in memory; 0: nowhere */
    uint32_t program_header_count;
    uint32_t stack_size;              /* PT_GNU_STACK's p_memsz; 0: not said */
    char interpreter[ELF_INTERPRETER_PATH_MOST]; /* PT_INTERP; "": none */
};

struct elf_source {
    uint32_t size; /* of the file, in bytes */
    /* Reads exactly size bytes (they are within the file): 0 or a negative errno. */
    int (*read)(const struct elf_source *source, uint32_t offset, void *buffer, uint32_t size);
    void *context;
};

/* 0; -ENOEXEC with a sentence in problem that names the field and its value; or the reader's
 * error, also with a sentence. The entry lies in an executable segment, or, where an interpreter
 * is named, in any. */
int elf_parse(const struct elf_source *source, struct elf_image *image,
              char problem[ELF_PROBLEM_SIZE]);

#endif
