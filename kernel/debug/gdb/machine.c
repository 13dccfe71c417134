/*
 * machine.c: threads and their registers. What to know first: of the process that was stopped all
 * registers are in the trap frame; any other one sleeps in context_switch, somewhere in the
 * kernel, with four registers and a return address on its kernel stack. GDB finds its way from
 * there to the program by the frames in between (kernel/cpu/trap_entry.asm describes the last).
 */
#include "kernel/debug/gdb/machine.h"

#include <stddef.h>

#include "kernel/cpu/control.h"
#include "kernel/cpu/segments.h"
#include "kernel/debug/gdb/debug_registers.h"
#include "kernel/dev/timer.h"
#include "kernel/proc/process.h"
#include "kernel/proc/scheduler.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

void process_first_return(void); /* switch.asm */

static struct trap_frame *stopped_frame;
static uint64_t held_since; /* time_nanoseconds */

/* ---- Threads ---- */

static bool is_on_stack(const struct process *process, const void *place)
{
    return (uint32_t)process->kernel_stack - (uint32_t)place <= KERNEL_STACK_SIZE;
}

int machine_thread_of(const void *on_stack)
{
    if (current_process && is_on_stack(current_process, on_stack))
        return current_process->pid;
    for (struct process *process = process_oldest(); process; process = process->next)
        if (is_on_stack(process, on_stack))
            return process->pid;
    return THREAD_BOOT;
}

void machine_stopped_at(struct trap_frame *frame)
{
    stopped_frame = frame;
}

struct trap_frame *machine_frame(void)
{
    return stopped_frame;
}

void machine_holds_time(void)
{
    held_since = time_nanoseconds();
}

void machine_leaves_out_time(void)
{
    uint64_t now = time_nanoseconds();
    scheduler_leave_out(now - held_since);
    held_since = now;
}

int machine_current_thread(void)
{
    return machine_thread_of(stopped_frame);
}

bool machine_thread(int id, struct thread *thread)
{
    *thread = (struct thread){ .id = id };
    bool is_stopped = id == machine_current_thread();
    if (id != THREAD_BOOT)
        thread->process = id > 0 ? process_find(id) : NULL;
    if (is_stopped)
        thread->frame = stopped_frame;
    else if (thread->process == NULL)
        return false;
    else if (thread->process->kernel_esp[4] == (uint32_t)process_first_return)
        thread->frame = process_registers(thread->process);
    else
        thread->switched = (struct switched_registers *)thread->process->kernel_esp;
    return true;
}

int machine_next_thread(int id)
{
    bool on_boot_stack = machine_current_thread() == THREAD_BOOT;
    if (id == 0 && on_boot_stack)
        return THREAD_BOOT;
    struct process *process = process_oldest();
    if (id != 0 && id != THREAD_BOOT) {
        while (process && process->pid != id)
            process = process->next;
        process = process ? process->next : NULL;
    }
    return process ? process->pid : 0;
}

/* ---- General registers ---- */

/* Where a trap frame keeps them. */
#define AT(field) offsetof(struct trap_frame, field)
static const uint8_t places_in_frame[REGISTERS_GENERAL] = {
    AT(eax), AT(ecx), AT(edx), AT(ebx), AT(user_esp), AT(ebp), AT(esi), AT(edi), AT(eip),
    AT(eflags), AT(cs), AT(user_ss), AT(ds), AT(es), AT(fs), AT(gs),
};
#undef AT

/* A trap from ring 0 pushed no esp and ss: the stack then goes on at the frame's end. */
static bool in_frame(const struct trap_frame *frame, unsigned number)
{
    return trap_from_user(frame) || (number != REGISTER_ESP && number != REGISTER_SS);
}

static uint32_t *place_in_switched(struct switched_registers *switched, unsigned number)
{
    switch (number) {
    case REGISTER_EBX: return &switched->ebx;
    case REGISTER_EBP: return &switched->ebp;
    case REGISTER_ESI: return &switched->esi;
    case REGISTER_EDI: return &switched->edi;
    case REGISTER_EIP: return &switched->eip;
    default: return NULL;
    }
}

