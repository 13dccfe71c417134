/*
 * memory.c: the machine's side of module memory: page tables, segments, processes, files, frames.
 * On the host these raise OSError "not on this host: ...".
 */
#include "modules/memory.h"
#include "modules/module_tools.h"
#include "kernel/abi.h"
#include "memory/memory.h"
#include "platform/platform.h"
#include "vm/errors.h"

/* ---- page tables ---------------------------------------------------------------------------- */

static const char *const level_names[] = { "page directory pointer table", "page directory",
                                           "page table" };

static Object *walk_level(const struct page_walk *walk, uint32_t level)
{
    Object *dict = dict_new();
    if (!dict)
        return NULL;
    const struct page_walk_level *l = &walk->level[level];
    int result = put_text(dict, "name", level_names[level]);
    result |= put_number(dict, "table", l->table_physical);
    result |= put_number(dict, "index", l->index);
    result |= put_number(dict, "entry", l->entry);
    return answer(dict, result);
}

static int put_levels(Object *dict, const struct page_walk *walk)
{
    Object *levels = list_new(0);
    for (uint32_t n = 0; levels && n < walk->levels && n < 3; n++) {
        Object *level = walk_level(walk, n);
        if (!level || list_append(levels, level) < 0)
            clear_reference(levels);
        xdecref(level);
    }
    return put(dict, "levels", levels);
}

static int put_all_of_walk(Object *dict, const struct page_walk *walk)
{
    int result = put_number(dict, "cr3", walk->cr3);
    result |= put_levels(dict, walk);
    if (!walk->present)
        return result;
    struct frame_info frame;
    result |= put_number(dict, "physical", walk->physical);
    result |= put_number(dict, "frame", walk->physical / PAGE_SIZE);
    if (platform_frame_info(walk->physical / PAGE_SIZE, &frame) == 0)
        result |= put_number(dict, "frame_references", frame.references);
    return result;
}

int put_walk(Object *dict, uintptr_t address)
{
    struct page_walk walk;
    return platform_page_walk(0, address, &walk) < 0 ? 0 : put_all_of_walk(dict, &walk);
}

static Object *memory_walk(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t address, pid;
    struct page_walk walk;
    if (int_argument(args, positional, 0, 0, &address) < 0 ||
        int_argument(args, positional, 1, 0, &pid) < 0)
        return NULL;
    if (address < 0 || address > UINT32_MAX)
        return raise(&overflow_error_type, "an address has 32 bits");
    int error = platform_page_walk(pid, address, &walk);
    if (error < 0)
        return refused(error, "page tables");
    Object *dict = dict_new();
    if (!dict)
        return NULL;
    int result = put_number(dict, "address", address);
    result |= put_all_of_walk(dict, &walk);
    if (pid == 0)
        result |= put_page_sharing(dict, address);
    return answer(dict, result);
}

/* ---- segments ------------------------------------------------------------------------------- */

enum { SEGMENTS_MOST = 32 };

static const char *segment_name(uint32_t kind)
{
    static const char *const names[] = {
        [SEGMENT_TEXT] = "text", [SEGMENT_RODATA] = "rodata", [SEGMENT_DATA] = "data",
        [SEGMENT_HEAP] = "heap", [SEGMENT_STACK] = "stack",
        [SEGMENT_INTERPRETER_TEXT] = "interpreter text",
        [SEGMENT_INTERPRETER_RODATA] = "interpreter rodata",
        [SEGMENT_INTERPRETER_DATA] = "interpreter data",
    };
    return kind < sizeof names / sizeof names[0] && names[kind] ? names[kind] : "unknown";
}

static Object *describe_segment(const struct segment_info *segment)
{
    Object *dict = dict_new();
    if (!dict)
        return NULL;
    char protection[] = "r--";
    if (!(segment->protection & PROTECTION_READ))
        protection[0] = '-';
    if (segment->protection & PROTECTION_WRITE)
        protection[1] = 'w';
    if (segment->protection & PROTECTION_EXECUTE)
        protection[2] = 'x';
    int result = put_number(dict, "start", segment->start);
    result |= put_number(dict, "end", segment->end);
    result |= put_text(dict, "kind", segment_name(segment->kind));
    result |= put_text(dict, "protection", protection);
    result |= put_number(dict, "resident", segment->resident);
    result |= put_number(dict, "shared", segment->shared);
    result |= put_number(dict, "copied", segment->copied);
    result |= put_text(dict, "file", segment->file);
    return answer(dict, result);
}

