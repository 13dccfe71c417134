/*
 * corpus_support.h: what the tests share that run the programs of the corpus in an interpreter of
 * their own: the programs' paths, one run as __main__, and the library that they import from.
 */
#ifndef CORPUS_SUPPORT_H
#define CORPUS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define raise raise_signal /* the interpreter has a raise of its own (vm/errors.h) */
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#undef raise
#include <unistd.h>
#include <cmocka.h>

#include "memory/collector.h"
#include "memory/memory.h"
#include "modules/output.h"
#include "objects/arguments.h"
#include "program/launch.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

enum { PROGRAMS_MOST = 3000 };

static char *programs[PROGRAMS_MOST];
static int program_count;

static inline void find_programs(const char *directory)
{
    struct dirent **entries;
    int count = scandir(directory, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[512];
        const char *name = entries[i]->d_name;
        size_t length = strlen(name);
        if ((size_t)snprintf(path, sizeof path, "%s/%s", directory, name) >= sizeof path)
            continue;
        if (name[0] != '.' && entries[i]->d_type == DT_DIR && strcmp(name, "helpers") != 0)
            find_programs(path);
        else if (length > 3 && strcmp(name + length - 3, ".py") == 0
                 && program_count < PROGRAMS_MOST)
            programs[program_count++] = strdup(path);
    }
    for (int i = 0; i < count; i++)
        free(entries[i]);
    if (count >= 0)
        free(entries);
}

/* In the child that runs a program: a crash ends it, which cmocka would hide. The program's output
 * goes nowhere, and it has so many seconds. */
static inline void begin_child(unsigned seconds, bool quiet)
{
    int nowhere = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3 && quiet; fd++)
        dup2(nowhere, fd);
    signal(SIGSEGV, SIG_DFL);
    signal(SIGBUS, SIG_DFL);
    signal(SIGFPE, SIG_DFL);
    signal(SIGILL, SIG_DFL);
    alarm(seconds);
}

/* Has the program find the library's modules: beside a test there is none. 0 or -1. */
static inline int add_library(void)
{
    Object *path = dict_get_text(interpreter.sys, "path");
    Object *library = path ? str_from("user/lib") : NULL;
    int status = library ? list_append(path, library) : -1;
    xdecref(library);
    return status;
}

/* Runs it as a module __main__ with the program's names, which goes again. The exception that ended
 * it (new), or NULL; *failed: it ended early, with an exception or without. */
static inline Object *run_as_main(const char *path, bool *failed)
{
    Code *code = launch_load(path);
    *failed = !code || interpreter_begin_main(code->filename) < 0 || add_library() < 0
           || interpreter_run_in_main(code) < 0;
    Object *error = error_fetch();
    xdecref(code);
    return error;
}

/* What a run leaves behind goes, but for the modules that it has imported. */
static inline void forget_main(void)
{
    clear_reference(interpreter.main_module);
    Object *name = str_interned("__main__");
    if (name)
        dict_delete(interpreter.modules, name);
    xdecref(name);
    collector_run_quietly();
    type_forget_lookups();
    output_flush(OUTPUT);
    error_clear();
}

#endif
