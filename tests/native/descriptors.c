/*
 * descriptors.c: pipes, copies of descriptors, directories and the working directory, as Linux has
 * them. `descriptors check-closed N` is what it executes to see whether N stayed open.
 * Status 0 when all was so.
 */
#include "tests/native/native.h"

#define CAPACITY 65536
#define ROUNDS 300

static char big[CAPACITY + 5000];

static int close_file(int descriptor) { return syscall1(SYS_close, (uint32_t)descriptor); }
static int make_pipe(int ends[2]) { return syscall1(SYS_pipe, ADDRESS(ends)); }
static int read_bytes(int descriptor, void *to, uint32_t size)
{
    return syscall3(SYS_read, (uint32_t)descriptor, ADDRESS(to), size);
}
static int write_bytes(int descriptor, const void *from, uint32_t size)
{
    return syscall3(SYS_write, (uint32_t)descriptor, ADDRESS(from), size);
}
static int control(int descriptor, uint32_t command, uint32_t argument)
{
    return syscall3(SYS_fcntl64, (uint32_t)descriptor, command, argument);
}

/* ---- Pipes ---- */

static void a_pipe_carries_bytes_in_order(void)
{
    int ends[2];
    char text[16];
    check(make_pipe(ends) == 0 && ends[0] == 3 && ends[1] == 4);
    check(write_bytes(ends[1], "hello ", 6) == 6 && write_bytes(ends[1], "pipe", 4) == 4);
    check(read_bytes(ends[0], text, 3) == 3 && text[0] == 'h' && text[2] == 'l');
    check(read_bytes(ends[0], text, sizeof text) == 7 && text[0] == 'l' && text[6] == 'e');
    check(read_bytes(ends[1], text, 1) == -EBADF && write_bytes(ends[0], text, 1) == -EBADF);
    check(syscall3(SYS_lseek, (uint32_t)ends[0], 0, SEEK_SET) == -ESPIPE);
    struct file_status64 status;
    check(syscall2(SYS_fstat64, (uint32_t)ends[0], ADDRESS(&status)) == 0);
    check((status.mode & S_IFMT) == S_IFIFO);
    check(close_file(ends[1]) == 0 && read_bytes(ends[0], text, 1) == 0);
    check(close_file(ends[0]) == 0);
}

/* Fills a pipe to the brim without waiting, then empties it, at every offset in its ring. */
static void a_pipe_holds_64_kib_and_not_more(void)
{
    int ends[2];
    check(syscall2(SYS_pipe2, ADDRESS(ends), O_NONBLOCK) == 0);
    check(read_bytes(ends[0], big, 1) == -EAGAIN);
    for (uint32_t shift = 1; shift < 20; shift += 3) {
        check(write_bytes(ends[1], big, shift * 331) == (int)(shift * 331));
        check(read_bytes(ends[0], big, CAPACITY) == (int)(shift * 331));
        for (uint32_t i = 0; i < sizeof big; i++)
            big[i] = (char)(i * 7 + i / 4096 + shift);
        check(write_bytes(ends[1], big, sizeof big) == CAPACITY);
        check(write_bytes(ends[1], big, 1) == -EAGAIN);
        for (uint32_t i = 0; i < sizeof big; i++)
            big[i] = 0;
        check(read_bytes(ends[0], big, 5000) == 5000);
        check(write_bytes(ends[1], big, 5001) == 5000); /* more than PIPE_BUF: what fits */
        check(read_bytes(ends[0], big + 5000, sizeof big) == CAPACITY);
        bool same = true;
        for (uint32_t i = 0; i < CAPACITY; i++)
            same &= big[i] == (char)(i * 7 + i / 4096 + shift);
        check(same);
    }
    check(write_bytes(ends[1], big, CAPACITY - 100) == CAPACITY - 100);
    check(write_bytes(ends[1], big, 101) == -EAGAIN); /* PIPE_BUF and less: all or nothing */
    check(write_bytes(ends[1], big, 100) == 100);
    check(control(ends[1], F_GETFL, 0) == (O_WRONLY | O_NONBLOCK));
    close_file(ends[0]), close_file(ends[1]);
}

