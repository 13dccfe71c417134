/*
 * disassemble.h: code as text, in the columns of CPython's dis module.
 */
#ifndef DISASSEMBLE_H
#define DISASSEMBLE_H

#include "vm/code.h"

/* The listing of a code object and, below it, of the codes inside it. A new str. */
Object *disassemble(const Code *code);
/* Its instructions for module dis: a list of tuples (name, number, fields, description, offset in
 * bytes, line, whether a jump leads there, (line, end line, column, end column)); fields and
 * description are None where the instruction has none, columns where they are unknown. */
Object *disassemble_instructions(const Code *code);
/* What instructions there are, for dis.opname: a list of tuples (name, whether it may jump, whether
 * it names something), by number. */
Object *disassemble_opcodes(void);

#endif
