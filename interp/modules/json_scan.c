/*
 * json_scan.c: from JSON text (RFC 8259) to Python's values: module _json's scanner, which module
 * json (user/lib/json) calls. It goes through the text once, character by character, one C function
 * for each kind of value; where an error is, and what it is called, follows CPython's
 * Modules/_json.c.
 */
#include "modules/json.h"

#include "memory/memory.h"
#include "objects/arguments.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

#include <string.h>

/* How a decoder wants values made; NULL: as usual. Borrowed from its attributes. */
typedef struct {
    Object head;
    Object *object_hook, *object_pairs_hook, *parse_float, *parse_int, *parse_constant;
    bool strict;
} Scanner;

/* One run: the text, and the keys so far, so that equal keys are one object. */
typedef struct { Scanner *scanner; Str *text; Object *keys; } Scan;

static Object *scan_value(Scan *scan, size_t at, size_t *end);

/* ---- characters ----------------------------------------------------------------------------- */

enum { END_OF_TEXT = UINT32_MAX }; /* no character */
static inline uint32_t char_at(const Str *text, size_t i)
{
    return i < text->length ? str_at(text, i) : END_OF_TEXT;
}

static inline size_t skip_space(const Str *text, size_t i)
{
    for (;; i++) {
        uint32_t c = char_at(text, i);
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return i;
    }
}

static inline bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

static bool starts_with(const Str *text, size_t i, const char *word)
{
    for (; *word != '\0'; word++, i++)
        if (char_at(text, i) != (uint8_t)*word)
            return false;
    return true;
}

/* ---- errors --------------------------------------------------------------------------------- */

/* json.JSONDecodeError(message, text, place). */
static void *raise_decode_error(const char *message, Str *text, size_t place)
{
    Object *name = str_interned("json.decoder");
    Object *module = name ? dict_get(interpreter.modules, name) : NULL;
    Object *class = module ? object_lookup_attribute(module, "JSONDecodeError") : NULL;
    Object *args[] = { str_from(message), &text->head, int_from((intptr_t)place) };
    Object *error = class && args[0] && args[2] ? object_call(class, args, 3, NULL) : NULL;
    if (error)
        raise_object(error);
    else if (!error_occurred())
        raise(&value_error_type, "%s: char %zd", message, (intptr_t)place);
    xdecref(error);
    xdecref(args[2]);
    xdecref(args[0]);
    xdecref(class);
    xdecref(name);
    return NULL;
}

/* No value begins here: StopIteration(place), which the decoder turns into "Expecting value". */
static void *raise_no_value(size_t place)
{
    Object *number = int_from((int64_t)place);
    if (number)
        raise_value(&stop_iteration_type, number);
    xdecref(number);
    return NULL;
}

/* ---- strings -------------------------------------------------------------------------------- */

/* Four hexadecimal digits; -1: they are not. */
static int32_t read_hex(const Str *text, size_t i)
{
    int32_t value = 0;
    for (size_t end = i + 4; i < end; i++) {
        uint32_t c = char_at(text, i), lower = c | 0x20;
        if (!is_digit(c) && !(lower >= 'a' && lower <= 'f'))
            return -1;
        value = value << 4 | (int32_t)(is_digit(c) ? c - '0' : lower - 'a' + 10);
    }
    return value;
}

static inline bool is_high_surrogate(int32_t c) { return (c & 0xFC00) == 0xD800; }
static inline bool is_low_surrogate(int32_t c) { return (c & 0xFC00) == 0xDC00; }

/* \uXXXX, whose first digit is at *i, and perhaps the other half of its pair; *i is moved behind
 * it.
 * -1 with an exception. A text cannot end here: its quote is still to come. */
static int32_t read_unicode_escape(Str *text, size_t *i)
{
    int32_t c = *i + 4 < text->length ? read_hex(text, *i) : -1;
    if (c < 0) {
        raise_decode_error("Invalid \\uXXXX escape", text, *i - 1);
        return -1;
    }
    *i += 4;
    if (!is_high_surrogate(c) || *i + 6 >= text->length || !starts_with(text, *i, "\\u"))
        return c;
    int32_t low = read_hex(text, *i + 2);
    if (low < 0) {
        raise_decode_error("Invalid \\uXXXX escape", text, *i + 1);
        return -1;
    }
    if (!is_low_surrogate(low))
        return c;
    *i += 6;
    return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
}

