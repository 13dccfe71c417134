/*
 * repl.c: the read-eval-print loop. A statement is collected line by line until the compiler says
 * that it is whole (source_is_incomplete), and then takes the way of every program: source, image,
 * code. The messages are those of CPython 3.11's prompt.
 */
#include "program/repl.h"

#include "compiler/compile.h"
#include "memory/memory.h"
#include "modules/output.h"
#include "modules/streams.h"
#include "platform/platform.h"
#include "program/launch.h"
#include "program/line_editor.h"
#include "vm/errors.h"
#include "vm/exceptions.h"
#include "vm/import.h"
#include "vm/interpreter.h"

#define FIRST_PROMPT ">>> "
#define NEXT_PROMPT "... "

/* ---- reading --------------------------------------------------------------------------------- */

/* sys.ps1 or sys.ps2, which a program may set to anything: "" for what has no text. New. */
static Object *prompt_text(const char *name)
{
    Object *prompt = dict_get_text(interpreter.sys, name);
    Object *text = prompt ? object_str(prompt) : NULL;
    error_clear();
    return text ? text : str_from("");
}

/* One line with its '\n', "" at the end of the input; NULL with an exception. */
static Object *read_line(const char *prompt_name)
{
    Object *prompt = prompt_text(prompt_name), *line = NULL;
    if (!prompt || output_flush(OUTPUT) < 0) {
        xdecref(prompt);
        return NULL;
    }
    if (line_editor_has_terminal())
        line = line_editor_read(prompt);
    else if (output_write_str(ERRORS, prompt) == 0)
        line = input_read_line();
    decref(prompt);
    return line;
}

/* 1, 0, or -1 with MemoryError. */
static int is_incomplete(Object *text)
{
    size_t size;
    char *utf8 = str_to_utf8(text, &size);
    if (!utf8 && error_matches(&memory_error_type))
        return -1;
    int incomplete = utf8 ? source_is_incomplete(utf8, size) : 0;
    if (!utf8)
        error_clear(); /* a lone surrogate: it will be said when the text is compiled */
    else
        mem_free(utf8, size + 1);
    return incomplete;
}

static bool ends_in_newline(Object *text)
{
    return str_char(text, str_length(text) - 1) == '\n';
}

/* What was typed: a whole statement, or what there was of it when the input ended. */
typedef struct { Object *text; bool input_ended; } Typed;

/* text: "" when there is nothing but the end of the input; NULL with an exception. */
static Typed read_statement(void)
{
    Object *text = read_line("ps1");
    bool at_end = text && str_length(text) == 0;
    /* A line without its end is the last one, but the tokenizer would ask for more. */
    while (text && !at_end) {
        int more = ends_in_newline(text) ? is_incomplete(text) : 1;
        if (more < 0)
            clear_reference(text);
        if (more <= 0)
            break;
        Object *line = read_line("ps2");
        at_end = line && str_length(line) == 0;
        if (at_end && !ends_in_newline(text))
            replace_reference(line, str_from("\n"));
        if (!line || str_append(&text, line) < 0)
            clear_reference(text);
        xdecref(line);
    }
    if (at_end)
        output_write_text(ERRORS, "\n");
    return (Typed){ text, at_end };
}

/* ---- running --------------------------------------------------------------------------------- */

/* from __future__ import annotations, once typed, holds for all that comes. */
static bool text_annotations;

static int run_statement(Typed typed)
{
    size_t size;
    char *utf8 = str_to_utf8(typed.text, &size);
    if (!utf8)
        return -1;
    CompileMode mode = typed.input_ended ? COMPILE_SINGLE : COMPILE_INTERACTIVE;
    Code *code = launch_load_text(utf8, size, "<stdin>",
                                  text_annotations ? mode | COMPILE_TEXT_ANNOTATIONS : mode);
    mem_free(utf8, size + 1);
    text_annotations |= code && code->flags & CODE_FUTURE_ANNOTATIONS;
    interpreter.interrupted = false; /* the last statement's end counts, if the program ends by it */
    int result = code ? interpreter_run_in_main(code) : -1;
    xdecref(code);
    return result < 0 || output_flush(ERRORS) < 0 || output_flush(OUTPUT) < 0 ? -1 : 0;
}

/* True when the exception ends the loop. */
static bool report(int *status)
{
    bool ends = error_matches(&system_exit_type);
    *status = interpreter_report_exception();
    return ends;
}

/* Nothing was read. An interrupt only begins a new line, and so does what cannot be decoded or
 * finds no memory; where no line can be read at all, the loop ends. */
static bool report_unread(int *status)
{
    if (error_matches(&keyboard_interrupt_type)) {
        error_clear();
        output_write_text(ERRORS, "\nKeyboardInterrupt\n");
        return false;
    }
    bool goes_on = error_matches(&unicode_error_type) || error_matches(&memory_error_type);
    return report(status) || !goes_on;
}

static int set_prompt(const char *name, const char *text)
{
    Object *prompt = str_from(text);
    int result = prompt ? dict_set_text(interpreter.sys, name, prompt) : -1;
    xdecref(prompt);
    return result;
}

/* At a terminal Tab completes names, as CPython's module site arranges it. Where the library is not
 * there, it does not. */
static void start_completion(void)
{
    Object *name = line_editor_has_terminal() ? str_from("rlcompleter") : NULL;
    Object *module = name ? import_module_level(name, NULL, NULL, 0) : NULL;
    error_clear();
    xdecref(module);
    xdecref(name);
}

int repl_run(void)
{
    int status = 0;
    bool ends = false;
    if (set_prompt("ps1", FIRST_PROMPT) < 0 || set_prompt("ps2", NEXT_PROMPT) < 0)
        return interpreter_report_exception();
    start_completion();
    while (!ends) {
        interpreter.at_prompt = true;
        Typed typed = read_statement();
        interpreter.at_prompt = false;
        if (!typed.text) {
            ends = report_unread(&status);
        } else if (str_length(typed.text) == 0) {
            ends = true;
            status = 0;
        } else if (run_statement(typed) < 0) {
            ends = report(&status);
        }
        xdecref(typed.text);
    }
    return status;
}
