/*
 * console.c: reads lines from the console and says how they came: `console lines`; or never ends:
 * `console spin`, `console wait` (in a read), `console screen` (after it has moved the cursor about).
 * tests/machine/test_terminal.py types and looks.
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

static void write_screen(void)
{
    static const char text[] =
        "\033[2J\033[H" "abc\033[2Dx\n" /* home; two columns to the left */
        "gr\xC3\xBCn \xE2\x94\x80\xE2\x96\x88 \xE2\x82\xAC!\n" /* no euro sign in the font */
        "12345\033[3D\033[K!\n"         /* erases up to the line's end */
        "\033[31mred\033[0m\033[7;10Hat\033[2A up\033[1B\033[99Dleft\033[G\033[4Cx"
        "\033[9;1Hwhole\033[2Kline\033[10;3H";
    syscall3(SYS_write, 1, ADDRESS(text), sizeof text - 1);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 0;
    if (text_equal(argv[1], "lines"))
        return lines();
    char byte;
    if (text_equal(argv[1], "screen"))
        write_screen();
    print("ready");
    if (text_equal(argv[1], "wait"))
        read_console(&byte, 1);
    for (;;)
        ;
}
