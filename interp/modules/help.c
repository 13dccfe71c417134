/*
 * help.c: what help(x) says of an object, from what the object knows: a function's parameters
 * and docstring, a built-in function's line of text, a type's methods, a module's names. The text
 * is built first and then written as one.
 */
#include "modules/help.h"

#include <string.h>
#include "modules/builtins.h"
#include "modules/streams.h"
#include "vm/code.h"
#include "vm/errors.h"
#include "vm/function.h"
#include "vm/interpreter.h"

static const char overview[] =
    "This is Python on Terrarium: a program here has its own process, heap and stack.\n"
    "\n"
    "  help(x)        about an object: a function, a type, a module, a value\n"
    "  dir(x)         the names of its attributes\n"
    "  dir()          the names that you have made\n"
    "  _              the value of the last expression\n"
    "  exit()         leave; also Ctrl-D\n"
    "\n"
    "To look into the machine:\n"
    "  import sys     sys.getrefcount(x): how many references there are to an object\n"
    "  import gc      gc.collect(): find unreachable cycles; gc.get_referrers(x)\n"
    "  import memory  memory.where(x): its address, page tables and frame; help(memory) says more\n"
    "\n"
    "The built-in functions and types (help(print) tells more about print):\n";

enum { LINE_WIDTH = 78, INDENT = 4 };

/* ---- pieces of text -------------------------------------------------------------------------- */

static int add_spaces(StrBuilder *out, int count)
{
    return str_builder_repeat(out, ' ', (size_t)count);
}

/* The lines of a text, each with an indentation, without what they have in common themselves. */
static int add_indented(StrBuilder *out, Object *text, int indent)
{
    size_t length = str_length(text), position = 0;
    while (position < length) {
        size_t start = position;
        while (start < length && str_char(text, start) == ' ')
            start++;
        size_t end = start;
        while (end < length && str_char(text, end) != '\n')
            end++;
        if ((end > start && (add_spaces(out, indent) < 0
                             || str_builder_part(out, text, start, end) < 0))
            || str_builder_char(out, '\n') < 0)
            return -1;
        position = end + 1;
    }
    return 0;
}

/* The object's __doc__ when it is a str (new); NULL without an exception otherwise. */
static Object *doc_of(Object *o)
{
    Object *doc = object_lookup_attribute(o, "__doc__");
    if (doc && !IS_STR(doc))
        clear_reference(doc);
    error_clear();
    return doc;
}

static int add_formatted(StrBuilder *out, Object *text) /* stolen */
{
    int result = text ? str_builder_str(out, text) : -1;
    xdecref(text);
    return result;
}

/* Names in lines of LINE_WIDTH; those that begin with an underscore are left out. */
static int add_names(StrBuilder *out, List *names)
{
    size_t column = 0;
    for (intptr_t i = 0; i < names->size; i++) {
        Object *name = names->items[i];
        size_t length = IS_STR(name) ? str_length(name) : 0;
        if (length == 0 || str_char(name, 0) == '_')
            continue;
        if (column + length + 1 > LINE_WIDTH) {
            if (str_builder_char(out, '\n') < 0)
                return -1;
            column = 0;
        }
        if (str_builder_text(out, column == 0 ? "  " : " ") < 0 || str_builder_str(out, name) < 0)
            return -1;
        column += length + (column == 0 ? 2 : 1);
    }
    return str_builder_char(out, '\n');
}

/* ---- functions ------------------------------------------------------------------------------- */

static int add_parameter(StrBuilder *out, bool *first, const char *stars, Object *name,
                         Object *value)
{
    if ((!*first && str_builder_text(out, ", ") < 0) || str_builder_text(out, stars) < 0
        || (name && str_builder_str(out, name) < 0))
        return -1;
    *first = false;
    return !value ? 0 : str_builder_char(out, '=') < 0 ? -1 : str_builder_repr(out, value);
}

