/*
 * help.h: what help() says.
 */
#ifndef HELP_H
#define HELP_H

#include "object.h"

/* Each prints to sys.stdout: 0, or -1 with an exception. */
int help_overview(void);
int help_about(Object *o);

#endif
