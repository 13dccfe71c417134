/*
 * options.h: the kernel's command line, words of the form name=value or just name.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

/* Copies the command line (up to OPTIONS_MOST bytes; the rest is cut off). */
#define OPTIONS_MOST 1024
void options_initialise(const char *command_line);

/* The value of name=value; "" for a word that is just the name; NULL when it is not there. Where
 * an option is given twice the last one counts. A value may be "quoted with blanks"; a backslash
 * takes the next character as it is. The text stays valid for ever. */
const char *option_get(const char *name);

/* A serial port named com1 to com4: 1 to 4. 0 for "none"; otherwise fallback, with a log line when
 * the value is not one of these. */
unsigned option_get_port(const char *name, unsigned fallback);

/* The whole line as it came, for the log. */
const char *options_line(void);

#endif
