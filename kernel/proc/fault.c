/*
 * fault.c: exceptions in ring 3. A page fault is mostly no error: the page has not been given yet.
 * Everything else goes to the process's own handler for the signal; without one it ends the
 * process, and only it, with a report in the log that says what it did, where, and what the
 * processor found in the page tables on the way.
 */
#include "kernel/proc/fault.h"
#include "kernel/cpu/control.h"
#include "kernel/debug/gdb/stub.h"
#include "kernel/debug/log.h"
#include "kernel/debug/page_entry.h"
#include "kernel/fs/file_system.h"
#include "kernel/proc/out_of_memory.h"
#include "kernel/proc/process.h"
#include "kernel/string.h"

/* A page fault's error code (Intel SDM 3, figure 4-12). */
#define FAULT_PRESENT (1u << 0)     /* the entry is there, but does not allow this */
#define FAULT_WRITE (1u << 1)
#define FAULT_USER (1u << 2)        /* an access of ring 3 itself, not of the processor for it */
#define FAULT_RESERVED (1u << 3)    /* a reserved bit is set in an entry */
#define FAULT_INSTRUCTION (1u << 4)

static uint32_t page_faults; /* since the start */

uint32_t page_fault_count(void)
{
    return page_faults;
}

/* ---- Exception to signal ---- */

/* As Linux does for i386 (arch/x86/kernel/traps.c); everything else is SIGSEGV. */
static int signal_of_vector(uint32_t vector)
{
    static const uint8_t signals[] = {
        [TRAP_DIVIDE] = SIGFPE, [TRAP_DEBUG] = SIGTRAP, [TRAP_BREAKPOINT] = SIGTRAP,
        [TRAP_INVALID_OPCODE] = SIGILL, [TRAP_COPROCESSOR_OVERRUN] = SIGFPE,
        [TRAP_SEGMENT_NOT_PRESENT] = SIGBUS, [TRAP_STACK_SEGMENT] = SIGBUS,
        [TRAP_X87] = SIGFPE, [TRAP_ALIGNMENT] = SIGBUS, [TRAP_SIMD] = SIGFPE,
    };
    if (vector < sizeof signals && signals[vector])
        return signals[vector];
    return SIGSEGV;
}

static const char *signal_text(int signal)
{
    switch (signal) {
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGKILL: return "SIGKILL";
    default: return "SIGSEGV";
    }
}

/* ---- Where an address lies ---- */

static const char *segment_text(enum segment_kind kind)
{
    switch (kind) {
    case SEGMENT_TEXT: return "text";
    case SEGMENT_RODATA: return "read-only data";
    case SEGMENT_DATA: return "data";
    case SEGMENT_HEAP: return "heap";
    case SEGMENT_STACK: return "stack";
    case SEGMENT_INTERPRETER_TEXT: return "interpreter's text";
    case SEGMENT_INTERPRETER_RODATA: return "interpreter's read-only data";
    case SEGMENT_INTERPRETER_DATA: return "interpreter's data";
    }
    return "unknown";
}

static void report_segment(const struct segment *segment, const char *where)
{
    unsigned protection = segment->protection;
    log_print("  %s the %s segment, 0x%08x to 0x%08x, %c%c%c%s%s\n", where,
              segment_text(segment->kind), segment->start, segment->end,
              protection & PROTECTION_READ ? 'r' : '-', protection & PROTECTION_WRITE ? 'w' : '-',
              protection & PROTECTION_EXECUTE ? 'x' : '-', segment->backing ? ", of " : "",
              segment->backing ? segment->backing->name(segment->backing) : "");
}

static void report_place(struct address_space *space, uint32_t address)
{
    if (address >= USER_END) {
        log_print("  in the kernel's quarter of the address space\n");
        return;
    }
    if (address < PAGE_SIZE)
        log_print("  in page 0, which is never mapped: a null pointer?\n");
    const struct segment *below = NULL, *above = space->segments;
    while (above && above->end <= address) {
        below = above;
        above = above->next;
    }
    if (above && address >= above->start) {
        report_segment(above, "in");
        return;
    }
    if (above && above->kind == SEGMENT_STACK && above->start - address <= PAGE_SIZE)
        log_print("  in the guard page below the stack: the stack is full\n");
    if (below)
        report_segment(below, "above");
    if (above)
        report_segment(above, "below");
}

/* ---- Page-table entries ---- */

