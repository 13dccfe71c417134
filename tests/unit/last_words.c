/*
 * last_words.c: see last_words.h. A file of its own, for the host's signal.h and the kernel's abi.h
 * define the same names.
 */
#include "last_words.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static void (*say_last_words)(void);

static void at_signal(int signal_number)
{
    say_last_words();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/* Of the sanitizers' library, where the test is built with one. */
__attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)(void));

void last_words(void (*say)(void), unsigned seconds)
{
    say_last_words = say;
    signal(SIGALRM, at_signal);
    signal(SIGABRT, at_signal);
    if (__sanitizer_set_death_callback != NULL)
        __sanitizer_set_death_callback(say);
    alarm(seconds);
}
