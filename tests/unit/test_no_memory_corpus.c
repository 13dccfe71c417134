// links: interp
/*
 * test_no_memory_corpus.c: the programs of the corpus, in which one allocation fails. Each runs
 * twice as it is, which imports what it needs and counts its allocations; then again, in a process
 * of its own each time, for some of them, of which that one fails. However the program ends then, it
 * is not by a crash, nor with a built-in exception that is neither MemoryError nor the one that it
 * always ends with; and when the interpreter stops, all memory has been given back.
 *
 * NO_MEMORY_PROGRAM=path tries all allocations of one program, with NO_MEMORY_FAILS=n only that
 * one, and shows what it prints. NO_MEMORY_TRIES=n tries so many of each program.
 */
#include "corpus_support.h"

enum { SECONDS_MOST = 20, TRIES = 2, /* of each program */
       PRIME = 7919, /* program n begins with allocation n * PRIME of those that it makes */
       NEVER = 1u << 30,
       WRONG_EXCEPTION = 61, BLOCKS_LEFT = 62, NO_EXCEPTION = 63 };

static bool verbose;

/* Does it come from a lack of memory, which the program perhaps has handled as something else? */
static bool tells_of_memory(const Object *error)
{
    for (; error; error = ((const Exception *)error)->context)
        if (error->type == &memory_error_type)
            return true;
    return false;
}

/* The type of the exception that ends the run, unless it comes from a lack of memory, or NULL;
 * *silent: the run failed without an exception. */
static const Type *run_once(const char *path, bool *silent)
{
    bool failed;
    Object *error = run_as_main(path, &failed);
    const Type *type = error && !tells_of_memory(error) ? error->type : NULL;
    *silent = failed && !error;
    xdecref(error);
    forget_main();
    return type;
}

/* Has the program functions in which an exception is only reported: destructors, callbacks? What
 * they have left undone may be missed by the rest of it. */
static bool has_destructors(const char *path)
{
    char text[1 << 16];
    FILE *file = fopen(path, "r");
    size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
    text[size] = '\0';
    if (file)
        fclose(file);
    return strstr(text, "__del__") || strstr(text, "weakref") || strstr(text, "callbacks");
}

/* A program's own exceptions are its own affair. */
static bool is_wrong(const Type *type, const Type *usual, const char *path)
{
    return type && type != usual && !(type->flags & TYPE_HEAP) && !has_destructors(path);
}

/* The run in which allocation number n fails, and the end of the interpreter: an exit status. */
static int run_without_memory(const char *path, size_t n, const Type *usual)
{
    bool silent;
    mem_fail_at = n;
    const Type *type = run_once(path, &silent);
    mem_fail_at = 0;
    bool wrong = is_wrong(type, usual, path);
    if (verbose && type)
        dprintf(2, "It ends with %s.\n", type->name);
    interpreter_end_main(0);
    interpreter_stop();
    MemoryStatistics end;
    mem_statistics(&end);
    return end.blocks ? BLOCKS_LEFT : silent ? NO_EXCEPTION : wrong ? WRONG_EXCEPTION : 0;
}

static const char *what_happened(int status)
{
    return status == BLOCKS_LEFT ? "blocks are left" : status == NO_EXCEPTION ? "no exception"
         : status == WRONG_EXCEPTION ? "another exception"
         : status == -SIGSEGV || status == -SIGBUS || status == -SIGFPE || status == -SIGILL
         ? "crash" : NULL;
}

static void try_allocation(const char *path, size_t n, const Type *usual, int report)
{
    pid_t child = fork();
    if (child == 0) {
        alarm(SECONDS_MOST);
        _exit(run_without_memory(path, n, usual));
    }
    int status;
    waitpid(child, &status, 0);
    const char *what = what_happened(WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
    if (what)
        dprintf(report, "NO_MEMORY_PROGRAM=%s NO_MEMORY_FAILS=%zu: %s\n", path, n, what);
}

/* In a child. fails: this allocation; 0: as many as `tries`, the first at a place that `number`
 * decides; with no tries either: all. */
static void try_program(char *path, int number, size_t fails, size_t tries, int report)
{
    char *arguments[] = { path, NULL };
    bool silent;
    if (interpreter_start(1, arguments) < 0)
        _exit(1);
    run_once(path, &silent);
    mem_fail_at = NEVER;
    const Type *usual = run_once(path, &silent);
    size_t total = NEVER - mem_fail_at;
    mem_fail_at = 0;
    if (silent || (total >= NEVER))
        _exit(1);
    if (fails)
        try_allocation(path, fails, usual, report);
    size_t step = tries ? total / tries + 1 : 1;
    for (size_t n = tries ? (size_t)number * PRIME % step : 0; !fails && n < total; n += step)
        try_allocation(path, n + 1, usual, report);
    _exit(0);
}

static size_t number_named(const char *name, size_t otherwise)
{
    const char *text = getenv(name);
    return text ? strtoul(text, NULL, 10) : otherwise;
}

static void each_program_survives(void **state)
{
    (void)state;
    char *only = getenv("NO_MEMORY_PROGRAM");
    size_t fails = number_named("NO_MEMORY_FAILS", 0);
    size_t tries = number_named("NO_MEMORY_TRIES", only ? 0 : TRIES);
    verbose = fails != 0;
    if (only)
        programs[program_count++] = only;
    else
        find_programs("tests/corpus");
    FILE *report = tmpfile();
    assert_non_null(report);
    for (int i = 0; i < program_count; i++) {
        pid_t child = fork();
        if (child == 0) {
            begin_child(0, !verbose);
            try_program(programs[i], i, fails, tries, fileno(report));
        }
        waitpid(child, NULL, 0);
    }
    rewind(report);
    int lines = 0;
    for (char line[600]; fgets(line, sizeof line, report); lines++)
        fputs(line, stderr);
    fclose(report);
    assert_int_equal(lines, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(each_program_survives) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