static Object *memory_segments(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t pid;
    struct segment_info segments[SEGMENTS_MOST];
    if (int_argument(args, positional, 0, 0, &pid) < 0)
        return NULL;
    int count = platform_segments(pid, segments, SEGMENTS_MOST);
    if (count < 0)
        return refused(count, "segments");
    Object *list = list_new(0);
    for (int n = 0; list && n < count && n < SEGMENTS_MOST; n++) {
        Object *segment = describe_segment(&segments[n]);
        if (!segment || list_append(list, segment) < 0)
            clear_reference(list);
        xdecref(segment);
    }
    return list;
}

int put_segment(Object *dict, uintptr_t address)
{
    struct segment_info segments[SEGMENTS_MOST];
    int count = platform_segments(0, segments, SEGMENTS_MOST);
    for (int n = 0; n < count && n < SEGMENTS_MOST; n++)
        if (address >= segments[n].start && address < segments[n].end)
            return put_text(dict, "segment", segment_name(segments[n].kind));
    return 0;
}

int put_page_sharing(Object *dict, uintptr_t address)
{
    enum { WRITABLE = 1 << 1 }; /* Intel SDM, volume 3, 4.4.2: bit 1 of an entry, R/W */
    struct segment_info segments[SEGMENTS_MOST];
    struct page_walk walk;
    int count = platform_segments(0, segments, SEGMENTS_MOST);
    if (count < 0 || platform_page_walk(0, address, &walk) < 0 || !walk.present)
        return 0;
    bool page_writable = walk.level[walk.levels - 1].entry & WRITABLE, may_write = false;
    for (int n = 0; n < count && n < SEGMENTS_MOST; n++)
        if (address >= segments[n].start && address < segments[n].end)
            may_write = segments[n].protection & PROTECTION_WRITE;
    return put_flag(dict, "copy_on_write", may_write && !page_writable);
}

/* ---- processes, files, frames, the machine -------------------------------------------------- */

static Object *memory_process(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    static const char *const states[] = { "unknown", "runnable", "running", "blocked", "zombie",
                                         "stopped" };
    int64_t pid;
    struct process_info info;
    if (int_argument(args, positional, 0, 0, &pid) < 0)
        return NULL;
    int error = platform_process_info(pid, &info);
    if (error < 0)
        return refused(error, "processes");
    Object *dict = dict_new();
    if (!dict)
        return NULL;
    int result = put(dict, "pid", int_from(info.pid));
    result |= put(dict, "parent", int_from(info.parent));
    result |= put_text(dict, "name", info.name);
    result |= put_text(dict, "state", states[info.state <= PROCESS_STOPPED ? info.state : 0]);
    result |= put_number(dict, "cr3", info.cr3);
    result |= put_number(dict, "resident", info.resident);
    result |= put_number(dict, "shared", info.shared);
    result |= put_number(dict, "copied", info.copied);
    result |= put_number(dict, "page_tables", info.page_tables);
    result |= put_number(dict, "cpu_nanoseconds", info.cpu_nanoseconds);
    result |= put_number(dict, "entry", info.entry);
    result |= put_number(dict, "eip", info.user_eip);
    result |= put_number(dict, "esp", info.user_esp);
    return answer(dict, result);
}

static int put_block_list(Object *dict, const struct file_blocks *blocks)
{
    Object *list = list_new(0);
    for (uint32_t n = 0; list && n < blocks->listed && n < FILE_BLOCKS_MOST; n++) {
        Object *number = int_from(blocks->block[n]);
        if (!number || list_append(list, number) < 0)
            clear_reference(list);
        xdecref(number);
    }
    return put(dict, "block_numbers", list);
}

static Object *memory_file(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)positional, (void)kwnames;
    struct file_blocks blocks;
    size_t size;
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "a path is a str, not '%T'", args[0]);
    char *path = str_to_utf8(args[0], &size);
    if (!path)
        return NULL;
    int error = platform_file_blocks(path, &blocks);
    if (error < 0 && error != -ENOSYS)
        raise_os_error(error, path);
    mem_free(path, size + 1);
    if (error < 0)
        return error == -ENOSYS ? refused(error, "a file's blocks") : NULL;
    Object *dict = dict_new();
    if (!dict)
        return NULL;
    int result = put_number(dict, "inode", blocks.inode);
    result |= put_number(dict, "size", blocks.size);
    result |= put_number(dict, "mode", blocks.mode);
    result |= put_number(dict, "block_size", blocks.block_size);
    result |= put_number(dict, "blocks", blocks.blocks);
    result |= put_number(dict, "sectors_per_block", blocks.sectors_per_block);
    result |= put_number(dict, "device_sector", blocks.device_sector);
    result |= put_block_list(dict, &blocks);
    return answer(dict, result);
}

