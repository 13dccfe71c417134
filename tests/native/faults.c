/*
 * faults.c: everything that a program must not do, one thing for each name: `faults NAME`. Each
 * ends the process by the signal that stands in the table; coming back is status 1. `faults` alone
 * lists the names with the status that a shell would report.
 *
 * The names that begin with execute_ need a processor with NX; without, the instruction runs, and
 * the status is 0. What TCG does not imitate is left out: SIMD exceptions, null data segments.
 */
#include "tests/native/native.h"

#define KERNEL_TEXT 0xC0100000u
#define INSTRUCTION_RET 0xC3
#define COMES_BACK 1

typedef void action(void);
static const int constant = 42; /* in .rodata */
static unsigned char data_page[16] = { INSTRUCTION_RET };

/* ---- Memory ---- */

static void read_at(uint32_t address) { (void)*(volatile uint8_t *)address; }
static void write_at(uint32_t address) { *(volatile uint8_t *)address = 0xAA; }
static void jump_to(uint32_t address) { ((action *)address)(); }
static void run_code_at(uint32_t address)
{
    jump_to(address);
    exit_process(0); /* no NX here */
}

static void null_read(void) { read_at(0); }
static void null_write(void) { write_at(0); }
static void null_jump(void) { jump_to(0); }
static void kernel_read(void) { read_at(KERNEL_TEXT); }
static void kernel_write(void) { write_at(KERNEL_TEXT); }
static void kernel_jump(void) { jump_to(KERNEL_TEXT); }
static void last_byte_read(void) { read_at(0xFFFFFFFF); }
static void last_byte_jump(void) { jump_to(0xFFFFFFFF); }
static void border_read(void) { *(volatile uint32_t *)(USER_END - 2); }
static void above_stack_read(void) { read_at(USER_STACK_TOP); }
static void text_write(void) { write_at(ADDRESS(text_write)); }
static void rodata_write(void) { write_at(ADDRESS(&constant)); }
static void unmapped_read(void) { read_at(0x20000000); }

static uint32_t heap_page(void)
{
    uint32_t start = move_break(0);
    move_break(start + PAGE_SIZE);
    return start;
}
static void above_heap_write(void) { write_at(heap_page() + PAGE_SIZE); }
static void freed_heap_read(void)
{
    uint32_t page = heap_page();
    write_at(page);
    move_break(page);
    read_at(page);
}

static void execute_heap(void)
{
    uint32_t page = heap_page();
    *(volatile uint8_t *)page = INSTRUCTION_RET;
    run_code_at(page);
}
static void execute_stack(void)
{
    volatile uint8_t code[16] = { INSTRUCTION_RET };
    run_code_at(ADDRESS(code));
}
static void execute_data(void) { run_code_at(ADDRESS(data_page)); }
static void execute_rodata(void)
{
    static const unsigned char code[16] = { INSTRUCTION_RET };
    run_code_at(ADDRESS(code));
}

__attribute__((noinline)) static uint32_t descend(uint32_t depth)
{
    volatile uint32_t filling[64];
    filling[0] = depth;
    return depth == UINT32_MAX ? 0 : descend(depth + 1) + filling[0];
}
static void stack_overflow(void) { descend(0); }
static void guard_page_write(void)
{
    write_at(USER_STACK_TOP - USER_STACK_DEFAULT); /* the lowest byte: allowed */
    write_at(USER_STACK_TOP - USER_STACK_DEFAULT - 1);
}

/* ---- Instructions ---- */

#define INSTRUCTION(name, text) static void name(void) { __asm__ volatile(text : : : "memory"); }

