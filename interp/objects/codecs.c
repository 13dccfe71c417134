/*
 * codecs.c: text to bytes and back: UTF-8 (RFC 3629), ASCII, Latin-1, and what is done about
 * characters and bytes that an encoding does not have. Names, messages and the stretch that one
 * error covers are CPython's (Objects/unicodeobject.c, Python/codecs.c).
 */
#include "objects/codecs.h"

#include <string.h>

#include "objects/byte_block.h"
#include "objects/str.h"
#include "objects/utf8.h"
#include "vm/errors.h"
#include "vm/exceptions.h"

enum { ASCII_END = 0x80, REPLACEMENT_CHARACTER = 0xFFFD,
       SURROGATE_OF_BYTE = 0xDC00 /* PEP 383: the byte 0x80 travels as U+DC80 */ };

typedef enum { STRICT, IGNORE, REPLACE, BACKSLASH_REPLACE, XML_REPLACE, SURROGATE_ESCAPE,
               SURROGATE_PASS, HANDLERS } ErrorHandler;

static const char *const codec_names[] = { "utf-8", "ascii", "latin-1" };

/* ---- names ---------------------------------------------------------------------------------- */

/* Compares as CPython normalises names: case and the kind of separator do not matter. */
static bool names_match(Object *name, const char *known)
{
    size_t i = 0;
    for (; i < str_length(name) && known[i] != '\0'; i++) {
        uint32_t c = str_char(name, i);
        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        if (c == '_' || c == ' ')
            c = '-';
        if (c != (uint8_t)known[i])
            return false;
    }
    return i == str_length(name) && known[i] == '\0';
}

int codec_find(Object *encoding, Codec *codec)
{
    static const struct { const char *name; Codec codec; } known[] = {
        { "utf-8", CODEC_UTF_8 }, { "utf8", CODEC_UTF_8 }, { "u8", CODEC_UTF_8 },
        { "ascii", CODEC_ASCII }, { "us-ascii", CODEC_ASCII }, { "646", CODEC_ASCII },
        { "latin-1", CODEC_LATIN_1 }, { "latin1", CODEC_LATIN_1 }, { "iso-8859-1", CODEC_LATIN_1 },
        { "iso8859-1", CODEC_LATIN_1 }, { "8859", CODEC_LATIN_1 }, { "l1", CODEC_LATIN_1 },
        { "latin", CODEC_LATIN_1 }, { "cp819", CODEC_LATIN_1 },
    };
    *codec = CODEC_UTF_8;
    if (encoding == NULL)
        return 0;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (names_match(encoding, known[i].name)) {
            *codec = known[i].codec;
            return 0;
        }
    return raise_int(&lookup_error_type, "unknown encoding: %S", encoding);
}

static int handler_find(Object *errors, ErrorHandler *handler)
{
    static const char *const names[HANDLERS] = {
        "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace",
        "surrogateescape", "surrogatepass" };
    *handler = STRICT;
    if (errors == NULL)
        return 0;
    for (int i = 0; i < HANDLERS; i++)
        if (str_equal_text(errors, names[i])) {
            *handler = (ErrorHandler)i;
            return 0;
        }
    return raise_int(&lookup_error_type, "unknown error handler name '%S'", errors);
}

/* ---- the errors ----------------------------------------------------------------------------- */

/* object is stolen, and may be NULL with an exception set. */
static void *raise_unicode_error(Type *type, const char *codec, Object *object, size_t start,
                                 size_t end, const char *reason)
{
    Object *items[] = { str_from(codec), object, int_from_unsigned(start), int_from_unsigned(end),
                        str_from(reason) };
    enum { COUNT = sizeof items / sizeof items[0] };
    bool complete = true;
    for (int i = 0; i < COUNT; i++)
        complete = complete && items[i] != NULL;
    Object *args = complete ? tuple_from(items, COUNT) : NULL;
    for (int i = 0; i < COUNT; i++)
        xdecref(items[i]);
    Object *exception = args != NULL ? exception_new(type, args) : NULL;
    if (exception == NULL)
        return NULL;
    raise_object(exception);
    decref(exception);
    return NULL;
}

void *raise_decode_error(const char *codec, const void *bytes, size_t size, size_t start,
                         size_t end, const char *reason)
{
    return raise_unicode_error(&unicode_decode_error_type, codec, bytes_from(bytes, size), start,
                               end, reason);
}

