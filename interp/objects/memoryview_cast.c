/*
 * memoryview_cast.c: the same bytes as items of another kind, or in rows of rows. Sizes are those
 * of C on a 64-bit machine, as in module struct, so that a program does the same on each build.
 */
#include "objects/memoryview.h"

#include "objects/byte_methods.h"
#include "objects/codecs.h"
#include "objects/str.h"
#include "vm/errors.h"

/* ---- formats -------------------------------------------------------------------------------- */

/* With the "@" that says: as this machine has it. A format without it is the text behind. */
static const struct { char text[3]; uint8_t size; } formats[] = {
    { "@B", 1 }, { "@b", 1 }, { "@c", 1 }, { "@?", 1 }, { "@h", 2 }, { "@H", 2 }, { "@i", 4 },
    { "@I", 4 }, { "@l", 8 }, { "@L", 8 }, { "@q", 8 }, { "@Q", 8 }, { "@n", 8 }, { "@N", 8 },
    { "@P", 8 }, { "@f", 4 }, { "@d", 8 },
};

char format_letter(const char *format) { return format[0] == '@' ? format[1] : format[0]; }

size_t format_size(char letter)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (formats[i].text[1] == letter)
            return formats[i].size;
    return 0;
}

/* The format's text, which lives for ever; NULL without an exception: it is none of these. */
static const char *format_find(Object *format)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (str_equal_text(format, formats[i].text))
            return formats[i].text;
        if (str_equal_text(format, formats[i].text + 1))
            return formats[i].text + 1;
    }
    return NULL;
}

bool format_among(const char *format, const char *letters)
{
    while (*letters != '\0' && *letters != format_letter(format))
        letters++;
    return *letters != '\0';
}

static bool is_byte_format(const char *format) { return format_among(format, "Bbc"); }

/* ---- one row of other items ----------------------------------------------------------------- */

static int check_cast(const MemoryView *m, Object *format, const char *text)
{
    for (size_t i = 0; i < str_length(format); i++)
        if (str_char(format, i) >= 0x80) {
            raise_encode_error("ascii", format, i, i + 1, "ordinal not in range(128)");
            return -1;
        }
    if (text == NULL)
        return raise_int(&value_error_type, "memoryview: destination format must be a native "
                         "single character format prefixed with an optional '@'");
    if (!is_byte_format(m->format) && !is_byte_format(text))
        return raise_int(&type_error_type,
                         "memoryview: cannot cast between two non-byte formats");
    if (memoryview_size(m) % format_size(format_letter(text)) != 0)
        return raise_int(&type_error_type, "memoryview: length is not a multiple of itemsize");
    return 0;
}

/* ---- rows of rows --------------------------------------------------------------------------- */

/* One number of the shape, which is at least 1; -1 with an exception. */
static int64_t length_from(Object *number, int64_t most)
{
    if (!IS_INT(number))
        return raise_int(&type_error_type,
                         "memoryview.cast(): elements of shape must be integers");
    int64_t length = object_as_int64(number, &overflow_error_type);
    if (length == -1 && error_occurred())
        return -1;
    if (length <= 0)
        return raise_int(&value_error_type,
                         "memoryview.cast(): elements of shape must be integers > 0");
    if (length > most)
        return raise_int(&value_error_type, "memoryview.cast(): product(shape) > SSIZE_MAX");
    return length;
}

/* Gives m, which has as many dimensions as there are numbers, that shape. They are 64 bits wide on
 * each build; those that a 32-bit one cannot hold do not fit the size. */
static int set_shape(MemoryView *m, Object *const *numbers, size_t size)
{
    int64_t items = 1;
    for (int i = 0; i < m->dimensions; i++) {
        int64_t length = length_from(numbers[i], INT64_MAX / items);
        if (length < 0)
            return -1;
        m->shape[i].length = (intptr_t)length;
        items *= length;
    }
    if (items > (int64_t)size || (size_t)items * m->item_size != size)
        return raise_int(&type_error_type,
                         "memoryview: product(shape) * itemsize != buffer size");
    intptr_t stride = m->item_size;
    for (int i = m->dimensions - 1; i >= 0; i--) {
        m->shape[i].stride = stride;
        stride *= m->shape[i].length;
    }
    return 0;
}

/* ---- cast() --------------------------------------------------------------------------------- */

static int check_shape(const MemoryView *m, Object *shape)
{
    bool zero = false;
    for (int i = 0; i < m->dimensions; i++)
        zero = zero || m->shape[i].length == 0;
    if ((shape != NULL || m->dimensions != 1) && zero)
        return raise_int(&type_error_type,
                         "memoryview: cannot cast view with zeros in shape or strides");
    if (shape == NULL)
        return 0;
    if (!IS_LIST(shape) && !IS_TUPLE(shape))
        return raise_int(&type_error_type, "shape must be a list or a tuple");
    intptr_t count = ((VarObject *)shape)->size;
    if (count > MOST_DIMENSIONS)
        return raise_int(&value_error_type, "memoryview: number of dimensions must not exceed %d",
                         MOST_DIMENSIONS);
    if (m->dimensions != 1 && count != 1)
        return raise_int(&type_error_type, "memoryview: cast must be 1D -> ND or ND -> 1D");
    return 0;
}

BYTE_METHOD(memoryview_cast)
{
    (void)kwnames;
    MemoryView *m = (MemoryView *)self;
    Object *format = args[0], *shape = positional > 1 ? args[1] : NULL;
    if (!IS_STR(format))
        return raise(&type_error_type, "cast() argument 'format' must be str, not %T", format);
    if (memoryview_check(m) < 0)
        return NULL;
    if (!memoryview_is_contiguous(m))
        return raise(&type_error_type, "memoryview: casts are restricted to C-contiguous views");
    const char *text = format_find(format);
    if (check_shape(m, shape) < 0 || check_cast(m, format, text) < 0)
        return NULL;
    MemoryView *view = memoryview_like(m, shape != NULL ? (int)((VarObject *)shape)->size : 1);
    if (view == NULL)
        return NULL;
    size_t size = memoryview_size(m);
    view->format = text;
    view->item_size = (uint8_t)format_size(format_letter(text));
    Object **numbers = shape == NULL ? NULL : IS_LIST(shape) ? ((List *)shape)->items
                                                             : ((Tuple *)shape)->items;
    if (shape == NULL)
        view->shape[0] = (Dimension){ (intptr_t)(size / view->item_size), view->item_size };
    else if (set_shape(view, numbers, size) < 0)
        clear_reference(view);
    if (view != NULL)
        gc_track(view);
    return (Object *)view;
}
