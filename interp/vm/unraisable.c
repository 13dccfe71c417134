/*
 * unraisable.c: exceptions that have nobody to go to, because they came from a destructor, a weak
 * reference's callback or a collection: they are printed, and the program goes on.
 */
#include "modules/output.h"
#include "vm/errors.h"

void error_write_unraisable(Object *where)
{
    Object *exception = error_fetch();
    Object *heading = where ? str_from_format("Exception ignored in: %R\n", where) : NULL;
    if (heading)
        output_write_str(ERRORS, heading);
    xdecref(heading);
    error_clear();
    if (exception)
        traceback_print(exception);
    xdecref(exception);
}
