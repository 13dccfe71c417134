/*
 * proc_files.c: /proc as a file system: names, kinds, what is refused, and that an open file says
 * what it said when it was opened. What the files say is checked by tests/machine/test_proc_files.py.
 */
#include "tests/native/native.h"

static int open_path(const char *path, uint32_t flags)
{
    return syscall3(SYS_open, ADDRESS(path), flags, 0);
}

static int read_text(int file, char *text, uint32_t size)
{
    int count = syscall3(SYS_read, (uint32_t)file, ADDRESS(text), size - 1);
    text[count > 0 ? count : 0] = '\0';
    return count;
}

static void check_kinds(void)
{
    struct file_status64 status;
    check(syscall2(SYS_stat64, ADDRESS("/proc"), ADDRESS(&status)) == 0);
    check((status.mode & S_IFMT) == S_IFDIR);
    check(syscall2(SYS_stat64, ADDRESS("/proc/self"), ADDRESS(&status)) == 0);
    check((status.mode & S_IFMT) == S_IFDIR);
    check(syscall2(SYS_lstat64, ADDRESS("/proc/self"), ADDRESS(&status)) == 0);
    check((status.mode & S_IFMT) == S_IFLNK);
    check(syscall2(SYS_stat64, ADDRESS("/proc/self/maps"), ADDRESS(&status)) == 0);
    check(status.mode == (S_IFREG | 0444) && status.size[0] == 0);

    char text[16] = "";
    int length = syscall3(SYS_readlink, ADDRESS("/proc/self"), ADDRESS(text), sizeof text);
    int pid = 0;
    for (int i = 0; i < length; i++)
        pid = pid * 10 + text[i] - '0';
    check(pid == syscall0(SYS_getpid));
}

static void check_directories(void)
{
    char path[64];
    check(syscall1(SYS_chdir, ADDRESS("/proc/1")) == 0);
    check(syscall2(SYS_getcwd, ADDRESS(path), sizeof path) > 0 && text_equal(path, "/proc/1"));
    check(open_path("status", O_RDONLY) >= 0);
    check(open_path("../self/../1/../../proc/uptime", O_RDONLY) >= 0);
    check(syscall1(SYS_chdir, ADDRESS("..")) == 0);
    check(syscall2(SYS_getcwd, ADDRESS(path), sizeof path) > 0 && text_equal(path, "/proc"));
    check(syscall1(SYS_chdir, ADDRESS("..")) == 0);
    check(syscall2(SYS_getcwd, ADDRESS(path), sizeof path) > 0 && text_equal(path, "/"));
}

static void check_refusals(void)
{
    char *const arguments[] = { NULL };
    check(open_path("/proc/self/status", O_WRONLY) < 0);
    check(open_path("/proc/self/status", O_RDWR) < 0);
    check(open_path("/proc/new", O_RDONLY) == -ENOENT);
    check(open_path("/proc/0", O_RDONLY) == -ENOENT);
    check(open_path("/proc/01", O_RDONLY) == -ENOENT);
    check(open_path("/proc/99999999999", O_RDONLY) == -ENOENT);
    check(open_path("/proc/status", O_RDONLY) == -ENOENT);
    check(open_path("/proc/self/nothing", O_RDONLY) == -ENOENT);
    check(open_path("/proc/self/status/x", O_RDONLY) == -ENOTDIR);
    check(execute("/proc/self/status", arguments, arguments) == -EACCES);
    int file = open_path("/proc/self/status", O_RDONLY);
    check(syscall3(SYS_read, (uint32_t)file, 0xC0000000, 10) == -EFAULT);
    check(syscall3(SYS_read, (uint32_t)file, 0, 10) == -EFAULT);
    check(syscall1(SYS_close, (uint32_t)file) == 0);
}

