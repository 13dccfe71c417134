/*
 * posix.h: what the files over POSIX share.
 */
#ifndef POSIX_H
#define POSIX_H

#include <errno.h>
#include <stdint.h>

/* A POSIX call's result as the platform gives it: errors are negative errno values. */
static inline intptr_t or_errno(intptr_t result)
{
    return result < 0 ? -errno : result;
}

#endif
