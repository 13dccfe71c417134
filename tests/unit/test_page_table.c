// links: mm/page_table.c mm/frame.c tests/unit/simulated_memory.c tests/unit/simulated_processor.c
// defines: -DTERRARIUM_HOST_TEST
/*
 * test_page_table.c: PAE page tables, on simulated memory.
 */
#include <stdlib.h>
#include <string.h>

#include "kernel/cpu/features.h"
#include "tests/unit/simulated_memory.h"

#define USER_RW (PAGE_USER | PAGE_WRITABLE | PAGE_NO_EXECUTE)

static void begin(void)
{
    memory_simulate_ram(16 * MIB);
    memory_simulate_kernel_tree();
}

/* The processor's way from an address to a physical one, written independently: Intel SDM 3,
 * figures 4-5 and 4-6. -1: not present. */
static int64_t translate(uint32_t cr3, uint32_t address, bool write, bool user)
{
    const page_entry *table = (const page_entry *)(physical_memory + cr3);
    page_entry entry = table[address >> 30];

    if (!(entry & 1))
        return -1;
    table = (const page_entry *)(physical_memory + (entry & 0xFFFFFF000ull));
    entry = table[address >> 21 & 0x1FF];
    if (!(entry & 1) || (write && !(entry & 2)) || (user && !(entry & 4)))
        return -1;
    if (entry & 0x80)
        return (int64_t)((entry & 0xFFFE00000ull) + (address & 0x1FFFFF));
    table = (const page_entry *)(physical_memory + (entry & 0xFFFFFF000ull));
    entry = table[address >> 12 & 0x1FF];
    if (!(entry & 1) || (write && !(entry & 2)) || (user && !(entry & 4)))
        return -1;
    return (int64_t)((entry & 0xFFFFFF000ull) + (address & 0xFFF));
}

static void test_a_mapped_page_is_where_the_processor_looks(void **state)
{
    (void)state;
    const uint32_t addresses[] = { 0x1000, 0x08048000, 0x3FFFF000, 0x40000000, 0x7FE00000,
                                   0xBFFFF000 };
    struct page_table tree;

    begin();
    assert_int_equal(page_table_create(&tree), 0);
    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        uint32_t address = addresses[i];
        frame_number frame = frame_allocate(FRAME_USER);
        physical_address physical = (physical_address)frame * PAGE_SIZE;

        assert_int_equal(translate(tree.cr3, address, false, true), -1);
        assert_int_equal(page_table_map(&tree, address, frame, PAGE_USER | PAGE_NO_EXECUTE), 0);
        assert_int_equal(translate(tree.cr3, address + 0x123, false, true), physical + 0x123);
        assert_int_equal(translate(tree.cr3, address, true, true), -1);
        assert_int_equal(page_table_map(&tree, address, frame, USER_RW), 0);
        assert_int_equal(translate(tree.cr3, address + 0xFFF, true, true), physical + 0xFFF);
        assert_int_equal(*page_table_find(&tree, address), physical | USER_RW | PAGE_PRESENT);
    }
}

static void test_a_walk_tells_every_level(void **state)
{
    (void)state;
    const uint32_t address = 1u << 30 | 5u << 21 | 7u << 12 | 0x345;
    struct page_table tree;
    struct page_walk walk;

    begin();
    page_table_create(&tree);
    page_table_walk(&tree, address, &walk);
    assert_int_equal(walk.present, 0);
    assert_int_equal(walk.levels, 1);

    page_table_map(&tree, address & ~0xFFFu, 0x123, USER_RW);
    page_table_walk(&tree, address, &walk);
    assert_int_equal(walk.present, 1);
    assert_int_equal(walk.levels, 3);
    assert_int_equal(walk.cr3, tree.cr3);
    assert_int_equal(walk.physical, 0x123345);
    assert_int_equal(walk.level[0].index, 1);
    assert_int_equal(walk.level[1].index, 5);
    assert_int_equal(walk.level[2].index, 7);
    assert_int_equal(walk.level[0].table_physical, tree.cr3);
    assert_int_equal(walk.level[1].table_physical, walk.level[0].entry & PAGE_ADDRESS_MASK);
    assert_int_equal(walk.level[2].table_physical, walk.level[1].entry & PAGE_ADDRESS_MASK);
    assert_int_equal(walk.level[2].entry, *page_table_find(&tree, address));

    page_table_walk(&tree, address + PAGE_SIZE, &walk);
    assert_int_equal(walk.present, 0);
    assert_int_equal(walk.levels, 3);
}