/* What follows a backslash at *i - 1. -1 with an exception. */
static int32_t read_escape(Str *text, size_t *i)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    uint32_t c = char_at(text, (*i)++);
    if (c == 'u')
        return read_unicode_escape(text, i);
    for (size_t k = 0; k < sizeof letters - 1; k++)
        if (c == (uint8_t)letters[k])
            return meanings[k];
    raise_decode_error("Invalid \\escape", text, *i - 2);
    return -1;
}

/* The first place from i on with a quote, a backslash or the end of the text; SIZE_MAX with an
 * exception where a control character may not be. */
static size_t plain_end(Str *text, size_t i, bool strict)
{
    for (; i < text->length; i++) {
        uint32_t c = str_at(text, i);
        if (c == '"' || c == '\\')
            break;
        if (c <= 0x1F && strict) {
            raise_decode_error("Invalid control character at", text, i);
            return SIZE_MAX;
        }
    }
    return i;
}

/* The str whose first character is at i, behind its quote. New. */
static Object *scan_string(Str *text, size_t i, bool strict, size_t *end)
{
    size_t begin = i - 1, stop = plain_end(text, i, strict);
    if (stop < text->length && str_at(text, stop) == '"') { /* nearly all are plain */
        *end = stop + 1;
        return str_substring(&text->head, i, stop);
    }
    StrBuilder b;
    str_builder_begin(&b);
    for (; stop != SIZE_MAX; stop = plain_end(text, i, strict)) {
        if (stop + 1 >= text->length && char_at(text, stop) != '"') {
            raise_decode_error("Unterminated string starting at", text, begin);
            break;
        }
        if (str_builder_part(&b, &text->head, i, stop) < 0)
            break;
        i = stop + 1;
        if (str_at(text, stop) == '"') {
            *end = i;
            return str_builder_finish(&b);
        }
        int32_t c = read_escape(text, &i);
        if (c < 0 || str_builder_char(&b, (uint32_t)c) < 0)
            break;
    }
    str_builder_abandon(&b);
    return NULL;
}

/* ---- numbers and words ---------------------------------------------------------------------- */

/* Where the number at i ends; *is_float. i itself: there is none. */
static size_t number_end(const Str *text, size_t i, bool *is_float)
{
    size_t first = i + (char_at(text, i) == '-'), end = first;
    *is_float = false;
    if (char_at(text, end) == '0')
        end++;
    else
        while (is_digit(char_at(text, end)))
            end++;
    if (end == first)
        return i;
    if (char_at(text, end) == '.' && is_digit(char_at(text, end + 1))) {
        *is_float = true;
        for (end++; is_digit(char_at(text, end));)
            end++;
    }
    if ((char_at(text, end) | 0x20) == 'e') {
        size_t power = end + 1;
        power += char_at(text, power) == '+' || char_at(text, power) == '-';
        if (is_digit(char_at(text, power))) {
            *is_float = true;
            for (end = power; is_digit(char_at(text, end));)
                end++;
        }
    }
    return end;
}

/* The number in [i, end) of the text, as int() or float() reads it. */
static Object *usual_number(const Str *text, size_t i, size_t end, bool is_float)
{
    enum { SHORT = 64 };
    char few[SHORT], *digits = few;
    size_t length = end - i;
    if (length > SHORT && !(digits = mem_alloc(length)))
        return raise_no_memory();
    for (size_t k = 0; k < length; k++)
        digits[k] = (char)str_at(text, i + k);
    Object *number = is_float ? float_from_text(digits, length)
                              : int_from_text(digits, length, 10, NULL);
    if (digits != few)
        mem_free(digits, length);
    return number;
}

static Object *scan_number(Scan *scan, size_t i, size_t *end)
{
    bool is_float;
    *end = number_end(scan->text, i, &is_float);
    if (*end == i)
        return raise_no_value(i);
    Object *parse = is_float ? scan->scanner->parse_float : scan->scanner->parse_int;
    if (parse == (is_float ? &float_type.head : &int_type.head))
        return usual_number(scan->text, i, *end, is_float);
    Object *digits = str_substring(&scan->text->head, i, *end);
    Object *number = digits ? object_call_one(parse, digits) : NULL;
    xdecref(digits);
    return number;
}

