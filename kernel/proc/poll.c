/*
 * poll.c: the system call poll: waiting for several descriptors at once. What to know first: it
 * asks each file whether it is ready, and when none is, sleeps until anything at all has happened
 * and asks again.
 */
#include "kernel/dev/timer.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"

#define NANOSECONDS_PER_MILLISECOND 1000000u

static int ready_bits(int32_t descriptor, int wanted)
{
    if (descriptor < 0)
        return 0; /* poll(2): such an entry is passed over */
    struct open_file *file = descriptor_get(current_process, (uint32_t)descriptor);
    if (!file)
        return POLL_INVALID;
    int ready = file->type->ready ? file->type->ready(file) : POLL_IN | POLL_OUT;
    return ready & (wanted | POLL_ERROR | POLL_HANG_UP);
}

/* Asks each of the process's requests and stores the answers: how many are ready, or -EFAULT. */
static int ask_all(uint32_t requests, uint32_t count)
{
    int ready = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct poll_request request;
        uint32_t address = requests + i * sizeof request;
        int error = copy_from_user(&request, address, sizeof request);
        if (error)
            return error;
        request.ready = (int16_t)ready_bits(request.descriptor, request.wanted);
        error = copy_to_user(address, &request, sizeof request);
        if (error)
            return error;
        ready += request.ready != 0;
    }
    return ready;
}

/* poll(struct poll_request *, count, milliseconds): how many are ready; 0 when the time is over
 * (negative: never); -EINTR when a signal came first. */
int32_t call_poll(struct trap_frame *frame)
{
    uint32_t requests = frame->ebx, count = frame->ecx;
    int32_t milliseconds = (int32_t)frame->edx;
    if (count > DESCRIPTORS_MOST)
        return -EINVAL; /* Linux's answer to more than RLIMIT_NOFILE */
    uint64_t deadline = UINT64_MAX;
    if (milliseconds >= 0)
        deadline = time_nanoseconds() + (uint64_t)milliseconds * NANOSECONDS_PER_MILLISECOND;
    for (;;) {
        int ready = ask_all(requests, count);
        if (ready || time_nanoseconds() >= deadline)
            return ready;
        if (signal_waits(current_process))
            return -EINTR;
        scheduler_await_event(deadline);
    }
}