/* Writers whose every line fills a part of PIPE_BUF: none is torn, however the reader cuts. */
static void writes_up_to_pipe_buf_are_not_torn(void)
{
    int ends[2], children = 3;
    enum { LINE = 1500, LINES = 60 };
    check(make_pipe(ends) == 0);
    for (int child = 0; child < children; child++) {
        if (fork_process() == 0) {
            for (int i = 0; i < LINE; i++)
                big[i] = (char)('a' + child);
            for (int i = 0; i < LINES; i++)
                if (write_bytes(ends[1], big, LINE) != LINE)
                    exit_process(1);
            exit_process(0);
        }
    }
    close_file(ends[1]);
    uint32_t total = 0;
    for (int got; (got = read_bytes(ends[0], big + total % LINE, LINE - total % LINE)) > 0;) {
        total += (uint32_t)got;
        for (int i = 1; total % LINE == 0 && i < LINE; i++)
            if (big[i] != big[0])
                total = 0x7FFFFFFF;
    }
    check(total == (uint32_t)(children * LINE * LINES));
    for (int child = 0, status; child < children; child++)
        check(wait_process(-1, &status) > 0 && status == 0);
    close_file(ends[0]);
}

static void nobody_reads_any_more(void)
{
    int ends[2], status;
    check(make_pipe(ends) == 0);
    close_file(ends[0]);
    int pid = fork_process();
    if (pid == 0) {
        write_bytes(ends[1], "x", 1);
        exit_process(0);
    }
    check(wait_process(pid, &status) == pid && status == SIGPIPE);
    close_file(ends[1]);
    /* Also one that waits already. */
    check(make_pipe(ends) == 0);
    pid = fork_process();
    if (pid == 0) {
        close_file(ends[0]);
        exit_process(write_bytes(ends[1], big, sizeof big));
    }
    close_file(ends[1]);
    check(read_bytes(ends[0], big, 10) == 10);
    close_file(ends[0]);
    check(wait_process(pid, &status) == pid && status == SIGPIPE);
}

static void processes_talk_through_pipes(void)
{
    int there[2], back[2], status;
    check(make_pipe(there) == 0 && make_pipe(back) == 0);
    int pid = fork_process();
    if (pid == 0) {
        int number;
        close_file(there[1]), close_file(back[0]);
        while (read_bytes(there[0], &number, sizeof number) == sizeof number) {
            number *= 2;
            write_bytes(back[1], &number, sizeof number);
        }
        exit_process(9);
    }
    close_file(there[0]), close_file(back[1]);
    for (int i = 0, number; i < ROUNDS; i++) {
        number = i;
        check(write_bytes(there[1], &number, sizeof number) == sizeof number);
        check(read_bytes(back[0], &number, sizeof number) == sizeof number && number == 2 * i);
    }
    close_file(there[1]);
    check(read_bytes(back[0], big, 1) == 0); /* it saw the end, and its end is closed */
    check(wait_process(pid, &status) == pid && status == 9 << 8);
    close_file(back[0]);
}

static void vectors_are_one_transfer(void)
{
    int ends[2];
    char first[4], second[8];
    struct io_vector out[] = { { ADDRESS("abc"), 3 }, { 0, 0 }, { ADDRESS("defgh"), 5 } };
    struct io_vector in[] = { { ADDRESS(first), 4 }, { ADDRESS(second), 8 } };
    check(make_pipe(ends) == 0);
    check(syscall3(SYS_writev, (uint32_t)ends[1], ADDRESS(out), 3) == 8);
    check(syscall3(SYS_readv, (uint32_t)ends[0], ADDRESS(in), 2) == 8);
    check(first[3] == 'd' && second[0] == 'e' && second[3] == 'h');
    check(syscall3(SYS_writev, (uint32_t)ends[1], ADDRESS(out), 1025) == -EINVAL);
    check(syscall3(SYS_writev, (uint32_t)ends[1], 16, 1) == -EFAULT);
    close_file(ends[0]), close_file(ends[1]);
}

/* ---- Descriptors ---- */