static void test_a_walk_ends_at_a_large_page(void **state)
{
    (void)state;
    struct page_walk walk;

    begin();
    page_entry *directory =
        physical_to_virtual(kernel_page_table.pdpt[3] & PAGE_ADDRESS_MASK);
    directory[3] = 0x600000 | PAGE_PRESENT | PAGE_WRITABLE | PAGE_LARGE | PAGE_NO_EXECUTE;
    page_table_walk(&kernel_page_table, KERNEL_BASE + 0x6ABCDE, &walk);
    assert_int_equal(walk.present, 1);
    assert_int_equal(walk.levels, 2);
    assert_int_equal(walk.physical, 0x6ABCDE);
    assert_null(page_table_find(&kernel_page_table, KERNEL_BASE + 0x6ABCDE));
}

static void test_unmapping_gives_back_the_entry_once(void **state)
{
    (void)state;
    struct page_table tree;

    begin();
    page_table_create(&tree);
    assert_int_equal(page_table_unmap(&tree, 0x5000), 0);
    page_table_map(&tree, 0x5000, 0x77, USER_RW);
    assert_int_equal(page_table_unmap(&tree, 0x5000), 0x77000 | USER_RW | PAGE_PRESENT);
    assert_int_equal(page_table_unmap(&tree, 0x5000), 0);
    assert_int_equal(translate(tree.cr3, 0x5000, false, false), -1);
}

static void test_the_tlb_is_told_of_changes_and_only_of_them(void **state)
{
    (void)state;
    struct page_table tree;

    begin();
    page_table_create(&tree);
    page_table_map(&tree, 0x5000, 0x77, USER_RW);
    assert_int_equal(simulated_flushes, 0);
    assert_int_equal(simulated_pdpt_reloads, 1); /* the first directory of this gigabyte */
    page_table_map(&tree, 0x6000, 0x78, USER_RW);
    assert_int_equal(simulated_pdpt_reloads, 1);
    page_table_map(&tree, 0x5000, 0x79, PAGE_USER);
    assert_int_equal(simulated_flushes, 1);
    page_table_unmap(&tree, 0x5000);
    assert_int_equal(simulated_flushes, 2);
    page_table_unmap(&tree, 0x5000);
    assert_int_equal(simulated_flushes, 2);
    page_table_map(&tree, 0x40000000, 0x7A, USER_RW);
    assert_int_equal(simulated_pdpt_reloads, 2);
}

static void test_the_no_execute_bit_is_only_set_where_the_processor_has_it(void **state)
{
    (void)state;
    struct page_table tree;

    begin();
    page_table_create(&tree);
    simulated_features = 0;
    page_table_map(&tree, 0x5000, 0x77, USER_RW);
    assert_int_equal(*page_table_find(&tree, 0x5000) & PAGE_NO_EXECUTE, 0);
    simulated_features = CPU_FEATURE_NX;
    page_table_map(&tree, 0x6000, 0x77, USER_RW);
    assert_int_not_equal(*page_table_find(&tree, 0x6000) & PAGE_NO_EXECUTE, 0);
}

