/*
 * features.h: what CPUID says, asked once at boot.
 */
#ifndef FEATURES_H
#define FEATURES_H

#include <stdint.h>
#include "kernel/abi.h"

uint32_t cpu_features(void);       /* CPU_FEATURE_* bits of kernel/abi.h that are in use */
/* Reads CPUID, and lets ring 3 use x87 and SSE. */
void cpu_features_initialise(void);
const char *cpu_name(void); /* the brand string */

#endif
