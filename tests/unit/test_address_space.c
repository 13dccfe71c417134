// links: mm/address_space.c mm/page_table.c mm/frame.c mm/kernel_heap.c tests/unit/simulated_memory.c tests/unit/simulated_processor.c
// defines: -DTERRARIUM_HOST_TEST
/*
 * test_address_space.c: segments, faults, fork and brk on simulated memory. `access_byte` plays the
 * processor: it walks the tables, faults as the processor would, and only then touches the frame.
 */
#include <string.h>

#include "mm/address_space.h"
#include "mm/kernel_heap.h"
#include "tests/unit/simulated_memory.h"

#define TEXT 0x08048000u
#define DATA 0x0804C000u
#define HEAP 0x10000000u
#define STACK_SIZE 0x10000u
#define STACK (USER_STACK_TOP - STACK_SIZE)
#define READ_WRITE (PROTECTION_READ | PROTECTION_WRITE)

/* ---- A file of eight pages; the byte at offset n is file_byte(n) ---- */

#define FILE_PAGES 8
struct file {
    struct backing backing;
    int references;
    uint32_t failing_page;
    frame_number cached[FILE_PAGES];
};
static struct file file;

static uint8_t file_byte(uint32_t offset)
{
    return (uint8_t)(1 + offset / PAGE_SIZE * 7 + offset % 251);
}

static int file_get(struct backing *backing, uint32_t page, frame_number *frame)
{
    struct file *f = (struct file *)backing;
    assert_true(page < FILE_PAGES);
    if (page == f->failing_page)
        return -EIO;
    if (f->cached[page] == NO_FRAME) {
        f->cached[page] = frame_allocate(FRAME_FILE_CACHE);
        if (f->cached[page] == NO_FRAME)
            return -ENOMEM;
        uint8_t *bytes = frame_pointer(f->cached[page]);
        for (uint32_t i = 0; i < PAGE_SIZE; i++)
            bytes[i] = file_byte(page * PAGE_SIZE + i);
    }
    frame_reference(f->cached[page]);
    *frame = f->cached[page];
    return 0;
}

static void file_retain(struct backing *backing) { ((struct file *)backing)->references++; }
static void file_release(struct backing *backing) { ((struct file *)backing)->references--; }
static const char *file_name(struct backing *backing)
{
    (void)backing;
    return "/bin/file";
}

static void file_drop_cache(void)
{
    for (int i = 0; i < FILE_PAGES; i++) {
        if (file.cached[i] != NO_FRAME)
            frame_release(file.cached[i]);
        file.cached[i] = NO_FRAME;
    }
}

/* ---- The processor ---- */

static int access_byte(struct address_space *space, uint32_t address, unsigned access,
                       uint8_t **byte)
{
    for (int attempt = 0; attempt < 2; attempt++) {
        page_entry *entry = page_table_find(&space->tree, address);
        bool allowed = entry && (*entry & PAGE_PRESENT) && (*entry & PAGE_USER)
                       && (!(access & PROTECTION_WRITE) || (*entry & PAGE_WRITABLE))
                       && (!(access & PROTECTION_EXECUTE) || !(*entry & PAGE_NO_EXECUTE));
        if (allowed) {
            uint32_t frame = (uint32_t)((*entry & PAGE_ADDRESS_MASK) / PAGE_SIZE);
            *byte = (uint8_t *)frame_pointer(frame) + address % PAGE_SIZE;
            return 0;
        }
        assert_int_equal(attempt, 0); /* a fault that was answered must have helped */
        int error = address_space_fault(space, address, access);
        if (error)
            return error;
    }
    return -EFAULT;
}

static uint8_t get(struct address_space *space, uint32_t address)
{
    uint8_t *byte;
    assert_int_equal(access_byte(space, address, PROTECTION_READ, &byte), 0);
    return *byte;
}

static void put(struct address_space *space, uint32_t address, uint8_t value)
{
    uint8_t *byte;
    assert_int_equal(access_byte(space, address, PROTECTION_WRITE, &byte), 0);
    *byte = value;
}

static int try_access(struct address_space *space, uint32_t address, unsigned access)
{
    uint8_t *byte;
    return access_byte(space, address, access, &byte);
}

/* ---- Set-up: every test must leave memory exactly as it was ---- */

