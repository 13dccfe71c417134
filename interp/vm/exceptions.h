/*
 * exceptions.h: what the exception types share with the rest of the machine. A type with fields of
 * its own (StopIteration.value, OSError.errno ...) keeps them in an array after the fixed part.
 */
#ifndef EXCEPTIONS_H
#define EXCEPTIONS_H

#include "vm/errors.h"

enum { STOP_ITERATION_VALUE, STOP_ITERATION_FIELDS };
enum { SYSTEM_EXIT_CODE, SYSTEM_EXIT_FIELDS };
enum { NAME_ERROR_NAME, NAME_ERROR_FIELDS };
enum { ATTRIBUTE_ERROR_NAME, ATTRIBUTE_ERROR_OBJ, ATTRIBUTE_ERROR_FIELDS };
enum { IMPORT_ERROR_MSG, IMPORT_ERROR_NAME, IMPORT_ERROR_PATH, IMPORT_ERROR_FIELDS };
enum { OS_ERROR_ERRNO, OS_ERROR_STRERROR, OS_ERROR_FILENAME, OS_ERROR_FILENAME2,
       OS_ERROR_FIELDS };
enum { SYNTAX_ERROR_MSG, SYNTAX_ERROR_FILENAME, SYNTAX_ERROR_LINENO, SYNTAX_ERROR_OFFSET,
       SYNTAX_ERROR_TEXT, SYNTAX_ERROR_END_LINENO, SYNTAX_ERROR_END_OFFSET,
       SYNTAX_ERROR_PRINT_FILE_AND_LINE, SYNTAX_ERROR_FIELDS };

enum { UNICODE_ERROR_ENCODING, UNICODE_ERROR_OBJECT, UNICODE_ERROR_START, UNICODE_ERROR_END,
       UNICODE_ERROR_REASON, UNICODE_ERROR_FIELDS }; /* of the two kinds, not of UnicodeError */

/* type(*args) without a detour through type.__call__. args is stolen. New, or NULL. */
Object *exception_new(Type *type, Object *args);
/* The field's value, borrowed; NULL: not set. */
Object *exception_field(Object *exception, int field);
void exception_set_field(Object *exception, int field, Object *value); /* value borrowed or NULL */
/* Sets exception's __context__ to the exception that is being handled (CPython's
 * _PyErr_SetObject), keeping the chain free of cycles. */
void exception_set_context(Object *exception);

int errors_prepare_memory_error(void); /* vm/errors.c */
/* Whether this exception, which nobody owns any more, was the one that waits for the next lack of
 * memory, and waits again. */
bool errors_keep_memory_error(Object *destroyed);
void errors_release_memory_error(void);

/* Makes the types ready, and the MemoryError that raising needs no memory for. 0 or -1. */
int exceptions_start(void);
void exceptions_stop(void);

static inline bool is_exception(Object *o) { return HAS_FLAG(o, TYPE_EXCEPTION); }
/* Is o a class that can be raised? */
bool is_exception_class(Object *o);

/* Sets the docstrings of all exception types (exception_docs.c). */
void exception_docs_set(void);

#endif
