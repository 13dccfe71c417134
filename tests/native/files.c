/*
 * files.c: open, read, lseek, fstat, close and their errors, on this program's own file.
 * Status 0 when all was so.
 */
#include "tests/native/native.h"

#define MOST_DESCRIPTORS 32

static const char path[] = "/bin/files";

static int open_file(const char *name, uint32_t flags)
{
    return syscall3(SYS_open, ADDRESS(name), flags, 0);
}
static int read_file(int file, void *buffer, uint32_t size)
{
    return syscall3(SYS_read, (uint32_t)file, ADDRESS(buffer), size);
}
static int seek(int file, int offset, int whence)
{
    return syscall3(SYS_lseek, (uint32_t)file, (uint32_t)offset, (uint32_t)whence);
}
static int close_file(int file) { return syscall1(SYS_close, (uint32_t)file); }

static void errors_of_open(void)
{
    check(open_file("/bin/none", O_RDONLY) == -ENOENT);
    check(open_file("/none/none", O_RDONLY) == -ENOENT);
    check(open_file("", O_RDONLY) == -ENOENT);
    check(open_file("/bin/files/x", O_RDONLY) == -ENOTDIR);
    check(open_file(path, O_RDONLY | O_DIRECTORY) == -ENOTDIR);
    check(open_file(path, O_WRONLY) == -ETXTBSY); /* this program runs from it */
    check(open_file(path, O_RDWR) == -ETXTBSY);
    check(open_file("/bin", O_WRONLY) == -EISDIR);
    check(close_file(99) == -EBADF);
    check(close_file(-1) == -EBADF);
    check(read_file(7, NULL, 0) == -EBADF);
    check(syscall3(SYS_write, 7, 0, 0) == -EBADF);
}

static void reads_are_the_file(void)
{
    unsigned char start[8], again[8];
    int file = open_file(path, O_RDONLY);
    check(file >= 3);
    check(read_file(file, start, 8) == 8 && start[0] == 0x7F && start[1] == 'E');
    check(seek(file, 0, SEEK_CUR) == 8);
    check(seek(file, 0, SEEK_SET) == 0);
    check(read_file(file, again, 8) == 8 && again[3] == start[3]);
    int size = seek(file, 0, SEEK_END);
    check(size > 1000);
    check(read_file(file, start, 8) == 0);
    check(seek(file, -3, SEEK_END) == size - 3);
    check(read_file(file, start, 8) == 3); /* short at the end */
    check(seek(file, 1000, SEEK_END) == size + 1000);
    check(read_file(file, start, 8) == 0);
    check(seek(file, -1, SEEK_SET) == -EINVAL);
    check(seek(file, 0, 3) == -EINVAL);
    check(syscall3(SYS_write, (uint32_t)file, ADDRESS(start), 1) == -EBADF);

    struct file_status64 status;
    check(syscall2(SYS_fstat64, (uint32_t)file, ADDRESS(&status)) == 0);
    check((int)status.size[0] == size && status.size[1] == 0);
    check((status.mode & S_IFMT) == S_IFREG && (status.mode & 0111));
    check(status.inode[0] > 10 && status.inode[0] == status.inode_low);
    check(close_file(file) == 0);
    check(close_file(file) == -EBADF);
}

/* What is mapped and what is read are the same bytes. */
static void the_whole_file_in_one_read(void)
{
    static unsigned char contents[64 * 1024];
    int file = open_file(path, O_RDONLY);
    int size = read_file(file, contents, sizeof contents);
    check(size == seek(file, 0, SEEK_END));
    const unsigned char *mapped = (const unsigned char *)USER_PROGRAM_BASE;
    for (int i = 0; i < 64; i++)
        check(contents[i] == mapped[i]);
    check(close_file(file) == 0);
}

static void directories(void)
{
    char byte;
    struct file_status64 status;
    int directory = open_file("/bin", O_RDONLY | O_DIRECTORY);
    check(directory >= 0);
    check(read_file(directory, &byte, 1) == -EISDIR);
    check(syscall2(SYS_fstat64, (uint32_t)directory, ADDRESS(&status)) == 0);
    check((status.mode & S_IFMT) == S_IFDIR);
    check(close_file(directory) == 0);
}

static void only_so_many_descriptors(void)
{
    int last = -1, file;
    while ((file = open_file(path, O_RDONLY)) >= 0)
        last = file;
    check(file == -EMFILE && last == MOST_DESCRIPTORS - 1);
    check(close_file(5) == 0);
    check(open_file(path, O_RDONLY) == 5); /* the lowest free one */
    for (int i = 3; i < MOST_DESCRIPTORS; i++)
        check(close_file(i) == 0);
}

/* A position belongs to the open file, which parent and child share. */
static void positions_are_shared_by_fork(void)
{
    int file = open_file(path, O_RDONLY);
    int pid = fork_process();
    if (pid == 0) {
        seek(file, 77, SEEK_SET);
        exit_process(close_file(file));
    }
    check(wait_process(pid, NULL) == pid);
    check(seek(file, 0, SEEK_CUR) == 77);
    check(close_file(file) == 0);
}

static void console_and_ports(void)
{
    struct terminal_settings settings;
    int is_terminal = syscall3(SYS_ioctl, 1, TCGETS, ADDRESS(&settings));
    check(is_terminal == 0 || is_terminal == -ENOTTY);
    check(syscall3(SYS_ioctl, 1, 0x1234, 0) == -ENOTTY);
    check(seek(1, 0, SEEK_SET) == -ESPIPE);
    struct file_status64 status;
    check(syscall2(SYS_fstat64, 1, ADDRESS(&status)) == 0);
    check((status.mode & S_IFMT) == S_IFCHR);
    int file = open_file(path, O_RDONLY);
    check(syscall3(SYS_ioctl, (uint32_t)file, TCGETS, ADDRESS(&settings)) == -ENOTTY);
    check(close_file(file) == 0);
}

static void blocks_of_a_file(void)
{
    struct file_blocks blocks;
    check(syscall2(SYS_file_blocks, ADDRESS(path), ADDRESS(&blocks)) == 0);
    check(blocks.block_size >= 1024 && blocks.size > 0 && blocks.inode > 10);
    check(blocks.blocks >= (blocks.size + blocks.block_size - 1) / blocks.block_size);
    check(blocks.listed > 0 && blocks.block[0] != 0);
    check(syscall2(SYS_file_blocks, ADDRESS("/none"), ADDRESS(&blocks)) == -ENOENT);
}

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    errors_of_open();
    reads_are_the_file();
    the_whole_file_in_one_read();
    directories();
    only_so_many_descriptors();
    positions_are_shared_by_fork();
    console_and_ports();
    blocks_of_a_file();
    return failures != 0;
}
