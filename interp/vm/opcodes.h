/*
 * opcodes.h: the instruction set, as one list. The enum, the names, the disassembler, the
 * verifier and the dispatch table are all made from it.
 *
 * An instruction is 8 bytes: opcode, one small argument x, and three 16-bit fields a, b, c. It
 * names its operands (facts behind this choice: the project's README, "The machine"). Where
 * CPython 3.11's dis has the same instruction, this one bears its name.
 *
 * The slots of a frame are numbered: locals first (parameters, other locals, cells, free
 * variables), then temporaries. An operand >= 0 is a slot; an operand < 0 is constant number
 * ~operand. Three rules make counts right:
 *   - a temporary that an instruction reads as operand (OPERAND) is consumed: the instruction
 *     owns the reference, releases it, and the slot is NULL again;
 *   - locals and constants are only borrowed by the instruction that reads them (and held for as
 *     long as it asks an object, so that counts are CPython's: vm/ask.c);
 *   - a result (DEST) replaces what the slot held (a local's old value is released after; a
 *     temporary's slot is NULL before).
 * So a temporary's slot is NULL whenever the temporary is not alive, and unwinding releases what
 * it finds.
 *
 * Fields: DEST slot written · OPERAND slot or constant, temporaries consumed · KEEP slot read and
 * left alone · BLOCK first of consecutive temporaries (consumed unless said otherwise) ·
 * LOCALS first of consecutive locals, which are set one after the other, as by STORE_FAST ·
 * CELL local slot that holds a Cell · SITE index of code->sites (a name and its inline cache) ·
 * CONST constant number · JUMP signed distance in instructions from the next one · WIDE (b and
 * c as one signed 32-bit JUMP: b low, c high) · COUNT, FLAG, NONE (0).
 *
 * What compiler and machine rely on beyond the list:
 *   - CONST and SITE are plain indices; only OPERAND and KEEP write constants as ~number. KEEP may
 *     be a local, a temporary or (CHECK_EXC_MATCH's and DICT_MERGE's c) a constant.
 *   - A DEST may be one of the temporaries that the same instruction consumes.
 *   - An OPERAND local must be bound: LOAD_FAST_CHECK stands before wherever that is not certain.
 *   - LOAD_FAST, LOAD_CONST and STORE_FAST all mean a = b: a borrowed operand is increfed, a
 *     temporary moves.
 *   - KW_NAMES stands immediately before its CALL; the CALL's count includes keyword arguments.
 *   - CALL_FUNCTION_EX's third item is any iterable: the machine makes it a tuple, or says
 *     "f() argument after * must be an iterable".
 *   - At RETURN_VALUE no other temporary is alive: a return out of a for loop releases its
 *     iterator first (POP_TOP, after the value is computed), one out of a handler POP_EXCEPTs.
 *   - An exception handler starts with PUSH_EXC_INFO, b being the slot its range names. The slot
 *     below (a) is free: the range's depth counts it. So one cleanup C serves the whole handler,
 *     and the stack has the order of CPython's (what was handled before, then the exception):
 *       H:  PUSH_EXC_INFO t, t+1         from here on in the range of cleanup C, depth t+1
 *           CHECK_EXC_MATCH t+2, t+1, E  (or a bare except: nothing)
 *           POP_TOP t+1                  (or STORE_FAST e, t+1)
 *           ...
 *           POP_EXCEPT t                 when it is dealt with
 *           RERAISE t+1                  when no clause matched
 *       C:  POP_EXCEPT t ; RERAISE t+1   (RERAISE_FROM_SOURCE)
 *   - An instruction that reads a temporary and writes a block (UNPACK_SEQUENCE, UNPACK_EX,
 *     LOAD_METHOD, BEFORE_WITH) may name the same temporary for both.
 *   - A function's first constant is its docstring, or None.
 *   - MAKE_FUNCTION's annotations are a tuple: name, value, name, value, ...
 *   - Cells: a parameter that is a cell keeps its slot (MAKE_CELL wraps it at the start); free
 *     variables are in place when the code starts.
 *   - JUMP_BACKWARD's distance is negative.
 */
#ifndef OPCODES_H
#define OPCODES_H

#include <stdint.h>

typedef struct {
    uint8_t opcode;
    uint8_t x;
    int16_t a, b, c;
} Instruction;
_Static_assert(sizeof(Instruction) == 8, "instructions are read in place from the program file");

