/*
 * memoryview.c: type memoryview: making a view, what is known about it, and letting it go. Its
 * items are in memoryview_items.c, other shapes of the same bytes in memoryview_cast.c. Rules and
 * messages are those of CPython's Objects/memoryobject.c.
 */
#include "objects/memoryview.h"

#include <string.h>

#include "memory/collector.h"
#include "objects/arguments.h"
#include "objects/byte_methods.h"
#include "objects/start.h"
#include "objects/str.h"
#include "objects/weakref.h"
#include "vm/errors.h"

#define UNUSED (void)args, (void)positional, (void)kwnames

/* ---- the buffer that views share ------------------------------------------------------------ */

/* exporter is borrowed. */
static ManagedBuffer *buffer_new(Object *exporter, ByteView view, intptr_t *exports, bool read_only)
{
    if (type_ready(&managed_buffer_type) < 0)
        return NULL;
    ManagedBuffer *buffer = object_new(&managed_buffer_type, 0);
    if (buffer == NULL)
        return NULL;
    buffer->exporter = incref(exporter);
    buffer->data = (uint8_t *)view.data; /* written to only if read_only is not set */
    buffer->size = view.size;
    buffer->exports = exports;
    buffer->read_only = read_only;
    if (exports != NULL)
        ++*exports;
    gc_track(buffer);
    return buffer;
}

/* The exporter may change its size again. */
static void buffer_give_back(ManagedBuffer *buffer)
{
    if (buffer->exporter != NULL && buffer->exports != NULL)
        --*buffer->exports;
    buffer->exports = NULL;
    clear_reference(buffer->exporter);
}

static void buffer_destroy(Object *self)
{
    gc_untrack(self);
    buffer_give_back((ManagedBuffer *)self);
    object_free(self, 0);
}

static int buffer_traverse(Object *self, Visitor visit, void *context)
{
    Object *exporter = ((ManagedBuffer *)self)->exporter;
    return exporter != NULL ? visit(exporter, context) : 0;
}

/* A view that is alive still looks at the bytes. */
static void buffer_clear(Object *self)
{
    if (((ManagedBuffer *)self)->views == 0)
        buffer_give_back((ManagedBuffer *)self);
}

Type managed_buffer_type = {
    .head = { 1, &type_type },
    .name = "managedbuffer",
    .basic_size = sizeof(ManagedBuffer),
    .flags = TYPE_GC,
    .destroy = buffer_destroy,
    .traverse = buffer_traverse,
    .clear = buffer_clear,
};

/* ---- making and releasing ------------------------------------------------------------------- */

static MemoryView *view_new(ManagedBuffer *buffer, int dimensions)
{
    MemoryView *m = object_new(&memoryview_type, (size_t)dimensions);
    if (m == NULL)
        return NULL;
    m->buffer = incref(buffer);
    buffer->views++;
    m->dimensions = (uint8_t)dimensions;
    m->hash = -1;
    return m;
}

MemoryView *memoryview_like(const MemoryView *m, int dimensions)
{
    MemoryView *view = view_new(m->buffer, dimensions);
    if (view == NULL)
        return NULL;
    view->start = m->start;
    view->format = m->format;
    view->item_size = m->item_size;
    view->read_only = m->read_only;
    if (dimensions == m->dimensions)
        memcpy(view->shape, m->shape, (size_t)dimensions * sizeof(Dimension));
    return view;
}

/* buffer is stolen, and may be NULL with an exception set. */
static Object *view_of_buffer(ManagedBuffer *buffer)
{
    MemoryView *m = buffer != NULL ? view_new(buffer, 1) : NULL;
    if (m != NULL) {
        m->start = buffer->data;
        m->format = "B";
        m->item_size = 1;
        m->read_only = buffer->read_only;
        m->shape[0] = (Dimension){ (intptr_t)buffer->size, 1 };
        gc_track(m);
    }
    xdecref(buffer);
    return (Object *)m;
}

