/*
 * codecs.c: text to bytes and back: UTF-8 (RFC 3629), UTF-16 (RFC 2781), UTF-32, ASCII, Latin-1.
 * Names, messages and the stretch that one error covers are CPython's (Objects/unicodeobject.c,
 * Lib/encodings/aliases.py). What is done about errors is in codec_errors.c.
 */
#include "objects/codecs.h"

#include <string.h>

#include "objects/codec_errors.h"
#include "objects/str.h"
#include "vm/errors.h"

enum { ASCII_END = 0x80, BYTE_ORDER_MARK = 0xFEFF, CODE_POINT_END = 0x110000,
       SURROGATE_BITS = 10, LOW_SURROGATE_FIRST = 0xDC00, LOW_SURROGATE_MASK = 0x3FF };

static const struct { const char *name; uint8_t unit; bool big; } codecs[] = {
    [CODEC_UTF_8] = { "utf-8", 1, false }, [CODEC_ASCII] = { "ascii", 1, false },
    [CODEC_LATIN_1] = { "iso8859-1", 1, false }, [CODEC_UTF_8_SIG] = { "utf-8-sig", 1, false },
    [CODEC_UTF_16] = { "utf-16", 2, false }, [CODEC_UTF_16_LE] = { "utf-16-le", 2, false },
    [CODEC_UTF_16_BE] = { "utf-16-be", 2, true }, [CODEC_UTF_32] = { "utf-32", 4, false },
    [CODEC_UTF_32_LE] = { "utf-32-le", 4, false }, [CODEC_UTF_32_BE] = { "utf-32-be", 4, true },
};

const char *codec_name(Codec codec) { return codecs[codec].name; }
size_t codec_unit(Codec codec) { return codecs[codec].unit; }

/* ---- names ---------------------------------------------------------------------------------- */

/* Compares as CPython normalises names: case does not matter, and whatever stands between letters
 * and digits is one separator, which nothing else begins or ends with. */
static bool names_match(Object *name, const char *known)
{
    bool separated = false, begun = false;
    for (size_t i = 0; i < str_length(name); i++) {
        uint32_t c = str_char(name, i);
        c += c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0;
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.') {
            separated = true;
            continue;
        }
        if (separated && begun && *known++ != '_')
            return false;
        if ((uint8_t)*known != c)
            return false;
        known++;
        separated = false;
        begun = true;
    }
    return *known == '\0';
}

int codec_find(Object *encoding, Codec *codec)
{
    static const struct { const char *name; Codec codec; } known[] = {
        { "utf_8", CODEC_UTF_8 }, { "utf8", CODEC_UTF_8 }, { "u8", CODEC_UTF_8 },
        { "utf", CODEC_UTF_8 }, { "cp65001", CODEC_UTF_8 }, { "utf8_ucs2", CODEC_UTF_8 },
        { "utf8_ucs4", CODEC_UTF_8 }, { "utf_8_sig", CODEC_UTF_8_SIG },
        { "ascii", CODEC_ASCII }, { "us_ascii", CODEC_ASCII }, { "646", CODEC_ASCII },
        { "us", CODEC_ASCII }, { "iso646_us", CODEC_ASCII }, { "ibm367", CODEC_ASCII },
        { "cp367", CODEC_ASCII }, { "csascii", CODEC_ASCII }, { "iso_ir_6", CODEC_ASCII },
        { "latin_1", CODEC_LATIN_1 }, { "latin1", CODEC_LATIN_1 }, { "iso_8859_1", CODEC_LATIN_1 },
        { "iso8859_1", CODEC_LATIN_1 }, { "iso8859", CODEC_LATIN_1 }, { "8859", CODEC_LATIN_1 },
        { "l1", CODEC_LATIN_1 }, { "latin", CODEC_LATIN_1 }, { "cp819", CODEC_LATIN_1 },
        { "ibm819", CODEC_LATIN_1 }, { "csisolatin1", CODEC_LATIN_1 },
        { "iso_ir_100", CODEC_LATIN_1 },
        { "utf_16", CODEC_UTF_16 }, { "utf16", CODEC_UTF_16 }, { "u16", CODEC_UTF_16 },
        { "utf_16_le", CODEC_UTF_16_LE }, { "utf_16le", CODEC_UTF_16_LE },
        { "unicodelittleunmarked", CODEC_UTF_16_LE }, { "utf_16_be", CODEC_UTF_16_BE },
        { "utf_16be", CODEC_UTF_16_BE }, { "unicodebigunmarked", CODEC_UTF_16_BE },
        { "utf_32", CODEC_UTF_32 }, { "utf32", CODEC_UTF_32 }, { "u32", CODEC_UTF_32 },
        { "utf_32_le", CODEC_UTF_32_LE }, { "utf_32le", CODEC_UTF_32_LE },
        { "utf_32_be", CODEC_UTF_32_BE }, { "utf_32be", CODEC_UTF_32_BE },
    };
    *codec = CODEC_UTF_8;
    if (encoding == NULL)
        return 0;
    for (size_t i = 0; i < str_length(encoding); i++)
        if (str_char(encoding, i) == 0)
            return raise_int(&value_error_type, "embedded null character");
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (names_match(encoding, known[i].name)) {
            *codec = known[i].codec;
            return 0;
        }
    return raise_int(&lookup_error_type, "unknown encoding: %S", encoding);
}

