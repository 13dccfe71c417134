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
#include "objects/codecs.h"
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
    if (!text && HAS_FLAG(path, TYPE_BYTES) && error_matches(&value_error_type)) {
        error_clear();
        raise(&value_error_type, "%s: embedded null character in path", function);
    }
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

/* A tuple of ten numbers that has names for them, and for more that the tuple does not count
 * (CPython's "struct sequence"): the times as floats, which take the names of the whole seconds. */
enum { STAT_SHOWN = 10, FIRST_TIME = 7, TIMES = 3, STAT_FLOATS = STAT_SHOWN,
       STAT_NANOSECONDS = STAT_FLOATS + TIMES, STAT_BLOCK_SIZE = STAT_NANOSECONDS + TIMES,
       STAT_BLOCKS, STAT_ITEMS };

static const char *const shown_names[STAT_SHOWN] = {
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime",
    "st_mtime", "st_ctime" };

#define ITEM(name, index) \
    static Object *stat_##name(Object *self) { return incref(((Tuple *)self)->items[index]); }
ITEM(mode, 0) ITEM(inode, 1) ITEM(device, 2) ITEM(links, 3) ITEM(user, 4) ITEM(group, 5)
ITEM(size, 6) ITEM(accessed, STAT_FLOATS) ITEM(modified, STAT_FLOATS + 1)
ITEM(changed, STAT_FLOATS + 2) ITEM(accessed_ns, STAT_NANOSECONDS)
ITEM(modified_ns, STAT_NANOSECONDS + 1) ITEM(changed_ns, STAT_NANOSECONDS + 2)
ITEM(block_size, STAT_BLOCK_SIZE) ITEM(blocks, STAT_BLOCKS)
#undef ITEM

static const GetSetDef stat_fields[] = {
    {"st_mode", stat_mode, NULL}, {"st_ino", stat_inode, NULL}, {"st_dev", stat_device, NULL},
    {"st_nlink", stat_links, NULL}, {"st_uid", stat_user, NULL}, {"st_gid", stat_group, NULL},
    {"st_size", stat_size, NULL}, {"st_atime", stat_accessed, NULL},
    {"st_mtime", stat_modified, NULL}, {"st_ctime", stat_changed, NULL},
    {"st_atime_ns", stat_accessed_ns, NULL}, {"st_mtime_ns", stat_modified_ns, NULL},
    {"st_ctime_ns", stat_changed_ns, NULL}, {"st_blksize", stat_block_size, NULL},
    {"st_blocks", stat_blocks, NULL}, {NULL, NULL, NULL}};

