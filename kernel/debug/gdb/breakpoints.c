/*
 * breakpoints.c: int3s, in the kernel's text and in programs. What to know first: a program's page
 * is shared with the file cache and other processes, and must not be written to; a copy takes a
 * frame, and the debugger, which may have stopped the kernel anywhere, cannot ask for one. So it
 * only takes the right to use the page away (PAGE_USER). The program's next instruction there
 * faults, and the page-fault handler, who may allocate, calls page_given to make the copy with the
 * int3s in it. Pages that were never there come the same way.
 */
#include "kernel/debug/gdb/breakpoints.h"

#include "kernel/debug/gdb/condition.h"
#include "kernel/debug/gdb/memory.h"
#include "kernel/debug/gdb/stub.h"
#include "kernel/debug/log.h"
#include "kernel/proc/process.h"
#include "kernel/string.h"

#define BREAKPOINTS_MOST 128u
#define FILE_NAME_SIZE 64u
#define CONDITIONS_SIZE 128u

struct breakpoint {
    uint32_t address;          /* 0: free */
    bool set;                  /* false: remembered, in case GDB sets it again */
    bool planted;              /* in the kernel: the int3 is in memory */
    bool original_known;
    uint8_t original;
    uint8_t conditions[CONDITIONS_SIZE]; /* each with its length before it, in two bytes */
    uint32_t conditions_size;
    char file[FILE_NAME_SIZE]; /* in the user half: of what program; "": of the first that comes */
};
static struct breakpoint breakpoints[BREAKPOINTS_MOST];
static struct breakpoint own;
static uint32_t suspended;

extern const char gdb_text_start[], gdb_text_end[]; /* linker.ld */

static bool in_user_half(uint32_t address)
{
    return address < USER_END;
}

static struct breakpoint *find(uint32_t address)
{
    for (unsigned i = 0; i < BREAKPOINTS_MOST; i++)
        if (breakpoints[i].address == address)
            return &breakpoints[i];
    return NULL;
}

/* ---- In the kernel ---- */

bool breakpoints_is_own_code(uint32_t address)
{
    return address >= (uint32_t)gdb_text_start && address < (uint32_t)gdb_text_end;
}

static bool may_stand_at(uint32_t address)
{
    return address >= (uint32_t)kernel_text_start && address < (uint32_t)kernel_text_end &&
           !breakpoints_is_own_code(address);
}

static void plant(struct breakpoint *breakpoint)
{
    if (breakpoint->planted)
        return;
    breakpoint->original = *(const uint8_t *)breakpoint->address;
    memory_poke_kernel(breakpoint->address, INT3);
    breakpoint->planted = true;
}

static void lift(struct breakpoint *breakpoint)
{
    if (breakpoint->planted)
        memory_poke_kernel(breakpoint->address, breakpoint->original);
    breakpoint->planted = false;
}

static bool is_to_be_planted(const struct breakpoint *breakpoint)
{
    return breakpoint->set && !in_user_half(breakpoint->address) &&
           breakpoint->address != suspended;
}

void breakpoints_plant(void)
{
    for (unsigned i = 0; i < BREAKPOINTS_MOST; i++)
        if (is_to_be_planted(&breakpoints[i]))
            plant(&breakpoints[i]);
    /* Where GDB has one too, own.original is an int3: the order of lifting counts. */
    if (own.set)
        plant(&own);
}

void breakpoints_lift(void)
{
    lift(&own);
    for (unsigned i = 0; i < BREAKPOINTS_MOST; i++)
        lift(&breakpoints[i]);
}

void breakpoints_set_own(uint32_t address)
{
    lift(&own);
    own = (struct breakpoint){ .address = address, .set = address != 0 };
}

uint32_t breakpoints_own(void)
{
    return own.address;
}

/* ---- In programs ---- */

/* Whether the address is code of the program that the breakpoint is meant for. */
static bool is_meant_for(struct breakpoint *breakpoint, struct address_space *space)
{
    const struct segment *segment = address_space_find(space, breakpoint->address);

    if (!segment || !(segment->protection & PROTECTION_EXECUTE) || !segment->backing)
        return false;
    const char *file = segment->backing->name(segment->backing);
    if (breakpoint->file[0] == '\0')
        format_text(breakpoint->file, sizeof breakpoint->file, "%s", file);
    return strncmp(breakpoint->file, file, sizeof breakpoint->file - 1) == 0;
}

