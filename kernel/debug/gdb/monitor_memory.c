/*
 * monitor_memory.c: physical memory by its use, and the heap of a process as the interpreter has
 * divided it. The first is read from the frame table and the page tables, the second from the
 * process's own memory by the layout in kernel/abi.h, where anything may be damaged: a read may
 * fail, and no number is believed.
 */
#include "kernel/debug/gdb/monitor_memory.h"

#include "kernel/abi.h"
#include "kernel/debug/gdb/memory.h"
#include "kernel/proc/process.h"
#include "kernel/procfs/files.h"
#include "kernel/string.h"
#include "mm/frame.h"

/* ---- Frames ---- */

#define KINDS (FRAME_FILE_CACHE + 1)
enum { MAP_COLUMNS = 64, MAP_CELLS = 16 * MAP_COLUMNS, WINDOW = 1024 };

static char kind_letter(enum frame_kind kind)
{
    static const char letters[KINDS] = {
        [FRAME_FREE] = '.', [FRAME_RESERVED] = '#', [FRAME_KERNEL] = 'K', [FRAME_PAGE_TABLE] = 'T',
        [FRAME_USER] = 'U', [FRAME_FILE_CACHE] = 'F' };
    return letters[kind];
}

/* The letter of the kind that most of the frames are; free ones count only when all are. */
static char cell_letter(frame_number first, frame_number end)
{
    frame_number counts[KINDS] = { 0 };
    enum frame_kind most = FRAME_FREE;

    for (frame_number frame = first; frame < end; frame++) {
        enum frame_kind kind = frame_kind_of(frame);
        counts[kind]++;
        if (kind != FRAME_FREE && (most == FRAME_FREE || counts[kind] > counts[most]))
            most = kind;
    }
    return kind_letter(most);
}

static void print_sums(void)
{
    for (enum frame_kind kind = FRAME_FREE; kind < KINDS; kind++) {
        frame_number count = 0, shared = 0;
        for (frame_number frame = 0; frame < frame_end(); frame++)
            if (frame_kind_of(frame) == kind) {
                count++;
                shared += frame_references(frame) > 1;
            }
        monitor_print("  %c %7u %s", kind_letter(kind), count, frame_kind_text(kind));
        if (shared > 0)
            monitor_print("; %u have more than one user", shared);
        monitor_print("\n");
    }
}

void monitor_frame_map(void)
{
    frame_number end = frame_end(), each = (end + MAP_CELLS - 1) / MAP_CELLS;

    monitor_print("each character is %u frame%s of 4 KiB:", each, each == 1 ? "" : "s");
    for (frame_number first = 0, cell = 0; first < end; first += each, cell++) {
        if (cell % MAP_COLUMNS == 0)
            monitor_print("\n%08x ", first * PAGE_SIZE);
        monitor_put(NULL, cell_letter(first, first + each < end ? first + each : end));
    }
    monitor_print("\n");
    print_sums();
}

void monitor_frame_runs(int pid)
{
    static struct frame_owner window[WINDOW];

    monitor_print("first last kind users owner\n");
    write_frame_runs(snapshot_to_sink(monitor_put, NULL), pid, window, WINDOW);
}

/* ---- A heap ---- */

static struct {
    uint32_t pools, used; /* blocks handed out */
} classes[HEAP_SIZE_CLASSES];

static bool read(struct process *process, uint32_t address, void *buffer, uint32_t size)
{
    return memory_read(memory_tables(process), address, buffer, size) == size;
}

static uint32_t blocks_of_pool(uint32_t size_class)
{
    return (HEAP_POOL_SIZE - sizeof(struct heap_pool)) / ((size_class + 1) * HEAP_STEP);
}

