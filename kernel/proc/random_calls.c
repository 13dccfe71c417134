/*
 * random_calls.c: the system call for random bytes.
 */
#include "kernel/cpu/random.h"
#include "kernel/proc/calls.h"
#include "kernel/proc/signal.h"
#include "kernel/proc/user_copy.h"

#define PART 64u               /* bytes at a time */
#define MOST (0x7FFFFFFFu >> 6) /* in one call, as on Linux: random.c, get_random_bytes_user */
#define UNINTERRUPTED 256u     /* getrandom(2): so many always come, whatever the signals */

/* getrandom(bytes, size, flags): how many. There is one source, which never waits: the flags make
 * no difference. */
int32_t call_getrandom(struct trap_frame *frame)
{
    uint32_t to = frame->ebx, size = frame->ecx < MOST ? frame->ecx : MOST, done = 0;
    if (frame->edx & ~(GRND_NONBLOCK | GRND_RANDOM | GRND_INSECURE)
        || (frame->edx & GRND_RANDOM && frame->edx & GRND_INSECURE))
        return -EINVAL;
    while (done < size) {
        uint8_t bytes[PART];
        uint32_t part = size - done < PART ? size - done : PART;
        random_fill(bytes, part);
        int error = copy_to_user(to + done, bytes, part);
        if (error)
            return done > 0 ? (int32_t)done : error;
        done += part;
        if (done >= UNINTERRUPTED && done < size && signal_interrupts())
            break;
    }
    return (int32_t)done;
}
