/*
 * elf.c: reads and checks an ELF32 program file. What to know first: each check that fails leaves
 * a sentence for the log that says which field holds which value and why that cannot be; sums of
 * two fields are made so that they cannot wrap.
 */
#include "kernel/proc/elf.h"
#include "kernel/debug/log.h"
#include "kernel/string.h"

/* e_ident */
#define ELF_CLASS 4
#define ELF_DATA 5
#define ELF_VERSION 6
#define ELF_OSABI 7
#define ELF_CLASS_32 1
#define ELF_DATA_LITTLE_ENDIAN 1
#define ELF_OSABI_SYSTEM_V 0
#define ELF_OSABI_GNU 3
#define ELF_VERSION_CURRENT 1

#define ELF_TYPE_EXECUTABLE 2 /* ET_EXEC */
#define ELF_MACHINE_386 3     /* EM_386 */

/* p_type, p_flags */
#define PT_LOAD 1
#define PT_INTERP 3
#define PT_GNU_STACK 0x6474E551u
#define PF_X 1u
#define PF_W 2u
#define PF_R 4u

struct parser {
    const struct elf_source *source;
    struct elf_image *image;
    char *problem;
    bool stack_seen;
};

#define refuse(parser, ...) \
    (format_text((parser)->problem, ELF_PROBLEM_SIZE, __VA_ARGS__), -ENOEXEC)

static int read_bytes(struct parser *parser, uint32_t offset, void *buffer, uint32_t size)
{
    int error = parser->source->read(parser->source, offset, buffer, size);
    if (error)
        format_text(parser->problem, ELF_PROBLEM_SIZE, "reading 0x%x bytes at 0x%x: error %d",
                    size, offset, -error);
    return error;
}

static bool within_file(const struct parser *parser, uint32_t offset, uint32_t size)
{
    return offset <= parser->source->size && size <= parser->source->size - offset;
}

/* ---- The ELF header ---- */

static int check_ident(struct parser *parser, const uint8_t *ident)
{
    if (memcmp(ident, "\x7F" "ELF", 4) != 0)
        return refuse(parser, "not an ELF file");
    if (ident[ELF_CLASS] != ELF_CLASS_32)
        return refuse(parser, "class %u is not 1 (32-bit)", ident[ELF_CLASS]);
    if (ident[ELF_DATA] != ELF_DATA_LITTLE_ENDIAN)
        return refuse(parser, "data encoding %u is not 1 (little-endian)", ident[ELF_DATA]);
    if (ident[ELF_VERSION] != ELF_VERSION_CURRENT)
        return refuse(parser, "ELF version %u is not 1", ident[ELF_VERSION]);
    if (ident[ELF_OSABI] != ELF_OSABI_SYSTEM_V && ident[ELF_OSABI] != ELF_OSABI_GNU)
        return refuse(parser, "OS ABI %u is neither 0 (System V) nor 3 (GNU)", ident[ELF_OSABI]);
    return 0;
}

static int check_header(struct parser *parser, const struct elf_header *header)
{
    int error = check_ident(parser, header->ident);
    if (error)
        return error;
    if (header->type != ELF_TYPE_EXECUTABLE)
        return refuse(parser, "type %u is not 2 (executable)", header->type);
    if (header->machine != ELF_MACHINE_386)
        return refuse(parser, "machine %u is not 3 (i386)", header->machine);
    if (header->version != ELF_VERSION_CURRENT)
        return refuse(parser, "file version %u is not 1", header->version);
    if (header->flags != 0)
        return refuse(parser, "processor flags 0x%x are not 0", header->flags);
    if (header->header_size != sizeof *header)
        return refuse(parser, "header size %u is not %u", header->header_size,
                      (unsigned)sizeof *header);
    if (header->program_header_size != sizeof(struct elf_program_header))
        return refuse(parser, "program header size %u is not %u", header->program_header_size,
                      (unsigned)sizeof(struct elf_program_header));
    unsigned count = header->program_header_count;
    if (count == 0 || count > ELF_PROGRAM_HEADERS_MOST)
        return refuse(parser, "%u program headers; 1 to %u are possible", count,
                      ELF_PROGRAM_HEADERS_MOST);
    if (!within_file(parser, header->program_headers, count * sizeof(struct elf_program_header)))
        return refuse(parser, "%u program headers at 0x%x are beyond the file's 0x%x bytes",
                      count, header->program_headers, parser->source->size);
    return 0;
}

