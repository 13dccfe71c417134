/*
 * str_edit.c: str's methods that make a string with something added, taken away or replaced.
 */
#include "objects/str_methods.h"

#include "objects/arguments.h"
#include "objects/unicode.h"
#include "vm/errors.h"

int check_str_argument(const char *function, int number, Object *argument)
{
    if (IS_STR(argument))
        return 0;
    if (number == 0)
        return raise_int(&type_error_type, "%s() argument must be str, not %s", function,
                         argument_kind(argument));
    return raise_int(&type_error_type, "%s() argument %d must be str, not %s", function, number,
                     argument_kind(argument));
}

static Object *finish(StrBuilder *b, int status)
{
    if (status == 0)
        return str_builder_finish(b);
    str_builder_abandon(b);
    return NULL;
}

/* ---- strip ---------------------------------------------------------------------------------- */

/* Whether c is to go: one of chars, or white space when chars is NULL. */
static bool is_stripped(uint32_t c, const Str *chars)
{
    if (chars == NULL)
        return unicode_is(c, CHAR_SPACE);
    for (size_t i = 0; i < chars->length; i++)
        if (str_at(chars, i) == c)
            return true;
    return false;
}

static Object *strip(const char *name, Object *self, Object **args, int positional, bool left,
                     bool right)
{
    Str *s = (Str *)self, *chars = NULL;
    if (positional > 0 && args[0] != NONE) {
        if (!IS_STR(args[0]))
            return raise(&type_error_type, "%s arg must be None or str", name);
        chars = (Str *)args[0];
    }
    size_t start = 0, end = s->length;
    while (left && start < end && is_stripped(str_at(s, start), chars))
        start++;
    while (right && end > start && is_stripped(str_at(s, end - 1), chars))
        end--;
    return str_substring(self, start, end);
}

STR_METHOD(str_strip) { return (void)kwnames, strip("strip", self, args, positional, true, true); }
STR_METHOD(str_lstrip)
{
    return (void)kwnames, strip("lstrip", self, args, positional, true, false);
}
STR_METHOD(str_rstrip)
{
    return (void)kwnames, strip("rstrip", self, args, positional, false, true);
}

STR_METHOD(str_removeprefix)
{
    (void)positional, (void)kwnames;
    if (check_str_argument("removeprefix", 0, args[0]) < 0)
        return NULL;
    Str *s = (Str *)self, *prefix = (Str *)args[0];
    bool there = prefix->length <= s->length && str_matches_at(s, 0, prefix);
    return str_substring(self, there ? prefix->length : 0, s->length);
}

STR_METHOD(str_removesuffix)
{
    (void)positional, (void)kwnames;
    if (check_str_argument("removesuffix", 0, args[0]) < 0)
        return NULL;
    Str *s = (Str *)self, *suffix = (Str *)args[0];
    bool there = suffix->length <= s->length &&
                 str_matches_at(s, s->length - suffix->length, suffix);
    return str_substring(self, 0, s->length - (there ? suffix->length : 0));
}

/* ---- padding -------------------------------------------------------------------------------- */

static Object *pad(Object *self, size_t left, size_t right, uint32_t fill)
{
    if (left == 0 && right == 0)
        return str_substring(self, 0, str_length(self));
    StrBuilder b;
    str_builder_begin(&b);
    int status = str_builder_repeat(&b, fill, left);
    if (status == 0)
        status = str_builder_str(&b, self);
    if (status == 0)
        status = str_builder_repeat(&b, fill, right);
    return finish(&b, status);
}

/* The width and fill arguments: how many characters are missing; -1 on error. */
static intptr_t missing(Object *self, Object **args, int positional, uint32_t *fill)
{
    intptr_t width = object_as_ssize(args[0]), length = (intptr_t)str_length(self);
    if (width == -1 && error_occurred())
        return -1;
    *fill = ' ';
    if (positional > 1) {
        if (!IS_STR(args[1]))
            return raise_int(&type_error_type,
                             "The fill character must be a unicode character, not %T", args[1]);
        if (str_length(args[1]) != 1)
            return raise_int(&type_error_type,
                             "The fill character must be exactly one character long");
        *fill = str_char(args[1], 0);
    }
    return width > length ? width - length : 0;
}