static void copies_share_the_position(void)
{
    char byte;
    int file = syscall3(SYS_open, ADDRESS("/bin/descriptors"), O_RDONLY, 0);
    check(file == 3 && syscall1(SYS_dup, (uint32_t)file) == 4);
    check(syscall2(SYS_dup2, (uint32_t)file, 10) == 10);
    check(syscall2(SYS_dup2, (uint32_t)file, (uint32_t)file) == file);
    check(syscall2(SYS_dup2, 10, 4) == 4); /* closes what 4 was */
    check(syscall3(SYS_lseek, 10, 1, SEEK_SET) == 1);
    check(read_bytes(4, &byte, 1) == 1 && byte == 'E' && read_bytes(3, &byte, 1) == 1
          && byte == 'L');
    check(control(3, F_DUPFD, 8) == 8 && control(3, F_DUPFD, 8) == 9);
    check(control(3, F_DUPFD, 10) == 11 && control(3, F_DUPFD, 32) == -EINVAL);
    check(control(11, F_GETFD, 0) == 0 && control(3, F_GETFL, 0) == O_RDONLY);
    check(control(3, F_DUPFD_CLOEXEC, 12) == 12 && control(12, F_GETFD, 0) == FD_CLOEXEC);
    check(syscall2(SYS_dup2, 3, 32) == -EBADF && syscall2(SYS_dup2, 31, 3) == -EBADF);
    check(syscall1(SYS_dup, 77) == -EBADF && control(77, F_GETFD, 0) == -EBADF);
    check(syscall3(SYS_dup3, 3, 3, 0) == -EINVAL && syscall3(SYS_dup3, 3, 13, 1) == -EINVAL);
    check(control(3, 1234, 0) == -EINVAL);
    for (int i = 3; i <= 12; i++)
        close_file(i);
    int copies = 0;
    while (syscall1(SYS_dup, 2) > 0)
        copies++;
    check(copies == 29 && syscall1(SYS_dup, 2) == -EMFILE);
    check(syscall1(SYS_pipe, ADDRESS(big)) == -EMFILE && close_file(20) == 0);
    check(syscall1(SYS_pipe, ADDRESS(big)) == -EMFILE && close_file(21) == 0);
    check(syscall1(SYS_pipe, 16) == -EFAULT && syscall1(SYS_pipe, ADDRESS(big)) == 0);
    for (int i = 3; i < 32; i++)
        close_file(i);
}

static void exec_closes_what_it_is_told(void)
{
    int ends[2], status;
    check(syscall2(SYS_pipe2, ADDRESS(ends), O_CLOEXEC) == 0 && ends[1] == 4);
    check(control(3, F_GETFD, 0) == FD_CLOEXEC && control(3, F_SETFD, 0) == 0);
    check(control(3, F_GETFD, 0) == 0 && control(4, F_GETFD, 0) == FD_CLOEXEC);
    check(syscall3(SYS_dup3, 4, 5, O_CLOEXEC) == 5 && syscall2(SYS_dup2, 5, 6) == 6);
    int pid = fork_process();
    if (pid == 0) {
        char *const arguments[] = { "descriptors", "open", "3", "6", NULL };
        exit_process(execute("/bin/descriptors", arguments, environment));
    }
    check(wait_process(pid, &status) == pid && status == 0);
    check(syscall2(SYS_pipe2, ADDRESS(ends), 1) == -EINVAL);
    for (int i = 3; i <= 6; i++)
        close_file(i);
}

/* In the new program: open are the descriptors named by one digit each, and no others. */
static int check_open(char **names)
{
    for (int i = 3; i < 10; i++) {
        bool named = false;
        for (char **name = names; *name; name++)
            named |= **name == '0' + i;
        check((control(i, F_GETFD, 0) >= 0) == named);
    }
    return failures != 0;
}

/* ---- Directories ---- */

static bool has_entry(const char *buffer, int size, const char *name, int type)
{
    for (int at = 0; at < size;) {
        const struct directory_entry64 *entry = (const void *)(buffer + at);
        if (text_equal(entry->name, name) && entry->type == type && entry->inode[0])
            return true;
        at += entry->record_length;
    }
    return false;
}

