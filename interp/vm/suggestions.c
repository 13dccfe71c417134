/*
 * suggestions.c: "Did you mean: 'x'?" The known name that is nearest to the wrong one by edit
 * distance, with the costs and limits of CPython 3.11's suggestions.c.
 */
#include "modules/builtins.h"
#include "vm/exceptions.h"
#include "vm/frame.h"
#include "vm/interpreter.h"
#include "vm/traceback_print.h"

enum { MOVE_COST = 2, CASE_COST = 1, CANDIDATES_MOST = 750, LENGTH_MOST = 40 };

static uint32_t lower(uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c; }

static size_t substitution_cost(uint32_t a, uint32_t b)
{
    if (a == b)
        return 0;
    return lower(a) == lower(b) ? CASE_COST : MOVE_COST;
}

/* Cost of turning a into b, or more than limit when it is more than that. */
static size_t edit_distance(Object *a, Object *b, size_t limit)
{
    size_t a_end = str_length(a), b_end = str_length(b), start = 0;
    while (start < a_end && start < b_end && str_char(a, start) == str_char(b, start))
        start++;
    while (a_end > start && b_end > start && str_char(a, a_end - 1) == str_char(b, b_end - 1))
        a_end--, b_end--;
    size_t a_size = a_end - start, b_size = b_end - start;
    if (a_size == 0 || b_size == 0)
        return (a_size + b_size) * MOVE_COST;
    if (a_size > LENGTH_MOST || b_size > LENGTH_MOST)
        return limit + 1;
    if (b_size < a_size)
        return edit_distance(b, a, limit);
    if ((b_size - a_size) * MOVE_COST > limit)
        return limit + 1;
    size_t row[LENGTH_MOST]; /* distances of a's beginnings from b's beginning so far */
    for (size_t i = 0; i < a_size; i++)
        row[i] = (i + 1) * MOVE_COST;
    size_t result = 0;
    for (size_t j = 0; j < b_size; j++) {
        size_t diagonal = j * MOVE_COST, least = SIZE_MAX;
        result = diagonal;
        for (size_t i = 0; i < a_size; i++) {
            size_t substitute = diagonal + substitution_cost(str_char(b, start + j),
                                                             str_char(a, start + i));
            diagonal = row[i];
            size_t insert_delete = (result < diagonal ? result : diagonal) + MOVE_COST;
            row[i] = result = insert_delete < substitute ? insert_delete : substitute;
            least = result < least ? result : least;
        }
        if (least > limit)
            return limit + 1;
    }
    return result;
}

/* The nearest of names (a list), borrowed; NULL when none is near enough: at most a third of the
 * characters may differ. */
static Object *nearest_name(Object *names, Object *wrong)
{
    List *list = (List *)names;
    Object *nearest = NULL;
    size_t least = SIZE_MAX;
    if (list->size >= CANDIDATES_MOST)
        return NULL;
    for (intptr_t i = 0; i < list->size; i++) {
        Object *name = list->items[i];
        if (!IS_STR(name) || str_equal(name, wrong))
            continue;
        size_t limit = (str_length(name) + str_length(wrong) + 3) * MOVE_COST / 6;
        if (limit > least - 1)
            limit = least - 1;
        size_t distance = edit_distance(wrong, name, limit);
        if (distance <= limit) {
            nearest = name;
            least = distance;
        }
    }
    return nearest;
}

/* Steals names (NULL allowed). New, or NULL. */
static Object *nearest_in(Object *names, Object *wrong)
{
    Object *nearest = names ? xincref(nearest_name(names, wrong)) : NULL;
    xdecref(names);
    return nearest;
}

/* The variables of the innermost frame, then its globals, then the builtins. */
static Object *suggest_for_name(Object *exception, Object *wrong)
{
    Traceback *entry = (Traceback *)((Exception *)exception)->traceback;
    if (!entry)
        return NULL;
    while (entry->next)
        entry = entry->next;
    FrameObject *frame = (FrameObject *)entry->frame;
    Object *suggestion = nearest_in(sequence_to_list(frame->code->local_names), wrong);
    if (!suggestion)
        suggestion = nearest_in(sequence_to_list(frame->globals), wrong);
    if (!suggestion)
        suggestion = nearest_in(sequence_to_list(interpreter.builtins), wrong);
    return suggestion;
}

static Object *suggest_for_attribute(Object *object, Object *wrong)
{
    return nearest_in(object_directory(object), wrong);
}

Object *suggest_name(Object *exception)
{
    Object *suggestion = NULL;
    if (IS_EXACT(exception, name_error_type)) {
        Object *name = exception_field(exception, NAME_ERROR_NAME);
        if (name && IS_STR(name))
            suggestion = suggest_for_name(exception, name);
    } else if (IS_EXACT(exception, attribute_error_type)) {
        Object *name = exception_field(exception, ATTRIBUTE_ERROR_NAME);
        Object *object = exception_field(exception, ATTRIBUTE_ERROR_OBJ);
        if (name && object && IS_STR(name))
            suggestion = suggest_for_attribute(object, name);
    }
    error_clear();
    return suggestion;
}