STR_METHOD(str_center)
{
    (void)kwnames;
    uint32_t fill;
    intptr_t more = missing(self, args, positional, &fill);
    if (more < 0)
        return NULL;
    /* The odd one goes left when the width is odd (CPython: unicode_center). */
    intptr_t width = more + (intptr_t)str_length(self), left = more / 2 + (more & width & 1);
    return pad(self, (size_t)left, (size_t)(more - left), fill);
}

STR_METHOD(str_ljust)
{
    (void)kwnames;
    uint32_t fill;
    intptr_t more = missing(self, args, positional, &fill);
    return more < 0 ? NULL : pad(self, 0, (size_t)more, fill);
}

STR_METHOD(str_rjust)
{
    (void)kwnames;
    uint32_t fill;
    intptr_t more = missing(self, args, positional, &fill);
    return more < 0 ? NULL : pad(self, (size_t)more, 0, fill);
}

STR_METHOD(str_zfill)
{
    (void)kwnames;
    uint32_t fill;
    intptr_t more = missing(self, args, positional, &fill);
    if (more < 0)
        return NULL;
    if (more == 0 && IS_EXACT(self, str_type))
        return incref(self);
    size_t sign = 0;
    if (str_length(self) > 0 && (str_char(self, 0) == '+' || str_char(self, 0) == '-'))
        sign = 1;
    StrBuilder b;
    str_builder_begin(&b);
    int status = str_builder_part(&b, self, 0, sign);
    if (status == 0)
        status = str_builder_repeat(&b, '0', (size_t)more);
    if (status == 0)
        status = str_builder_part(&b, self, sign, str_length(self));
    return finish(&b, status);
}

STR_METHOD(str_expandtabs)
{
    static const char *const names[] = { "tabsize", NULL };
    enum { USUAL_TAB = 8 };
    Object *value;
    if (parse_arguments("expandtabs", args, positional, kwnames, names, &value) < 0)
        return NULL;
    intptr_t tab = value != NULL ? object_as_c_int(value) : USUAL_TAB, column = 0;
    if (tab == -1 && value != NULL && error_occurred())
        return NULL;
    Str *s = (Str *)self;
    size_t tabs = 0;
    for (size_t i = 0; i < s->length; i++)
        tabs += str_at(s, i) == '\t';
    if (tabs == 0 && IS_EXACT(self, str_type))
        return incref(self);
    StrBuilder b;
    str_builder_begin(&b);
    int status = 0;
    for (size_t i = 0; i < str_length(self) && status == 0; i++) {
        uint32_t c = str_char(self, i);
        if (c == '\t') {
            intptr_t spaces = tab > 0 ? tab - column % tab : 0;
            column += spaces;
            status = str_builder_repeat(&b, ' ', (size_t)spaces);
            continue;
        }
        column = c == '\n' || c == '\r' ? 0 : column + 1;
        status = str_builder_char(&b, c);
    }
    return finish(&b, status);
}

/* ---- replace -------------------------------------------------------------------------------- */

/* An empty text is found before each character and at the end. */
static int replace_empty(StrBuilder *b, Object *self, Object *new_text, intptr_t most)
{
    size_t length = str_length(self), i = 0;
    for (; i <= length && most-- != 0; i++) {
        if (str_builder_str(b, new_text) < 0)
            return -1;
        if (i < length && str_builder_char(b, str_char(self, i)) < 0)
            return -1;
    }
    return i < length ? str_builder_part(b, self, i, length) : 0;
}

STR_METHOD(str_replace)
{
    (void)kwnames;
    if (check_str_argument("replace", 1, args[0]) < 0 ||
        check_str_argument("replace", 2, args[1]) < 0)
        return NULL;
    intptr_t most = positional > 2 ? object_as_ssize(args[2]) : -1;
    if (most == -1 && positional > 2 && error_occurred())
        return NULL;
    if (most < 0)
        most = INTPTR_MAX;
    Str *s = (Str *)self, *old = (Str *)args[0];
    intptr_t start = 0, length = s->length, found;
    if (args[0] == args[1] || (old->length != 0 && str_search(s, old, 0, length, false) < 0))
        return str_substring(self, 0, s->length);
    StrBuilder b;
    str_builder_begin(&b);
    if (old->length == 0)
        return finish(&b, replace_empty(&b, self, args[1], most));
    int status = 0;
    while (status == 0 && most-- != 0 &&
           (found = str_search(s, old, start, length, false)) >= 0) {
        status = str_builder_part(&b, self, (size_t)start, (size_t)found);
        if (status == 0)
            status = str_builder_str(&b, args[1]);
        start = found + old->length;
    }
    if (status == 0)
        status = str_builder_part(&b, self, (size_t)start, s->length);
    return finish(&b, status);
}

