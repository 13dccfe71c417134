/*
 * program_file.c: writes and reads program files. Such a file is one read-only segment: ELF header,
 * program headers, the interpreter's path and the image, so that `exec` maps it in one piece and
 * the header that AT_PHDR points to is there to be read. Section headers follow for `readelf`; no
 * loader needs them.
 */
#include <string.h>
#include "memory/memory.h"
#include "program/elf32.h"
#include "program/program_file.h"
#include "vm/errors.h"

enum { PROGRAM_HEADERS = 3, SECTIONS = 4, PAGE = 4096 };

/* Names of the sections; the numbers below are offsets into this. */
static const char section_names[] = "\0.interp\0.bytecode\0.shstrtab";
enum { NAME_INTERP = 1, NAME_BYTECODE = 9, NAME_SHSTRTAB = 19 };

/* How a file begins: all that stands before the image. A multiple of 16 bytes. */
typedef struct {
    ElfHeader header;
    ElfProgramHeader program_headers[PROGRAM_HEADERS];
    char interpreter[sizeof PROGRAM_INTERPRETER];
} FileStart;
#define IMAGE_OFFSET ((sizeof(FileStart) + 15u) / 16u * 16u)

static void fill_start(FileStart *start, uint32_t image_size, uint32_t stack_size,
                       uint32_t sections_offset)
{
    uint32_t loaded = IMAGE_OFFSET + image_size;
    start->header = (ElfHeader){
        .magic = ELF_MAGIC, .file_class = ELF_CLASS_32, .data = ELF_DATA_LITTLE,
        .version = ELF_VERSION, .type = ELF_TYPE_EXECUTABLE, .machine = ELF_MACHINE_386,
        .object_version = ELF_VERSION, .entry = PROGRAM_ADDRESS + IMAGE_OFFSET,
        .program_headers_offset = offsetof(FileStart, program_headers),
        .section_headers_offset = sections_offset, .header_size = sizeof(ElfHeader),
        .program_header_size = sizeof(ElfProgramHeader),
        .program_header_count = PROGRAM_HEADERS,
        .section_header_size = sizeof(ElfSectionHeader), .section_header_count = SECTIONS,
        .section_names_index = SECTIONS - 1,
    };
    uint32_t path_offset = offsetof(FileStart, interpreter);
    start->program_headers[0] = (ElfProgramHeader){
        .type = PT_INTERP, .offset = path_offset,
        .virtual_address = PROGRAM_ADDRESS + path_offset,
        .physical_address = PROGRAM_ADDRESS + path_offset,
        .file_size = sizeof PROGRAM_INTERPRETER, .memory_size = sizeof PROGRAM_INTERPRETER,
        .flags = PF_R, .align = 1,
    };
    start->program_headers[1] = (ElfProgramHeader){
        .type = PT_LOAD, .virtual_address = PROGRAM_ADDRESS, .physical_address = PROGRAM_ADDRESS,
        .file_size = loaded, .memory_size = loaded, .flags = PF_R, .align = PAGE,
    };
    start->program_headers[2] = (ElfProgramHeader){
        .type = PT_GNU_STACK, .memory_size = stack_size, .flags = PF_R | PF_W, .align = 16,
    };
    memcpy(start->interpreter, PROGRAM_INTERPRETER, sizeof PROGRAM_INTERPRETER);
}

static void fill_sections(ElfSectionHeader *sections, uint32_t image_size, uint32_t names_offset)
{
    uint32_t path_offset = offsetof(FileStart, interpreter);
    sections[1] = (ElfSectionHeader){
        .name = NAME_INTERP, .type = SHT_PROGBITS, .flags = SHF_ALLOC,
        .address = PROGRAM_ADDRESS + path_offset, .offset = path_offset,
        .size = sizeof PROGRAM_INTERPRETER, .align = 1,
    };
    sections[2] = (ElfSectionHeader){
        .name = NAME_BYTECODE, .type = SHT_PROGBITS, .flags = SHF_ALLOC,
        .address = PROGRAM_ADDRESS + IMAGE_OFFSET, .offset = IMAGE_OFFSET, .size = image_size,
        .align = 16,
    };
    sections[3] = (ElfSectionHeader){
        .name = NAME_SHSTRTAB, .type = SHT_STRTAB, .offset = names_offset,
        .size = sizeof section_names, .align = 1,
    };
}

