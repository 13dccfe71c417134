/*
 * os_files.c: the part of module os that is about files and directories. Names, arguments, results
 * and errors are CPython's; a path is a str, bytes, or an object with __fspath__.
 */
#include "modules/os_files.h"

#include <string.h>
#include "io/io.h"
#include "kernel/abi.h"
#include "memory/memory.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "objects/arguments.h"
#include "platform/platform.h"
#include "vm/errors.h"

enum { LINK_MOST = 4096, CREATION_MODE = 0777 };

/* ---- paths ----------------------------------------------------------------------------------- */

const char os_path_kinds[] = "string, bytes or os.PathLike";

static bool is_path(Object *path)
{
    Object *method = IS_STR(path) || HAS_FLAG(path, TYPE_BYTES)
                   ? NONE : object_special_method(path, "__fspath__");
    if (method && method != NONE)
        decref(method);
    return method != NULL;
}

char *os_path_text(const char *function, const char *allowed, Object *path, size_t *size)
{
    if (!is_path(path))
        return error_occurred() ? NULL : raise(&type_error_type, "%s: path should be %s, not %T",
                                               function, allowed, path);
    Object *plain = path_of(path);
    char *text = plain ? path_text(plain, size) : NULL;
    xdecref(plain);
    return text;
}

void *os_finish_path(Object *path, char *text, size_t size, int error)
{
    if (error < 0 && HAS_FLAG(path, TYPE_BYTES))
        raise_os_error_about(error, path);
    else if (error < 0)
        raise_os_error(error, text);
    mem_free(text, size + 1);
    return error < 0 ? NULL : NONE;
}

/* ---- stat ------------------------------------------------------------------------------------ */

typedef struct { Object head; PlatformStatus status; } StatResult;

#define FIELD(name, field) \
    static Object *stat_##name(Object *self) \
    { return int_from((int64_t)((StatResult *)self)->status.field); }
FIELD(mode, mode)
FIELD(inode, inode)
FIELD(device, device)
FIELD(links, links)
FIELD(user, user)
FIELD(group, group)
FIELD(size, size)
FIELD(block_size, block_size)
FIELD(blocks, blocks)
FIELD(accessed_ns, accessed)
FIELD(modified_ns, modified)
FIELD(changed_ns, changed)
#undef FIELD

static const double nanoseconds = 1e9;
#define TIME(name) \
    static Object *stat_##name(Object *self) \
    { return float_from((double)((StatResult *)self)->status.name / nanoseconds); }
TIME(accessed)
TIME(modified)
TIME(changed)
#undef TIME

/* Up to st_ctime in the order in which CPython shows them. */
static const GetSetDef stat_fields[] = {
    {"st_mode", stat_mode, NULL}, {"st_ino", stat_inode, NULL}, {"st_dev", stat_device, NULL},
    {"st_nlink", stat_links, NULL}, {"st_uid", stat_user, NULL}, {"st_gid", stat_group, NULL},
    {"st_size", stat_size, NULL}, {"st_atime", stat_accessed, NULL},
    {"st_mtime", stat_modified, NULL}, {"st_ctime", stat_changed, NULL},
    {"st_atime_ns", stat_accessed_ns, NULL}, {"st_mtime_ns", stat_modified_ns, NULL},
    {"st_ctime_ns", stat_changed_ns, NULL}, {"st_blksize", stat_block_size, NULL},
    {"st_blocks", stat_blocks, NULL}, {NULL, NULL, NULL}};
enum { SHOWN_FIELDS = 10, FIRST_TIME = 7, LAST_TIME = 9 };

