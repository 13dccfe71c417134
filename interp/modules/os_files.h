/*
 * os_files.h: the parts of module os.
 */
#ifndef OS_FILES_H
#define OS_FILES_H

#include "object.h"

int os_add_files(Object *module); /* 0, or -1 with an exception */

#endif