/* "f(a, /, b=1, *args, c=2, **kwargs)", as it was defined. */
static int add_signature(StrBuilder *out, Function *function)
{
    Code *code = function->code;
    Object **names = ((Tuple *)code->local_names)->items;
    int positional = code->positional, keyword_only = code->keyword_only;
    bool stars = code->flags & CODE_VARARGS, first = true;
    Tuple *defaults = function_defaults(function);
    int first_default = positional - (defaults ? (int)defaults->size : 0);
    Object *kw_defaults = function_kw_defaults(function);
    int after = positional + keyword_only; /* slots: *args and **kwargs follow */
    int result = str_builder_str(out, function_name(function)) < 0 ? -1 : str_builder_char(out, '(');
    for (int i = 0; i < positional && result == 0; i++) {
        Object *value = i >= first_default ? defaults->items[i - first_default] : NULL;
        result = add_parameter(out, &first, "", names[i], value);
        if (result == 0 && i + 1 == code->positional_only)
            result = add_parameter(out, &first, "/", NULL, NULL);
    }
    if (result == 0 && (stars || keyword_only))
        result = add_parameter(out, &first, "*", stars ? names[after] : NULL, NULL);
    for (int i = positional; i < after && result == 0; i++) {
        Object *value = kw_defaults ? dict_get(kw_defaults, names[i]) : NULL;
        result = add_parameter(out, &first, "", names[i], value);
    }
    if (result == 0 && (code->flags & CODE_VARKEYWORDS))
        result = add_parameter(out, &first, "**", names[after + stars], NULL);
    return result < 0 ? -1 : str_builder_text(out, ")\n");
}

/* A built-in function's text may begin with how it is called: "len(container) -> ..." */
static int add_native(StrBuilder *out, const MethodDef *definition, int indent)
{
    Object *doc = definition->doc ? str_from(definition->doc) : NULL;
    size_t length = strlen(definition->name);
    bool tells_call = definition->doc
        && strncmp(definition->doc, definition->name, length) == 0
        && definition->doc[length] == '(';
    int result = 0;
    if (!tells_call) {
        result = add_spaces(out, indent);
        if (result == 0)
            result = add_formatted(out, str_from_format("%s(...)\n", definition->name));
        indent += INDENT;
    }
    if (result == 0 && doc)
        result = add_indented(out, doc, indent);
    xdecref(doc);
    return result;
}

/* What stands in a type or a module under a name: one paragraph. */
static int add_member(StrBuilder *out, Object *name, Object *member, int indent)
{
    if (IS_EXACT(member, method_descriptor_type))
        return add_native(out, ((MethodDescriptor *)member)->definition, indent);
    if (IS_EXACT(member, native_function_type))
        return add_native(out, ((NativeFunctionObject *)member)->definition, indent);
    if (add_spaces(out, indent) < 0)
        return -1;
    if (!IS_EXACT(member, function_type))
        return str_builder_str(out, name) < 0 ? -1 : str_builder_char(out, '\n');
    if (add_signature(out, (Function *)member) < 0)
        return -1;
    Object *doc = doc_of(member);
    int result = doc ? add_indented(out, doc, indent + INDENT) : 0;
    xdecref(doc);
    return result;
}

/* ---- types and modules ----------------------------------------------------------------------- */

/* The entries of a namespace, sorted by name, without the underscored ones. */
static int add_members(StrBuilder *out, Object *dict, int indent)
{
    Object *names = sequence_to_list(dict), *sort = NULL, *done = NULL;
    if (names && (sort = object_lookup_attribute(names, "sort")))
        done = object_call(sort, NULL, 0, NULL);
    int result = done ? 0 : -1;
    for (intptr_t i = 0; result == 0 && i < ((List *)names)->size; i++) {
        Object *name = ((List *)names)->items[i];
        Object *member = IS_STR(name) && str_char(name, 0) != '_' ? dict_get(dict, name) : NULL;
        if (member && !IS_EXACT(member, module_type))
            result = add_member(out, name, member, indent);
    }
    xdecref(done);
    xdecref(sort);
    xdecref(names);
    return result;
}