static void report_entry(enum page_table_level level, const struct page_walk_level *walked)
{
    char flags[PAGE_ENTRY_TEXT];
    page_entry_describe(level, walked->entry, flags, sizeof flags);
    log_print("  %s[%u] at 0x%llx = 0x%016llx: %s\n", page_table_level_name(level), walked->index,
              (unsigned long long)(walked->table_physical
                                   + walked->index * sizeof walked->entry),
              (unsigned long long)walked->entry, flags);
}

static void report_walk(struct address_space *space, uint32_t address)
{
    struct page_walk walk;
    memset(&walk, 0, sizeof walk);
    page_table_walk(&space->tree, address, &walk);
    for (unsigned level = 0; level < walk.levels; level++)
        report_entry(level, &walk.level[level]);
}

/* ---- The report ---- */

static void report_registers(const struct trap_frame *frame)
{
    log_print("  eip %08x  esp %08x  ebp %08x  eflags %08x  error code 0x%x\n", frame->eip,
              frame->user_esp, frame->ebp, frame->eflags, frame->error_code);
    log_print("  eax %08x  ebx %08x  ecx %08x  edx %08x  esi %08x  edi %08x\n", frame->eax,
              frame->ebx, frame->ecx, frame->edx, frame->esi, frame->edi);
}

static _Noreturn void end_process(const struct trap_frame *frame, int signal)
{
    report_registers(frame);
    process_exit(WAIT_STATUS_KILLED(signal));
}

static void report_start(const struct trap_frame *frame, int signal)
{
    log_print("process %d (%s) ends by %s: %s at eip 0x%08x\n", current_process->pid,
              current_process->name, signal_text(signal), trap_name(frame->vector), frame->eip);
}

static unsigned access_of(uint32_t error_code)
{
    if (error_code & FAULT_INSTRUCTION)
        return PROTECTION_EXECUTE;
    return error_code & FAULT_WRITE ? PROTECTION_WRITE : PROTECTION_READ;
}

static const char *access_text(unsigned access)
{
    return access == PROTECTION_EXECUTE ? "execute" : access == PROTECTION_WRITE ? "write" : "read";
}

static const char *reason_text(int error, uint32_t error_code)
{
    if (error == -ENOMEM)
        return "no memory is left for the page";
    if (error == -EIO)
        return "the page could not be read from its file";
    if (error_code & FAULT_RESERVED)
        return "a reserved bit is set in a page-table entry";
    if (!(error_code & FAULT_USER))
        return "an instruction that needs the kernel's rights there";
    return error_code & FAULT_PRESENT ? "the page does not allow it" : "no page is there";
}

static void page_fault(struct trap_frame *frame, uint32_t address)
{
    struct address_space *space = &current_process->space;
    page_faults++;
    unsigned access = access_of(frame->error_code);
    bool ours = (frame->error_code & FAULT_USER) && !(frame->error_code & FAULT_RESERVED);
    uint32_t disk_reads = page_cache_disk_reads();
    int error = ours ? address_space_fault(space, address, access) : -EFAULT;
    if (error == 0) {
        bool waited = page_cache_disk_reads() != disk_reads;
        struct process_usage *used = &current_process->used;
        (*(waited ? &used->major_faults : &used->minor_faults))++;
        return;
    }
    if (error == -ENOMEM && out_of_memory_relieve())
        return; /* and the instruction runs again */
    /* As Linux: SIGBUS for a page that its file cannot give, SIGKILL when memory is out. */
    int signal = error == -EIO ? SIGBUS : error == -ENOMEM ? SIGKILL : SIGSEGV;
    if (gdb_user_fault(frame, signal) || signal_of_exception(frame, signal, address))
        return;
    report_start(frame, signal);
    log_print("  tried to %s address 0x%08x: %s\n", access_text(access), address,
              reason_text(error, frame->error_code));
    report_place(space, address);
    report_walk(space, address);
    end_process(frame, signal);
}

void process_fault(struct trap_frame *frame)
{
    if (frame->vector == TRAP_PAGE_FAULT) {
        page_fault(frame, cr2_read());
        return;
    }
    int signal = signal_of_vector(frame->vector);
    if (gdb_user_fault(frame, signal) || signal_of_exception(frame, signal, frame->eip))
        return;
    report_start(frame, signal);
    report_place(&current_process->space, frame->eip);
    report_walk(&current_process->space, frame->eip);
    end_process(frame, signal);
}
