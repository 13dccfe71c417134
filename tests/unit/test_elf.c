// links: kernel/proc/elf.c kernel/debug/format.c
/*
 * test_elf.c: what elf_parse accepts and what it refuses. The base of all cases is a small sound
 * file made here; each refusal changes one field and asks for the reason by name. Then seeded
 * mutations: whatever comes, the parser ends, and what it accepts is consistent.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "kernel/proc/elf.h"

#define PT_LOAD 1
#define PT_INTERP 3
#define PT_GNU_STACK 0x6474E551u
#define TEXT_ADDRESS 0x08048000u
#define FILE_SIZE 0x3000u
#define HEADERS 4

struct file {
    struct elf_header header;
    struct elf_program_header headers[HEADERS];
    char interpreter[16];
    uint8_t rest[FILE_SIZE];
};
static struct file file;
static uint32_t file_size;
static int read_error;
static struct elf_image image;
static char problem[ELF_PROBLEM_SIZE];

static int read_file(const struct elf_source *source, uint32_t offset, void *buffer, uint32_t size)
{
    assert_true(offset <= source->size && size <= source->size - offset);
    if (read_error)
        return read_error;
    memcpy(buffer, (const uint8_t *)source->context + offset, size);
    return 0;
}

/* A text segment with the headers in it, a data segment with zeros after it, stack, a note. */
static int make_file(void **state)
{
    (void)state;
    memset(&file, 0, sizeof file);
    file_size = FILE_SIZE;
    read_error = 0;
    file.header = (struct elf_header) {
        .ident = { 0x7F, 'E', 'L', 'F', 1, 1, 1 }, .type = 2, .machine = 3, .version = 1,
        .entry = TEXT_ADDRESS + 0x100, .program_headers = sizeof file.header,
        .header_size = sizeof file.header, .program_header_size = 32,
        .program_header_count = HEADERS,
    };
    file.headers[0] = (struct elf_program_header) {
        PT_LOAD, 0, TEXT_ADDRESS, TEXT_ADDRESS, 0x1800, 0x1800, 5, 0x1000 };
    file.headers[1] = (struct elf_program_header) {
        PT_LOAD, 0x1800, 0x0804A800, 0x0804A800, 0x400, 0x9000, 6, 0x1000 };
    file.headers[2] = (struct elf_program_header) {
        PT_GNU_STACK, 0, 0, 0, 0, 0x10000, 6, 16 };
    file.headers[3] = (struct elf_program_header) { 4 /* PT_NOTE */, 0, 0, 0, 4, 4, 4, 4 };
    strcpy(file.interpreter, "/bin/python");
    return 0;
}

static int parse(void)
{
    struct elf_source source = { .size = file_size, .read = read_file, .context = &file };
    memset(problem, 0, sizeof problem);
    return elf_parse(&source, &image, problem);
}

static void assert_refused(const char *reason)
{
    assert_int_equal(parse(), -ENOEXEC);
    if (!strstr(problem, reason))
        fail_msg("\"%s\" does not say \"%s\"", problem, reason);
    make_file(NULL);
}

static void accepts_a_sound_file(void **state)
{
    (void)state;
    assert_int_equal(parse(), 0);
    assert_int_equal(image.entry, TEXT_ADDRESS + 0x100);
    assert_int_equal(image.segment_count, 2);
    assert_int_equal(image.segments[0].protection, PROTECTION_READ | PROTECTION_EXECUTE);
    assert_int_equal(image.segments[1].protection, PROTECTION_READ | PROTECTION_WRITE);
    assert_int_equal(image.segments[1].offset, 0x1800);
    assert_int_equal(image.segments[1].file_size, 0x400);
    assert_int_equal(image.segments[1].memory_size, 0x9000);
    assert_int_equal(image.stack_size, 0x10000);
    assert_int_equal(image.program_headers_address, TEXT_ADDRESS + sizeof file.header);
    assert_int_equal(image.program_header_count, HEADERS);
    assert_string_equal(image.interpreter, "");
}

