/*
 * elf32.h: what program files use of ELF (System V ABI, "Object Files" and "Program Loading"; the
 * Intel386 supplement; PT_GNU_STACK is GNU's).
 */
#ifndef ELF32_H
#define ELF32_H

#include <stdint.h>

enum { ELF_CLASS_32 = 1, ELF_DATA_LITTLE = 1, ELF_VERSION = 1, ELF_TYPE_EXECUTABLE = 2,
       ELF_MACHINE_386 = 3 };
#define ELF_MAGIC "\x7F" "ELF"

typedef struct {
    uint8_t magic[4], file_class, data, version, os_abi, padding[8]; /* e_ident */
    uint16_t type, machine;
    uint32_t object_version;
    uint32_t entry;
    uint32_t program_headers_offset, section_headers_offset;
    uint32_t flags;
    uint16_t header_size;
    uint16_t program_header_size, program_header_count;
    uint16_t section_header_size, section_header_count;
    uint16_t section_names_index;
} ElfHeader;
_Static_assert(sizeof(ElfHeader) == 52, "Elf32_Ehdr");

typedef struct {
    uint32_t type, offset, virtual_address, physical_address, file_size, memory_size, flags, align;
} ElfProgramHeader;
_Static_assert(sizeof(ElfProgramHeader) == 32, "Elf32_Phdr");

#define PT_LOAD 1
#define PT_INTERP 3
#define PT_GNU_STACK 0x6474E551
enum { PF_X = 1, PF_W = 2, PF_R = 4 };

typedef struct {
    uint32_t name, type, flags, address, offset, size, link, info, align, entry_size;
} ElfSectionHeader;
_Static_assert(sizeof(ElfSectionHeader) == 40, "Elf32_Shdr");

enum { SHT_PROGBITS = 1, SHT_STRTAB = 3, SHF_ALLOC = 2 };

#endif
