/*
 * math.h: what the files of module math share: math.c, math_special.c and math_integers.c.
 */
#ifndef MATH_H
#define MATH_H

#include "modules/module.h"

#define NO_VALUE __builtin_nan("")
#define INFINITE __builtin_inf()

Object *math_domain_error(void); /* NULL, with ValueError */
/* function(x) for a finite x; where x is infinite the answer is at_plus or at_minus, nan standing
 * for "math domain error". An infinite result of a finite x is "math range error". */
Object *math_evaluate(Object *argument, double (*function)(double), double at_plus,
                      double at_minus);
bool math_two_doubles(Object **args, double *x, double *y); /* false: an exception */

#define ONE_ARGUMENT(name, function, at_plus, at_minus)             \
    FUNCTION(name)                                                  \
    {                                                               \
        UNUSED_ARGUMENTS;                                           \
        return math_evaluate(args[0], function, at_plus, at_minus); \
    }

extern const MethodDef math_special_functions[];
extern const MethodDef math_integer_functions[];

#endif
