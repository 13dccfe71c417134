// links: mm/kernel_heap.c mm/kernel_stack.c mm/page_table.c mm/frame.c
// links: tests/unit/simulated_memory.c tests/unit/simulated_processor.c
// defines: -DTERRARIUM_HOST_TEST
/*
 * test_kernel_heap.c: the kernel's heap and its stacks, on simulated memory.
 */
#include <stdlib.h>
#include <string.h>

#include "mm/kernel_heap.h"
#include "tests/unit/simulated_memory.h"

static void begin(void)
{
    memory_simulate_ram(16 * MIB);
    memory_simulate_kernel_tree();
    kernel_heap_fail_at = 0;
}

static bool is_filled(const uint8_t *block, size_t size, uint8_t byte)
{
    for (size_t i = 0; i < size; i++)
        if (block[i] != byte)
            return false;
    return true;
}

static void test_blocks_are_aligned_zeroed_and_as_large_as_asked(void **state)
{
    (void)state;
    static const size_t sizes[] = { 0, 1, 7, 8, 16, 17, 63, 64, 65, 100, 250, 449, 961, 1984, 1985,
                                    4095, 4096, 4097, 20000, 100000, 4 * MIB };

    begin();
    size_t before = frame_count_free();
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            uint8_t *block = kernel_allocate(sizes[i]);
            assert_non_null(block);
            size_t offset = (size_t)(block - physical_memory);
            assert_int_equal(offset % (sizes[i] >= 64 ? 64 : 8), 0);
            assert_true(is_filled(block, sizes[i], 0));
            memset(block, 0xEE, sizes[i]); /* so that the next round would see it */
            kernel_free(block);
            assert_int_equal(frame_count_free(), before);
        }
    assert_null(kernel_allocate(4 * MIB + 1));
    kernel_free(NULL);
}

static void test_random_use_keeps_blocks_apart_and_leaks_nothing(void **state)
{
    (void)state;
    enum { HELD = 500, ROUNDS = 50000 };
    struct { uint8_t *block; size_t size; uint8_t fill; } held[HELD] = { 0 };
    uint32_t seed = 5;

    begin();
    size_t before = frame_count_free(), out = kernel_heap_blocks();
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t i = random_number(&seed, HELD);
        if (held[i].block == NULL) {
            uint32_t largest = random_number(&seed, 8) == 0 ? 10000 : 600;
            held[i].size = random_number(&seed, largest);
            held[i].fill = (uint8_t)round;
            held[i].block = kernel_allocate(held[i].size);
            assert_non_null(held[i].block);
            memset(held[i].block, held[i].fill, held[i].size);
            out++;
        } else {
            assert_true(is_filled(held[i].block, held[i].size, held[i].fill));
            kernel_free(held[i].block);
            held[i].block = NULL;
            out--;
        }
        assert_int_equal(kernel_heap_blocks(), out);
    }
    for (int i = 0; i < HELD; i++)
        kernel_free(held[i].block);
    assert_int_equal(frame_count_free(), before);
}

static void test_a_double_or_wild_free_panics(void **state)
{
    (void)state;
    begin();
    uint8_t *keep = kernel_allocate(40), *block = kernel_allocate(40);
    uint8_t *large = kernel_allocate(3 * PAGE_SIZE);

    kernel_free(block);
    assert_panics(kernel_free(block), "not handed out");
    assert_panics(kernel_free(keep + 8), "not handed out");
    assert_panics(kernel_free((uint8_t *)((uintptr_t)keep & ~4095ull) + 8), "not handed out");
    assert_panics(kernel_free(large + PAGE_SIZE), "not handed out");
    assert_panics(kernel_free(large + 64), "no block");
    kernel_free(large);
    assert_panics(kernel_free(large), "not handed out");
    kernel_free(keep);
    assert_panics(kernel_free(keep), "no block");
    frame_number page = frame_allocate(FRAME_USER);
    assert_panics(kernel_free(frame_pointer(page)), "not handed out");
    assert_panics(kernel_free(physical_memory + 64), "no block");
}

static void test_without_memory_the_answer_is_null(void **state)
{
    (void)state;
    begin();
    frame_fail_at = 1;
    assert_null(kernel_allocate(40));
    frame_fail_at = 1;
    assert_null(kernel_allocate(PAGE_SIZE));
    kernel_heap_fail_at = 2;
    void *first = kernel_allocate(40);
    assert_non_null(first);
    assert_null(kernel_allocate(40));
    kernel_free(first);
    assert_int_equal(frame_count_of_kind(FRAME_KERNEL), 0);
}

static page_entry stack_entry(const uint8_t *address)
{
    page_entry *entry =
        page_table_find(&kernel_page_table, (uint32_t)(uintptr_t)address & ~(PAGE_SIZE - 1));

    return entry == NULL ? 0 : *entry;
}

static void test_stacks_are_mapped_with_nothing_below_or_above(void **state)
{
    (void)state;
    begin();
    for (int i = 0; i < 20; i++) {
        uint8_t *top = kernel_stack_allocate();
        uint8_t *bottom = top - KERNEL_STACK_SIZE;
        assert_non_null(top);
        for (uint8_t *page = bottom; page < top; page += PAGE_SIZE)
            assert_int_equal(stack_entry(page) & ~PAGE_ADDRESS_MASK,
                             PAGE_PRESENT | PAGE_WRITABLE | PAGE_NO_EXECUTE);
        assert_int_equal(stack_entry(bottom - 1), 0);
        assert_int_equal(stack_entry(top), 0);
        assert_true(kernel_stack_is_guard((uint32_t)(uintptr_t)bottom - 1));
        assert_false(kernel_stack_is_guard((uint32_t)(uintptr_t)bottom));
        assert_false(kernel_stack_is_guard((uint32_t)(uintptr_t)top - 1));
    }
}

static void test_freed_stacks_give_back_their_frames_and_places(void **state)
{
    (void)state;
    begin();
    void *first = kernel_stack_allocate(); /* makes the page table, which stays */
    size_t before = frame_count_free();
    void *tops[50];

    for (int i = 0; i < 50; i++)
        tops[i] = kernel_stack_allocate();
    for (int i = 0; i < 50; i++)
        kernel_stack_free(tops[i]);
    assert_int_equal(frame_count_free(), before);
    assert_ptr_equal(kernel_stack_allocate(), tops[0]);
    kernel_stack_free(tops[0]);
    assert_panics(kernel_stack_free(tops[0]), "no kernel stack");
    assert_panics(kernel_stack_free((uint8_t *)first - 8), "no kernel stack");
    assert_panics(kernel_stack_free(NULL), "no kernel stack");
    kernel_stack_free(first);

    for (size_t n = 1; n <= 2; n++) { /* either page of the stack */
        frame_fail_at = n;
        size_t free_then = frame_count_free();
        assert_null(kernel_stack_allocate());
        assert_int_equal(frame_count_free(), free_then);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_are_aligned_zeroed_and_as_large_as_asked),
        cmocka_unit_test(test_random_use_keeps_blocks_apart_and_leaks_nothing),
        cmocka_unit_test(test_a_double_or_wild_free_panics),
        cmocka_unit_test(test_without_memory_the_answer_is_null),
        cmocka_unit_test(test_stacks_are_mapped_with_nothing_below_or_above),
        cmocka_unit_test(test_freed_stacks_give_back_their_frames_and_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
