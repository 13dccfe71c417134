/*
 * verifier.h: whether the instructions of a code object may be run. What passes here cannot make
 * the machine touch memory that is not its own, whoever made the file.
 */
#ifndef VERIFIER_H
#define VERIFIER_H

#include "vm/code.h"

/* Checks all instructions and exception ranges. The code's counts, constants and sites are in
 * place and inside the image. 0, or -1 with ValueError "program file: ...". */
int verify_code(const Code *code);

/* The second half of it (program/verifier_flow.c), for code whose fields are all in range: no
 * instruction reads a slot that may be empty, or takes for a list what may be none. */
int verify_flow(const Code *code);

#endif
