/*
 * image_writer.c: lays a tree of code drafts out as an image (program/image_format.h).
 *
 * Constants, codes and everything else grow in three buffers of their own; offsets into the third
 * count from its beginning until image_write knows where it will stand. Equal constants are
 * stored once: what they consist of is their identity, a tuple's being the numbers of its items.
 */
#include <string.h>
#include "memory/memory.h"
#include "program/image.h"
#include "program/image_format.h"
#include "vm/errors.h"

typedef struct { uint8_t *bytes; size_t size, capacity; } Buffer;

typedef struct {
    Buffer constants, codes, data;
    uint32_t *buckets;      /* hash table of constants: number + 1, 0 for an empty bucket */
    size_t bucket_count;    /* a power of two, or 0 */
} Writer;

/* ---- growing buffers ----------------------------------------------------------------------- */

/* Room for size more bytes, zeroed, at a multiple of the image's alignment when aligned. */
static uint8_t *buffer_extend(Buffer *buffer, size_t size, bool aligned)
{
    size_t start = buffer->size;
    if (aligned)
        start = (start + IMAGE_ALIGNMENT - 1) / IMAGE_ALIGNMENT * IMAGE_ALIGNMENT;
    if (start + size > buffer->capacity || !buffer->bytes) { /* also before the first, empty piece */
        size_t capacity = 2 * (start + size) + 256;
        uint8_t *bytes = mem_resize(buffer->bytes, buffer->capacity, capacity);
        if (!bytes)
            return raise_no_memory();
        memset(bytes + buffer->size, 0, capacity - buffer->size);
        buffer->bytes = bytes;
        buffer->capacity = capacity;
    }
    buffer->size = start + size;
    return buffer->bytes + start;
}

/* Copies a piece of data behind what is there; its offset in the data, or -1. */
static int64_t add_data(Writer *w, const void *bytes, size_t size)
{
    uint8_t *place = buffer_extend(&w->data, size, true);
    if (!place)
        return -1;
    if (size)
        memcpy(place, bytes, size);
    return place - w->data.bytes;
}

static uint32_t constant_count(const Writer *w)
{
    return w->constants.size / sizeof(ImageConstant);
}

static ImageConstant *constant_at(const Writer *w, uint32_t number)
{
    return (ImageConstant *)w->constants.bytes + number;
}

/* ---- constants, each once ------------------------------------------------------------------- */

/* Bytes that a constant has among the data; 0 for one that its record holds whole. */
static size_t data_size(const ImageConstant *c)
{
    switch (c->kind) {
    case IMAGE_STR:
        return (size_t)c->count << c->width;
    case IMAGE_BYTES:
        return c->count;
    case IMAGE_BIG_INT:
    case IMAGE_TUPLE:
    case IMAGE_FROZENSET:
        return (size_t)c->count * sizeof(uint32_t);
    default:
        return 0;
    }
}

static bool has_data(const ImageConstant *c)
{
    return c->kind == IMAGE_STR || c->kind == IMAGE_BYTES || c->kind == IMAGE_BIG_INT ||
           c->kind == IMAGE_TUPLE || c->kind == IMAGE_FROZENSET;
}

/* FNV-1a (Fowler, Noll, Vo) over what makes a constant that constant. */
static uint32_t hash_constant(const ImageConstant *c, const uint8_t *bytes)
{
    const uint8_t *parts[] = { &c->kind, (const uint8_t *)&c->integer, bytes };
    size_t sizes[] = { 1, has_data(c) ? 0 : sizeof c->integer, data_size(c) };
    uint32_t hash = 2166136261u;
    for (int part = 0; part < 3; part++)
        for (size_t i = 0; i < sizes[part]; i++)
            hash = (hash ^ parts[part][i]) * 16777619u;
    return hash;
}

static bool same_constant(const Writer *w, const ImageConstant *a, const ImageConstant *b,
                          const uint8_t *bytes_of_b)
{
    if (a->kind != b->kind || a->width != b->width || a->count != b->count ||
        (a->flags & IMAGE_NEGATIVE) != (b->flags & IMAGE_NEGATIVE))
        return false;
    if (!has_data(a))
        return a->integer == b->integer; /* floats by their bits: 0.0 is not -0.0 */
    size_t size = data_size(a);
    return size == 0 || memcmp(w->data.bytes + a->data.offset, bytes_of_b, size) == 0;
}

