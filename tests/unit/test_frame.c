// links: mm/frame.c tests/unit/simulated_memory.c
// defines: -DTERRARIUM_HOST_TEST
/*
 * test_frame.c: the physical frame allocator, on simulated memory.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/simulated_memory.h"

#define TABLE_ENTRY_SIZE 12u /* of the frame table, for the room it takes itself */
#define FRAMES(bytes) ((frame_number)((bytes) / PAGE_SIZE))

/* --- Taking over memory ---------------------------------------------------------------------- */

/* By the definition: all of the frame in RAM, no byte of it reserved, and above 1 MiB. */
static bool model_usable(frame_number frame, const struct memory_range *usable, size_t usable_count,
                         const struct memory_range *reserved, size_t reserved_count)
{
    physical_address start = (physical_address)frame * PAGE_SIZE, end = start + PAGE_SIZE;
    bool inside = false;

    for (size_t i = 0; i < usable_count; i++)
        if (usable[i].start <= start && usable[i].end >= end)
            inside = true;
    for (size_t i = 0; i < reserved_count; i++)
        if (reserved[i].start < end && reserved[i].end > start &&
            reserved[i].start < reserved[i].end)
            inside = false;
    return inside && start >= MIB;
}

static void check_against_model(const struct memory_range *usable, size_t usable_count,
                                const struct memory_range *reserved, size_t reserved_count)
{
    size_t table_frames = 0;

    memory_simulate();
    frame_initialise(usable, usable_count, reserved, reserved_count);
    for (frame_number frame = 0; frame < frame_end() + 8; frame++) {
        bool expected = model_usable(frame, usable, usable_count, reserved, reserved_count);
        if (frame_is_managed(frame))
            assert_true(expected);
        else if (expected && frame < FRAMES(LINEAR_MAP_SIZE))
            table_frames++; /* only the frame table itself may be missing */
    }
    assert_int_equal(table_frames, FRAMES(frame_end() * TABLE_ENTRY_SIZE + PAGE_SIZE - 1));
    assert_int_equal(frame_count_free(), frame_count_total());
}

static void test_only_whole_usable_frames_above_1_mib_are_managed(void **state)
{
    (void)state;
    /* As v86 has it: the ROM called RAM; ranges with odd ends, unsorted, overlapping, empty. */
    const struct memory_range usable[] = {
        { 8 * MIB + 1, 16 * MIB - 1 }, { 0, 0x9FC00 }, { 0xC0000, 4 * MIB }, { 3 * MIB, 6 * MIB },
        { 7 * MIB, 7 * MIB }, { 9 * MIB, 8 * MIB },
    };
    const struct memory_range reserved[] = {
        { MIB, MIB + 300 * KIB + 1 }, { 5 * MIB - 1, 5 * MIB + 1 }, { 20 * MIB, 30 * MIB },
        { 4 * MIB, 4 * MIB },
    };
    check_against_model(usable, 6, reserved, 4);
}

static void test_random_memory_maps_agree_with_the_definition(void **state)
{
    (void)state;
    uint32_t seed = 1;

    for (int round = 0; round < 200; round++) {
        struct memory_range usable[6], reserved[6];
        for (int i = 0; i < 6; i++) {
            usable[i].start = random_number(&seed, 24 * MIB);
            usable[i].end = usable[i].start + random_number(&seed, 12 * MIB);
            reserved[i].start = random_number(&seed, 24 * MIB);
            reserved[i].end = reserved[i].start + random_number(&seed, MIB);
        }
        usable[0] = (struct memory_range){ 24 * MIB, 28 * MIB }; /* there is room at all */
        check_against_model(usable, 6, reserved, 6);
    }
}

static void test_memory_above_the_linear_map_is_left_alone(void **state)
{
    (void)state;
    const struct memory_range usable[] = { { MIB, 0xC0000000u },
                                           { 0x100000000ull, 0x140000000ull } };

    check_against_model(usable, 2, NULL, 0);
    assert_int_equal(frame_end(), FRAMES(LINEAR_MAP_SIZE));
}

static void test_ranges_at_the_end_of_64_bits_do_not_wrap(void **state)
{
    (void)state;
    const struct memory_range usable[] = { { MIB, 16 * MIB }, { UINT64_MAX - 10, UINT64_MAX } };
    const struct memory_range reserved[] = { { UINT64_MAX - 5000, UINT64_MAX } };

    check_against_model(usable, 2, reserved, 1);
}

static void test_too_little_memory_panics(void **state)
{
    (void)state;
    const struct memory_range small = { 0, MIB + 64 * KIB };
    const struct memory_range all = { 0, UINT64_MAX };
    const struct memory_range ram = { 0, 16 * MIB };

    memory_simulate();
    assert_panics(frame_initialise(&small, 1, NULL, 0), "not enough memory");
    assert_panics(frame_initialise(NULL, 0, NULL, 0), "no memory is known");
    assert_panics(frame_initialise(&ram, 1, &all, 1), "frame table");
}

