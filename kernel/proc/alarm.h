/*
 * alarm.h: SIGALRM after a time: alarm(2) and setitimer(2) with ITIMER_REAL.
 */
#ifndef ALARM_H
#define ALARM_H

/* Called at each tick: sends the signals whose time has come. So they come up to a hundredth of a
 * second late. */
void alarms_check(void);

#endif
