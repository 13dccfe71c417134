/*
 * os.c: module os: processes, descriptors, the working directory. Names, arguments, results and
 * errors are CPython's.
 */
#include <string.h>
#include "io/io.h"
#include "kernel/abi.h"
#include "memory/memory.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/os_files.h"
#include "modules/processes.h"
#include "modules/standard.h"
#include "objects/byte_block.h"
#include "objects/codecs.h"
#include "platform/platform.h"
#include "vm/errors.h"
#include "vm/interrupt.h"
#include "vm/interpreter.h"

static Object *integer_or_error(int result)
{
    return result < 0 ? raise_os_error(result, NULL) : int_from(result);
}

static Object *os_fork(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    uint32_t noted = interrupt_noted();
    int pid = platform_fork();
    if (pid == 0)
        interrupt_forget(noted);
    return integer_or_error(pid);
}

static Object *os_getpid(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    return integer_or_error(platform_getpid());
}

static Object *os_getppid(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    return integer_or_error(platform_parent());
}

static Object *os_exit(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t status;
    if (int_argument(args, positional, 0, 0, &status) < 0)
        return NULL;
    platform_exit(status);
}

static Object *os_waitpid(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t pid, options;
    int status = 0;
    if (int_argument(args, positional, 0, -1, &pid) < 0 ||
        int_argument(args, positional, 1, 0, &options) < 0)
        return NULL;
    int ended;
    do
        ended = platform_waitpid(pid, &status, options);
    while (interrupt_again(ended));
    if (ended < 0)
        return error_occurred() ? NULL : raise_os_error(ended, NULL);
    Object *items[] = { int_from(ended), int_from(status) };
    Object *pair = items[0] && items[1] ? tuple_from(items, 2) : NULL;
    xdecref(items[0]);
    xdecref(items[1]);
    return pair;
}

/* ---- exec ----------------------------------------------------------------------------------- */

/* An array of C strings, ended by NULL, as execve wants it. */
typedef struct {
    char **texts;
    size_t *sizes;
    size_t count;
} TextArray;

static void text_array_free(TextArray *a)
{
    for (size_t n = 0; a->texts && a->sizes && n < a->count; n++)
        if (a->texts[n])
            mem_free(a->texts[n], a->sizes[n] + 1);
    mem_free(a->texts, (a->count + 1) * sizeof *a->texts);
    mem_free(a->sizes, (a->count + 1) * sizeof *a->sizes);
}

/* items: count objects, each as a path may be. 0, or -1 with an exception; to be freed in both cases. */
static int text_array_fill(TextArray *a, Object **items, size_t count)
{
    *a = (TextArray){ .count = count };
    a->texts = mem_alloc_zeroed((count + 1) * sizeof *a->texts);
    a->sizes = mem_alloc_zeroed((count + 1) * sizeof *a->sizes);
    if (!a->texts || !a->sizes)
        return raise_no_memory(), -1;
    for (size_t n = 0; n < count; n++) {
        Object *path = path_of(items[n]);
        a->texts[n] = path ? path_text(path, &a->sizes[n]) : NULL;
        xdecref(path);
        if (!a->texts[n])
            return -1;
    }
    return 0;
}

/* A path, or what may be one, as a str (os.fsdecode): new. */
static Object *text_of(Object *o)
{
    Object *path = path_of(o);
    if (!path || IS_STR(path))
        return path;
    Object *errors = str_interned("surrogateescape"), *encoding = str_interned("utf-8");
    Object *text = errors && encoding ? bytes_decode(path, encoding, errors) : NULL;
    xdecref(errors);
    xdecref(encoding);
    decref(path);
    return text;
}

/* "NAME=value" for each entry of a dict of str. A list, or NULL. */
static Object *environment_list(Object *dict)
{
    Object *list = list_new(0), *key, *value;
    uint32_t position = 0;
    while (list && dict_next(dict, &position, &key, &value)) {
        Object *name = text_of(key), *text = name ? text_of(value) : NULL;
        Object *entry = text ? str_from_format("%S=%S", name, text) : NULL;
        xdecref(name);
        xdecref(text);
        if (!entry || list_append(list, entry) < 0)
            clear_reference(list);
        xdecref(entry);
    }
    return list;
}