static size_t free_before, blocks_before;

/* Used memory is not zero: who wants zeros must make them. */
static void dirty_free_frames(void)
{
    static frame_number frames[8 * MIB / PAGE_SIZE];
    size_t count = 0;
    while ((frames[count] = frame_allocate(FRAME_USER)) != NO_FRAME)
        memset(frame_pointer(frames[count++]), 0xEE, PAGE_SIZE);
    while (count)
        frame_release(frames[--count]);
}

static int set_up(void **state)
{
    (void)state;
    memory_simulate_ram(8 * MIB);
    dirty_free_frames();
    memory_simulate_kernel_tree();
    kernel_heap_fail_at = 0;
    memset(&file, 0, sizeof file);
    file.backing = (struct backing){ file_get, file_retain, file_release, file_name };
    file.failing_page = FILE_PAGES;
    free_before = frame_count_free();
    blocks_before = kernel_heap_blocks();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    file_drop_cache();
    assert_int_equal(file.references, 0);
    assert_int_equal(kernel_heap_blocks(), blocks_before);
    assert_int_equal(frame_count_free(), free_before);
    return 0;
}

static int add(struct address_space *space, uint32_t start, uint32_t end, enum segment_kind kind,
               unsigned protection)
{
    struct segment segment = { .start = start, .end = end, .kind = kind,
                               .protection = protection };
    return address_space_add(space, &segment);
}

static int add_file(struct address_space *space, uint32_t start, uint32_t end, unsigned protection,
                    uint32_t page, uint32_t bytes)
{
    struct segment segment = {
        .start = start, .end = end, .protection = protection, .backing = &file.backing,
        .kind = protection & PROTECTION_WRITE ? SEGMENT_DATA : SEGMENT_TEXT,
        .backing_page = page, .file_bytes = bytes,
    };
    return address_space_add(space, &segment);
}

/* A program: two pages of text, data of one and a half file pages and two of zeros, a stack. */
static int make_program(struct address_space *space)
{
    int error = address_space_create(space);
    if (error)
        return error;
    error = add_file(space, TEXT, TEXT + 2 * PAGE_SIZE, PROTECTION_READ | PROTECTION_EXECUTE, 0,
                     2 * PAGE_SIZE);
    if (!error)
        error = add_file(space, DATA, DATA + 4 * PAGE_SIZE, READ_WRITE, 4, PAGE_SIZE + 100);
    if (!error)
        error = add(space, STACK, USER_STACK_TOP, SEGMENT_STACK, READ_WRITE);
    space->heap_start = space->heap_end = HEAP;
    if (error)
        address_space_destroy(space);
    return error;
}

static void program(struct address_space *space)
{
    assert_int_equal(make_program(space), 0);
}

/* ---- Segments ---- */

