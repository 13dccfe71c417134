/*
 * memory_check.c: what a build with sanitizers checks of the private heap when the interpreter has
 * stopped. LeakSanitizer cannot do it: it does not know these blocks.
 */
#include "memory/memory.h"
#include "platform/platform.h"

#ifdef __SANITIZE_ADDRESS__

enum { STANDARD_ERROR = 2, DIGITS_MOST = 20 };

static void say_number(size_t number)
{
    char digits[DIGITS_MOST], *first = digits + DIGITS_MOST;
    do
        *--first = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    platform_write(STANDARD_ERROR, first, (size_t)(digits + DIGITS_MOST - first));
}

static void say(const char *text) { platform_write(STANDARD_ERROR, text, strlen(text)); }

void mem_check_all_given_back(void)
{
    MemoryStatistics left;
    mem_statistics(&left);
    if (left.blocks == 0)
        return;
    say("leak: the interpreter has stopped, and ");
    say_number(left.blocks);
    say(" blocks (");
    say_number(left.bytes);
    say(" bytes) were not given back\n");
    __builtin_trap();
}

#else

void mem_check_all_given_back(void) {}

#endif
