/*
 * disassemble.h: code as text, in the columns of CPython's dis module.
 */
#ifndef DISASSEMBLE_H
#define DISASSEMBLE_H

#include "vm/code.h"

/* The listing of a code object and, below it, of the codes inside it. A new str. */
Object *disassemble(const Code *code);

#endif
