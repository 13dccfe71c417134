/*
 * object.h: every object of the interpreter, and what can be done with one.
 *
 * Keep this header open while you read the rest of interp/. A value is always a pointer to an
 * Object on the heap: a reference count, a type, and then whatever the type adds. There are no
 * tagged integers and no immortal objects: what the count says is true.
 *
 * Ownership words, as in CPython's C API manual ("Objects, Types and Reference Counts"):
 *   new       the caller owns the returned reference and must decref it or give it away
 *   borrowed  the caller does not own it; it stays valid while its owner lives
 *   stolen    the callee takes over the caller's reference, also when it fails
 * Where a comment is silent, arguments are borrowed and results are new.
 *
 * Errors: a function that returns a reference returns NULL, one that returns int returns -1, and
 * the exception is then set in `interpreter` (vm/errors.h). An error is never swallowed.
 */
#ifndef OBJECT_H
#define OBJECT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Object Object;
typedef struct Type Type;

/* What every object starts with. 8 bytes on the machine. */
struct Object {
    intptr_t refcount; /* owners of this object: names, slots, other objects, C code on its way */
    Type *type;        /* borrowed for static types, owned for types made by a class statement */
};

/* Collector's links; they stand immediately before each container object (memory/collector.h).
 * next is NULL while the object is not tracked. previous is an address with two flags in its low
 * bits, and the collector's scratch count while it works. */
typedef struct GcLinks {
    struct GcLinks *next;
    uintptr_t previous;
} GcLinks;

/* ---- type ------------------------------------------------------------------------------- */

typedef enum { OP_ADD, OP_SUBTRACT, OP_MULTIPLY, OP_TRUE_DIVIDE, OP_FLOOR_DIVIDE, OP_REMAINDER,
               OP_POWER, OP_LSHIFT, OP_RSHIFT, OP_AND, OP_OR, OP_XOR, OP_MATRIX_MULTIPLY,
               BINARY_OPERATORS } BinaryOperator;
typedef enum { OP_NEGATIVE, OP_POSITIVE, OP_INVERT, UNARY_OPERATORS } UnaryOperator;
/* In the order of CPython's cmp_op (Include/object.h, Py_LT...). */
typedef enum { CMP_LT, CMP_LE, CMP_EQ, CMP_NE, CMP_GT, CMP_GE } Comparison;

typedef int (*Visitor)(Object *referent, void *context);

/* A C function that Python can call. args are borrowed and stand in one array: positional ones
 * first, then one value for each name in kwnames (a tuple of str, or NULL). */
typedef Object *(*NativeFunction)(Object *self, Object **args, int positional, Object *kwnames);

typedef struct MethodDef {
    const char *name;
    NativeFunction function;
    int min_args, max_args; /* positional ones, checked before the call; max -1: any number */
    uint8_t flags;          /* METHOD_* */
    const char *doc;        /* a signature and a sentence, for help(); may be NULL */
} MethodDef;
enum { METHOD_KEYWORDS = 1, METHOD_STATIC = 2, METHOD_CLASS = 4,
       METHOD_NO_DEPTH = 8, /* takes no level of recursion, though it has one argument */
       METHOD_NAMED = 16, /* arguments may be given by the names in doc's signature, as CPython's
                          * Argument Clinic has it; its errors, too. One not given: NULL */
       METHOD_TUPLE = 32, /* a wrong number of arguments is reported in the words of CPython's
                          * PyArg_ParseTuple: "count() takes at least 1 argument (0 given)" */
       METHOD_OWNED = 64, /* CPython makes a tuple of its arguments, which owns them, too */
       METHOD_SLOT = 128 /* a slot wrapper in CPython, whose words an error is given in */ };

/* A computed attribute: get returns new; set is NULL where it is read-only, value NULL deletes. */
typedef struct GetSetDef {
    const char *name;
    Object *(*get)(Object *self);
    int (*set)(Object *self, Object *value);
} GetSetDef;

