/*
 * str.c: text. A str is a row of code points of 1, 2 or 4 bytes each, as many as its largest one
 * needs (PEP 393), and never changes. Here: making, interning, comparing, indexing. The methods
 * are in str_methods.c and its neighbours, UTF-8 in str_utf8.c.
 */
#include "objects/str.h"

#include "memory/memory.h"
#include "objects/arguments.h"
#include "objects/class.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/format.h"
#include "objects/iterators.h"
#include "objects/start.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

#include <string.h>

/* Latin-1 characters as strings of length one, made when first asked for and shared, as in
 * CPython; and the empty string. */
static Object *latin_1_strings[LATIN_1_END];
static Object *empty_string;

/* ---- making --------------------------------------------------------------------------------- */

enum { MOST_CHARACTERS = (1 << 29) - 1 }; /* Str.length has 29 bits */

Str *str_allocate(size_t length, int kind)
{
    if (length > MOST_CHARACTERS)
        return raise_no_memory();
    Str *s = mem_alloc(sizeof(Str) + (length << kind));
    if (s == NULL)
        return raise_no_memory();
    s->head = (Object){ 1, &str_type };
    s->hash = 0;
    s->length = (uint32_t)length;
    s->kind = (unsigned)kind;
    s->interned = 0;
    return s;
}

static Object *empty(void)
{
    if (empty_string == NULL)
        empty_string = (Object *)str_allocate(0, STR_1);
    return xincref(empty_string);
}

Object *str_from_char(uint32_t code_point)
{
    if (code_point < LATIN_1_END && latin_1_strings[code_point] != NULL)
        return incref(latin_1_strings[code_point]);
    int kind = kind_for(code_point);
    Str *s = str_allocate(1, kind);
    if (s == NULL)
        return NULL;
    kind_write(kind, s->data, 0, code_point);
    if (code_point < LATIN_1_END)
        latin_1_strings[code_point] = incref(&s->head);
    return &s->head;
}

void kind_copy(int to_kind, void *to, size_t to_index, const Str *from, size_t start, size_t count)
{
    if (count == 0)
        return; /* to may be NULL then */
    if (from->kind == (unsigned)to_kind) {
        memcpy((char *)to + (to_index << to_kind), from->data + (start << to_kind),
               count << to_kind);
        return;
    }
    for (size_t i = 0; i < count; i++)
        kind_write(to_kind, to, to_index + i, str_at(from, start + i));
}

static uint32_t row_maximum(const void *data, size_t length, int kind)
{
    uint32_t all = 0; /* having every bit of any character, it falls into the largest one's kind */
    for (size_t i = 0; i < length; i++)
        all |= kind_read(kind, data, i);
    return all;
}

Object *str_from_row(const void *data, size_t length, int kind)
{
    if (length == 0)
        return empty();
    if (length == 1)
        return str_from_char(kind_read(kind, data, 0));
    int needed = kind == STR_1 ? STR_1 : kind_for(row_maximum(data, length, kind));
    Str *s = str_allocate(length, needed);
    if (s == NULL)
        return NULL;
    if (needed == kind)
        memcpy(s->data, data, length << kind);
    else
        for (size_t i = 0; i < length; i++)
            kind_write(needed, s->data, i, kind_read(kind, data, i));
    return &s->head;
}

Object *str_substring(Object *o, size_t start, size_t end)
{
    Str *s = (Str *)o;
    if (start == 0 && end >= s->length && IS_EXACT(o, str_type))
        return incref(o);
    return str_from_row(s->data + (start << s->kind), end - start, s->kind);
}

Object *str_concat(Object *a, Object *b)
{
    Str *x = (Str *)a, *y = (Str *)b;
    if (x->length == 0 && IS_EXACT(b, str_type))
        return incref(b);
    if (y->length == 0 && IS_EXACT(a, str_type))
        return incref(a);
    int kind = x->kind > y->kind ? x->kind : y->kind;
    Str *s = str_allocate((size_t)x->length + y->length, kind);
    if (s == NULL)
        return NULL;
    kind_copy(kind, s->data, 0, x, 0, x->length);
    kind_copy(kind, s->data, x->length, y, 0, y->length);
    return &s->head;
}