static frame_number frame_of_entry(page_entry entry)
{
    return (frame_number)((entry & PAGE_ADDRESS_MASK) / PAGE_SIZE);
}

static uint8_t byte_at(page_entry entry, uint32_t address)
{
    return ((const uint8_t *)frame_pointer(frame_of_entry(entry)))[address % PAGE_SIZE];
}

/* Writes the int3 to a page that is the program's own. */
static void plant_in_page(struct breakpoint *breakpoint, page_entry entry)
{
    uint8_t byte = byte_at(entry, breakpoint->address);

    if (breakpoint->original_known && byte == INT3) /* planted: the frame of a relative by fork */
        return;
    breakpoint->original = byte;
    breakpoint->original_known = true;
    memory_poke_frame(frame_of_entry(entry), breakpoint->address % PAGE_SIZE, INT3);
}

static void lift_from_page(struct breakpoint *breakpoint, page_entry entry)
{
    if (breakpoint->original_known && byte_at(entry, breakpoint->address) == INT3)
        memory_poke_frame(frame_of_entry(entry), breakpoint->address % PAGE_SIZE,
                          breakpoint->original);
}

/* Calls one of the two above for each process that has a page of its own there; the others' pages
 * are taken away for a moment if an int3 is wanted. */
static void in_all_processes(struct breakpoint *breakpoint, bool wanted)
{
    for (struct process *process = process_oldest(); process; process = process->next) {
        page_entry *entry = process->space.tree.pdpt && is_meant_for(breakpoint, &process->space)
                                ? memory_entry(process->space.tree.cr3, breakpoint->address)
                                : NULL;
        if (!entry)
            continue;
        if (!(*entry & PAGE_BREAKPOINTS)) {
            if (wanted)
                *entry &= ~PAGE_USER;
        } else if (wanted) {
            plant_in_page(breakpoint, *entry);
        } else {
            lift_from_page(breakpoint, *entry);
        }
        page_table_flush(breakpoint->address);
    }
}

static bool lies_in(const struct breakpoint *breakpoint, uint32_t page)
{
    return breakpoint->set && breakpoint->address != suspended &&
           (breakpoint->address & ~(PAGE_SIZE - 1)) == page;
}

/* A page of a program has been given to a process. */
static void page_given(struct address_space *space, uint32_t page, page_entry *entry)
{
    for (unsigned i = 0; i < BREAKPOINTS_MOST; i++) {
        struct breakpoint *breakpoint = &breakpoints[i];
        if (!lies_in(breakpoint, page) || !is_meant_for(breakpoint, space))
            continue;
        if (!(*entry & PAGE_BREAKPOINTS)) {
            frame_number copy = frame_allocate(FRAME_USER);
            if (copy == NO_FRAME) {
                log_print("gdb: no memory for the breakpoint at 0x%08x\n", breakpoint->address);
                return;
            }
            memcpy(frame_pointer(copy), frame_pointer(frame_of_entry(*entry)), PAGE_SIZE);
            address_space_replace_frame(space, page, copy);
            *entry |= PAGE_BREAKPOINTS;
        }
        plant_in_page(breakpoint, *entry);
    }
}

/* ---- GDB's ---- */

static struct breakpoint *find_free(void)
{
    struct breakpoint *free = find(0);

    for (unsigned i = 0; !free && i < BREAKPOINTS_MOST; i++)
        if (!breakpoints[i].set)
            free = &breakpoints[i];
    return free;
}

int breakpoints_set(uint32_t address, const struct process *process)
{
    if (address == 0 || (!in_user_half(address) && !may_stand_at(address)))
        return -EINVAL;
    struct breakpoint *breakpoint = find(address);
    if (!breakpoint) {
        breakpoint = find_free();
        if (!breakpoint)
            return -ENOSPC;
        *breakpoint = (struct breakpoint){ .address = address };
    }
    breakpoint->set = true;
    breakpoint->conditions_size = 0;
    if (!in_user_half(address))
        return 0;
    address_space_page_given = page_given;
    if (process && process->space.tree.pdpt && breakpoint->file[0] == '\0')
        is_meant_for(breakpoint, (struct address_space *)&process->space);
    in_all_processes(breakpoint, true);
    return 0;
}