enum {
    TYPE_GC = 1,        /* instances are containers: GcLinks before them, traverse set */
    TYPE_BASE = 2,      /* may be subclassed */
    TYPE_HEAP = 4,      /* made at run time (class statement); counted like any object */
    TYPE_INT = 8, TYPE_STR = 16, TYPE_LIST = 32, TYPE_TUPLE = 64, TYPE_DICT = 128,
    TYPE_EXCEPTION = 256, TYPE_TYPE = 512, TYPE_FLOAT = 1024, TYPE_BYTES = 2048, TYPE_SET = 4096,
    TYPE_FROZENSET = 8192, /* subclass of that built-in type */
    TYPE_ABSTRACT = 16384, /* has abstract methods: no instances */
    TYPE_VECTORCALL = 32768 /* CPython calls the class itself by its vectorcall (PEP 590) */
};

/* A type is a table of slots. NULL means "not supported"; type_ready() fills what a type inherits
 * from its base. Methods and getsets get into its dict when somebody first looks: a program pays
 * only for the types that it uses. */
struct Type {
    Object head;
    const char *name;      /* as Python prints it */
    size_t basic_size;     /* bytes of the fixed part, without GcLinks */
    size_t item_size;      /* bytes of each further item (tuple, str, int), or 0 */
    uint32_t flags;        /* TYPE_* */
    uint32_t version;      /* changes when a lookup through this type may give another result */
    Type *base;            /* owned for heap types */
    Object *bases, *mro;   /* tuples, owned */
    Object *dict;          /* name -> descriptor or value, owned; NULL until asked for: type_dict */
    const char *doc;

    void (*finalize)(Object *self);  /* __del__: runs once, before destroy and clear; may bring the
                                      * object back to life. Leaves no exception set */
    void (*destroy)(Object *self);   /* count fell to zero: give up what it owns, then its memory */
    int (*traverse)(Object *self, Visitor visit, void *context); /* visits every owned reference */
    void (*clear)(Object *self);     /* breaks cycles: gives up owned references, stays valid */

    Object *(*repr)(Object *self);
    Object *(*str)(Object *self);
    int64_t (*hash)(Object *self);   /* -1: error; 64 bits everywhere, as CPython on amd64 */
    int (*truth)(Object *self);      /* 1, 0, -1: error */
    Object *(*compare)(Object *self, Object *other, Comparison op); /* or NotImplemented, new */

    Object *(*call)(Object *self, Object **args, int positional, Object *kwnames);
    Object *(*construct)(Type *type, Object **args, int positional, Object *kwnames); /* tp_new */
    int (*initialise)(Object *self, Object **args, int positional, Object *kwnames);  /* tp_init */

    Object *(*get_attribute)(Object *self, Object *name);
    int (*set_attribute)(Object *self, Object *name, Object *value); /* value NULL: delete */
    Object *(*descriptor_get)(Object *self, Object *instance, Type *owner);
    int (*descriptor_set)(Object *self, Object *instance, Object *value);

    Object *(*iterate)(Object *self);
    Object *(*next)(Object *self);   /* NULL without an exception: exhausted */

    intptr_t (*length)(Object *self);
    Object *(*get_item)(Object *self, Object *key);
    int (*set_item)(Object *self, Object *key, Object *value); /* value NULL: delete */
    int (*contains)(Object *self, Object *item);

    /* Binary operators: called with the operands in their source order, self being either of
     * them; NotImplemented (new) when the pair is not this type's business. */
    Object *(*binary)(BinaryOperator op, Object *left, Object *right);
    Object *(*inplace)(BinaryOperator op, Object *left, Object *right); /* NULL: use binary */
    Object *(*unary)(UnaryOperator op, Object *self);

    size_t (*extra_size)(Object *self); /* bytes it owns outside itself, for sys.getsizeof */
    intptr_t dict_offset;    /* where an instance keeps its attribute dict, 0: it has none */
    intptr_t weak_offset;    /* where an instance keeps its weak references, 0: none */
    size_t attributes_offset; /* where an instance with values in place says so (objects/class.h) */
    size_t prefix_size;      /* bytes in front of the GcLinks: a dict, weak references */
    const MethodDef *methods;
    const GetSetDef *getsets;
    Object *weak_references; /* to the type itself (objects/weakref.h) */
    Type *next_ready;        /* the list of static types that type_ready has seen */
    Type **subclasses;       /* the living classes made below it, borrowed */
    uint32_t subclass_count, subclass_capacity;
};

