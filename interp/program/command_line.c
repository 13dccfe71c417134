/*
 * command_line.c: what `python` does with its arguments: runs a file, a command, a module, standard
 * input or the prompt. Options, messages and exit statuses are those of CPython 3.11
 * (Modules/main.c, Python/initconfig.c); of its options those that mean something here.
 */
#include <string.h>
#include "memory/memory.h"
#include "modules/builtins.h"
#include "modules/output.h"
#include "platform/platform.h"
#include "program/launch.h"
#include "program/repl.h"
#include "vm/errors.h"
#include "vm/exceptions.h"
#include "vm/import.h"
#include "vm/interpreter.h"

enum { STDIN = 0, STDOUT = 1, STDERR = 2, STATUS_FAILED = 1, STATUS_USAGE = 2 };

static const char usage[] =
    "usage: python [option] ... [-c cmd | -m mod | file | -] [arg] ...\n";
static const char try_help[] = "Try `python -h' for more information.\n";
static const char version[] = "Python 3.11.2 (Terrarium)\n";
static const char help[] =
    "-c cmd : run cmd, and end the options: the rest are its arguments\n"
    "-h     : print this and exit (also --help)\n"
    "-i     : go on with the prompt after the program\n"
    "-m mod : run a module as the program, and end the options\n"
    "-q     : no version at the prompt\n"
    "-O     : leave out assert statements, __debug__ is False; -OO: docstrings, too\n"
    "-u     : write each output at once\n"
    "-V     : print the version of Python that this follows and exit (also --version)\n"
    "-W arg : a filter for warnings: action:message:category:module:line\n"
    "-B, -E, -I, -s, -S : accepted: no .pyc files, environment or user directories are used\n"
    "file   : a program in Python, or a program file that pyc has made\n"
    "-      : the program comes from standard input (default; the prompt at a terminal)\n"
    "arg ...: what follows sys.argv[0]\n";
static const char banner[] =
    "Terrarium: Python as of version 3.11.2\n"
    "Type help() for what there is, help(x) about x, exit() or Ctrl-D to leave.\n";

typedef struct {
    const char *command, *module, *file; /* one of them, or none: standard input */
    bool inspect, quiet, unbuffered;
    int optimization;                    /* how many -O */
    char **warnings;                     /* the arguments of -W, in argv's own array */
    int warning_count;
    int argc;                            /* of the program: sys.argv */
    char **argv;
} Options;

static void say(int fd, const char *text)
{
    platform_write(fd, text, strlen(text));
}

/* ---- reading the arguments ------------------------------------------------------------------- */

static int bad_option(const char *text, char option, const char *rest)
{
    char letter[] = {option, '\0'};
    say(STDERR, text);
    say(STDERR, letter);
    say(STDERR, rest);
    say(STDERR, usage);
    say(STDERR, try_help);
    return STATUS_USAGE;
}

/* The letters of one argument; *i moves on to the argument that -c, -m and -W take. -1: go on with
 * the next one; -2: the options end here; otherwise the exit status. */
enum { GO_ON = -1, OPTIONS_END = -2 };
static int read_letters(Options *o, int argc, char **argv, int *i)
{
    for (const char *letter = argv[*i] + 1; *letter; letter++) {
        switch (*letter) {
        case 'c':
        case 'm': {
            const char *value = letter[1] ? letter + 1 : ++*i < argc ? argv[*i] : NULL;
            if (!value)
                return bad_option("Argument expected for the -", *letter, " option\n");
            *(*letter == 'c' ? &o->command : &o->module) = value;
            argv[*i] = *letter == 'c' ? "-c" : "-m"; /* sys.argv[0] */
            return OPTIONS_END;
        }
        case 'W': {
            char *value = letter[1] ? (char *)letter + 1 : ++*i < argc ? argv[*i] : NULL;
            if (!value)
                return bad_option("Argument expected for the -", 'W', " option\n");
            o->warnings[o->warning_count++] = value;
            return GO_ON;
        }
        case 'O': o->optimization++; break;
        case 'i': o->inspect = true; break;
        case 'q': o->quiet = true; break;
        case 'u': o->unbuffered = true; break;
        case 'B': case 'E': case 'I': case 's': case 'S': break;
        case 'V': say(STDOUT, version); return 0;
        case 'h':
        case '?': say(STDOUT, usage); say(STDOUT, help); return 0;
        default: return bad_option("Unknown option: -", *letter, "\n");
        }
    }
    return GO_ON;
}

