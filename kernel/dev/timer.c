/*
 * timer.c: the programmable interval timer (Intel 8254) and the time-stamp counter. The PIT knows
 * what a second is, the TSC is cheap to read: so the one is measured by the other, once.
 */
#include "kernel/dev/timer.h"

#include <stddef.h>

#include "kernel/cpu/control.h"
#include "kernel/cpu/port.h"
#include "kernel/cpu/trap.h"
#include "kernel/debug/log.h"
#include "kernel/dev/rtc.h"

#define PIT_HZ 1193182u
#define PIT_CHANNEL_0 0x40
#define PIT_COMMAND 0x43
#define PIT_RATE_GENERATOR 0x34 /* channel 0, low then high byte, mode 2 */
#define PIT_LATCH_0 0x00
#define PIT_IRQ 0
#define PIT_WHOLE_RANGE 0x10000u /* written as 0 */

#define CALIBRATION_TICKS (PIT_HZ / 500) /* 2 ms */
#define READINGS_MOST 16
#define POLLS_MOST 1000000u
#define KHZ_LEAST 1000u       /* nothing that runs us is slower */
#define KHZ_ASSUMED 1000000u
#define SCALE_SHIFT 22

static uint64_t tsc_start, last_time;
static uint32_t tsc_khz;
static uint32_t nanoseconds_scale; /* nanoseconds per TSC tick, times 2^SCALE_SHIFT */
static void (*tick_handler)(void);

static void pit_start(uint32_t divisor)
{
    port_write8(PIT_COMMAND, PIT_RATE_GENERATOR);
    port_write8(PIT_CHANNEL_0, (uint8_t)divisor);
    port_write8(PIT_CHANNEL_0, (uint8_t)(divisor >> 8));
}

static uint32_t pit_count(void)
{
    port_write8(PIT_COMMAND, PIT_LATCH_0);
    uint32_t low = port_read8(PIT_CHANNEL_0);
    return low | (uint32_t)port_read8(PIT_CHANNEL_0) << 8;
}

/* Both clocks at one moment. The host may stop us between the two, so the reading that took the
 * shortest is the best. */
struct reading { uint64_t tsc; uint32_t pit; };

static struct reading read_both(void)
{
    struct reading best = { 0, 0 };
    uint64_t shortest = UINT64_MAX;

    for (int i = 0; i < READINGS_MOST; i++) {
        uint64_t before = tsc_read();
        uint32_t pit = pit_count();
        uint64_t took = tsc_read() - before;
        if (took < shortest) {
            shortest = took;
            best = (struct reading){ before + took / 2, pit };
        }
    }
    return best;
}

static uint32_t calibrate(void)
{
    pit_start(PIT_WHOLE_RANGE);
    struct reading first = read_both();

    for (uint32_t polls = 0; polls < POLLS_MOST; polls++) {
        /* The count goes down, around after 55 ms. */
        uint32_t passed = (first.pit - pit_count()) % PIT_WHOLE_RANGE;
        if (passed < CALIBRATION_TICKS)
            continue;
        struct reading last = read_both();
        passed = (first.pit - last.pit) % PIT_WHOLE_RANGE;
        uint64_t khz = (last.tsc - first.tsc) * PIT_HZ / passed / 1000;
        if (khz < KHZ_LEAST || khz > UINT32_MAX)
            break;
        return (uint32_t)khz;
    }
    log_print("time: the TSC cannot be measured by the PIT; taken as %u MHz\n",
              KHZ_ASSUMED / 1000);
    return KHZ_ASSUMED;
}

void timer_initialise(void)
{
    tsc_khz = calibrate();
    nanoseconds_scale = (uint32_t)((1000000ull << SCALE_SHIFT) / tsc_khz);
    tsc_start = tsc_read();
}

uint64_t time_nanoseconds(void)
{
    if (nanoseconds_scale == 0) /* before timer_initialise */
        return 0;
    uint64_t ticks = tsc_read() - tsc_start;
    uint64_t high = (ticks >> 32) * nanoseconds_scale;
    uint64_t low = (ticks & UINT32_MAX) * nanoseconds_scale;
    uint64_t now = (high << (32 - SCALE_SHIFT)) + (low >> SCALE_SHIFT);

    if (now > last_time)
        last_time = now;
    return last_time;
}

/* The date: asked of the battery-backed clock once, and counted on from there. */
uint64_t time_real_nanoseconds(void)
{
    static uint64_t at_start;

    if (at_start == 0)
        at_start = (uint64_t)rtc_read_seconds() * NANOSECONDS_PER_SECOND - time_nanoseconds();
    return at_start + time_nanoseconds();
}

uint32_t time_tsc_khz(void)
{
    return tsc_khz;
}

static void pit_irq(void *context)
{
    (void)context;
    tick_handler();
}

void timer_start(void (*tick)(void))
{
    tick_handler = tick;
    pit_start(PIT_HZ / TICKS_PER_SECOND);
    irq_register(PIT_IRQ, "timer", pit_irq, NULL);
}

void time_wait_microseconds(uint32_t microseconds)
{
    uint64_t end = tsc_read() + (uint64_t)microseconds * tsc_khz / 1000 + 1;

    while (tsc_read() < end)
        __asm__ volatile("pause");
}
