// links: interp
/*
 * test_corpus_leaks.c: each program of the corpus is run six times in one interpreter, each time as
 * a main module of its own. From the second run on, the memory handed out is as many blocks and
 * bytes after each as before, but for the table of interned names, which is laid out anew at times.
 * (What the first run makes and keeps, as imported modules, the others find.) Then the interpreter
 * stops, and all of it must have been given back.
 *
 * A program runs in a process of its own, with its output thrown away: it may end it as it likes.
 * LEAK_PROGRAM=path runs one and prints the counts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define raise raise_signal /* the interpreter has a raise of its own (vm/errors.h) */
#include <sys/mman.h>
#include <sys/wait.h>
#undef raise
#include <unistd.h>
#include <cmocka.h>

#include "memory/collector.h"
#include "memory/memory.h"
#include "modules/output.h"
#include "program/launch.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

enum { RUNS = 6, SETTLED = 1, CAPACITY_BYTES = 512 /* a table may be laid out anew once */,
       SECONDS_MOST = 20, PROGRAMS_MOST = 3000,
       ENDED_ITSELF = 0, LEAKS = 61, LEFT_AT_THE_END = 62 };

static char *programs[PROGRAMS_MOST];
static int program_count;

static void find_programs(const char *directory)
{
    struct dirent **entries;
    int count = scandir(directory, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[512];
        const char *name = entries[i]->d_name;
        size_t length = strlen(name);
        snprintf(path, sizeof path, "%s/%s", directory, name);
        if (name[0] != '.' && entries[i]->d_type == DT_DIR && strcmp(name, "helpers") != 0)
            find_programs(path);
        else if (length > 3 && strcmp(name + length - 3, ".py") == 0
                 && program_count < PROGRAMS_MOST)
            programs[program_count++] = strdup(path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

/* One run: a module __main__ with the program's names, which goes again. */
static void run_once(const char *path)
{
    Code *code = launch_load(path);
    if (!code || interpreter_begin_main(code->filename) < 0 || interpreter_run_in_main(code) < 0)
        interpreter_report_exception();
    xdecref(code);
    clear_reference(interpreter.main_module);
    Object *name = str_interned("__main__");
    dict_delete(interpreter.modules, name);
    decref(name);
    collector_run_quietly();
    output_flush(OUTPUT);
    error_clear();
}

static int run_program(char *path, bool show)
{
    char *arguments[] = { path, NULL };
    if (interpreter_start(1, arguments) < 0)
        return 1;
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
    interpreter_stop();
    MemoryStatistics end;
    mem_statistics(&end);
    return leaks ? LEAKS : end.blocks ? LEFT_AT_THE_END : 0;
}

static int run_in_child(char *path)
{
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_RDWR);
        for (int fd = 0; fd < 3; fd++)
            dup2(nowhere, fd);
        alarm(SECONDS_MOST);
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
        if (status == LEAKS || status == LEFT_AT_THE_END) {
            fprintf(stderr, "LEAK_PROGRAM=%s %s\n", programs[i],
                    status == LEAKS ? "leaks with each run" : "leaves memory at the end");
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