/* null, true, false, NaN, Infinity, -Infinity. NULL without an exception: none of them. */
static Object *scan_word(Scan *scan, size_t i, size_t *end)
{
    static const char *const words[] = { "null", "true", "false", "NaN", "Infinity", "-Infinity" };
    Object *const values[] = { NONE, TRUE, FALSE };
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
        if (!starts_with(scan->text, i, words[k]))
            continue;
        *end = i + strlen(words[k]);
        if (k < sizeof values / sizeof values[0])
            return incref(values[k]);
        Object *word = str_from(words[k]);
        Object *value = word ? object_call_one(scan->scanner->parse_constant, word) : NULL;
        xdecref(word);
        return value;
    }
    return NULL;
}

/* ---- arrays and objects --------------------------------------------------------------------- */

static Object *scan_array(Scan *scan, size_t i, size_t *end)
{
    Object *list = list_new(0);
    i = skip_space(scan->text, i);
    if (list && char_at(scan->text, i) == ']') {
        *end = i + 1;
        return list;
    }
    while (list) {
        Object *value = scan_value(scan, i, &i);
        int status = value ? list_append(list, value) : -1;
        xdecref(value);
        if (status < 0)
            break;
        i = skip_space(scan->text, i);
        uint32_t c = char_at(scan->text, i);
        if (c == ']') {
            *end = i + 1;
            return list;
        }
        if (c != ',') {
            raise_decode_error("Expecting ',' delimiter", scan->text, i);
            break;
        }
        i = skip_space(scan->text, i + 1);
    }
    xdecref(list);
    return NULL;
}

/* The key at *i, and *i moved to its value. New. */
static Object *scan_key(Scan *scan, size_t *i)
{
    if (char_at(scan->text, *i) != '"')
        return raise_decode_error("Expecting property name enclosed in double quotes", scan->text,
                                  *i);
    Object *key = scan_string(scan->text, *i + 1, scan->scanner->strict, i);
    Object *known = key ? xincref(dict_set_default(scan->keys, key, key)) : NULL;
    xdecref(key);
    if (!known)
        return NULL;
    *i = skip_space(scan->text, *i);
    if (char_at(scan->text, *i) != ':') {
        decref(known);
        return raise_decode_error("Expecting ':' delimiter", scan->text, *i);
    }
    *i = skip_space(scan->text, *i + 1);
    return known;
}

/* Puts a pair into what is being made: a dict, or for object_pairs_hook a list. */
static int add_pair(Object *made, Object *key, Object *value)
{
    if (IS_DICT(made))
        return dict_set(made, key, value);
    Object *pair = tuple_from((Object *[]){ key, value }, 2);
    int status = pair ? list_append(made, pair) : -1;
    xdecref(pair);
    return status;
}

/* What the hooks make of it. made is stolen. */
static Object *hooked(Scan *scan, Object *made)
{
    Object *hook = IS_DICT(made) ? scan->scanner->object_hook : scan->scanner->object_pairs_hook;
    if (hook == NONE)
        return made;
    Object *result = object_call_one(hook, made);
    decref(made);
    return result;
}

/* One pair at *i, *i moved behind it and the space that follows. 0 or -1. */
static int scan_pair(Scan *scan, Object *made, size_t *i)
{
    Object *key = scan_key(scan, i), *value = key ? scan_value(scan, *i, i) : NULL;
    int status = value ? add_pair(made, key, value) : -1;
    xdecref(value);
    xdecref(key);
    *i = skip_space(scan->text, *i);
    return status;
}

static Object *scan_object(Scan *scan, size_t i, size_t *end)
{
    Object *made = scan->scanner->object_pairs_hook != NONE ? list_new(0) : dict_new();
    i = skip_space(scan->text, i);
    if (made && char_at(scan->text, i) == '}') {
        *end = i + 1;
        return hooked(scan, made);
    }
    while (made && scan_pair(scan, made, &i) == 0) {
        uint32_t c = char_at(scan->text, i);
        if (c == '}') {
            *end = i + 1;
            return hooked(scan, made);
        }
        if (c != ',') {
            raise_decode_error("Expecting ',' delimiter", scan->text, i);
            break;
        }
        i = skip_space(scan->text, i + 1);
    }
    xdecref(made);
    return NULL;
}

/* ---- any value ------------------------------------------------------------------------------ */

static Object *scan_container(Scan *scan, size_t at, size_t *end)
{
    bool array = str_at(scan->text, at) == '[';
    if (recursion_enter(array ? " while decoding a JSON array from a unicode string"
                              : " while decoding a JSON object from a unicode string") < 0)
        return NULL;
    Object *value = array ? scan_array(scan, at + 1, end) : scan_object(scan, at + 1, end);
    recursion_leave();
    return value;
}

