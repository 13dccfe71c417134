/*
 * fpu.h: the x87 and SSE registers of a process. The kernel itself never uses them, so they are
 * saved and loaded at a context switch, and nowhere else.
 */
#ifndef FPU_H
#define FPU_H

#include <stdint.h>

/* The FXSAVE area (Intel SDM volume 1, 10.5.1); must lie at a multiple of 16. */
struct fpu_state {
    uint16_t control_word, status_word;
    uint8_t abridged_tag, reserved;
    uint16_t opcode;
    uint32_t instruction_offset, instruction_selector, data_offset, data_selector;
    uint32_t mxcsr, mxcsr_mask;
    uint8_t registers[480];
} __attribute__((aligned(16)));
_Static_assert(sizeof(struct fpu_state) == 512, "FXSAVE stores 512 bytes");

/* What a program begins with under Linux (the i386 ABI): all exceptions masked, x87 with 64 bits
 * of precision, round to nearest. */
#define FPU_INITIAL_CONTROL_WORD 0x037F
#define FPU_INITIAL_MXCSR 0x1F80
#define MXCSR_MASK_DEFAULT 0xFFBFu /* where FXSAVE gives 0 (Intel SDM 1, 11.6.6) */

static inline void fpu_initial_state(struct fpu_state *state)
{
    __builtin_memset(state, 0, sizeof *state);
    state->control_word = FPU_INITIAL_CONTROL_WORD;
    state->mxcsr = FPU_INITIAL_MXCSR;
}
static inline void fpu_save(struct fpu_state *state)
{
    __asm__ volatile("fxsave %0" : "=m"(*state));
}
static inline void fpu_load(const struct fpu_state *state)
{
    __asm__ volatile("fxrstor %0" : : "m"(*state));
}

#endif
