/*
 * unraisable.c: exceptions that have nobody to go to, because they came from a destructor, a weak
 * reference's callback or a collection: they are printed, and the program goes on.
 */
#include "modules/streams.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

void error_write_unraisable(Object *where)
{
    Object *exception = interpreter.exception;
    if (exception && !((Exception *)exception)->traceback && interpreter.frame)
        traceback_add(interpreter.frame); /* what was running when it came */
    exception = error_fetch();
    Object *heading = where ? str_from_format("Exception ignored in: %R\n", where) : NULL;
    if (heading)
        errors_write(heading);
    xdecref(heading);
    error_clear();
    if (exception)
        traceback_print_alone(exception);
    xdecref(exception);
}
