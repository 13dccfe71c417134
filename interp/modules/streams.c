/*
 * streams.c: what print, input and the prompt do with sys.stdout and sys.stdin, which a program may
 * replace by any object with the right methods.
 */
#include "modules/streams.h"

#include "io/io.h"
#include "modules/output.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

int stream_write(Object *stream, Object *text)
{
    if (IS_EXACT(stream, text_file_type))
        return text_file_write(stream, text);
    Object *result = io_call(stream, "write", text);
    xdecref(result);
    return result ? 0 : -1;
}

int stream_flush(Object *stream)
{
    return IS_EXACT(stream, text_file_type) ? text_file_flush(stream)
                                            : io_call_quietly(stream, "flush");
}

/* Nobody is told that an error cannot be told. Before there is a module sys, and when there is no
 * memory, the descriptor will do. */
void errors_write(Object *text)
{
    Object *stream = interpreter.sys ? dict_get_text(interpreter.sys, "stderr") : NULL;
    error_clear();
    if (!stream)
        output_write_str(ERRORS, text);
    else if (stream != NONE)
        stream_write(incref(stream), text), decref(stream);
    error_clear();
}

void errors_write_text(const char *text)
{
    Object *str = str_from(text);
    if (str)
        errors_write(str);
    else
        error_clear(), output_write_text(ERRORS, text);
    xdecref(str);
}

Object *stream_read_line(Object *stream)
{
    Object *line = io_call(stream, "readline", NULL);
    if (line && !IS_STR(line)) {
        raise(&type_error_type, "object.readline() returned non-string");
        clear_reference(line);
    }
    return line;
}

Object *input_read_line(void)
{
    Object *stream = dict_get_text(interpreter.sys, "__stdin__");
    return stream ? stream_read_line(stream) : raise(&runtime_error_type, "lost sys.stdin");
}
