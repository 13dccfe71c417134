#include "program/line_editor.h"
#include "modules/output.h"
#include "modules/streams.h"
Object *line_editor_read(Object *prompt)
{
    return output_write_str(ERRORS, prompt) < 0 ? NULL : input_read_line();
}
void line_editor_stop(void) {}
