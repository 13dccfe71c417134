/*
 * os_changes.c: the part of module os that changes files and directories, and says how full a disk
 * is. Names, arguments, results and errors are CPython's.
 */
#include <string.h>
#include "memory/memory.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/os_files.h"
#include "objects/arguments.h"
#include "platform/platform.h"
#include "vm/errors.h"

enum { DIRECTORY_MODE = 0777, NANOSECONDS = 1000000000 };

/* ---- one path, two paths --------------------------------------------------------------------- */

static Object *change_path(const char *function, Object *path, int (*change)(const char *path))
{
    size_t size;
    char *text = os_path_text(function, os_path_kinds, path, &size);
    return text && os_finish_path(path, text, size, change(text)) ? incref(NONE) : NULL;
}

/* An error names both paths. */
static Object *change_paths(const char *function, Object **paths,
                            int (*change)(const char *first, const char *second))
{
    size_t sizes[2];
    char *first = os_path_text(function, os_path_kinds, paths[0], &sizes[0]);
    char *second = first ? os_path_text(function, os_path_kinds, paths[1], &sizes[1]) : NULL;
    int error = second ? change(first, second) : 0;
    if (error < 0)
        raise_os_error_of_two(error, paths[0], paths[1]);
    bool done = second && error == 0;
    if (second)
        mem_free(second, sizes[1] + 1);
    if (first)
        mem_free(first, sizes[0] + 1);
    return done ? incref(NONE) : NULL;
}

FUNCTION(os_unlink)
{
    UNUSED_ARGUMENTS;
    return change_path("unlink", args[0], platform_unlink);
}

FUNCTION(os_remove)
{
    UNUSED_ARGUMENTS;
    return change_path("remove", args[0], platform_unlink);
}

FUNCTION(os_rmdir)
{
    UNUSED_ARGUMENTS;
    return change_path("rmdir", args[0], platform_remove_directory);
}

FUNCTION(os_rename)
{
    UNUSED_ARGUMENTS;
    return change_paths("rename", args, platform_rename);
}

FUNCTION(os_replace)
{
    UNUSED_ARGUMENTS;
    return change_paths("replace", args, platform_rename);
}

FUNCTION(os_link)
{
    UNUSED_ARGUMENTS;
    return change_paths("link", args, platform_link);
}

FUNCTION(os_symlink)
{
    UNUSED_ARGUMENTS;
    return change_paths("symlink", args, platform_symbolic_link);
}

/* ---- with a number --------------------------------------------------------------------------- */

/* An argument that must be an int. 0, or -1 with TypeError. */
static int int_value(Object *argument, int64_t *value)
{
    return int_argument(&argument, 1, 0, 0, value);
}

