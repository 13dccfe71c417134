/*
 * features.c: what the processor can do, by CPUID (Intel SDM 2A). The minimum was checked before
 * paging (boot/check_cpu.c); here is what the kernel uses where it is there.
 */
#include "kernel/cpu/features.h"

#include "kernel/cpu/control.h"
#include "kernel/string.h"

#define BRAND_SIZE 48 /* three leaves of 16 bytes, NUL-terminated by the processor */

static uint32_t features;
static char brand[BRAND_SIZE + 1] = "unknown processor";

static void read_brand(void)
{
    if (cpuid(CPUID_EXTENDED, 0).eax < CPUID_BRAND_LAST)
        return;

    char text[BRAND_SIZE + 1] = "";
    for (uint32_t leaf = CPUID_BRAND_FIRST; leaf <= CPUID_BRAND_LAST; leaf++) {
        struct cpuid_answer part = cpuid(leaf, 0); /* eax ebx ecx edx, in order */
        memcpy(text + (leaf - CPUID_BRAND_FIRST) * sizeof part, &part, sizeof part);
    }
    const char *start = text;
    while (*start == ' ') /* Intel's are right-justified */
        start++;
    if (*start != '\0')
        memcpy(brand, start, strlen(start) + 1);
}

/* Lets ring 3 use x87 and SSE, with errors as exceptions (Intel SDM 3, 9.2 and 13.1). */
static void enable_sse(void)
{
    cr0_write((cr0_read() & ~(CR0_EM | CR0_TS)) | CR0_MP | CR0_NE);
    cr4_write(cr4_read() | CR4_OSFXSR | CR4_OSXMMEXCPT);
}

void cpu_features_initialise(void)
{
    uint32_t last = cpuid(0, 0).eax;

    features = 0;
    if (cpuid(CPUID_FEATURES, 0).edx & CPUID_EDX_PGE)
        features |= CPU_FEATURE_PGE;
    if (last >= CPUID_STRUCTURED_FEATURES) {
        uint32_t structured = cpuid(CPUID_STRUCTURED_FEATURES, 0).ebx;
        if (structured & CPUID_EBX_SMEP)
            features |= CPU_FEATURE_SMEP;
        if (structured & CPUID_EBX_SMAP)
            features |= CPU_FEATURE_SMAP;
    }
    if (cpuid(CPUID_EXTENDED, 0).eax >= CPUID_EXTENDED_FEATURES &&
        (cpuid(CPUID_EXTENDED_FEATURES, 0).edx & CPUID_EDX_NX))
        features |= CPU_FEATURE_NX;
    read_brand();
    enable_sse();
}

uint32_t cpu_features(void)
{
    return features;
}

const char *cpu_name(void)
{
    return brand;
}
