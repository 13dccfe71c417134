/*
 * user_access.h: with SMAP the kernel faults on user memory, unless EFLAGS.AC says that it means
 * to touch it (Intel SDM 3, 4.6.1). Only the copy functions of kernel/proc/user_copy.c do.
 */
#ifndef USER_ACCESS_H
#define USER_ACCESS_H

#include "kernel/cpu/features.h"

static inline void user_access_begin(void)
{
    if (cpu_features() & CPU_FEATURE_SMAP)
        __asm__ volatile("stac" : : : "memory", "cc");
}

static inline void user_access_end(void)
{
    if (cpu_features() & CPU_FEATURE_SMAP)
        __asm__ volatile("clac" : : : "memory", "cc");
}

#endif
