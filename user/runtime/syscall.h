/*
 * syscall.h: system calls as C sees them: number in eax, arguments in ebx, ecx, edx, esi; the
 * result, or a negative errno, in eax (kernel/abi.h). All other registers come back unchanged.
 */
#ifndef SYSCALL_H
#define SYSCALL_H

#include "kernel/abi.h"

static inline int32_t syscall0(uint32_t number)
{
    int32_t result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number) : "memory");
    return result;
}

static inline int32_t syscall1(uint32_t number, uintptr_t first)
{
    int32_t result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(first) : "memory");
    return result;
}

static inline int32_t syscall2(uint32_t number, uintptr_t first, uintptr_t second)
{
    int32_t result;
    __asm__ volatile("int $0x80"
                     : "=a"(result) : "a"(number), "b"(first), "c"(second) : "memory");
    return result;
}

static inline int32_t syscall3(uint32_t number, uintptr_t first, uintptr_t second, uintptr_t third)
{
    int32_t result;
    __asm__ volatile("int $0x80"
                     : "=a"(result)
                     : "a"(number), "b"(first), "c"(second), "d"(third) : "memory");
    return result;
}

static inline int32_t syscall4(uint32_t number, uintptr_t first, uintptr_t second, uintptr_t third,
                               uintptr_t fourth)
{
    int32_t result;
    __asm__ volatile("int $0x80"
                     : "=a"(result)
                     : "a"(number), "b"(first), "c"(second), "d"(third), "S"(fourth) : "memory");
    return result;
}

#endif
