/*
 * first_process.c: the first process, pid 1, as the kernel's command line describes it:
 *
 *     init=/path          the program (default /bin/init), whose argv is that path, or
 *     arguments=/path     a file with the strings of argv, argv[0] included, each with its NUL
 *     environment=/path   a file with the strings of envp in the same form
 *     stdout=comN         descriptor 1 goes to that serial port as it is, without a terminal's
 *     stderr=comN         carriage returns; likewise descriptor 2. With either, descriptor 0 is
 *                         empty; otherwise all three are the console.
 *
 * When it cannot be started the machine ends with status 125: there is nothing it could do.
 */
#include "kernel/debug/log.h"
#include "kernel/dev/power.h"
#include "kernel/options.h"
#include "kernel/proc/exec.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/process.h"
#include "kernel/proc/terminal.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

#define DEFAULT_PROGRAM "/bin/init"
#define MACHINE_FAILED 125

static _Noreturn void give_up(const char *what, const char *path, int error)
{
    log_print("init: %s %s: error %d\n", what, path, -error);
    power_off(MACHINE_FAILED);
}

/* ---- Arguments and environment ---- */

/* A file's contents, for kernel_free, with a NUL after them that the size does not count. */
static char *read_file(const char *path, uint32_t *size)
{
    struct inode *inode;
    int error = inode_open(path, &inode);
    if (error)
        give_up("cannot open", path, error);
    *size = inode_size(inode);
    if (*size > EXEC_STRINGS_MOST)
        give_up("too many strings in", path, -E2BIG);
    char *contents = kernel_allocate(*size + 1);
    if (!contents)
        give_up("no memory for", path, -ENOMEM);
    int count = inode_read(inode, 0, contents, *size);
    if (count != (int)*size)
        give_up("cannot read", path, count < 0 ? count : -EIO);
    inode_release(inode);
    /* The last string may lack its NUL. */
    if (*size && contents[*size - 1] != '\0')
        (*size)++;
    return contents;
}

static uint32_t count_strings(const char *bytes, uint32_t size)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < size; i++)
        count += bytes[i] == '\0';
    return count;
}

/* The strings that an option's file holds; without the option, one string or none. */
static char *strings_of_option(const char *option, const char *otherwise, uint32_t *size)
{
    const char *path = option_get(option);
    if (path)
        return read_file(path, size);
    *size = otherwise ? (uint32_t)strlen(otherwise) + 1 : 0;
    char *bytes = kernel_allocate(*size + 1);
    if (!bytes)
        give_up("no memory for", option, -ENOMEM);
    memcpy(bytes, otherwise ? otherwise : "", *size);
    return bytes;
}

static void start_program(struct process *process, const char *path)
{
    uint32_t argument_size, environment_size;
    char *arguments = strings_of_option("arguments", path, &argument_size);
    char *environment = strings_of_option("environment", NULL, &environment_size);
    struct exec_strings strings = {
        .size = argument_size + environment_size,
        .argument_count = count_strings(arguments, argument_size),
        .environment_count = count_strings(environment, environment_size),
    };
    char *bytes = kernel_allocate(strings.size + 1);
    if (!bytes)
        give_up("no memory for the arguments of", path, -ENOMEM);
    memcpy(bytes, arguments, argument_size);
    memcpy(bytes + argument_size, environment, environment_size);
    strings.bytes = bytes;
    kernel_free(arguments);
    kernel_free(environment);

    int error = exec(process, path, &strings);
    kernel_free(bytes);
    if (error)
        give_up("cannot execute", path, error);
}

/* ---- Descriptors 0, 1 and 2 ---- */

static void install(struct process *process, struct open_file *file)
{
    if (!file || descriptor_install(process, file, 0) < 0)
        give_up("no memory for", "the first open files", -ENOMEM);
}

static void open_standard_files(struct process *process)
{
    unsigned ports[] = { option_get_port("stdout", 0), option_get_port("stderr", 0) };
    bool interactive = ports[0] == 0 && ports[1] == 0;
    if (interactive)
        terminal_initialise();
    install(process, interactive ? open_file_terminal() : open_file_empty());
    for (int i = 0; i < 2; i++)
        install(process, ports[i] ? open_file_serial_port(ports[i]) : open_file_terminal());
}

_Noreturn void process_start_first(void)
{
    const char *path = option_get("init");
    if (!path || !path[0])
        path = DEFAULT_PROGRAM;
    struct process *process = process_create(NULL, path);
    if (!process)
        give_up("no memory for", path, -ENOMEM);
    open_standard_files(process);
    start_program(process, path);
    log_print("init: %s, process %d\n", path, process->pid);
    scheduler_start(process);
}
