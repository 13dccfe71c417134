/*
 * launch.h: from a file (source text or a program file) to running code. There is one way only:
 * source is compiled to an image, and images are what is run.
 */
#ifndef LAUNCH_H
#define LAUNCH_H

#include "compiler/compile.h"
#include "object.h"

/* The bytes of a file: a block of *size bytes for mem_free(block, *size). NULL with OSError. */
uint8_t *launch_read_file(const char *path, size_t *size);
/* The same of an open file, up to its end; path only names it in errors. */
uint8_t *launch_read_descriptor(int fd, const char *path, size_t *size);
/* What tracebacks call the program: its absolute path, as CPython since 3.9. *name is path itself
 * (*size 0) or a block of *size bytes. 0, or -1 with MemoryError. */
int launch_absolute_path(const char *path, char **name, size_t *size);
/* A file that ends where something must follow ("if 1:"): CPython has read past its last line when
 * it notices, and knows no column any more; no caret is shown. Only of the raised exception, if it
 * is such a SyntaxError. */
void launch_forget_column_at_end(void);
/* Compiles source to an image; name is what tracebacks show. Block as above; NULL: SyntaxError. */
uint8_t *launch_compile(const uint8_t *source, size_t source_size, const char *name, size_t *size);
/* The code of the file at path, compiled now when it is source text. NULL with an exception. */
Code *launch_load(const char *path);
/* The same for a module; what pyc has made of it before is used if it stands beside it, as PATHc. */
Code *launch_load_module(const char *path);
/* The code of text that stands in no file (-c, standard input, the prompt): tracebacks cannot show
 * its lines, as in CPython 3.11. */
Code *launch_load_text(const char *text, size_t size, const char *name, CompileMode mode);

/* Starts the interpreter of a program; 0, or -1 when the memory does not do, which was said then. */
int launch_begin(int argc, char **argv);
/* Runs an image that stays where it is (the text segment) as the program; its exit status. The
 * process is to end then: the kernel takes its memory back in whole frames, faster than the
 * interpreter could object by object. */
int launch_image(const uint8_t *image, size_t size, int argc, char **argv);
/* The status at the very end; does not come back when KeyboardInterrupt ended the program: the
 * process then ends by SIGINT. */
int launch_end(int status);
/* program/command_line.c: `python [OPTION ...] [FILE] [ARGUMENT ...]`, whole: the exit status. */
int launch_main(int argc, char **argv);

#endif
