/*
 * image_reader.c: from the bytes of an image to code objects (program/image_format.h).
 *
 * Nothing in an image is believed: a file may be damaged, or made to do harm. Every offset, count
 * and number is checked here before it is used; what instructions may do with their fields is
 * checked by the verifier. Errors are ValueError "program file: what and where".
 */
#include <string.h>
#include "memory/memory.h"
#include "program/image.h"
#include "program/image_format.h"
#include "program/verifier.h"
#include "vm/errors.h"

typedef struct {
    const uint8_t *image;
    const ImageHeader *header;
    Object *owner;
    Object **constants;     /* owned, each; made[0..constants_made) */
    uint8_t *heights;       /* how deep tuples are nested in each constant */
    uint32_t constants_made;
    Code **codes;           /* owned, each */
    uint8_t *code_heights;
    uint32_t codes_made;
} Reader;

/* ---- checked access -------------------------------------------------------------------------- */

static int broken(const char *what, uint32_t number)
{
    return raise_int(&value_error_type, "program file: %s (number %u) is damaged", what, number);
}

/* Pointer to count items of item_size bytes at offset, when all of them lie in the checked part
 * of the image at a fitting address; NULL with the exception set. */
static const void *table(const Reader *r, uint32_t offset, uint32_t count, size_t item_size,
                         size_t alignment, const char *what)
{
    uint32_t end = r->header->source_offset;
    if (offset > end || offset % alignment || count > (end - offset) / item_size)
        return raise(&value_error_type, "program file: %s at offset %u, %u of them, %s", what,
                     offset, count, offset % alignment ? "not aligned" : "outside of the image");
    return r->image + offset;
}

static int check_header(Reader *r, size_t size)
{
    const ImageHeader *h = r->header;
    if (size < sizeof *h || memcmp(h->magic, IMAGE_MAGIC, IMAGE_MAGIC_SIZE) != 0)
        return raise_int(&value_error_type, "program file: there is no bytecode image in it");
    if (h->version != IMAGE_VERSION)
        return raise_int(&value_error_type,
                         "program file: made for version %u of the bytecode, this is version %d",
                         h->version, IMAGE_VERSION);
    if (h->size > size || h->source_offset > h->size ||
        h->source_offset < sizeof *h + sizeof(uint32_t))
        return raise_int(&value_error_type, "program file: cut off: %u bytes of %u are there",
                         (unsigned)size, h->size);
    uint32_t checksum = image_checksum(r->image + IMAGE_CHECKSUM_START,
                                       h->source_offset - IMAGE_CHECKSUM_START);
    if (checksum != h->checksum)
        return raise_int(&value_error_type,
                         "program file: damaged: its checksum is %x and should be %x", checksum,
                         h->checksum);
    if (h->reserved != 0 || h->code_count == 0)
        return raise_int(&value_error_type, "program file: header is damaged");
    return 0;
}

/* ---- constants ------------------------------------------------------------------------------- */

static Object *make_big_int(Reader *r, const ImageConstant *c)
{
    const uint32_t *digits = table(r, c->data.offset, c->count, sizeof *digits, sizeof *digits,
                                   "an int's digits");
    if (!digits)
        return NULL;
    bool canonical = c->count >= 2 && digits[c->count - 1] != 0;
    for (uint32_t i = 0; i < c->count; i++)
        canonical &= digits[i] <= DIGIT_MASK;
    if (!canonical)
        return raise(&value_error_type, "program file: an int's digits are damaged");
    Int *result = object_new(&int_type, c->count);
    if (!result)
        return NULL;
    memcpy(result->digits, digits, c->count * sizeof *digits);
    result->size = c->flags & IMAGE_NEGATIVE ? -(intptr_t)c->count : (intptr_t)c->count;
    return (Object *)result;
}

static uint32_t code_point_at(const uint8_t *text, uint32_t index, int width)
{
    if (width == STR_1)
        return text[index];
    uint32_t low = text[index << width] | (uint32_t)text[(index << width) + 1] << 8;
    if (width == STR_2)
        return low;
    return low | (uint32_t)text[(index << width) + 2] << 16 |
           (uint32_t)text[(index << width) + 3] << 24;
}