Object *memoryview_of_block(Object *exporter, const ByteBlock *block, intptr_t *exports)
{
    return view_of_buffer(buffer_new(exporter, (ByteView){ block->data, block->size }, exports,
                                     false));
}

static Object *view_of_view(MemoryView *m)
{
    MemoryView *view = memoryview_check(m) < 0 ? NULL : memoryview_like(m, m->dimensions);
    if (view != NULL)
        gc_track(view);
    return (Object *)view;
}

Object *memoryview_from(Object *o)
{
    if (is_memoryview(o))
        return view_of_view((MemoryView *)o);
    if (HAS_FLAG(o, TYPE_BYTES))
        return view_of_buffer(buffer_new(o, own_bytes(o), NULL, true));
    if (!type_is_subtype(o->type, &bytearray_type))
        return raise(&type_error_type, "memoryview: a bytes-like object is required, not '%T'", o);
    ByteArray *array = (ByteArray *)o;
    return memoryview_of_block(o, &array->block, &array->exports);
}

static Object *memoryview_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "object", NULL };
    Object *value;
    (void)type;
    return parse_required_arguments("memoryview", args, positional, kwnames, names, 1, &value) < 0
         ? NULL : memoryview_from(value);
}

static void release(MemoryView *m)
{
    ManagedBuffer *buffer = m->buffer;
    m->buffer = NULL;
    if (buffer == NULL)
        return;
    if (--buffer->views == 0)
        buffer_give_back(buffer);
    decref(buffer);
}

int memoryview_check(const MemoryView *m)
{
    return m->buffer != NULL ? 0
         : raise_int(&value_error_type, "operation forbidden on released memoryview object");
}

static void memoryview_destroy(Object *self)
{
    gc_untrack(self);
    if (((MemoryView *)self)->weak_references != NULL)
        weakrefs_clear(self);
    release((MemoryView *)self);
    object_free(self, ((MemoryView *)self)->dimensions);
}

static int memoryview_traverse(Object *self, Visitor visit, void *context)
{
    ManagedBuffer *buffer = ((MemoryView *)self)->buffer;
    return buffer != NULL ? visit(&buffer->head, context) : 0;
}

static void memoryview_clear(Object *self) { release((MemoryView *)self); }

static BYTE_METHOD(memoryview_release)
{
    UNUSED;
    release((MemoryView *)self);
    return incref(NONE);
}

static BYTE_METHOD(memoryview_enter)
{
    UNUSED;
    return memoryview_check((MemoryView *)self) < 0 ? NULL : incref(self);
}

/* ---- what is known about it ----------------------------------------------------------------- */

size_t memoryview_size(const MemoryView *m)
{
    size_t size = m->item_size;
    for (int i = 0; i < m->dimensions; i++)
        size *= (size_t)m->shape[i].length;
    return size;
}

/* Are the items in a row, the last (first) dimension changing fastest? */
static bool is_row(const MemoryView *m, bool fortran)
{
    if (m->dimensions == 1)
        return m->shape[0].length == 1 || m->shape[0].stride == m->item_size;
    if (memoryview_size(m) == 0)
        return true;
    intptr_t stride = m->item_size;
    for (int i = 0; i < m->dimensions; i++) {
        const Dimension *d = &m->shape[fortran ? i : m->dimensions - 1 - i];
        if (d->length > 1 && d->stride != stride)
            return false;
        stride *= d->length;
    }
    return true;
}

bool memoryview_is_contiguous(const MemoryView *m) { return is_row(m, false); }

#define GETTER(name, value) \
    static Object *name(Object *self) \
    { \
        const MemoryView *m = (const MemoryView *)self; \
        return memoryview_check(m) < 0 ? NULL : (value); \
    }

