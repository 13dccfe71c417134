/*
 * arguments.c: what execve hands over, and what it refuses. Without arguments it runs itself with
 * several, each time checking in the new program that all arrived. Status 0 when all was so.
 */
#include "tests/native/native.h"

#define STRINGS_MOST (128u << 10)
#define MANY 500

static char path[] = "/bin/arguments";
static char one[] = "one", empty[] = "", three[] = "three", variable[] = "NAME=value";

/* ---- In the new program ---- */

static void auxiliary_vector_is_right(void)
{
    uint32_t value;
    check(auxiliary_value(AT_PAGESZ, &value) && value == PAGE_SIZE);
    check(auxiliary_value(AT_PHENT, &value) && value == 32);
    check(auxiliary_value(AT_PHNUM, &value) && value >= 3);
    check(auxiliary_value(AT_PHDR, &value) && value == USER_PROGRAM_BASE + 52);
    check(*(uint32_t *)value == 1 || *(uint32_t *)value == 6); /* PT_LOAD or PT_PHDR */
    check(auxiliary_value(AT_BASE, &value) && value == 0);
    check(auxiliary_value(AT_ENTRY, &value) && value > USER_PROGRAM_BASE);
    check(auxiliary_value(AT_RANDOM, &value) && value > USER_STACK_TOP - 4096);
    check(auxiliary_value(AT_EXECFN, &value) && text_equal((char *)value, path));
}

static int check_few(int argc, char **argv)
{
    check(argc == 4);
    check(text_equal(argv[0], "few") && text_equal(argv[1], one) && text_equal(argv[2], empty)
          && text_equal(argv[3], three) && argv[4] == NULL);
    check(environment[0] && text_equal(environment[0], variable) && environment[1] == NULL);
    check(ADDRESS(environment) == ADDRESS(argv + 5));
    check(ADDRESS(argv) % 16 == 4); /* argc stands at a multiple of 16 */
    auxiliary_vector_is_right();
    return failures != 0;
}

static int check_many(int argc, char **argv)
{
    check(argc == MANY && argv[MANY] == NULL && environment[0] == NULL);
    for (int i = 1; i < argc; i++)
        check(argv[i][0] == (char)('a' + i % 26) && text_length(argv[i]) == 100);
    return failures != 0;
}

/* ---- In the old one ---- */

static int run(char *const argv[], char *const envp[])
{
    int pid = fork_process();
    if (pid == 0) {
        execute(path, argv, envp);
        exit_process(127);
    }
    int status = -1;
    check(wait_process(pid, &status) == pid);
    return status;
}

static void few(void)
{
    static char name[] = "few";
    char *const argv[] = { name, one, empty, three, NULL };
    char *const envp[] = { variable, NULL };
    check(run(argv, envp) == 0);
}

static void many(void)
{
    static char name[] = "many", strings[MANY][101];
    static char *argv[MANY + 1] = { name };
    for (int i = 1; i < MANY; i++) {
        for (int j = 0; j < 100; j++)
            strings[i][j] = (char)('a' + i % 26);
        argv[i] = strings[i];
    }
    check(run(argv, NULL) == 0);
}

/* The bound counts each string with its NUL and its pointer. */
static void too_much(void)
{
    static char name[] = "exit", long_string[STRINGS_MOST];
    static char *vector[STRINGS_MOST / 4 + 2];
    char *argv[] = { name, long_string, NULL };
    for (uint32_t i = 0; i < sizeof long_string; i++)
        long_string[i] = 'x';
    check(execute(path, argv, NULL) == -E2BIG); /* no NUL within the bound */
    uint32_t most = STRINGS_MOST - 2 * sizeof(char *) - sizeof name;
    long_string[most - 1] = '\0';
    check(run(argv, NULL) == 0); /* the most that is possible */
    long_string[most - 1] = 'x';
    long_string[most] = '\0';
    check(execute(path, argv, NULL) == -E2BIG);
    for (uint32_t i = 0; i < STRINGS_MOST / 4 + 1; i++)
        vector[i] = empty;
    check(execute(path, vector, NULL) == -E2BIG);
    check(execute(path, argv, vector) == -E2BIG);
}

static void refused_files(void)
{
    check(execute("/bin/none", NULL, NULL) == -ENOENT);
    check(execute("/bin", NULL, NULL) == -EACCES);
    check(execute("/bin/arguments/x", NULL, NULL) == -ENOTDIR);
    check(execute("", NULL, NULL) == -ENOENT);
}

static void descriptors_close_on_exec(void)
{
    static char name[] = "closed";
    char *const argv[] = { name, NULL };
    int kept = syscall3(SYS_open, ADDRESS(path), O_RDONLY, 0);
    int closed = syscall3(SYS_open, ADDRESS(path), O_RDONLY | O_CLOEXEC, 0);
    check(kept == 3 && closed == 4);
    check(run(argv, NULL) == 0);
    check(syscall1(SYS_close, 3) == 0 && syscall1(SYS_close, 4) == 0);
}

int main(int argc, char **argv)
{
    if (argc && text_equal(argv[0], "few"))
        return check_few(argc, argv);
    if (argc && text_equal(argv[0], "many"))
        return check_many(argc, argv);
    if (argc && text_equal(argv[0], "exit"))
        return 0;
    if (argc && text_equal(argv[0], "closed"))
        return syscall1(SYS_close, 3) == 0 && syscall1(SYS_close, 4) == -EBADF ? 0 : 1;
    few();
    many();
    too_much();
    refused_files();
    descriptors_close_on_exec();
    return failures != 0;
}