static Object *memory_frame_info(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    static const char *const kinds[] = { "free", "reserved", "kernel", "page table", "user",
                                         "file cache" };
    int64_t physical;
    struct frame_info info;
    if (int_argument(args, positional, 0, 0, &physical) < 0)
        return NULL;
    int error = platform_frame_info((uint64_t)physical / PAGE_SIZE, &info);
    if (error < 0)
        return refused(error, "frames");
    Object *dict = dict_new();
    if (!dict)
        return NULL;
    int result = put_number(dict, "number", info.number);
    result |= put_text(dict, "kind", info.kind <= FRAME_FILE_CACHE ? kinds[info.kind] : "unknown");
    result |= put_number(dict, "references", info.references);
    return answer(dict, result);
}

static int put_features(Object *dict, uint32_t features)
{
    static const struct { uint32_t bit; const char *name; } names[] = {
        { CPU_FEATURE_NX, "NX" }, { CPU_FEATURE_SMEP, "SMEP" }, { CPU_FEATURE_SMAP, "SMAP" },
        { CPU_FEATURE_PGE, "PGE" },
    };
    Object *list = list_new(0);
    for (size_t n = 0; list && n < sizeof names / sizeof names[0]; n++) {
        Object *name = features & names[n].bit ? str_interned(names[n].name) : NULL;
        if (name ? list_append(list, name) < 0 : error_occurred())
            clear_reference(list);
        xdecref(name);
    }
    return put(dict, "cpu_features", list);
}

static Object *memory_system(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    struct system_info info;
    int error = platform_system_info(&info);
    if (error < 0)
        return refused(error, "the machine's frames");
    Object *dict = dict_new();
    if (!dict)
        return NULL;
    int result = put_number(dict, "frames_total", info.frames_total);
    result |= put_number(dict, "frames_free", info.frames_free);
    result |= put_number(dict, "frames_cached", info.frames_cached);
    result |= put_number(dict, "frames_kernel", info.frames_kernel);
    result |= put_number(dict, "processes", info.processes);
    result |= put_number(dict, "uptime_nanoseconds", info.uptime_nanoseconds);
    result |= put_features(dict, info.cpu_features);
    return answer(dict, result);
}

static const MethodDef functions[] = {
    { "where", memory_where, 1, 1, 0,
      "where(object) -> a dict: its address, type, size in bytes, count of owners, whether it is\n"
      "    interned (one object for all with that value); on the machine also the segment, the entries\n"
      "    of the page tables that lead to it (levels: table, index, entry), its physical address and\n"
      "    frame, how many use that frame, and whether the next write copies it (copy_on_write)." },
    { "referrers", memory_referrers, 1, 1, 0,
      "referrers(object) -> its owners: a list of (what it is there, the address of the place that\n"
      "    holds the reference, the owner): slots of running calls, names of modules, items,\n"
      "    attributes, fields. The owner of a slot is None: the stack." },
    { "frame", memory_frame, 0, 1, 0,
      "frame(depth=0) -> a dict: a running call as it lies on the stack, depth calls out: function,\n"
      "    address, size, caller, next_instruction, code, and its slots: (name, address of the slot,\n"
      "    address of what it refers to). The names of a module are in a dict on the heap instead." },
    { "bytes", memory_bytes, 1, 1, 0,
      "bytes(object) -> the object as it lies in memory: a list of (offset, size, name, value) for\n"
      "    each field; a container's links for the collector stand in front of it." },
    { "heap", memory_heap, 0, 0, 0,
      "heap() -> a dict: the private heap. Small blocks lie in pools, a page each; pools in arenas;\n"
      "    arena_list: (address, pools in use, empty ones, never used ones); classes: (block size,\n"
      "    pools, blocks in use, free blocks)." },
    { "pool", memory_pool, 1, 1, 0,
      "pool(address) -> a dict: the pool that holds an address, as that of a small object: its\n"
      "    address, block_size, blocks, how many are used, never used, and free_list, the addresses of\n"
      "    those that were given back, the next to be used first. None: it lies in no pool." },
    { "walk", memory_walk, 1, 2, 0,
      "walk(address, pid=0) -> a dict: the page-table entries that lead to an address, the physical\n"
      "    address and frame, and for one's own process copy_on_write. It touches nothing there;\n"
      "    where(object) must take a reference, and so makes a shared page its own." },
    { "segments", memory_segments, 0, 1, 0, "segments(pid=0): a process's segments" },
    { "process", memory_process, 0, 1, 0, "process(pid=0): what the kernel knows about it" },
    { "file", memory_file, 1, 1, 0, "file(path): a file's inode and blocks on the disk" },
    { "frame_info", memory_frame_info, 1, 1, 0,
      "frame_info(physical address): the frame's kind and reference count" },
    { "system", memory_system, 0, 0, 0, "system(): the machine's frames, processes and features" },
    { 0 },
};

Object *module_memory_create(void)
{
    return module_from_functions("memory", functions);
}