/* ---- Program headers ---- */

static uint32_t round_up(uint32_t address)
{
    return (address + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
}

static int check_file_range(struct parser *parser, unsigned number,
                            const struct elf_program_header *header)
{
    if (within_file(parser, header->offset, header->file_size))
        return 0;
    return refuse(parser, "program header %u: 0x%x bytes at offset 0x%x are beyond the file's "
                  "0x%x bytes", number, header->file_size, header->offset, parser->source->size);
}

static int check_protection(struct parser *parser, unsigned number, uint32_t flags)
{
    if (flags & ~(PF_R | PF_W | PF_X))
        return refuse(parser, "program header %u: flags 0x%x have unknown bits", number, flags);
    if (!(flags & PF_R))
        return refuse(parser, "program header %u: flags 0x%x: not readable", number, flags);
    if ((flags & PF_W) && (flags & PF_X))
        return refuse(parser, "program header %u: flags 0x%x: writable and executable", number,
                      flags);
    return 0;
}

static int check_addresses(struct parser *parser, unsigned number,
                           const struct elf_program_header *header)
{
    uint32_t start = header->virtual_address, size = header->memory_size;
    if (header->file_size > size)
        return refuse(parser, "program header %u: file size 0x%x is more than memory size 0x%x",
                      number, header->file_size, size);
    if (start < PAGE_SIZE || start >= USER_STACK_TOP || size > USER_STACK_TOP - start)
        return refuse(parser, "program header %u: 0x%x bytes at address 0x%x are not within "
                      "0x%x to 0x%x", number, size, start, PAGE_SIZE, USER_STACK_TOP);
    uint32_t alignment = header->alignment;
    if (alignment & (alignment - 1))
        return refuse(parser, "program header %u: alignment 0x%x is not a power of two", number,
                      alignment);
    /* Pages of the file become pages of memory, so both must lie alike within a page. */
    if (start % PAGE_SIZE != header->offset % PAGE_SIZE)
        return refuse(parser, "program header %u: offset 0x%x and address 0x%x differ within a "
                      "page", number, header->offset, start);
    if (alignment > PAGE_SIZE && (start - header->offset) % alignment)
        return refuse(parser, "program header %u: offset 0x%x and address 0x%x differ modulo "
                      "the alignment 0x%x", number, header->offset, start, alignment);
    return 0;
}

static int add_load(struct parser *parser, unsigned number,
                    const struct elf_program_header *header)
{
    struct elf_image *image = parser->image;
    int error = check_file_range(parser, number, header);
    if (!error)
        error = check_protection(parser, number, header->flags);
    if (!error)
        error = check_addresses(parser, number, header);
    if (error || header->memory_size == 0)
        return error;
    if (image->segment_count == ELF_SEGMENTS_MOST)
        return refuse(parser, "program header %u: more than %u segments", number,
                      ELF_SEGMENTS_MOST);
    if (image->segment_count) {
        const struct elf_segment *before = &image->segments[image->segment_count - 1];
        uint32_t end = round_up(before->address + before->memory_size);
        if (header->virtual_address < end)
            return refuse(parser, "program header %u: address 0x%x is not above the pages of the "
                          "segment before, which end at 0x%x", number, header->virtual_address,
                          end);
    }
    image->segments[image->segment_count++] = (struct elf_segment) {
        .address = header->virtual_address, .offset = header->offset,
        .file_size = header->file_size, .memory_size = header->memory_size,
        .protection = PROTECTION_READ | (header->flags & PF_W ? PROTECTION_WRITE : 0)
                      | (header->flags & PF_X ? PROTECTION_EXECUTE : 0),
    };
    return 0;
}

static int add_interpreter(struct parser *parser, unsigned number,
                           const struct elf_program_header *header)
{
    char *path = parser->image->interpreter;
    if (path[0])
        return refuse(parser, "program header %u: a second interpreter", number);
    int error = check_file_range(parser, number, header);
    if (error)
        return error;
    if (header->file_size < 2 || header->file_size > ELF_INTERPRETER_PATH_MOST)
        return refuse(parser, "program header %u: an interpreter's path of %u bytes; 2 to %u are "
                      "possible", number, header->file_size, ELF_INTERPRETER_PATH_MOST);
    error = read_bytes(parser, header->offset, path, header->file_size);
    if (error)
        return error;
    uint32_t length = header->file_size - 1;
    if (path[length] != '\0' || strlen(path) != length) {
        path[0] = '\0';
        return refuse(parser, "program header %u: the interpreter's path does not end with its "
                      "only NUL", number);
    }
    return 0;
}

static int set_stack(struct parser *parser, unsigned number,
                     const struct elf_program_header *header)
{
    if (parser->stack_seen)
        return refuse(parser, "program header %u: a second PT_GNU_STACK", number);
    parser->stack_seen = true;
    if (header->flags & PF_X)
        return refuse(parser, "program header %u: asks for an executable stack", number);
    if (header->memory_size > ELF_STACK_MOST)
        return refuse(parser, "program header %u: a stack of 0x%x bytes; 0x%x at most", number,
                      header->memory_size, ELF_STACK_MOST);
    parser->image->stack_size = header->memory_size;
    return 0;
}

static int add_program_header(struct parser *parser, unsigned number,
                              const struct elf_program_header *header)
{
    switch (header->type) {
    case PT_LOAD: return add_load(parser, number, header);
    case PT_INTERP: return add_interpreter(parser, number, header);
    case PT_GNU_STACK: return set_stack(parser, number, header);
    default: return 0; /* notes and the like: nothing for a loader */
    }
}

/* ---- The whole ---- */

static const struct elf_segment *segment_at(const struct elf_image *image, uint32_t address)
{
    for (unsigned i = 0; i < image->segment_count; i++)
        if (address - image->segments[i].address < image->segments[i].memory_size)
            return &image->segments[i];
    return NULL;
}

static int check_entry(struct parser *parser, uint32_t entry)
{
    const struct elf_segment *segment = segment_at(parser->image, entry);
    bool native = parser->image->interpreter[0] == '\0';
    if (!segment || (native && !(segment->protection & PROTECTION_EXECUTE)))
        return refuse(parser, "entry 0x%x is not in %s segment", entry,
                      native ? "an executable" : "a");
    parser->image->entry = entry;
    return 0;
}

/* The address at which the program headers show, if a segment shows all of them. */
static uint32_t find_program_headers(const struct elf_image *image, uint32_t offset)
{
    uint32_t size = image->program_header_count * sizeof(struct elf_program_header);
    for (unsigned i = 0; i < image->segment_count; i++) {
        const struct elf_segment *segment = &image->segments[i];
        if (offset >= segment->offset && size <= segment->file_size
            && offset - segment->offset <= segment->file_size - size)
            return segment->address + (offset - segment->offset);
    }
    return 0;
}

int elf_parse(const struct elf_source *source, struct elf_image *image,
              char problem[ELF_PROBLEM_SIZE])
{
    struct parser parser = { .source = source, .image = image, .problem = problem };
    struct elf_header header;
    memset(image, 0, sizeof *image);
    if (source->size < sizeof header)
        return refuse(&parser, "0x%x bytes are too few for an ELF header", source->size);
    int error = read_bytes(&parser, 0, &header, sizeof header);
    if (!error)
        error = check_header(&parser, &header);
    if (error)
        return error;

    image->program_header_count = header.program_header_count;
    for (unsigned i = 0; i < header.program_header_count; i++) {
        struct elf_program_header program_header;
        error = read_bytes(&parser, header.program_headers + i * sizeof program_header,
                           &program_header, sizeof program_header);
        if (!error)
            error = add_program_header(&parser, i, &program_header);
        if (error)
            return error;
    }
    image->program_headers_address = find_program_headers(image, header.program_headers);
    return check_entry(&parser, header.entry);
}