void breakpoints_set_conditions(uint32_t address, const uint8_t *conditions, uint32_t size)
{
    struct breakpoint *breakpoint = find(address);

    if (!breakpoint || size > CONDITIONS_SIZE)
        return;
    memcpy(breakpoint->conditions, conditions, size);
    breakpoint->conditions_size = size;
}

bool breakpoints_condition_holds(uint32_t address, int id)
{
    const struct breakpoint *breakpoint = find(address);
    struct thread thread;

    if (!breakpoint || breakpoint->conditions_size == 0 || !machine_thread(id, &thread))
        return true;
    for (uint32_t at = 0; at < breakpoint->conditions_size;) {
        const uint8_t *condition = breakpoint->conditions + at;
        uint32_t size = (uint32_t)condition[0] << 8 | condition[1];
        if (condition_holds(&thread, condition + 2, size))
            return true;
        at += 2 + size;
    }
    return false;
}

void breakpoints_clear(uint32_t address)
{
    struct breakpoint *breakpoint = find(address);

    if (!breakpoint || address == 0)
        return;
    breakpoint->set = false;
    if (in_user_half(address))
        in_all_processes(breakpoint, false);
}

void breakpoints_clear_all(void)
{
    suspended = 0;
    breakpoints_set_own(0);
    for (unsigned i = 0; i < BREAKPOINTS_MOST; i++)
        breakpoints_clear(breakpoints[i].address);
    breakpoints_forget_unset();
    address_space_page_given = NULL;
}

void breakpoints_forget_unset(void)
{
    for (unsigned i = 0; i < BREAKPOINTS_MOST; i++)
        if (!breakpoints[i].set)
            breakpoints[i].address = 0;
}

bool breakpoints_is_set(uint32_t address)
{
    const struct breakpoint *breakpoint = find(address);
    return address != 0 && breakpoint && breakpoint->set;
}

bool breakpoints_hit(uint32_t address, const struct process *process)
{
    const struct breakpoint *breakpoint = find(address);

    if (!breakpoint || !breakpoint->set || address == 0)
        return false;
    if (!in_user_half(address))
        return breakpoint->planted;
    const page_entry *entry = process ? memory_entry(process->space.tree.cr3, address) : NULL;
    return entry && (*entry & PAGE_BREAKPOINTS) && breakpoint->original_known &&
           byte_at(*entry, address) == INT3;
}

void breakpoints_suspend(uint32_t address)
{
    struct breakpoint *before = find(suspended), *now = find(address);

    suspended = address;
    if (before && before->set && in_user_half(before->address) && before->address != 0)
        in_all_processes(before, true);
    if (now && in_user_half(address) && address != 0)
        in_all_processes(now, false);
}

uint32_t breakpoints_suspended(void)
{
    return suspended;
}

/* ---- Memory without them ---- */

void breakpoints_hide(uint32_t tables, uint32_t address, uint8_t *buffer, uint32_t size)
{
    for (unsigned i = 0; i < BREAKPOINTS_MOST; i++) {
        const struct breakpoint *breakpoint = &breakpoints[i];
        uint32_t offset = breakpoint->address - address;
        if (offset >= size || !breakpoint->set || !breakpoint->original_known)
            continue;
        const page_entry *entry = memory_entry(tables, breakpoint->address);
        if (in_user_half(breakpoint->address) && entry && (*entry & PAGE_BREAKPOINTS))
            buffer[offset] = breakpoint->original;
    }
}

void breakpoints_overwritten(const struct process *process, uint32_t address,
                             const uint8_t *bytes, uint32_t size)
{
    for (unsigned i = 0; i < BREAKPOINTS_MOST; i++) {
        struct breakpoint *breakpoint = &breakpoints[i];
        uint32_t offset = breakpoint->address - address;
        if (offset >= size || !breakpoint->set || !in_user_half(breakpoint->address) || !process)
            continue;
        const page_entry *entry = memory_entry(process->space.tree.cr3, breakpoint->address);
        if (!entry || !(*entry & PAGE_BREAKPOINTS))
            continue;
        breakpoint->original = bytes[offset];
        breakpoint->original_known = true;
        memory_poke_frame(frame_of_entry(*entry), breakpoint->address % PAGE_SIZE, INT3);
    }
}