/* A file is as it was when it was opened; the next opening says what is true then. */
static void check_snapshot(void)
{
    char first[512], again[512], later[512];
    int before = open_path("/proc/self/fd", O_RDONLY);
    int ends[2];
    check(syscall1(SYS_pipe, ADDRESS(ends)) == 0);
    int after = open_path("/proc/self/fd", O_RDONLY);
    int count = read_text(before, first, sizeof first);
    check(count > 0 && read_text(before, again, sizeof again) == 0);
    check(syscall3(SYS_lseek, (uint32_t)before, 0, SEEK_SET) == 0);
    check(read_text(before, again, sizeof again) == count && text_equal(first, again));
    check(read_text(after, later, sizeof later) > count);
    check(syscall3(SYS_lseek, (uint32_t)before, 5, SEEK_SET) == 5);
    check(read_text(before, again, sizeof again) == count - 5 && text_equal(first + 5, again));
    check(syscall3(SYS_lseek, (uint32_t)before, 100000, SEEK_SET) == 100000);
    check(read_text(before, again, sizeof again) == 0);
    syscall1(SYS_close, (uint32_t)before);
    syscall1(SYS_close, (uint32_t)after);
    syscall1(SYS_close, (uint32_t)ends[0]);
    syscall1(SYS_close, (uint32_t)ends[1]);
}

static void number_path(struct line *line, uint32_t pid, const char *name)
{
    line->length = 0;
    line_text(line, "/proc/");
    line_number(line, pid, 10);
    line_text(line, name);
    line->text[line->length] = '\0';
}

/* The directory of a process that ends stays open, and says that the process is gone. */
static void check_ended_process(void)
{
    struct line path;
    int status, ends[2];
    char byte;
    check(syscall1(SYS_pipe, ADDRESS(ends)) == 0);
    int pid = fork_process();
    if (pid == 0) {
        syscall1(SYS_close, (uint32_t)ends[1]);
        syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(&byte), 1); /* until the parent closes it */
        exit_process(0);
    }
    syscall1(SYS_close, (uint32_t)ends[0]);
    number_path(&path, (uint32_t)pid, "");
    check(syscall1(SYS_chdir, ADDRESS(path.text)) == 0);
    int file = open_path("maps", O_RDONLY);
    check(file >= 0);
    syscall1(SYS_close, (uint32_t)ends[1]);
    check(wait_process(pid, &status) == pid && status == 0);
    char text[16];
    check(read_text(file, text, sizeof text) > 0); /* it was opened while the process lived */
    check(open_path("status", O_RDONLY) == -ESRCH);
    check(open_path(path.text, O_RDONLY) == -ENOENT);
    check(syscall1(SYS_chdir, ADDRESS("/")) == 0);
    syscall1(SYS_close, (uint32_t)file);
}

/* A zombie has no memory any more; its files say so and do no harm. */
static void check_zombie(void)
{
    static const char *const names[] = { "/status", "/stat", "/maps", "/pagetable", "/cmdline", "/fd" };
    struct line path;
    char text[1024];
    int status, pid = fork_process();
    if (pid == 0)
        exit_process(7);
    number_path(&path, (uint32_t)pid, "/maps");
    for (int tries = 0; tries < 1000; tries++) {
        int file = open_path(path.text, O_RDONLY), count = read_text(file, text, sizeof text);
        syscall1(SYS_close, (uint32_t)file);
        if (count == 0)
            break;
        syscall0(SYS_sched_yield);
    }
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        number_path(&path, (uint32_t)pid, names[i]);
        int file = open_path(path.text, O_RDONLY);
        check(file >= 0);
        int count = read_text(file, text, sizeof text);
        check(i < 2 ? count > 0 : count == 0);
        syscall1(SYS_close, (uint32_t)file);
    }
    check(wait_process(pid, &status) == pid && status == 7 << 8);
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    check_kinds();
    check_directories();
    check_refusals();
    check_snapshot();
    check_ended_process();
    check_zombie();
    return failures != 0;
}
