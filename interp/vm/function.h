/*
 * function.h: what a function is called and what it was given, for the files that ask: from its
 * details, or from its code where it has none of its own. All borrowed.
 */
#ifndef FUNCTION_H
#define FUNCTION_H

#include "object.h"
#include "vm/code.h"

static inline Object *function_name(const Function *f)
{
    return f->details && f->details->name ? f->details->name : f->code->name;
}

static inline Object *function_qualified_name(const Function *f)
{
    return f->details && f->details->qualified_name ? f->details->qualified_name
                                                    : f->code->qualified_name;
}

/* None: __name__ was not among its globals. */
static inline Object *function_module(const Function *f)
{
    return f->details && f->details->module ? f->details->module : f->code->module;
}

/* The docstring, which the compiler puts first among the constants; or NULL. */
static inline Object *function_doc(const Function *f)
{
    if (f->details && f->details->doc)
        return f->details->doc;
    const Code *code = f->code;
    return code->constant_count > 0 && IS_EXACT(code->constants[0], str_type) ? code->constants[0]
                                                                              : NULL;
}

static inline Tuple *function_defaults(const Function *f)
{
    return f->details ? (Tuple *)f->details->defaults : NULL;
}

static inline Object *function_kw_defaults(const Function *f)
{
    return f->details ? f->details->kw_defaults : NULL;
}

/* Do its cells stand in the function, with no tuple of them? For the collector's figures, which a
 * program can read, such a function counts twice: as if the tuple were there. */
static inline bool function_hides_tuple(const Function *f)
{
    return f->code->free_variables > 0 && !(f->details && f->details->closure);
}

/* __closure__: the tuple of the cells, made now if it was not asked for before; None without cells.
 * New. */
Object *function_closure(Function *f);
/* The function's details, made now if it has none. NULL: MemoryError. */
FunctionDetails *function_details(Function *f);

#endif
