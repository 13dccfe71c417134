/*
 * codecs.c: module _codecs, below user/lib/codecs.py: the encodings by name, and decoding a
 * part of a text whose last character may not be complete.
 */
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/standard.h"
#include "objects/byte_block.h"
#include "objects/codecs.h"
#include "vm/errors.h"

static int codec_argument(const char *function, Object *name, Codec *codec)
{
    if (IS_STR(name))
        return codec_find(name, codec);
    return raise_int(&type_error_type, "%s() argument must be str, not %T", function, name);
}

FUNCTION(codecs_name)
{
    UNUSED_ARGUMENTS;
    Codec codec;
    return codec_argument("lookup", args[0], &codec) < 0 ? NULL : str_from(codec_name(codec));
}

/* (text, how many bytes it was): an incomplete character at the end is left unless it is final. The
 * third is the encoding that goes on behind a mark. */
FUNCTION(codecs_decode)
{
    UNUSED_ARGUMENTS;
    Codec codec;
    ByteView view;
    if (codec_argument("decode", args[1], &codec) < 0 || byte_view_required(args[0], &view) < 0)
        return NULL;
    if (!IS_STR(args[2]))
        return raise(&type_error_type, "decode() argument 'errors' must be str, not %T", args[2]);
    int final = object_truth(args[3]);
    if (final < 0)
        return NULL;
    size_t size = view.size - (final ? 0 : codec_incomplete(codec, view.data, view.size));
    Codec order = codec_marked(codec, view.data, size);
    Object *items[] = { codec_decode(view.data, size, codec, args[2]), int_from_unsigned(size),
                        str_from(codec_name(order)) };
    Object *result = items[0] && items[1] && items[2] ? tuple_from(items, 3) : NULL;
    for (int i = 0; i < 3; i++)
        xdecref(items[i]);
    return result;
}

static const MethodDef functions[] = {
    { "name", codecs_name, 1, 1, 0, "name(encoding) -> the encoding's own name" },
    { "decode", codecs_decode, 4, 4, 0,
      "decode(bytes, encoding, errors, final) -> (text, bytes used, encoding behind a mark)" },
    { 0 },
};

Object *module_codecs_create(void) { return module_from_functions("_codecs", functions); }
