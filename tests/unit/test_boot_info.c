// links: kernel/boot_info.c
// defines: -DTERRARIUM_HOST_TEST
/*
 * test_boot_info.c: multiboot information, whole and damaged.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/boot_info.h"

#define MULTIBOOT1 0x2BADB002u
#define MULTIBOOT2 0x36D76289u

/* A little physical memory; nothing is behind it. */
static uint8_t memory[16384];
static unsigned reads;
static struct boot_info info;

static bool read_memory(physical_address address, void *buffer, uint32_t size)
{
    reads++;
    if (address > sizeof memory || size > sizeof memory - address)
        return false;
    memcpy(buffer, memory + address, size);
    return true;
}

static void put(uint32_t at, uint32_t value) { memcpy(memory + at, &value, sizeof value); }
static void put64(uint32_t at, uint64_t value) { memcpy(memory + at, &value, sizeof value); }

static void read_from(uint32_t magic, uint32_t address)
{
    reads = 0;
    boot_info_read(&info, magic, address, read_memory);
    assert_non_null(info.protocol);
    assert_true(info.usable_count <= BOOT_RANGES_MOST);
    assert_true(info.reserved_count <= BOOT_RANGES_MOST);
    assert_non_null(memchr(info.command_line, '\0', sizeof info.command_line));
    assert_non_null(memchr(info.loader, '\0', sizeof info.loader));
    for (uint32_t i = 0; i < info.usable_count; i++)
        assert_true(info.usable[i].start < info.usable[i].end);
    for (uint32_t i = 0; i < info.reserved_count; i++)
        assert_true(info.reserved[i].start <= info.reserved[i].end);
    assert_true(reads < 10000);
}

/* --- Multiboot 1 ----------------------------------------------------------------------------- */

#define INFO1 0x400u
#define MAP1 0x600u
#define LINE1 0x800u
#define MODULES1 0x900u
#define NAME1 0xA00u

static void put_range1(uint32_t at, uint64_t start, uint64_t length, uint32_t type)
{
    put(at, 20);
    put64(at + 4, start);
    put64(at + 12, length);
    put(at + 20, type);
}

static void build1(void)
{
    memset(memory, 0, sizeof memory);
    put(INFO1, 1 << 2 | 1 << 3 | 1 << 6 | 1 << 9);
    put(INFO1 + 16, LINE1);
    put(INFO1 + 20, 1);
    put(INFO1 + 24, MODULES1);
    put(INFO1 + 44, 3 * 24);
    put(INFO1 + 48, MAP1);
    put(INFO1 + 64, NAME1);
    put_range1(MAP1, 0, 0x9FC00, 1);
    put_range1(MAP1 + 24, 0x9FC00, 0x400, 2);
    put_range1(MAP1 + 48, 0x100000, 0x7F00000, 1);
    put(MODULES1, 0x300000);
    put(MODULES1 + 4, 0x301000);
    strcpy((char *)memory + LINE1, "kernel log=com3");
    strcpy((char *)memory + NAME1, "loader");
}

static void test_multiboot1_is_read(void **state)
{
    (void)state;
    build1();
    read_from(MULTIBOOT1, INFO1);
    assert_null(info.problem);
    assert_string_equal(info.protocol, "multiboot1");
    assert_string_equal(info.command_line, "kernel log=com3");
    assert_string_equal(info.loader, "loader");
    assert_int_equal(info.usable_count, 2);
    assert_int_equal(info.usable[1].start, 0x100000);
    assert_int_equal(info.usable[1].end, 0x8000000);
    assert_int_equal(info.reserved_count, 2); /* of the map, and the module */
    assert_int_equal(info.reserved[0].start, 0x300000);
    assert_int_equal(info.reserved[0].end, 0x301000);
    assert_int_equal(info.screen, SCREEN_TEXT);
}

static void test_multiboot1_without_a_map_says_how_much_memory(void **state)
{
    (void)state;
    build1();
    put(INFO1, 1 << 0);
    put(INFO1 + 8, 15 * 1024);
    read_from(MULTIBOOT1, INFO1);
    assert_null(info.problem);
    assert_int_equal(info.usable_count, 1);
    assert_int_equal(info.usable[0].start, 0x100000);
    assert_int_equal(info.usable[0].end, 0x1000000);
    assert_string_equal(info.command_line, "");
}