/* ---- translate ------------------------------------------------------------------------------ */

/* What the table has for a character: new; None: take it out; NULL without an exception: stays. */
static Object *translation(Object *table, uint32_t c)
{
    Object *key = int_from(c);
    if (key == NULL)
        return NULL;
    Object *value = object_get_item(table, key);
    decref(key);
    if (value == NULL && error_matches(&lookup_error_type))
        error_clear();
    return value;
}

static int add_translation(StrBuilder *b, Object *value)
{
    if (value == NONE)
        return 0;
    if (IS_STR(value))
        return str_builder_str(b, value);
    if (!IS_INT(value))
        return raise_int(&type_error_type,
                         "character mapping must return integer, None or str");
    intptr_t code = object_as_index(value);
    if (code < 0 || code >= UNICODE_END)
        return raise_int(&value_error_type, "character mapping must be in range(0x110000)");
    return str_builder_char(b, (uint32_t)code);
}

STR_METHOD(str_translate)
{
    (void)positional, (void)kwnames;
    StrBuilder b;
    str_builder_begin(&b);
    int status = 0;
    for (size_t i = 0; i < str_length(self) && status == 0; i++) {
        uint32_t c = str_char(self, i);
        Object *value = translation(args[0], c);
        if (value != NULL)
            status = add_translation(&b, value);
        else
            status = error_occurred() ? -1 : str_builder_char(&b, c);
        xdecref(value);
    }
    return finish(&b, status);
}

/* dict[ord(key)] = value for keys that may be characters. */
static int add_pair(Object *dict, Object *key, Object *value)
{
    if (!IS_STR(key) && !IS_INT(key))
        return raise_int(&type_error_type,
                         "keys in translate table must be strings or integers");
    if (IS_STR(key) && str_length(key) != 1)
        return raise_int(&value_error_type,
                         "string keys in translate table must be of length 1");
    Object *code = IS_STR(key) ? int_from(str_char(key, 0)) : incref(key);
    int status = code != NULL ? dict_set(dict, code, value) : -1;
    xdecref(code);
    return status;
}

static int pairs_from_strings(Object *dict, Object **args, int positional)
{
    for (int i = 1; i < positional; i++)
        if (check_str_argument("maketrans", i + 1, args[i]) < 0)
            return -1;
    if (!IS_STR(args[0]))
        return raise_int(&type_error_type, "first maketrans argument must be a string if there is "
                         "a second argument");
    if (str_length(args[0]) != str_length(args[1]))
        return raise_int(&value_error_type,
                         "the first two maketrans arguments must have equal length");
    int status = 0;
    for (size_t i = 0; i < str_length(args[0]) && status == 0; i++) {
        Object *key = int_from(str_char(args[0], i)), *value = int_from(str_char(args[1], i));
        status = key != NULL && value != NULL ? dict_set(dict, key, value) : -1;
        xdecref(key);
        xdecref(value);
    }
    for (size_t i = 0; positional > 2 && i < str_length(args[2]) && status == 0; i++) {
        Object *key = int_from(str_char(args[2], i));
        status = key != NULL ? dict_set(dict, key, NONE) : -1;
        xdecref(key);
    }
    return status;
}

STR_METHOD(str_maketrans)
{
    (void)self, (void)kwnames;
    if (positional == 1 && !IS_DICT(args[0]))
        return raise(&type_error_type, "if you give only one argument to maketrans it must be a "
                     "dict");
    Object *dict = dict_new(), *key, *value;
    if (dict == NULL)
        return NULL;
    uint32_t position = 0;
    int status = positional > 1 ? pairs_from_strings(dict, args, positional) : 0;
    while (positional == 1 && status == 0 && dict_next(args[0], &position, &key, &value))
        status = add_pair(dict, key, value);
    if (status < 0)
        clear_reference(dict);
    return dict;
}
