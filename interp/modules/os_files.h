/*
 * os_files.h: the parts of module os.
 */
#ifndef OS_FILES_H
#define OS_FILES_H

#include "object.h"

int os_add_files(Object *module); /* 0, or -1 with an exception */
int os_add_changes(Object *module);
int os_add_lazily(Object *module);

/* What a path may be, as CPython says. */
extern const char os_path_kinds[];
/* The text of a path argument of that function, to be freed with its size; NULL with TypeError
 * (allowed: what the function takes) or ValueError. */
char *os_path_text(const char *function, const char *allowed, Object *path, size_t *size);
/* Gives the text back; an error becomes the OSError that names the path: NULL then,
 * otherwise not. */
void *os_finish_path(Object *path, char *text, size_t size, int error);

#endif
