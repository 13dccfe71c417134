/*
 * call.c: how arguments get to the parameters of a Python function. A call with its
 * positional parameters just moves them (push_positional in vm/fast.h); everything else (defaults,
 * keywords, *args, **kwargs) is bound here one by one, with the messages of CPython's ceval.c.
 */
#include "objects/class.h"
#include "vm/errors.h"
#include "vm/fast.h"
#include "vm/function.h"
#include "vm/interpreter.h"
#include "vm/machine.h"

static int parameter_count(const Code *code)
{
    return code->positional + code->keyword_only;
}

static Object *parameter_name(const Code *code, int number)
{
    return ((Tuple *)code->local_names)->items[number];
}

static const char *plural(intptr_t count) { return count == 1 ? "" : "s"; }

/* ---- what can be wrong with the arguments ---------------------------------------------------- */

/* "'a'", "'a' and 'b'", "'a', 'b', and 'c'": the parameters first..end-1 that have no value. */
static Object *missing_names(const Code *code, Object **slots, int first, int end, int missing)
{
    StrBuilder text;
    str_builder_begin(&text);
    int written = 0, result = 0;
    for (int i = first; i < end && result == 0; i++) {
        if (slots[i])
            continue;
        if (written > 0 && missing > 2)
            result = str_builder_text(&text, ", ");
        if (written > 0 && written == missing - 1 && result == 0)
            result = str_builder_text(&text, missing > 2 ? "and " : " and ");
        if (result == 0)
            result = str_builder_repr(&text, parameter_name(code, i));
        written++;
    }
    if (result < 0) {
        str_builder_abandon(&text);
        return NULL;
    }
    return str_builder_finish(&text);
}

static int raise_missing(Function *function, Object **slots, int first, int end, int missing,
                         const char *kind)
{
    Object *names = missing_names(function->code, slots, first, end, missing);
    if (!names)
        return -1;
    raise(&type_error_type, "%S() missing %d required %s argument%s: %S",
          function_qualified_name(function), missing, kind, plural(missing), names);
    decref(names);
    return -1;
}

static int raise_too_many(Function *function, Object **slots, int given)
{
    Code *code = function->code;
    int keywords_given = 0;
    for (int i = code->positional; i < parameter_count(code); i++)
        keywords_given += slots[i] != NULL;
    intptr_t defaults = function_defaults(function) ? function_defaults(function)->size : 0;
    int least = code->positional - (int)defaults;
    Object *takes = defaults ? str_from_format("from %d to %d", least, code->positional)
                             : str_from_format("%d", code->positional);
    Object *extra = keywords_given
        ? str_from_format(" positional argument%s (and %d keyword-only argument%s)",
                          plural(given), keywords_given, plural(keywords_given))
        : str_from("");
    if (takes && extra)
        raise(&type_error_type, "%S() takes %S positional argument%s but %d%S %s given",
              function_qualified_name(function), takes, defaults ? "s" : plural(code->positional), given,
              extra, given == 1 && !keywords_given ? "was" : "were");
    xdecref(takes);
    xdecref(extra);
    return -1;
}

/* True, with a TypeError, when keywords name positional-only parameters. */
static bool positional_only_named(Function *function, Object *kwnames)
{
    Code *code = function->code;
    Object *list = code->positional_only ? list_new(0) : NULL;
    for (int i = 0; list && i < code->positional_only; i++)
        for (intptr_t k = 0; list && k < ((Tuple *)kwnames)->size; k++)
            if (str_equal(((Tuple *)kwnames)->items[k], parameter_name(code, i))
                && list_append(list, parameter_name(code, i)) < 0)
                clear_reference(list);
    if (!list || ((List *)list)->size == 0) {
        xdecref(list);
        return error_occurred();
    }
    Object *comma = str_from(", ");
    Object *names = comma ? str_join(comma, ((List *)list)->items,
                                     (size_t)((List *)list)->size) : NULL;
    if (names)
        raise(&type_error_type, "%S() got some positional-only arguments passed as keyword "
              "arguments: '%S'", function_qualified_name(function), names);
    xdecref(comma);
    xdecref(names);
    decref(list);
    return true;
}

/* ---- binding --------------------------------------------------------------------------------- */

/* The parameter that a keyword argument names, or -1. Identity first: names are interned. */
static int find_parameter(const Code *code, Object *keyword)
{
    for (int i = code->positional_only; i < parameter_count(code); i++)
        if (parameter_name(code, i) == keyword)
            return i;
    for (int i = code->positional_only; i < parameter_count(code); i++)
        if (str_equal(parameter_name(code, i), keyword))
            return i;
    return -1;
}

