/*
 * signal_frame.c: what a handler finds on the user's stack, and the way back from it: Linux/i386's
 * frames (arch/x86/include/asm/sigframe.h). What to know first: the process can change every byte
 * of a frame before it returns, so sigreturn takes over nothing that ring 3 could not have set.
 */
#include "kernel/cpu/segments.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/process.h"
#include "kernel/proc/signal.h"
#include "kernel/proc/user_copy.h"
#include "kernel/string.h"

/* EFLAGS (Intel SDM 1, 3.4.3): what a program may have as it likes: CF, PF, AF, ZF, SF, TF, DF, OF,
 * RF, AC. A handler begins without TF, DF and RF. */
#define EFLAGS_USER 0x00050DD5u
#define EFLAGS_HANDLER_CLEARS 0x00010500u

#define FPU_MAGIC_FXSR 0u          /* struct _fpstate's magic: an FXSAVE image follows */
#define FPU_LEGACY_SIZE 112u       /* what precedes it: an FSAVE image, status and magic */
#define FPU_LEGACY_MAGIC 110u

/* For a handler without SA_SIGINFO. */
struct old_frame {
    uint32_t return_address, signal;
    struct signal_context context;
    uint8_t unused[FPU_LEGACY_SIZE + sizeof(struct fpu_state)];
    uint32_t mask_high;
    uint8_t return_code[8];
};
/* For one with it. */
struct information_frame {
    uint32_t return_address, signal, information_address, context_address;
    struct signal_information information;
    struct user_context context;
    uint8_t return_code[8];
};

/* ---- The state of the floating-point unit ---- */

struct fpu_frame {
    uint8_t legacy[FPU_LEGACY_SIZE];
    struct fpu_state state;
};
_Static_assert(sizeof(struct fpu_frame) == 624, "Linux/i386's struct _fpstate");

static int push_fpu(uint32_t address)
{
    struct fpu_state *state = &current_process->fpu;
    fpu_save(state);
    uint8_t legacy[FPU_LEGACY_SIZE] = { 0 };
    uint32_t control[] = { 0xFFFF0000u | state->control_word, 0xFFFF0000u | state->status_word };
    memcpy(legacy, control, sizeof control);
    uint16_t magic = FPU_MAGIC_FXSR;
    memcpy(legacy + FPU_LEGACY_MAGIC, &magic, sizeof magic);
    int error = copy_to_user(address, legacy, sizeof legacy);
    if (!error)
        error = copy_to_user(address + FPU_LEGACY_SIZE, state, sizeof *state);
    if (error)
        return error;
    fpu_initial_state(state); /* a handler begins as a program does */
    fpu_load(state);
    return 0;
}

/* FXRSTOR faults on reserved bits of MXCSR. */
static int pop_fpu(uint32_t address)
{
    struct fpu_state *state = &current_process->fpu;
    if (address == 0) {
        fpu_initial_state(state);
        fpu_load(state);
        return 0;
    }
    fpu_save(state);
    uint32_t mask = state->mxcsr_mask ? state->mxcsr_mask : MXCSR_MASK_DEFAULT;
    int error = copy_from_user(state, address + FPU_LEGACY_SIZE, sizeof *state);
    if (error)
        fpu_initial_state(state);
    state->mxcsr &= mask;
    fpu_load(state);
    return error;
}

/* ---- Into the handler ---- */

static void fill_context(struct signal_context *context, const struct trap_frame *frame,
                         uint32_t fpu_address, uint32_t blocked)
{
    const struct signal_state *state = &current_process->signals;
    /* A debugger's step is over when the handler begins. */
    uint32_t eflags = frame->eflags & ~(current_process->stops_at_return ? EFLAGS_TRAP : 0);
    *context = (struct signal_context){
        .gs = frame->gs, .fs = frame->fs, .es = frame->es, .ds = frame->ds,
        .edi = frame->edi, .esi = frame->esi, .ebp = frame->ebp, .esp = frame->user_esp,
        .ebx = frame->ebx, .edx = frame->edx, .ecx = frame->ecx, .eax = frame->eax,
        .trap = state->trap, .error_code = state->error_code, .eip = frame->eip,
        .cs = frame->cs, .eflags = eflags, .esp_at_signal = frame->user_esp,
        .ss = frame->user_ss, .fpu_address = fpu_address, .blocked = blocked,
        .fault_address = state->fault_address,
    };
}