static int read_arguments(Options *o, int argc, char **argv)
{
    static char *no_arguments[] = {""};
    int i = 1;
    o->warnings = argv; /* each -W has been read when its place is taken */
    for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
        if (strcmp(argv[i], "--") == 0) {
            i++;
            break;
        }
        if (strcmp(argv[i], "--help") == 0)
            argv[i] = "-h";
        else if (strcmp(argv[i], "--version") == 0)
            argv[i] = "-V";
        int result = read_letters(o, argc, argv, &i);
        if (result == OPTIONS_END)
            break;
        if (result != GO_ON)
            return result;
    }
    o->argc = argc - i;
    o->argv = argv + i;
    if (i >= argc) {
        o->argc = 1;
        o->argv = no_arguments;
    } else if (!o->command && !o->module && strcmp(argv[i], "-") != 0) {
        o->file = argv[i];
    }
    return GO_ON;
}

/* ---- running --------------------------------------------------------------------------------- */

/* With -i the prompt follows even on SystemExit, which is shown like any other exception. */
static int report(const Options *o)
{
    if (!o->inspect || !error_matches(&system_exit_type))
        return interpreter_report_exception();
    Object *exception = error_fetch();
    output_flush(OUTPUT);
    interpreter_print_exception(exception);
    decref(exception);
    return STATUS_FAILED;
}

/* Runs code (stolen; NULL: an exception is raised) in __main__. */
static int run_code(const Options *o, Code *code)
{
    int status = code && interpreter_run_in_main(code) == 0 ? 0 : report(o);
    xdecref(code);
    return status;
}

static int run_text(const Options *o, const char *text, size_t size, const char *name)
{
    Code *code = launch_load_text(text, size, name, COMPILE_FILE);
    if (!code && !o->command)
        launch_forget_column_at_end();
    return run_code(o, code);
}

static int run_command(const Options *o)
{
    size_t size = strlen(o->command) + 1;
    char *text = mem_alloc(size); /* the newline that CPython adds in place of the NUL */
    if (!text)
        raise_no_memory();
    if (!text || interpreter_begin_main(NULL) < 0)
        return interpreter_report_exception();
    memcpy(text, o->command, size - 1);
    text[size - 1] = '\n';
    int status = run_text(o, text, size, "<string>");
    mem_free(text, size);
    return status;
}

static int run_standard_input(const Options *o)
{
    size_t size;
    uint8_t *text = launch_read_descriptor(STDIN, "<stdin>", &size);
    Object *name = text ? str_from("<stdin>") : NULL;
    if (!name || interpreter_begin_main(NULL) < 0
        || dict_set_text(((Module *)interpreter.main_module)->dict, "__file__", name) < 0)
        return interpreter_report_exception();
    decref(name);
    int status = run_text(o, (const char *)text, size, "<stdin>");
    mem_free(text, size);
    return status;
}

/* "python: can't open file '/x.py': [Errno 2] No such file or directory" */
static int report_unreadable(const char *path)
{
    Object *exception = error_fetch();
    Object *number = object_lookup_attribute(exception, "errno");
    Object *reason = object_lookup_attribute(exception, "strerror");
    char *name;
    size_t size;
    if (number && reason && launch_absolute_path(path, &name, &size) == 0) {
        Object *text = str_from_format("python: can't open file '%s': [Errno %S] %S\n", name,
                                       number, reason);
        if (text)
            output_write_str(ERRORS, text);
        xdecref(text);
        mem_free(size ? name : NULL, size);
    }
    error_clear();
    xdecref(number);
    xdecref(reason);
    decref(exception);
    return STATUS_USAGE;
}

/* A program of several files: the code of DIRECTORY/__main__.py, of package "". */
static Code *load_directory(const char *directory)
{
    char *name;
    size_t size;
    if (launch_absolute_path(directory, &name, &size) < 0)
        return NULL;
    Object *path = str_from_format("%s/__main__.py", name);
    size_t length;
    char *text = path ? str_to_utf8(path, &length) : NULL;
    Code *code = text ? launch_load(text) : NULL;
    if (!code && error_matches(&os_error_type)) {
        error_clear();
        Object *message = str_from_format("python: can't find '__main__' module in '%s'", name);
        if (message)
            raise_value(&system_exit_type, message);
        xdecref(message);
    }
    if (text)
        mem_free(text, length + 1);
    xdecref(path);
    mem_free(size ? name : NULL, size);
    return code;
}

static int run_file(const Options *o)
{
    Code *code = launch_load(o->file);
    bool is_directory = !code && error_matches(&is_a_directory_error_type);
    if (is_directory) {
        error_clear();
        code = load_directory(o->file);
    } else if (!code && error_matches(&os_error_type)) {
        int status = report_unreadable(o->file);
        return o->inspect && interpreter_begin_main(NULL) < 0 ? STATUS_FAILED : status;
    }
    Object *exception = error_fetch(), *package = is_directory ? str_from("") : incref(NONE);
    if (interpreter_begin_main(code ? code->filename : NULL) < 0 || !package
        || dict_set_text(((Module *)interpreter.main_module)->dict, "__package__", package) < 0)
        return interpreter_report_exception();
    decref(package);
    error_restore(exception);
    return run_code(o, code);
}

