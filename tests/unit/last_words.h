/*
 * last_words.h: a test that dies says how it can be repeated.
 */
#ifndef LAST_WORDS_H
#define LAST_WORDS_H

/* From now on say() is called when the program is aborted, stopped by a sanitizer, or runs longer
 * than `seconds` (0: any time), which ends it. */
void last_words(void (*say)(void), unsigned seconds);

#endif