static void make_interpreted(void)
{
    file.headers[3] = (struct elf_program_header) {
        PT_INTERP, offsetof(struct file, interpreter), 0, 0, 12, 12, 4, 1 };
    file.headers[0].flags = 4;
}

static void accepts_an_interpreter_and_bytecode(void **state)
{
    (void)state;
    make_interpreted();
    assert_int_equal(parse(), 0);
    assert_string_equal(image.interpreter, "/bin/python");
    assert_int_equal(image.segments[0].protection, PROTECTION_READ);
}

static void refuses_a_wrong_header(void **state)
{
    (void)state;
#define REFUSES(change, reason) do { change; assert_refused(reason); } while (0)
    REFUSES(file.header.ident[0] = 'M', "not an ELF file");
    REFUSES(file.header.ident[4] = 2, "class 2");
    REFUSES(file.header.ident[5] = 2, "data encoding 2");
    REFUSES(file.header.ident[6] = 0, "ELF version 0");
    REFUSES(file.header.ident[7] = 9, "OS ABI 9");
    REFUSES(file.header.type = 3, "type 3");
    REFUSES(file.header.machine = 62, "machine 62");
    REFUSES(file.header.version = 7, "file version 7");
    REFUSES(file.header.flags = 1, "flags 0x1");
    REFUSES(file.header.header_size = 64, "header size 64");
    REFUSES(file.header.program_header_size = 56, "program header size 56");
    REFUSES(file.header.program_header_count = 0, "0 program headers");
    REFUSES(file.header.program_header_count = 0xFFFF, "65535 program headers");
    REFUSES(file.header.program_headers = 0xFFFFFFF0, "beyond the file");
    REFUSES(file.header.program_headers = FILE_SIZE - 32 * HEADERS + 1, "beyond the file");
    REFUSES(file.header.entry = 0, "entry 0x0 is not in an executable segment");
    REFUSES(file.header.entry = 0x0804A800, "not in an executable segment");
    REFUSES((make_interpreted(), file.header.entry = 0x20000000), "is not in a segment");
    REFUSES(file_size = 51, "too few for an ELF header");
    REFUSES(file_size = 0, "too few for an ELF header");
}

static void refuses_a_wrong_program_header(void **state)
{
    (void)state;
    REFUSES(file.headers[1].offset = 0x5800, "program header 1: 0x400 bytes at offset 0x5800");
    REFUSES(file.headers[1].file_size = 0x1801, "are beyond the file's 0x3000 bytes");
    REFUSES(file.headers[1].offset = 0xFFFFF800, "beyond the file");
    REFUSES(file.headers[1].memory_size = 0x3FF, "file size 0x400 is more than memory size 0x3ff");
    REFUSES(file.headers[1].memory_size = 0xFFFFFFFF, "are not within");
    REFUSES(file.headers[1].virtual_address = 0xC0000800, "are not within");
    REFUSES(file.headers[1].virtual_address = 0xBFFF0800; file.headers[1].memory_size = 0xE801,
            "are not within");
    REFUSES(file.headers[0].virtual_address = 0, "are not within");
    REFUSES(file.headers[1].flags = 7, "writable and executable");
    REFUSES(file.headers[1].flags = 2, "not readable");
    REFUSES(file.headers[1].flags = 0x16, "unknown bits");
    REFUSES(file.headers[1].alignment = 0x1001, "not a power of two");
    REFUSES(file.headers[1].alignment = 0x4000, "modulo the alignment");
    REFUSES(file.headers[1].offset = 0x1810, "differ within a page");
    REFUSES(file.headers[1].virtual_address = 0x08049800, "not above the pages");
    REFUSES(file.headers[1].virtual_address = 0x08047800, "not above the pages");
    REFUSES(file.headers[2].flags = 7, "executable stack");
    REFUSES(file.headers[2].memory_size = ELF_STACK_MOST + 1, "a stack of");
    REFUSES(file.headers[3] = file.headers[2], "a second PT_GNU_STACK");
}