/* sys.argv[0] becomes the file that was found. */
static int set_program(Object *filename)
{
    Object *arguments = dict_get_text(interpreter.sys, "argv");
    return arguments ? object_set_item(arguments, FALSE, filename) : -1;
}

/* Modules are looked for in the current directory first, also when it is another one later. */
static int set_first_directory(void)
{
    char *name;
    size_t size;
    Object *path = dict_get_text(interpreter.sys, "path");
    if (!path || launch_absolute_path("", &name, &size) < 0)
        return -1;
    Object *directory = str_from(size > 2 ? (name[size - 2] = '\0', name) : "/");
    int result = directory ? object_set_item(path, FALSE, directory) : -1;
    xdecref(directory);
    mem_free(size ? name : NULL, size);
    return result;
}

static int run_module(const Options *o)
{
    Object *name = str_from(o->module), *package = NULL;
    if (!name || interpreter_begin_main(NULL) < 0 || set_first_directory() < 0)
        return interpreter_report_exception();
    Code *code = import_main_code(name, &package);
    Object *main = ((Module *)interpreter.main_module)->dict;
    decref(name);
    if (code && (dict_set_text(main, "__file__", code->filename) < 0
                 || dict_set_text(main, "__package__", package) < 0
                 || set_program(code->filename) < 0))
        clear_reference(code);
    xdecref(package);
    if (code || !error_matches(&module_not_found_error_type))
        return run_code(o, code);
    Object *exception = error_fetch(), *message = object_str(exception);
    Object *text = message ? str_from_format("python: %S\n", message) : NULL;
    if (text)
        output_write_str(ERRORS, text);
    error_clear();
    xdecref(text);
    xdecref(message);
    decref(exception);
    return STATUS_FAILED;
}

static int run_prompt(const Options *o, bool begins)
{
    if (begins && interpreter_begin_main(NULL) < 0)
        return interpreter_report_exception();
    if (begins && !o->quiet)
        say(STDERR, banner);
    return repl_run();
}

static int run(const Options *o)
{
    int status;
    if (o->command)
        status = run_command(o);
    else if (o->module)
        status = run_module(o);
    else if (o->file)
        status = run_file(o);
    else if (o->inspect || platform_is_terminal(STDIN))
        return run_prompt(o, true);
    else
        return run_standard_input(o);
    return o->inspect && interpreter.main_module ? run_prompt(o, false) : status;
}

/* sys.warnoptions, which module warnings reads: it says what is wrong with them, and knows what is
 * to become of warnings when the program is compiled. */
static int set_warnings(const Options *o)
{
    Object *list = list_new(0);
    int result = list ? 0 : -1;
    for (int n = 0; result == 0 && n < o->warning_count; n++) {
        Object *text = str_from(o->warnings[n]);
        result = text ? list_append(list, text) : -1;
        xdecref(text);
    }
    result = result == 0 ? dict_set_text(interpreter.sys, "warnoptions", list) : -1;
    xdecref(list);
    Object *name = result == 0 && import_start_library() == 0 ? str_from("warnings") : NULL;
    Object *module = name ? import_module_level(name, NULL, NONE, 0) : NULL;
    xdecref(module);
    xdecref(name);
    return module ? 0 : -1;
}

/* What the options change before the program begins. 0 or -1. */
static int apply(const Options *o)
{
    if (o->unbuffered)
        output_unbuffered();
    if (o->optimization > 0) {
        Object *level = int_from(o->optimization);
        int result = level ? dict_set_text(interpreter.sys, "_optimize", level) : -1;
        xdecref(level);
        if (result < 0)
            return -1;
    }
    return o->warning_count > 0 ? set_warnings(o) : 0;
}

int launch_main(int argc, char **argv)
{
    Options o = {0};
    int status = read_arguments(&o, argc, argv);
    if (status != GO_ON)
        return status;
    compile_optimization = o.optimization;
    if (launch_begin(o.argc, o.argv) < 0)
        return STATUS_FAILED;
    module_sys_set_command_line(argc, argv);
    status = apply(&o) < 0 ? interpreter_report_exception() : run(&o);
    status = interpreter_end_main(status);
    if (MEM_IS_CHECKED)
        interpreter_stop();
    else
        interpreter_close(); /* the kernel takes the rest back with the process, and faster */
    return o.inspect ? status : launch_end(status);
}
