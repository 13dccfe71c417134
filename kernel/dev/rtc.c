/*
 * rtc.c: reads the date from the MC146818. What to know first: the clock counts on while it is
 * read, so it is read until two readings in a row agree.
 */
#include "kernel/dev/rtc.h"

#include <stdbool.h>

#include "kernel/cpu/port.h"
#include "kernel/string.h"

#define RTC_INDEX 0x70
#define RTC_DATA 0x71
#define RTC_SECONDS 0x00
#define RTC_MINUTES 0x02
#define RTC_HOURS 0x04
#define RTC_DAY 0x07
#define RTC_MONTH 0x08
#define RTC_YEAR 0x09
#define RTC_STATUS_A 0x0A
#define RTC_STATUS_B 0x0B
#define STATUS_A_UPDATING 0x80
#define STATUS_B_24_HOURS 0x02
#define STATUS_B_BINARY 0x04
#define HOURS_PM 0x80

#define READINGS_MOST 1000u
#define SECONDS_PER_DAY 86400u
#define DAYS_TO_2000 10957u    /* from 1970-01-01; the year has two digits, of this century */

struct date { uint8_t second, minute, hour, day, month, year; };

static uint8_t rtc_register(uint8_t index)
{
    port_write8(RTC_INDEX, index);
    return port_read8(RTC_DATA);
}

static struct date read_date(void)
{
    /* An update takes 2 ms at most; a clock that never ends one is read all the same. */
    for (unsigned i = 0; i < READINGS_MOST; i++)
        if (!(rtc_register(RTC_STATUS_A) & STATUS_A_UPDATING))
            break;
    return (struct date){
        .second = rtc_register(RTC_SECONDS), .minute = rtc_register(RTC_MINUTES),
        .hour = rtc_register(RTC_HOURS), .day = rtc_register(RTC_DAY),
        .month = rtc_register(RTC_MONTH), .year = rtc_register(RTC_YEAR),
    };
}

static uint8_t from_bcd(uint8_t value)
{
    return (uint8_t)((value >> 4) * 10 + (value & 15));
}

static void decode(struct date *date)
{
    uint8_t status = rtc_register(RTC_STATUS_B);
    bool afternoon = date->hour & HOURS_PM;
    date->hour &= (uint8_t)~HOURS_PM;
    if (!(status & STATUS_B_BINARY)) {
        uint8_t *fields = (uint8_t *)date;
        for (unsigned i = 0; i < sizeof *date; i++)
            fields[i] = from_bcd(fields[i]);
    }
    if (!(status & STATUS_B_24_HOURS))
        date->hour = (uint8_t)(date->hour % 12 + (afternoon ? 12 : 0));
}

static uint32_t days_since_1970(const struct date *date)
{
    static const uint16_t before_month[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304,
                                             334 };
    uint32_t year = date->year, month = date->month >= 1 && date->month <= 12 ? date->month : 1;
    /* Every fourth year from 2000 to 2099 is a leap year, 2000 included. */
    uint32_t days = DAYS_TO_2000 + year * 365 + (year + 3) / 4 + before_month[month - 1];
    if (year % 4 == 0 && month > 2)
        days++;
    return days + date->day - 1;
}

uint32_t rtc_read_seconds(void)
{
    struct date date = read_date(), again;
    for (unsigned i = 0; i < READINGS_MOST; i++, date = again) {
        again = read_date();
        if (memcmp(&date, &again, sizeof date) == 0)
            break;
    }
    decode(&date);
    return days_since_1970(&date) * SECONDS_PER_DAY + date.hour * 3600u + date.minute * 60u
           + date.second;
}
