/*
 * show.c: writes files and directories to standard output: show PATH ...
 *
 * Each begins with a line "== PATH". A file follows as it is, a directory as its names, one a line;
 * for what cannot be opened or read, a line "error E".
 */
#include "tests/native/native.h"

static char buffer[4096];

static int read_file(int file)
{
    int count;
    while ((count = syscall3(SYS_read, (uint32_t)file, ADDRESS(buffer), sizeof buffer)) > 0)
        syscall3(SYS_write, 1, ADDRESS(buffer), (uint32_t)count);
    return count;
}

static int list_directory(int file)
{
    int count;
    while ((count = syscall3(SYS_getdents64, (uint32_t)file, ADDRESS(buffer), sizeof buffer)) > 0) {
        for (int at = 0; at < count;) {
            const struct directory_entry64 *entry = (void *)(buffer + at);
            print(entry->name);
            at += entry->record_length;
        }
    }
    return count;
}

static void show(const char *path)
{
    struct line line = { .length = 0 };
    line_text(&line, "== ");
    line_text(&line, path);
    line_write(&line, 1);
    int file = syscall3(SYS_open, ADDRESS(path), O_RDONLY, 0), error = file;
    if (file >= 0) {
        error = read_file(file);
        if (error == -EISDIR)
            error = list_directory(file);
        syscall1(SYS_close, (uint32_t)file);
    }
    if (error >= 0)
        return;
    line_text(&line, "error ");
    line_signed(&line, -error);
    line_write(&line, 1);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        show(argv[i]);
    return 0;
}