static int add_type(StrBuilder *out, Type *type)
{
    Tuple *mro = (Tuple *)type->mro;
    if (add_formatted(out, str_from_format("class %s", type->name)) < 0)
        return -1;
    if (mro->size > 1
        && add_formatted(out, str_from_format("(%s)", ((Type *)mro->items[1])->name)) < 0)
        return -1;
    Object *doc = doc_of(&type->head);
    int result = str_builder_char(out, '\n');
    if (result == 0 && doc)
        result = add_indented(out, doc, INDENT);
    xdecref(doc);
    for (intptr_t i = 0; i < mro->size - 1 && result == 0; i++) { /* all but object */
        Type *part = (Type *)mro->items[i];
        Object *dict = type_dict(part);
        result = !dict ? -1 : i == 0 ? str_builder_char(out, '\n')
               : add_formatted(out, str_from_format("\n    From %s:\n", part->name));
        if (result == 0)
            result = add_members(out, dict, INDENT);
    }
    return result;
}

static int add_module(StrBuilder *out, Object *module)
{
    Object *doc = doc_of(module);
    int result = doc ? add_indented(out, doc, 0) : 0;
    if (result == 0 && doc)
        result = str_builder_char(out, '\n');
    xdecref(doc);
    return result < 0 ? -1 : add_members(out, ((Module *)module)->dict, 0);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static int add_about(StrBuilder *out, Object *o)
{
    if (IS_EXACT(o, method_type))
        o = ((Method *)o)->function;
    if (IS_TYPE(o))
        return add_formatted(out, str_from_format("Help on class %s:\n\n", ((Type *)o)->name)) < 0
            ? -1 : add_type(out, (Type *)o);
    if (IS_EXACT(o, module_type))
        return add_formatted(out, str_from_format("Help on module %S:\n\n",
                           ((Module *)o)->name ? ((Module *)o)->name : NONE)) < 0
            ? -1 : add_module(out, o);
    if (IS_EXACT(o, function_type))
        return add_formatted(out, str_from_format("Help on function %S in module %S:\n\n",
                   function_name((Function *)o), function_module((Function *)o)))
            < 0 ? -1 : add_member(out, NULL, o, 0);
    if (IS_EXACT(o, native_function_type) || IS_EXACT(o, method_descriptor_type))
        return str_builder_text(out, "Help on a built-in function:\n\n") < 0
            ? -1 : add_member(out, NULL, o, 0);
    return add_formatted(out, str_from_format("Help on %T object:\n\n", o)) < 0
        ? -1 : add_type(out, o->type);
}

/* Writes what was built to sys.stdout as it is now; result says whether it is whole. */
static int write_text(StrBuilder *out, int result)
{
    if (result < 0) {
        str_builder_abandon(out);
        return -1;
    }
    Object *text = str_builder_finish(out);
    Object *stream = dict_get_text(interpreter.sys, "stdout");
    result = !text ? -1 : stream ? stream_write(stream, text)
           : raise_int(&runtime_error_type, "lost sys.stdout");
    xdecref(text);
    return result;
}

int help_about(Object *o)
{
    StrBuilder out;
    str_builder_begin(&out);
    int result = add_about(&out, o);
    return write_text(&out, result < 0 ? -1 : str_builder_char(&out, '\n'));
}

int help_overview(void)
{
    StrBuilder out;
    str_builder_begin(&out);
    Object *module = dict_get_text(interpreter.modules, "builtins");
    Object *names = module ? object_directory(module) : NULL;
    int result = names ? str_builder_text(&out, overview) : -1;
    if (result == 0)
        result = add_names(&out, (List *)names);
    xdecref(names);
    return write_text(&out, result);
}
