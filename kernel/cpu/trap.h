/*
 * trap.h: what is on the kernel stack when C is entered from a trap, and who handles it.
 */
#ifndef TRAP_H
#define TRAP_H

#include <stdbool.h>
#include <stdint.h>

/* Laid down by kernel/cpu/trap_entry.asm, lowest address first. user_esp and user_ss are there only
 * when the trap came from ring 3. */
struct trap_frame {
    uint32_t gs, fs, es, ds;
    uint32_t edi, esi, ebp, esp_ignored, ebx, edx, ecx, eax; /* pusha */
    uint32_t vector, error_code; /* after int 0x80: the call's number, as eax gets the result */
    uint32_t eip, cs, eflags;
    uint32_t user_esp, user_ss;
};

enum { TRAP_DIVIDE = 0, TRAP_DEBUG = 1, TRAP_NMI = 2, TRAP_BREAKPOINT = 3, TRAP_OVERFLOW = 4,
       TRAP_INVALID_OPCODE = 6, TRAP_DOUBLE_FAULT = 8, TRAP_COPROCESSOR_OVERRUN = 9,
       TRAP_SEGMENT_NOT_PRESENT = 11, TRAP_STACK_SEGMENT = 12, TRAP_GENERAL_PROTECTION = 13,
       TRAP_PAGE_FAULT = 14, TRAP_X87 = 16, TRAP_ALIGNMENT = 17, TRAP_SIMD = 19,
       TRAP_IRQ_BASE = 32, TRAP_SYSTEM_CALL = 0x80 };

/* EFLAGS (Intel SDM 3, 2.3): trap after each instruction; no breakpoint at the next one. */
#define EFLAGS_TRAP (1u << 8)
#define EFLAGS_INTERRUPTS (1u << 9)
#define EFLAGS_RESUME (1u << 16)

static inline bool trap_from_user(const struct trap_frame *frame) { return (frame->cs & 3) == 3; }

const char *trap_name(uint32_t vector); /* the exception in words, as Intel SDM 3, table 6-1 */

/* Each trap goes to its room, with interrupts off:
 *   int 0x80: system_call(frame)             (kernel/proc/system_call.c), by an entry of its own;
 *   IRQs: end-of-interrupt, then the handler registered with irq_register;
 *   exceptions from ring 3: process_fault(frame) (kernel/proc/fault.c);
 *   exceptions in ring 0: a kernel bug: panic. User memory is no exception to that, as the kernel
 *   only touches it through the linear map (kernel/proc/user_copy.h).
 * Before ring 3 goes on, scheduler_return_to_user() has its turn. */
void trap_initialise(void); /* GDT, TSS, IDT, double-fault task */
void trap_page_tables_changed(void); /* the kernel's own are in force: also for a double fault */
void trap_dispatch(struct trap_frame *frame);

typedef void (*irq_handler)(void *context);
/* Also unmasks the line. name: the device's, for views; it is kept. */
void irq_register(unsigned irq, const char *name, irq_handler handler, void *context);
const char *irq_name(unsigned irq); /* NULL: no device was registered */
uint32_t irq_count(unsigned irq);   /* how often it came */

/* Has a vector enter the kernel elsewhere from now on (the debugger's traps). */
void trap_set_entry(uint32_t vector, void (*entry)(void));

/* The stack that the processor takes on the next trap from ring 3 (TSS.esp0). */
void trap_set_kernel_stack(void *top);

static inline uint32_t interrupts_disable(void) /* the old EFLAGS, for interrupts_restore */
{
    uint32_t flags;
    __asm__ volatile("pushfl; popl %0; cli" : "=r"(flags) : : "memory");
    return flags;
}
static inline void interrupts_restore(uint32_t flags)
{
    __asm__ volatile("pushl %0; popfl" : : "r"(flags) : "memory", "cc");
}

#endif
