/*
 * line_editor.h: a line typed at a terminal, with editing and a history.
 */
#ifndef LINE_EDITOR_H
#define LINE_EDITOR_H

#include "object.h"

/* Whether there is a person to read from: standard input and output are a terminal. */
bool line_editor_has_terminal(void);
/* Reads a line: a new str with its '\n'; "" for Ctrl-D on an empty line or at the end. NULL with
 * KeyboardInterrupt (Ctrl-C) or another exception. */
Object *line_editor_read(Object *prompt);
/* The line that is being edited, while Python's completer is asked: UTF-8 without an end, its size,
 * where the word to complete begins and where it ends, in bytes. */
const char *line_editor_line(size_t *size, size_t *word, size_t *cursor);
void line_editor_stop(void); /* forgets the history and the completer */

#endif