static Object *make_wide_str(const uint8_t *text, uint32_t count, int width)
{
    StrBuilder builder;
    str_builder_begin(&builder);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t code_point = code_point_at(text, i, width);
        if (code_point > 0x10FFFF) {
            raise(&value_error_type, "program file: a str has no such character: %x", code_point);
            str_builder_abandon(&builder);
            return NULL;
        }
        if (str_builder_char(&builder, code_point) < 0) {
            str_builder_abandon(&builder);
            return NULL;
        }
    }
    return str_builder_finish(&builder);
}

static Object *make_str(Reader *r, const ImageConstant *c)
{
    if (c->width > STR_4)
        return raise(&value_error_type, "program file: a str is damaged");
    const uint8_t *text = table(r, c->data.offset, c->count, (size_t)1 << c->width, 1, "a str");
    if (!text)
        return NULL;
    bool ascii = c->width == STR_1;
    for (uint32_t i = 0; ascii && i < c->count; i++)
        ascii = text[i] < 0x80;
    Object *s = ascii ? str_from_utf8((const char *)text, c->count)
                      : make_wide_str(text, c->count, c->width);
    return s && c->flags & IMAGE_INTERNED ? str_intern(s) : s;
}

static Object *make_tuple(Reader *r, const ImageConstant *c, uint32_t number)
{
    const uint32_t *items = table(r, c->data.offset, c->count, sizeof *items, sizeof *items,
                                  "a tuple's items");
    if (!items)
        return NULL;
    for (uint32_t i = 0; i < c->count; i++) {
        if (items[i] >= number || r->heights[items[i]] >= IMAGE_NESTING_MOST)
            return raise(&value_error_type, "program file: item %u of constant %u is damaged", i,
                         number);
        if (r->heights[number] <= r->heights[items[i]])
            r->heights[number] = r->heights[items[i]] + 1;
    }
    Object *tuple = tuple_new(c->count);
    for (uint32_t i = 0; tuple && i < c->count; i++)
        ((Tuple *)tuple)->items[i] = incref(r->constants[items[i]]);
    if (!tuple || c->kind == IMAGE_TUPLE)
        return tuple;
    Object *set = frozenset_from(tuple);
    decref(tuple);
    return set;
}

static Object *make_constant(Reader *r, const ImageConstant *c, uint32_t number)
{
    switch (c->kind) {
    case IMAGE_NONE:
        return incref(NONE);
    case IMAGE_FALSE:
        return incref(FALSE);
    case IMAGE_TRUE:
        return incref(TRUE);
    case IMAGE_ELLIPSIS:
        return incref(&ellipsis_object);
    case IMAGE_INT:
        return int_from(c->integer);
    case IMAGE_BIG_INT:
        return make_big_int(r, c);
    case IMAGE_FLOAT:
        return float_from(c->number);
    case IMAGE_STR:
        return make_str(r, c);
    case IMAGE_BYTES: {
        const void *bytes = table(r, c->data.offset, c->count, 1, 1, "a bytes object");
        return bytes ? bytes_from(bytes, c->count) : NULL;
    }
    case IMAGE_TUPLE:
    case IMAGE_FROZENSET:
        return make_tuple(r, c, number);
    default:
        return raise(&value_error_type, "program file: constant %u is of unknown kind %u", number,
                     c->kind);
    }
}

static int make_constants(Reader *r)
{
    uint32_t count = r->header->constant_count;
    const ImageConstant *records = table(r, r->header->constants_offset, count, sizeof *records,
                                         IMAGE_ALIGNMENT, "constants");
    if (!records)
        return -1;
    r->constants = mem_alloc_zeroed(count * sizeof *r->constants + 1);
    r->heights = mem_alloc_zeroed(count + 1);
    if (!r->constants || !r->heights) {
        raise_no_memory();
        return -1;
    }
    for (; r->constants_made < count; r->constants_made++) {
        uint32_t number = r->constants_made;
        r->constants[number] = make_constant(r, &records[number], number);
        if (!r->constants[number])
            return -1;
    }
    return 0;
}