static void test_what_lies_behind_the_frame_table_is_not_taken_for_frames(void **state)
{
    (void)state;
    /* 2,730 frames, so that the table ends 8 bytes before a page does; behind it, every byte 1:
     * read as an entry, that is a free block of order 1, the buddy of the last two frames. */
    const struct memory_range ram = { MIB, 2730 * PAGE_SIZE };

    memory_simulate();
    memset(physical_memory, 1, 12 * MIB);
    frame_initialise(&ram, 1, NULL, 0);
    for (size_t i = 0, count = frame_count_free(); i < count; i++)
        assert_true(frame_allocate(FRAME_USER) < 2730);
    assert_int_equal(frame_allocate(FRAME_USER), NO_FRAME);
}

/* --- Giving and taking back ------------------------------------------------------------------ */

static void test_every_frame_is_given_once_and_then_none(void **state)
{
    (void)state;
    memory_simulate_ram(8 * MIB);
    size_t count = frame_count_free();
    bool *given = calloc(frame_end(), sizeof *given);

    for (size_t i = 0; i < count; i++) {
        frame_number frame = frame_allocate(FRAME_USER);
        assert_true(frame_is_managed(frame));
        assert_false(given[frame]);
        given[frame] = true;
    }
    assert_int_equal(frame_count_free(), 0);
    assert_int_equal(frame_count_of_kind(FRAME_USER), count);
    assert_int_equal(frame_allocate(FRAME_USER), NO_FRAME);

    for (frame_number frame = 0; frame < frame_end(); frame++)
        if (given[frame])
            assert_true(frame_release(frame));
    assert_int_equal(frame_count_free(), count);
    assert_int_equal(frame_count_of_kind(FRAME_USER), 0);
    free(given);
}

static void test_freed_neighbours_merge_into_large_blocks_again(void **state)
{
    (void)state;
    memory_simulate_ram(16 * MIB);
    frame_number given[3000];

    frame_number before = frame_allocate_block(10, FRAME_KERNEL);
    for (frame_number i = 0; i < 1024; i++)
        frame_release(before + i);
    for (int i = 0; i < 3000; i++)
        given[i] = frame_allocate(FRAME_USER);
    for (int i = 0; i < 3000; i += 2) /* every other one, then the rest */
        frame_release(given[i]);
    for (int i = 1; i < 3000; i += 2)
        frame_release(given[i]);

    frame_number first = frame_allocate_block(10, FRAME_KERNEL);
    frame_number second = frame_allocate_block(10, FRAME_KERNEL);
    assert_int_not_equal(first, NO_FRAME);
    assert_int_not_equal(second, NO_FRAME);
}

static void test_blocks_are_aligned_and_counted_frame_by_frame(void **state)
{
    (void)state;
    memory_simulate_ram(32 * MIB);
    size_t before = frame_count_free();

    for (unsigned order = 0; order <= 10; order++) {
        frame_number block = frame_allocate_block(order, FRAME_KERNEL);
        assert_int_not_equal(block, NO_FRAME);
        assert_int_equal(block % (1u << order), 0);
        assert_int_equal(frame_block_order(block), order);
        if (order > 0)
            assert_int_equal(frame_block_order(block + 1), -1);
        for (frame_number i = 0; i < 1u << order; i++) {
            assert_int_equal(frame_references(block + i), 1);
            assert_int_equal(frame_kind_of(block + i), FRAME_KERNEL);
        }
        assert_int_equal(frame_count_free(), before - (1u << order));
        for (frame_number i = 0; i < 1u << order; i++)
            assert_true(frame_release(block + i));
    }
    assert_int_equal(frame_count_free(), before);
    assert_int_equal(frame_allocate_block(11, FRAME_KERNEL), NO_FRAME);
    assert_int_equal(frame_allocate_block(31, FRAME_KERNEL), NO_FRAME);
}

static void test_a_frame_is_free_when_its_count_falls_to_zero(void **state)
{
    (void)state;
    memory_simulate_ram(8 * MIB);
    size_t before = frame_count_free();
    frame_number frame = frame_allocate(FRAME_USER);

    assert_int_equal(frame_references(frame), 1);
    frame_reference(frame);
    frame_reference(frame);
    assert_int_equal(frame_references(frame), 3);
    assert_false(frame_release(frame));
    assert_false(frame_release(frame));
    assert_int_equal(frame_count_free(), before - 1);
    assert_true(frame_release(frame));
    assert_int_equal(frame_references(frame), 0);
    assert_int_equal(frame_kind_of(frame), FRAME_FREE);
    assert_int_equal(frame_count_free(), before);
}

static void test_wrong_counting_panics(void **state)
{
    (void)state;
    memory_simulate_ram(8 * MIB);
    frame_number frame = frame_allocate(FRAME_USER);

    frame_release(frame);
    assert_panics(frame_release(frame), "release of frame");
    assert_panics(frame_reference(frame), "reference of frame");
    assert_panics(frame_release(0), "release of frame 0");
    assert_panics(frame_release(FRAMES(8 * MIB)), "not in use");
    assert_panics(frame_release(UINT32_MAX), "not in use");
}