/* ---- the mark at the beginning -------------------------------------------------------------- */

Codec codec_after_mark(Codec codec)
{
    return codec == CODEC_UTF_8_SIG ? CODEC_UTF_8
         : codec == CODEC_UTF_16 || codec == CODEC_UTF_32 ? codec + 1 : codec;
}

uint32_t codec_read_unit(Codec codec, const uint8_t *p)
{
    uint32_t value = 0;
    size_t unit = codec_unit(codec);
    for (size_t i = 0; i < unit; i++)
        value = value << 8 | p[codecs[codec].big ? i : unit - 1 - i];
    return value;
}

Codec codec_marked(Codec codec, const uint8_t *p, size_t size)
{
    if ((codec != CODEC_UTF_16 && codec != CODEC_UTF_32) || size < codec_unit(codec))
        return codec;
    for (int order = 1; order <= 2; order++)
        if (codec_read_unit(codec + order, p) == BYTE_ORDER_MARK)
            return codec + order;
    return codec;
}

size_t codec_incomplete(Codec codec, const uint8_t *p, size_t size)
{
    enum { LONGEST = 4, CONTINUATION_MASK = 0xC0, CONTINUATION = 0x80 };
    size_t unit = codec_unit(codec), rest = size % unit;
    if (unit == 2 && size >= rest + 2) { /* half a pair of surrogates? The mark says the order */
        Codec order = codec_after_mark(codec_marked(codec, p, size));
        uint32_t last = codec_read_unit(order, p + size - rest - 2);
        return last >= SURROGATE_FIRST && last < LOW_SURROGATE_FIRST ? rest + 2 : rest;
    }
    if (codec != CODEC_UTF_8 && codec != CODEC_UTF_8_SIG)
        return rest;
    for (size_t back = 1; back < LONGEST && back <= size; back++) {
        uint8_t c = p[size - back];
        if ((c & CONTINUATION_MASK) == CONTINUATION)
            continue;
        size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return length > back ? back : 0;
    }
    return 0;
}

/* ---- decoding ------------------------------------------------------------------------------- */

static size_t decode_utf_16(Codec codec, const uint8_t *p, size_t left, uint32_t *c,
                            Utf8Error *error)
{
    *c = codec_read_unit(codec, p);
    if (*c < SURROGATE_FIRST || *c > SURROGATE_LAST)
        return 2;
    *error = (Utf8Error){ "illegal encoding", 2 };
    if (*c >= LOW_SURROGATE_FIRST)
        return 0;
    *error = (Utf8Error){ "unexpected end of data", left };
    if (left < 4)
        return 0;
    uint32_t low = codec_read_unit(codec, p + 2);
    *error = (Utf8Error){ "illegal UTF-16 surrogate", 2 };
    if (low < LOW_SURROGATE_FIRST || low > SURROGATE_LAST)
        return 0;
    *c = UCS_2_END + ((*c - SURROGATE_FIRST) << SURROGATE_BITS) + (low & LOW_SURROGATE_MASK);
    return 4;
}

static size_t decode_utf_32(Codec codec, const uint8_t *p, uint32_t *c, Utf8Error *error)
{
    *c = codec_read_unit(codec, p);
    if (*c >= SURROGATE_FIRST && *c <= SURROGATE_LAST)
        *error = (Utf8Error){ "code point in surrogate code point range(0xd800, 0xe000)", 4 };
    else if (*c >= CODE_POINT_END)
        *error = (Utf8Error){ "code point not in range(0x110000)", 4 };
    else
        return 4;
    return 0;
}

/* One character, or 0 and the error that begins here. */
static size_t decode_char(Codec codec, const uint8_t *p, size_t left, uint32_t *c,
                          Utf8Error *error)
{
    if (codec == CODEC_UTF_8)
        return utf8_decode_char(p, left, c, error);
    *error = (Utf8Error){ "truncated data", left };
    if (left < codec_unit(codec))
        return 0;
    if (codec_unit(codec) > 1)
        return codec_unit(codec) == 2 ? decode_utf_16(codec, p, left, c, error)
                                      : decode_utf_32(codec, p, c, error);
    *c = p[0];
    if (codec == CODEC_LATIN_1 || p[0] < ASCII_END)
        return 1;
    *error = (Utf8Error){ "ordinal not in range(128)", 1 };
    return 0;
}

/* From p[at] on; errors count from p. */
static Object *decode_from(const uint8_t *p, size_t size, size_t at, Codec codec, Object *errors)
{
    StrBuilder b;
    str_builder_begin(&b);
    while (at < size) {
        uint32_t c;
        Utf8Error error;
        size_t used = decode_char(codec, p + at, size - at, &c, &error);
        intptr_t next = used == 0 ? codec_malformed(&b, codec, errors, p, size, at, &error)
                      : str_builder_char(&b, c) < 0 ? -1 : (intptr_t)(at + used);
        if (next < 0) {
            str_builder_abandon(&b);
            return NULL;
        }
        at = (size_t)next;
    }
    return str_builder_finish(&b);
}