static void test_kernel_mappings_appear_in_every_tree_and_not_for_ring_3(void **state)
{
    (void)state;
    struct page_table before, after;
    const uint32_t address = KERNEL_STACKS_BASE + 0x3000;

    begin();
    simulated_features = CPU_FEATURE_NX | CPU_FEATURE_PGE;
    page_table_create(&before);
    assert_int_equal(page_table_map_kernel(address, 0x55000, PAGE_WRITABLE | PAGE_NO_EXECUTE), 0);
    page_table_create(&after);
    assert_int_equal(translate(before.cr3, address + 8, true, false), 0x55008);
    assert_int_equal(translate(after.cr3, address + 8, true, false), 0x55008);
    assert_int_equal(translate(after.cr3, address + 8, false, true), -1);
    struct page_walk walk;
    page_table_walk(&after, address, &walk);
    assert_int_equal((walk.level[1].entry | walk.level[2].entry) & PAGE_USER, 0);
    assert_int_not_equal(*page_table_find(&after, address) & PAGE_GLOBAL, 0);
    assert_int_not_equal(page_table_unmap_kernel(address), 0);
    assert_int_equal(translate(before.cr3, address, false, false), -1);
}

static void test_the_border_between_user_and_kernel_is_kept(void **state)
{
    (void)state;
    struct page_table tree;

    begin();
    page_table_create(&tree);
    assert_panics(page_table_map(&tree, USER_END, 0x77, USER_RW), "assertion");
    assert_panics(page_table_unmap(&tree, USER_END), "assertion");
    assert_panics(page_table_map_kernel(KERNEL_BASE, 0x77000, 0), "assertion");
    assert_panics(page_table_unmap_kernel(0x5000), "assertion");
}

static void test_destroying_a_tree_gives_back_all_of_its_frames(void **state)
{
    (void)state;
    struct page_table tree;
    uint32_t seed = 3;
    uint32_t addresses[50];

    begin();
    size_t before = frame_count_free();
    page_table_create(&tree);
    for (int i = 0; i < 50; i++) {
        addresses[i] = random_number(&seed, USER_END / PAGE_SIZE) * PAGE_SIZE;
        assert_int_equal(page_table_map(&tree, addresses[i], 0x77, USER_RW), 0);
    }
    assert_int_equal(frame_count_free(), before - tree.tables);
    assert_int_equal(frame_count_of_kind(FRAME_PAGE_TABLE), 2 + tree.tables);
    assert_panics(page_table_destroy(&tree), "still mapped");

    begin();
    page_table_create(&tree);
    for (int i = 0; i < 50; i++)
        page_table_map(&tree, addresses[i], 0x77, USER_RW);
    for (int i = 0; i < 50; i++)
        page_table_unmap(&tree, addresses[i]);
    page_table_destroy(&tree);
    assert_int_equal(frame_count_free(), before);
}

static void test_without_memory_a_tree_stays_whole(void **state)
{
    (void)state;
    struct page_table tree;

    begin();
    size_t before = frame_count_free();
    frame_fail_at = 1;
    assert_int_equal(page_table_create(&tree), -ENOMEM);
    assert_int_equal(frame_count_free(), before);
    for (size_t n = 1; n <= 2; n++) { /* the directory, the table */
        page_table_create(&tree);
        frame_fail_at = n;
        assert_int_equal(page_table_map(&tree, 0x5000, 0x77, USER_RW), -ENOMEM);
        assert_int_equal(translate(tree.cr3, 0x5000, false, false), -1);
        assert_int_equal(page_table_map(&tree, 0x5000, 0x77, USER_RW), 0);
        page_table_unmap(&tree, 0x5000);
        page_table_destroy(&tree);
        assert_int_equal(frame_count_free(), before);
    }
}

