/*
 * codec_errors.c: error handlers of encodings: "strict", "ignore", "replace" and their like, and
 * those that a program registers with codecs.register_error: module codecs (user/lib/codecs.py)
 * keeps them in a dict. Rules and messages are CPython's (Python/codecs.c).
 */
#include "objects/codec_errors.h"

#include "objects/str.h"
#include "vm/errors.h"
#include "vm/exceptions.h"
#include "vm/interpreter.h"

enum { ASCII_END = 0x80, REPLACEMENT_CHARACTER = 0xFFFD,
       SURROGATE_OF_BYTE = 0xDC00 /* PEP 383: the byte 0x80 travels as U+DC80 */ };

typedef enum { STRICT, IGNORE, REPLACE, BACKSLASH_REPLACE, XML_REPLACE, SURROGATE_ESCAPE,
               SURROGATE_PASS, REGISTERED, HANDLERS = REGISTERED } ErrorHandler;

static const char hex[] = "0123456789abcdef";

/* ---- names ---------------------------------------------------------------------------------- */

/* What codecs.register_error has under that name: new; NULL, perhaps with an exception. */
static Object *registered_handler(Object *errors)
{
    Object *module = dict_get_text(interpreter.modules, "codecs");
    Object *handlers = module != NULL && IS_EXACT(module, module_type)
                     ? dict_get_text(((Module *)module)->dict, "_handlers") : NULL;
    return handlers != NULL && IS_DICT(handlers) ? xincref(dict_get(handlers, errors)) : NULL;
}

/* *function: new, if the handler is REGISTERED. */
static int handler_find(Object *errors, ErrorHandler *handler, Object **function)
{
    static const char *const names[HANDLERS] = {
        "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace",
        "surrogateescape", "surrogatepass" };
    *handler = STRICT;
    for (int i = 0; errors != NULL && i <= HANDLERS; i++) {
        *handler = (ErrorHandler)i;
        if (i < HANDLERS && str_equal_text(errors, names[i]))
            return 0;
    }
    if (*handler != REGISTERED || (*function = registered_handler(errors)) != NULL)
        return 0;
    return error_occurred() ? -1
         : raise_int(&lookup_error_type, "unknown error handler name '%S'", errors);
}

/* ---- the errors ----------------------------------------------------------------------------- */

/* object is stolen, and may be NULL with an exception set. New, or NULL. */
static Object *unicode_error(Type *type, const char *codec, Object *object, size_t start,
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
    return args != NULL ? exception_new(type, args) : NULL;
}

static void *raise_stolen(Object *exception)
{
    if (exception != NULL)
        raise_object(exception);
    xdecref(exception);
    return NULL;
}

void *raise_decode_error(const char *codec, const void *bytes, size_t size, size_t start,
                         size_t end, const char *reason)
{
    return raise_stolen(unicode_error(&unicode_decode_error_type, codec, bytes_from(bytes, size),
                                      start, end, reason));
}

void *raise_encode_error(const char *codec, Object *s, size_t start, size_t end,
                         const char *reason)
{
    return raise_stolen(unicode_error(&unicode_encode_error_type, codec, incref(s), start, end,
                                      reason));
}

/* The name in an error: Latin-1's is not the one that codecs.lookup says. */
static const char *name_in_error(Codec codec)
{
    return codec == CODEC_LATIN_1 ? "latin-1" : codec == CODEC_UTF_8_SIG ? "utf-8"
         : codec_name(codec);
}

/* ---- handlers in Python --------------------------------------------------------------------- */

/* Calls the handler (stolen) with the error (stolen, or NULL): what stands for the malformed part
 * (new), and where to go on, counted from the end if negative. NULL with an exception. */