/*        name                  x      a        b        c        effect                        */
#define OPCODES(X) \
    X(NOP,                    NONE,  NONE,    NONE,    NONE)    /*                              */ \
    X(LOAD_CONST,             NONE,  DEST,    OPERAND, NONE)    /* a = constant b               */ \
    X(LOAD_FAST,              NONE,  DEST,    OPERAND, NONE)    /* temporary a = local b        */ \
    X(STORE_FAST,             NONE,  DEST,    OPERAND, NONE)    /* local a = b                  */ \
    X(COPY,                   NONE,  DEST,    KEEP,    NONE)    /* a = b, which stays           */ \
    X(LOAD_FAST_CHECK,        NONE,  NONE,    KEEP,    NONE)    /* UnboundLocalError if b NULL  */ \
    X(DELETE_FAST,            NONE,  KEEP,    NONE,    NONE)    /* unbind a; error if unbound   */ \
    X(POP_TOP,                NONE,  NONE,    OPERAND, NONE)    /* release b                    */ \
    X(LOAD_GLOBAL,            NONE,  DEST,    NONE,    SITE)    /* globals, then builtins       */ \
    X(STORE_GLOBAL,           NONE,  NONE,    OPERAND, SITE)                                       \
    X(DELETE_GLOBAL,          NONE,  NONE,    NONE,    SITE)                                       \
    X(LOAD_NAME,              NONE,  DEST,    NONE,    SITE)    /* namespace, globals, builtins */ \
    X(STORE_NAME,             NONE,  NONE,    OPERAND, SITE)    /* into the frame's namespace   */ \
    X(DELETE_NAME,            NONE,  NONE,    NONE,    SITE)                                       \
    X(MAKE_CELL,              NONE,  CELL,    NONE,    NONE)    /* a = new Cell of old a or NULL*/ \
    X(LOAD_CLOSURE,           NONE,  DEST,    CELL,    NONE)    /* a = the cell itself          */ \
    X(LOAD_DEREF,             NONE,  DEST,    CELL,    NONE)    /* a = content; NameError/Unb.. */ \
    X(STORE_DEREF,            NONE,  CELL,    OPERAND, NONE)                                       \
    X(DELETE_DEREF,           NONE,  CELL,    NONE,    NONE)                                       \
    X(LOAD_CLASSDEREF,        NONE,  DEST,    CELL,    NONE)    /* namespace first, then cell   */ \
    X(BINARY_ADD,             NONE,  DEST,    OPERAND, OPERAND) /* a = b + c; these 13 and the  */ \
    X(BINARY_SUBTRACT,        NONE,  DEST,    OPERAND, OPERAND) /* INPLACE ones stand in the    */ \
    X(BINARY_MULTIPLY,        NONE,  DEST,    OPERAND, OPERAND) /* order of BinaryOperator      */ \
    X(BINARY_TRUE_DIVIDE,     NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(BINARY_FLOOR_DIVIDE,    NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(BINARY_REMAINDER,       NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(BINARY_POWER,           NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(BINARY_LSHIFT,          NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(BINARY_RSHIFT,          NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(BINARY_AND,             NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(BINARY_OR,              NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(BINARY_XOR,             NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(BINARY_MATRIX_MULTIPLY, NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_ADD,            NONE,  DEST,    OPERAND, OPERAND) /* a = b += c                   */ \
    X(INPLACE_SUBTRACT,       NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_MULTIPLY,       NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_TRUE_DIVIDE,    NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_FLOOR_DIVIDE,   NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_REMAINDER,      NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_POWER,          NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_LSHIFT,         NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_RSHIFT,         NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_AND,            NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_OR,             NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_XOR,            NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(INPLACE_MATRIX_MULTIPLY, NONE,  DEST,    OPERAND, OPERAND)                                   \
    X(UNARY_NEGATIVE,         NONE,  DEST,    OPERAND, NONE)    /* order of UnaryOperator       */ \
    X(UNARY_POSITIVE,         NONE,  DEST,    OPERAND, NONE)                                       \
    X(UNARY_INVERT,           NONE,  DEST,    OPERAND, NONE)                                       \
    X(UNARY_NOT,              NONE,  DEST,    OPERAND, NONE)                                       \
    X(COMPARE_LT,             NONE,  DEST,    OPERAND, OPERAND) /* order of Comparison          */ \
    X(COMPARE_LE,             NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(COMPARE_EQ,             NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(COMPARE_NE,             NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(COMPARE_GT,             NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(COMPARE_GE,             NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(IS_OP,                  FLAG,  DEST,    OPERAND, OPERAND) /* x: 1 means "is not"          */ \
    X(CONTAINS_OP,            FLAG,  DEST,    OPERAND, OPERAND) /* b in c; x: 1 means "not in"  */ \
    X(JUMP_IF_LT,             FLAG,  JUMP,    OPERAND, OPERAND) /* jump a when (b < c) == x     */ \
    X(JUMP_IF_LE,             FLAG,  JUMP,    OPERAND, OPERAND) /* (a comparison and its jump,  */ \
    X(JUMP_IF_EQ,             FLAG,  JUMP,    OPERAND, OPERAND) /* fused)                       */ \
    X(JUMP_IF_NE,             FLAG,  JUMP,    OPERAND, OPERAND)                                    \
    X(JUMP_IF_GT,             FLAG,  JUMP,    OPERAND, OPERAND)                                    \
    X(JUMP_IF_GE,             FLAG,  JUMP,    OPERAND, OPERAND)                                    \
    X(JUMP_IF_IS,             FLAG,  JUMP,    OPERAND, OPERAND)                                    \
    X(JUMP_IF_IN,             FLAG,  JUMP,    OPERAND, OPERAND)                                    \
    X(POP_JUMP_IF_FALSE,      NONE,  JUMP,    OPERAND, NONE)    /* truth of b                   */ \
    X(POP_JUMP_IF_TRUE,       NONE,  JUMP,    OPERAND, NONE)                                       \
    X(JUMP_IF_FALSE_OR_POP,   NONE,  JUMP,    OPERAND, NONE)    /* jumping: temporary b stays   */ \
    X(JUMP_IF_TRUE_OR_POP,    NONE,  JUMP,    OPERAND, NONE)                                       \
    X(JUMP_FORWARD,           NONE,  NONE,    WIDE,    NONE)                                       \
    X(JUMP_BACKWARD,          NONE,  NONE,    WIDE,    NONE)    /* where a loop may be stopped  */ \
    X(GET_ITER,               NONE,  DEST,    OPERAND, NONE)                                       \
    X(FOR_ITER,               NONE,  DEST,    KEEP,    JUMP)    /* a = next(b); at the end      */ \
                                                                /* release b, jump c            */ \
    X(UNPACK_SEQUENCE,        NONE,  BLOCK,   OPERAND, COUNT)   /* a, a+1, .. (c of them) = b   */ \
    X(UNPACK_FAST,            NONE,  LOCALS,  OPERAND, COUNT)   /* the same, into locals        */ \
    X(UNPACK_EX,              COUNT, BLOCK,   OPERAND, COUNT)   /* x before, list, c after      */ \
    X(BUILD_TUPLE,            NONE,  DEST,    BLOCK,   COUNT)   /* a = (b, b+1, ..), c items    */ \
    X(BUILD_LIST,             NONE,  DEST,    BLOCK,   COUNT)                                      \
    X(BUILD_SET,              NONE,  DEST,    BLOCK,   COUNT)                                      \
    X(BUILD_MAP,              NONE,  DEST,    BLOCK,   COUNT)   /* c pairs: key, value, ..      */ \
    X(BUILD_STRING,           NONE,  DEST,    BLOCK,   COUNT)                                      \
    X(BUILD_SLICE,            NONE,  DEST,    BLOCK,   COUNT)   /* c is 2 or 3                  */ \
    X(LIST_APPEND,            NONE,  KEEP,    OPERAND, NONE)    /* a.append(b)                  */ \
    X(LIST_EXTEND,            NONE,  KEEP,    OPERAND, NONE)                                       \
    X(LIST_TO_TUPLE,          NONE,  DEST,    OPERAND, NONE)                                       \
    X(SET_ADD,                NONE,  KEEP,    OPERAND, NONE)                                       \
    X(SET_UPDATE,             NONE,  KEEP,    OPERAND, NONE)                                       \
    X(MAP_ADD,                NONE,  KEEP,    OPERAND, OPERAND) /* a[b] = c                     */ \
    X(DICT_UPDATE,            NONE,  KEEP,    OPERAND, NONE)                                       \
    X(DICT_MERGE,             NONE,  KEEP,    OPERAND, KEEP)    /* for f(**b): no key twice;    */ \
                                                                /* c the callable, for errors   */ \
    X(BINARY_SUBSCR,          NONE,  DEST,    OPERAND, OPERAND)                                    \
    X(STORE_SUBSCR,           NONE,  OPERAND, OPERAND, OPERAND) /* a[b] = c                     */ \
    X(DELETE_SUBSCR,          NONE,  NONE,    OPERAND, OPERAND) /* del b[c]                     */ \
    X(LOAD_ATTR,              NONE,  DEST,    OPERAND, SITE)                                       \
    X(STORE_ATTR,             NONE,  OPERAND, OPERAND, SITE)    /* a.site = b                   */ \
    X(DELETE_ATTR,            NONE,  NONE,    OPERAND, SITE)                                       \
    X(LOAD_METHOD,            NONE,  BLOCK,   OPERAND, SITE)    /* a = b.site, a+1 = self or    */ \
                                                                /* NULL: no bound method made   */ \
    X(KW_NAMES,               NONE,  NONE,    NONE,    CONST)   /* names for the next CALL      */ \
    X(CALL,                   NONE,  DEST,    BLOCK,   COUNT)   /* block: callable, self or     */ \
                                                                /* NULL, c arguments            */ \
    X(CALL_FUNCTION_EX,       FLAG,  DEST,    BLOCK,   NONE)    /* callable, NULL, tuple, and   */ \
                                                                /* with x a dict                */ \
    X(MAKE_FUNCTION,          FLAG,  DEST,    BLOCK,   CONST)   /* code c; x says what the      */ \
                                                                /* block holds: MAKE_*          */ \
    X(RETURN_VALUE,           NONE,  NONE,    OPERAND, NONE)                                       \
    X(RETURN_GENERATOR,       NONE,  NONE,    NONE,    NONE)    /* first in a generator         */ \
    X(YIELD_VALUE,            NONE,  DEST,    OPERAND, NONE)    /* a = what is sent             */ \
    X(GET_YIELD_FROM_ITER,    NONE,  DEST,    OPERAND, NONE)                                       \
    X(SEND,                   NONE,  DEST,    KEEP,    JUMP)    /* a = b.send(a); when b ends:  */ \
                                                                /* a = its value, release b,    */ \
                                                                /* jump c                       */ \
    X(RAISE_VARARGS,          COUNT, NONE,    OPERAND, OPERAND) /* x: 0 re-raise, 1 b, 2 from c */ \
    X(PUSH_EXC_INFO,          NONE,  DEST,    KEEP,    NONE)    /* a = exception handled so far */ \
                                                                /* (or None); b is handled now  */ \
    X(CHECK_EXC_MATCH,        NONE,  DEST,    KEEP,    OPERAND) /* a = bool: b an instance of c */ \
    X(POP_EXCEPT,             NONE,  NONE,    OPERAND, NONE)    /* b (from PUSH_EXC_INFO) is    */ \
                                                                /* the handled one again        */ \
    X(RERAISE,                FLAG,  NONE,    OPERAND, NONE)    /* b goes on, no new traceback  */ \
                                                                /* entry; x: RERAISE_...        */ \
    X(LOAD_ASSERTION_ERROR,   NONE,  DEST,    NONE,    NONE)                                       \
    X(BEFORE_WITH,            NONE,  BLOCK,   OPERAND, NONE)    /* a = exit method, a+1 = enter */ \
    X(WITH_EXCEPT_START,      NONE,  DEST,    KEEP,    KEEP)    /* a = exit b(exception c)      */ \
    X(FORMAT_VALUE,           FLAG,  DEST,    OPERAND, OPERAND) /* x: 'r' 's' 'a' or 0, +128:   */ \
                                                                /* c is the spec                */ \
    X(IMPORT_NAME,            NONE,  DEST,    BLOCK,   SITE)    /* block: level, fromlist       */ \
    X(IMPORT_FROM,            NONE,  DEST,    KEEP,    SITE)                                       \
    X(IMPORT_STAR,            NONE,  NONE,    OPERAND, NONE)                                       \
    X(LOAD_BUILD_CLASS,       NONE,  DEST,    NONE,    NONE)                                       \
    X(SETUP_ANNOTATIONS,      NONE,  NONE,    NONE,    NONE)                                       \
    X(PRINT_EXPR,             NONE,  NONE,    OPERAND, NONE)

/* RERAISE's x: the frame counts as standing not here but where the handler's exception came from, as
 * with CPython's RERAISE that has an argument. */
enum { RERAISE_FROM_SOURCE = 1 };

typedef enum {
#define X(name, x, a, b, c) name,
    OPCODES(X)
#undef X
    OPCODE_COUNT
} Opcode;

/* What a field of an instruction means. */
typedef enum { FIELD_NONE, FIELD_DEST, FIELD_OPERAND, FIELD_KEEP, FIELD_BLOCK, FIELD_LOCALS,
               FIELD_CELL, FIELD_SITE, FIELD_CONST, FIELD_JUMP, FIELD_WIDE, FIELD_COUNT,
               FIELD_FLAG } Field;

enum { UNPACK_FAST_MOST = 8 }; /* locals: the machine has the items in C's stack meanwhile */

/* MAKE_FUNCTION's x, in the order of the block (CPython's MAKE_FUNCTION flags). */
enum { MAKE_DEFAULTS = 1, MAKE_KW_DEFAULTS = 2, MAKE_ANNOTATIONS = 4, MAKE_CLOSURE = 8 };
enum { FORMAT_HAS_SPEC = 128 };

#endif
