/*
 * format_template.c: str.format and str.format_map: text with replacement fields
 *     {name.attribute[key]!conversion:spec}
 * (library reference, "Format String Syntax"; PEP 3101).
 */
#include "objects/format.h"

#include "vm/errors.h"

enum { NESTING_MOST = 2 }; /* a spec may have fields, but their specs may not */

typedef struct {
    Object **args;      /* positional ones, then those that kwnames names; NULL: format_map */
    size_t count;       /* positional ones */
    Object *kwnames;    /* tuple of str, or NULL */
    Object *mapping;    /* format_map's, or NULL */
    enum { NUMBERING_OPEN, NUMBERING_AUTOMATIC, NUMBERING_MANUAL } numbering;
    size_t next;        /* automatic numbering */
} Arguments;

/* A part of the template, [at, end). */
typedef struct { Object *text; size_t at, end; } Part;

static bool empty(const Part *part) { return part->at >= part->end; }
static uint32_t first(const Part *part) { return empty(part) ? 0 : str_char(part->text, part->at); }
static uint32_t take(Part *part) { return str_char(part->text, part->at++); }

static Object *part_text(const Part *part)
{
    return str_substring(part->text, part->at, part->end);
}

/* 1: the part is digits only, and *number their value; 0: it is a name; -1: ValueError. */
static int as_number(Part part, size_t *number)
{
    if (empty(&part))
        return 0;
    for (*number = 0; !empty(&part); ) {
        uint32_t digit = take(&part) - '0';
        if (digit > 9)
            return 0;
        if (*number > ((size_t)INTPTR_MAX - digit) / 10)
            return raise_int(&value_error_type, "Too many decimal digits in format string");
        *number = *number * 10 + digit;
    }
    return 1;
}

/* ---- finding the value ----------------------------------------------------------------------- */

static Object *keyword(Arguments *arguments, Object *key)
{
    if (arguments->mapping)
        return object_get_item(arguments->mapping, key);
    Tuple *names = (Tuple *)arguments->kwnames;
    for (intptr_t i = 0; names && i < names->size; i++)
        if (str_equal(names->items[i], key))
            return incref(arguments->args[arguments->count + (size_t)i]);
    return raise_value(&key_error_type, key);
}

static Object *positional(Arguments *arguments, size_t index)
{
    if (!arguments->args)
        return raise(&value_error_type, "Format string contains positional fields");
    if (index >= arguments->count)
        return raise(&index_error_type,
                     "Replacement index %zd out of range for positional args tuple",
                     (intptr_t)index);
    return incref(arguments->args[index]);
}

/* The argument that a field's first name says: a number, a keyword, or "" for the next one. */
static Object *find_argument(Arguments *arguments, const Part *name)
{
    size_t index = 0;
    int numbered = as_number(*name, &index);
    if (numbered < 0)
        return NULL;
    if (numbered || empty(name)) {
        bool automatic = !numbered;
        if (arguments->numbering == (automatic ? NUMBERING_MANUAL : NUMBERING_AUTOMATIC))
            return raise(&value_error_type, "cannot switch from %s to %s",
                         automatic ? "manual field specification" : "automatic field numbering",
                         automatic ? "automatic field numbering" : "manual field specification");
        arguments->numbering = automatic ? NUMBERING_AUTOMATIC : NUMBERING_MANUAL;
        return positional(arguments, automatic ? arguments->next++ : index);
    }
    Object *key = part_text(name);
    if (!key)
        return NULL;
    Object *value = keyword(arguments, key);
    decref(key);
    return value;
}

/* [key]: reads up to the bracket, and looks up. */
static Object *find_item(Object *value, Part *rest)
{
    size_t index, start = rest->at;
    while (!empty(rest) && first(rest) != ']')
        rest->at++;
    if (empty(rest))
        return raise(&value_error_type, "Missing ']' in format string");
    Part name = { rest->text, start, rest->at++ };
    if (empty(&name))
        return raise(&value_error_type, "Empty attribute in format string");
    if (!empty(rest) && first(rest) != '.' && first(rest) != '[')
        return raise(&value_error_type,
                     "Only '.' or '[' may follow ']' in format field specifier");
    int numbered = as_number(name, &index);
    if (numbered < 0)
        return NULL;
    Object *key = numbered ? int_from_unsigned(index) : part_text(&name);
    if (!key)
        return NULL;
    Object *item = object_get_item(value, key);
    decref(key);
    return item;
}

/* .name */
static Object *find_attribute(Object *value, Part *rest)
{
    size_t start = rest->at;
    while (!empty(rest) && first(rest) != '.' && first(rest) != '[')
        rest->at++;
    Part name = { rest->text, start, rest->at };
    if (empty(&name))
        return raise(&value_error_type, "Empty attribute in format string");
    Object *text = part_text(&name);
    if (!text)
        return NULL;
    Object *attribute = object_get_attribute(value, text);
    decref(text);
    return attribute;
}

