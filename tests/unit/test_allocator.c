// links: interp
/*
 * test_allocator.c: the interpreter's heap: blocks do not overlap, keep their contents, go back
 * to the kernel, and a failing allocation is survived.
 */
#include "object_support.h"

typedef struct { uint8_t *block; size_t size; uint8_t mark; } Held;

static void check_marks(const Held *held)
{
    for (size_t i = 0; i < held->size; i++)
        assert_int_equal(held->block[i], held->mark);
}

static void test_blocks_keep_their_contents(void **state)
{
    (void)state;
    enum { SLOTS = 2000, STEPS = 60000 };
    static Held held[SLOTS];
    uint64_t seed = 88172645463325252u;
    size_t before = blocks_in_use();
    for (int step = 0; step < STEPS; step++) {
        Held *h = &held[random_bits(&seed) % SLOTS];
        uint64_t dice = random_bits(&seed);
        size_t size = dice % 64 == 0 ? dice / 64 % 200000 : dice % 8 == 0 ? dice / 64 % 3000
                                                                        : dice / 64 % 600;
        if (h->block == NULL) {
            h->block = mem_alloc(size);
        } else if (dice >> 60 & 1) {
            check_marks(h);
            mem_free(h->block, h->size);
            *h = (Held){ 0 };
            continue;
        } else {
            size_t common = h->size < size ? h->size : size;
            check_marks(h);
            h->block = mem_resize(h->block, h->size, size);
            assert_non_null(h->block);
            for (size_t i = 0; i < common; i++)
                assert_int_equal(h->block[i], h->mark);
        }
        assert_non_null(h->block);
        assert_int_equal((uintptr_t)h->block % (size > SMALL_LIMIT ? 16 : sizeof(void *)), 0);
        h->size = size;
        h->mark = (uint8_t)(dice >> 20);
        memset(h->block, h->mark, size);
    }
    for (int i = 0; i < SLOTS; i++) {
        check_marks(&held[i]);
        mem_free(held[i].block, held[i].size);
        held[i] = (Held){ 0 };
    }
    assert_int_equal(blocks_in_use(), before);
}

static void test_free_memory_goes_back_to_the_kernel(void **state)
{
    (void)state;
    enum { BLOCKS = 100000, ALLOWED = 256 * 1024 };
    static void *small[BLOCKS];
    MemoryStatistics before, full, after;
    mem_statistics(&before);
    for (int i = 0; i < BLOCKS; i++)
        assert_non_null(small[i] = mem_alloc(48));
    void *large = mem_alloc(10 << 20);
    assert_non_null(large);
    mem_statistics(&full);
    assert_true(full.heap_bytes > BLOCKS * 48 + (10 << 20));
    mem_free(large, 10 << 20);
    for (int i = 0; i < BLOCKS; i++)
        mem_free(small[i], 48);
    mem_statistics(&after);
    assert_int_equal(after.blocks, before.blocks);
    assert_true(after.heap_bytes <= before.heap_bytes + ALLOWED);
}

static void test_an_empty_pool_serves_another_size(void **state)
{
    (void)state;
    enum { BLOCKS = 5000 };
    static void *blocks[BLOCKS];
    void *keep = mem_alloc(8); /* keeps an arena alive */
    for (size_t size = 16; size <= 512; size += 16) {
        for (int i = 0; i < BLOCKS; i++)
            assert_non_null(blocks[i] = mem_alloc(size));
        for (int i = 0; i < BLOCKS; i++)
            mem_free(blocks[i], size);
    }
    MemoryStatistics s;
    mem_statistics(&s);
    assert_true(s.heap_bytes < 5 << 20); /* not the sum of all the rounds */
    mem_free(keep, 8);
}

static void test_small_blocks_have_no_header(void **state)
{
    (void)state;
    enum { BLOCKS = 100 };
    uintptr_t block[BLOCKS];
    int neighbours = 0;
    for (int i = 0; i < BLOCKS; i++)
        block[i] = (uintptr_t)mem_alloc(200);
    for (int i = 1; i < BLOCKS; i++)
        neighbours += block[i] - block[i - 1] == 200;
    for (int i = 0; i < BLOCKS; i++)
        mem_free((void *)block[i], 200);
    assert_true(neighbours > BLOCKS * 3 / 4);
}

static void test_too_large_a_request_is_refused(void **state)
{
    (void)state;
    assert_null(mem_alloc(SIZE_MAX));
    assert_null(mem_alloc(SIZE_MAX - 100));
    assert_null(mem_alloc(SIZE_MAX / 2));
    void *block = mem_alloc(1000);
    assert_null(mem_resize(block, 1000, SIZE_MAX - 7));
    mem_free(block, 1000);
}

static void test_a_failure_on_order_comes_once(void **state)
{
    (void)state;
    mem_fail_at = 3;
    void *first = mem_alloc(16), *second = mem_alloc(1000), *third = mem_alloc(16);
    void *fourth = mem_alloc(16);
    assert_non_null(first);
    assert_non_null(second);
    assert_null(third);
    assert_non_null(fourth);
    mem_free(first, 16);
    mem_free(second, 1000);
    mem_free(fourth, 16);
}

static void test_deep_chains_are_freed_without_deep_recursion(void **state)
{
    (void)state;
    enum { DEPTH = 1000000 };
    size_t before = blocks_in_use();
    Object *list = list_new(0), *tuple = tuple_new(0);
    for (int i = 0; i < DEPTH; i++) {
        Object *outer = list_new(1);
        ((List *)outer)->items[0] = list;
        list = outer;
        outer = tuple_new(1);
        ((Tuple *)outer)->items[0] = tuple;
        tuple = outer;
    }
    decref(list);
    decref(tuple);
    assert_int_equal(blocks_in_use(), before);
}

static void test_containers_are_tracked_while_they_live(void **state)
{
    (void)state;
    Object *list = list_new(0), *number = int_from(1000);
    assert_true(gc_is_tracked(list));
    assert_false(gc_is_tracked(number));
    gc_untrack(list);
    assert_false(gc_is_tracked(list));
    gc_untrack(list); /* harmless */
    gc_track(list);
    assert_true(gc_is_tracked(list));
    decref(list);
    decref(number);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_keep_their_contents),
        cmocka_unit_test(test_free_memory_goes_back_to_the_kernel),
        cmocka_unit_test(test_an_empty_pool_serves_another_size),
        cmocka_unit_test(test_small_blocks_have_no_header),
        cmocka_unit_test(test_too_large_a_request_is_refused),
        cmocka_unit_test(test_a_failure_on_order_comes_once),
        object_test(test_deep_chains_are_freed_without_deep_recursion),
        object_test(test_containers_are_tracked_while_they_live),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