/* Where a register lies in memory; NULL: it does not. */
static uint32_t *place_of(const struct thread *thread, unsigned number)
{
    if (thread->switched)
        return place_in_switched(thread->switched, number);
    if (in_frame(thread->frame, number))
        return (uint32_t *)((uint8_t *)thread->frame + places_in_frame[number]);
    return NULL;
}

static bool general_read(const struct thread *thread, unsigned number, uint32_t *value)
{
    const uint32_t *place = place_of(thread, number);
    /* A segment register is 16 bits; what a push leaves above them is not defined. */
    uint32_t mask = number >= REGISTER_CS ? 0xFFFF : UINT32_MAX;

    if (place)
        *value = *place & mask;
    else if (number == REGISTER_ESP)
        *value = thread->switched ? (uint32_t)(thread->switched + 1)
                                  : (uint32_t)&thread->frame->user_esp;
    else if (number == REGISTER_CS)
        *value = KERNEL_CODE;
    else if (number == REGISTER_SS || number == REGISTER_DS || number == REGISTER_ES)
        *value = KERNEL_DATA;
    else
        return false;
    return true;
}

uint32_t machine_eip(const struct thread *thread)
{
    return *place_of(thread, REGISTER_EIP);
}

/* ---- x87 and SSE ---- */

#define X87_REGISTERS 8u
#define X87_REGISTER_SIZE 10u
#define X87_REGISTERS_AT 32u /* offsets in the FXSAVE area (Intel SDM 1, table 10-2) */
#define XMM_REGISTERS_AT 160u
#define FXSAVE_SLOT 16u
enum { TAG_VALID, TAG_ZERO, TAG_SPECIAL, TAG_EMPTY };

static struct fpu_state live;

/* The state of a thread; that of the current process is in the processor: a copy, which fpu_put
 * loads. */
static struct fpu_state *fpu_get(const struct thread *thread)
{
    if (thread->process && thread->process != current_process)
        return &thread->process->fpu;
    fpu_save(&live);
    return &live;
}

static void fpu_put(const struct fpu_state *state)
{
    if (state == &live)
        fpu_load(state);
}

static uint8_t *x87_register(struct fpu_state *state, unsigned number)
{
    return (uint8_t *)state + X87_REGISTERS_AT + number * FXSAVE_SLOT;
}

/* What an x87 register holds (Intel SDM 1, 8.1.7): FXSAVE only keeps whether it is empty. */
static unsigned tag_of(const uint8_t *bytes)
{
    unsigned exponent = (bytes[8] | bytes[9] << 8) & 0x7FFF;
    bool integer_bit = bytes[7] & 0x80;

    if (exponent == 0) {
        for (unsigned i = 0; i < 8; i++)
            if (bytes[i] != 0)
                return TAG_SPECIAL;
        return TAG_ZERO;
    }
    return exponent == 0x7FFF || !integer_bit ? TAG_SPECIAL : TAG_VALID;
}

static uint32_t full_tags(struct fpu_state *state)
{
    unsigned top = state->status_word >> 11 & 7;
    uint32_t tags = 0;

    for (unsigned i = 0; i < X87_REGISTERS; i++) {
        bool used = state->abridged_tag & 1u << i;
        unsigned tag = used ? tag_of(x87_register(state, (i - top) & 7)) : TAG_EMPTY;
        tags |= tag << 2 * i;
    }
    return tags;
}

static uint8_t abridged_tags(uint32_t tags)
{
    uint8_t abridged = 0;

    for (unsigned i = 0; i < X87_REGISTERS; i++)
        if ((tags >> 2 * i & 3) != TAG_EMPTY)
            abridged |= (uint8_t)(1u << i);
    return abridged;
}

static uint32_t fpu_control_read(struct fpu_state *state, unsigned number)
{
    switch (number) {
    case REGISTER_FCTRL: return state->control_word;
    case REGISTER_FSTAT: return state->status_word;
    case REGISTER_FTAG: return full_tags(state);
    case REGISTER_FISEG: return state->instruction_selector & 0xFFFF;
    case REGISTER_FIOFF: return state->instruction_offset;
    case REGISTER_FOSEG: return state->data_selector & 0xFFFF;
    case REGISTER_FOOFF: return state->data_offset;
    case REGISTER_FOP: return state->opcode;
    default: return state->mxcsr;
    }
}