static int grow_buckets(Writer *w)
{
    size_t count = w->bucket_count ? 2 * w->bucket_count : 64;
    uint32_t *buckets = mem_alloc_zeroed(count * sizeof *buckets);
    if (!buckets) {
        raise_no_memory();
        return -1;
    }
    for (uint32_t n = 0; n < constant_count(w); n++) {
        ImageConstant *c = constant_at(w, n);
        const uint8_t *bytes = has_data(c) ? w->data.bytes + c->data.offset : NULL;
        size_t bucket = hash_constant(c, bytes) & (count - 1);
        while (buckets[bucket])
            bucket = (bucket + 1) & (count - 1);
        buckets[bucket] = n + 1;
    }
    mem_free(w->buckets, w->bucket_count * sizeof *w->buckets);
    w->buckets = buckets;
    w->bucket_count = count;
    return 0;
}

/* The number of the constant with this record and these bytes, stored now if it is new; or -1. */
static int64_t store_constant(Writer *w, ImageConstant c, const void *bytes)
{
    if (2 * (size_t)constant_count(w) >= w->bucket_count && grow_buckets(w) < 0)
        return -1;
    size_t bucket = hash_constant(&c, bytes) & (w->bucket_count - 1);
    for (; w->buckets[bucket]; bucket = (bucket + 1) & (w->bucket_count - 1)) {
        ImageConstant *known = constant_at(w, w->buckets[bucket] - 1);
        if (same_constant(w, known, &c, bytes)) {
            known->flags |= c.flags & IMAGE_INTERNED;
            return w->buckets[bucket] - 1;
        }
    }
    if (has_data(&c)) {
        int64_t offset = add_data(w, bytes, data_size(&c));
        if (offset < 0)
            return -1;
        c.data.offset = offset;
    }
    ImageConstant *place = (ImageConstant *)buffer_extend(&w->constants, sizeof c, false);
    if (!place)
        return -1;
    *place = c;
    w->buckets[bucket] = constant_count(w);
    return constant_count(w) - 1;
}

static int64_t add_constant(Writer *w, Object *value, int depth);

static int64_t add_items(Writer *w, ImageConstantKind kind, Object **items, size_t count,
                         int depth)
{
    if (depth >= IMAGE_NESTING_MOST)
        return raise_int(&value_error_type, "constants are nested too deeply");
    uint32_t *numbers = mem_alloc(count * sizeof *numbers + 1);
    if (!numbers) {
        raise_no_memory();
        return -1;
    }
    int64_t result = 0;
    for (size_t i = 0; i < count && result >= 0; i++)
        numbers[i] = result = add_constant(w, items[i], depth + 1);
    if (result >= 0)
        result = store_constant(w, (ImageConstant){ .kind = kind, .count = count }, numbers);
    mem_free(numbers, count * sizeof *numbers + 1);
    return result;
}

static int64_t add_frozenset(Writer *w, Object *set, int depth)
{
    Object *tuple = sequence_to_tuple(set);
    if (!tuple)
        return -1;
    int64_t result = add_items(w, IMAGE_FROZENSET, ((Tuple *)tuple)->items,
                               ((Tuple *)tuple)->size, depth);
    decref(tuple);
    return result;
}

static int64_t add_int(Writer *w, Object *value)
{
    bool overflow = false;
    int64_t integer = int_as_int64(value, &overflow);
    if (!overflow)
        return store_constant(w, (ImageConstant){ .kind = IMAGE_INT, .integer = integer }, NULL);
    intptr_t size = ((Int *)value)->size;
    ImageConstant c = { .kind = IMAGE_BIG_INT, .flags = size < 0 ? IMAGE_NEGATIVE : 0,
                        .count = size < 0 ? -size : size };
    return store_constant(w, c, ((Int *)value)->digits);
}

/* CPython interns the constants that could be names, keywords included (codeobject.c,
 * all_name_chars), so that `is` says of them what it says there. */
static bool looks_like_name(const Str *s)
{
    if (s->kind != STR_1)
        return false;
    for (uint32_t i = 0; i < s->length; i++) {
        uint8_t c = s->data[i], letter = c | 0x20;
        if (!(letter >= 'a' && letter <= 'z') && !(c >= '0' && c <= '9') && c != '_')
            return false;
    }
    return true;
}

static int64_t add_text(Writer *w, Object *value, bool is_name)
{
    Str *s = (Str *)value;
    bool interned = is_name || s->interned || looks_like_name(s);
    ImageConstant c = { .kind = IMAGE_STR, .count = s->length, .width = s->kind,
                        .flags = interned ? IMAGE_INTERNED : 0 };
    return store_constant(w, c, s->data);
}