/* ---- the structs of the built-in types ---------------------------------------------------- */

/* weak_references: the first of the WeakReferences to an object, borrowed (objects/weakref.h). */

/* An object with a number of items after its fixed part. */
typedef struct { Object head; intptr_t size; } VarObject;

/* int: sign and magnitude, 30 bits a digit, least significant first (as CPython's longintrepr.h).
 * size is the number of digits, negative for a negative number, 0 for zero. 16 bytes up to 2**30.*/
typedef uint32_t Digit;
enum { DIGIT_BITS = 30 };
#define DIGIT_MASK (((Digit)1 << DIGIT_BITS) - 1)
typedef struct { Object head; intptr_t size; Digit digits[]; } Int;

typedef struct { Object head; double value; } Float;

/* str: code points of 1, 2 or 4 bytes each, the smallest that holds the largest (PEP 393).
 * Not NUL-terminated. */
typedef struct {
    Object head;
    uint32_t hash;          /* 0: not computed yet */
    uint32_t length : 29;   /* in code points */
    uint32_t kind : 2;      /* STR_1, STR_2, STR_4 */
    uint32_t interned : 1;
    uint8_t data[];
} Str;
enum { STR_1 = 0, STR_2 = 1, STR_4 = 2 }; /* log2 of the bytes per code point */

typedef struct { Object head; intptr_t size; Object *items[]; } Tuple;
typedef struct { Object head; intptr_t size, capacity; Object **items; } List;

/* dict: entries in insertion order, and an index of hashes into them (as CPython since 3.6). */
typedef struct { uint32_t hash; Object *key, *value; } DictEntry; /* key NULL: deleted */
typedef struct {
    Object head;
    uint32_t used;      /* live entries */
    uint32_t filled;    /* entries written, deleted ones included */
    uint32_t capacity;  /* entries allocated */
    uint32_t version;   /* changes whenever a key is added or removed (not when a value is replaced:
                         * the machine's caches hold places). Numbers come from one counter for
                         * all dicts, so an equal version means the same dict with the same keys */
    DictEntry *entries; /* one block: entries, then the index (objects/dict.c) */
} Dict;

/* set and frozenset: a table of keys probed as CPython's setobject.c does, so that the order seen
 * by Python code is the same. */
typedef struct { Object *key; uint64_t hash; } SetEntry; /* key NULL: never used or deleted */
typedef struct {
    Object head;
    intptr_t used, filled; /* live keys; with the deleted ones */
    size_t mask;           /* slots - 1 */
    SetEntry *table;       /* NULL while the set is empty and was never filled */
    size_t finger;         /* where set.pop looks next */
    int64_t hash;          /* frozenset: -1 not computed yet */
    Object *weak_references;
} Set;

typedef struct { Object head; intptr_t size; uint8_t data[]; } Bytes;

/* Iterators that the machine's FOR_ITER knows. The sequence is given up at the end. */
typedef struct { Object head; Object *sequence; intptr_t index; } SequenceIterator;
typedef struct { Object head; intptr_t current, step, remaining; } RangeIterator;

typedef struct { Object head; Object *start, *stop, *step; } Slice;
typedef struct { Object head; Object *start, *stop, *step, *length; } Range;

/* A variable that a closure shares. content is NULL while the name is unbound. */
typedef struct { Object head; Object *content; } Cell;

typedef struct Code Code;         /* vm/code.h */
typedef struct Frame Frame;       /* vm/frame.h */

/* A function made by def or lambda: little more than its code and the cells that it shares with the
 * functions around it. Its name and the like are found in the code (each owned once more by each
 * function), unless they were set: then they are among the details, as is what few functions have
 * (vm/function.h reads both). */