void *raise_encode_error(const char *codec, Object *s, size_t start, size_t end,
                         const char *reason)
{
    return raise_unicode_error(&unicode_encode_error_type, codec, incref(s), start, end, reason);
}

/* ---- decoding ------------------------------------------------------------------------------- */

/* One character, or 0 and the error that begins here. */
static size_t decode_char(Codec codec, const uint8_t *p, size_t left, uint32_t *c,
                          Utf8Error *error)
{
    if (codec == CODEC_UTF_8)
        return utf8_decode_char(p, left, c, error);
    *c = p[0];
    if (codec == CODEC_LATIN_1 || p[0] < ASCII_END)
        return 1;
    *error = (Utf8Error){ "ordinal not in range(128)", 1 };
    return 0;
}

static int escape_bytes(StrBuilder *b, const uint8_t *p, size_t count)
{
    static const char hex[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        const char text[] = { '\\', 'x', hex[p[i] >> 4], hex[p[i] & 0xF], '\0' };
        if (str_builder_text(b, text) < 0)
            return -1;
    }
    return 0;
}

/* What stands for `count` malformed bytes: 1 done, 0 the handler cannot help, -1 error. */
static int replace_bytes(StrBuilder *b, ErrorHandler handler, const uint8_t *p, size_t count)
{
    switch (handler) {
    case IGNORE: return 1;
    case REPLACE: return str_builder_char(b, REPLACEMENT_CHARACTER) < 0 ? -1 : 1;
    case BACKSLASH_REPLACE: return escape_bytes(b, p, count) < 0 ? -1 : 1;
    case SURROGATE_ESCAPE:
        for (size_t i = 0; i < count; i++)
            if (p[i] < ASCII_END)
                return 0;
            else if (str_builder_char(b, SURROGATE_OF_BYTE + p[i]) < 0)
                return -1;
        return 1;
    default: return 0;
    }
}

/* surrogatepass takes a surrogate in three bytes as it is; what it used, or 0. */
static size_t decode_surrogate(ErrorHandler handler, const uint8_t *p, size_t left, uint32_t *c)
{
    if (handler != SURROGATE_PASS || left < 3 || p[0] != 0xED || (p[1] & 0xE0) != 0xA0
        || (p[2] & 0xC0) != 0x80)
        return 0;
    *c = 0xD000u | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    return 3;
}

/* i: the malformed byte. How many bytes are dealt with, 0 with an exception. */
static size_t handle_malformed(StrBuilder *b, Codec codec, Object *errors, const uint8_t *p,
                               size_t size, size_t i, const Utf8Error *error)
{
    ErrorHandler handler;
    uint32_t c;
    if (handler_find(errors, &handler) < 0)
        return 0;
    size_t used = codec == CODEC_UTF_8 ? decode_surrogate(handler, p + i, size - i, &c) : 0;
    if (used != 0)
        return str_builder_char(b, c) < 0 ? 0 : used;
    int replaced = replace_bytes(b, handler, p + i, error->length);
    if (replaced == 0)
        raise_decode_error(codec_names[codec], p, size, i, i + error->length, error->reason);
    return replaced > 0 ? error->length : 0;
}

Object *codec_decode(const void *bytes, size_t size, Codec codec, Object *errors)
{
    const uint8_t *p = bytes;
    if (codec == CODEC_LATIN_1)
        return str_from_row(p, size, STR_1);
    if (codec == CODEC_UTF_8 && errors == NULL)
        return str_from_utf8(bytes, size);
    StrBuilder b;
    str_builder_begin(&b);
    for (size_t i = 0; i < size;) {
        uint32_t c;
        Utf8Error error;
        size_t used = decode_char(codec, p + i, size - i, &c, &error);
        if (used != 0 && str_builder_char(&b, c) < 0)
            used = 0;
        else if (used == 0)
            used = handle_malformed(&b, codec, errors, p, size, i, &error);
        if (used == 0) {
            str_builder_abandon(&b);
            return NULL;
        }
        i += used;
    }
    return str_builder_finish(&b);
}

Object *bytes_decode(Object *o, Object *encoding, Object *errors)
{
    Codec codec;
    ByteView view;
    if (o == NULL || !byte_view(o, &view)) {
        if (o != NULL && IS_STR(o))
            return raise(&type_error_type, "decoding str is not supported");
        return raise(&type_error_type, "decoding to str: need a bytes-like object, %s found",
                     o != NULL ? o->type->name : "NoneType");
    }
    return codec_find(encoding, &codec) < 0 ? NULL
         : codec_decode(view.data, view.size, codec, errors);
}

