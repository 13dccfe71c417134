/*
 * builtins.h: the module of the names that every program has.
 */
#ifndef BUILTINS_H
#define BUILTINS_H

#include "object.h"

Object *module_builtins_create(void); /* new */
Object *module_sys_create(void);      /* new; modules/sys.c */
/* An attribute of sys that is made only now; new. NULL without an exception: there is none. */
Object *sys_rare_attribute(Object *name);
/* Gives sys its arguments: argv becomes sys.argv. 0 or -1. */
int module_sys_set_arguments(Object *sys, int argc, char **argv);
/* The whole command line, borrowed for ever: sys.orig_argv. */
void module_sys_set_command_line(int argc, char **argv);

/* dir(o): the names of its attributes, a sorted list. */
Object *object_directory(Object *o); /* what dir(o) gives */
Object *object_default_directory(Object *o); /* object.__dir__ */

#endif
