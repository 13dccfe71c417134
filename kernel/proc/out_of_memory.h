/*
 * out_of_memory.h: what happens when a process touches a page and there is no frame for it.
 */
#ifndef OUT_OF_MEMORY_H
#define OUT_OF_MEMORY_H

#include <stdbool.h>

/* Ends a process that holds many frames of its own, and lets others run meanwhile: true, and the
 * caller tries again. false: it would be the current one, or there is no other. */
bool out_of_memory_relieve(void);

#endif
