/*
 * errors.h: raising and catching exceptions from C, and the exception types.
 */
#ifndef ERRORS_H
#define ERRORS_H

#include "object.h"

/*      C name                     Python name             base                                  */
#define EXCEPTION_TYPES(X) \
    X(system_exit,           SystemExit,           base_exception)    \
    X(keyboard_interrupt,    KeyboardInterrupt,    base_exception)    \
    X(generator_exit,        GeneratorExit,        base_exception)    \
    X(exception,             Exception,            base_exception)    \
    X(stop_iteration,        StopIteration,        exception)         \
    X(arithmetic_error,      ArithmeticError,      exception)         \
    X(floating_point_error,  FloatingPointError,   arithmetic_error)  \
    X(overflow_error,        OverflowError,        arithmetic_error)  \
    X(zero_division_error,   ZeroDivisionError,    arithmetic_error)  \
    X(assertion_error,       AssertionError,       exception)         \
    X(attribute_error,       AttributeError,       exception)         \
    X(buffer_error,          BufferError,          exception)         \
    X(eof_error,             EOFError,             exception)         \
    X(import_error,          ImportError,          exception)         \
    X(module_not_found_error, ModuleNotFoundError, import_error)      \
    X(lookup_error,          LookupError,          exception)         \
    X(index_error,           IndexError,           lookup_error)      \
    X(key_error,             KeyError,             lookup_error)      \
    X(memory_error,          MemoryError,          exception)         \
    X(name_error,            NameError,            exception)         \
    X(unbound_local_error,   UnboundLocalError,    name_error)        \
    X(os_error,              OSError,              exception)         \
    X(file_not_found_error,  FileNotFoundError,    os_error)          \
    X(file_exists_error,     FileExistsError,      os_error)          \
    X(is_a_directory_error,  IsADirectoryError,    os_error)          \
    X(not_a_directory_error, NotADirectoryError,   os_error)          \
    X(permission_error,      PermissionError,      os_error)          \
    X(blocking_io_error,     BlockingIOError,      os_error)          \
    X(child_process_error,   ChildProcessError,    os_error)          \
    X(process_lookup_error,  ProcessLookupError,   os_error)          \
    X(interrupted_error,     InterruptedError,     os_error)          \
    X(timeout_error,         TimeoutError,         os_error)          \
    X(connection_error,      ConnectionError,      os_error)          \
    X(broken_pipe_error,     BrokenPipeError,      connection_error)  \
    X(connection_aborted_error, ConnectionAbortedError, connection_error) \
    X(connection_refused_error, ConnectionRefusedError, connection_error) \
    X(connection_reset_error, ConnectionResetError, connection_error) \
    X(reference_error,       ReferenceError,       exception)         \
    X(runtime_error,         RuntimeError,         exception)         \
    X(not_implemented_error, NotImplementedError,  runtime_error)     \
    X(recursion_error,       RecursionError,       runtime_error)     \
    X(syntax_error,          SyntaxError,          exception)         \
    X(indentation_error,     IndentationError,     syntax_error)      \
    X(tab_error,             TabError,             indentation_error) \
    X(system_error,          SystemError,          exception)         \
    X(type_error,            TypeError,            exception)         \
    X(value_error,           ValueError,           exception)         \
    X(unicode_error,         UnicodeError,         value_error)       \
    X(unicode_decode_error,  UnicodeDecodeError,   unicode_error)     \
    X(unicode_encode_error,  UnicodeEncodeError,   unicode_error)     \
    X(unicode_translate_error, UnicodeTranslateError, unicode_error)  \
    X(warning,               Warning,              exception)         \
    X(deprecation_warning,   DeprecationWarning,   warning)           \
    X(syntax_warning,        SyntaxWarning,        warning)           \
    X(runtime_warning,       RuntimeWarning,       warning)           \
    X(user_warning,          UserWarning,          warning)           \
    X(pending_deprecation_warning, PendingDeprecationWarning, warning) \
    X(future_warning,        FutureWarning,        warning)           \
    X(import_warning,        ImportWarning,        warning)           \
    X(unicode_warning,       UnicodeWarning,       warning)           \
    X(bytes_warning,         BytesWarning,         warning)           \
    X(resource_warning,      ResourceWarning,      warning)           \
    X(encoding_warning,      EncodingWarning,      warning)           \
    X(stop_async_iteration,  StopAsyncIteration,   exception)

extern Type base_exception_type;
#define X(c_name, python_name, base) extern Type c_name##_type;
EXCEPTION_TYPES(X)
#undef X

/* Sets the raised exception to type(message). Format as str_from_format. Gives NULL, so that
 * `return raise(&type_error_type, ...)` reads well; raise_int gives -1. The exception that is being
 * handled becomes its __context__. */
void *raise(Type *type, const char *format, ...);
int raise_int(Type *type, const char *format, ...);
/* The same from the exception that is raised, which becomes the __cause__ of the new one. */
int raise_int_from(Type *type, const char *format, ...);
void *raise_value(Type *type, Object *argument);  /* type(argument): KeyError's key, ... */
void *raise_without_arguments(Type *type);         /* type() */
void *raise_object(Object *exception);            /* an exception that exists; borrowed */
/* NameError with its name, AttributeError with name and object: for "Did you mean". */
void *raise_name_error(Object *name, const char *format, ...);
void *raise_attribute_error(Object *object, Object *name, const char *format, ...);
/* Adds object and name to a raised AttributeError that does not know them yet. */
void attribute_error_describe(Object *object, Object *name);
/* OSError, or the subclass that CPython makes of this errno (a negative errno is fine too). */
void *raise_os_error(int errno_value, const char *filename);
/* What strerror says of an errno on Linux; "Unknown error" for one that does not come up here. */
const char *os_error_text(int errno_value);
/* The same about any object that names a file, or NULL. */
void *raise_os_error_about(int errno_value, Object *filename);
/* The same for what needs two: "[Errno 2] No such file or directory: 'a' -> 'b'". */
void *raise_os_error_of_two(int errno_value, Object *filename, Object *filename2);
/* SyntaxError, IndentationError or TabError with its fields. Columns count characters from 1; 0 and
 * -1 as CPython uses them. filename and text are str; text (the line with its end) may be NULL. */
void *raise_syntax_error(Type *type, const char *message, Object *filename, int line, int column,
                         int end_line, int end_column, Object *text);
void *raise_no_memory(void);                      /* a preallocated MemoryError: needs no memory */

bool error_occurred(void);
bool error_matches(Type *type);                   /* the raised one is an instance of type */
void error_clear(void);
Object *error_fetch(void);                        /* takes the raised one off; new, or NULL */
void error_restore(Object *exception);            /* stolen; NULL allowed */
/* What is being handled (sys.exception): by the running generator, else by whoever resumed it.
 * Borrowed, or NULL. */
Object *error_handled(void);
/* Prints the raised exception, and clears it, where nobody can catch it: in a destructor or a
 * callback, `where` (or NULL). vm/unraisable.c */
void error_write_unraisable(Object *where);

/* vm/traceback.c. Adds the current line of frame to the raised exception's traceback. */
typedef struct Traceback Traceback;
struct Traceback {
    Object head;
    Traceback *next;      /* towards where it was raised; owned or NULL */
    Object *frame;        /* owned */
    uint32_t line, instruction;
};
void traceback_add(Frame *frame);
/* Prints as CPython 3.11's traceback.c does: chain of causes and contexts, source lines, carets,
 * repeated lines folded. To file descriptor 2. */
void traceback_print(Object *exception);
/* Without what it came from, hints and notes. */
void traceback_print_alone(Object *exception);

#endif