INSTRUCTION(divide_by_zero, "xorl %%ecx, %%ecx; divl %%ecx")
INSTRUCTION(divide_overflow, "movl $0x80000000, %%eax; cltd; movl $-1, %%ecx; idivl %%ecx")
INSTRUCTION(breakpoint, "int3")
INSTRUCTION(overflow, "movb $0x7F, %%al; addb $1, %%al; into")
INSTRUCTION(bound, "pushl $2; pushl $1; movl $3, %%eax; bound %%eax, (%%esp)")
INSTRUCTION(undefined, "ud2")
INSTRUCTION(single_step, "pushfl; orl $0x100, (%%esp); popfl; nop")
INSTRUCTION(single_step_call, "pushfl; orl $0x100, (%%esp); movl $20, %%eax; popfl; int $0x80")
INSTRUCTION(x87_divide, "pushl $0x37B; fldcw (%%esp); fldz; fld1; fdivp; fwait")
INSTRUCTION(halt, "hlt")
INSTRUCTION(disable_interrupts, "cli")
INSTRUCTION(enable_interrupts, "sti")
INSTRUCTION(port_in, "inb $0x64, %%al")
INSTRUCTION(port_out, "outb %%al, $0xF4")
INSTRUCTION(port_string, "movl $0x3F8, %%edx; outsb")
INSTRUCTION(load_gdt, "subl $8, %%esp; lgdt (%%esp)")
INSTRUCTION(load_idt, "subl $8, %%esp; lidt (%%esp)")
INSTRUCTION(load_task, "movw $0x28, %%ax; ltr %%ax")
INSTRUCTION(load_local_table, "xorl %%eax, %%eax; lldt %%ax")
INSTRUCTION(read_cr0, "movl %%cr0, %%eax")
INSTRUCTION(write_cr0, "xorl %%eax, %%eax; movl %%eax, %%cr0")
INSTRUCTION(write_cr3, "xorl %%eax, %%eax; movl %%eax, %%cr3")
INSTRUCTION(write_cr4, "xorl %%eax, %%eax; movl %%eax, %%cr4")
INSTRUCTION(write_dr7, "xorl %%eax, %%eax; movl %%eax, %%dr7")
INSTRUCTION(load_status, "xorl %%eax, %%eax; lmsw %%ax")
INSTRUCTION(clear_task_switched, "clts")
INSTRUCTION(invalidate_page, "invlpg 0")
INSTRUCTION(invalidate_cache, "wbinvd")
INSTRUCTION(read_msr, "movl $0x10, %%ecx; rdmsr")
INSTRUCTION(write_msr, "movl $0xC0000080, %%ecx; xorl %%eax, %%eax; xorl %%edx, %%edx; wrmsr")
INSTRUCTION(read_counter, "xorl %%ecx, %%ecx; rdpmc")
INSTRUCTION(fast_call, "sysenter")
INSTRUCTION(interrupt_page_fault, "int $14")
INSTRUCTION(interrupt_double_fault, "int $8")
INSTRUCTION(interrupt_timer, "int $32")
INSTRUCTION(interrupt_other, "int $0x81")
INSTRUCTION(kernel_data_segment, "movl $0x10, %%eax; movl %%eax, %%ds")
INSTRUCTION(kernel_stack_segment, "movl $0x10, %%eax; movl %%eax, %%ss")
INSTRUCTION(task_segment, "movl $0x2B, %%eax; movl %%eax, %%es")
INSTRUCTION(far_jump_to_ring_0, "ljmp $0x08, $0xC0100000")
INSTRUCTION(far_call_to_task, "lcall $0x28, $0")
INSTRUCTION(return_to_ring_0, "pushfl; pushl $0x08; pushl $0xC0100000; iretl")
INSTRUCTION(nested_task_return, "pushfl; orl $0x4000, (%%esp); popfl; iretl")
INSTRUCTION(null_stack_push, "xorl %%esp, %%esp; pushl %%eax")
INSTRUCTION(kernel_stack_push, "movl $0xC0200000, %%esp; pushl %%eax")

/* ---- The table ---- */