static void test_multiboot1_damage_is_named(void **state)
{
    (void)state;
    build1();
    put(MAP1 + 24, 4); /* an entry smaller than its contents: would never end if followed */
    read_from(MULTIBOOT1, INFO1);
    assert_string_equal(info.problem, "an entry of the memory map has a bad size");
    assert_int_equal(info.usable_count, 1);

    build1();
    put(MAP1 + 24, 0xFFFFFFFE); /* wraps */
    read_from(MULTIBOOT1, INFO1);
    assert_string_equal(info.problem, "an entry of the memory map has a bad size");

    build1();
    put(INFO1 + 44, 3 * 24 - 1);
    read_from(MULTIBOOT1, INFO1);
    assert_string_equal(info.problem, "the memory map ends within an entry");

    build1();
    put(INFO1 + 48, 0xFFFFFF00);
    read_from(MULTIBOOT1, INFO1);
    assert_string_equal(info.problem, "the memory map cannot be read");

    build1();
    put(INFO1 + 20, 0xFFFFFFFF);
    read_from(MULTIBOOT1, INFO1);
    assert_string_equal(info.problem, "too many modules");

    build1();
    put(MODULES1 + 4, 0x2FFFFF);
    read_from(MULTIBOOT1, INFO1);
    assert_string_equal(info.problem, "a module ends before it starts");

    read_from(MULTIBOOT1, 0xFFFFFFF0);
    assert_string_equal(info.problem, "it cannot be read");
}

static void test_a_long_command_line_is_cut_and_control_characters_are_blanks(void **state)
{
    (void)state;
    build1();
    memset(memory + LINE1, 'x', sizeof memory - LINE1);
    memory[LINE1 + 1] = '\n';
    read_from(MULTIBOOT1, INFO1);
    assert_int_equal(strlen(info.command_line), BOOT_COMMAND_LINE_MOST - 1);
    assert_int_equal(info.command_line[1], ' ');
}

static void test_more_ranges_than_there_is_room_for_are_named(void **state)
{
    (void)state;
    build1();
    put(INFO1 + 16, NAME1);
    put(INFO1 + 48, 0x1000);
    put(INFO1 + 44, 200 * 24);
    for (uint32_t i = 0; i < 200; i++)
        put_range1(0x1000 + i * 24, i * 0x100000, 0x1000, 1);
    read_from(MULTIBOOT1, INFO1);
    assert_int_equal(info.usable_count, BOOT_RANGES_MOST);
    assert_string_equal(info.problem, "too many memory ranges");
}

static void test_ranges_that_touch_become_one(void **state)
{
    (void)state;
    build1();
    put_range1(MAP1 + 24, 0x9FC00, 0x60400, 1);
    read_from(MULTIBOOT1, INFO1);
    assert_int_equal(info.usable_count, 1);
    assert_int_equal(info.usable[0].start, 0);
    assert_int_equal(info.usable[0].end, 0x8000000);
}

/* --- Multiboot 2 ----------------------------------------------------------------------------- */

#define INFO2 0x200u
static uint32_t end2;

static void put_tag(uint32_t type, const void *contents, uint32_t size)
{
    put(end2, type);
    put(end2 + 4, size + 8);
    memcpy(memory + end2 + 8, contents, size);
    end2 += (size + 8 + 7) & ~7u;
}

static void build2(bool uefi)
{
    const uint32_t module[] = { 0x400000, 0x480000 };
    const uint32_t lower_upper[] = { 640, 1024 };
    const uint64_t efi_table = 0x7E000000;
    struct { uint32_t entry_size, version; struct { uint64_t start, length; uint32_t type, zero; }
             entries[3]; } map = { 24, 0, { { 0, 0x9FC00, 1, 0 }, { 0xF0000, 0x10000, 2, 0 },
                                            { 0x100000, 0xFFFFFFFFFFFFFFFF, 1, 0 } } };

    memset(memory, 0, sizeof memory);
    end2 = INFO2 + 8;
    put_tag(1, "quiet provoke=null", sizeof "quiet provoke=null");
    put_tag(2, "GRUB", sizeof "GRUB");
    put_tag(3, module, sizeof module);
    put_tag(4, lower_upper, sizeof lower_upper);
    put_tag(6, &map, sizeof map);
    if (uefi)
        put_tag(12, &efi_table, sizeof efi_table);
    put_tag(0x7777, "a tag of the future", 20);
    put_tag(0, "", 0);
    put(INFO2, end2 - INFO2);
}

