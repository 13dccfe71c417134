/*
 * suite.c: a first process that runs other programs one after the other, and measures what each
 * leaves behind.
 *
 * Each argument is one command: a path and its arguments, separated by single blanks; the word
 * "limited" before them gives it a second of processor time, and SIGXCPU after that. For command
 * number N (from 1) standard output gets, beside what the program writes itself, two lines:
 *
 *     suite: begin N COMMAND
 *     suite: end N status S frames B A kernel BK AK processes P
 *
 * (and the first one standard error too, which may go to another port). S is what a shell would
 * call the status: an exit code, or 128 + signal. B and A are the frames that are free or idle in
 * the page cache, before the program was started and after it and all its orphans had been waited
 * for; BK and AK the frames of the kernel itself; P how many processes there are then (1: the suite
 * alone). A program that cannot be executed has status 127; standard error says why.
 * The suite ends with status 0 when all were run, whatever became of them.
 */
#include "tests/native/native.h"

#include <string.h>

#define WORDS_MOST 16
#define STATUS_NOT_EXECUTED 127

static int run_number;

static void write_number(struct line *line, const char *what, uint32_t number)
{
    line_text(line, what);
    line_number(line, number, 10);
}

/* Cuts a command at its blanks, in place. */
static void split(char *command, char *words[WORDS_MOST + 1])
{
    int count = 0;
    words[count++] = command;
    for (; *command; command++) {
        if (*command != ' ' || count == WORDS_MOST)
            continue;
        *command = '\0';
        words[count++] = command + 1;
    }
    words[count] = NULL;
}

static int shell_status(int wait_status)
{
    int signal = wait_status & 0x7F;
    return signal ? 128 + signal : wait_status >> 8 & 0xFF;
}

static void report_not_executed(const char *path, int error)
{
    struct line line = { .length = 0 };
    line_text(&line, path);
    line_text(&line, ": not executed, error ");
    line_signed(&line, -error);
    line_write(&line, 2);
}

/* "limited" before the command proper: where that begins. */
static char **take_limit(char **words)
{
    struct resource_limit limit = { 1, 2 };
    if (strcmp(words[0], "limited") != 0 || words[1] == NULL)
        return words;
    syscall2(SYS_setrlimit, RLIMIT_CPU, ADDRESS(&limit));
    return words + 1;
}

static int run(char *command)
{
    int pid = fork_process();
    if (pid == 0) {
        char *given[WORDS_MOST + 1];
        split(command, given);
        char **words = take_limit(given);
        report_not_executed(words[0], execute(words[0], words, environment));
        exit_process(STATUS_NOT_EXECUTED);
    }
    /* Orphans come to us: they are waited for as they end, up to the last one. */
    int program_status = -1, status, ended;
    while ((ended = wait_process(-1, &status)) > 0)
        if (ended == pid)
            program_status = shell_status(status);
    return program_status;
}

static void measure(struct system_info *info)
{
    syscall1(SYS_system_info, ADDRESS(info));
}

static void write_begin(const char *command, int descriptor)
{
    struct line line = { .length = 0 };
    write_number(&line, "suite: begin ", (uint32_t)run_number);
    line_text(&line, " ");
    line_text(&line, command);
    line_write(&line, descriptor);
}

static void run_and_report(char *command)
{
    static struct system_info before, after;
    run_number++;
    write_begin(command, 1);
    write_begin(command, 2);
    struct line line = { .length = 0 };

    measure(&before);
    int status = run(command);
    measure(&after);

    write_number(&line, "suite: end ", (uint32_t)run_number);
    line_text(&line, " status ");
    line_signed(&line, status);
    write_number(&line, " frames ", before.frames_free + before.frames_cached);
    write_number(&line, " ", after.frames_free + after.frames_cached);
    write_number(&line, " kernel ", before.frames_kernel);
    write_number(&line, " ", after.frames_kernel);
    write_number(&line, " processes ", after.processes);
    line_write(&line, 1);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        run_and_report(argv[i]);
    return 0;
}
