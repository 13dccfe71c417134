/*
 * anchors.c: which part of a failed expression a traceback marks with ^, when it is a binary
 * operation or a subscript (PEP 657). As in CPython 3.11 the expression's text is parsed again.
 */
#include <string.h>

#include "compiler/parser.h"
#include "memory/memory.h"
#include "vm/traceback_print.h"

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f'; }

/* The operator: the first character that is no space behind the left operand, with its neighbour.
 * A parenthesis that belongs to the operand is taken for it; 3.11 does the same. */
static bool operator_anchors(const char *text, const Expression *e, uint32_t *left, uint32_t *right)
{
    uint32_t end = e->binary.right->span.column;
    for (uint32_t i = e->binary.left->span.end_column; i < end; i++) {
        if (is_space(text[i]))
            continue;
        *left = i;
        *right = i + 1 + (i + 1 < end && !is_space(text[i + 1]));
        break;
    }
    return true;
}

static bool expression_anchors(const char *text, const Expression *e, uint32_t *left,
                               uint32_t *right)
{
    *left = *right = 0;
    if (e->kind == EXPR_BINARY)
        return operator_anchors(text, e, left, right);
    if (e->kind != EXPR_SUBSCRIPT)
        return false;
    *left = e->subscript.value->span.end_column;
    *right = e->subscript.index->span.end_column + 1;
    return true;
}

bool find_anchors(const char *line, uint32_t start, uint32_t end, uint32_t *left, uint32_t *right)
{
    size_t size = end - start;
    *left = *right = 0;
    char *text = mem_alloc(size + 2);
    if (!text)
        return false;
    memcpy(text, line + start, size);
    memcpy(text + size, "\n", 2);
    Object *filename = str_from("<traceback>");
    Arena arena;
    arena_begin(&arena);
    Diagnostics problems = {.text = text, .size = size + 1, .filename = filename};
    Block body = {NULL, 0, 0};
    bool incomplete;
    bool found = filename && parse_module(&arena, &problems, COMPILE_FILE, &body, &incomplete)
              && body.count == 1 && body.items[0]->kind == STMT_EXPRESSION
              && expression_anchors(text, body.items[0]->value, left, right);
    arena_end(&arena);
    xdecref(filename);
    mem_free(text, size + 2);
    error_clear(); /* text that does not parse on its own has no anchors */
    *left += start;
    *right += start;
    return found;
}