static void test_multiboot2_is_read(void **state)
{
    (void)state;
    build2(false);
    read_from(MULTIBOOT2, INFO2);
    assert_null(info.problem);
    assert_string_equal(info.protocol, "multiboot2");
    assert_string_equal(info.command_line, "quiet provoke=null");
    assert_string_equal(info.loader, "GRUB");
    assert_int_equal(info.usable_count, 2);
    assert_int_equal(info.usable[1].end, UINT64_MAX); /* cut where it would wrap */
    assert_int_equal(info.reserved_count, 2);
    assert_int_equal(info.screen, SCREEN_TEXT);
    build2(true);
    read_from(MULTIBOOT2, INFO2);
    assert_int_equal(info.screen, SCREEN_NONE);
}

static void test_multiboot2_damage_is_named(void **state)
{
    (void)state;
    build2(false);
    put(INFO2 + 8 + 4, 7);
    read_from(MULTIBOOT2, INFO2);
    assert_string_equal(info.problem, "a tag's size is wrong");

    build2(false);
    put(INFO2 + 8 + 4, 0xFFFFFFFA);
    read_from(MULTIBOOT2, INFO2);
    assert_string_equal(info.problem, "a tag's size is wrong");

    build2(false);
    put(INFO2, end2 - INFO2 - 8);
    read_from(MULTIBOOT2, INFO2);
    assert_string_equal(info.problem, "there is no end tag");
    assert_int_equal(info.usable_count, 2); /* what was read counts */

    memset(memory, 0, sizeof memory);
    end2 = INFO2 + 8;
    put_tag(3, "half", 4); /* a module's start without its end */
    put_tag(0, "", 0);
    put(INFO2, end2 - INFO2);
    read_from(MULTIBOOT2, INFO2);
    assert_string_equal(info.problem, "a tag is too short");
    assert_int_equal(info.reserved_count, 0);

    build2(false);
    put(INFO2, 0xFFFFFFFF);
    put(end2 - 8, 0x7777);
    put(end2 - 4, 0xFFFFF);
    read_from(MULTIBOOT2, INFO2);
    assert_string_equal(info.problem, "its size cannot be true");

    put(INFO2, 3);
    read_from(MULTIBOOT2, INFO2);
    assert_string_equal(info.problem, "there is no end tag");

    read_from(0xDEADBEEF, INFO2);
    assert_non_null(info.problem);
    assert_int_equal(info.usable_count, 0);
}

/* --- Anything -------------------------------------------------------------------------------- */

static uint32_t fuzz_state = 1;

static uint32_t fuzz(void)
{
    fuzz_state = fuzz_state * 1664525u + 1013904223u;
    return fuzz_state >> 8;
}

static void test_thousands_of_damaged_structures_are_survived(void **state)
{
    (void)state;
    static const uint32_t favourites[] = { 0, 1, 7, 8, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF8,
                                           0xFFFFFFFF };

    for (int round = 0; round < 20000; round++) {
        bool second = fuzz() % 2;
        if (second)
            build2(fuzz() % 2);
        else
            build1();
        for (uint32_t changes = fuzz() % 8 + 1; changes > 0; changes--) {
            uint32_t at = second ? INFO2 + fuzz() % (end2 - INFO2)
                                 : (fuzz() % 3 == 0 ? MAP1 + fuzz() % 72 : INFO1 + fuzz() % 116);
            if (fuzz() % 2)
                memory[at] ^= (uint8_t)(1u << fuzz() % 8);
            else
                put(at & ~3u, favourites[fuzz() % 8]);
        }
        read_from(second ? MULTIBOOT2 : MULTIBOOT1, second ? INFO2 : INFO1);
    }
    for (int round = 0; round < 5000; round++) { /* pure noise */
        for (uint32_t i = 0; i < sizeof memory; i += 4)
            put(i, fuzz() << 8 ^ fuzz());
        read_from(fuzz() % 2 ? MULTIBOOT2 : MULTIBOOT1, fuzz() % 0x3000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_multiboot1_is_read),
        cmocka_unit_test(test_multiboot1_without_a_map_says_how_much_memory),
        cmocka_unit_test(test_multiboot1_damage_is_named),
        cmocka_unit_test(test_a_long_command_line_is_cut_and_control_characters_are_blanks),
        cmocka_unit_test(test_more_ranges_than_there_is_room_for_are_named),
        cmocka_unit_test(test_ranges_that_touch_become_one),
        cmocka_unit_test(test_multiboot2_is_read),
        cmocka_unit_test(test_multiboot2_damage_is_named),
        cmocka_unit_test(test_thousands_of_damaged_structures_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
