/*
 * timer.h: the time, and the tick that lets the scheduler take the processor back.
 *
 * Time is read from the time-stamp counter, calibrated against the PIT. Ticks are never counted:
 * emulators merge and lose them.
 */
#ifndef TIMER_H
#define TIMER_H

#include <stdint.h>

#define TICKS_PER_SECOND 100
#define NANOSECONDS_PER_SECOND 1000000000u

void timer_initialise(void);           /* calibrates the TSC; some 2 ms */
uint64_t time_nanoseconds(void);       /* since timer_initialise; never goes back */
uint64_t time_real_nanoseconds(void);  /* since 1970 */
uint32_t time_tsc_khz(void);
/* In the unit of times(2) and /proc, hundredths of a second. */
#define NANOSECONDS_PER_CLOCK_TICK 10000000u
static inline uint32_t time_clock_ticks(uint64_t nanoseconds)
{
    return (uint32_t)(nanoseconds / NANOSECONDS_PER_CLOCK_TICK);
}

/* From now on tick is called about TICKS_PER_SECOND times a second, in interrupt context. */
void timer_start(void (*tick)(void));

/* Waits at least so long, without giving the processor away. */
void time_wait_microseconds(uint32_t microseconds);

#endif
