/*
 * errors.c: raising exceptions from C. The raised exception, while it is on its way to a handler,
 * is interpreter.exception; the one that a handler is dealing with is interpreter.handled.
 */
#include "vm/errors.h"

#include "kernel/abi.h"
#include "vm/exceptions.h"
#include "vm/generator.h"
#include "vm/interpreter.h"

/* ---- the raised exception -------------------------------------------------------------------- */

bool error_occurred(void) { return interpreter.exception != NULL; }

bool error_matches(Type *type)
{
    return interpreter.exception && type_is_subtype(interpreter.exception->type, type);
}

void error_clear(void) { clear_reference(interpreter.exception); }

Object *error_fetch(void)
{
    Object *exception = interpreter.exception;
    interpreter.exception = NULL;
    return exception;
}

void error_restore(Object *exception)
{
    replace_reference(interpreter.exception, exception);
}

Object *error_handled(void)
{
    Object *handled = interpreter.handled;
    for (Generator *g = interpreter.generator; !handled && g; g = g->outer)
        handled = g->handled;
    return handled;
}

/* ---- context --------------------------------------------------------------------------------- */

/* Takes `exception` out of the chain of contexts that starts at `chain`, so that hanging the chain
 * below it makes no cycle. A cycle that exists already (a program can tie one) ends the walk:
 * `slow` follows at half the speed and is met there. */
static void cut_out_of_chain(Object *exception, Object *chain)
{
    Object *slow = chain;
    bool advance_slow = false;
    for (Object *o = chain, *next; (next = ((Exception *)o)->context); o = next) {
        if (next == exception) {
            clear_reference(((Exception *)o)->context);
            return;
        }
        if (next == slow)
            return;
        if (advance_slow)
            slow = ((Exception *)slow)->context;
        advance_slow = !advance_slow;
    }
}

void exception_set_context(Object *exception)
{
    Object *handled = error_handled();
    if (!handled || handled == exception)
        return;
    cut_out_of_chain(exception, handled);
    replace_reference(((Exception *)exception)->context, incref(handled));
}

/* ---- raising --------------------------------------------------------------------------------- */

void *raise_object(Object *exception)
{
    incref(exception);
    exception_set_context(exception);
    error_restore(exception);
    return NULL;
}

/* Raises type(argument). argument is stolen; NULL: an exception is set already. A lack of memory is
 * not replaced: who raises may have taken it for something that is not there. */
static void *raise_stolen(Type *type, Object *argument)
{
    if (!argument || error_matches(&memory_error_type)) {
        xdecref(argument);
        return NULL;
    }
    Object *args = tuple_from(&argument, 1);
    decref(argument);
    Object *exception = args ? exception_new(type, args) : NULL;
    if (!exception)
        return NULL;
    exception_set_context(exception);
    error_restore(exception);
    return NULL;
}

void *raise_without_arguments(Type *type)
{
    Object *exception = object_call(&type->head, NULL, 0, NULL);
    if (exception)
        raise_object(exception);
    xdecref(exception);
    return NULL;
}

void *raise_value(Type *type, Object *argument)
{
    return raise_stolen(type, incref(argument));
}

#define MESSAGE(format) ({ \
    va_list arguments_; \
    va_start(arguments_, format); \
    Object *message_ = str_from_format_list(format, arguments_); \
    va_end(arguments_); \
    message_; })

void *raise(Type *type, const char *format, ...)
{
    return raise_stolen(type, MESSAGE(format));
}

int raise_int(Type *type, const char *format, ...)
{
    raise_stolen(type, MESSAGE(format));
    return -1;
}

int raise_int_from(Type *type, const char *format, ...)
{
    Object *cause = error_fetch();
    raise_stolen(type, MESSAGE(format));
    Exception *error = (Exception *)interpreter.exception;
    if (error_matches(type)) { /* not if there was no memory for it */
        replace_reference(error->cause, incref(cause));
        if (error->context == NULL)
            error->context = incref(cause);
        error->suppress_context = true;
    }
    decref(cause);
    return -1;
}

void *raise_name_error(Object *name, const char *format, ...)
{
    raise_stolen(&name_error_type, MESSAGE(format));
    if (error_matches(&name_error_type))
        exception_set_field(interpreter.exception, NAME_ERROR_NAME, name);
    return NULL;
}

void *raise_attribute_error(Object *object, Object *name, const char *format, ...)
{
    raise_stolen(&attribute_error_type, MESSAGE(format));
    attribute_error_describe(object, name);
    return NULL;
}

void attribute_error_describe(Object *object, Object *name)
{
    Object *exception = interpreter.exception;
    if (!error_matches(&attribute_error_type) || exception_field(exception, ATTRIBUTE_ERROR_NAME)
        || exception_field(exception, ATTRIBUTE_ERROR_OBJ))
        return;
    exception_set_field(exception, ATTRIBUTE_ERROR_NAME, name);
    exception_set_field(exception, ATTRIBUTE_ERROR_OBJ, object);
}