uint8_t *program_file_write(const uint8_t *image, size_t image_size, uint32_t stack_size,
                            size_t *size)
{
    size_t names_offset = IMAGE_OFFSET + image_size;
    size_t sections_offset = (names_offset + sizeof section_names + 3) / 4 * 4;
    *size = sections_offset + SECTIONS * sizeof(ElfSectionHeader);
    uint8_t *file = mem_alloc_zeroed(*size);
    if (!file)
        return raise_no_memory();
    fill_start((FileStart *)file, image_size, stack_size, sections_offset);
    memcpy(file + IMAGE_OFFSET, image, image_size);
    memcpy(file + names_offset, section_names, sizeof section_names);
    fill_sections((ElfSectionHeader *)(file + sections_offset), image_size, names_offset);
    return file;
}

/* ---- reading --------------------------------------------------------------------------------- */

static int refuse(const char *what)
{
    return raise_int(&value_error_type, "program file: %s", what);
}

static int check_header(const ElfHeader *h, size_t size)
{
    if (size < sizeof *h || memcmp(h->magic, ELF_MAGIC, sizeof h->magic) != 0)
        return refuse("this is no ELF file");
    if (h->file_class != ELF_CLASS_32 || h->data != ELF_DATA_LITTLE ||
        h->version != ELF_VERSION || h->type != ELF_TYPE_EXECUTABLE ||
        h->machine != ELF_MACHINE_386)
        return refuse("this is no 32-bit x86 executable");
    if (h->program_header_size != sizeof(ElfProgramHeader) ||
        h->program_headers_offset % sizeof(uint32_t) != 0 ||
        h->program_headers_offset > size ||
        h->program_header_count > (size - h->program_headers_offset) / sizeof(ElfProgramHeader))
        return refuse("its program headers are damaged");
    return 0;
}

/* Whether p is the path of our interpreter, with its final NUL. */
static bool names_interpreter(const uint8_t *file, size_t size, const ElfProgramHeader *p)
{
    return p->file_size == sizeof PROGRAM_INTERPRETER && p->offset <= size &&
           p->file_size <= size - p->offset &&
           memcmp(file + p->offset, PROGRAM_INTERPRETER, sizeof PROGRAM_INTERPRETER) == 0;
}

int program_file_find_image(const uint8_t *file, size_t size, const uint8_t **image,
                            size_t *image_size)
{
    const ElfHeader *h = (const ElfHeader *)file;
    if (check_header(h, size) < 0)
        return -1;
    const ElfProgramHeader *p = (const ElfProgramHeader *)(file + h->program_headers_offset);
    const ElfProgramHeader *text = NULL;
    bool is_bytecode = false;
    for (int n = 0; n < h->program_header_count; n++, p++) {
        if (p->type == PT_INTERP)
            is_bytecode = names_interpreter(file, size, p);
        if (p->type == PT_LOAD && h->entry >= p->virtual_address &&
            h->entry - p->virtual_address < p->file_size)
            text = p;
    }
    if (!is_bytecode)
        return refuse("this is no bytecode program: its interpreter is not " PROGRAM_INTERPRETER);
    if (!text || text->offset > size || text->file_size > size - text->offset)
        return refuse("its text segment is damaged or cut off");
    uint32_t start = h->entry - text->virtual_address;
    if ((text->offset + start) % 8 != 0)
        return refuse("its image is not aligned");
    *image = file + text->offset + start;
    *image_size = text->file_size - start;
    return 0;
}
