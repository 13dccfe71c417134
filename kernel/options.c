/*
 * options.c: finds options in the kernel's command line.
 */
#include "kernel/options.h"

#include <stddef.h>

#include "kernel/debug/log.h"
#include "kernel/string.h"

static char line[OPTIONS_MOST];
/* The same line cut into words, without quotes and backslashes: words one after another, each with
 * its NUL. */
static char words[OPTIONS_MOST + 1];
static size_t words_length;

/* Copies one word; what remains of the line. */
static const char *cut_word(const char *text)
{
    bool quoted = false;

    for (; *text != '\0' && (quoted || *text != ' '); text++) {
        if (*text == '"') {
            quoted = !quoted;
            continue;
        }
        if (*text == '\\' && text[1] != '\0')
            text++;
        words[words_length++] = *text;
    }
    words[words_length++] = '\0';
    return text;
}

void options_initialise(const char *command_line)
{
    size_t length = 0;

    while (length + 1 < sizeof line && command_line[length] != '\0') {
        line[length] = command_line[length];
        length++;
    }
    line[length] = '\0';

    words_length = 0;
    for (const char *text = line; *text != '\0';) {
        if (*text == ' ')
            text++;
        else
            text = cut_word(text);
    }
}

const char *option_get(const char *name)
{
    size_t length = strlen(name);
    const char *value = NULL;

    for (const char *word = words; word < words + words_length; word += strlen(word) + 1) {
        if (strncmp(word, name, length) != 0)
            continue;
        if (word[length] == '=')
            value = word + length + 1;
        else if (word[length] == '\0')
            value = word + length;
    }
    return value;
}

unsigned option_get_port(const char *name, unsigned fallback)
{
    const char *value = option_get(name);

    if (value == NULL)
        return fallback;
    if (strcmp(value, "none") == 0)
        return 0;
    if (strncmp(value, "com", 3) == 0 && value[3] >= '1' && value[3] <= '4' && value[4] == '\0')
        return (unsigned)(value[3] - '0');
    log_print("option %s=%s: neither com1 to com4 nor none\n", name, value);
    return fallback;
}

const char *options_line(void)
{
    return line;
}
