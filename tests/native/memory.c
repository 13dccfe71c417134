/*
 * memory.c: what a process may expect of its memory: zeros on demand, data of its own, a heap that
 * grows and shrinks, and views that agree with what it sees. Status 0 when all was so.
 */
#include "tests/native/native.h"

#define MANY_PAGES 300u /* more than one small machine's leftovers, less than 16 MiB */

static int initialised = 41;
static int table[3000] = { 1, 2, 3 }; /* data of several pages */
static char zeros[3 * PAGE_SIZE];     /* .bss, from the middle of data's last page on */

static void data_is_as_linked(void)
{
    check(initialised == 41);
    check(table[0] == 1 && table[2] == 3 && table[2999] == 0);
    initialised++;
    table[2999] = 5;
    check(initialised == 42 && table[2999] == 5 && table[2] == 3);
    for (size_t i = 0; i < sizeof zeros; i++)
        if (zeros[i])
            check(!"bss is zero");
}

static void heap_grows_and_shrinks(void)
{
    uint32_t start = move_break(0);
    check(start >= USER_HEAP_BASE && start % PAGE_SIZE == 0);
    uint32_t end = start + MANY_PAGES * PAGE_SIZE;
    check(move_break(end) == end);
    for (uint32_t page = start; page < end; page += PAGE_SIZE) {
        check(*(uint32_t *)page == 0);
        *(uint32_t *)page = page;
    }
    for (uint32_t page = start; page < end; page += PAGE_SIZE)
        check(*(uint32_t *)page == page);

    struct system_info full, empty;
    syscall1(SYS_system_info, ADDRESS(&full));
    check(move_break(start) == start);
    syscall1(SYS_system_info, ADDRESS(&empty));
    check(empty.frames_free - full.frames_free == MANY_PAGES);
    check(move_break(start + PAGE_SIZE) == start + PAGE_SIZE);
    check(*(uint32_t *)start == 0); /* zero again */
    check(move_break(start) == start);
    check(move_break(start - 1) == start);
    check(move_break(0xFFFFFFFF) == start);
    check(move_break(USER_STACK_TOP) == start);
}

static void deep_stack(uint32_t pages)
{
    volatile char page[PAGE_SIZE];
    page[0] = (char)pages;
    if (pages)
        deep_stack(pages - 1);
    check(page[0] == (char)pages);
}

/* ---- Views ---- */

static void segments_cover_what_is_used(void)
{
    struct segment_info segments[8];
    int count = syscall3(SYS_segments, 0, ADDRESS(segments), 8);
    check(count >= 4 && count <= 8);
    uint32_t addresses[] = { ADDRESS(deep_stack), ADDRESS(&initialised), ADDRESS(&count) };
    uint32_t kinds[] = { SEGMENT_TEXT, SEGMENT_DATA, SEGMENT_STACK };
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < count; j++)
            if (addresses[i] >= segments[j].start && addresses[i] < segments[j].end) {
                check(segments[j].kind == kinds[i]);
                check(segments[j].resident >= 1);
            }
    check(syscall3(SYS_segments, 0, 0, 0) == count);
    check(syscall3(SYS_segments, 12345, 0, 0) == -ESRCH);
    check(syscall3(SYS_segments, 0, ADDRESS(segments), 0x7FFFFFFF) == count
          || count * sizeof segments[0] > sizeof segments);
}

static void a_walk_ends_at_the_byte(void)
{
    struct page_walk walk;
    check(syscall3(SYS_page_walk, 0, ADDRESS(&initialised), ADDRESS(&walk)) == 0);
    check(walk.present == 1 && walk.levels == 3);
    check(walk.physical % PAGE_SIZE == ADDRESS(&initialised) % PAGE_SIZE);
    check(walk.level[0].index == ADDRESS(&initialised) >> 30);
    check(walk.level[1].index == (ADDRESS(&initialised) >> 21 & 511));
    check(walk.level[2].index == (ADDRESS(&initialised) >> 12 & 511));
    struct frame_info frame;
    check(syscall2(SYS_frame_info, (uint32_t)(walk.physical / PAGE_SIZE), ADDRESS(&frame)) == 0);
    check(frame.kind == FRAME_USER && frame.references == 1);
    check(syscall3(SYS_page_walk, 0, 0, ADDRESS(&walk)) == 0);
    check(walk.present == 0);
    check(syscall2(SYS_frame_info, 0xFFFFFFFF, ADDRESS(&frame)) == 0);
    check(frame.kind == FRAME_RESERVED);
}

/* The words of the parent and the child have one address and, after a write, two frames. */
static uint64_t physical(const void *pointer)
{
    struct page_walk walk;
    syscall3(SYS_page_walk, 0, ADDRESS(pointer), ADDRESS(&walk));
    return walk.physical;
}

static void fork_shares_frames_until_a_write(void)
{
    initialised = 100;
    uint64_t before = physical(&initialised);
    int pid = fork_process();
    if (pid == 0) {
        bool shared = physical(&initialised) == before && initialised == 100;
        initialised = 200;
        bool copied = physical(&initialised) != before && initialised == 200;
        exit_process(shared && copied ? 0 : 1);
    }
    int status = -1;
    check(wait_process(pid, &status) == pid && status == 0);
    check(initialised == 100 && physical(&initialised) == before);
    initialised = 101; /* alone again: no copy */
    check(physical(&initialised) == before);
}

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    data_is_as_linked();
    heap_grows_and_shrinks();
    deep_stack(1000);
    segments_cover_what_is_used();
    a_walk_ends_at_the_byte();
    fork_shares_frames_until_a_write();
    return failures != 0;
}