static int64_t add_constant(Writer *w, Object *value, int depth)
{
    if (value == NONE)
        return store_constant(w, (ImageConstant){ .kind = IMAGE_NONE }, NULL);
    if (value == TRUE || value == FALSE)
        return store_constant(
            w, (ImageConstant){ .kind = value == TRUE ? IMAGE_TRUE : IMAGE_FALSE }, NULL);
    if (value == &ellipsis_object)
        return store_constant(w, (ImageConstant){ .kind = IMAGE_ELLIPSIS }, NULL);
    if (IS_EXACT(value, int_type))
        return add_int(w, value);
    if (IS_EXACT(value, float_type))
        return store_constant(
            w, (ImageConstant){ .kind = IMAGE_FLOAT, .number = ((Float *)value)->value }, NULL);
    if (IS_EXACT(value, str_type))
        return add_text(w, value, false);
    if (IS_EXACT(value, bytes_type))
        return store_constant(
            w, (ImageConstant){ .kind = IMAGE_BYTES, .count = ((Bytes *)value)->size },
            ((Bytes *)value)->data);
    if (IS_EXACT(value, tuple_type))
        return add_items(w, IMAGE_TUPLE, ((Tuple *)value)->items, ((Tuple *)value)->size, depth);
    if (IS_EXACT(value, frozenset_type))
        return add_frozenset(w, value, depth);
    return raise_int(&system_error_type, "a program file cannot hold a constant of type '%T'",
                     value);
}

/* ---- codes ---------------------------------------------------------------------------------- */

static int64_t add_code(Writer *w, const CodeDraft *draft, int depth);

/* Adds a code's list of constants; the list's offset in the data, or -1. */
static int64_t add_constant_list(Writer *w, const CodeDraft *draft, int depth)
{
    size_t bytes = draft->constant_count * sizeof(uint32_t) + 1;
    uint32_t *numbers = mem_alloc(bytes);
    if (!numbers) {
        raise_no_memory();
        return -1;
    }
    int64_t result = 0;
    for (uint32_t i = 0; i < draft->constant_count && result >= 0; i++) {
        const DraftConstant *constant = &draft->constants[i];
        result = constant->code ? add_code(w, constant->code, depth + 1)
                                : add_constant(w, constant->value, 0);
        numbers[i] = (uint32_t)result | (constant->code ? IMAGE_CODE : 0);
    }
    if (result >= 0)
        result = add_data(w, numbers, draft->constant_count * sizeof(uint32_t));
    mem_free(numbers, bytes);
    return result;
}

/* Adds the names of a code's sites; the list's offset in the data, or -1. */
static int64_t add_site_list(Writer *w, const CodeDraft *draft)
{
    size_t bytes = draft->site_count * sizeof(uint32_t) + 1;
    uint32_t *numbers = mem_alloc(bytes);
    if (!numbers) {
        raise_no_memory();
        return -1;
    }
    int64_t result = 0;
    for (uint32_t i = 0; i < draft->site_count && result >= 0; i++)
        numbers[i] = result = add_text(w, draft->sites[i], true);
    if (result >= 0)
        result = add_data(w, numbers, draft->site_count * sizeof(uint32_t));
    mem_free(numbers, bytes);
    return result;
}

/* Adds the names of a code and of its locals to the constants. */
static int add_names(Writer *w, const CodeDraft *draft, ImageCode *record)
{
    for (uint32_t i = 0; i < draft->locals; i++)
        if (add_text(w, draft->local_names[i], true) < 0)
            return -1;
    int64_t name = add_text(w, draft->name, true);
    int64_t qualified_name = name < 0 ? -1 : add_text(w, draft->qualified_name, true);
    int64_t local_names = qualified_name < 0 ? -1 :
        add_items(w, IMAGE_TUPLE, draft->local_names, draft->locals, 0);
    if (local_names < 0)
        return -1;
    record->name = name;
    record->qualified_name = qualified_name;
    record->local_names = local_names;
    return 0;
}