static int bind_keywords(Function *function, Object **slots, Object **values, Object *kwnames,
                         Object *rest)
{
    for (intptr_t k = 0; k < ((Tuple *)kwnames)->size; k++) {
        Object *keyword = ((Tuple *)kwnames)->items[k];
        if (!IS_STR(keyword))
            return raise_int(&type_error_type, "%S() keywords must be strings",
                             function_qualified_name(function));
        int parameter = find_parameter(function->code, keyword);
        if (parameter >= 0 && slots[parameter])
            return raise_int(&type_error_type, "%S() got multiple values for argument '%S'",
                             function_qualified_name(function), keyword);
        if (parameter >= 0) {
            slots[parameter] = incref(values[k]);
        } else if (rest) {
            if (dict_set(rest, keyword, values[k]) < 0)
                return -1;
        } else {
            if (!positional_only_named(function, kwnames))
                raise(&type_error_type, "%S() got an unexpected keyword argument '%S'",
                      function_qualified_name(function), keyword);
            return -1;
        }
    }
    return 0;
}

static int bind_defaults(Function *function, Object **slots, int given)
{
    Code *code = function->code;
    Tuple *defaults = function_defaults(function);
    int with_default = defaults ? (int)defaults->size : 0;
    int required = code->positional - with_default;
    int missing = 0;
    for (int i = given; i < required; i++)
        missing += slots[i] == NULL;
    if (missing)
        return raise_missing(function, slots, given, required, missing, "positional");
    for (int i = required < given ? given : required; i < code->positional; i++)
        if (!slots[i])
            slots[i] = incref(defaults->items[i - required]);
    return 0;
}

static int bind_keyword_defaults(Function *function, Object **slots)
{
    Code *code = function->code;
    Object *kw_defaults = function_kw_defaults(function);
    int missing = 0;
    for (int i = code->positional; i < parameter_count(code); i++) {
        if (!slots[i] && kw_defaults) {
            slots[i] = xincref(dict_get(kw_defaults, parameter_name(code, i)));
            if (!slots[i] && error_occurred())
                return -1;
        }
        missing += slots[i] == NULL;
    }
    if (missing)
        return raise_missing(function, slots, code->positional, parameter_count(code), missing,
                             "keyword-only");
    return 0;
}

/* Arguments borrowed: `positional` by position, then the values that kwnames names. */
static int bind(Function *function, Object **slots, Object **args, int positional,
                Object *kwnames)
{
    Code *code = function->code;
    if (positional == code->exact_arguments && !kwnames) {
        for (int i = 0; i < positional; i++)
            slots[i] = incref(args[i]);
        return 0;
    }
    if (!(code->flags & CODE_OPTIMIZED))
        return raise_int(&type_error_type, "%S is a class body: only its class statement runs it",
                         function_qualified_name(function));
    int next = parameter_count(code);
    int direct = positional < code->positional ? positional : code->positional;
    for (int i = 0; i < direct; i++)
        slots[i] = incref(args[i]);
    if (code->flags & CODE_VARARGS) {
        slots[next] = tuple_from(args + direct, (size_t)(positional - direct));
        if (!slots[next++])
            return -1;
    }
    Object *rest = NULL;
    if (code->flags & CODE_VARKEYWORDS && !(rest = slots[next] = dict_new()))
        return -1;
    if (kwnames && bind_keywords(function, slots, args + positional, kwnames, rest) < 0)
        return -1;
    if (positional > code->positional && !(code->flags & CODE_VARARGS))
        return raise_too_many(function, slots, positional);
    if (positional < code->positional && bind_defaults(function, slots, direct) < 0)
        return -1;
    return code->keyword_only ? bind_keyword_defaults(function, slots) : 0;
}

/* ---- calling --------------------------------------------------------------------------------- */

void bind_closure(Function *function, Object **slots)
{
    Code *code = function->code;
    Object **place = slots + code->locals - code->free_variables;
    for (int i = 0; i < code->free_variables; i++)
        place[i] = incref(function->cells[i]);
}

static void release_all(Object **args, int count)
{
    for (int i = 0; i < count; i++)
        clear_reference(args[i]);
}

Frame *call_push(Function *function, Object **args, int count, Object *kwnames)
{
    Code *code = function->code;
    Frame *frame = frame_push(code, function, function->globals);
    if (!frame) {
        release_all(args, count);
        return NULL;
    }
    int keywords = kwnames ? (int)((Tuple *)kwnames)->size : 0;
    int result = bind(function, frame->slots, args, count - keywords, kwnames);
    release_all(args, count);
    if (result < 0) {
        frame_pop();
        return NULL;
    }
    if (code->free_variables)
        bind_closure(function, frame->slots);
    return frame;
}