static Object *stat_repr(Object *self)
{
    StrBuilder b;
    str_builder_begin(&b);
    int result = str_builder_text(&b, "os.stat_result(");
    for (int i = 0; i < STAT_SHOWN && result == 0; i++) {
        Object *text = str_from_format("%s%s=%R", i ? ", " : "", shown_names[i],
                                       ((Tuple *)self)->items[i]);
        result = text ? str_builder_str(&b, text) : -1;
        xdecref(text);
    }
    if (result == 0 && str_builder_text(&b, ")") == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

static int stat_traverse(Object *self, Visitor visit, void *context)
{
    int result = 0;
    for (int i = 0; i < STAT_ITEMS && result == 0; i++)
        if (((Tuple *)self)->items[i])
            result = visit(((Tuple *)self)->items[i], context);
    return result;
}

static void stat_destroy(Object *self)
{
    gc_untrack(self);
    for (int i = 0; i < STAT_ITEMS; i++)
        xdecref(((Tuple *)self)->items[i]);
    object_free(self, STAT_ITEMS);
}

/* All items (each stolen, NULL: an exception): new, or NULL. */
static Object *stat_result_of(Type *type, Object *const *items)
{
    Tuple *result = object_new(type, STAT_ITEMS);
    bool complete = result != NULL;
    for (int i = 0; i < STAT_ITEMS; i++) {
        complete = complete && items[i] != NULL;
        if (result)
            result->items[i] = items[i];
        else
            xdecref(items[i]);
    }
    if (result)
        result->size = STAT_SHOWN;
    if (complete)
        gc_track(result);
    else
        clear_reference(result);
    return (Object *)result;
}

/* os.stat_result(sequence): what is missing of the times is the whole seconds. */
static Object *stat_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = {"sequence", NULL};
    Object *value;
    if (parse_required_arguments("stat_result", args, positional, kwnames, names, 1, &value) < 0)
        return NULL;
    if (!value->type->iterate)
        return raise(&type_error_type, "constructor requires a sequence");
    Tuple *given = (Tuple *)sequence_to_tuple(value);
    if (!given)
        return NULL;
    Object *items[STAT_ITEMS], *result = NULL;
    if (given->size < STAT_SHOWN)
        raise(&type_error_type, "os.stat_result() takes an at least %d-sequence (%zd-sequence "
              "given)", STAT_SHOWN, given->size);
    else if (given->size > STAT_ITEMS)
        raise(&type_error_type, "os.stat_result() takes an at most %d-sequence (%zd-sequence "
              "given)", STAT_ITEMS, given->size);
    else {
        for (int i = 0; i < STAT_ITEMS; i++)
            items[i] = incref(i < given->size ? given->items[i]
                              : i < STAT_NANOSECONDS ? given->items[i - TIMES] : NONE);
        result = stat_result_of(type, items);
    }
    decref(given);
    return result;
}

static Type stat_result_type = {
    .head = {1, &type_type}, .name = "os.stat_result", .base = &tuple_type,
    .basic_size = sizeof(Tuple), .item_size = sizeof(Object *), .flags = TYPE_GC | TYPE_TUPLE,
    .destroy = stat_destroy, .traverse = stat_traverse, .repr = stat_repr, .str = stat_repr,
    .construct = stat_construct, .getsets = stat_fields,
    .doc = "os.stat_result(sequence): what os.stat() gives.",
};

static Object *stat_result_from(const PlatformStatus *status)
{
    static const double nanoseconds = 1e9;
    enum { NANOSECONDS = 1000000000 };
    const int64_t times[TIMES] = { (int64_t)status->accessed, (int64_t)status->modified,
                                   (int64_t)status->changed };
    Object *items[STAT_ITEMS] = {
        int_from(status->mode), int_from((int64_t)status->inode), int_from((int64_t)status->device),
        int_from((int64_t)status->links), int_from(status->user), int_from(status->group),
        int_from((int64_t)status->size),
        [STAT_BLOCK_SIZE] = int_from((int64_t)status->block_size),
        [STAT_BLOCKS] = int_from((int64_t)status->blocks) };
    for (int i = 0; i < TIMES; i++) {
        int64_t rest = times[i] % NANOSECONDS;
        items[FIRST_TIME + i] = int_from(times[i] / NANOSECONDS - (rest < 0));
        items[STAT_FLOATS + i] = float_from((double)times[i] / nanoseconds);
        items[STAT_NANOSECONDS + i] = int_from(times[i]);
    }
    return stat_result_of(&stat_result_type, items);
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

/* As os.fsdecode: bytes that are no UTF-8 come as surrogates (PEP 383). */
static Object *file_name(const char *bytes, size_t size)
{
    Object *errors = str_interned("surrogateescape");
    Object *name = errors ? codec_decode(bytes, size, CODEC_UTF_8, errors) : NULL;
    xdecref(errors);
    return name;
}

typedef struct { Object *names; bool bytes; } Listing;

static int add_name(void *context, const char *name)
{
    Listing *listing = context;
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return 0;
    Object *text = listing->bytes ? bytes_from(name, strlen(name))
                                  : file_name(name, strlen(name));
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
                                         : file_name(target, (size_t)length);
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
