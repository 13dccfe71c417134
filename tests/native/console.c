/*
 * console.c: reads lines from the console and says how they came: `console lines`; or never ends:
 * `console spin`, `console wait` (in a read). tests/machine/test_console.py types.
 */
#include "tests/native/native.h"

static int read_console(char *buffer, uint32_t size)
{
    return syscall3(SYS_read, 0, ADDRESS(buffer), size);
}

static int lines(void)
{
    char text[64];
    int size;
    print("ready");
    while ((size = read_console(text, sizeof text - 1)) > 0) {
        struct line line = { .length = 0 };
        text[size] = '\0';
        line_text(&line, "got ");
        line_signed(&line, size);
        line_text(&line, " <");
        for (int i = 0; i < size; i++)
            if (text[i] == '\n')
                text[i] = '$';
        line_text(&line, text);
        line_text(&line, ">");
        line_write(&line, 1);
    }
    print(size == 0 ? "end of file" : "error");
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 0;
    if (text_equal(argv[1], "lines"))
        return lines();
    char byte;
    print("ready");
    if (text_equal(argv[1], "wait"))
        read_console(&byte, 1);
    for (;;)
        ;
}
