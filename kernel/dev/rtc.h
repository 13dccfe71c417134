/*
 * rtc.h: the battery-backed clock (Motorola MC146818), which knows the date.
 */
#ifndef RTC_H
#define RTC_H

#include <stdint.h>

/* Seconds since 1970-01-01, taking the clock's time for UTC. */
uint32_t rtc_read_seconds(void);

#endif