/* Adds it to its class: 1; 0 when it is empty and belongs to none; -1 when it makes no sense. */
static int count_pool(struct process *process, uint32_t address)
{
    struct heap_pool pool;

    if (!read(process, address, &pool, sizeof pool))
        return -1;
    if (pool.used == 0)
        return 0;
    if (pool.size_class >= HEAP_SIZE_CLASSES || pool.used > blocks_of_pool(pool.size_class))
        return -1;
    classes[pool.size_class].pools++;
    classes[pool.size_class].used += pool.used;
    return 1;
}

static void print_arena(struct process *process, uint32_t payload)
{
    uint32_t pages = (payload + HEAP_POOL_SIZE - 1) & ~(HEAP_POOL_SIZE - 1u);
    struct heap_arena arena;
    uint32_t counts[3] = { 0 }; /* damaged, empty, in use */

    if (!read(process, pages - sizeof arena, &arena, sizeof arena) ||
        arena.fresh > HEAP_ARENA_POOLS) {
        monitor_print("%08x   the arena's own words cannot be read, or make no sense\n", pages);
        return;
    }
    for (uint32_t i = 0; i < HEAP_ARENA_POOLS - (uint32_t)arena.fresh; i++)
        counts[1 + count_pool(process, pages + i * HEAP_POOL_SIZE)]++;
    monitor_print("%08x  %6u %6u %11u", pages, counts[2], counts[1], (unsigned)arena.fresh);
    if (counts[0] > 0)
        monitor_print("  %u cannot be read, or make no sense", counts[0]);
    monitor_print("\n");
}

static void print_classes(void)
{
    monitor_print("block bytes  pools    used    free\n");
    for (uint32_t i = 0; i < HEAP_SIZE_CLASSES; i++)
        if (classes[i].pools > 0)
            monitor_print("%11u %6u %7u %7u\n", (i + 1) * HEAP_STEP, classes[i].pools,
                          classes[i].used, classes[i].pools * blocks_of_pool(i) - classes[i].used);
}

/* The row of chunks, from one header to the next. */
static void print_chunks(struct process *process, uint32_t start, uint32_t end)
{
    uint32_t counts[2] = { 0 }, bytes[2] = { 0 }; /* free, used */
    struct heap_chunk chunk;
    uint32_t size;

    memset(classes, 0, sizeof classes);
    monitor_print("   arena   pools  empty  never used\n");
    for (uint32_t at = start + sizeof(struct heap_beginning); at + sizeof chunk < end; at += size) {
        size = 0;
        if (read(process, at, &chunk, sizeof chunk))
            size = chunk.size_and_marks & ~HEAP_CHUNK_MARKS;
        if (size < sizeof chunk || size > end - at) {
            monitor_print("the row of chunks cannot be read, or makes no sense, at %08x\n", at);
            break;
        }
        bool used = chunk.size_and_marks & HEAP_CHUNK_USED;
        if (chunk.size_and_marks & HEAP_CHUNK_PAGES) {
            print_arena(process, at + sizeof chunk);
            continue;
        }
        counts[used]++;
        bytes[used] += size;
    }
    print_classes();
    monitor_print("larger blocks: %u of %u bytes; free between them: %u of %u bytes\n", counts[1],
                  bytes[1], counts[0], bytes[0]);
}

void monitor_heap(struct process *process)
{
    uint32_t start = process->space.heap_start, end = process->space.heap_end;
    const struct segment *segment = address_space_find(&process->space, start);
    struct heap_beginning beginning;

    monitor_print("%08x-%08x, %u bytes", start, end, end - start);
    if (end == start || !segment) {
        monitor_print(": empty\n");
        return;
    }
    struct frame_counts counts = address_space_count(&process->space, segment);
    monitor_print("; %u pages of %u are there, %u shared, %u copied since the last fork\n",
                  segment->resident, (segment->end - segment->start) / PAGE_SIZE, counts.shared,
                  counts.copied);
    if (!read(process, start, &beginning, sizeof beginning) || beginning.magic != HEAP_MAGIC)
        monitor_print("It does not begin as the interpreter's do: what is in it is not known.\n");
    else
        print_chunks(process, start, end);
}