const char *os_error_text(int errno_value)
{
    static const struct { int errno_value; const char *text; } texts[] = {
        {EPERM, "Operation not permitted"}, {ENOENT, "No such file or directory"},
        {ESRCH, "No such process"}, {EINTR, "Interrupted system call"},
        {EIO, "Input/output error"}, {E2BIG, "Argument list too long"},
        {ENOEXEC, "Exec format error"}, {EBADF, "Bad file descriptor"},
        {ECHILD, "No child processes"}, {EAGAIN, "Resource temporarily unavailable"},
        {ENOMEM, "Cannot allocate memory"}, {EACCES, "Permission denied"},
        {EFAULT, "Bad address"}, {EBUSY, "Device or resource busy"}, {EEXIST, "File exists"},
        {EXDEV, "Invalid cross-device link"}, {ENODEV, "No such device"},
        {ENOTDIR, "Not a directory"}, {EISDIR, "Is a directory"}, {EINVAL, "Invalid argument"},
        {ENFILE, "Too many open files in system"}, {EMFILE, "Too many open files"},
        {ENOTTY, "Inappropriate ioctl for device"}, {EFBIG, "File too large"},
        {ETXTBSY, "Text file busy"}, {ENOSPC, "No space left on device"},
        {ESPIPE, "Illegal seek"}, {EROFS, "Read-only file system"}, {EMLINK, "Too many links"},
        {EPIPE, "Broken pipe"}, {ERANGE, "Numerical result out of range"},
        {ENOTEMPTY, "Directory not empty"}, {ENAMETOOLONG, "File name too long"},
        {ENOSYS, "Function not implemented"}, {ELOOP, "Too many levels of symbolic links"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (texts[i].errno_value == errno_value)
            return texts[i].text;
    return "Unknown error";
}

void *raise_os_error_about(int errno_value, Object *filename)
{
    return raise_os_error_of_two(errno_value, filename, NULL);
}

void *raise_os_error_of_two(int errno_value, Object *filename, Object *filename2)
{
    if (errno_value < 0)
        errno_value = -errno_value;
    Object *items[5] = {int_from(errno_value), str_from(os_error_text(errno_value)), filename, NONE,
                        filename2};
    size_t count = filename2 ? 5 : filename ? 3 : 2;
    Object *args = items[0] && items[1] ? tuple_from(items, count) : NULL;
    xdecref(items[0]);
    xdecref(items[1]);
    Object *exception = args ? exception_new(&os_error_type, args) : NULL;
    if (!exception)
        return NULL;
    exception_set_context(exception);
    error_restore(exception);
    return NULL;
}

void *raise_os_error(int errno_value, const char *filename)
{
    Object *name = filename ? str_from(filename) : NULL;
    if (name || !filename)
        raise_os_error_about(errno_value, name);
    xdecref(name);
    return NULL;
}

void *raise_syntax_error(Type *type, const char *message, Object *filename, int line, int column,
                         int end_line, int end_column, Object *text)
{
    Object *details[] = {incref(filename), int_from(line), int_from(column),
                         text ? incref(text) : incref(NONE), int_from(end_line),
                         int_from(end_column)};
    size_t count = sizeof details / sizeof details[0];
    Object *pair[] = {str_from(message), NULL}, *args = NULL;
    bool complete = pair[0];
    for (size_t i = 0; i < count; i++)
        complete = complete && details[i];
    if (complete && (pair[1] = tuple_from(details, count)))
        args = tuple_from(pair, 2);
    for (size_t i = 0; i < count; i++)
        xdecref(details[i]);
    xdecref(pair[0]);
    xdecref(pair[1]);
    Object *exception = args ? exception_new(type, args) : NULL;
    if (!exception)
        return NULL;
    exception_set_context(exception);
    error_restore(exception);
    return NULL;
}

/* ---- no memory ------------------------------------------------------------------------------- */

/* One MemoryError is made at the start, so that raising it allocates nothing. While it waits, its
 * one reference is ours; raising it gives that away, and when the last owner lets go it waits again
 * instead of being freed. CPython keeps a list of such objects for the same reason. */
static Object *memory_error;
static bool memory_error_waits;

int errors_prepare_memory_error(void)
{
    Object *args = tuple_new(0);
    memory_error = args ? exception_new(&memory_error_type, args) : NULL;
    memory_error_waits = memory_error;
    if (!memory_error)
        return -1;
    gc_untrack(memory_error);
    return 0;
}

void errors_release_memory_error(void)
{
    Object *waiting = memory_error_waits ? memory_error : NULL;
    memory_error = NULL;
    memory_error_waits = false;
    xdecref(waiting);
}

bool errors_keep_memory_error(Object *destroyed)
{
    if (destroyed != memory_error)
        return false;
    ((Exception *)destroyed)->args = tuple_new(0); /* the empty one exists */
    destroyed->refcount = 1;
    memory_error_waits = true;
    return true;
}

/* Somebody still has the one that was made at the start: perhaps there is memory for another, or
 * else it is raised once more, with a traceback that begins anew. */
static void raise_another_memory_error(void)
{
    static bool is_trying;
    Object *another = NULL;
    if (!is_trying) {
        is_trying = true;
        another = object_call(&memory_error_type.head, NULL, 0, NULL);
        is_trying = false;
    }
    if (another) {
        raise_object(another);
        decref(another);
    } else if (interpreter.exception != memory_error) {
        clear_reference(((Exception *)memory_error)->traceback);
        raise_object(memory_error);
    }
}

void *raise_no_memory(void)
{
    if (!memory_error) /* during the start: there is nothing to raise yet, callers see NULL */
        return NULL;
    if (memory_error_waits) {
        memory_error_waits = false;
        gc_track(memory_error);
        exception_set_context(memory_error);
        error_restore(memory_error);
    } else if (interpreter.exception != memory_error) {
        raise_another_memory_error();
    }
    return NULL;
}
