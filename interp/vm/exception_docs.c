/*
 * exception_docs.c: what __doc__ and help() say of each exception type: when it is raised.
 */
#include "vm/exceptions.h"

#define DOCS(X) \
    X(system_exit, "Ends the program with a status; exit() raises it.") \
    X(keyboard_interrupt, "Somebody has typed Ctrl-C.") \
    X(generator_exit, "Raised inside a generator that is closed.") \
    X(exception, "The base of all exceptions but those that end the program.") \
    X(stop_iteration, "An iterator has no further item; value is what a generator returned.") \
    X(arithmetic_error, "The base of errors in calculations.") \
    X(floating_point_error, "A calculation with floats has failed. Nothing raises it.") \
    X(overflow_error, "A result is too large for a float, or an int for a number of C.") \
    X(zero_division_error, "Something was divided by zero.") \
    X(assertion_error, "The test of an assert statement was false.") \
    X(attribute_error, "An object has no such attribute, or it cannot be set.") \
    X(buffer_error, "The memory of an object is lent and cannot be moved.") \
    X(eof_error, "input() has found the end of the file.") \
    X(import_error, "A module, or a name in it, cannot be imported.") \
    X(module_not_found_error, "There is no module of that name.") \
    X(lookup_error, "The base of errors for a key or an index that is not there.") \
    X(index_error, "A sequence has no item with that index.") \
    X(key_error, "A mapping has no such key.") \
    X(memory_error, "There is no memory for an object.") \
    X(name_error, "A name is not bound, neither globally nor in the builtins.") \
    X(unbound_local_error, "A local variable was used before it was bound.") \
    X(os_error, "A system call has failed; errno says how, strerror in words.") \
    X(file_not_found_error, "There is no file or directory of that name (ENOENT).") \
    X(file_exists_error, "A file or directory of that name is there already (EEXIST).") \
    X(is_a_directory_error, "A file is needed, but this is a directory (EISDIR).") \
    X(not_a_directory_error, "A directory is needed, but this is none (ENOTDIR).") \
    X(permission_error, "The user may not do that (EACCES, EPERM).") \
    X(blocking_io_error, "The call would have to wait, which it must not (EAGAIN).") \
    X(child_process_error, "There is no such child process (ECHILD).") \
    X(process_lookup_error, "There is no such process (ESRCH).") \
    X(interrupted_error, "A signal has interrupted a system call (EINTR).") \
    X(timeout_error, "The time for a system call has run out (ETIMEDOUT).") \
    X(connection_error, "The base of errors of connections.") \
    X(broken_pipe_error, "Nobody reads what is written into the pipe (EPIPE).") \
    X(connection_aborted_error, "The other side has given the connection up (ECONNABORTED).") \
    X(connection_refused_error, "The other side does not want a connection (ECONNREFUSED).") \
    X(connection_reset_error, "The other side has closed the connection (ECONNRESET).") \
    X(reference_error, "What a weak proxy refers to is gone.") \
    X(runtime_error, "Something went wrong that no other exception stands for.") \
    X(not_implemented_error, "A derived class is to implement this method.") \
    X(recursion_error, "Calls are nested deeper than sys.getrecursionlimit() allows.") \
    X(syntax_error, "The text is no Python program: lineno and offset say where.") \
    X(indentation_error, "The lines of a suite are not indented as they must be.") \
    X(tab_error, "Tabs and spaces are mixed so that the indentation is not clear.") \
    X(system_error, "An error inside of the interpreter.") \
    X(type_error, "An operation or a function does not take an object of that type.") \
    X(value_error, "An argument is of the right type, but has no suitable value.") \
    X(unicode_error, "The base of errors between characters and bytes.") \
    X(unicode_decode_error, "Bytes are no characters in that encoding.") \
    X(unicode_encode_error, "A character has no bytes in that encoding.") \
    X(unicode_translate_error, "A character cannot be translated.") \
    X(warning, "The base of what warnings.warn tells.") \
    X(deprecation_warning, "A feature will go: for those who write programs.") \
    X(syntax_warning, "A piece of a program is doubtful.") \
    X(runtime_warning, "A running program does something doubtful.") \
    X(user_warning, "What warnings.warn tells when no other type is named.") \
    X(pending_deprecation_warning, "A feature may go some day.") \
    X(future_warning, "A feature will change: for those who use programs.") \
    X(import_warning, "An import is probably a mistake.") \
    X(unicode_warning, "A use of characters is probably a mistake.") \
    X(bytes_warning, "Bytes are compared with a str: probably a mistake.") \
    X(resource_warning, "A file or the like was not closed.") \
    X(encoding_warning, "The encoding of a text file is not named.") \
    X(stop_async_iteration, "An asynchronous iterator has no further item.")

void exception_docs_set(void)
{
#define X(name, text) name##_type.doc = text;
    DOCS(X)
#undef X
}
