// links: interp
/*
 * test_corpus_leaks.c: each program of the corpus is run six times in one interpreter, each time as
 * a main module of its own. From the third run on, the memory handed out is as many blocks and
 * bytes after each as before, but for a table that is laid out anew at times.
 * (What the first runs make and keep, as imported modules, the others find. What a program gives to
 * module atexit is meant to stay.) Then the interpreter
 * stops, and all of it must have been given back.
 *
 * A program runs in a process of its own, with its output thrown away: it may end it as it likes.
 * LEAK_PROGRAM=path runs one and prints the counts.
 */
#include "corpus_support.h"

enum { RUNS = 6, SETTLED = 2, CAPACITY_BYTES = 1024 /* a table may be laid out anew once */,
       SECONDS_MOST = 20, ENDED_ITSELF = 0, LEAKS = 61, LEFT_AT_THE_END = 62 };

static void run_once(const char *path)
{
    bool failed;
    error_restore(run_as_main(path, &failed));
    if (failed)
        interpreter_report_exception();
    forget_main();
}

/* The one-character strings, each of which is made when it is first needed, and kept: which digits a
 * program's times have is chance. */
static void make_characters(void)
{
    for (uint32_t c = 0; c <= UINT8_MAX; c++)
        xdecref(str_from_char(c));
}

static int run_program(char *path, bool show)
{
    char *arguments[] = { path, NULL };
    if (interpreter_start(1, arguments) < 0)
        return 1;
    make_characters();
    MemoryStatistics after[RUNS];
    for (int run = 0; run < RUNS; run++) {
        run_once(path);
        mem_statistics(&after[run]);
        after[run].bytes -= object_size_of(interpreter.interned);
        if (show)
            fprintf(stderr, "run %d: %zu blocks, %zu bytes\n", run + 1, after[run].blocks,
                    after[run].bytes);
    }
    bool leaks = after[RUNS - 1].blocks != after[SETTLED].blocks
              || after[RUNS - 1].bytes > after[SETTLED].bytes + CAPACITY_BYTES;
    interpreter_end_main(0);
    interpreter_stop();
    MemoryStatistics end;
    mem_statistics(&end);
    return leaks ? LEAKS : end.blocks ? LEFT_AT_THE_END : 0;
}

static int run_in_child(char *path)
{
    pid_t child = fork();
    if (child == 0) {
        begin_child(SECONDS_MOST, true);
        _exit(run_program(path, false));
    }
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void no_program_leaks(void **state)
{
    (void)state;
    char *only = getenv("LEAK_PROGRAM");
    if (only) {
        assert_int_equal(run_program(only, true), 0);
        return;
    }
    find_programs("tests/corpus");
    assert_true(program_count > 500);
    int leaking = 0;
    for (int i = 0; i < program_count; i++) {
        int status = run_in_child(programs[i]);
        if (status == LEAKS && strstr(programs[i], "/module_atexit/"))
            status = 0;
        if (status == LEAKS || status == LEFT_AT_THE_END || status == -SIGSEGV) {
            fprintf(stderr, "LEAK_PROGRAM=%s %s\n", programs[i],
                    status == LEAKS ? "leaks with each run" : status < 0 ? "crashes"
                    : "leaves memory at the end");
            leaking++;
        }
        free(programs[i]);
    }
    assert_int_equal(leaking, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(no_program_leaks) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