/* ---- codes ----------------------------------------------------------------------------------- */

/* A further reference to the str with that number, or NULL with the exception set. */
static Object *str_constant(Reader *r, uint32_t number)
{
    if (number >= r->constants_made || !IS_EXACT(r->constants[number], str_type))
        return raise(&value_error_type, "program file: constant %u should be a name", number);
    return incref(r->constants[number]);
}

static int set_names(Reader *r, Code *code, const ImageCode *record)
{
    code->filename = str_constant(r, r->header->filename);
    code->name = code->filename ? str_constant(r, record->name) : NULL;
    code->qualified_name = code->name ? str_constant(r, record->qualified_name) : NULL;
    if (!code->qualified_name)
        return -1;
    if (record->local_names >= r->constants_made ||
        !IS_EXACT(r->constants[record->local_names], tuple_type))
        return broken("the names of a code's locals", r->codes_made);
    Tuple *names = (Tuple *)r->constants[record->local_names];
    if (names->size != record->locals)
        return broken("the names of a code's locals", r->codes_made);
    for (intptr_t i = 0; i < names->size; i++)
        if (!IS_EXACT(names->items[i], str_type))
            return broken("the names of a code's locals", r->codes_made);
    code->local_names = incref((Object *)names);
    return 0;
}

static int set_counts(Reader *r, Code *code, const ImageCode *record)
{
    uint32_t parameters = record->positional + record->keyword_only +
                          !!(record->flags & CODE_VARARGS) + !!(record->flags & CODE_VARKEYWORDS);
    if (record->flags & ~CODE_FLAGS_KNOWN || record->positional_only > record->positional ||
        parameters + record->free_variables > record->locals ||
        record->locals + record->temporaries > IMAGE_SLOTS_MOST)
        return broken("a code's head", r->codes_made);
    code->flags = record->flags;
    code->positional = record->positional;
    code->positional_only = record->positional_only;
    code->keyword_only = record->keyword_only;
    code->locals = record->locals;
    code->free_variables = record->free_variables;
    code->temporaries = record->temporaries;
    code->first_line = record->first_line;
    return 0;
}

/* What is read in place. */
static int set_tables(Reader *r, Code *code, const ImageCode *record)
{
    code->instruction_count = record->instruction_count;
    code->exception_range_count = record->range_count;
    code->instructions = table(r, record->instructions_offset, record->instruction_count,
                               sizeof(Instruction), IMAGE_ALIGNMENT, "instructions");
    if (code->instructions)
        code->positions = table(r, record->positions_offset, record->instruction_count,
                                sizeof(Position), IMAGE_ALIGNMENT, "positions");
    if (code->positions)
        code->exception_ranges = table(r, record->ranges_offset, record->range_count,
                                       sizeof(ExceptionRange), IMAGE_ALIGNMENT,
                                       "exception ranges");
    code->source = (const char *)r->image + r->header->source_offset;
    code->source_size = r->header->size - r->header->source_offset;
    return code->exception_ranges ? 0 : -1;
}

static int set_constants(Reader *r, Code *code, const ImageCode *record)
{
    const uint32_t *numbers = table(r, record->constants_offset, record->constant_count,
                                    sizeof *numbers, IMAGE_ALIGNMENT, "a code's constants");
    if (!numbers)
        return -1;
    code->constants = mem_alloc_zeroed(record->constant_count * sizeof *code->constants);
    if (!code->constants && record->constant_count) {
        raise_no_memory();
        return -1;
    }
    code->constant_count = record->constant_count;
    uint8_t *height = &r->code_heights[r->codes_made];
    for (uint32_t i = 0; i < record->constant_count; i++) {
        uint32_t number = numbers[i] & ~IMAGE_CODE;
        bool is_code = numbers[i] & IMAGE_CODE;
        if (number >= (is_code ? r->codes_made : r->constants_made) ||
            (is_code && r->code_heights[number] >= IMAGE_NESTING_MOST))
            return broken("a code's list of constants", r->codes_made);
        code->constants[i] = incref(is_code ? (Object *)r->codes[number] : r->constants[number]);
        if (is_code && *height <= r->code_heights[number])
            *height = r->code_heights[number] + 1;
    }
    return 0;
}

