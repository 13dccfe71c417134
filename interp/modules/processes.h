/*
 * processes.h: the modules with which a program makes and ends processes: os, with the names and
 * meanings of CPython's, and machine, for what only this machine has.
 */
#ifndef PROCESSES_H
#define PROCESSES_H

#include "object.h"

Object *module_os_create(void);      /* new */
Object *module_machine_create(void); /* new */

#endif
