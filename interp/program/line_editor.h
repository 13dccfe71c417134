/*
 * line_editor.h: a line typed at a terminal, with editing and a history.
 */
#ifndef LINE_EDITOR_H
#define LINE_EDITOR_H

#include "object.h"

/* Reads a line: a new str with its '\n'; "" for Ctrl-D on an empty line or at the end. NULL with
 * KeyboardInterrupt (Ctrl-C) or another exception. */
Object *line_editor_read(Object *prompt);
void line_editor_stop(void); /* forgets the history */

#endif
