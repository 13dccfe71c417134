/*
 * power_cut.c: changes files as the script /script says, a line for each call, and notes on the
 * disk how many of its fsync lines are done. tests/machine/test_power_cut.py writes the script,
 * and knows by that note what must be there after a power cut.
 *
 *     w PATH OFFSET SIZE SEED   writes such bytes, in a new file if need be
 *     t PATH SIZE               truncates
 *     u PATH, d PATH, r PATH    unlinks, makes a directory, removes one
 *     m PATH PATH               renames
 *     s PATH                    fsync; and then the note
 */
#include "tests/native/native.h"

static char script[64 << 10], *next;
static uint8_t bytes[16 << 10];

/* The next word of the script, which ends up NUL-terminated; a line's end counts as a word's. */
static char *word(void)
{
    char *start = next;
    while (*next != ' ' && *next != '\n')
        next++;
    *next++ = '\0';
    return start;
}

static uint32_t number(void)
{
    uint32_t value = 0;
    for (const char *digit = word(); *digit; digit++)
        value = value * 10 + (uint32_t)(*digit - '0');
    return value;
}

static int open_to_write(const char *path)
{
    int file = syscall3(SYS_open, ADDRESS(path), O_RDWR | O_CREAT, 0644);
    check(file >= 0);
    return file;
}

static void write_bytes(const char *path, uint32_t offset, uint32_t size, uint32_t seed)
{
    for (uint32_t i = 0; i < size; i++) /* as content() in the test */
        bytes[i] = (uint8_t)(seed * 37 + (offset + i) * 7 + (offset + i) / 256 * 13);
    int file = open_to_write(path);
    check(syscall3(SYS_lseek, (uint32_t)file, offset, SEEK_SET) == (int)offset);
    check(syscall3(SYS_write, (uint32_t)file, ADDRESS(bytes), size) == (int)size);
    check(syscall1(SYS_close, (uint32_t)file) == 0);
}

static void sync_file(const char *path)
{
    int file = open_to_write(path);
    check(syscall1(SYS_fsync, (uint32_t)file) == 0);
    check(syscall1(SYS_close, (uint32_t)file) == 0);
}

/* The note: one byte more in a file of its own, which is on the disk when this returns. */
static void note(void)
{
    static int file = -1;
    if (file < 0)
        file = open_to_write("/note");
    check(syscall3(SYS_write, (uint32_t)file, ADDRESS("x"), 1) == 1);
    check(syscall1(SYS_fsync, (uint32_t)file) == 0);
}

static void do_line(char what)
{
    const char *path = word();
    if (what == 'w') {
        uint32_t offset = number(), size = number();
        write_bytes(path, offset, size, number());
    } else if (what == 't') {
        check(syscall3(SYS_truncate64, ADDRESS(path), number(), 0) == 0);
    } else if (what == 'u') {
        check(syscall1(SYS_unlink, ADDRESS(path)) == 0);
    } else if (what == 'd') {
        check(syscall2(SYS_mkdir, ADDRESS(path), 0755) == 0);
    } else if (what == 'r') {
        check(syscall1(SYS_rmdir, ADDRESS(path)) == 0);
    } else if (what == 'm') {
        check(syscall2(SYS_rename, ADDRESS(path), ADDRESS(word())) == 0);
    } else {
        check(what == 's');
        sync_file(path);
        note();
    }
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    int file = syscall3(SYS_open, ADDRESS("/script"), O_RDONLY, 0);
    int size = syscall3(SYS_read, (uint32_t)file, ADDRESS(script), sizeof script);
    check(size > 0 && size < (int)sizeof script);
    for (next = script; next < script + size;)
        do_line(*word());
    return failures != 0;
}