static Object *numbers(const MemoryView *m, bool strides)
{
    Object *tuple = tuple_new(m->dimensions);
    for (int i = 0; tuple != NULL && i < m->dimensions; i++) {
        const Dimension *d = &m->shape[i];
        Object *number = ((Tuple *)tuple)->items[i] = int_from(strides ? d->stride : d->length);
        if (number == NULL)
            clear_reference(tuple);
    }
    return tuple;
}

GETTER(get_obj, incref(m->buffer->exporter))
GETTER(get_nbytes, int_from_unsigned(memoryview_size(m)))
GETTER(get_readonly, bool_from(m->read_only))
GETTER(get_format, str_from(m->format))
GETTER(get_itemsize, int_from(m->item_size))
GETTER(get_ndim, int_from(m->dimensions))
GETTER(get_shape, numbers(m, false))
GETTER(get_strides, numbers(m, true))
GETTER(get_suboffsets, tuple_new(0)) /* no item lies behind a pointer */
GETTER(get_c_contiguous, bool_from(is_row(m, false)))
GETTER(get_f_contiguous, bool_from(is_row(m, true)))
GETTER(get_contiguous, bool_from(is_row(m, false) || is_row(m, true)))

static intptr_t memoryview_length(Object *self)
{
    const MemoryView *m = (const MemoryView *)self;
    return memoryview_check(m) < 0 ? -1 : m->dimensions == 0 ? 1 : m->shape[0].length;
}

static Object *memoryview_repr(Object *self)
{
    return str_from_format(((MemoryView *)self)->buffer != NULL ? "<memory at 0x%zx>"
                           : "<released memory at 0x%zx>", (size_t)self);
}

/* ---- all its bytes -------------------------------------------------------------------------- */

/* The items of the dimensions from `depth` on, as the order of the result counts them. */
static uint8_t *gather(const MemoryView *m, const uint8_t *item, int depth, bool fortran,
                       uint8_t *out)
{
    if (depth == m->dimensions) {
        memcpy(out, item, m->item_size);
        return out + m->item_size;
    }
    const Dimension *d = &m->shape[fortran ? m->dimensions - 1 - depth : depth];
    for (intptr_t i = 0; i < d->length; i++)
        out = gather(m, item + i * d->stride, depth + 1, fortran, out);
    return out;
}

void memoryview_gather(const MemoryView *m, bool fortran, uint8_t *out)
{
    size_t size = memoryview_size(m);
    if (size > 0 && is_row(m, fortran))
        memcpy(out, m->start, size);
    else if (size > 0)
        gather(m, m->start, 0, fortran, out);
}

Object *memoryview_bytes(const MemoryView *m, bool fortran)
{
    Object *bytes = bytes_from(NULL, memoryview_size(m));
    if (bytes != NULL)
        memoryview_gather(m, fortran, ((Bytes *)bytes)->data);
    return bytes;
}

static BYTE_METHOD(memoryview_tobytes)
{
    (void)kwnames;
    const MemoryView *m = (const MemoryView *)self;
    Object *order = positional > 0 && args[0] != NONE ? args[0] : NULL;
    if (order != NULL && !IS_STR(order))
        return raise(&type_error_type, "tobytes() argument 'order' must be str or None, not %T",
                     order);
    if (memoryview_check(m) < 0)
        return NULL;
    bool fortran = order != NULL && str_equal_text(order, "F");
    if (order != NULL && str_equal_text(order, "A"))
        fortran = is_row(m, true) && !is_row(m, false);
    else if (order != NULL && !fortran && !str_equal_text(order, "C"))
        return raise(&value_error_type, "order must be 'C', 'F' or 'A'");
    return memoryview_bytes(m, fortran);
}

static BYTE_METHOD(memoryview_hex)
{
    const MemoryView *m = (const MemoryView *)self;
    Object *bytes = memoryview_check(m) < 0 ? NULL : memoryview_bytes(m, false);
    Object *text = bytes != NULL ? byte_hex(bytes, args, positional, kwnames) : NULL;
    if (text != NULL && memoryview_check(m) < 0) /* an argument's __index__ has released it */
        clear_reference(text);
    xdecref(bytes);
    return text;
}