#define KILLED(signal) (128 + (signal))
static const struct { const char *name; action *act; int status; } faults[] = {
#define FAULT(name, signal) { #name, name, KILLED(signal) }
    FAULT(null_read, SIGSEGV), FAULT(null_write, SIGSEGV), FAULT(null_jump, SIGSEGV),
    FAULT(kernel_read, SIGSEGV), FAULT(kernel_write, SIGSEGV), FAULT(kernel_jump, SIGSEGV),
    FAULT(last_byte_read, SIGSEGV), FAULT(last_byte_jump, SIGSEGV), FAULT(border_read, SIGSEGV),
    FAULT(above_stack_read, SIGSEGV), FAULT(text_write, SIGSEGV), FAULT(rodata_write, SIGSEGV),
    FAULT(unmapped_read, SIGSEGV), FAULT(above_heap_write, SIGSEGV),
    FAULT(freed_heap_read, SIGSEGV), FAULT(execute_heap, SIGSEGV), FAULT(execute_stack, SIGSEGV),
    FAULT(execute_data, SIGSEGV), FAULT(execute_rodata, SIGSEGV), FAULT(stack_overflow, SIGSEGV),
    FAULT(guard_page_write, SIGSEGV),
    FAULT(divide_by_zero, SIGFPE), FAULT(divide_overflow, SIGFPE), FAULT(breakpoint, SIGTRAP),
    FAULT(overflow, SIGSEGV), FAULT(bound, SIGSEGV), FAULT(undefined, SIGILL),
    FAULT(single_step, SIGTRAP), FAULT(single_step_call, SIGTRAP), FAULT(x87_divide, SIGFPE),
    FAULT(halt, SIGSEGV), FAULT(disable_interrupts, SIGSEGV),
    FAULT(enable_interrupts, SIGSEGV), FAULT(port_in, SIGSEGV), FAULT(port_out, SIGSEGV),
    FAULT(port_string, SIGSEGV), FAULT(load_gdt, SIGSEGV), FAULT(load_idt, SIGSEGV),
    FAULT(load_task, SIGSEGV), FAULT(load_local_table, SIGSEGV), FAULT(read_cr0, SIGSEGV),
    FAULT(write_cr0, SIGSEGV), FAULT(write_cr3, SIGSEGV), FAULT(write_cr4, SIGSEGV),
    FAULT(write_dr7, SIGSEGV), FAULT(load_status, SIGSEGV), FAULT(clear_task_switched, SIGSEGV),
    FAULT(invalidate_page, SIGSEGV), FAULT(invalidate_cache, SIGSEGV), FAULT(read_msr, SIGSEGV),
    FAULT(write_msr, SIGSEGV), FAULT(read_counter, SIGSEGV), FAULT(fast_call, SIGSEGV),
    FAULT(interrupt_page_fault, SIGSEGV), FAULT(interrupt_double_fault, SIGSEGV),
    FAULT(interrupt_timer, SIGSEGV), FAULT(interrupt_other, SIGSEGV),
    FAULT(kernel_data_segment, SIGSEGV), FAULT(kernel_stack_segment, SIGSEGV),
    FAULT(task_segment, SIGSEGV), FAULT(far_jump_to_ring_0, SIGSEGV),
    FAULT(far_call_to_task, SIGSEGV), FAULT(return_to_ring_0, SIGSEGV),
    FAULT(nested_task_return, SIGSEGV), FAULT(null_stack_push, SIGSEGV),
    FAULT(kernel_stack_push, SIGSEGV),
};
#define FAULTS (sizeof faults / sizeof faults[0])

static void list(void)
{
    for (size_t i = 0; i < FAULTS; i++) {
        struct line line = { .length = 0 };
        line_text(&line, faults[i].name);
        line_text(&line, " ");
        line_signed(&line, faults[i].status);
        line_write(&line, 1);
    }
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        list();
        return 0;
    }
    for (size_t i = 0; i < FAULTS; i++)
        if (text_equal(faults[i].name, argv[1]))
            faults[i].act();
    return COMES_BACK;
}
