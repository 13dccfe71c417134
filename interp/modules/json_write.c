/*
 * json_write.c: from Python's values to JSON text, and module _json. What is written for each, and
 * what is refused, follows CPython's Modules/_json.c.
 */
#include "modules/json.h"

#include "modules/module_tools.h"
#include "modules/standard.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

/* One run of an encoder: how it wants its text (borrowed), and the text so far. */
typedef struct {
    Object *default_function;    /* for what is no JSON value */
    Object *text_function;       /* makes a str's text; NULL: one of the two below does */
    Object *key_separator, *item_separator;
    Object *open;                /* dict: ids of the containers being written; NULL: do not look */
    bool ascii, sort_keys, skip_keys, allow_nan;
    StrBuilder text;
} Writer;

static int write_value(Writer *w, Object *value);

/* ---- texts ---------------------------------------------------------------------------------- */

static int write_hex_escape(StrBuilder *b, uint32_t unit)
{
    static const char digits[] = "0123456789abcdef";
    char text[] = { '\\', 'u', digits[unit >> 12], digits[unit >> 8 & 15], digits[unit >> 4 & 15],
                    digits[unit & 15] };
    return str_builder_bytes(b, text, sizeof text);
}

static int write_escape(StrBuilder *b, uint32_t c)
{
    static const char meanings[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    for (size_t i = 0; i < sizeof meanings - 1; i++)
        if (c == (uint8_t)meanings[i])
            return str_builder_bytes(b, (char[]){ '\\', letters[i] }, 2);
    if (c < UCS_2_END)
        return write_hex_escape(b, c);
    c -= UCS_2_END; /* as UTF-16 has it: two surrogates */
    return write_hex_escape(b, 0xD800 | c >> 10) < 0
        ? -1 : write_hex_escape(b, 0xDC00 | (c & 0x3FF));
}

static inline bool is_plain(uint32_t c, bool ascii)
{
    return c >= ' ' && c != '"' && c != '\\' && !(ascii && c > '~');
}

/* The str in quotes, with what must not stand in them as escapes. */
static int write_quoted(StrBuilder *b, Str *s, bool ascii)
{
    int status = str_builder_char(b, '"');
    size_t plain = 0;
    for (size_t i = 0; i < s->length && status == 0; i++) {
        uint32_t c = str_at(s, i);
        if (is_plain(c, ascii))
            continue;
        status = str_builder_part(b, &s->head, plain, i);
        if (status == 0)
            status = write_escape(b, c);
        plain = i + 1;
    }
    if (status == 0)
        status = str_builder_part(b, &s->head, plain, s->length);
    return status < 0 ? -1 : str_builder_char(b, '"');
}

/* The result of a call, which is stolen and must be a str, goes into the text. */
static int write_result(Writer *w, Object *text)
{
    if (!text)
        return -1;
    int status = IS_STR(text) ? str_builder_str(&w->text, text)
               : raise_int(&type_error_type, "encoder() must return a string, not %T", text);
    decref(text);
    return status;
}

static int write_text(Writer *w, Object *s)
{
    return w->text_function ? write_result(w, object_call_one(w->text_function, s))
                            : write_quoted(&w->text, (Str *)s, w->ascii);
}

/* ---- numbers -------------------------------------------------------------------------------- */

static int write_float(Writer *w, Object *number)
{
    double value = ((Float *)number)->value;
    if (value - value == 0) /* finite */
        return write_result(w, float_type.repr(number));
    if (!w->allow_nan)
        return raise_int(&value_error_type, "Out of range float values are not JSON compliant");
    return str_builder_text(&w->text, value > 0 ? "Infinity" : value < 0 ? "-Infinity" : "NaN");
}

static const char *constant_text(Object *o)
{
    return o == NONE ? "null" : o == TRUE ? "true" : o == FALSE ? "false" : NULL;
}

/* ---- containers ----------------------------------------------------------------------------- */

/* Notes that the container is being written: one that contains itself has no end. */
static int enter(Writer *w, Object *container, Object **id)
{
    *id = NULL;
    if (w->open) {
        *id = int_from_unsigned((uintptr_t)container);
        int known = *id ? dict_contains(w->open, *id) : -1;
        if (known > 0)
            raise(&value_error_type, "Circular reference detected");
        if (known != 0 || dict_set(w->open, *id, container) < 0) {
            clear_reference(*id);
            return -1;
        }
    }
    return 0;
}

/* id is stolen. */
static int leave(Writer *w, Object *id, int status)
{
    if (id && dict_delete(w->open, id) < 0)
        status = -1;
    xdecref(id);
    return status;
}

static int write_items(Writer *w, Object *sequence)
{
    Object *id, *items = sequence_to_list(sequence);
    if (!items || enter(w, sequence, &id) < 0) {
        xdecref(items);
        return -1;
    }
    int status = str_builder_char(&w->text, '[');
    for (intptr_t i = 0; i < ((List *)items)->size && status == 0; i++) {
        if (i > 0)
            status = str_builder_str(&w->text, w->item_separator);
        if (status == 0)
            status = write_value(w, ((List *)items)->items[i]);
    }
    decref(items);
    if (status == 0)
        status = str_builder_char(&w->text, ']');
    return leave(w, id, status);
}

/* A key's text in quotes. 1: the key is left out; -1: an exception. */
static int write_key(Writer *w, Object *key, bool first)
{
    bool known = IS_STR(key) || HAS_FLAG(key, TYPE_FLOAT | TYPE_INT) || key == NONE;
    if (!known)
        return w->skip_keys ? 1
            : raise_int(&type_error_type, "keys must be str, int, float, bool or None, not %T", key);
    if (!first && str_builder_str(&w->text, w->item_separator) < 0)
        return -1;
    int status;
    if (IS_STR(key)) {
        status = write_text(w, key);
    } else {
        status = str_builder_char(&w->text, '"') < 0 ? -1
               : constant_text(key) ? str_builder_text(&w->text, constant_text(key))
               : HAS_FLAG(key, TYPE_FLOAT) ? write_float(w, key)
               : write_result(w, int_type.repr(key));
        if (status == 0)
            status = str_builder_char(&w->text, '"');
    }
    return status < 0 ? -1 : str_builder_str(&w->text, w->key_separator);
}

static int write_pairs_of(Writer *w, List *items)
{
    bool first = true;
    for (intptr_t i = 0; i < items->size; i++) {
        Object *pair = items->items[i];
        if (!IS_TUPLE(pair) || ((Tuple *)pair)->size != 2)
            return raise_int(&value_error_type, "items must return 2-tuples");
        int status = write_key(w, ((Tuple *)pair)->items[0], first);
        if (status == 0)
            status = write_value(w, ((Tuple *)pair)->items[1]);
        if (status < 0)
            return -1;
        first = first && status == 1;
    }
    return 0;
}

/* The pairs as a list: dict.items(), or what a class below dict makes of it. New. */
static Object *pairs_of(Writer *w, Object *dict)
{
    Object *method = object_lookup_attribute(dict, "items");
    Object *view = method ? object_call(method, NULL, 0, NULL) : NULL;
    Object *items = view ? sequence_to_list(view) : NULL;
    xdecref(view);
    xdecref(method);
    if (items && w->sort_keys && list_sort((List *)items, NULL, false) < 0)
        clear_reference(items);
    return items;
}

static int write_pairs(Writer *w, Object *dict)
{
    if (((Dict *)dict)->used == 0)
        return str_builder_text(&w->text, "{}");
    Object *id;
    if (enter(w, dict, &id) < 0)
        return -1;
    Object *items = pairs_of(w, dict);
    int status = items && str_builder_char(&w->text, '{') == 0
               ? write_pairs_of(w, (List *)items) : -1;
    xdecref(items);
    if (status == 0)
        status = str_builder_char(&w->text, '}');
    return leave(w, id, status);
}

/* What default() says that stands for the value. */
static int write_other(Writer *w, Object *value)
{
    Object *id;
    if (enter(w, value, &id) < 0)
        return -1;
    Object *stand_in = object_call_one(w->default_function, value);
    int status = stand_in ? write_value(w, stand_in) : -1;
    xdecref(stand_in);
    return leave(w, id, status);
}

static int write_value(Writer *w, Object *value)
{
    if (constant_text(value))
        return str_builder_text(&w->text, constant_text(value));
    if (IS_STR(value))
        return write_text(w, value);
    if (IS_INT(value))
        return write_result(w, int_type.repr(value));
    if (HAS_FLAG(value, TYPE_FLOAT))
        return write_float(w, value);
    if (recursion_enter(" while encoding a JSON object") < 0)
        return -1;
    int status = HAS_FLAG(value, TYPE_LIST | TYPE_TUPLE) ? write_items(w, value)
               : IS_DICT(value) ? write_pairs(w, value) : write_other(w, value);
    recursion_leave();
    return status;
}

/* ---- what Python sees ----------------------------------------------------------------------- */

static Object *quoted(Object *s, bool ascii)
{
    if (!IS_STR(s))
        return raise(&type_error_type, "first argument must be a string, not %T", s);
    StrBuilder b;
    str_builder_begin(&b);
    if (write_quoted(&b, (Str *)s, ascii) == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

FUNCTION(encode_basestring)
{
    (void)self, (void)positional, (void)kwnames;
    return quoted(args[0], false);
}

FUNCTION(encode_basestring_ascii)
{
    (void)self, (void)positional, (void)kwnames;
    return quoted(args[0], true);
}

/* encode(value, markers, default, text, key_separator, item_separator, sort_keys, skip_keys,
 * allow_nan): markers is a dict, or None for no look at circles. */
FUNCTION(encode)
{
    (void)self, (void)positional, (void)kwnames;
    if (!IS_STR(args[4]) || !IS_STR(args[5]))
        return raise(&type_error_type, "separators must be str");
    Writer w = { .default_function = args[2], .text_function = args[3], .key_separator = args[4],
                 .item_separator = args[5], .open = IS_DICT(args[1]) ? args[1] : NULL };
    if (IS_EXACT(args[3], native_function_type)) { /* one of our own: no need to call it */
        NativeFunction function = ((NativeFunctionObject *)args[3])->definition->function;
        w.ascii = function == encode_basestring_ascii;
        if (w.ascii || function == encode_basestring)
            w.text_function = NULL;
    }
    int sort_keys = object_truth(args[6]), skip_keys = object_truth(args[7]);
    int allow_nan = object_truth(args[8]);
    if (sort_keys < 0 || skip_keys < 0 || allow_nan < 0)
        return NULL;
    w.sort_keys = sort_keys;
    w.skip_keys = skip_keys;
    w.allow_nan = allow_nan;
    str_builder_begin(&w.text);
    if (write_value(&w, args[0]) == 0)
        return str_builder_finish(&w.text);
    str_builder_abandon(&w.text);
    return NULL;
}

static const MethodDef functions[] = {
    { "encode", encode, 9, 9, 0,
      "encode(value, markers, default, text, key_separator, item_separator, sort_keys, skip_keys, "
      "allow_nan) -> str" },
    { "encode_basestring", encode_basestring, 1, 1, 0, "encode_basestring(string) -> string" },
    { "encode_basestring_ascii", encode_basestring_ascii, 1, 1, 0,
      "encode_basestring_ascii(string) -> string" },
    { "scanstring", json_scan_string, 2, 3, 0,
      "scanstring(string, end, strict=True) -> (str, end)" },
    { 0 },
};

Object *module_json_create(void)
{
    Object *module = module_from_functions("_json", functions);
    if (!module || type_ready(&json_scanner_type) < 0
        || module_add(module, "make_scanner", incref(&json_scanner_type.head)) < 0)
        clear_reference(module);
    return module;
}
