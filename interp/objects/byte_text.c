/*
 * byte_text.c: methods of bytes and bytearray that see ASCII characters: case, kinds, padding, hex
 * digits. Bytes above 127 are no letters.
 */
#include "objects/byte_methods.h"

#include <string.h>

#include "objects/arguments.h"
#include "objects/codecs.h"
#include "objects/start.h"
#include "objects/str.h"
#include "vm/errors.h"

#define UNUSED (void)args, (void)positional, (void)kwnames

static bool is_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
static bool is_upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
static bool is_alpha(uint8_t c) { return is_lower(c) || is_upper(c); }
static bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }
static bool is_alnum(uint8_t c) { return is_alpha(c) || is_digit(c); }
static bool is_space(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static uint8_t to_lower(uint8_t c) { return is_upper(c) ? c + ('a' - 'A') : c; }
static uint8_t to_upper(uint8_t c) { return is_lower(c) ? c - ('a' - 'A') : c; }

/* ---- case ----------------------------------------------------------------------------------- */

/* `inside`: the byte before is a letter (title), or this is not the first byte (capitalize). */
typedef uint8_t (*Change)(uint8_t c, bool inside);

static uint8_t lower(uint8_t c, bool inside) { (void)inside; return to_lower(c); }
static uint8_t upper(uint8_t c, bool inside) { (void)inside; return to_upper(c); }
static uint8_t title(uint8_t c, bool inside) { return inside ? to_lower(c) : to_upper(c); }

static uint8_t swap(uint8_t c, bool inside)
{
    (void)inside;
    return is_lower(c) ? to_upper(c) : to_lower(c);
}

static Object *changed(Object *self, Change change, bool by_word)
{
    ByteView bytes = own_bytes(self);
    ByteBlock block = { 0 };
    int status = byte_block_append(&block, bytes.data, bytes.size);
    for (size_t i = 0; i < block.size; i++)
        block.data[i] = change(bytes.data[i], i > 0 && (!by_word || is_alpha(bytes.data[i - 1])));
    return bytes_like_block(self, &block, status);
}

BYTE_METHOD(byte_capitalize) { UNUSED; return changed(self, title, false); }
BYTE_METHOD(byte_title) { UNUSED; return changed(self, title, true); }
BYTE_METHOD(byte_lower) { UNUSED; return changed(self, lower, false); }
BYTE_METHOD(byte_upper) { UNUSED; return changed(self, upper, false); }
BYTE_METHOD(byte_swapcase) { UNUSED; return changed(self, swap, false); }

/* ---- kinds ---------------------------------------------------------------------------------- */

static Object *all_are(Object *self, bool (*is)(uint8_t))
{
    ByteView bytes = own_bytes(self);
    bool all = bytes.size > 0;
    for (size_t i = 0; all && i < bytes.size; i++)
        all = is(bytes.data[i]);
    return bool_from(all);
}

/* There is one that is, and none that is of the other case. */
static Object *cased(Object *self, bool (*is)(uint8_t), bool (*is_other)(uint8_t))
{
    ByteView bytes = own_bytes(self);
    bool found = false;
    for (size_t i = 0; i < bytes.size; i++) {
        if (is_other(bytes.data[i]))
            return bool_from(false);
        found = found || is(bytes.data[i]);
    }
    return bool_from(found);
}

BYTE_METHOD(byte_isalnum) { UNUSED; return all_are(self, is_alnum); }
BYTE_METHOD(byte_isalpha) { UNUSED; return all_are(self, is_alpha); }
BYTE_METHOD(byte_isdigit) { UNUSED; return all_are(self, is_digit); }
BYTE_METHOD(byte_isspace) { UNUSED; return all_are(self, is_space); }
BYTE_METHOD(byte_islower) { UNUSED; return cased(self, is_lower, is_upper); }
BYTE_METHOD(byte_isupper) { UNUSED; return cased(self, is_upper, is_lower); }

BYTE_METHOD(byte_isascii)
{
    UNUSED;
    ByteView bytes = own_bytes(self);
    bool all = true;
    for (size_t i = 0; all && i < bytes.size; i++)
        all = bytes.data[i] < 0x80;
    return bool_from(all);
}

BYTE_METHOD(byte_istitle)
{
    UNUSED;
    ByteView bytes = own_bytes(self);
    bool found = false, inside = false;
    for (size_t i = 0; i < bytes.size; i++) {
        uint8_t c = bytes.data[i];
        if (inside ? is_upper(c) : is_lower(c))
            return bool_from(false);
        inside = is_alpha(c);
        found = found || inside;
    }
    return bool_from(found);
}

/* ---- padding -------------------------------------------------------------------------------- */

static Object *padded(Object *self, size_t left, size_t right, uint8_t fill)
{
    ByteView bytes = own_bytes(self);
    if (left + right == 0 || bytes.size > SIZE_MAX / 2 - left - right)
        return left + right == 0 ? bytes_like(self, bytes.data, bytes.size) : raise_no_memory();
    ByteBlock block = { 0 };
    int status = byte_block_resize(&block, left + bytes.size + right);
    if (status == 0) {
        memset(block.data, fill, block.size);
        if (bytes.size > 0)
            memcpy(block.data + left, bytes.data, bytes.size);
    }
    return bytes_like_block(self, &block, status);
}

/* How much is to be added to reach the width that args[0] says; -1: error. args[1]: what with. */
static intptr_t padding(const char *name, Object *self, Object **args, int positional,
                        uint8_t *fill)
{
    ByteView view;
    intptr_t width = object_as_ssize(args[0]);
    if (width == -1 && error_occurred())
        return -1;
    *fill = ' ';
    if (positional > 1) {
        if (!is_bytes_or_array(args[1]) || !byte_view(args[1], &view) || view.size != 1)
            return raise_int(&type_error_type, "%s() argument 2 must be a byte string of length 1, "
                             "not %s", name, argument_kind(args[1]));
        *fill = view.data[0];
    }
    intptr_t size = (intptr_t)own_bytes(self).size;
    return width > size ? width - size : 0;
}

BYTE_METHOD(byte_ljust)
{
    (void)kwnames;
    uint8_t fill;
    intptr_t more = padding("ljust", self, args, positional, &fill);
    return more < 0 ? NULL : padded(self, 0, (size_t)more, fill);
}

BYTE_METHOD(byte_rjust)
{
    (void)kwnames;
    uint8_t fill;
    intptr_t more = padding("rjust", self, args, positional, &fill);
    return more < 0 ? NULL : padded(self, (size_t)more, 0, fill);
}

BYTE_METHOD(byte_center)
{
    (void)kwnames;
    uint8_t fill;
    intptr_t more = padding("center", self, args, positional, &fill);
    if (more < 0)
        return NULL;
    intptr_t width = more + (intptr_t)own_bytes(self).size;
    size_t left = (size_t)(more / 2 + (more & width & 1)); /* as str.center rounds */
    return padded(self, left, (size_t)more - left, fill);
}

BYTE_METHOD(byte_zfill)
{
    (void)kwnames;
    uint8_t fill;
    intptr_t more = padding("zfill", self, args, positional, &fill);
    if (more < 0)
        return NULL;
    ByteView bytes = own_bytes(self);
    bool sign = more > 0 && bytes.size > 0 && (bytes.data[0] == '+' || bytes.data[0] == '-');
    if (!sign)
        return padded(self, (size_t)more, 0, '0');
    ByteBlock block = { 0 };
    int status = byte_block_resize(&block, (size_t)more + bytes.size);
    if (status == 0) {
        memset(block.data, '0', block.size);
        block.data[0] = bytes.data[0];
        memcpy(block.data + more + 1, bytes.data + 1, bytes.size - 1);
    }
    return bytes_like_block(self, &block, status);
}

BYTE_METHOD(byte_expandtabs)
{
    static const char *const names[] = { "tabsize", NULL };
    enum { USUAL_TAB = 8 };
    Object *value;
    if (parse_arguments("expandtabs", args, positional, kwnames, names, &value) < 0)
        return NULL;
    intptr_t tab = value ? object_as_c_int(value) : USUAL_TAB, column = 0;
    if (tab == -1 && error_occurred())
        return NULL;
    ByteView bytes = own_bytes(self);
    ByteBlock block = { 0 };
    int status = 0;
    for (size_t i = 0; i < bytes.size && status == 0; i++) {
        uint8_t c = bytes.data[i];
        if (c != '\t') {
            column = c == '\n' || c == '\r' ? 0 : column + 1;
            status = byte_block_append(&block, &c, 1);
        } else if (tab > 0) {
            size_t spaces = (size_t)(tab - column % tab), start = block.size;
            column += (intptr_t)spaces;
            status = byte_block_resize(&block, start + spaces);
            if (status == 0)
                memset(block.data + start, ' ', spaces);
        }
    }
    return bytes_like_block(self, &block, status);
}

/* ---- hex digits, text ----------------------------------------------------------------------- */

/* The separator's character; -1: error. */
static int separator_of(Object *separator)
{
    ByteView view;
    bool text = IS_STR(separator);
    intptr_t length = object_length(separator);
    if (length != 1)
        return length < 0 ? -1 : raise_int(&value_error_type, "sep must be length 1.");
    if (!text && !byte_view(separator, &view))
        return raise_int(&type_error_type, "sep must be str or bytes.");
    uint32_t c = text ? str_char(separator, 0) : view.data[0];
    return c < 0x80 ? (int)c : raise_int(&value_error_type, "sep must be ASCII.");
}

BYTE_METHOD(byte_hex)
{
    static const char *const names[] = { "sep", "bytes_per_sep", NULL };
    static const char digits[] = "0123456789abcdef";
    Object *values[2];
    if (parse_arguments("hex", args, positional, kwnames, names, values) < 0)
        return NULL;
    intptr_t group = values[1] ? object_as_c_int(values[1]) : 1;
    if (group == -1 && error_occurred())
        return NULL;
    int separator = values[0] ? separator_of(values[0]) : 0;
    if (separator < 0)
        return NULL;
    ByteView bytes = own_bytes(self);
    size_t each = values[0] == NULL ? 0 : (size_t)(group < 0 ? -group : group);
    StrBuilder b;
    str_builder_begin(&b);
    int status = 0;
    for (size_t i = 0; i < bytes.size && status == 0; i++) { /* groups are counted from the right */
        size_t place = group < 0 ? i : bytes.size - i;
        if (each > 0 && i > 0 && place % each == 0)
            status = str_builder_char(&b, (uint32_t)separator);
        const char pair[] = { digits[bytes.data[i] >> 4], digits[bytes.data[i] & 0xF], '\0' };
        if (status == 0)
            status = str_builder_text(&b, pair);
    }
    if (status == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

static int hex_digit(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)c - '0';
    c |= 'a' ^ 'A';
    return c >= 'a' && c <= 'f' ? (int)c - 'a' + 10 : -1;
}

/* self is the class. */
BYTE_METHOD(byte_fromhex)
{
    (void)positional, (void)kwnames;
    Object *text = args[0];
    if (!IS_STR(text))
        return raise(&type_error_type, "fromhex() argument must be str, not %s",
                     argument_kind(text));
    ByteBlock block = { 0 };
    int status = 0;
    size_t length = str_length(text);
    for (size_t i = 0; i < length && status == 0;) {
        uint32_t c = str_char(text, i);
        if (c < 0x80 && is_space((uint8_t)c)) {
            i++;
            continue;
        }
        int high = hex_digit(c), low = i + 1 < length ? hex_digit(str_char(text, i + 1)) : -1;
        if (high < 0 || low < 0)
            status = raise_int(&value_error_type, "non-hexadecimal number found in fromhex() arg "
                               "at position %zd", (intptr_t)(high < 0 ? i : i + 1));
        else
            status = byte_block_append(&block, &(uint8_t){ (uint8_t)(high << 4 | low) }, 1);
        i += 2;
    }
    bool array = type_is_subtype((Type *)self, &bytearray_type);
    Object *result = status < 0 ? NULL : array ? bytearray_from(block.data, block.size)
                                               : bytes_from(block.data, block.size);
    byte_block_free(&block);
    Object *plain = array ? &bytearray_type.head : &bytes_type.head;
    if (result != NULL && self != plain) {
        Object *instance = object_call_one(self, result);
        decref(result);
        result = instance;
    }
    return result;
}

BYTE_METHOD(byte_decode)
{
    static const char *const names[] = { "encoding", "errors", NULL };
    Object *values[2];
    if (parse_arguments("decode", args, positional, kwnames, names, values) < 0
        || check_optional_str("decode", "encoding", values[0]) < 0
        || check_optional_str("decode", "errors", values[1]) < 0)
        return NULL;
    return bytes_decode(self, values[0], values[1]);
}