static Object *call_handler(Object *function, Object *error, size_t size, const char *wanted,
                            bool bytes_too, intptr_t *next)
{
    Object *result = error != NULL ? object_call_one(function, error) : NULL;
    Object *first = NULL;
    if (result != NULL && IS_TUPLE(result) && ((Tuple *)result)->size == 2)
        first = ((Tuple *)result)->items[0];
    if (result != NULL
        && !(first != NULL && (IS_STR(first) || (bytes_too && HAS_FLAG(first, TYPE_BYTES))))) {
        raise(&type_error_type, "%s tuple", wanted);
        first = NULL;
    }
    xincref(first);
    if (first != NULL) {
        *next = object_as_ssize(((Tuple *)result)->items[1]);
        bool failed = *next == -1 && error_occurred();
        *next += *next < 0 ? (intptr_t)size : 0;
        if (!failed && (*next < 0 || *next > (intptr_t)size))
            raise(&index_error_type, "position %zd from error handler out of bounds", *next);
        if (error_occurred())
            clear_reference(first);
    }
    xdecref(result);
    xdecref(error);
    decref(function);
    return first;
}

/* ---- decoding ------------------------------------------------------------------------------- */

static int escape_bytes(StrBuilder *b, const uint8_t *p, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char text[] = { '\\', 'x', hex[p[i] >> 4], hex[p[i] & 0xF], '\0' };
        if (str_builder_text(b, text) < 0)
            return -1;
    }
    return 0;
}

/* The first of up to `count` bytes that are no ASCII, as surrogates: how many; 0 none, -1 error. */
static intptr_t pass_bytes(StrBuilder *b, const uint8_t *p, size_t count)
{
    size_t i = 0;
    for (; i < count && p[i] >= ASCII_END; i++)
        if (str_builder_char(b, SURROGATE_OF_BYTE + p[i]) < 0)
            return -1;
    return (intptr_t)i;
}

/* A surrogate in the bytes of the encoding, as it is: how many bytes; 0 there is none, -1 error. */
static intptr_t pass_surrogate(StrBuilder *b, Codec codec, const uint8_t *p, size_t left)
{
    uint32_t c = 0;
    size_t size = codec == CODEC_UTF_8 ? 3 : codec_unit(codec);
    if (left < size || size == 1)
        return 0;
    if (codec != CODEC_UTF_8)
        c = codec_read_unit(codec, p);
    else if (p[0] == 0xED && (p[1] & 0xE0) == 0xA0 && (p[2] & 0xC0) == 0x80)
        c = 0xD000u | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    if (c < SURROGATE_FIRST || c > SURROGATE_LAST)
        return 0;
    return str_builder_char(b, c) < 0 ? -1 : (intptr_t)size;
}

/* How many of `count` malformed bytes are dealt with; 0: the handler cannot help, -1 error. */
static intptr_t replace_bytes(StrBuilder *b, ErrorHandler handler, Codec codec, const uint8_t *p,
                              size_t left, size_t count)
{
    int status = 0;
    switch (handler) {
    case SURROGATE_ESCAPE: return pass_bytes(b, p, count);
    case SURROGATE_PASS: return pass_surrogate(b, codec, p, left);
    case REPLACE: status = str_builder_char(b, REPLACEMENT_CHARACTER); break;
    case BACKSLASH_REPLACE: status = escape_bytes(b, p, count); break;
    case IGNORE: break;
    default: return 0;
    }
    return status < 0 ? -1 : (intptr_t)count;
}

intptr_t codec_malformed(StrBuilder *b, Codec codec, Object *errors, const uint8_t *p, size_t size,
                         size_t start, const Utf8Error *error)
{
    ErrorHandler handler;
    Object *function = NULL;
    const char *name = name_in_error(codec);
    size_t end = start + error->length;
    if (handler_find(errors, &handler, &function) < 0)
        return -1;
    if (handler == REGISTERED) {
        intptr_t next;
        Object *text = call_handler(function, unicode_error(&unicode_decode_error_type, name,
                                    bytes_from(p, size), start, end, error->reason), size,
                                    "decoding error handler must return (str, int)", false, &next);
        int status = text != NULL ? str_builder_str(b, text) : -1;
        xdecref(text);
        return status < 0 ? -1 : next;
    }
    if (handler == XML_REPLACE)
        return raise_int(&type_error_type,
                         "don't know how to handle UnicodeDecodeError in error callback");
    intptr_t used = replace_bytes(b, handler, codec, p + start, size - start, error->length);
    if (used == 0)
        raise_decode_error(name, p, size, start, end, error->reason);
    return used > 0 ? (intptr_t)start + used : -1;
}

/* ---- encoding ------------------------------------------------------------------------------- */