Object *codec_decode(const void *bytes, size_t size, Codec codec, Object *errors)
{
    static const uint8_t mark[] = { 0xEF, 0xBB, 0xBF };
    const uint8_t *p = bytes;
    if (codec == CODEC_LATIN_1)
        return str_from_row(p, size, STR_1);
    if (codec == CODEC_UTF_8_SIG && size >= sizeof mark && memcmp(p, mark, sizeof mark) == 0)
        return codec_decode(p + sizeof mark, size - sizeof mark, CODEC_UTF_8, errors);
    Codec order = codec_marked(codec, p, size);
    size_t skipped = order != codec ? codec_unit(codec) : 0;
    codec = order != codec ? order : codec_after_mark(codec);
    if (codec == CODEC_UTF_8 && errors == NULL)
        return str_from_utf8(bytes, size);
    return decode_from(p, size, skipped, codec, errors);
}

/* An error that is not about the text itself is told with the encoding, if that is one of those
 * that CPython looks up by name (_PyErr_TrySetFromCause). result: NULL if there is an error. */
static Object *told_with_name(Object *result, const char *what, Codec codec, Object *encoding)
{
    static Type *const kinds[] = { &type_error_type, &lookup_error_type, &index_error_type,
                                   &overflow_error_type };
    bool known = codec <= CODEC_LATIN_1 || codec == CODEC_UTF_16 || codec == CODEC_UTF_32;
    Object *error = result == NULL && !known ? error_fetch() : NULL;
    if (error == NULL)
        return result;
    bool plain = false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        plain = plain || error->type == kinds[i];
    error_restore(incref(error));
    if (plain)
        raise_int_from(error->type, "%s with '%S' codec failed (%T: %S)", what, encoding, error,
                       error);
    decref(error);
    return NULL;
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
    if (codec_find(encoding, &codec) < 0)
        return NULL;
    return told_with_name(codec_decode(view.data, view.size, codec, errors), "decoding", codec,
                          encoding);
}

/* ---- encoding ------------------------------------------------------------------------------- */

bool codec_has(Codec codec, uint32_t c)
{
    return codec != CODEC_ASCII && codec != CODEC_LATIN_1
         ? c < SURROGATE_FIRST || c > SURROGATE_LAST
         : c < (codec == CODEC_ASCII ? ASCII_END : LATIN_1_END);
}

static int put_unit(ByteBlock *block, Codec codec, uint32_t value)
{
    uint8_t bytes[sizeof value];
    size_t unit = codec_unit(codec);
    for (size_t i = 0; i < unit; i++, value >>= 8)
        bytes[codecs[codec].big ? unit - 1 - i : i] = (uint8_t)value;
    return byte_block_append(block, bytes, unit);
}

int codec_put(ByteBlock *block, Codec codec, uint32_t c)
{
    char utf8[4];
    if (codec == CODEC_UTF_8 || codec == CODEC_UTF_8_SIG)
        return byte_block_append(block, utf8, utf8_encode_char(c, utf8));
    if (codec_unit(codec) != 2 || c < UCS_2_END)
        return put_unit(block, codec, c);
    c -= UCS_2_END;
    return put_unit(block, codec, SURROGATE_FIRST | c >> SURROGATE_BITS) < 0 ? -1
         : put_unit(block, codec, LOW_SURROGATE_FIRST | (c & LOW_SURROGATE_MASK));
}

/* The end of the characters from start on that the encoding does not have. UTF-16 and UTF-32 take
 * each by itself. */
static size_t run_end(Object *s, Codec codec, size_t start)
{
    size_t end = start + 1;
    while (codec_unit(codec) == 1 && end < str_length(s) && !codec_has(codec, str_char(s, end)))
        end++;
    return end;
}

Object *codec_encode(Object *s, Codec codec, Object *errors)
{
    size_t length = str_length(s);
    if (((Str *)s)->kind == STR_1
        && (codec == CODEC_LATIN_1
            || (codec < CODEC_LATIN_1 && utf8_is_ascii(((Str *)s)->data, length))))
        return bytes_from(((Str *)s)->data, length);
    ByteBlock block = { 0 };
    int status = codec != codec_after_mark(codec) ? codec_put(&block, codec, BYTE_ORDER_MARK) : 0;
    for (size_t i = 0; i < length && status == 0;) {
        if (codec_has(codec, str_char(s, i))) {
            status = codec_put(&block, codec, str_char(s, i++));
            continue;
        }
        intptr_t next = codec_unencodable(&block, s, codec, errors, i, run_end(s, codec, i));
        status = next < 0 ? -1 : 0;
        i = (size_t)next;
    }
    Object *bytes = status == 0 ? bytes_from(block.data, block.size) : NULL;
    byte_block_free(&block);
    return bytes;
}

Object *str_encode(Object *s, Object *encoding, Object *errors)
{
    Codec codec;
    return codec_find(encoding, &codec) < 0 ? NULL
         : told_with_name(codec_encode(s, codec, errors), "encoding", codec, encoding);
}
