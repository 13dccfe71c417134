/*
 * provoke_calls.c: the system call with which a test makes the kernel's allocations fail.
 */
#include "kernel/debug/provoke.h"
#include "kernel/proc/calls.h"
#include "mm/frame.h"
#include "mm/kernel_heap.h"

/* fail_allocation(kind, number): the allocation of a frame or of a block of the kernel heap that
 * comes so many from now on fails, once; 0: none does. How many were left of the number before. */
int32_t call_fail_allocation(struct trap_frame *frame)
{
    if (!provoke_allows_failing_allocations())
        return -EPERM;
    if (frame->ebx > FAIL_BLOCK || (int32_t)frame->ecx < 0)
        return -EINVAL;
    size_t *counter = frame->ebx == FAIL_FRAME ? &frame_fail_at : &kernel_heap_fail_at;
    size_t left = *counter;
    *counter = frame->ecx;
    return (int32_t)left;
}