/* Adds a code after all codes inside it; its number, or -1. */
static int64_t add_code(Writer *w, const CodeDraft *draft, int depth)
{
    if (depth >= IMAGE_NESTING_MOST)
        return raise_int(&syntax_error_type, "functions are nested too deeply");
    if (draft->locals + draft->temporaries > IMAGE_SLOTS_MOST ||
        draft->constant_count > IMAGE_SLOTS_MOST || draft->site_count > IMAGE_SLOTS_MOST)
        return raise_int(&syntax_error_type, "'%S' is too large: it has more than %d variables, "
                         "constants or names", draft->qualified_name, IMAGE_SLOTS_MOST);
    ImageCode record = {
        .flags = draft->flags, .positional = draft->positional,
        .positional_only = draft->positional_only, .keyword_only = draft->keyword_only,
        .locals = draft->locals, .free_variables = draft->free_variables,
        .temporaries = draft->temporaries, .first_line = draft->first_line,
        .instruction_count = draft->instruction_count, .range_count = draft->range_count,
        .constant_count = draft->constant_count, .site_count = draft->site_count,
    };
    int64_t constants = add_constant_list(w, draft, depth);
    if (constants < 0 || add_names(w, draft, &record) < 0)
        return -1;
    uint32_t count = draft->instruction_count;
    int64_t sites = add_site_list(w, draft);
    int64_t instructions = sites < 0 ? -1 :
        add_data(w, draft->instructions, count * sizeof(Instruction));
    int64_t ranges = instructions < 0 ? -1 :
        add_data(w, draft->ranges, draft->range_count * sizeof(ExceptionRange));
    int64_t positions = ranges < 0 ? -1 :
        add_data(w, draft->positions, count * sizeof(Position));
    ImageCode *place = positions < 0 ? NULL :
        (ImageCode *)buffer_extend(&w->codes, sizeof record, false);
    if (!place)
        return -1;
    record.constants_offset = constants;
    record.sites_offset = sites;
    record.instructions_offset = instructions;
    record.ranges_offset = ranges;
    record.positions_offset = positions;
    *place = record;
    return w->codes.size / sizeof record - 1;
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* Turns offsets into the data into offsets into the image. */
static void relocate(Writer *w, uint32_t data_start)
{
    for (uint32_t n = 0; n < constant_count(w); n++)
        if (has_data(constant_at(w, n)))
            constant_at(w, n)->data.offset += data_start;
    ImageCode *code = (ImageCode *)w->codes.bytes;
    for (; (uint8_t *)code < w->codes.bytes + w->codes.size; code++) {
        code->constants_offset += data_start;
        code->sites_offset += data_start;
        code->instructions_offset += data_start;
        code->ranges_offset += data_start;
        code->positions_offset += data_start;
    }
}

static uint8_t *assemble(Writer *w, uint32_t filename, const char *source, size_t source_size,
                         size_t *size)
{
    ImageHeader header = { .magic = IMAGE_MAGIC, .version = IMAGE_VERSION, .filename = filename };
    size_t data_start = sizeof header + w->constants.size + w->codes.size;
    size_t source_offset = data_start + w->data.size + sizeof(uint32_t);
    *size = source_offset + source_size;
    if (*size > INT32_MAX)
        return raise(&memory_error_type, "the program is too large");
    uint8_t *image = mem_alloc(*size);
    if (!image)
        return raise_no_memory();
    relocate(w, data_start);
    header.size = *size;
    header.source_offset = source_offset;
    header.constants_offset = sizeof header;
    header.constant_count = constant_count(w);
    header.codes_offset = sizeof header + w->constants.size;
    header.code_count = w->codes.size / sizeof(ImageCode);
    uint32_t source_checksum = image_checksum(source, source_size);

    memcpy(image + header.constants_offset, w->constants.bytes, w->constants.size);
    memcpy(image + header.codes_offset, w->codes.bytes, w->codes.size);
    memcpy(image + data_start, w->data.bytes, w->data.size);
    memcpy(image + source_offset - sizeof(uint32_t), &source_checksum, sizeof(uint32_t));
    if (source_size)
        memcpy(image + source_offset, source, source_size);
    memcpy(image, &header, sizeof header);
    header.checksum = image_checksum(image + IMAGE_CHECKSUM_START,
                                     source_offset - IMAGE_CHECKSUM_START);
    memcpy(image, &header, sizeof header);
    return image;
}

uint8_t *image_write(const CodeDraft *module, const char *filename, const char *source,
                     size_t source_size, size_t *size)
{
    Writer w = { 0 };
    uint8_t *image = NULL;
    Object *name = str_from(filename);
    int64_t name_number = name ? add_text(&w, name, false) : -1;
    if (name_number >= 0 && add_code(&w, module, 0) >= 0)
        image = assemble(&w, name_number, source, source_size, size);
    xdecref(name);
    mem_free(w.buckets, w.bucket_count * sizeof *w.buckets);
    mem_free(w.constants.bytes, w.constants.capacity);
    mem_free(w.codes.bytes, w.codes.capacity);
    mem_free(w.data.bytes, w.data.capacity);
    return image;
}