int str_append(Object **left, Object *right)
{
    Str *x = (Str *)*left, *y = (Str *)right;
    size_t length = (size_t)x->length + y->length;
    if (x->head.refcount != 1 || x->interned || y->kind > x->kind || x == y
        || length > MOST_CHARACTERS) {
        Object *sum = str_concat(*left, right);
        if (sum == NULL)
            return -1;
        replace_reference(*left, sum);
        return 0;
    }
    Str *grown = mem_resize(x, sizeof(Str) + str_bytes(x), sizeof(Str) + (length << x->kind));
    if (grown == NULL) {
        raise_no_memory();
        return -1;
    }
    kind_copy(grown->kind, grown->data, grown->length, y, 0, y->length);
    grown->length = (uint32_t)length & MOST_CHARACTERS;
    grown->hash = 0;
    *left = &grown->head;
    return 0;
}

Object *str_join(Object *separator, Object **items, size_t count)
{
    Str *between = (Str *)separator;
    size_t length = between != NULL && count > 1 ? (count - 1) * between->length : 0;
    int kind = length > 0 ? between->kind : STR_1;
    for (size_t i = 0; i < count; i++) {
        if (!IS_STR(items[i]))
            return raise(&type_error_type, "sequence item %zd: expected str instance, %T found",
                         (intptr_t)i, items[i]);
        length += str_length(items[i]);
        if (((Str *)items[i])->kind > (unsigned)kind)
            kind = ((Str *)items[i])->kind;
    }
    if (count == 1 && IS_EXACT(items[0], str_type))
        return incref(items[0]);
    if (length == 0)
        return empty();
    Str *s = str_allocate(length, kind);
    if (s == NULL)
        return NULL;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && between != NULL) {
            kind_copy(kind, s->data, at, between, 0, between->length);
            at += between->length;
        }
        kind_copy(kind, s->data, at, (Str *)items[i], 0, str_length(items[i]));
        at += str_length(items[i]);
    }
    return &s->head;
}

/* ---- interning ------------------------------------------------------------------------------ */

/* The table's own two references (key and value) do not count: the string goes when nobody else
 * has it, and str_destroy takes it out of the table (as in CPython). */
Object *str_intern(Object *o)
{
    Str *s = (Str *)o;
    if (s == NULL || s->interned || !IS_EXACT(o, str_type))
        return o;
    if (interpreter.interned == NULL) {
        enum { NAMES_AT_START = 340 }; /* those of the built-in modules and a small program */
        interpreter.interned = dict_new_sized(NAMES_AT_START);
    }
    Object *kept = interpreter.interned != NULL ? dict_set_default(interpreter.interned, o, o)
                                                : NULL;
    if (kept != o) { /* another object of that text, or NULL: no memory */
        xincref(kept);
        decref(o);
        return kept;
    }
    s->interned = 1;
    o->refcount -= 2;
    return o;
}

Object *str_interned(const char *utf8) { return str_intern(str_from(utf8)); }

static void str_destroy(Object *self)
{
    Str *s = (Str *)self;
    if (s->interned) {
        s->interned = 0;
        self->refcount = 3; /* the table's two, and one that keeps this call the last */
        dict_delete(interpreter.interned, self);
        self->refcount = 0;
    }
    object_free(self, str_bytes(s));
}

static void release_interned(void)
{
    Dict *table = (Dict *)interpreter.interned;
    if (table == NULL)
        return;
    uint32_t position = 0;
    Object *key, *value;
    while (dict_next(&table->head, &position, &key, &value)) {
        ((Str *)key)->interned = 0;
        key->refcount += 2;
    }
    clear_reference(interpreter.interned);
}

void strings_stop(void)
{
    for (int i = 0; i < LATIN_1_END; i++)
        clear_reference(latin_1_strings[i]);
    clear_reference(empty_string);
    release_interned();
}

/* ---- comparing, hashing --------------------------------------------------------------------- */

uint32_t str_char(Object *s, size_t index) { return str_at((Str *)s, index); }

bool str_equal(Object *a, Object *b)
{
    Str *x = (Str *)a, *y = (Str *)b;
    return x == y || (x->length == y->length && x->kind == y->kind &&
                      memcmp(x->data, y->data, str_bytes(x)) == 0);
}