/* CPython's shows the times in whole seconds. */
static Object *stat_repr(Object *self)
{
    StrBuilder b;
    str_builder_begin(&b);
    int result = str_builder_text(&b, "os.stat_result(");
    for (int i = 0; i < SHOWN_FIELDS && result == 0; i++) {
        Object *value = stat_fields[i].get(self);
        if (value && i >= FIRST_TIME && i <= LAST_TIME)
            replace_reference(value, int_from_double(object_as_double(value)));
        Object *text = value ? str_from_format("%s%s=%R", i ? ", " : "", stat_fields[i].name, value)
                             : NULL;
        result = text ? str_builder_str(&b, text) : -1;
        xdecref(text);
        xdecref(value);
    }
    if (result == 0 && str_builder_text(&b, ")") == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

static void stat_destroy(Object *self) { object_free(self, 0); }

static Type stat_result_type = {
    .head = {1, &type_type}, .name = "os.stat_result", .basic_size = sizeof(StatResult),
    .destroy = stat_destroy, .repr = stat_repr, .getsets = stat_fields,
};

static Object *stat_result_from(const PlatformStatus *status)
{
    StatResult *result = object_new(&stat_result_type, 0);
    if (result)
        result->status = *status;
    return (Object *)result;
}

static Object *status_at(const char *function, const char *allowed, Object *path, bool follow)
{
    PlatformStatus status;
    size_t size;
    char *text = os_path_text(function, allowed, path, &size);
    return text && os_finish_path(path, text, size, platform_status(text, follow, &status))
               ? stat_result_from(&status) : NULL;
}

static Object *status_of(int64_t fd)
{
    PlatformStatus status;
    int error = platform_status_of((int)fd, &status);
    return error < 0 ? raise_os_error(error, NULL) : stat_result_from(&status);
}

FUNCTION(os_fstat)
{
    UNUSED_ARGUMENTS;
    int64_t fd;
    return int_argument(args, positional, 0, 0, &fd) < 0 ? NULL : status_of(fd);
}

FUNCTION(os_stat)
{
    static const char *const names[] = {"path", "dir_fd", "follow_symlinks", NULL};
    Object *values[3];
    if (parse_required_arguments("stat", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    if (values[1] && values[1] != NONE)
        return raise(&not_implemented_error_type, "stat: dir_fd unavailable on this platform");
    int follow = values[2] ? object_truth(values[2]) : 1;
    if (follow < 0)
        return NULL;
    if (IS_INT(values[0]))
        return os_fstat(self, values, 1, NULL);
    return status_at("stat", "string, bytes, os.PathLike or integer", values[0], follow);
}

FUNCTION(os_lstat)
{
    UNUSED_ARGUMENTS;
    return status_at("lstat", os_path_kinds, args[0], false);
}

/* ---- directories ----------------------------------------------------------------------------- */

typedef struct { Object *names; bool bytes; } Listing;

static int add_name(void *context, const char *name)
{
    Listing *listing = context;
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return 0;
    Object *text = listing->bytes ? bytes_from(name, strlen(name)) : str_from(name);
    int result = text ? list_append(listing->names, text) : -1;
    xdecref(text);
    return result < 0 ? 1 : 0; /* errors of the platform are negative */
}

FUNCTION(os_listdir)
{
    UNUSED_ARGUMENTS;
    size_t size;
    Object *here = positional && args[0] != NONE ? incref(args[0]) : str_from(".");
    char *text = here ? os_path_text("listdir", "string, bytes, os.PathLike, integer or None",
                                         here, &size) : NULL;
    Listing listing = { text ? list_new(0) : NULL, text && HAS_FLAG(here, TYPE_BYTES) };
    if (text) {
        int result = listing.names ? platform_list_directory(text, add_name, &listing) : 1;
        if (!os_finish_path(here, text, size, result) || result > 0)
            clear_reference(listing.names);
    }
    xdecref(here);
    return listing.names;
}

/* ---- files ----------------------------------------------------------------------------------- */

FUNCTION(os_open)
{
    UNUSED_ARGUMENTS;
    int64_t flags, mode;
    size_t size;
    char *text = os_path_text("open", os_path_kinds, args[0], &size);
    if (!text)
        return NULL;
    if (int_argument(args, positional, 1, O_RDONLY, &flags) < 0 ||
        int_argument(args, positional, 2, CREATION_MODE, &mode) < 0)
        return os_finish_path(args[0], text, size, 0), NULL;
    int fd = platform_open_file(text, (int)flags, (int)mode);
    return os_finish_path(args[0], text, size, fd) ? int_from(fd) : NULL;
}

FUNCTION(os_access)
{
    UNUSED_ARGUMENTS;
    int64_t mode;
    size_t size;
    char *text = os_path_text("access", os_path_kinds, args[0], &size);
    if (!text)
        return NULL;
    int error = int_argument(args, positional, 1, 0, &mode);
    bool allowed = error == 0 && platform_access(text, (int)mode) == 0;
    os_finish_path(args[0], text, size, 0);
    return error < 0 ? NULL : bool_from(allowed);
}

FUNCTION(os_readlink)
{
    UNUSED_ARGUMENTS;
    char target[LINK_MOST];
    size_t size;
    char *text = os_path_text("readlink", os_path_kinds, args[0], &size);
    if (!text)
        return NULL;
    int length = platform_read_link(text, target, sizeof target);
    if (!os_finish_path(args[0], text, size, length))
        return NULL;
    return HAS_FLAG(args[0], TYPE_BYTES) ? bytes_from(target, (size_t)length)
                                         : str_from_utf8(target, (size_t)length);
}

FUNCTION(os_lseek)
{
    UNUSED_ARGUMENTS;
    int64_t fd, offset, from;
    if (int_argument(args, positional, 0, 0, &fd) < 0 ||
        int_argument(args, positional, 1, 0, &offset) < 0 ||
        int_argument(args, positional, 2, SEEK_SET, &from) < 0)
        return NULL;
    int64_t result = platform_seek((int)fd, offset, (int)from);
    return result < 0 ? raise_os_error((int)result, NULL) : int_from(result);
}

FUNCTION(os_isatty)
{
    UNUSED_ARGUMENTS;
    int64_t fd;
    return int_argument(args, positional, 0, 0, &fd) < 0
               ? NULL : bool_from(platform_is_terminal((int)fd));
}

/* ---- what the module gets -------------------------------------------------------------------- */

static const MethodDef functions[] = {
    {"open", os_open, 2, 3, METHOD_NAMED, "open(path, flags, mode=0o777): a descriptor"},
    {"lseek", os_lseek, 3, 3, 0, "lseek(fd, offset, from): the new offset"},
    {"isatty", os_isatty, 1, 1, 0, "isatty(fd): whether it is a terminal"},
    {"stat", os_stat, 0, 1, METHOD_KEYWORDS,
     "stat(path, *, follow_symlinks=True): what there is about a file; path may be a descriptor"},
    {"lstat", os_lstat, 1, 1, METHOD_NAMED, "lstat(path): of a symbolic link itself"},
    {"fstat", os_fstat, 1, 1, METHOD_NAMED, "fstat(fd)"},
    {"access", os_access, 2, 2, METHOD_NAMED, "access(path, mode): F_OK, or R_OK | W_OK | X_OK"},
    {"listdir", os_listdir, 0, 1, METHOD_NAMED, "listdir(path=None): the names in a directory"},
    {"readlink", os_readlink, 1, 1, METHOD_NAMED, "readlink(path): where a symbolic link leads"},
    {NULL, NULL, 0, 0, 0, NULL}};

static const struct { const char *name; int value; } numbers[] = {
    {"O_RDONLY", O_RDONLY}, {"O_WRONLY", O_WRONLY}, {"O_RDWR", O_RDWR},
    {"O_CREAT", O_CREAT}, {"O_EXCL", O_EXCL}, {"O_TRUNC", O_TRUNC}, {"O_APPEND", O_APPEND},
    {"O_NOFOLLOW", O_NOFOLLOW}, {"O_NONBLOCK", O_NONBLOCK}, {"O_DIRECTORY", O_DIRECTORY},
    {"O_CLOEXEC", O_CLOEXEC}, {"O_DSYNC", O_DSYNC}, {"O_SYNC", O_SYNC},
    {"SEEK_SET", SEEK_SET}, {"SEEK_CUR", SEEK_CUR}, {"SEEK_END", SEEK_END},
    {"F_OK", 0}, {"R_OK", R_OK}, {"W_OK", W_OK}, {"X_OK", X_OK},
};

int os_add_files(Object *module)
{
    if (type_ready(&stat_result_type) < 0 || module_add_functions(module, functions) < 0
        || module_add(module, "stat_result", incref(&stat_result_type.head)) < 0)
        return -1;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (module_add(module, numbers[i].name, int_from(numbers[i].value)) < 0)
            return -1;
    return 0;
}