/* os.environ as it is now, for execv. A new list. */
static Object *current_environment(void)
{
    Object *module = dict_get_text(interpreter.modules, "os");
    Object *environment = module ? object_lookup_attribute(module, "environ") : NULL;
    Object *list = environment && IS_DICT(environment) ? environment_list(environment)
                                                       : list_new(0);
    xdecref(environment);
    return list;
}

/* os.environ: a dict of what the process was given. A text that is not UTF-8 or has no '=' cannot
 * be named, so nobody would ask for it. */
static Object *environment_dict(void)
{
    Object *dict = dict_new();
    for (char **entry = platform_environment(); dict && *entry; entry++) {
        char *equals = memchr(*entry, '=', strlen(*entry));
        if (!equals)
            continue;
        Object *name = str_from_utf8(*entry, (size_t)(equals - *entry));
        Object *value = name ? str_from(equals + 1) : NULL;
        if (value ? dict_set(dict, name, value) < 0 : !error_matches(&unicode_decode_error_type))
            clear_reference(dict);
        else
            error_clear();
        xdecref(name);
        xdecref(value);
    }
    return dict;
}

/* Comes back only with an exception, which names the path if it is `shown`. */
static Object *execute(Object *path, Object *arguments, Object *environment, Object *shown)
{
    if (!IS_LIST(arguments) && !IS_TUPLE(arguments))
        return raise(&type_error_type, shown ? "execve: argv must be a tuple or list"
                                             : "execv() arg 2 must be a tuple or list");
    Object *list = sequence_to_list(arguments);
    TextArray path_texts = { 0 }, argument_texts = { 0 }, environment_texts = { 0 };
    if (list && text_array_fill(&path_texts, &path, 1) == 0 &&
        text_array_fill(&argument_texts, ((List *)list)->items, ((List *)list)->size) == 0 &&
        text_array_fill(&environment_texts, ((List *)environment)->items,
                        ((List *)environment)->size) == 0) {
        if (argument_texts.count == 0)
            raise(&value_error_type, shown ? "execve: argv must not be empty"
                                           : "execv() arg 2 must not be empty");
        else
            raise_os_error_about(platform_execve(path_texts.texts[0], argument_texts.texts,
                                                 environment_texts.texts), shown);
    }
    text_array_free(&path_texts);
    text_array_free(&argument_texts);
    text_array_free(&environment_texts);
    xdecref(list);
    return NULL;
}

static Object *os_execve(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    if (positional == 3 && !IS_DICT(args[2]))
        return raise(&type_error_type, "execve: environment must be a mapping object");
    Object *environment = positional == 3 ? environment_list(args[2])
                                           : current_environment();
    if (!environment)
        return NULL;
    execute(args[0], args[1], environment, positional == 3 ? args[0] : NULL);
    decref(environment);
    return NULL;
}

/* ---- signals and process groups -------------------------------------------------------------- */

/* Two ints, as most of these want. */
static bool two_ints(Object **args, int positional, int64_t values[2])
{
    return int_argument(args, positional, 0, 0, &values[0]) == 0 &&
           int_argument(args, positional, 1, 0, &values[1]) == 0;
}

static Object *none_or_error(int result)
{
    return result < 0 ? raise_os_error(result, NULL) : incref(NONE);
}

static Object *os_kill(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t values[2];
    if (!two_ints(args, positional, values))
        return NULL;
    int error = platform_kill(values[0], values[1]);
    if (interrupt_waits && interrupt_handle() < 0) /* it was for this process */
        return NULL;
    return none_or_error(error);
}

static Object *os_setsid(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    int session = platform_new_session();
    return none_or_error(session < 0 ? session : 0);
}

static Object *os_setpgid(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t values[2];
    return two_ints(args, positional, values)
               ? none_or_error(platform_set_group(values[0], values[1])) : NULL;
}