static void test_zeroed_frames_are_zero_after_use(void **state)
{
    (void)state;
    static const uint8_t zeros[PAGE_SIZE];

    memory_simulate_ram(4 * MIB);
    for (size_t i = 0, count = frame_count_free(); i < count; i++)
        memset(frame_pointer(frame_allocate(FRAME_USER)), 0xAA, PAGE_SIZE);
    for (frame_number frame = 0; frame < frame_end(); frame++)
        if (frame_kind_of(frame) == FRAME_USER)
            frame_release(frame);
    frame_number frame = frame_allocate_zeroed(FRAME_USER);
    assert_memory_equal(frame_pointer(frame), zeros, PAGE_SIZE);
    assert_int_equal(frame_of(frame_pointer(frame)), frame);
}

static frame_number spare[16];
static size_t reclaim_calls;

static size_t give_spare(size_t wanted)
{
    reclaim_calls++;
    for (size_t i = 0; i < 16; i++)
        if (spare[i] != NO_FRAME) {
            frame_release(spare[i]);
            spare[i] = NO_FRAME;
            return wanted;
        }
    return 0;
}

static void test_the_reclaimer_is_asked_when_frames_run_out(void **state)
{
    (void)state;
    memory_simulate_ram(4 * MIB);
    frame_set_reclaimer(give_spare);
    for (int i = 0; i < 16; i++)
        spare[i] = frame_allocate(FRAME_FILE_CACHE);
    while (frame_count_free() > 0)
        frame_allocate(FRAME_USER);

    reclaim_calls = 0;
    for (int i = 0; i < 16; i++)
        assert_int_not_equal(frame_allocate(FRAME_USER), NO_FRAME);
    assert_int_equal(reclaim_calls, 16);
    assert_int_equal(frame_allocate(FRAME_USER), NO_FRAME);
    assert_int_equal(frame_count_of_kind(FRAME_FILE_CACHE), 0);
}

static void test_the_test_hook_fails_exactly_one_allocation(void **state)
{
    (void)state;
    memory_simulate_ram(4 * MIB);
    frame_fail_at = 3;
    assert_int_not_equal(frame_allocate(FRAME_USER), NO_FRAME);
    assert_int_not_equal(frame_allocate_zeroed(FRAME_USER), NO_FRAME);
    assert_int_equal(frame_allocate(FRAME_USER), NO_FRAME);
    assert_int_not_equal(frame_allocate(FRAME_USER), NO_FRAME);
}

static void test_random_use_keeps_blocks_apart_and_the_books_straight(void **state)
{
    (void)state;
    enum { HELD = 400, ROUNDS = 40000 };
    struct { frame_number block; unsigned order; } held[HELD] = { 0 };
    uint32_t seed = 7;

    memory_simulate_ram(16 * MIB);
    size_t total = frame_count_free(), out = 0;
    uint8_t *owned = calloc(frame_end(), 1);
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t i = random_number(&seed, HELD);
        if (held[i].block == NO_FRAME) {
            held[i].order = random_number(&seed, 5);
            held[i].block = frame_allocate_block(held[i].order, FRAME_KERNEL);
            if (held[i].block == NO_FRAME)
                continue;
            for (frame_number f = 0; f < 1u << held[i].order; f++)
                assert_int_equal(owned[held[i].block + f]++, 0);
            out += (size_t)1 << held[i].order;
        } else {
            for (frame_number f = 0; f < 1u << held[i].order; f++) {
                owned[held[i].block + f]--;
                assert_true(frame_release(held[i].block + f));
            }
            out -= (size_t)1 << held[i].order;
            held[i].block = NO_FRAME;
        }
        assert_int_equal(frame_count_free(), total - out);
    }
    free(owned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_whole_usable_frames_above_1_mib_are_managed),
        cmocka_unit_test(test_random_memory_maps_agree_with_the_definition),
        cmocka_unit_test(test_memory_above_the_linear_map_is_left_alone),
        cmocka_unit_test(test_ranges_at_the_end_of_64_bits_do_not_wrap),
        cmocka_unit_test(test_too_little_memory_panics),
        cmocka_unit_test(test_what_lies_behind_the_frame_table_is_not_taken_for_frames),
        cmocka_unit_test(test_every_frame_is_given_once_and_then_none),
        cmocka_unit_test(test_freed_neighbours_merge_into_large_blocks_again),
        cmocka_unit_test(test_blocks_are_aligned_and_counted_frame_by_frame),
        cmocka_unit_test(test_a_frame_is_free_when_its_count_falls_to_zero),
        cmocka_unit_test(test_wrong_counting_panics),
        cmocka_unit_test(test_zeroed_frames_are_zero_after_use),
        cmocka_unit_test(test_the_reclaimer_is_asked_when_frames_run_out),
        cmocka_unit_test(test_the_test_hook_fails_exactly_one_allocation),
        cmocka_unit_test(test_random_use_keeps_blocks_apart_and_the_books_straight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