FUNCTION(os_mkdir)
{
    static const char *const names[] = {"path", "mode", NULL};
    (void)self;
    Object *values[2];
    int64_t mode = DIRECTORY_MODE;
    size_t size;
    if (parse_required_arguments("mkdir", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    if (values[1] && int_value(values[1], &mode) < 0)
        return NULL;
    char *text = os_path_text("mkdir", os_path_kinds, values[0], &size);
    return text && os_finish_path(values[0], text, size, platform_make_directory(text, (int)mode))
               ? incref(NONE) : NULL;
}

FUNCTION(os_chmod)
{
    UNUSED_ARGUMENTS;
    int64_t mode;
    size_t size;
    if (int_value(args[1], &mode) < 0)
        return NULL;
    char *text = os_path_text("chmod", "string, bytes, os.PathLike or integer", args[0], &size);
    return text && os_finish_path(args[0], text, size, platform_set_mode(text, (int)mode))
               ? incref(NONE) : NULL;
}

FUNCTION(os_umask)
{
    UNUSED_ARGUMENTS;
    int64_t mask;
    return int_value(args[0], &mask) < 0 ? NULL : int_from(platform_mode_mask((int)mask));
}

static Object *none_or_error(int error)
{
    return error < 0 ? raise_os_error(error, NULL) : incref(NONE);
}

FUNCTION(os_ftruncate)
{
    UNUSED_ARGUMENTS;
    int64_t fd, size;
    if (int_value(args[0], &fd) < 0 || int_value(args[1], &size) < 0)
        return NULL;
    return none_or_error(platform_truncate((int)fd, size));
}

FUNCTION(os_truncate)
{
    UNUSED_ARGUMENTS;
    int64_t length;
    size_t size;
    if (IS_INT(args[0]))
        return os_ftruncate(self, args, positional, kwnames);
    if (int_value(args[1], &length) < 0)
        return NULL;
    char *text = os_path_text("truncate", "string, bytes, os.PathLike or integer", args[0], &size);
    return text && os_finish_path(args[0], text, size, platform_truncate_path(text, length))
               ? incref(NONE) : NULL;
}

/* ---- to the disk ----------------------------------------------------------------------------- */

FUNCTION(os_fsync)
{
    UNUSED_ARGUMENTS;
    int64_t fd;
    return int_value(args[0], &fd) < 0 ? NULL : none_or_error(platform_sync_file((int)fd));
}

FUNCTION(os_sync)
{
    UNUSED_ARGUMENTS;
    return none_or_error(platform_sync());
}

/* ---- times ----------------------------------------------------------------------------------- */

/* A time in seconds, int or float, as nanoseconds, rounded down as by CPython. 0 or -1. */
static int time_value(Object *seconds, int64_t *value)
{
    if (seconds->type == &float_type) {
        double time = object_as_double(seconds);
        int64_t whole = (int64_t)time;
        whole -= (double)whole > time;
        *value = whole * NANOSECONDS + (int64_t)((time - (double)whole) * NANOSECONDS);
        return 0;
    }
    if (int_value(seconds, value) < 0)
        return -1;
    *value *= NANOSECONDS;
    return 0;
}

/* utime(path, times=None, *, ns): a pair of seconds, or of nanoseconds; without either: now. */
FUNCTION(os_utime)
{
    static const char *const names[] = {"path", "times", "ns", NULL};
    (void)self;
    Object *values[3];
    int64_t times[2];
    size_t size;
    if (parse_required_arguments("utime", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    bool seconds = values[1] && values[1] != NONE;
    if (seconds && values[2])
        return raise(&value_error_type,
                     "utime: you may specify either 'times' or 'ns' but not both");
    Object *pair = seconds ? values[1] : values[2];
    if (pair && (!IS_TUPLE(pair) || ((Tuple *)pair)->size != 2))
        return raise(&type_error_type, seconds
                         ? "utime: 'times' must be either a tuple of two ints or None"
                         : "utime: 'ns' must be a tuple of two ints");
    for (int i = 0; pair && i < 2; i++) {
        Object *item = ((Tuple *)pair)->items[i];
        if ((seconds ? time_value(item, &times[i]) : int_value(item, &times[i])) < 0)
            return NULL;
    }
    char *text = os_path_text("utime", "string, bytes, os.PathLike or integer", values[0], &size);
    return text && os_finish_path(values[0], text, size,
                                  platform_set_times(text, true, pair ? times : NULL))
               ? incref(NONE) : NULL;
}

/* ---- errors ---------------------------------------------------------------------------------- */

FUNCTION(os_strerror)
{
    UNUSED_ARGUMENTS;
    int64_t code;
    if (int_value(args[0], &code) < 0)
        return NULL;
    const char *text = os_error_text((int)code);
    return strcmp(text, "Unknown error") == 0 ? str_from_format("Unknown error %d", (int)code)
                                              : str_from(text);
}

/* ---- how full -------------------------------------------------------------------------------- */

typedef struct { Object head; PlatformSpace space; } SpaceResult;

#define FIELD(name, field) \
    static Object *space_##name(Object *self) \
    { return int_from((int64_t)((SpaceResult *)self)->space.field); }
FIELD(block_size, block_size)
FIELD(fragment_size, fragment_size)
FIELD(blocks, blocks)
FIELD(blocks_free, blocks_free)
FIELD(blocks_available, blocks_available)
FIELD(files, files)
FIELD(files_free, files_free)
FIELD(flags, flags)
FIELD(name_most, name_most)
#undef FIELD

static const GetSetDef space_fields[] = {
    {"f_bsize", space_block_size, NULL}, {"f_frsize", space_fragment_size, NULL},
    {"f_blocks", space_blocks, NULL}, {"f_bfree", space_blocks_free, NULL},
    {"f_bavail", space_blocks_available, NULL}, {"f_files", space_files, NULL},
    {"f_ffree", space_files_free, NULL}, {"f_favail", space_files_free, NULL},
    {"f_flag", space_flags, NULL}, {"f_namemax", space_name_most, NULL}, {NULL, NULL, NULL}};

static void space_destroy(Object *self) { object_free(self, 0); }

static Type statvfs_result_type = {
    .head = {1, &type_type}, .name = "os.statvfs_result",
    .doc = "How much room a file system has.", .basic_size = sizeof(SpaceResult),
    .destroy = space_destroy, .getsets = space_fields,
};

FUNCTION(os_statvfs)
{
    UNUSED_ARGUMENTS;
    PlatformSpace space;
    size_t size;
    char *text = os_path_text("statvfs", "string, bytes, os.PathLike or integer", args[0], &size);
    if (!text || !os_finish_path(args[0], text, size, platform_space(text, &space)))
        return NULL;
    SpaceResult *result = object_new(&statvfs_result_type, 0);
    if (result)
        result->space = space;
    return (Object *)result;
}

/* ---- what the module gets -------------------------------------------------------------------- */

static const MethodDef functions[] = {
    {"unlink", os_unlink, 1, 1, METHOD_NAMED, "unlink(path): removes a file's name"},
    {"remove", os_remove, 1, 1, METHOD_NAMED, "remove(path): removes a file's name"},
    {"mkdir", os_mkdir, 0, 2, METHOD_KEYWORDS, "mkdir(path, mode=0o777): makes a directory"},
    {"rmdir", os_rmdir, 1, 1, METHOD_NAMED, "rmdir(path): removes an empty directory"},
    {"rename", os_rename, 2, 2, METHOD_NAMED,
     "rename(src, dst): another name; what is at dst gives way"},
    {"replace", os_replace, 2, 2, METHOD_NAMED,
     "replace(src, dst): another name; what is at dst gives way"},
    {"link", os_link, 2, 2, METHOD_NAMED, "link(src, dst): one more name"},
    {"symlink", os_symlink, 2, 2, METHOD_NAMED, "symlink(src, dst): dst leads to src"},
    {"truncate", os_truncate, 2, 2, METHOD_NAMED,
     "truncate(path, length): cuts a file, or adds zeros; path may be a descriptor"},
    {"ftruncate", os_ftruncate, 2, 2, METHOD_NAMED, "ftruncate(fd, length)"},
    {"fsync", os_fsync, 1, 1, METHOD_NAMED, "fsync(fd): returns when the file is safe on the disk"},
    {"fdatasync", os_fsync, 1, 1, METHOD_NAMED, "fdatasync(fd)"},
    {"sync", os_sync, 0, 0, 0, "sync(): the same for all files"},
    {"utime", os_utime, 0, 2, METHOD_KEYWORDS,
     "utime(path, times=None, *, ns): times of access and change; None: now"},
    {"chmod", os_chmod, 2, 2, METHOD_NAMED, "chmod(path, mode)"},
    {"umask", os_umask, 1, 1, 0, "umask(mask): the permissions that new files lack; the old ones"},
    {"strerror", os_strerror, 1, 1, 0, "strerror(code): what the number of an error means"},
    {"statvfs", os_statvfs, 1, 1, METHOD_NAMED, "statvfs(path): how full the disk is"},
    {NULL, NULL, 0, 0, 0, NULL}};

int os_add_changes(Object *module)
{
    return type_ready(&statvfs_result_type) < 0 || module_add_functions(module, functions) < 0
               || module_add(module, "statvfs_result", incref(&statvfs_result_type.head)) < 0
               ? -1 : 0;
}