static void fpu_control_write(struct fpu_state *state, unsigned number, uint32_t value)
{
    switch (number) {
    case REGISTER_FCTRL: state->control_word = (uint16_t)value; break;
    case REGISTER_FSTAT: state->status_word = (uint16_t)value; break;
    case REGISTER_FTAG: state->abridged_tag = abridged_tags(value); break;
    case REGISTER_FISEG: state->instruction_selector = value; break;
    case REGISTER_FIOFF: state->instruction_offset = value; break;
    case REGISTER_FOSEG: state->data_selector = value; break;
    case REGISTER_FOOFF: state->data_offset = value; break;
    case REGISTER_FOP: state->opcode = (uint16_t)value; break;
    default: /* reserved bits would fault in FXRSTOR */
        state->mxcsr = value & (state->mxcsr_mask ? state->mxcsr_mask : MXCSR_MASK_DEFAULT);
    }
}

/* The bytes of a vector or x87 register; NULL: it is a control register. */
static uint8_t *fpu_bytes(struct fpu_state *state, unsigned number)
{
    if (number < REGISTER_FCTRL)
        return x87_register(state, number - REGISTER_ST0);
    if (number >= REGISTER_XMM0 && number < REGISTER_MXCSR)
        return (uint8_t *)state + XMM_REGISTERS_AT + (number - REGISTER_XMM0) * FXSAVE_SLOT;
    return NULL;
}

/* ---- System registers ---- */

static uint32_t system_read(const struct thread *thread, unsigned number)
{
    switch (number) {
    case REGISTER_CR0: return cr0_read();
    case REGISTER_CR2: return cr2_read();
    case REGISTER_CR3:
        return thread->process && thread->process != current_process
                   ? thread->process->space.tree.cr3 : cr3_read();
    case REGISTER_CR4: return cr4_read();
    case REGISTER_DR6: return debug_registers_status();
    default: return debug_registers_control();
    }
}

/* ---- All of them ---- */

uint32_t machine_register_size(unsigned number)
{
    if (number >= REGISTERS)
        return 0;
    if (number >= REGISTER_ST0 && number < REGISTER_FCTRL)
        return X87_REGISTER_SIZE;
    return number >= REGISTER_XMM0 && number < REGISTER_MXCSR ? FXSAVE_SLOT : sizeof(uint32_t);
}

bool machine_register_read(const struct thread *thread, unsigned number, uint8_t *bytes)
{
    uint32_t value;

    if (number < REGISTERS_GENERAL) {
        if (!general_read(thread, number, &value))
            return false;
    } else if (number > REGISTER_MXCSR) {
        value = system_read(thread, number);
    } else {
        struct fpu_state *state = fpu_get(thread);
        const uint8_t *place = fpu_bytes(state, number);
        if (place) {
            memcpy(bytes, place, machine_register_size(number));
            return true;
        }
        value = fpu_control_read(state, number);
    }
    memcpy(bytes, &value, sizeof value);
    return true;
}

bool machine_register_write(const struct thread *thread, unsigned number, const uint8_t *bytes)
{
    uint32_t value;

    memcpy(&value, bytes, sizeof value);
    if (number < REGISTERS_GENERAL) {
        uint32_t *place = place_of(thread, number), now;
        /* A selector that is not in the GDT would fault in the kernel, on the way back. */
        if (place && number < REGISTER_CS) {
            *place = value;
            return true;
        }
        /* What cannot be changed can still be "written" with what it is: `G` does. */
        return general_read(thread, number, &now) && now == value;
    }
    if (number > REGISTER_MXCSR)
        return system_read(thread, number) == value;
    struct fpu_state *state = fpu_get(thread);
    uint8_t *place = fpu_bytes(state, number);
    if (place)
        memcpy(place, bytes, machine_register_size(number));
    else
        fpu_control_write(state, number, value);
    fpu_put(state);
    return true;
}
