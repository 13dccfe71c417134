/*
 * screen.h: the VGA text screen, 80 columns by 25 lines, where there is one.
 */
#ifndef SCREEN_H
#define SCREEN_H

#include <stddef.h>

/* Until this is called nothing is shown: after boot by UEFI there is no text screen. Nor is there
 * one without a VGA card. */
void screen_initialise(void);
/* Shows text at the cursor; knows \n, \r, \b, \t; takes ANSI escape sequences out. */
void screen_write(const void *text, size_t size);

#endif
