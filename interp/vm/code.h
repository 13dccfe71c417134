/*
 * code.h: a code object, what the compiler makes of a function body, a class body or a module.
 *
 * Instructions, exception ranges and positions are read in place, from the program's read-only
 * text segment (or from the image that the machine's own compiler left in a heap block). Only
 * what must be written lives on the heap: constants, with their counts, and inline caches.
 */
#ifndef CODE_H
#define CODE_H

#include "object.h"
#include "vm/opcodes.h"

/* Where an instruction stands in the source. Columns are bytes of UTF-8, from 0; 0xFFFF in both:
 * unknown. The last line is line + more_lines. Read in place from the image. */
typedef struct {
    uint32_t line : 20, more_lines : 12;
    uint16_t column, end_column;
} Position;

/* Instructions [start, end) go to handler when they raise: temporaries from slot `depth` on
 * (counted from the first temporary) are released and the exception is put into that slot. The
 * ranges are sorted and do not overlap: the innermost handler is the one listed. */
typedef struct { uint32_t start, end, handler, depth; } ExceptionRange;

/* A place in the code that names something, with the inline cache of that place. What the cache
 * fields mean is the instruction's business (vm/). */
typedef struct {
    Object *name;          /* interned str, owned */
    uint32_t version[2];
    void *cached;          /* borrowed; valid while the versions are */
} Site;

/* CPython's co_flags, same values. */
enum { CODE_OPTIMIZED = 1, CODE_NEWLOCALS = 2, CODE_VARARGS = 4, CODE_VARKEYWORDS = 8,
       CODE_NESTED = 16, CODE_GENERATOR = 32, CODE_FUTURE_ANNOTATIONS = 0x1000000,
       CODE_FLAGS_KNOWN = CODE_OPTIMIZED | CODE_NEWLOCALS | CODE_VARARGS | CODE_VARKEYWORDS |
                          CODE_NESTED | CODE_GENERATOR | CODE_FUTURE_ANNOTATIONS };

struct Code {
    Object head;
    Object *name, *qualified_name, *filename; /* str, owned */
    Object *image;              /* owns the memory that the pointers below lead to; NULL: mapped */
    uint32_t flags;
    uint16_t positional;        /* parameters before *, positional-only ones included */
    uint16_t positional_only;
    uint16_t keyword_only;
    uint16_t locals;            /* slots: parameters (then *args, **kwargs), locals, cells, free */
    uint16_t free_variables;    /* the last of the locals: filled from the function's closure */
    uint16_t temporaries;
    uint32_t first_line;
    uint32_t instruction_count, constant_count, site_count, exception_range_count;
    const Instruction *instructions;
    const ExceptionRange *exception_ranges;
    const Position *positions;  /* one for each instruction */
    Object **constants;         /* owned, each entry too */
    Site *sites;                /* owned */
    Object *local_names;        /* tuple of str: the name of each local slot */
    const char *source;         /* the file's text, for tracebacks; NULL: not there */
    uint32_t source_size;
    int32_t exact_arguments;    /* a call with just so many positional arguments needs no binding;
                                 * -1: every call does. Set by function_new */
    uint32_t frame_size;        /* bytes of a frame for it. Set by frame_push and function_new */
    Object *module;             /* owned: the name of the module in which functions are made of it,
                                 * or None; NULL: none was made yet */
    uint32_t module_version;    /* of the globals where that name was found last */
    Object *weak_references;    /* objects/weakref.h */
};

/*
 * What is compiled to be run at once (the program itself, the text of exec and eval, a line at the
 * prompt) has one owner more for each of its constants while it runs: CPython keeps the syntax tree
 * until then, and a program sees it, sys.getrefcount(1000) being 3. New: a list of them, each
 * once; NULL: no memory.
 */
Object *code_literals(Code *code);
/* Does the slot hold a cell with the variable, shared with other functions, instead of its value? A
 * variable may also have a cell as its value. */
bool code_slot_is_cell(const Code *code, int slot);

#endif