static void directories_are_listed(void)
{
    int directory = syscall3(SYS_open, ADDRESS("/"), O_RDONLY | O_DIRECTORY, 0);
    int size = syscall3(SYS_getdents64, (uint32_t)directory, ADDRESS(big), sizeof big);
    check(size > 0 && has_entry(big, size, "bin", ENTRY_DIR));
    check(has_entry(big, size, "..", ENTRY_DIR));
    check(syscall3(SYS_getdents64, (uint32_t)directory, ADDRESS(big), sizeof big) == 0);
    check(syscall3(SYS_lseek, (uint32_t)directory, 0, SEEK_SET) == 0);
    check(syscall3(SYS_getdents64, (uint32_t)directory, ADDRESS(big), 10) == -EINVAL);
    int again = 0; /* one at a time: the same */
    for (int got; (got = syscall3(SYS_getdents64, (uint32_t)directory, ADDRESS(big + again), 24))
                  > 0; again += got)
        check(got == 24);
    check(syscall3(SYS_getdents64, (uint32_t)directory, ADDRESS(big), 64) != -EFAULT);
    check(again > 0 && has_entry(big, again, "bin", ENTRY_DIR));
    close_file(directory);
    check(syscall3(SYS_getdents64, 1, ADDRESS(big), 64) == -ENOTDIR);
    check(syscall3(SYS_getdents64, 30, ADDRESS(big), 64) == -EBADF);
}

static bool working_directory_is(const char *path)
{
    int size = syscall2(SYS_getcwd, ADDRESS(big), sizeof big);
    return size == (int)text_length(path) + 1 && text_equal(big, path);
}

static void each_process_has_a_directory(void)
{
    struct file_status64 status;
    check(working_directory_is("/"));
    check(syscall2(SYS_stat64, ADDRESS("bin/descriptors"), ADDRESS(&status)) == 0);
    check((status.mode & S_IFMT) == S_IFREG && status.size[0] > 5000 && status.links == 1);
    check(syscall1(SYS_chdir, ADDRESS("bin")) == 0 && working_directory_is("/bin"));
    check(syscall2(SYS_stat64, ADDRESS("descriptors"), ADDRESS(&status)) == 0);
    check(syscall2(SYS_lstat64, ADDRESS("../bin/./descriptors"), ADDRESS(&status)) == 0);
    int pid = fork_process(), child_status = -1;
    if (pid == 0) {
        bool inherited = working_directory_is("/bin");
        exit_process(syscall1(SYS_chdir, ADDRESS("..")) || !working_directory_is("/")
                     || !inherited);
    }
    check(wait_process(pid, &child_status) == pid && child_status == 0);
    check(working_directory_is("/bin"));
    pid = fork_process();
    if (pid == 0) {
        char *const arguments[] = { "descriptors", "open", NULL };
        exit_process(execute("descriptors", arguments, environment)); /* a relative path */
    }
    check(wait_process(pid, &child_status) == pid && child_status == 0);
    check(syscall2(SYS_getcwd, ADDRESS(big), 4) == -ERANGE);
    check(syscall2(SYS_getcwd, ADDRESS(big), 0) == -ERANGE);
    check(syscall1(SYS_chdir, ADDRESS("descriptors")) == -ENOTDIR);
    check(syscall1(SYS_chdir, ADDRESS("nowhere")) == -ENOENT);
    int root = syscall3(SYS_open, ADDRESS("/"), O_RDONLY, 0);
    check(syscall1(SYS_fchdir, (uint32_t)root) == 0 && working_directory_is("/"));
    check(syscall1(SYS_fchdir, 1) == -ENOTDIR && close_file(root) == 0);
    check(syscall1(SYS_fchdir, (uint32_t)root) == -EBADF);
}

static void what_may_be_done(void)
{
    check(syscall2(SYS_access, ADDRESS("/bin/descriptors"), R_OK | X_OK) == 0);
    check(syscall2(SYS_access, ADDRESS("/bin/descriptors"), W_OK) == 0);
    check(syscall2(SYS_access, ADDRESS("/nothing"), 0) == -ENOENT);
    check(syscall2(SYS_access, ADDRESS("/bin"), 8) == -EINVAL);
    check(syscall3(SYS_readlink, ADDRESS("/bin"), ADDRESS(big), 10) == -EINVAL);
    check(syscall3(SYS_readlink, ADDRESS("/bin"), ADDRESS(big), 0) == -EINVAL);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return check_open(argv + 2);
    a_pipe_carries_bytes_in_order();
    a_pipe_holds_64_kib_and_not_more();
    writes_up_to_pipe_buf_are_not_torn();
    nobody_reads_any_more();
    processes_talk_through_pipes();
    vectors_are_one_transfer();
    copies_share_the_position();
    exec_closes_what_it_is_told();
    directories_are_listed();
    each_process_has_a_directory();
    what_may_be_done();
    return failures != 0;
}
