/*
 * machine.h: what the parts of the virtual machine say to each other: the loop (eval.c), what it
 * asks of objects (ask.c), calls (call.c), the way of an exception (unwind.c) and the rarer
 * instructions (operations.c).
 */
#ifndef MACHINE_H
#define MACHINE_H

#include "object.h"
#include "vm/code.h"
#include "vm/frame.h"

/* Runs the running frame, whose kind must be FRAME_ENTRY, until it returns: the value (new), or
 * NULL when an exception leaves it. The frame is gone then. One of kind FRAME_GENERATOR_ENTRY goes
 * on (an exception that is set is raised where it stands) until it yields, too. */
Object *eval_run(Frame *frame);

/* True when C code must not recurse any further (the C part of the stack segment is used up). */
bool c_stack_is_short(void);

/* ---- call.c ---------------------------------------------------------------------------------- */

/* Takes a frame for function and moves the arguments into its locals: `count` of them, the last
 * ones named by kwnames (or NULL). function and arguments are stolen, also on error; the places in
 * args are NULL afterwards. NULL with TypeError or RecursionError. */
Frame *call_push(Function *function, Object **args, int count, Object *kwnames);
/* Puts the function's cells into the slots of its free variables. */
void bind_closure(Function *function, Object **slots);
/* Calls the class in block[0] with the `count` arguments at block[2]: makes the object and takes a
 * frame, of kind FRAME_INITIALISER, for its __init__. In the block stand then, as long as that
 * runs, what CPython owns meanwhile too: the object, a tuple of the arguments, and they themselves.
 * NULL without an exception: nothing is done, the class is to be called as any object. */
Frame *push_initialiser(Frame *caller, Object **block, int count);
/* What that call gives (new) when __init__ has returned value (stolen). NULL with TypeError. */
Object *initialised(Object **block, Object *value);
/* The call slot of function_type: runs the function to its end. Arguments borrowed. */
Object *function_call(Object *function, Object **args, int positional, Object *kwnames);
/* f(*arguments, **dict) for anything that can be called; dict may be NULL. *arguments, an owned
 * reference to an iterable, is replaced by a tuple of its items. */
Object *call_with_unpacked(Object *callable, Object **arguments, Object *dict);
/* "f()" or "module.f()", as CPython names a callable in messages. A new str. */
Object *callable_description(Object *callable);

/* ---- unwind.c -------------------------------------------------------------------------------- */

/* Where the frame goes on with the raised exception: its handler's first instruction, with the
 * exception in its slot; NULL when the frame has none for this place. */
const Instruction *unwind_to_handler(Frame *frame);
/* raise, raise x, raise x from y. True: an old exception goes on, and this line gets no entry in
 * its traceback. */
bool raise_statement(int count, Object *exception, Object *cause);
/* Does the exception match the except clause's class or tuple of classes? -1: TypeError. */
int exception_matches_clause(Object *exception, Object *clause);

/* ---- ask.c ----------------------------------------------------------------------------------- */

/* What an instruction gives (new), or how it ends (-1: an exception), whose operands are to be
 * asked. They are consumed; meanwhile they are held as on CPython's stack. */
Object *ask_binary(Frame *frame, const Instruction *instruction);
Object *ask_unary(Frame *frame, const Instruction *instruction);
Object *ask_comparison(Frame *frame, const Instruction *instruction, Comparison op);
int ask_comparison_truth(Frame *frame, const Instruction *instruction, Comparison op);
int ask_contains(Frame *frame, const Instruction *instruction);
Object *ask_item(Frame *frame, const Instruction *instruction);
int ask_store_item(Frame *frame, const Instruction *instruction);
int ask_delete_item(Frame *frame, const Instruction *instruction);
Object *ask_attribute(Frame *frame, const Instruction *instruction);
int ask_store_attribute(Frame *frame, const Instruction *instruction);
int ask_delete_attribute(Frame *frame, const Instruction *instruction);
Object *ask_iterator(Frame *frame, const Instruction *instruction);
Object *ask_format(Frame *frame, const Instruction *instruction);
/* Adds operand b to the container in slot a; b: c, for a dict. */
int ask_to_add(Frame *frame, const Instruction *instruction);
int ask_to_map(Frame *frame, const Instruction *instruction);
/* The truth of an operand, which is not consumed. */
int ask_truth(Frame *frame, int operand);

/* ---- operations.c ---------------------------------------------------------------------------- */

Object *load_global(Frame *frame, Site *site);       /* new; fills the site's cache */
Object *load_name(Frame *frame, Site *site);
int store_in_dict(Object *dict, Site *site, Object *value); /* value borrowed; fills the cache */
int delete_name(Object *namespace, Object *name);
void *raise_unbound_local(Frame *frame, int slot);
Object *load_class_deref(Frame *frame, int slot);    /* new */
/* left + right, both exactly str; the instruction's operand b, left, is consumed. New. */
Object *add_strings(Frame *frame, const Instruction *instruction, Object *left, Object *right);
int setup_annotations(Object *namespace);
/* Puts new references to the items into `items`: exactly count of them. */
int unpack_sequence(Object *iterable, Object **items, int count);
/* The same for locals, each of which is then set as by STORE_FAST; none when there was an error.
 * The iterable is stolen, and given up before that. */
int unpack_to_locals(Object *iterable, Object **locals, int count);
/* Gives old up, and then sets locals to the items of owned (stolen). */
void set_other_locals(Object **locals, Object **items, int count, Object *owned, Object *old);
/* a, b, *rest, z = iterable: `before` items, a list, `after` items. */
int unpack_with_star(Object *iterable, Object **items, int before, int after);
Object *build_map(Object **pairs, int count);        /* pairs borrowed */
int list_extend_from_star(Object *list, Object *iterable);
int dict_update_from_stars(Object *dict, Object *mapping);
int dict_merge_keywords(Object *dict, Object *mapping, Object *callable);
Object *make_function(Frame *frame, Object *code, int flags, Object **block); /* block stolen */
Object *format_value(Object *value, int conversion, Object *spec);
/* Finds obj.name for a call; obj is stolen. *self gets it when what is returned (new) is the plain
 * function, so that no bound method need be made; otherwise NULL. */
Object *load_method(Object *o, Site *site, Object **self);
/* Begins a with statement: the bound __exit__ and what __enter__ gave, both new. manager is stolen,
 * and given up before __enter__ runs. */
int enter_with(Object *manager, Object **exit_method, Object **entered);
Object *call_exit_method(Object *exit_method, Object *exception);
Object *load_attribute(Object *o, Site *site);       /* new; fills the site's cache */
int store_attribute(Object *o, Site *site, Object *value);
Object *load_build_class(Frame *frame);              /* new */
Object *builtins_of(Object *globals);                /* borrowed; NULL: MemoryError */
int print_expression(Object *value);

/* ---- teardown.c ------------------------------------------------------------------------------ */

/* The program is over: its modules go, and what only they kept alive. */
void modules_teardown(void);

/* ---- import.c -------------------------------------------------------------------------------- */

Object *import_name(Object *name, Object *from_list, Object *level); /* new */
Object *import_from(Object *module, Object *name);                   /* new */
int import_star(Object *module, Object *namespace);

#endif
