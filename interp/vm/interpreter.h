/*
 * interpreter.h: the state of the running interpreter: one struct, one symbol. Everything that is
 * alive can be reached from here; a debugger starts from `interpreter`.
 */
#ifndef INTERPRETER_H
#define INTERPRETER_H

#include "object.h"
#include "vm/frame.h"

typedef struct Interpreter {
    Frame *frame;               /* the running frame, NULL before the first */
    char *frame_stack_low;      /* frames may use [low, high) of the stack segment */
    char *frame_stack_top;      /* the lowest frame's address: the next one goes below */
    char *frame_stack_high;
    char *c_stack_limit;        /* C code below this address must not recurse further */
    Object *exception;          /* the raised one, on its way; owned; NULL: none */
    Object *handled;            /* the one that an except clause of the running generator, or
                                 * outside of all generators, is handling; or NULL */
    struct Generator *generator; /* the running one that was resumed last, or NULL */
    int depth, recursion_limit; /* Python calls now, and sys.getrecursionlimit() */
    bool at_prompt;             /* the prompt (program/repl.c) waits for a statement */
    bool interrupted;           /* the exception that was reported last is KeyboardInterrupt */
    Object *builtins;           /* dict of module builtins */
    uint32_t builtins_version;  /* its version before the program: has that changed it? */
    uint32_t sys_version;       /* the same of sys, once it has its path */
    Object *sys;                /* dict of module sys */
    Object *modules;            /* dict: name -> module (sys.modules) */
    Object *main_module;
    Object *interned;           /* dict: str -> str (the entries do not count, as in CPython) */
} Interpreter;

extern Interpreter interpreter;

/* Prepares types, singletons, built-in modules. argv becomes sys.argv. 0, or -1 when there is no
 * memory. Takes the stack's bounds from the platform. */
int interpreter_start(int argc, char **argv);
/* Runs a module's code as __main__ and does all that CPython does at the end: SystemExit,
 * traceback on standard error, flush, module teardown. The exit status of the program. */
int interpreter_run_main(Code *code);
/* The same in steps, for what runs more than one code in __main__ (-c, -i, the prompt). filename (a
 * str) becomes __file__; NULL: there is none. Each 0, or -1 with an exception. */
int interpreter_begin_main(Object *filename);
int interpreter_run_in_main(Code *code);
/* Tells the raised exception, which nobody caught: the status that the program ends with. */
int interpreter_report_exception(void);
/* Only prints one that is no longer raised, by sys.excepthook, and keeps it as sys.last_value. */
void interpreter_print_exception(Object *exception);
int interpreter_end_main(int status); /* the status, or that of output that could not be written */
/* Runs code in globals (dict) and namespace (dict; may be globals). New reference or NULL. */
Object *interpreter_run_code(Code *code, Object *globals, Object *namespace);
/* The last that a program can notice: what its modules still hold is given up, and what was written
 * goes out. What is left is the interpreter's own. */
void interpreter_close(void);
/* The same, and frees that too, so that a leak checker finds nothing and all can start again. */
void interpreter_stop(void);

/* Called by every C function that can recurse through objects (repr, compare, call): raises
 * RecursionError and returns -1 when the stack is short; otherwise 0 and recursion_leave later. */
int recursion_enter(const char *where); /* e.g. " while getting the repr of an object" */
void recursion_leave(void);

#endif
