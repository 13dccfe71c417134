/*
 * repl.h: the prompt: reads a statement, runs it, prints the value of an expression, and again.
 */
#ifndef REPL_H
#define REPL_H

/* Runs in module __main__, which must have begun, until the input's end or SystemExit: the exit
 * status. Prompts go to standard error when standard input is no terminal, as CPython's do. */
int repl_run(void);

#endif
