/*
 * site.h: exit, quit and help.
 */
#ifndef SITE_H
#define SITE_H

#include "object.h"

extern Type quitter_type, helper_type;
/* Puts them among the names of module builtins. 0 or -1. */
int site_add_names(Object *builtins);

#endif
