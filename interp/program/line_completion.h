/*
 * line_completion.h: what Tab puts into a line: a Python function is asked for the ways in which a
 * word can go on, as module readline of CPython asks it.
 */
#ifndef LINE_COMPLETION_H
#define LINE_COMPLETION_H

#include "object.h"

/* The function that is asked (NULL or None: nobody), and the characters that divide words (a str).
 * Borrowed by who gets them; set keeps a reference of its own. */
void line_completion_set_function(Object *function);
Object *line_completion_function(void);
void line_completion_set_delimiters(Object *delimiters);
Object *line_completion_delimiters(void); /* NULL without memory, with an exception */
void line_completion_stop(void);          /* gives both up */

/* Where the word that ends at text[cursor] begins, in bytes. */
size_t line_completion_word(const char *text, size_t cursor);
/* Asks function(word, state) with state 0, 1, 2... until it gives None: a list of str, or NULL when
 * there is nobody to ask, no answer, or an exception, which is forgotten as in CPython. */
Object *line_completion_matches(const char *word, size_t size);
/* What all of the matches begin with, in characters. */
size_t line_completion_common(Object *matches);

#endif
