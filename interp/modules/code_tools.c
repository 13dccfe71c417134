/*
 * code_tools.c: module _code: what modules dis and traceback, which are written in Python, ask of
 * the interpreter: a code object's instructions, and the pieces of an exception's printed text.
 */
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/standard.h"
#include "objects/arguments.h"
#include "program/disassemble.h"
#include "vm/errors.h"
#include "vm/exceptions.h"
#include "vm/traceback_print.h"

static Code *code_argument(Object *o)
{
    if (IS_EXACT(o, code_type))
        return (Code *)o;
    return raise(&type_error_type, "a code object is needed, not '%T'", o);
}

FUNCTION(code_instructions)
{
    UNUSED_ARGUMENTS;
    Code *code = code_argument(args[0]);
    return code ? disassemble_instructions(code) : NULL;
}

FUNCTION(code_opcodes)
{
    UNUSED_ARGUMENTS;
    return disassemble_opcodes();
}

FUNCTION(code_exception_table)
{
    UNUSED_ARGUMENTS;
    Code *code = code_argument(args[0]);
    Object *list = code ? list_new(0) : NULL;
    for (uint32_t i = 0; list && i < code->exception_range_count; i++) {
        const ExceptionRange *range = &code->exception_ranges[i];
        enum { FIELDS = 4 };
        unsigned size = sizeof(Instruction);
        Object *fields[FIELDS] = { int_from(range->start * size), int_from((range->end - 1) * size),
                                   int_from(range->handler * size), int_from(range->depth) };
        Object *entry = fields[0] && fields[1] && fields[2] && fields[3]
                      ? tuple_from(fields, FIELDS) : NULL;
        for (int f = 0; f < FIELDS; f++)
            xdecref(fields[f]);
        if (!entry || list_append(list, entry) < 0)
            clear_reference(list);
        xdecref(entry);
    }
    return list;
}

FUNCTION(code_traceback_entry)
{
    UNUSED_ARGUMENTS;
    if (!IS_EXACT(args[0], traceback_type))
        return raise(&type_error_type, "a traceback is needed, not '%T'", args[0]);
    return traceback_entry_text((Traceback *)args[0]);
}

FUNCTION(code_exception_text)
{
    UNUSED_ARGUMENTS;
    if (!is_exception(args[0]))
        return raise(&type_error_type, "an exception is needed, not '%T'", args[0]);
    return exception_text(args[0]);
}

FUNCTION(code_source_line)
{
    (void)self, (void)kwnames;
    Code *code = code_argument(args[0]);
    int64_t number;
    if (!code || int_argument(args, positional, 1, 0, &number) < 0)
        return NULL;
    return code_line_text(code, number < 0 || number > UINT32_MAX ? 0 : (uint32_t)number);
}

static const MethodDef functions[] = {
    { "instructions", code_instructions, 1, 1, 0,
      "instructions(code) -> [(name, number, fields, description, offset, line, is a target, "
      "(line, end line, column, end column)), ...]" },
    { "opcodes", code_opcodes, 0, 0, 0,
      "opcodes() -> [(name, may jump, names something), ...]: what instructions there are" },
    { "exception_table", code_exception_table, 1, 1, 0,
      "exception_table(code) -> [(first offset, last offset, handler's offset, depth), ...]" },
    { "traceback_entry", code_traceback_entry, 1, 1, 0,
      "traceback_entry(traceback) -> what is printed for its first entry" },
    { "exception_text", code_exception_text, 1, 1, 0,
      "exception_text(exception) -> what is printed below its traceback" },
    { "source_line", code_source_line, 2, 2, 0,
      "source_line(code, number) -> that line of its file, '' when it is not there" },
    { 0 },
};

Object *module_code_create(void)
{
    return module_from_functions("_code", functions);
}