typedef struct {
    Object *name, *qualified_name, *module, *doc; /* NULL: as in the code */
    Object *defaults;    /* tuple or NULL */
    Object *kw_defaults; /* dict or NULL */
    Object *annotations; /* the compiler's tuple, a dict once asked for, or NULL */
    Object *closure;     /* __closure__ once asked for: a tuple that owns the cells from then on */
    Object *former_codes; /* list of the codes that __code__ was before; or NULL */
} FunctionDetails;
typedef struct {
    Object head;
    Code *code;
    Object *globals;     /* dict */
    FunctionDetails *details; /* or NULL */
    Object *dict;        /* NULL until asked for */
    Object *weak_references;
    Object *cells[];     /* code->free_variables; owned unless details->closure owns them */
} Function;

typedef struct {        /* a C function as an object; self is NULL for a plain function */
    Object head;
    const MethodDef *definition;
    Object *self;
    Object *module;      /* its module's name (str) or NULL */
    Object *weak_references;
} NativeFunctionObject;

typedef struct { Object head; Object *function, *self, *weak_references; } Method; /* bound */
typedef struct { Object head; Type *owner; const MethodDef *definition; } MethodDescriptor;
typedef struct { Object head; Type *owner; const GetSetDef *definition; } GetSetDescriptor;
typedef struct { Object head; Object *name, *dict, *weak_references; } Module;

/* Exceptions: what BaseException holds. Subclasses with fields of their own (SystemExit.code,
 * ...) keep them in dict. */
typedef struct {
    Object head;
    Object *args;        /* tuple */
    Object *traceback;   /* Traceback or NULL */
    Object *cause, *context; /* or NULL */
    bool suppress_context;
    Object *dict;        /* or NULL */
} Exception;

/* ---- counts ------------------------------------------------------------------------------- */

static inline void *incref_any(void *object) { ((Object *)object)->refcount++; return object; }
void object_destroy(Object *object); /* the count is zero: calls the type's destroy */
static inline void decref_any(void *object)
{
    Object *o = object;
    if (--o->refcount == 0)
        object_destroy(o);
}
/* incref gives its argument back with the argument's own type, so that
 * `x->field = incref(value)` reads as it means: a further owner. */
#define incref(o) ((__typeof__(o))incref_any(o))
#define decref(o) decref_any(o)
#define xincref(o) ({ __typeof__(o) o_ = (o); if (o_) incref_any(o_); o_; })
#define xdecref(o) do { void *o_ = (o); if (o_) decref_any(o_); } while (0)
/* Gives up a field's reference safely: the field is NULL before any destructor can look at it. */
#define clear_reference(field) \
    do { void *old_ = (field); (field) = NULL; if (old_) decref_any(old_); } while (0)
/* Puts value (stolen) into field and then gives up what was there. */
#define replace_reference(field, value) \
    do { void *old_ = (field); (field) = (value); if (old_) decref_any(old_); } while (0)

/* Makes an object of type with `items` further items; count 1, fields beyond the header zeroed.
 * Container types come back untracked: call gc_track when the fields are valid. NULL and
 * MemoryError when there is no memory. */
void *object_new(Type *type, size_t items);
/* Gives back the memory of an object made by object_new (in destroy, after its fields). */
void object_free(Object *object, size_t items);
/* The new object is complete: it joins the tracked ones. Before that, a collection runs if one is
 * due; it may call any Python code. */
void gc_track(void *object);
void gc_untrack(void *object); /* harmless on an untracked one */
bool gc_is_tracked(Object *object);

/* ---- the types, the singletons -------------------------------------------------------------- */

extern Type type_type, object_type, int_type, bool_type, float_type, str_type, none_type,
    tuple_type, list_type, dict_type, slice_type, range_type, cell_type, code_type, function_type,
    native_function_type, method_type, method_descriptor_type, getset_descriptor_type, module_type,
    ellipsis_type, not_implemented_type, traceback_type, frame_type, bytes_type, set_type,
    frozenset_type, list_iterator_type, tuple_iterator_type, range_iterator_type;
