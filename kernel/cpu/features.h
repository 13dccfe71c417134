/*
 * features.h: what CPUID says, asked once at boot.
 */
#ifndef FEATURES_H
#define FEATURES_H

#include <stdint.h>

uint32_t cpu_features(void);       /* CPU_FEATURE_* bits of kernel/abi.h that are in use */
void cpu_features_initialise(void);/* reads CPUID; also the brand string, for the boot log */
const char *cpu_name(void);

#endif