bool str_equal_text(Object *o, const char *ascii)
{
    Str *s = (Str *)o;
    size_t length = strlen(ascii);
    return s->kind == STR_1 && s->length == length && memcmp(s->data, ascii, length) == 0;
}

int str_order(const Str *x, const Str *y)
{
    size_t common = x->length < y->length ? x->length : y->length;
    if (x->kind == STR_1 && y->kind == STR_1) {
        int order = memcmp(x->data, y->data, common);
        if (order != 0)
            return order;
    } else {
        for (size_t i = 0; i < common; i++)
            if (str_at(x, i) != str_at(y, i))
                return str_at(x, i) < str_at(y, i) ? -1 : 1;
    }
    return (x->length > y->length) - (x->length < y->length);
}

static Object *str_compare(Object *self, Object *other, Comparison op)
{
    if (!IS_STR(other))
        return incref(NOT_IMPLEMENTED);
    if (op == CMP_EQ || op == CMP_NE)
        return bool_from(str_equal(self, other) == (op == CMP_EQ));
    return bool_from(comparison_holds(str_order((Str *)self, (Str *)other), op));
}

/* FNV-1a (Fowler, Noll, Vo). 0 for no bytes alone, as in every run of CPython. */
uint32_t hash_of_bytes(const uint8_t *bytes, size_t size)
{
    enum { FNV_PRIME = 16777619u };
    const uint32_t FNV_START = 2166136261u;
    if (size == 0)
        return 0;
    uint32_t hash = FNV_START;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * FNV_PRIME;
    hash ^= hash >> 15; /* tables look at the low bits: let the high ones have a say */
    return hash == 0 ? 1 : hash;
}

/* Over the characters' bytes. In s->hash 0 stands for "not computed". */
uint32_t str_hash32(Object *o)
{
    Str *s = (Str *)o;
    if (s->hash == 0)
        s->hash = hash_of_bytes(s->data, str_bytes(s));
    return s->hash;
}

static int64_t str_hash(Object *self) { return str_hash32(self); }
static int str_truth(Object *self) { return str_length(self) != 0; }
static intptr_t str_length_slot(Object *self) { return (intptr_t)str_length(self); }

/* ---- items ---------------------------------------------------------------------------------- */

static Object *str_slice(Str *s, Object *slice)
{
    intptr_t length = s->length, start, stop, step;
    intptr_t count = slice_indices(slice, &length, &start, &stop, &step);
    if (count < 0)
        return NULL;
    if (step == 1)
        return str_substring(&s->head, (size_t)start, (size_t)(start + count));
    StrBuilder builder;
    str_builder_begin(&builder);
    for (intptr_t i = 0; i < count; i++)
        if (str_builder_char(&builder, str_at(s, (size_t)(start + i * step))) < 0) {
            str_builder_abandon(&builder);
            return NULL;
        }
    return str_builder_finish(&builder);
}

static Object *str_get_item(Object *self, Object *key)
{
    Str *s = (Str *)self;
    if (IS_EXACT(key, slice_type))
        return str_slice(s, key);
    if (!is_index(key))
        return raise(&type_error_type, "string indices must be integers, not '%T'", key);
    intptr_t index = object_as_size(key, &index_error_type);
    if (index == -1 && error_occurred())
        return NULL;
    if (index < 0)
        index += s->length;
    if (index < 0 || index >= (intptr_t)s->length)
        return raise(&index_error_type, "string index out of range");
    return str_from_char(str_at(s, (size_t)index));
}

bool str_matches_at(const Str *s, size_t index, const Str *needle)
{
    if (s->kind == needle->kind)
        return memcmp(s->data + (index << s->kind), needle->data, str_bytes(needle)) == 0;
    for (size_t i = 0; i < needle->length; i++)
        if (str_at(s, index + i) != str_at(needle, i))
            return false;
    return true;
}

