/*
 * code_replace.h: the method replace of code objects.
 */
#ifndef CODE_REPLACE_H
#define CODE_REPLACE_H

#include "vm/code.h"

/* code.replace(**parts): a verified copy with these parts replaced. New; TypeError, ValueError. */
Object *code_replace(Object *self, Object **args, int positional, Object *kwnames);

#endif
