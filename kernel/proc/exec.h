/*
 * exec.h: from a path to a process that is ready to run there.
 */
#ifndef EXEC_H
#define EXEC_H

#include <stdint.h>

struct process;

/* argv and envp may have this many bytes together, pointers included (Linux's least ARG_MAX). */
#define EXEC_STRINGS_MOST (128u << 10)

/* The strings of argv, then those of envp, each with its NUL, one after the other. */
struct exec_strings {
    const char *bytes;
    uint32_t size; /* of all of them */
    uint32_t argument_count, environment_count;
};

/* Gives the process the program at path: a new address space and new registers in
 * process_registers. Borrows everything. On error (-ENOENT, -EACCES, -ENOEXEC, -E2BIG, -ENOMEM,
 * -EIO ...) the process is as it was; why a file was refused is in the log. */
int exec(struct process *process, const char *path, const struct exec_strings *strings);

#endif
