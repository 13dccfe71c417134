/*
 * panic.c: when the kernel itself is wrong: say what, where and how it came to it, then stop. No
 * more is asked of the rest of the kernel than a working log.
 */
#include "kernel/debug/panic.h"

#include <stdbool.h>
#include <stddef.h>

#include "kernel/cpu/control.h"
#include "kernel/debug/gdb/stub.h"
#include "kernel/debug/log.h"
#include "kernel/dev/power.h"
#include "mm/kernel_heap.h"
#include "mm/page_table.h"

#define BACKTRACE_LINES_MOST 32

static bool panicking;

/* --- Backtrace ------------------------------------------------------------------------------- */

/* What a function finds at its ebp (the i386 calling convention). */
struct call_frame { uint32_t caller_ebp, return_address; };

static bool is_readable(uint32_t address, uint32_t size)
{
    struct page_walk first, last;

    if (address < KERNEL_BASE || address % 4 != 0 || address > UINT32_MAX - size)
        return false;
    if (kernel_page_table.pdpt == NULL) /* early: all of the kernel is mapped */
        return address < (uint32_t)kernel_end - size;
    page_table_walk(&kernel_page_table, address, &first);
    page_table_walk(&kernel_page_table, address + size - 1, &last);
    return first.present && last.present;
}

static void log_place(uint32_t address, bool is_return)
{
    unsigned offset;
    /* A call that never returns may be the last instruction of its function. */
    const char *name = symbol_name(address - is_return, &offset);

    log_print("  %08x  %s+0x%x\n", address, name, offset + is_return);
}

static void log_repetition(unsigned times)
{
    if (times > 0)
        log_print("  (the same again, %u times)\n", times);
}

void backtrace_log(uint32_t ebp)
{
    uint32_t last = 0;
    unsigned repeated = 0, lines = 0;

    /* The stack grows down, so each caller's frame lies higher: a chain that does not climb is
     * damaged, and one that does must end. */
    for (uint32_t below = 0; ebp > below && lines < BACKTRACE_LINES_MOST;) {
        if (!is_readable(ebp, sizeof(struct call_frame)))
            break;
        const struct call_frame *call = (const struct call_frame *)ebp;
        if (call->return_address == last) { /* recursion */
            repeated++;
        } else {
            log_repetition(repeated);
            repeated = 0;
            last = call->return_address;
            if (last == 0)
                return;
            log_place(last, true);
            lines++;
        }
        below = ebp;
        ebp = call->caller_ebp;
    }
    log_repetition(repeated);
    if (ebp != 0)
        log_print("  (and no further: ebp is %08x)\n", ebp);
}

/* --- What a trap left ------------------------------------------------------------------------ */

static void log_walk(uint32_t address)
{
    static const char *const level_names[] = { "PDPT", "directory", "table" };
    /* By CR3, not by what the kernel believes is loaded. */
    const struct page_table loaded = { .cr3 = cr3_read() & ~(uint32_t)(PAGE_SIZE - 1) };
    struct page_walk walk;

    page_table_walk(&loaded, address, &walk);
    log_print("page tables for %08x:", address);
    for (uint32_t i = 0; i < walk.levels; i++)
        log_print(" %s[%u]=%llx", level_names[i], walk.level[i].index,
                  (unsigned long long)walk.level[i].entry);
    log_print("\n");
}

static void log_registers(const struct task_state *at)
{
    log_print("eip %08x eflags %08x cs %04x ss %04x ds %04x es %04x\n", at->eip, at->eflags,
              at->cs, at->ss, at->ds, at->es);
    log_print("eax %08x ebx %08x ecx %08x edx %08x\n", at->eax, at->ebx, at->ecx, at->edx);
    log_print("esi %08x edi %08x ebp %08x esp %08x\n", at->esi, at->edi, at->ebp, at->esp);
    log_print("cr0 %08x cr2 %08x cr3 %08x cr4 %08x\n", cr0_read(), cr2_read(), cr3_read(),
              cr4_read());
}

static bool in_guard_page(uint32_t address)
{
    if (address >= KERNEL_STACKS_BASE && address < KERNEL_STACKS_END)
        return kernel_stack_is_guard(address);
    return address - (uint32_t)kernel_stack_guard < PAGE_SIZE;
}

static void log_page_fault(uint32_t error_code)
{
    /* Bits of the error code (Intel SDM 3, figure 4-12). */
    const char *access = error_code & 16 ? "execution" : error_code & 2 ? "write" : "read";
    uint32_t address = cr2_read();

    log_print("%s at %08x: %s\n", access, address,
              error_code & 8 ? "a reserved bit is set in a page table"
              : error_code & 1 ? "the page's protection forbids it" : "no page is there");
    log_walk(address);
}

/* --- Ends ------------------------------------------------------------------------------------ */

static void begin_panic(void)
{
    interrupts_disable();
    if (panicking) /* the report itself fails: keep what is out already */
        power_off_after_panic();
    panicking = true;
    log_end_line();
}

/* frame: the trap that it began with; NULL: none that could be gone back to. */
static _Noreturn void end_panic(const struct task_state *at, struct trap_frame *frame)
{
    log_registers(at);
    log_print("backtrace:\n");
    log_place(at->eip, false);
    backtrace_log(at->ebp);
    gdb_panic(frame);
    log_print("the machine stops here\n");
    power_off_after_panic();
}

void panic(const char *format, ...)
{
    va_list arguments;

    begin_panic();
    log_print("PANIC: ");
    va_start(arguments, format);
    log_print_va(format, arguments);
    va_end(arguments);
    log_print("\nbacktrace:\n");
    backtrace_log((uint32_t)__builtin_frame_address(0));
    gdb_panic(NULL);
    log_print("the machine stops here\n");
    power_off_after_panic();
}

void panic_trap(struct trap_frame *frame)
{
    /* Without a change of rings the processor pushes no esp and ss: the frame's end was the top
     * of the stack. */
    const struct task_state at = {
        .eip = frame->eip, .eflags = frame->eflags, .cs = frame->cs, .ss = KERNEL_DATA,
        .ds = frame->ds, .es = frame->es, .eax = frame->eax, .ebx = frame->ebx,
        .ecx = frame->ecx, .edx = frame->edx, .esi = frame->esi, .edi = frame->edi,
        .ebp = frame->ebp, .esp = (uint32_t)&frame->user_esp,
    };

    begin_panic();
    log_print("PANIC: %s in the kernel (vector %u, error code %x)\n", trap_name(frame->vector),
              frame->vector, frame->error_code);
    if (frame->vector == TRAP_PAGE_FAULT)
        log_page_fault(frame->error_code);
    end_panic(&at, frame);
}

void panic_double_fault(const struct task_state *interrupted)
{
    begin_panic();
    log_print("PANIC: double fault in the kernel\n");
    if (in_guard_page(cr2_read()))
        log_print("the kernel stack has overflowed into its guard page at %08x\n", cr2_read());
    end_panic(interrupted, NULL);
}