static void refuses_a_wrong_interpreter(void **state)
{
    (void)state;
    REFUSES((make_interpreted(), file.headers[3].file_size = 11), "only NUL");
    REFUSES((make_interpreted(), file.headers[3].file_size = 1), "an interpreter's path of 1");
    REFUSES((make_interpreted(), file.headers[3].file_size = 65), "an interpreter's path of 65");
    REFUSES((make_interpreted(), file.headers[3].offset = FILE_SIZE - 3), "beyond the file");
    REFUSES((make_interpreted(), file.interpreter[0] = '\0'), "only NUL");
    REFUSES((make_interpreted(), file.interpreter[4] = '\0'), "only NUL");
    REFUSES((make_interpreted(), file.headers[2] = file.headers[3]), "a second interpreter");
}

static void passes_the_readers_error_on(void **state)
{
    (void)state;
    read_error = -EIO;
    assert_int_equal(parse(), -EIO);
    assert_non_null(strstr(problem, "error 5"));
}

/* ---- Mutations ---- */

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    return *seed ^= *seed << 5;
}

/* What exec relies on. */
static void assert_consistent(void)
{
    uint64_t end = 0x1000;
    assert_in_range(image.segment_count, 1, ELF_SEGMENTS_MOST);
    for (unsigned i = 0; i < image.segment_count; i++) {
        const struct elf_segment *segment = &image.segments[i];
        assert_true(segment->address >= end);
        end = ((uint64_t)segment->address + segment->memory_size + 0xFFF) & ~0xFFFull;
        assert_true(end <= USER_STACK_TOP);
        assert_true(segment->file_size <= segment->memory_size);
        assert_true((uint64_t)segment->offset + segment->file_size <= file_size);
        assert_int_equal(segment->address % 4096, segment->offset % 4096);
        assert_true((segment->protection & 6) != 6);
    }
    assert_true(image.stack_size <= ELF_STACK_MOST);
    assert_true(strlen(image.interpreter) < sizeof image.interpreter);
}

static void survives_mutations(void **state)
{
    (void)state;
    static const uint32_t interesting[] = { 0, 1, 0x7F, 0xFFF, 0x1000, 0x7FFFFFFF, 0x80000000,
                                            0xC0000000, 0xFFFFF000, 0xFFFFFFFF };
    unsigned accepted = 0;
    for (uint32_t round = 1; round <= 20000; round++) {
        uint32_t seed = round * 2654435761u;
        make_file(NULL);
        if (round % 2)
            make_interpreted();
        uint32_t changes = 1 + next_random(&seed) % 3;
        for (uint32_t i = 0; i < changes; i++) {
            uint32_t at = next_random(&seed) % offsetof(struct file, rest);
            if (next_random(&seed) % 2)
                ((uint8_t *)&file)[at] ^= 1u << next_random(&seed) % 8;
            else
                memcpy((uint8_t *)&file + at / 4 * 4,
                       &interesting[next_random(&seed) % 10], sizeof(uint32_t));
        }
        if (next_random(&seed) % 8 == 0)
            file_size = next_random(&seed) % (FILE_SIZE + 1);
        int result = parse();
        assert_true(result == 0 || result == -ENOEXEC);
        assert_true(result == 0 || problem[0] != '\0');
        if (result == 0) {
            assert_consistent();
            accepted++;
        }
    }
    assert_in_range(accepted, 100, 19900); /* both ways were walked */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(accepts_a_sound_file, make_file),
        cmocka_unit_test_setup(accepts_an_interpreter_and_bytecode, make_file),
        cmocka_unit_test_setup(refuses_a_wrong_header, make_file),
        cmocka_unit_test_setup(refuses_a_wrong_program_header, make_file),
        cmocka_unit_test_setup(refuses_a_wrong_interpreter, make_file),
        cmocka_unit_test_setup(passes_the_readers_error_on, make_file),
        cmocka_unit_test_setup(survives_mutations, make_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
