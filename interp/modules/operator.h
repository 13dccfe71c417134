/*
 * operator.h: what the two files of module _operator share.
 */
#ifndef OPERATOR_H
#define OPERATOR_H

#include "object.h"

extern const MethodDef operator_functions[]; /* operator_functions.c */

#endif
