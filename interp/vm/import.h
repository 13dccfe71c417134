/*
 * import.h: modules: where they are looked for, and what importing one means.
 */
#ifndef IMPORT_H
#define IMPORT_H

#include "object.h"

/* Gives sys its path: the directory of the program's file (of the process, where filename is NULL),
 * then the library's; import_start_library: that alone, for modules before the program. 0 or -1. */
int import_start(Object *filename);
int import_start_library(void);
/* __import__(name, globals, from_list, level): globals (or NULL) say what a relative name is
 * relative to; from_list may be NONE. New, or NULL. */
Object *import_module_level(Object *name, Object *globals, Object *from_list, intptr_t level);
/* The code that `python -m name` runs as __main__: of the module's file, or of a package's __main__.
 * *package becomes the value of __package__ (new). NULL with ModuleNotFoundError or another. */
Code *import_main_code(Object *name, Object **package);
/* Whether the module's own code is still running: somebody imports it in a circle. */
bool module_is_being_loaded(Object *module);

#endif