/* Counted like any other object; the interpreter itself owns one reference to each for ever. */
extern Object none_object, ellipsis_object, not_implemented_object;
extern Int *const true_object, *const false_object;
#define NONE (&none_object)
#define TRUE ((Object *)true_object)
#define FALSE ((Object *)false_object)
#define NOT_IMPLEMENTED (&not_implemented_object)

#define IS_EXACT(o, t) (((Object *)(o))->type == &(t))
#define HAS_FLAG(o, f) ((((Object *)(o))->type->flags & (f)) != 0)
#define IS_INT(o) HAS_FLAG(o, TYPE_INT) /* bool included */
#define IS_STR(o) HAS_FLAG(o, TYPE_STR)
#define IS_TUPLE(o) HAS_FLAG(o, TYPE_TUPLE)
#define IS_LIST(o) HAS_FLAG(o, TYPE_LIST)
#define IS_DICT(o) HAS_FLAG(o, TYPE_DICT)
#define IS_TYPE(o) HAS_FLAG(o, TYPE_TYPE)

/* Prepares the types of objects/, the singletons and the small ints (before anything else is
 * made), and gives everything back, interned strings included (when nothing else is left).
 * objects_start: 0, or -1 when there is no memory. */
int objects_start(void);
void objects_stop(void);

/* ---- what can be done with any object (objects/abstract.c) ---------------------------------- */

Object *object_repr(Object *o);                /* a str */
Object *object_ascii(Object *o);               /* repr with \x, \u, \U beyond ASCII; a str */
Object *object_str(Object *o);                 /* a str */
Object *object_format(Object *o, Object *spec); /* format(o, spec); spec a str */
int64_t object_hash(Object *o);                /* -1 on error */
int object_truth(Object *o);                   /* 1, 0, -1 */
Object *object_compare(Object *a, Object *b, Comparison op);
int object_compare_bool(Object *a, Object *b, Comparison op); /* identity implies equality */
int object_equal(Object *a, Object *b);        /* the same with CMP_EQ */
Object *object_binary(BinaryOperator op, Object *a, Object *b);
/* self.__add__(other), called by its name, gave `result` (stolen). A built-in sequence's + and * do
 * not give NotImplemented: TypeError then. New. */
Object *sequence_operator_called(BinaryOperator op, Object *self, Object *other, Object *result);
Object *object_inplace(BinaryOperator op, Object *a, Object *b);
Object *object_unary(UnaryOperator op, Object *o);
Object *object_get_attribute(Object *o, Object *name);
int object_set_attribute(Object *o, Object *name, Object *value); /* value NULL: delete */
Object *object_lookup_attribute(Object *o, const char *name); /* NULL, no error: has none */
/* type(o).name bound to o: special methods are never looked for in the instance. NULL without an
 * exception: it has none. */
Object *object_special_method(Object *o, const char *name);
Object *generic_get_attribute(Object *o, Object *name); /* the default: type, dict, descriptors */
int generic_set_attribute(Object *o, Object *name, Object *value);
Object *object_call(Object *callable, Object **args, int positional, Object *kwnames);
/* The same when the arguments are in a tuple and a dict already. */
Object *object_call_given(Object *callable, Object **args, int positional, Object *kwnames);
bool object_takes_tuple(Object *callable);     /* object_call makes a tuple of the arguments */
Object *object_call_one(Object *callable, Object *argument);
Object *object_iterate(Object *o);
static inline Object *object_next(Object *iterator); /* NULL without exception: exhausted */
intptr_t object_length(Object *o);
Object *object_get_item(Object *o, Object *key);
int object_set_item(Object *o, Object *key, Object *value);
int object_delete_item(Object *o, Object *key);
int object_contains(Object *container, Object *item);
Object *object_index(Object *o); /* new: o, an int, or what its __index__ gives; TypeError */
/* What a method like __index__ gave must be an int, and should be no subclass's: 0, or -1 with
 * TypeError or where the filters make an error of the warning. */
int check_int_result(Object *result, const char *method);
intptr_t object_as_index(Object *o);           /* clipped to intptr_t; -1 with exception on error */
/* The same, but an int of more than 64 bits (CPython's Py_ssize_t on amd64) raises: `error`, and
 * OverflowError where CPython takes an argument as a C number. */
