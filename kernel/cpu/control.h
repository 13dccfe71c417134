/*
 * control.h: the processor's control registers, model-specific registers and CPUID, with names for
 * the bits that the kernel uses (Intel SDM 3, 2.5; 2A, CPUID).
 */
#ifndef CONTROL_H
#define CONTROL_H

#include <stdint.h>

#define CR0_MP (1u << 1)
#define CR0_EM (1u << 2)
#define CR0_TS (1u << 3)
#define CR0_NE (1u << 5)
#define CR0_WP (1u << 16)
#define CR0_PG (1u << 31)
#define CR4_PSE (1u << 4)
#define CR4_PAE (1u << 5)
#define CR4_PGE (1u << 7)
#define CR4_OSFXSR (1u << 9)
#define CR4_OSXMMEXCPT (1u << 10)
#define CR4_SMEP (1u << 20)
#define CR4_SMAP (1u << 21)

#define MSR_EFER 0xC0000080u
#define EFER_NXE (1ull << 11)

#define CPUID_FEATURES 1u
#define CPUID_EDX_PGE (1u << 13)
#define CPUID_ECX_RDRAND (1u << 30)
#define CPUID_STRUCTURED_FEATURES 7u
#define CPUID_EBX_SMEP (1u << 7)
#define CPUID_EBX_SMAP (1u << 20)
#define CPUID_EXTENDED 0x80000000u
#define CPUID_EXTENDED_FEATURES 0x80000001u
#define CPUID_EDX_NX (1u << 20)
#define CPUID_BRAND_FIRST 0x80000002u
#define CPUID_BRAND_LAST 0x80000004u

struct cpuid_answer { uint32_t eax, ebx, ecx, edx; };

static inline struct cpuid_answer cpuid(uint32_t leaf, uint32_t subleaf)
{
    struct cpuid_answer answer;
    __asm__ volatile("cpuid" : "=a"(answer.eax), "=b"(answer.ebx), "=c"(answer.ecx),
                     "=d"(answer.edx) : "a"(leaf), "c"(subleaf));
    return answer;
}

static inline uint64_t msr_read(uint32_t number)
{
    uint32_t low, high;
    __asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number));
    return (uint64_t)high << 32 | low;
}

static inline void msr_write(uint32_t number, uint64_t value)
{
    __asm__ volatile("wrmsr" : : "a"((uint32_t)value), "d"((uint32_t)(value >> 32)), "c"(number)
                     : "memory");
}

static inline uint64_t tsc_read(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return (uint64_t)high << 32 | low;
}

#define CONTROL_REGISTER(name)                                                  \
    static inline uint32_t name##_read(void)                                    \
    {                                                                           \
        uint32_t value;                                                         \
        __asm__ volatile("movl %%" #name ", %0" : "=r"(value) : : "memory");    \
        return value;                                                           \
    }                                                                           \
    static inline void name##_write(uint32_t value)                             \
    {                                                                           \
        __asm__ volatile("movl %0, %%" #name : : "r"(value) : "memory");        \
    }
CONTROL_REGISTER(cr0)
CONTROL_REGISTER(cr2)
CONTROL_REGISTER(cr3)
CONTROL_REGISTER(cr4)
#undef CONTROL_REGISTER

#endif