static void refuses_segments_that_cannot_be(void **state)
{
    (void)state;
    struct address_space space;
    program(&space);
    static const struct {
        uint32_t start, end;
        enum segment_kind kind;
        unsigned protection;
    } bad[] = {
        { 0, PAGE_SIZE, SEGMENT_DATA, READ_WRITE },                       /* page 0 */
        { PAGE_SIZE, 2 * PAGE_SIZE, SEGMENT_STACK, READ_WRITE },          /* guard is page 0 */
        { 0x20000001, 0x20001000, SEGMENT_DATA, READ_WRITE },             /* not aligned */
        { 0x20000000, 0x20000800, SEGMENT_DATA, READ_WRITE },
        { 0x20000000, 0x20000000, SEGMENT_DATA, READ_WRITE },             /* empty, backwards */
        { 0x20002000, 0x20001000, SEGMENT_DATA, READ_WRITE },
        { USER_STACK_TOP, USER_END + PAGE_SIZE, SEGMENT_DATA, READ_WRITE },
        { 0xFFFFF000, 0, SEGMENT_DATA, READ_WRITE },                      /* wraps */
        { 0x20000000, 0x20001000, SEGMENT_DATA, READ_WRITE | PROTECTION_EXECUTE },
        { TEXT, TEXT + PAGE_SIZE, SEGMENT_DATA, READ_WRITE },             /* overlaps */
        { TEXT - PAGE_SIZE, TEXT + PAGE_SIZE, SEGMENT_DATA, READ_WRITE },
        { TEXT + PAGE_SIZE, DATA, SEGMENT_DATA, READ_WRITE },
        { PAGE_SIZE, USER_STACK_TOP, SEGMENT_DATA, READ_WRITE },
        { STACK - PAGE_SIZE, STACK, SEGMENT_DATA, READ_WRITE },           /* the guard page */
        { TEXT + 2 * PAGE_SIZE, DATA, SEGMENT_STACK, READ_WRITE },        /* guard in the text */
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(add(&space, bad[i].start, bad[i].end, bad[i].kind, bad[i].protection),
                         -EINVAL);
    assert_int_equal(address_space_segments(&space, NULL, 0), 3);
    address_space_destroy(&space);
}

static void segments_are_found_and_told(void **state)
{
    (void)state;
    struct address_space space;
    program(&space);
    assert_null(address_space_find(&space, TEXT - 1));
    assert_int_equal(address_space_find(&space, TEXT)->start, TEXT);
    assert_null(address_space_find(&space, TEXT + 2 * PAGE_SIZE));
    get(&space, TEXT);
    put(&space, DATA, 1);
    struct segment_info info[2];
    assert_int_equal(address_space_segments(&space, info, 2), 3);
    assert_int_equal(info[0].start, TEXT);
    assert_int_equal(info[0].resident, 1);
    assert_int_equal(info[0].shared, 1); /* with the page cache */
    assert_string_equal(info[0].file, "/bin/file");
    assert_int_equal(info[1].resident, 1);
    assert_int_equal(info[1].shared, 0);
    assert_int_equal(space.resident, 2);
    address_space_destroy(&space);
}

/* ---- Faults ---- */

static void zero_pages_come_on_demand(void **state)
{
    (void)state;
    struct address_space space;
    program(&space);
    size_t free = frame_count_free();
    assert_int_equal(get(&space, STACK), 0);
    assert_int_equal(space.resident, 1);
    put(&space, STACK + PAGE_SIZE - 1, 9);
    assert_int_equal(get(&space, STACK + PAGE_SIZE - 1), 9);
    assert_int_equal(space.resident, 1);
    assert_int_equal(free - frame_count_free(), 3); /* the page, its table, its directory */
    address_space_destroy(&space);
}

static void protection_is_kept(void **state)
{
    (void)state;
    struct address_space space;
    program(&space);
    assert_int_equal(try_access(&space, TEXT, PROTECTION_WRITE), -EFAULT);
    assert_int_equal(try_access(&space, TEXT, PROTECTION_EXECUTE), 0);
    assert_int_equal(try_access(&space, TEXT, PROTECTION_WRITE), -EFAULT);
    assert_int_equal(try_access(&space, DATA, PROTECTION_EXECUTE), -EFAULT);
    assert_int_equal(try_access(&space, STACK, PROTECTION_EXECUTE), -EFAULT);
    assert_int_equal(try_access(&space, STACK - 1, PROTECTION_WRITE), -EFAULT);
    assert_int_equal(try_access(&space, USER_STACK_TOP, PROTECTION_READ), -EFAULT);
    assert_int_equal(try_access(&space, 0, PROTECTION_READ), -EFAULT);
    assert_int_equal(try_access(&space, 0xC0100000, PROTECTION_READ), -EFAULT);
    assert_int_equal(try_access(&space, 0xFFFFFFFF, PROTECTION_WRITE), -EFAULT);
    address_space_destroy(&space);
}

static void file_pages_are_shared_until_written(void **state)
{
    (void)state;
    struct address_space a, b;
    program(&a);
    program(&b);
    assert_int_equal(file.references, 4);
    assert_int_equal(get(&a, TEXT + PAGE_SIZE + 5), file_byte(PAGE_SIZE + 5));
    assert_int_equal(get(&b, TEXT + PAGE_SIZE + 5), file_byte(PAGE_SIZE + 5));
    assert_int_equal(frame_references(file.cached[1]), 3);

    assert_int_equal(get(&a, DATA + 7), file_byte(4 * PAGE_SIZE + 7));
    assert_int_equal(frame_references(file.cached[4]), 2);
    put(&a, DATA + 7, 200); /* after a read: copy on write */
    put(&b, DATA + 8, 201); /* at once */
    assert_int_equal(frame_references(file.cached[4]), 1);
    assert_int_equal(get(&a, DATA + 7), 200);
    assert_int_equal(get(&a, DATA + 8), file_byte(4 * PAGE_SIZE + 8));
    assert_int_equal(get(&b, DATA + 7), file_byte(4 * PAGE_SIZE + 7));
    assert_int_equal(get(&b, DATA + 8), 201);
    address_space_destroy(&a);
    assert_int_equal(get(&b, DATA + 8), 201);
    address_space_destroy(&b);
}

static void zeros_follow_the_file_bytes(void **state)
{
    (void)state;
    struct address_space space;
    program(&space);
    assert_int_equal(get(&space, DATA + PAGE_SIZE + 99), file_byte(5 * PAGE_SIZE + 99));
    assert_int_equal(get(&space, DATA + PAGE_SIZE + 100), 0);
    assert_int_equal(get(&space, DATA + 2 * PAGE_SIZE - 1), 0);
    assert_int_equal(get(&space, DATA + 2 * PAGE_SIZE), 0);
    assert_int_equal(frame_references(file.cached[5]), 1); /* a page of its own */
    address_space_destroy(&space);
}

static void a_file_error_is_passed_on(void **state)
{
    (void)state;
    struct address_space space;
    program(&space);
    file.failing_page = 1;
    assert_int_equal(try_access(&space, TEXT + PAGE_SIZE, PROTECTION_READ), -EIO);
    assert_int_equal(space.resident, 0);
    file.failing_page = FILE_PAGES;
    assert_int_equal(try_access(&space, TEXT + PAGE_SIZE, PROTECTION_READ), 0);
    address_space_destroy(&space);
}

/* ---- fork ---- */

static void fork_shares_until_either_writes(void **state)
{
    (void)state;
    struct address_space parent, child;
    program(&parent);
    put(&parent, STACK, 1);
    put(&parent, STACK + PAGE_SIZE, 2);
    get(&parent, TEXT);
    assert_int_equal(address_space_fork(&child, &parent), 0);
    assert_int_equal(child.resident, parent.resident);
    assert_int_equal(child.heap_start, HEAP);
    assert_int_equal(get(&child, STACK), 1);

    size_t free = frame_count_free();
    put(&child, STACK, 11);
    assert_int_equal(free - frame_count_free(), 1);
    put(&parent, STACK, 21); /* alone with it by now: no copy */
    assert_int_equal(free - frame_count_free(), 1);
    assert_int_equal(get(&child, STACK), 11);
    assert_int_equal(get(&parent, STACK), 21);
    assert_int_equal(try_access(&child, TEXT, PROTECTION_WRITE), -EFAULT);

    put(&parent, STACK + PAGE_SIZE, 22);
    assert_int_equal(get(&child, STACK + PAGE_SIZE), 2);
    address_space_destroy(&parent);
    put(&child, STACK + PAGE_SIZE, 12);
    assert_int_equal(get(&child, STACK + PAGE_SIZE), 12);
    address_space_destroy(&child);
}

/* Of all segments together. */
static void check_counts(struct address_space *space, uint32_t shared, uint32_t copied)
{
    struct frame_counts sum = { 0, 0 };

    for (struct segment *segment = space->segments; segment; segment = segment->next) {
        struct frame_counts counts = address_space_count(space, segment);
        sum.shared += counts.shared;
        sum.copied += counts.copied;
    }
    assert_int_equal(sum.shared, shared);
    assert_int_equal(sum.copied, copied);
}

static void shared_and_copied_frames_are_counted(void **state)
{
    (void)state;
    struct address_space parent, child, grandchild;
    program(&parent);
    for (uint32_t page = 0; page < 3; page++)
        put(&parent, STACK + page * PAGE_SIZE, 1);
    check_counts(&parent, 0, 0);
    assert_int_equal(address_space_fork(&child, &parent), 0);
    check_counts(&parent, 3, 0);
    check_counts(&child, 3, 0);
    put(&child, STACK, 2);
    put(&child, STACK + 1, 2);
    put(&parent, STACK + PAGE_SIZE, 2);
    check_counts(&parent, 1, 1);
    check_counts(&child, 1, 1);
    put(&parent, STACK, 2); /* the last owner gets it back: no copy */
    check_counts(&parent, 1, 1);

    assert_int_equal(address_space_fork(&grandchild, &child), 0);
    check_counts(&child, 3, 0); /* since this fork nothing was copied */
    check_counts(&grandchild, 3, 0);
    address_space_destroy(&grandchild);
    check_counts(&child, 1, 0);
    address_space_destroy(&parent);
    address_space_destroy(&child);
}

static void a_chain_of_forks_keeps_each_value(void **state)
{
    (void)state;
    enum { SPACES = 6 };
    struct address_space spaces[SPACES];
    program(&spaces[0]);
    for (int i = 1; i < SPACES; i++) {
        put(&spaces[i - 1], DATA, (uint8_t)i);
        assert_int_equal(address_space_fork(&spaces[i], &spaces[i - 1]), 0);
    }
    put(&spaces[SPACES - 1], DATA, SPACES);
    for (int i = 0; i < SPACES; i++)
        assert_int_equal(get(&spaces[i], DATA), i + 1);
    for (int i = 0; i < SPACES; i += 2)
        address_space_destroy(&spaces[i]);
    for (int i = 1; i < SPACES; i += 2) {
        assert_int_equal(get(&spaces[i], DATA), i + 1);
        address_space_destroy(&spaces[i]);
    }
}

/* ---- brk ---- */

static void brk_grows_and_gives_back(void **state)
{
    (void)state;
    struct address_space space;
    program(&space);
    assert_int_equal(address_space_brk(&space, 0), HEAP);
    assert_int_equal(address_space_brk(&space, HEAP), HEAP);
    assert_int_equal(try_access(&space, HEAP, PROTECTION_READ), -EFAULT);
    assert_int_equal(address_space_brk(&space, HEAP + 10), HEAP + 10);
    put(&space, HEAP + PAGE_SIZE - 1, 5); /* whole pages */
    assert_int_equal(try_access(&space, HEAP + PAGE_SIZE, PROTECTION_READ), -EFAULT);

    assert_int_equal(address_space_brk(&space, HEAP + 3 * PAGE_SIZE), HEAP + 3 * PAGE_SIZE);
    put(&space, HEAP + 2 * PAGE_SIZE, 6);
    size_t free = frame_count_free();
    assert_int_equal(address_space_brk(&space, HEAP + 2 * PAGE_SIZE), HEAP + 2 * PAGE_SIZE);
    assert_int_equal(frame_count_free() - free, 1);
    assert_int_equal(address_space_brk(&space, HEAP + 3 * PAGE_SIZE), HEAP + 3 * PAGE_SIZE);
    assert_int_equal(get(&space, HEAP + 2 * PAGE_SIZE), 0); /* new memory is zero */
    assert_int_equal(get(&space, HEAP + PAGE_SIZE - 1), 5);

    assert_int_equal(address_space_brk(&space, HEAP), HEAP);
    assert_int_equal(try_access(&space, HEAP, PROTECTION_READ), -EFAULT);
    assert_int_equal(address_space_segments(&space, NULL, 0), 3);
    address_space_destroy(&space);
}

static void brk_refuses_what_does_not_fit(void **state)
{
    (void)state;
    struct address_space space;
    program(&space);
    assert_int_equal(address_space_brk(&space, HEAP - 1), HEAP);
    assert_int_equal(address_space_brk(&space, 0xFFFFFFFF), HEAP);
    assert_int_equal(address_space_brk(&space, STACK), HEAP);
    /* One page for the stack's guard, one that stays free below it. */
    uint32_t limit = STACK - 2 * PAGE_SIZE;
    assert_int_equal(address_space_brk(&space, limit + 1), HEAP);
    assert_int_equal(address_space_brk(&space, limit), limit);
    put(&space, limit - 1, 1);
    assert_int_equal(try_access(&space, limit, PROTECTION_WRITE), -EFAULT);
    address_space_destroy(&space);
}

/* ---- No memory ---- */

static void touch_all(struct address_space *space, int *error)
{
    static const struct { uint32_t address; unsigned access; } touches[] = {
        { TEXT, PROTECTION_READ }, { DATA, PROTECTION_READ }, { DATA, PROTECTION_WRITE },
        { DATA + PAGE_SIZE, PROTECTION_READ }, { STACK, PROTECTION_WRITE },
        { HEAP, PROTECTION_WRITE },
    };
    for (size_t i = 0; i < sizeof touches / sizeof touches[0]; i++)
        if (!*error)
            *error = try_access(space, touches[i].address, touches[i].access);
}

/* A program's life; 0 or the first error. Everything is given back in either case. */
static int live(void)
{
    struct address_space parent, child;
    int error = make_program(&parent);
    if (error)
        return error;
    if (address_space_brk(&parent, HEAP + PAGE_SIZE) != HEAP + PAGE_SIZE)
        error = -ENOMEM;
    touch_all(&parent, &error);
    int forked = address_space_fork(&child, &parent);
    if (!forked) {
        if (!error)
            touch_all(&child, &error);
        address_space_destroy(&child);
    }
    /* Whatever happened to fork, the parent goes on. */
    if (!error)
        put(&parent, STACK, 77);
    address_space_destroy(&parent);
    return error ? error : forked;
}

static void each_failing_allocation_is_survived(void **state)
{
    (void)state;
    for (size_t *fail_at = &frame_fail_at;; fail_at = &kernel_heap_fail_at) {
        size_t number = 0;
        int error;
        do {
            *fail_at = ++number;
            error = live();
            bool failed = *fail_at == 0; /* used up */
            *fail_at = 0;
            assert_int_equal(error, failed ? -ENOMEM : 0);
            file_drop_cache();
            assert_int_equal(frame_count_free(), free_before);
            assert_int_equal(kernel_heap_blocks(), blocks_before);
        } while (error);
        assert_true(number > 5);
        if (fail_at == &kernel_heap_fail_at)
            break;
    }
}

/* ---- A model: what each byte must be, whatever happens ---- */

enum { MODEL_SPACES = 4, MODEL_PAGES = 6 };
static struct address_space model_space[MODEL_SPACES];
static bool model_alive[MODEL_SPACES];
static uint8_t model[MODEL_SPACES][MODEL_PAGES];

static uint32_t model_address(uint32_t page)
{
    return page < 2 ? DATA + page * PAGE_SIZE : STACK + (page - 2) * PAGE_SIZE;
}

static void model_step(uint32_t *seed)
{
    uint32_t i = random_number(seed, MODEL_SPACES), j = random_number(seed, MODEL_SPACES);
    uint32_t page = random_number(seed, MODEL_PAGES);
    if (!model_alive[i]) {
        if (model_alive[j]) {
            assert_int_equal(address_space_fork(&model_space[i], &model_space[j]), 0);
            memcpy(model[i], model[j], MODEL_PAGES);
        } else {
            program(&model_space[i]);
            memset(model[i], 0, MODEL_PAGES);
            for (uint32_t p = 0; p < 2; p++)
                model[i][p] = file_byte((4 + p) * PAGE_SIZE);
        }
        model_alive[i] = true;
        return;
    }
    switch (random_number(seed, 8)) {
    case 0:
        address_space_destroy(&model_space[i]);
        model_alive[i] = false;
        break;
    case 1: case 2: case 3:
        model[i][page] = (uint8_t)random_number(seed, 256);
        put(&model_space[i], model_address(page), model[i][page]);
        break;
    default:
        assert_int_equal(get(&model_space[i], model_address(page)), model[i][page]);
    }
}

static void random_lives_agree_with_the_model(void **state)
{
    (void)state;
    uint32_t seed = 2026;
    for (int step = 0; step < 50000; step++)
        model_step(&seed);
    for (uint32_t i = 0; i < MODEL_SPACES; i++) {
        if (model_alive[i])
            address_space_destroy(&model_space[i]);
        model_alive[i] = false;
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(refuses_segments_that_cannot_be),
        TEST(segments_are_found_and_told),
        TEST(zero_pages_come_on_demand),
        TEST(protection_is_kept),
        TEST(file_pages_are_shared_until_written),
        TEST(zeros_follow_the_file_bytes),
        TEST(a_file_error_is_passed_on),
        TEST(fork_shares_until_either_writes),
        TEST(shared_and_copied_frames_are_counted),
        TEST(a_chain_of_forks_keeps_each_value),
        TEST(brk_grows_and_gives_back),
        TEST(brk_refuses_what_does_not_fit),
        TEST(each_failing_allocation_is_survived),
        TEST(random_lives_agree_with_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