/* killpg(group, signal) */
static Object *os_killpg(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t values[2];
    if (!two_ints(args, positional, values))
        return NULL;
    int error = values[0] > 1 ? platform_kill(-values[0], values[1]) : -ESRCH;
    if (interrupt_waits && interrupt_handle() < 0)
        return NULL;
    return none_or_error(error);
}

static Object *os_getpgid(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t pid;
    if (int_argument(args, positional, 0, 0, &pid) < 0)
        return NULL;
    return integer_or_error(platform_get_group(pid));
}

static Object *os_getpgrp(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    return integer_or_error(platform_get_group(0));
}

static Object *os_tcsetpgrp(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t values[2];
    return two_ints(args, positional, values)
               ? none_or_error(platform_set_foreground_group(values[0], values[1])) : NULL;
}

static Object *os_tcgetpgrp(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t terminal;
    return int_argument(args, positional, 0, 0, &terminal) < 0
               ? NULL : integer_or_error(platform_foreground_group((int)terminal));
}

/* ---- descriptors ----------------------------------------------------------------------------- */

static Object *pair_of_ints(int first, int second)
{
    Object *items[] = { int_from(first), int_from(second) };
    Object *pair = items[0] && items[1] ? tuple_from(items, 2) : NULL;
    xdecref(items[0]);
    xdecref(items[1]);
    return pair;
}

static Object *os_pipe(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    int ends[2], error = platform_pipe(ends);
    return error < 0 ? raise_os_error(error, NULL) : pair_of_ints(ends[0], ends[1]);
}

static Object *os_dup2(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t values[2];
    return two_ints(args, positional, values)
               ? integer_or_error(platform_dup2(values[0], values[1])) : NULL;
}

static Object *os_dup(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t descriptor;
    return int_argument(args, positional, 0, 0, &descriptor) < 0
               ? NULL : integer_or_error(platform_dup((int)descriptor));
}

static Object *os_close(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t descriptor;
    if (int_argument(args, positional, 0, 0, &descriptor) < 0)
        return NULL;
    return none_or_error(platform_close(descriptor));
}

enum { READ_MOST = 1 << 20 }; /* bytes at a time: read may always give less than was asked for */

static Object *os_read(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t values[2];
    if (!two_ints(args, positional, values))
        return NULL;
    if (values[1] < 0)
        return raise_os_error(-EINVAL, NULL);
    size_t size = values[1] < READ_MOST ? values[1] : READ_MOST;
    char *buffer = mem_alloc(size ? size : 1);
    if (!buffer)
        return raise_no_memory();
    intptr_t count;
    do
        count = platform_read(values[0], buffer, size);
    while (interrupt_again(count));
    Object *bytes = count >= 0          ? bytes_from(buffer, count)
                    : error_occurred() ? NULL : raise_os_error(count, NULL);
    mem_free(buffer, size ? size : 1);
    return bytes;
}

static Object *os_write(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t descriptor;
    if (int_argument(args, positional, 0, 0, &descriptor) < 0)
        return NULL;
    ByteView view;
    intptr_t count;
    do { /* a signal's handler may change the bytes */
        if (byte_view_required(args[1], &view) < 0)
            return NULL;
        count = platform_write(descriptor, view.data, view.size);
    } while (interrupt_again(count));
    return error_occurred() ? NULL : integer_or_error(count);
}

static Object *os_urandom(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)positional, (void)kwnames;
    intptr_t size = object_as_ssize(args[0]);
    if (size < 0)
        return error_occurred() ? NULL : raise(&value_error_type, "negative argument not allowed");
    Object *bytes = bytes_from(NULL, (size_t)size);
    int error = bytes ? platform_random(((Bytes *)bytes)->data, (size_t)size) : 0;
    if (error < 0) {
        raise_os_error(error, NULL);
        clear_reference(bytes);
    }
    return bytes;
}

/* ---- the working directory ------------------------------------------------------------------- */

enum { PATH_MOST = 4096 };

