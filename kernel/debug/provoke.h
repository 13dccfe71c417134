/*
 * provoke.h: makes the kernel fail on purpose, to see that it fails well.
 */
#ifndef PROVOKE_H
#define PROVOKE_H

#include <stdbool.h>

/* The value of the option provoke=: panic, null (reads address 0), stack-overflow, wx (writes to
 * kernel text), execute (runs data), hang (an endless loop with interrupts off); allocations
 * (programs may make the kernel's allocations fail, by SYS_fail_allocation). NULL: nothing
 * happens. */
void provoke(const char *what);
bool provoke_allows_failing_allocations(void);

#endif