static void fill_information(struct signal_information *information, int signal)
{
    const struct signal_state *state = &current_process->signals;
    int sender = state->senders[signal];
    *information = (struct signal_information){
        .signal = signal,
        .code = sender ? SI_USER : SI_KERNEL,
        .sender_or_address = sender ? (uint32_t)sender : state->fault_address,
    };
}

int signal_frame_push(struct trap_frame *frame, int signal, uint32_t blocked)
{
    const struct signal_handling *handling = &current_process->signals.handling[signal];
    bool informed = handling->flags & SA_SIGINFO;
    uint32_t size = informed ? sizeof(struct information_frame) : sizeof(struct old_frame);
    uint32_t fpu_address = (frame->user_esp - sizeof(struct fpu_frame)) & ~63u;
    /* At a function's entry esp + 4 is a multiple of 16 (System V ABI, i386). */
    uint32_t address = ((fpu_address - size + 4) & ~15u) - 4;
    union { struct old_frame old; struct information_frame informed; } new;
    memset(&new, 0, sizeof new);
    if (informed) {
        new.informed.information_address =
            address + __builtin_offsetof(struct information_frame, information);
        new.informed.context_address =
            address + __builtin_offsetof(struct information_frame, context);
        fill_information(&new.informed.information, signal);
        fill_context(&new.informed.context.registers, frame, fpu_address, blocked);
        new.informed.context.blocked[0] = blocked;
    } else {
        fill_context(&new.old.context, frame, fpu_address, blocked);
    }
    new.old.return_address = handling->restorer; /* both frames begin with these two */
    new.old.signal = (uint32_t)signal;
    int error = copy_to_user(address, &new, size);
    if (!error)
        error = push_fpu(fpu_address);
    if (error)
        return error;
    frame->eax = (uint32_t)signal; /* for handlers that take arguments in registers */
    frame->edx = informed ? new.informed.information_address : 0;
    frame->ecx = informed ? new.informed.context_address : 0;
    frame->ds = frame->es = frame->user_ss = USER_DATA;
    frame->cs = USER_CODE;
    frame->eip = handling->handler;
    frame->user_esp = address;
    frame->eflags &= ~EFLAGS_HANDLER_CLEARS;
    return 0;
}

/* ---- And back ---- */

/* A selector that ring 3 may load: ours or none, so that the way back to ring 3 cannot fault. */
static uint32_t safe_selector(uint16_t selector)
{
    return selector == USER_DATA || selector == USER_CODE ? selector : 0;
}

/* The result is what eax becomes. */
static int32_t go_back(struct trap_frame *frame, const struct signal_context *context,
                       uint32_t blocked)
{
    if (context->cs != USER_CODE || context->ss != USER_DATA || pop_fpu(context->fpu_address))
        process_exit(WAIT_STATUS_KILLED(SIGSEGV));
    current_process->signals.blocked = blocked & ~SIGNALS_UNBLOCKABLE;
    if (signal_waits(current_process))
        scheduler_attention = true;
    frame->gs = safe_selector(context->gs);
    frame->fs = safe_selector(context->fs);
    frame->es = safe_selector(context->es);
    frame->ds = safe_selector(context->ds);
    frame->edi = context->edi;
    frame->esi = context->esi;
    frame->ebp = context->ebp;
    frame->ebx = context->ebx;
    frame->edx = context->edx;
    frame->ecx = context->ecx;
    frame->eip = context->eip;
    frame->user_esp = context->esp;
    frame->eflags = (frame->eflags & ~EFLAGS_USER) | (context->eflags & EFLAGS_USER);
    frame->vector = 0; /* what goes on there is no call that could be made once more */
    return (int32_t)context->eax;
}

/* sigreturn: the handler's ret and the restorer's pop took the first two words. */
int32_t call_sigreturn(struct trap_frame *frame)
{
    struct signal_context context;
    uint32_t address = frame->user_esp - 8 + __builtin_offsetof(struct old_frame, context);
    if (copy_from_user(&context, address, sizeof context))
        process_exit(WAIT_STATUS_KILLED(SIGSEGV));
    return go_back(frame, &context, context.blocked);
}

/* rt_sigreturn: the handler's ret took the first word. */
int32_t call_rt_sigreturn(struct trap_frame *frame)
{
    struct user_context context;
    uint32_t address = frame->user_esp - 4 + __builtin_offsetof(struct information_frame, context);
    if (copy_from_user(&context, address, sizeof context))
        process_exit(WAIT_STATUS_KILLED(SIGSEGV));
    return go_back(frame, &context.registers, context.blocked[0]);
}