static Object *os_getcwd(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)args, (void)positional, (void)kwnames;
    char path[PATH_MOST];
    int error = platform_current_directory(path, sizeof path);
    return error < 0 ? raise_os_error(error, NULL) : str_from(path);
}

static Object *os_chdir(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)positional, (void)kwnames;
    size_t size;
    char *path = os_path_text("chdir", "string, bytes, os.PathLike or integer", args[0], &size);
    return path && os_finish_path(args[0], path, size, platform_change_directory(path))
               ? incref(NONE) : NULL;
}

static const MethodDef functions[] = {
    { "fork", os_fork, 0, 0, 0, "fork(): 0 in the child, the child's pid in the parent" },
    { "execv", os_execve, 2, 2, 0, "execv(path, args): another program in this process" },
    { "execve", os_execve, 3, 3, 0, "execve(path, args, env)" },
    { "waitpid", os_waitpid, 2, 2, METHOD_TUPLE, "waitpid(pid, options): (pid, status) of an ended child" },
    { "getpid", os_getpid, 0, 0, 0, "getpid(): the number of this process" },
    { "getppid", os_getppid, 0, 0, 0, "getppid(): the number of its parent" },
    { "getpgid", os_getpgid, 1, 1, METHOD_NAMED, "getpgid(pid): the number of its group" },
    { "getpgrp", os_getpgrp, 0, 0, 0, "getpgrp(): the number of this process's group" },
    { "setsid", os_setsid, 0, 0, 0, "setsid(): a session and a group of its own" },
    { "setpgid", os_setpgid, 2, 2, METHOD_TUPLE, "setpgid(pid, group): puts a process into a group" },
    { "tcsetpgrp", os_tcsetpgrp, 2, 2, 0, "tcsetpgrp(fd, group): whom Ctrl-C is for" },
    { "tcgetpgrp", os_tcgetpgrp, 1, 1, 0, "tcgetpgrp(fd): whom Ctrl-C is for now" },
    { "kill", os_kill, 2, 2, METHOD_TUPLE, "kill(pid, signal)" },
    { "killpg", os_killpg, 2, 2, METHOD_TUPLE, "killpg(group, signal)" },
    { "pipe", os_pipe, 0, 0, 0, "pipe(): (descriptor to read from, descriptor to write to)" },
    { "dup", os_dup, 1, 1, 0, "dup(fd): another name of fd, which execv closes" },
    { "dup2", os_dup2, 2, 2, 0, "dup2(fd, fd2): fd2 becomes another name of fd" },
    { "close", os_close, 1, 1, METHOD_NAMED, "close(fd)" },
    { "read", os_read, 2, 2, 0, "read(fd, size): at most that many bytes; b'' at the end" },
    { "write", os_write, 2, 2, 0, "write(fd, bytes): how many were written" },
    { "urandom", os_urandom, 1, 1, 0, "urandom(size): so many bytes that nobody can foretell" },
    { "getcwd", os_getcwd, 0, 0, 0, "getcwd(): the working directory" },
    { "chdir", os_chdir, 1, 1, METHOD_NAMED, "chdir(path): another working directory" },
    { "_exit", os_exit, 1, 1, METHOD_NAMED, "_exit(status): ends the process, and nothing else" },
    { 0 },
};

/* Its functions belong to module posix in CPython, as their texts show; the module is called os. */
static int rename_to_os(Object *module)
{
    Object *name = str_interned("os");
    if (!name)
        return -1;
    replace_reference(((Module *)module)->name, incref(name));
    return put(((Module *)module)->dict, "__name__", name);
}

Object *module_os_create(void)
{
    Object *module = module_from_functions("posix", functions);
    Object *dict = module ? ((Module *)module)->dict : NULL;
    if (module && (os_add_files(module) < 0 || os_add_changes(module) < 0
                   || os_add_lazily(module) < 0
                   || module_add_functions(module, os_usage_functions) < 0
                   || os_add_statuses(module) < 0 || rename_to_os(module) < 0
                   || put(dict, "environ", environment_dict()) < 0))
        clear_reference(module);
    return module;
}