intptr_t object_as_size(Object *o, Type *error);
intptr_t object_as_ssize(Object *o);
int64_t object_as_int64(Object *o, Type *error); /* as object_as_size, 64 bits everywhere */
int object_as_c_int(Object *o);
int object_is_instance(Object *o, Object *classinfo); /* isinstance(), tuples too */
int object_is_subclass(Object *derived, Object *classinfo); /* issubclass(), likewise */
size_t object_size_of(Object *o);              /* sys.getsizeof, without the collector's links */
int64_t hash_pointer(const void *pointer);     /* for types whose objects equal only themselves */
bool type_is_subtype(Type *a, Type *b);
Object *type_dict(Type *type);                 /* borrowed; the dict, filled when first asked for */
Object *type_lookup(Type *type, Object *name); /* borrowed; through the mro; NULL: not there */
int type_ready(Type *type);
const char *type_short_name(const Type *type); /* without its module: "deque" */

/* An iterator's `next` may end by StopIteration, too; object_next does not. */
Object *object_next_none(Object *iterator, bool can_iterate);
static inline Object *object_next(Object *iterator)
{
    Object *(*next)(Object *) = iterator->type->next;
    Object *item = next != NULL ? next(iterator) : NULL;
    return __builtin_expect(item != NULL, 1) ? item : object_next_none(iterator, next != NULL);
}

/* ---- the built-in types' own calls ----------------------------------------------------------- */

/* int (objects/int.c, objects/int_format.c) */
Object *int_from(int64_t value);              /* -5..256 are one object each (interned) */
Object *int_from_unsigned(uint64_t value);
Object *int_from_double(double value);        /* truncates; OverflowError/ValueError inf, nan */
/* Digits in base 2..36, or 0 for Python's literal prefixes; underscores as in literals; white
 * space around allowed. ValueError. */
/* ValueError shows the text, or `shown` (borrowed) if that is not NULL. */
Object *int_from_text(const char *text, size_t length, int base, Object *shown);
int64_t int_as_int64(Object *o, bool *overflow); /* *overflow set when it does not fit */
bool int_as_unsigned64(Object *o, uint64_t *value); /* false: negative, or it does not fit */
double int_as_double(Object *o);              /* OverflowError when too large (-1.0) */
Object *int_to_text(Object *o, int base);     /* a str, no prefix */
static inline Object *bool_from(bool b) { return incref(b ? TRUE : FALSE); }

/* float (objects/float.c) */
Object *float_from(double value);
Object *float_from_text(const char *text, size_t length); /* ValueError */
double object_as_double(Object *o);           /* int or float or __float__; -1.0 + exception */

/* str (objects/str.c, str_methods.c, format.c) */
Object *str_from(const char *utf8);           /* NUL-terminated */
Object *str_from_utf8(const char *utf8, size_t bytes); /* UnicodeDecodeError when malformed */
Object *str_from_format(const char *format, ...); /* %s %d %ld %zd %u %x %c %% , %R repr(Object*),
                                                     %S str(Object*), %T type name of Object* */
Object *str_from_format_list(const char *format, va_list arguments);
Object *str_from_char(uint32_t code_point);
Object *str_intern(Object *s);                /* steals s; gives the one object of that text */
Object *str_interned(const char *utf8);       /* str_from + str_intern */
uint32_t str_char(Object *s, size_t index);   /* code point */
Object *str_concat(Object *a, Object *b);
/* *left + right, given back as *left: when nobody else owns *left (exactly str, like right) it
 * grows where it lies. 0, or -1 with MemoryError and *left as it was. */
int str_append(Object **left, Object *right);
Object *str_substring(Object *s, size_t start, size_t end);
/* separator NULL: nothing between the items. */
Object *str_join(Object *separator, Object **items, size_t count);
bool str_equal(Object *a, Object *b);         /* both str */
bool str_equal_text(Object *s, const char *ascii);
/* The text in UTF-8: a block that the caller gives back with mem_free(block, *bytes + 1); it ends
 * in NUL. Lone surrogates as CPython's surrogatepass. */