/* ---- encoding ------------------------------------------------------------------------------- */

static bool can_encode(Codec codec, uint32_t c)
{
    return codec == CODEC_UTF_8 ? c < SURROGATE_FIRST || c > SURROGATE_LAST
         : c < (codec == CODEC_ASCII ? ASCII_END : LATIN_1_END);
}

static int put_char(ByteBlock *block, Codec codec, uint32_t c)
{
    char unit[4] = { (char)c };
    size_t size = codec == CODEC_UTF_8 ? utf8_encode_char(c, unit) : 1;
    return byte_block_append(block, unit, size);
}

/* "\xe9", "\u20ac", "\U0001f600", or "&#233;". */
static int put_escape(ByteBlock *block, ErrorHandler handler, uint32_t c)
{
    static const char hex[] = "0123456789abcdef";
    char text[16];
    size_t at = sizeof text;
    if (handler == XML_REPLACE) {
        text[--at] = ';';
        do
            text[--at] = (char)('0' + c % 10);
        while ((c /= 10) != 0);
        text[--at] = '#';
        text[--at] = '&';
    } else {
        int width = c < LATIN_1_END ? 2 : c < UCS_2_END ? 4 : 8;
        char letter = width == 2 ? 'x' : width == 4 ? 'u' : 'U';
        for (int i = 0; i < width; i++, c >>= 4)
            text[--at] = hex[c & 0xF];
        text[--at] = letter;
        text[--at] = '\\';
    }
    return byte_block_append(block, text + at, sizeof text - at);
}

/* What stands for a character that the encoding does not have: 1 done, 0 no help, -1 error. */
static int replace_char(ByteBlock *block, Codec codec, ErrorHandler handler, uint32_t c)
{
    bool surrogate = c >= SURROGATE_FIRST && c <= SURROGATE_LAST;
    switch (handler) {
    case IGNORE: return 1;
    case REPLACE: return byte_block_append(block, "?", 1) < 0 ? -1 : 1;
    case BACKSLASH_REPLACE: case XML_REPLACE: return put_escape(block, handler, c) < 0 ? -1 : 1;
    case SURROGATE_ESCAPE:
        if (c < SURROGATE_OF_BYTE + ASCII_END || c >= SURROGATE_OF_BYTE + LATIN_1_END)
            return 0;
        return byte_block_append(block, &(char){ (char)(c - SURROGATE_OF_BYTE) }, 1) < 0 ? -1 : 1;
    case SURROGATE_PASS:
        return codec != CODEC_UTF_8 || !surrogate ? 0 : put_char(block, codec, c) < 0 ? -1 : 1;
    default: return 0;
    }
}

/* The characters [start, end) are a run that the encoding does not have. 0 or -1. */
static int handle_unencodable(ByteBlock *block, Object *s, Codec codec, Object *errors,
                              size_t start, size_t end)
{
    static const char *const reasons[] = { "surrogates not allowed", "ordinal not in range(128)",
                                           "ordinal not in range(256)" };
    ErrorHandler handler;
    if (handler_find(errors, &handler) < 0)
        return -1;
    for (size_t i = start; i < end; i++) {
        int replaced = replace_char(block, codec, handler, str_char(s, i));
        if (replaced == 0)
            raise_encode_error(codec_names[codec], s, i, end, reasons[codec]);
        if (replaced <= 0)
            return -1;
    }
    return 0;
}

Object *codec_encode(Object *s, Codec codec, Object *errors)
{
    size_t length = str_length(s);
    if (((Str *)s)->kind == STR_1
        && (codec == CODEC_LATIN_1 || utf8_is_ascii(((Str *)s)->data, length)))
        return bytes_from(((Str *)s)->data, length);
    ByteBlock block = { 0 };
    int status = 0;
    for (size_t i = 0, end; i < length && status == 0; i = end) {
        end = i + 1;
        if (can_encode(codec, str_char(s, i))) {
            status = put_char(&block, codec, str_char(s, i));
            continue;
        }
        while (end < length && !can_encode(codec, str_char(s, end)))
            end++;
        status = handle_unencodable(&block, s, codec, errors, i, end);
    }
    Object *bytes = status == 0 ? bytes_from(block.data, block.size) : NULL;
    byte_block_free(&block);
    return bytes;
}

Object *str_encode(Object *s, Object *encoding, Object *errors)
{
    Codec codec;
    return codec_find(encoding, &codec) < 0 ? NULL : codec_encode(s, codec, errors);
}