static BYTE_METHOD(memoryview_to_read_only)
{
    UNUSED;
    Object *view = view_of_view((MemoryView *)self);
    if (view != NULL)
        ((MemoryView *)view)->read_only = true;
    return view;
}

/* As bytes of the same content, with which it may be equal. */
static int64_t memoryview_hash(Object *self)
{
    MemoryView *m = (MemoryView *)self;
    if (m->hash != -1)
        return m->hash;
    if (memoryview_check(m) < 0)
        return -1;
    if (!m->read_only)
        return raise_int(&value_error_type, "cannot hash writable memoryview object");
    if (!format_among(m->format, "Bbc"))
        return raise_int(&value_error_type,
                         "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    Object *exporter = incref(m->buffer->exporter); /* its class may have a __hash__ */
    bool hashable = object_hash(exporter) != -1;
    decref(exporter);
    if (!hashable || memoryview_check(m) < 0)
        return -1;
    Object *bytes = memoryview_bytes(m, false);
    if (bytes != NULL)
        m->hash = object_hash(bytes);
    xdecref(bytes);
    return bytes != NULL ? m->hash : -1;
}

static size_t memoryview_extra_size(Object *self)
{
    return ((MemoryView *)self)->dimensions * sizeof(Dimension);
}

/* ---- the type ------------------------------------------------------------------------------- */

static const MethodDef memoryview_methods[] = {
    { "release", memoryview_release, 0, 0, 0, "Give the bytes back; the view is of no use." },
    { "tobytes", memoryview_tobytes, 0, 1, METHOD_NAMED, "tobytes(order='C') -> bytes" },
    { "hex", memoryview_hex, 0, -1, METHOD_KEYWORDS, "hex([sep[, bytes_per_sep]]) -> str" },
    { "tolist", memoryview_list, 0, 0, 0, "The items as a list, of lists for each dimension." },
    { "cast", memoryview_cast, 1, 2, METHOD_NAMED,
      "cast(format, shape=): the same bytes as other items" },
    { "toreadonly", memoryview_to_read_only, 0, 0, 0, "A view that refuses to be written to." },
    { "__enter__", memoryview_enter, 0, 0, 0, NULL },
    { "__exit__", memoryview_release, 0, -1, 0, NULL },
    { 0 },
};

static const GetSetDef memoryview_getsets[] = {
    { "obj", get_obj, NULL }, { "nbytes", get_nbytes, NULL }, { "readonly", get_readonly, NULL },
    { "itemsize", get_itemsize, NULL }, { "format", get_format, NULL }, { "ndim", get_ndim, NULL },
    { "shape", get_shape, NULL }, { "strides", get_strides, NULL },
    { "suboffsets", get_suboffsets, NULL }, { "c_contiguous", get_c_contiguous, NULL },
    { "f_contiguous", get_f_contiguous, NULL }, { "contiguous", get_contiguous, NULL }, { 0 },
};

Type memoryview_type = {
    .head = { 1, &type_type },
    .name = "memoryview",
    .basic_size = sizeof(MemoryView),
    .item_size = sizeof(Dimension),
    .flags = TYPE_GC,
    .destroy = memoryview_destroy,
    .traverse = memoryview_traverse,
    .clear = memoryview_clear,
    .repr = memoryview_repr,
    .hash = memoryview_hash,
    .compare = memoryview_compare,
    .construct = memoryview_construct,
    .iterate = memoryview_iterate,
    .length = memoryview_length,
    .get_item = memoryview_get_item,
    .set_item = memoryview_set_item,
    .extra_size = memoryview_extra_size,
    .methods = memoryview_methods,
    .getsets = memoryview_getsets,
    .weak_offset = offsetof(MemoryView, weak_references),
    .doc = "memoryview(object): a look at the bytes of an object that has some, without a copy.",
};