static Object *scan_value(Scan *scan, size_t at, size_t *end)
{
    uint32_t c = char_at(scan->text, at);
    if (c == '"')
        return scan_string(scan->text, at + 1, scan->scanner->strict, end);
    if (c == '{' || c == '[')
        return scan_container(scan, at, end);
    Object *word = is_digit(c) ? NULL : scan_word(scan, at, end);
    return word || error_occurred() ? word : scan_number(scan, at, end);
}

/* ---- what Python sees ----------------------------------------------------------------------- */

/* (value, end): value is stolen, NULL: an exception. */
static Object *with_end(Object *value, size_t end)
{
    Object *number = value ? int_from((int64_t)end) : NULL;
    Object *pair = number ? tuple_from((Object *[]){ value, number }, 2) : NULL;
    xdecref(number);
    xdecref(value);
    return pair;
}

Object *json_scan_string(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "first argument must be a string, not %T", args[0]);
    int64_t begin = object_as_int64(args[1], &overflow_error_type);
    int strict = positional > 2 ? object_truth(args[2]) : 1;
    if ((begin == -1 && error_occurred()) || strict < 0)
        return NULL;
    if (begin < 0 || begin > (int64_t)str_length(args[0]))
        return raise(&value_error_type, "end is out of bounds");
    size_t end = 0;
    Object *value = scan_string((Str *)args[0], (size_t)begin, strict, &end);
    return with_end(value, end);
}

/* scanner(text, place) -> (value, place behind it) */
static Object *scanner_call(Object *self, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "string", "idx", NULL };
    Object *values[2];
    if (parse_required_arguments("scan_once", args, positional, kwnames, names, 2, values) < 0)
        return NULL;
    if (!IS_STR(values[0]))
        return raise(&type_error_type, "first argument must be a string, not %T", values[0]);
    int64_t place = object_as_int64(values[1], &overflow_error_type);
    if (place < 0)
        return error_occurred() ? NULL : raise(&value_error_type, "idx cannot be negative");
    if (place >= (int64_t)str_length(values[0]))
        return raise_no_value((size_t)place);
    Scan scan = { (Scanner *)self, (Str *)values[0], dict_new() };
    size_t end = 0;
    Object *value = scan.keys ? scan_value(&scan, (size_t)place, &end) : NULL;
    xdecref(scan.keys);
    return with_end(value, end);
}

enum { SCANNER_OWNS = 5 };
static Object **scanner_owned(Object *self) { return &((Scanner *)self)->object_hook; }

static int scanner_traverse(Object *self, Visitor visit, void *context)
{
    for (int i = 0; i < SCANNER_OWNS; i++)
        if (scanner_owned(self)[i] && visit(scanner_owned(self)[i], context) != 0)
            return 1;
    return 0;
}

static void scanner_clear(Object *self)
{
    for (int i = 0; i < SCANNER_OWNS; i++)
        clear_reference(scanner_owned(self)[i]);
}

static void scanner_destroy(Object *self)
{
    gc_untrack(self);
    scanner_clear(self);
    object_free(self, 0);
}

/* make_scanner(decoder): as the decoder's attributes are now. */
static Object *scanner_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[SCANNER_OWNS] = { "object_hook", "object_pairs_hook",
                                                     "parse_float", "parse_int", "parse_constant" };
    if (check_arguments("make_scanner", positional, kwnames, 1, 1) < 0)
        return NULL;
    Object *strict = object_lookup_attribute(args[0], "strict");
    int is_strict = strict ? object_truth(strict) : error_occurred() ? -1 : 1;
    xdecref(strict);
    Scanner *self = is_strict < 0 ? NULL : object_new(type, 0);
    if (!self)
        return NULL;
    self->strict = is_strict;
    gc_track(self);
    for (int i = 0; i < SCANNER_OWNS; i++) {
        Object *name = str_interned(names[i]);
        scanner_owned(&self->head)[i] = name ? object_get_attribute(args[0], name) : NULL;
        xdecref(name);
        if (!scanner_owned(&self->head)[i]) {
            decref(&self->head);
            return NULL;
        }
    }
    return &self->head;
}

Type json_scanner_type = {
    .head = { 1, &type_type }, .name = "_json.Scanner", .basic_size = sizeof(Scanner),
    .flags = TYPE_GC | TYPE_BASE, .base = &object_type,
    .doc = "make_scanner(decoder): what scans one value of a JSON text.",
    .destroy = scanner_destroy, .traverse = scanner_traverse, .clear = scanner_clear,
    .construct = scanner_construct, .call = scanner_call,
};
