// links: interp
/*
 * test_program_file.c: program files are ELF as the kernel's exec and readelf expect it, and no
 * damaged one gets as far as being read outside of its bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "memory/memory.h"
#include "program/elf32.h"
#include "program/program_file.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

enum { IMAGE_SIZE = 300, STACK_SIZE = 1 << 20, FLIPS = 2000 };

static uint8_t image[IMAGE_SIZE];

static int start(void **state)
{
    (void)state;
    static char *arguments[] = { "test", NULL };
    for (int n = 0; n < IMAGE_SIZE; n++)
        image[n] = n * 7;
    return interpreter_start(1, arguments);
}

static int stop(void **state)
{
    (void)state;
    interpreter_stop();
    return 0;
}

static uint8_t *write_sample(size_t *size)
{
    uint8_t *file = program_file_write(image, IMAGE_SIZE, STACK_SIZE, size);
    assert_non_null(file);
    return file;
}

static void the_image_is_found_again(void **state)
{
    (void)state;
    size_t size, found_size;
    const uint8_t *found;
    uint8_t *file = write_sample(&size);
    assert_int_equal(program_file_find_image(file, size, &found, &found_size), 0);
    assert_int_equal(found_size, IMAGE_SIZE);
    assert_memory_equal(found, image, IMAGE_SIZE);
    mem_free(file, size);
}

static void exec_finds_text_stack_and_interpreter(void **state)
{
    (void)state;
    size_t size;
    uint8_t *file = write_sample(&size);
    const ElfHeader *header = (const ElfHeader *)file;
    const ElfProgramHeader *p = (const ElfProgramHeader *)(file + header->program_headers_offset);
    assert_int_equal(header->program_header_count, 3);
    assert_int_equal(p[0].type, PT_INTERP);
    assert_string_equal(file + p[0].offset, "/bin/python");
    assert_int_equal(p[1].type, PT_LOAD);
    assert_int_equal(p[1].flags, PF_R);
    assert_int_equal(p[1].virtual_address, PROGRAM_ADDRESS);
    assert_int_equal(p[1].virtual_address % p[1].align, p[1].offset % p[1].align);
    assert_memory_equal(file + (header->entry - PROGRAM_ADDRESS), image, IMAGE_SIZE);
    assert_int_equal(p[2].type, PT_GNU_STACK);
    assert_int_equal(p[2].memory_size, STACK_SIZE);
    assert_int_equal(p[2].flags, PF_R | PF_W);
    mem_free(file, size);
}

/* Reads a copy that ends where its memory ends, so that the sanitizer sees a byte too many. */
static int find_in_copy(const uint8_t *file, size_t size)
{
    uint8_t *copy = malloc(size + !size);
    memcpy(copy, file, size);
    const uint8_t *found;
    size_t found_size;
    int result = program_file_find_image(copy, size, &found, &found_size);
    if (result == 0) { /* touch all that it claims */
        volatile uint8_t sum = 0;
        for (size_t n = 0; n < found_size; n++)
            sum += found[n];
    } else {
        assert_true(error_matches(&value_error_type));
        error_clear();
    }
    free(copy);
    return result;
}

static void a_file_that_is_cut_off_is_refused(void **state)
{
    (void)state;
    size_t size;
    uint8_t *file = write_sample(&size);
    const ElfHeader *header = (const ElfHeader *)file;
    size_t image_end = header->entry - PROGRAM_ADDRESS + IMAGE_SIZE;
    for (size_t length = 0; length < image_end; length++)
        assert_int_equal(find_in_copy(file, length), -1);
    mem_free(file, size);
}

static void flipped_bits_lead_nowhere_outside(void **state)
{
    (void)state;
    size_t size;
    uint8_t *file = write_sample(&size);
    srand(20);
    for (int n = 0; n < FLIPS; n++) {
        size_t bit = rand() % (n % 2 ? size * 8 : sizeof(ElfHeader) * 8 + 3 * 256);
        file[bit / 8] ^= 1 << bit % 8;
        find_in_copy(file, size);
        if (n % 4 != 3) /* sometimes damages add up */
            file[bit / 8] ^= 1 << bit % 8;
        if (n % 64 == 63) {
            mem_free(file, size);
            file = write_sample(&size);
        }
    }
    mem_free(file, size);
}

static void a_native_program_is_no_bytecode_program(void **state)
{
    (void)state;
    size_t size;
    uint8_t *file = write_sample(&size);
    const ElfHeader *header = (const ElfHeader *)file;
    ElfProgramHeader *p = (ElfProgramHeader *)(file + header->program_headers_offset);
    p[0].type = PT_LOAD + 1;
    assert_int_equal(find_in_copy(file, size), -1);
    mem_free(file, size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_image_is_found_again),
        cmocka_unit_test(exec_finds_text_stack_and_interpreter),
        cmocka_unit_test(a_file_that_is_cut_off_is_refused),
        cmocka_unit_test(flipped_bits_lead_nowhere_outside),
        cmocka_unit_test(a_native_program_is_no_bytecode_program),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