Frame *push_initialiser(Frame *caller, Object **block, int count)
{
    Type *type = (Type *)block[0];
    Function *init = class_initialiser(type);
    if (!init || init->code->flags & CODE_GENERATOR || !fits_positions(init, count + 1)
        || recursion_enter(" while calling a Python object") < 0)
        return NULL;
    incref(init); /* making objects may start a collection, and so run any code */
    Object *given = tuple_from(&block[2], (size_t)count);
    Object *self = given ? object_construct(type, NULL, 0, NULL) : NULL;
    Frame *frame = NULL;
    if (self) {
        block[1] = incref(self);
        incref(init); /* stolen by the one that takes the frame */
        frame = push_positional(caller, init, &block[1], count + 1);
        if (!frame) /* no room: it says why */
            frame = call_push(init, &block[1], count + 1, NULL);
    }
    decref(init);
    if (!frame) {
        xdecref(self);
        xdecref(given);
        recursion_leave();
        return NULL;
    }
    frame->kind = FRAME_INITIALISER;
    block[0] = self; /* keeps its class alive */
    block[1] = given;
    for (int i = 0; i < count; i++)
        block[2 + i] = incref(frame->slots[1 + i]);
    decref(type);
    return frame;
}

Object *initialised(Object **block, Object *value)
{
    recursion_leave();
    Object *result = value == NONE ? incref(block[0])
        : raise(&type_error_type, "__init__() should return None, not '%T'", value);
    decref(value);
    return result;
}

Object *function_call(Object *object, Object **args, int positional, Object *kwnames)
{
    Function *function = (Function *)object;
    if (c_stack_is_short())
        return raise(&recursion_error_type, "maximum recursion depth exceeded");
    Code *code = function->code;
    Frame *frame = frame_push(code, incref(function), function->globals);
    if (!frame)
        return NULL;
    if (bind(function, frame->slots, args, positional, kwnames) < 0) {
        frame_pop();
        return NULL;
    }
    if (code->free_variables)
        bind_closure(function, frame->slots);
    frame->kind = FRAME_ENTRY;
    return eval_run(frame);
}

/* "name()" for a function, "type object" otherwise, as _PyObject_FunctionStr: qualified by the
 * module unless that is builtins. */
Object *callable_description(Object *callable)
{
    Object *name = object_lookup_attribute(callable, "__qualname__");
    if (!name)
        return error_occurred() ? NULL : object_str(callable);
    Object *module = object_lookup_attribute(callable, "__module__");
    Object *text = NULL;
    if (module && module != NONE && !(IS_STR(module) && str_equal_text(module, "builtins")))
        text = str_from_format("%S.%S()", module, name);
    else if (module || !error_occurred())
        text = str_from_format("%S()", name);
    xdecref(module);
    decref(name);
    return text;
}

/* Makes *arguments, any iterable, a tuple: what it was before is given up before the call. */
static int make_arguments_tuple(Object *callable, Object **arguments)
{
    Object *iterable = *arguments;
    if (IS_EXACT(iterable, tuple_type))
        return 0;
    if (!iterable->type->iterate && !iterable->type->get_item) {
        Object *description = callable_description(callable);
        if (description)
            raise(&type_error_type, "%S argument after * must be an iterable, not %T",
                  description, iterable);
        xdecref(description);
        return -1;
    }
    Object *tuple = sequence_to_tuple(iterable);
    if (!tuple)
        return -1;
    replace_reference(*arguments, tuple);
    return 0;
}

Object *call_with_unpacked(Object *callable, Object **arguments, Object *dict)
{
    if (make_arguments_tuple(callable, arguments) < 0)
        return NULL;
    Tuple *tuple = (Tuple *)*arguments;
    size_t keywords = dict ? ((Dict *)dict)->used : 0;
    if (!keywords)
        return object_call_given(callable, tuple->items, (int)tuple->size, NULL);
    size_t count = (size_t)tuple->size + keywords;
    Object **all = mem_alloc(count * sizeof(Object *));
    Tuple *kwnames = (Tuple *)tuple_new(keywords);
    Object *row = NULL, *result = NULL;
    if (kwnames && all) {
        for (intptr_t i = 0; i < tuple->size; i++)
            all[i] = tuple->items[i];
        uint32_t position = 0;
        Object *key, *value;
        for (size_t i = 0; dict_next(dict, &position, &key, &value); i++) {
            kwnames->items[i] = incref(key);
            all[(size_t)tuple->size + i] = value;
        }
        /* who takes no tuple gets a row that owns the arguments, as with call_with_first */
        bool takes_tuple = object_takes_tuple(callable);
        row = takes_tuple ? NULL : tuple_from(all, count);
        if (takes_tuple || row)
            result = object_call_given(callable, all, (int)tuple->size, &kwnames->head);
    } else if (!all) {
        raise_no_memory();
    }
    xdecref(row);
    xdecref(kwnames);
    mem_free(all, count * sizeof(Object *));
    return result;
}