char *str_to_utf8(Object *s, size_t *bytes);
static inline size_t str_length(Object *s) { return ((Str *)s)->length; }

/* A str under construction (objects/str_builder.c). Most are short and need no block of their own.
 * It must stay where it was begun. */
enum { STR_BUILDER_FIRST = 64 };
typedef struct {
    uint8_t *data; /* first, or a block */
    size_t length, capacity;
    int kind;
    uint8_t first[STR_BUILDER_FIRST];
} StrBuilder;
void str_builder_begin(StrBuilder *b);
int str_builder_char(StrBuilder *b, uint32_t code_point);
int str_builder_text(StrBuilder *b, const char *ascii);
int str_builder_bytes(StrBuilder *b, const void *latin_1, size_t count);
int str_builder_str(StrBuilder *b, Object *s);
int str_builder_part(StrBuilder *b, Object *s, size_t start, size_t end);
int str_builder_repeat(StrBuilder *b, uint32_t code_point, size_t count);
int str_builder_repr(StrBuilder *b, Object *o);
Object *str_builder_finish(StrBuilder *b);    /* new str; the builder is empty again */
void str_builder_abandon(StrBuilder *b);

/* tuple, list */
Object *tuple_new(size_t size);               /* items NULL: fill all before anyone sees it */
Object *tuple_from(Object **items, size_t size); /* items borrowed */
/* As tuple_new, but the collector does not know it: for items that no circle leads through. */
Tuple *tuple_new_untracked(size_t size);
Object *list_new(size_t size);                /* items NULL likewise */
int list_append(Object *list, Object *item);
Object *list_to_tuple(Object *list);
int list_extend(Object *list, Object *iterable);
Object *sequence_to_list(Object *iterable);
Object *sequence_to_tuple(Object *iterable);
/* Slice indices clipped to *length, as CPython's PySlice_AdjustIndices; count of items, -1 error.
 * The length is read last: an __index__ may change it. */
intptr_t slice_indices(Object *slice, const intptr_t *length, intptr_t *start, intptr_t *stop,
                       intptr_t *step);
/* (start, stop, step) for a length (an int) of any size, each an int: new. */
Object *slice_int_indices(Object *slice, Object *length);
Object *slice_new(Object *start, Object *stop, Object *step);

/* dict */
Object *dict_new(void);
Object *dict_get(Object *dict, Object *key);  /* borrowed; NULL: not there, or exception set */
Object *dict_get_known(Dict *dict, Object *key, uint32_t hash); /* borrowed; key an interned str */
/* Which entry holds the key (an interned str), or -1: for the inline caches of global names. */
intptr_t dict_find_entry(Dict *dict, Object *key);
int dict_set(Object *dict, Object *key, Object *value);
int dict_set_stolen(Object *dict, Object *key, Object *value); /* both stolen, also on error */
int dict_delete(Object *dict, Object *key);   /* 1 deleted, 0 not there, -1 error */
int dict_contains(Object *dict, Object *key);
Object *dict_get_text(Object *dict, const char *key);           /* borrowed */
int dict_set_text(Object *dict, const char *key, Object *value); /* value borrowed */
/* Visits entries in order; *position starts at 0. Borrowed key and value. */
bool dict_next(Object *dict, uint32_t *position, Object **key, Object **value);
int dict_update(Object *dict, Object *mapping_or_pairs);

/* set, bytes */
Object *set_new(void);
Object *frozenset_from(Object *iterable);     /* NULL: empty */
int set_add(Object *set, Object *key);
int set_update(Object *set, Object *iterable);
Object *bytes_from(const void *data, size_t size);

/* others */
Object *cell_new(Object *content);            /* content may be NULL */
/* closure: a tuple of code->free_variables cells, or NULL for none. */
Object *function_new(Code *code, Object *globals, Object *closure);
Object *method_new(Object *function, Object *self);
Object *native_function_new(const MethodDef *definition, Object *self, Object *module);
Object *module_new(const char *name);
Object *range_new(Object *start, Object *stop, Object *step);

#endif