static void test_a_writable_and_executable_page_is_found(void **state)
{
    (void)state;
    struct page_table tree;

    begin();
    page_table_create(&tree);
    page_table_map(&tree, 0x5000, 0x77, PAGE_USER);                 /* text */
    page_table_map(&tree, 0x6000, 0x78, USER_RW);                   /* data */
    page_table_map(&tree, 0x7000, 0x79, PAGE_USER | PAGE_NO_EXECUTE);
    assert_int_equal(page_table_check_w_xor_x(&tree), 0);
    page_table_map(&tree, 0xBFFFE000, 0x79, PAGE_USER | PAGE_WRITABLE);
    assert_int_equal(page_table_check_w_xor_x(&tree), 1);
    page_table_map_kernel(KERNEL_STACKS_BASE, 0x7A000, PAGE_WRITABLE);
    assert_int_equal(page_table_check_w_xor_x(&tree), 2);
    ((page_entry *)physical_to_virtual(tree.pdpt[3] & PAGE_ADDRESS_MASK))[9] =
        0x800000 | PAGE_PRESENT | PAGE_WRITABLE | PAGE_LARGE;
    assert_int_equal(page_table_check_w_xor_x(&tree), 3);
}

enum { MODEL_PAGES = 4096 };
struct visit_check { page_entry model[MODEL_PAGES]; unsigned visited, tables; };
#define MODEL_ADDRESS(i) ((i) * 0xBFu * PAGE_SIZE) /* spread over the user half */

static void check_visit(const struct page_place *place, void *context)
{
    struct visit_check *check = context;
    uint32_t i = place->address / (0xBFu * PAGE_SIZE);

    assert_int_equal(place->is_page, place->level == PAGE_LEVEL_TABLE);
    if (!place->is_page) {
        check->tables++;
        return;
    }
    assert_int_equal(place->address, MODEL_ADDRESS(i));
    assert_int_equal(place->index, place->address / PAGE_SIZE % 512);
    assert_int_equal(place->entry, check->model[i]);
    check->visited++;
}

static void test_random_changes_agree_with_a_flat_model(void **state)
{
    (void)state;
    struct visit_check *check = calloc(1, sizeof *check);
    struct page_table tree;
    uint32_t seed = 11;
    unsigned mapped = 0;

    memory_simulate_ram(64 * MIB);
    memory_simulate_kernel_tree();
    page_table_create(&tree);
    for (int round = 0; round < 20000; round++) {
        uint32_t i = random_number(&seed, MODEL_PAGES);
        if (random_number(&seed, 3) == 0) {
            assert_int_equal(page_table_unmap(&tree, MODEL_ADDRESS(i)), check->model[i]);
            mapped -= check->model[i] != 0;
            check->model[i] = 0;
        } else {
            frame_number frame = 1 + random_number(&seed, 1u << 20);
            page_entry flags = random_number(&seed, 2) ? USER_RW : PAGE_USER;
            assert_int_equal(page_table_map(&tree, MODEL_ADDRESS(i), frame, flags), 0);
            mapped += check->model[i] == 0;
            check->model[i] = (page_entry)frame * PAGE_SIZE | flags | PAGE_PRESENT;
        }
    }
    page_table_visit(&tree, PAGE_VISIT_USER, check_visit, check);
    assert_int_equal(check->visited, mapped);
    /* An entry leads to each table but the PDPT; the kernel's directory is not the tree's own. */
    assert_int_equal(check->tables, tree.tables - 1 + 1);
    free(check);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_mapped_page_is_where_the_processor_looks),
        cmocka_unit_test(test_a_walk_tells_every_level),
        cmocka_unit_test(test_a_walk_ends_at_a_large_page),
        cmocka_unit_test(test_unmapping_gives_back_the_entry_once),
        cmocka_unit_test(test_the_tlb_is_told_of_changes_and_only_of_them),
        cmocka_unit_test(test_the_no_execute_bit_is_only_set_where_the_processor_has_it),
        cmocka_unit_test(test_kernel_mappings_appear_in_every_tree_and_not_for_ring_3),
        cmocka_unit_test(test_the_border_between_user_and_kernel_is_kept),
        cmocka_unit_test(test_destroying_a_tree_gives_back_all_of_its_frames),
        cmocka_unit_test(test_without_memory_a_tree_stays_whole),
        cmocka_unit_test(test_a_writable_and_executable_page_is_found),
        cmocka_unit_test(test_random_changes_agree_with_a_flat_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