static int put_text(ByteBlock *block, Codec codec, const char *text)
{
    int status = 0;
    while (status == 0 && *text != '\0')
        status = codec_put(block, codec, (uint8_t)*text++);
    return status;
}

/* "\xe9", "\u20ac", "\U0001f600", or "&#233;". */
static int put_escape(ByteBlock *block, Codec codec, ErrorHandler handler, uint32_t c)
{
    char text[16];
    size_t at = sizeof text;
    text[--at] = '\0';
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
    return put_text(block, codec, text + at);
}

/* What stands for a character that the encoding does not have: 1 done, 0 no help, -1 error. */
static int replace_char(ByteBlock *block, Codec codec, ErrorHandler handler, uint32_t c)
{
    int status = 0;
    switch (handler) {
    case IGNORE: break;
    case REPLACE: status = codec_put(block, codec, '?'); break;
    case BACKSLASH_REPLACE: case XML_REPLACE:
        status = put_escape(block, codec, handler, c);
        break;
    case SURROGATE_ESCAPE: /* a byte, which is no unit of UTF-16 */
        if (codec_unit(codec) > 1 || c < SURROGATE_OF_BYTE + ASCII_END
            || c >= SURROGATE_OF_BYTE + LATIN_1_END)
            return 0;
        status = byte_block_append(block, &(char){ (char)(c - SURROGATE_OF_BYTE) }, 1);
        break;
    case SURROGATE_PASS: /* all that a UTF does not have is surrogates */
        if (codec == CODEC_ASCII || codec == CODEC_LATIN_1)
            return 0;
        status = codec_put(block, codec, c);
        break;
    default: return 0;
    }
    return status < 0 ? -1 : 1;
}

static const char *reason_of(Codec codec)
{
    return codec == CODEC_ASCII ? "ordinal not in range(128)"
         : codec == CODEC_LATIN_1 ? "ordinal not in range(256)" : "surrogates not allowed";
}

/* What a handler in Python gave: bytes as they are, or characters of ASCII (or Latin-1, if that is
 * the encoding). 1, 0 if they are none, -1. */
static int put_replacement(ByteBlock *block, Codec codec, Object *replacement)
{
    if (HAS_FLAG(replacement, TYPE_BYTES)) {
        Bytes *bytes = (Bytes *)replacement;
        if (bytes->size % (intptr_t)codec_unit(codec) != 0)
            return 0;
        return byte_block_append(block, bytes->data, (size_t)bytes->size) < 0 ? -1 : 1;
    }
    for (size_t i = 0; i < str_length(replacement); i++) {
        uint32_t c = str_char(replacement, i);
        if (c >= (codec == CODEC_LATIN_1 ? LATIN_1_END : ASCII_END))
            return 0;
        if (codec_put(block, codec, c) < 0)
            return -1;
    }
    return 1;
}

static intptr_t call_encode_handler(ByteBlock *block, Object *function, Object *s, Codec codec,
                                    size_t start, size_t end)
{
    const char *name = name_in_error(codec);
    intptr_t next;
    Object *replacement = call_handler(function, unicode_error(&unicode_encode_error_type, name,
                                       incref(s), start, end, reason_of(codec)), str_length(s),
                                       "encoding error handler must return (str/bytes, int)", true,
                                       &next);
    int status = replacement != NULL ? put_replacement(block, codec, replacement) : -1;
    if (status == 0)
        raise_encode_error(name, s, start, codec_unit(codec) > 1 ? start + 1 : end,
                           reason_of(codec));
    xdecref(replacement);
    return status > 0 ? next : -1;
}

intptr_t codec_unencodable(ByteBlock *block, Object *s, Codec codec, Object *errors, size_t start,
                           size_t end)
{
    ErrorHandler handler;
    Object *function = NULL;
    if (handler_find(errors, &handler, &function) < 0)
        return -1;
    if (handler == REGISTERED)
        return call_encode_handler(block, function, s, codec, start, end);
    for (size_t i = start; i < end; i++) {
        int replaced = replace_char(block, codec, handler, str_char(s, i));
        if (replaced == 0)
            raise_encode_error(name_in_error(codec), s, i, end, reason_of(codec));
        if (replaced <= 0)
            return -1;
    }
    return (intptr_t)end;
}