static int set_sites(Reader *r, Code *code, const ImageCode *record)
{
    const uint32_t *numbers = table(r, record->sites_offset, record->site_count, sizeof *numbers,
                                    IMAGE_ALIGNMENT, "a code's names");
    if (!numbers)
        return -1;
    code->sites = mem_alloc_zeroed(record->site_count * sizeof *code->sites);
    if (!code->sites && record->site_count) {
        raise_no_memory();
        return -1;
    }
    code->site_count = record->site_count;
    for (uint32_t i = 0; i < record->site_count; i++) {
        code->sites[i].name = str_constant(r, numbers[i]);
        if (!code->sites[i].name)
            return -1;
        if (!((Str *)code->sites[i].name)->interned)
            return broken("a code's list of names", r->codes_made);
    }
    return 0;
}

/* Makes the next code object and verifies its instructions. A code object that is not complete can
 * be destroyed like any other: what it has not is NULL. */
static int make_code(Reader *r, const ImageCode *record)
{
    Code *code = object_new(&code_type, 0);
    if (!code)
        return -1;
    code->image = xincref(r->owner);
    if (set_names(r, code, record) < 0 || set_counts(r, code, record) < 0 ||
        set_tables(r, code, record) < 0 || set_constants(r, code, record) < 0 ||
        set_sites(r, code, record) < 0 || verify_code(code) < 0) {
        decref(code);
        return -1;
    }
    r->codes[r->codes_made++] = code;
    return 0;
}

static int make_codes(Reader *r)
{
    uint32_t count = r->header->code_count;
    const ImageCode *records = table(r, r->header->codes_offset, count, sizeof *records,
                                     IMAGE_ALIGNMENT, "codes");
    if (!records)
        return -1;
    r->codes = mem_alloc_zeroed(count * sizeof *r->codes);
    r->code_heights = mem_alloc_zeroed(count);
    if (!r->codes || !r->code_heights) {
        raise_no_memory();
        return -1;
    }
    while (r->codes_made < count)
        if (make_code(r, &records[r->codes_made]) < 0)
            return -1;
    const Code *module = r->codes[count - 1];
    if (module->positional || module->keyword_only || module->free_variables ||
        module->flags & ~(CODE_NESTED | CODE_FUTURE_ANNOTATIONS))
        return broken("the module's code", count - 1);
    return 0;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* Gives up what only loading needed; the code objects keep what they use. */
static void reader_end(Reader *r)
{
    for (uint32_t i = 0; i < r->constants_made; i++)
        decref(r->constants[i]);
    for (uint32_t i = 0; i < r->codes_made; i++)
        decref(r->codes[i]);
    mem_free(r->constants, r->header->constant_count * sizeof *r->constants + 1);
    mem_free(r->heights, r->header->constant_count + 1);
    mem_free(r->codes, r->header->code_count * sizeof *r->codes);
    mem_free(r->code_heights, r->header->code_count);
}

Code *image_load(const uint8_t *image, size_t size, Object *owner)
{
    Reader r = { .image = image, .header = (const ImageHeader *)image, .owner = owner };
    if (check_header(&r, size) < 0)
        return NULL;
    Code *module = NULL;
    if (make_constants(&r) == 0 && make_codes(&r) == 0)
        module = incref(r.codes[r.codes_made - 1]);
    reader_end(&r);
    return module;
}

bool image_source_is_intact(const Code *code)
{
    static const char *last_intact; /* a traceback asks once for each of its lines */
    uint32_t checksum;
    if (code->source == last_intact)
        return true;
    memcpy(&checksum, code->source - sizeof checksum, sizeof checksum);
    if (image_checksum(code->source, code->source_size) != checksum)
        return false;
    last_intact = code->source;
    return true;
}
