/*
 * start.c: from the initial stack to main: argc, the arguments' addresses, NULL, the environment's,
 * NULL, then pairs of the auxiliary vector up to AT_NULL (System V ABI, Intel386 supplement,
 * "Initial Process Stack").
 */
#include "user/runtime/runtime.h"
#include "user/runtime/syscall.h"

typedef struct { uint32_t type, value; } AuxiliaryEntry;

char **environment;
static const AuxiliaryEntry *auxiliary_vector;

bool auxiliary_value(uint32_t type, uint32_t *value)
{
    for (const AuxiliaryEntry *entry = auxiliary_vector; entry->type != AT_NULL; entry++)
        if (entry->type == type) {
            *value = entry->value;
            return true;
        }
    return false;
}

_Noreturn void runtime_start(uintptr_t *stack)
{
    int argc = stack[0];
    char **argv = (char **)(stack + 1);
    environment = argv + argc + 1;
    char **end = environment;
    while (*end)
        end++;
    auxiliary_vector = (const AuxiliaryEntry *)(end + 1);
    syscall1(SYS_exit_group, main(argc, argv));
    __builtin_unreachable();
}