intptr_t str_search(const Str *s, const Str *needle, intptr_t start, intptr_t end, bool backward)
{
    intptr_t last = end - (intptr_t)needle->length;
    if (last < start)
        return -1;
    if (needle->length == 0)
        return backward ? last : start;
    uint32_t first = str_at(needle, 0);
    if (backward) {
        for (intptr_t i = last; i >= start; i--)
            if (str_at(s, (size_t)i) == first && str_matches_at(s, (size_t)i, needle))
                return i;
        return -1;
    }
    for (intptr_t i = start; i <= last; i++) {
        if (s->kind == STR_1) { /* let memchr find the first character: it is fast */
            const uint8_t *hit = first < LATIN_1_END
                ? memchr(s->data + i, (int)first, (size_t)(last - i + 1)) : NULL;
            if (hit == NULL)
                return -1;
            i = hit - s->data;
        }
        if (str_at(s, (size_t)i) == first && str_matches_at(s, (size_t)i, needle))
            return i;
    }
    return -1;
}

static int str_contains(Object *self, Object *item)
{
    if (!IS_STR(item))
        return raise_int(&type_error_type,
                         "'in <string>' requires string as left operand, not %T", item);
    return str_search((Str *)self, (Str *)item, 0, ((Str *)self)->length, false) >= 0;
}

/* ---- operators ------------------------------------------------------------------------------ */

static Object *str_repeat(Object *o, Object *times)
{
    Str *s = (Str *)o;
    intptr_t count = object_as_size(times, &overflow_error_type);
    if (count == -1 && error_occurred())
        return NULL;
    if (count <= 0 || s->length == 0)
        return empty();
    if (count == 1 && IS_EXACT(o, str_type))
        return incref(o);
    if ((size_t)count > SIZE_MAX / 8 / s->length)
        return raise_no_memory();
    Str *result = str_allocate((size_t)count * s->length, s->kind);
    if (result == NULL)
        return NULL;
    size_t bytes = str_bytes(s);
    for (intptr_t i = 0; i < count; i++)
        memcpy(result->data + (size_t)i * bytes, s->data, bytes);
    return &result->head;
}

static Object *str_binary(BinaryOperator op, Object *left, Object *right)
{
    if (op == OP_ADD && IS_STR(left) && IS_STR(right))
        return str_concat(left, right);
    if (op == OP_MULTIPLY && IS_STR(left) && is_index(right))
        return str_repeat(left, right);
    if (op == OP_MULTIPLY && IS_STR(right) && is_index(left))
        return str_repeat(right, left);
    if (op == OP_REMAINDER && IS_STR(left))
        return format_percent(left, right);
    return incref(NOT_IMPLEMENTED);
}

static Object *str_self(Object *self)
{
    if (IS_EXACT(self, str_type))
        return incref(self);
    return str_from_row(((Str *)self)->data, str_length(self), ((Str *)self)->kind);
}

static Object *str_from_arguments(Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "object", "encoding", "errors", NULL };
    Object *values[3];
    if (parse_arguments("str", args, positional, kwnames, names, values) < 0
        || check_optional_str("str", "encoding", values[1]) < 0
        || check_optional_str("str", "errors", values[2]) < 0)
        return NULL;
    if (values[0] == NULL)
        return empty();
    if (values[1] != NULL || values[2] != NULL)
        return bytes_decode(values[0], values[1], values[2]);
    return object_str(values[0]);
}

static Object *str_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    if (type == &str_type && positional == 1 && kwnames == NULL)
        return object_str(args[0]);
    Object *text = str_from_arguments(args, positional, kwnames);
    return type == &str_type ? text : instance_of_value(type, text); /* __str__ may give a subclass */
}

/* CPython's figure for the same text would include its longer header; this is the truth here. */
static size_t str_extra_size(Object *self) { return str_bytes((Str *)self); }

Type str_type = {
    .head = { 1, &type_type },
    .name = "str",
    .basic_size = sizeof(Str),
    .item_size = 1,
    .flags = TYPE_STR | TYPE_BASE,
    .destroy = str_destroy,
    .repr = str_repr,
    .str = str_self,
    .hash = str_hash,
    .truth = str_truth,
    .compare = str_compare,
    .construct = str_construct,
    .iterate = str_iterate,
    .length = str_length_slot,
    .get_item = str_get_item,
    .contains = str_contains,
    .binary = str_binary,
    .extra_size = str_extra_size,
    .methods = str_methods,
    .doc = "str(object='') -> str",
};
