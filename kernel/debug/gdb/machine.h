/*
 * machine.h: what GDB sees of the machine: threads and their registers. A thread is a process; its
 * number is the pid.
 */
#ifndef GDB_MACHINE_H
#define GDB_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/cpu/trap.h"

struct process;

#define THREAD_BOOT 0x8000 /* the kernel before its first process; above every pid */

/* GDB's numbers (org.gnu.gdb.i386.core and .sse; ours follow). */
enum { REGISTER_EAX, REGISTER_ECX, REGISTER_EDX, REGISTER_EBX, REGISTER_ESP, REGISTER_EBP,
       REGISTER_ESI, REGISTER_EDI, REGISTER_EIP, REGISTER_EFLAGS, REGISTER_CS, REGISTER_SS,
       REGISTER_DS, REGISTER_ES, REGISTER_FS, REGISTER_GS, REGISTERS_GENERAL,
       REGISTER_ST0 = 16, REGISTER_FCTRL = 24, REGISTER_FSTAT, REGISTER_FTAG, REGISTER_FISEG,
       REGISTER_FIOFF, REGISTER_FOSEG, REGISTER_FOOFF, REGISTER_FOP, REGISTER_XMM0 = 32,
       REGISTER_MXCSR = 40, REGISTER_CR0, REGISTER_CR2, REGISTER_CR3, REGISTER_CR4, REGISTER_DR6,
       REGISTER_DR7, REGISTERS };
#define REGISTER_SIZE_MOST 16u


/* Where a thread's registers are: in a complete trap frame (the one that is stopped now, or one
 * that has never run), or those that context_switch has put on its kernel stack. */
struct switched_registers { uint32_t edi, esi, ebx, ebp, eip; };
struct thread {
    int id;
    struct process *process; /* NULL: THREAD_BOOT */
    struct trap_frame *frame;
    struct switched_registers *switched;
};

/* The frame at which the machine is stopped; machine_stopped_at says so. */
void machine_stopped_at(struct trap_frame *frame);
struct trap_frame *machine_frame(void);
/* Time that passes after machine_holds_time is charged to no process, says machine_leaves_out_time:
 * when the machine goes on, and before times are shown. */
void machine_holds_time(void);
void machine_leaves_out_time(void);
/* The thread on whose kernel stack something lies. */
int machine_thread_of(const void *on_stack);
int machine_current_thread(void); /* the one that is stopped */
bool machine_thread(int id, struct thread *thread); /* false: there is none */
/* The threads in order: the one after `id`; 0: the first. 0 when there is no more. */
int machine_next_thread(int id);

uint32_t machine_register_size(unsigned number); /* bytes; 0: no such register */
/* False: not known (what a process that is switched away has not kept), or not writable. */
bool machine_register_read(const struct thread *thread, unsigned number, uint8_t *bytes);
bool machine_register_write(const struct thread *thread, unsigned number, const uint8_t *bytes);
/* eip of a thread, which is always known. */
uint32_t machine_eip(const struct thread *thread);

#endif