static Object *find_value(Arguments *arguments, Part field)
{
    Part name = field;
    while (!empty(&field) && first(&field) != '.' && first(&field) != '[')
        field.at++;
    name.end = field.at;
    Object *value = find_argument(arguments, &name);
    while (value && !empty(&field)) {
        Object *next = take(&field) == '.' ? find_attribute(value, &field)
                                           : find_item(value, &field);
        decref(value);
        value = next;
    }
    return value;
}

/* ---- fields ---------------------------------------------------------------------------------- */

typedef struct { Part name, spec; uint32_t conversion; bool spec_has_fields; } Field;

/* The name's end: '}', ':' or '!' outside brackets; that character, or 0 with ValueError. */
static uint32_t read_name(Part *rest, Field *field)
{
    bool in_brackets = false;
    field->name = *rest;
    while (!empty(rest)) {
        uint32_t c = take(rest);
        field->name.end = rest->at - 1;
        if (in_brackets)
            in_brackets = c != ']';
        else if (c == '[')
            in_brackets = true;
        else if (c == '}' || c == ':' || c == '!')
            return c;
        else if (c == '{') {
            raise(&value_error_type, "unexpected '{' in field name");
            return 0;
        }
    }
    raise(&value_error_type, "expected '}' before end of string");
    return 0;
}

/* Reads a field, the opening brace being read; rest goes behind the closing one. */
static int read_field(Part *rest, Field *field)
{
    *field = (Field){ 0 };
    uint32_t c = read_name(rest, field);
    if (c == 0)
        return -1;
    if (c == '!') {
        if (empty(rest))
            return raise_int(&value_error_type,
                             "end of string while looking for conversion specifier");
        field->conversion = take(rest);
        c = empty(rest) ? ':' : take(rest);
        if (c != ':' && c != '}')
            return raise_int(&value_error_type, "expected ':' after conversion specifier");
    }
    field->spec = (Part){ rest->text, rest->at, rest->at };
    if (c == '}')
        return 0;
    for (int depth = 1; !empty(rest); ) {
        c = take(rest);
        if (c == '{') {
            field->spec_has_fields = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            field->spec.end = rest->at - 1;
            return 0;
        }
    }
    return raise_int(&value_error_type, "unmatched '{' in format spec");
}

static Object *convert(Object *value, uint32_t conversion) /* value stolen */
{
    Object *converted;
    switch (conversion) {
    case 0: return value;
    case 'r': converted = object_repr(value); break;
    case 's': converted = object_str(value); break;
    case 'a': converted = object_ascii(value); break;
    default:
        converted = conversion > 32 && conversion < 127
            ? raise(&value_error_type, "Unknown conversion specifier %c", conversion)
            : raise(&value_error_type, "Unknown conversion specifier \\x%x", conversion);
    }
    decref(value);
    return converted;
}

static Object *expand(Part part, Arguments *arguments, int nesting);

static int add_field(StrBuilder *out, const Field *field, Arguments *arguments, int nesting)
{
    Object *value = find_value(arguments, field->name);
    if (value)
        value = convert(value, field->conversion);
    if (!value)
        return -1;
    Object *spec = field->spec_has_fields ? expand(field->spec, arguments, nesting + 1)
                                          : part_text(&field->spec);
    Object *text = spec ? object_format(value, spec) : NULL;
    int status = text ? str_builder_str(out, text) : -1;
    xdecref(text);
    xdecref(spec);
    decref(value);
    return status;
}

/* One piece of the template: a character, a doubled brace, or a field. */
static int add_piece(StrBuilder *out, Part *rest, Arguments *arguments, int nesting)
{
    uint32_t c = take(rest);
    if (c != '{' && c != '}')
        return str_builder_char(out, c);
    if (first(rest) == c) {
        rest->at++;
        return str_builder_char(out, c);
    }
    if (c == '}' || empty(rest))
        return raise_int(&value_error_type, "Single '%c' encountered in format string", c);
    Field field;
    if (read_field(rest, &field) < 0)
        return -1;
    return add_field(out, &field, arguments, nesting);
}

static Object *expand(Part part, Arguments *arguments, int nesting)
{
    StrBuilder out;
    if (nesting >= NESTING_MOST)
        return raise(&value_error_type, "Max string recursion exceeded");
    str_builder_begin(&out);
    while (!empty(&part)) {
        if (add_piece(&out, &part, arguments, nesting) < 0) {
            str_builder_abandon(&out);
            return NULL;
        }
    }
    return str_builder_finish(&out);
}

Object *format_template(Object *template, Object **args, int positional, Object *kwnames,
                        Object *mapping)
{
    if (positional == 1 && IS_EXACT(args[0], str_type) && str_equal_text(template, "{}"))
        return incref(args[0]); /* as "%s" % text */
    Arguments arguments = { .args = args, .count = (size_t)positional, .kwnames = kwnames,
                            .mapping = mapping };
    return expand((Part){ template, 0, str_length(template) }, &arguments, 0);
}
