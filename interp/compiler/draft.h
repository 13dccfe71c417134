/*
 * draft.h: what the compiler hands over: one CodeDraft for each module, class or function body.
 * program/image_writer.c lays a tree of drafts out as an image (program/image.h); the machine
 * runs images only, whether they come from a disk or from the prompt.
 */
#ifndef DRAFT_H
#define DRAFT_H

#include "object.h"
#include "vm/code.h"

typedef struct CodeDraft CodeDraft;

typedef struct {
    Object *value;    /* owned: None, bool, Ellipsis, int, float, str, bytes, tuple (frozenset) */
    CodeDraft *code;  /* or a nested code, owned; then value is NULL */
} DraftConstant;

struct CodeDraft {
    Object *name, *qualified_name;  /* str, owned */
    uint32_t flags;                 /* CODE_* */
    uint32_t positional, positional_only, keyword_only;
    uint32_t locals, free_variables, temporaries;
    uint32_t first_line;
    /* Growing arrays: pointer, used, allocated. */
    Instruction *instructions; uint32_t instruction_count, instruction_capacity;
    Position *positions;       uint32_t position_capacity; /* instruction_count of them */
    ExceptionRange *ranges;    uint32_t range_count, range_capacity;
    DraftConstant *constants;  uint32_t constant_count, constant_capacity;
    Object **sites;            uint32_t site_count, site_capacity;  /* interned names, owned */
    Object **local_names;      uint32_t local_name_capacity;        /* `locals` of them, owned */
};

void draft_free(CodeDraft *draft); /* with everything below it */

#endif
