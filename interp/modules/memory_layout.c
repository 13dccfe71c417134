/*
 * memory_layout.c: memory.bytes: an object as it lies in memory, field by field. A table says where
 * each built-in type's struct has which field; what an instance of a class has is read from the
 * class. In a type that the table does not know, the fields that hold references are found by
 * asking the object what it refers to, as the collector does.
 */
#include <string.h>

#include "io/io.h"
#include "memory/collector.h"
#include "modules/memory.h"
#include "objects/byte_methods.h"
#include "objects/class.h"
#include "objects/memoryview.h"
#include "objects/weakref.h"
#include "vm/errors.h"
#include "vm/exceptions.h"
#include "vm/frame.h"
#include "vm/generator.h"

enum { WORD = sizeof(void *), ITEMS_SHOWN = 16, WORDS_ASKED = 64 };

typedef struct { const char *name; uint16_t offset, size; } StructField;
typedef struct { Type *type; const StructField *fields; } Description;

#define FIELD(type, member, name) { name, offsetof(type, member), sizeof(((type *)0)->member) }
#define END { NULL, 0, 0 }

static const StructField int_fields[] = { FIELD(Int, size, "size"), END };
static const StructField float_fields[] = { FIELD(Float, value, "value"), END };
static const StructField str_fields[] = {
    FIELD(Str, hash, "hash"),
    { "length, kind, interned", offsetof(Str, hash) + sizeof(uint32_t), sizeof(uint32_t) }, END };
static const StructField sized_fields[] = { FIELD(VarObject, size, "size"), END };
static const StructField list_fields[] = {
    FIELD(List, size, "size"), FIELD(List, capacity, "capacity"), FIELD(List, items, "items"),
    END };
static const StructField dict_fields[] = {
    FIELD(Dict, used, "used"), FIELD(Dict, filled, "filled"), FIELD(Dict, capacity, "capacity"),
    FIELD(Dict, version, "version"), FIELD(Dict, entries, "entries"), END };
static const StructField set_fields[] = {
    FIELD(Set, used, "used"), FIELD(Set, filled, "filled"), FIELD(Set, mask, "mask"),
    FIELD(Set, table, "table"), FIELD(Set, finger, "finger"), FIELD(Set, hash, "hash"),
    FIELD(Set, weak_references, "weak references"), END };
static const StructField bytearray_fields[] = {
    FIELD(ByteArray, block.data, "data"), FIELD(ByteArray, block.size, "size"),
    FIELD(ByteArray, block.capacity, "capacity"), FIELD(ByteArray, exports, "exports"), END };
static const StructField managed_buffer_fields[] = {
    FIELD(ManagedBuffer, exporter, "exporter"), FIELD(ManagedBuffer, data, "data"),
    FIELD(ManagedBuffer, size, "size"), FIELD(ManagedBuffer, exports, "exports"),
    FIELD(ManagedBuffer, views, "views"), FIELD(ManagedBuffer, read_only, "read only"), END };
static const StructField memoryview_fields[] = {
    FIELD(MemoryView, buffer, "buffer"), FIELD(MemoryView, weak_references, "weak references"),
    FIELD(MemoryView, hash, "hash"), FIELD(MemoryView, start, "start"),
    FIELD(MemoryView, format, "format"), FIELD(MemoryView, item_size, "item size"),
    FIELD(MemoryView, dimensions, "dimensions"), FIELD(MemoryView, read_only, "read only"), END };
static const StructField slice_fields[] = {
    FIELD(Slice, start, "start"), FIELD(Slice, stop, "stop"), FIELD(Slice, step, "step"), END };
static const StructField range_fields[] = {
    FIELD(Range, start, "start"), FIELD(Range, stop, "stop"), FIELD(Range, step, "step"),
    FIELD(Range, length, "length"), END };
static const StructField cell_fields[] = { FIELD(Cell, content, "content"), END };
static const StructField sequence_iterator_fields[] = {
    FIELD(SequenceIterator, sequence, "sequence"), FIELD(SequenceIterator, index, "index"), END };
static const StructField range_iterator_fields[] = {
    FIELD(RangeIterator, current, "current"), FIELD(RangeIterator, step, "step"),
    FIELD(RangeIterator, remaining, "remaining"), END };
static const StructField function_fields[] = {
    FIELD(Function, code, "code"), FIELD(Function, globals, "globals"),
    FIELD(Function, details, "details"), FIELD(Function, dict, "dict"),
    FIELD(Function, weak_references, "weak references"), END };
static const StructField native_function_fields[] = {
    FIELD(NativeFunctionObject, definition, "definition"),
    FIELD(NativeFunctionObject, self, "self"), FIELD(NativeFunctionObject, module, "module"),
    FIELD(NativeFunctionObject, weak_references, "weak references"), END };
static const StructField method_fields[] = {
    FIELD(Method, function, "function"), FIELD(Method, self, "self"),
    FIELD(Method, weak_references, "weak references"), END };
static const StructField method_descriptor_fields[] = {
    FIELD(MethodDescriptor, owner, "owner"), FIELD(MethodDescriptor, definition, "definition"),
    END };
static const StructField member_descriptor_fields[] = {
    FIELD(MemberDescriptor, owner, "owner"), FIELD(MemberDescriptor, name, "name"),
    FIELD(MemberDescriptor, offset, "offset"), END };
static const StructField module_fields[] = {
    FIELD(Module, name, "name"), FIELD(Module, dict, "dict"),
    FIELD(Module, weak_references, "weak references"), END };
static const StructField exception_fields[] = {
    FIELD(Exception, args, "args"), FIELD(Exception, traceback, "traceback"),
    FIELD(Exception, cause, "cause"), FIELD(Exception, context, "context"),
    FIELD(Exception, suppress_context, "suppress context"), FIELD(Exception, dict, "dict"), END };
static const StructField traceback_fields[] = {
    FIELD(Traceback, next, "next"), FIELD(Traceback, frame, "frame"),
    FIELD(Traceback, line, "line"), FIELD(Traceback, instruction, "instruction"), END };
static const StructField frame_fields[] = {
    FIELD(FrameObject, frame, "frame"), FIELD(FrameObject, code, "code"),
    FIELD(FrameObject, function, "function"), FIELD(FrameObject, globals, "globals"),
    FIELD(FrameObject, namespace, "namespace"), FIELD(FrameObject, locals, "locals"),
    FIELD(FrameObject, back, "caller"), FIELD(FrameObject, instruction, "instruction"),
    FIELD(FrameObject, slot_count, "slot count"), FIELD(FrameObject, slots, "slots"), END };
static const StructField generator_fields[] = {
    FIELD(Generator, size, "size"), FIELD(Generator, code, "code"), FIELD(Generator, name, "name"),
    FIELD(Generator, qualified_name, "qualified name"), FIELD(Generator, handled, "handled"),
    FIELD(Generator, outer, "outer"), FIELD(Generator, state, "state"),
    FIELD(Generator, weak_references, "weak references"),
    FIELD(Generator, frame.caller, "frame: caller"), FIELD(Generator, frame.next, "frame: next"),
    FIELD(Generator, frame.function, "frame: function"),
    FIELD(Generator, frame.code, "frame: code"),
    FIELD(Generator, frame.globals, "frame: globals"),
    FIELD(Generator, frame.namespace, "frame: namespace"),
    FIELD(Generator, frame.frame_object, "frame: frame object"),
    FIELD(Generator, frame.result, "frame: result"), FIELD(Generator, frame.kind, "frame: kind"),
    END };
static const StructField code_fields[] = {
    FIELD(Code, name, "name"), FIELD(Code, qualified_name, "qualified name"),
    FIELD(Code, filename, "filename"), FIELD(Code, image, "image"), FIELD(Code, flags, "flags"),
    FIELD(Code, positional, "positional"), FIELD(Code, positional_only, "positional only"),
    FIELD(Code, keyword_only, "keyword only"), FIELD(Code, locals, "locals"),
    FIELD(Code, free_variables, "free variables"), FIELD(Code, temporaries, "temporaries"),
    FIELD(Code, first_line, "first line"), FIELD(Code, instruction_count, "instruction count"),
    FIELD(Code, constant_count, "constant count"), FIELD(Code, site_count, "site count"),
    FIELD(Code, exception_range_count, "exception range count"),
    FIELD(Code, instructions, "instructions"), FIELD(Code, exception_ranges, "exception ranges"),
    FIELD(Code, positions, "positions"), FIELD(Code, constants, "constants"),
    FIELD(Code, sites, "sites"), FIELD(Code, local_names, "local names"),
    FIELD(Code, source, "source"), FIELD(Code, source_size, "source size"),
    FIELD(Code, frame_size, "frame size"), FIELD(Code, module, "module"),
    FIELD(Code, weak_references, "weak references"), END };
static const StructField weak_reference_fields[] = {
    FIELD(WeakReference, referent, "referent"), FIELD(WeakReference, callback, "callback"),
    FIELD(WeakReference, hash, "hash"), FIELD(WeakReference, next, "next"),
    FIELD(WeakReference, previous, "previous"), END };
static const StructField type_fields[] = {
    FIELD(Type, name, "name"), FIELD(Type, basic_size, "basic size"),
    FIELD(Type, item_size, "item size"), FIELD(Type, flags, "flags"),
    FIELD(Type, version, "version"), FIELD(Type, base, "base"), FIELD(Type, bases, "bases"),
    FIELD(Type, mro, "mro"), FIELD(Type, dict, "dict"), FIELD(Type, doc, "doc"),
    FIELD(Type, repr, "slot repr"), FIELD(Type, hash, "slot hash"), FIELD(Type, call, "slot call"),
    FIELD(Type, get_attribute, "slot get attribute"), FIELD(Type, iterate, "slot iterate"),
    FIELD(Type, length, "slot length"), FIELD(Type, binary, "slot binary"),
    FIELD(Type, dict_offset, "dict offset"), FIELD(Type, weak_offset, "weak offset"),
    FIELD(Type, methods, "methods"), FIELD(Type, weak_references, "weak references"),
    FIELD(Type, subclasses, "subclasses"), FIELD(Type, subclass_count, "subclass count"), END };
static const StructField text_file_fields[] = {
    FIELD(TextFile, base.dict, "dict"), FIELD(TextFile, base.weak_references, "weak references"),
    FIELD(TextFile, buffer, "buffer"), FIELD(TextFile, standard, "standard stream"),
    FIELD(TextFile, encoding, "encoding"), FIELD(TextFile, errors, "errors"),
    FIELD(TextFile, pending.data, "pending"), FIELD(TextFile, pending.size, "pending bytes"),
    FIELD(TextFile, chunk.data, "chunk"), FIELD(TextFile, chunk.size, "chunk bytes"),
    FIELD(TextFile, taken, "taken"), END };

static const StructField no_fields[] = { END };

static const Description descriptions[] = {
    { &int_type, int_fields }, { &float_type, float_fields }, { &str_type, str_fields },
    { &bytes_type, sized_fields }, { &tuple_type, sized_fields }, { &list_type, list_fields },
    { &dict_type, dict_fields }, { &set_type, set_fields }, { &frozenset_type, set_fields },
    { &bytearray_type, bytearray_fields }, { &memoryview_type, memoryview_fields },
    { &managed_buffer_type, managed_buffer_fields }, { &slice_type, slice_fields },
    { &range_type, range_fields }, { &cell_type, cell_fields },
    { &list_iterator_type, sequence_iterator_fields },
    { &tuple_iterator_type, sequence_iterator_fields },
    { &range_iterator_type, range_iterator_fields }, { &function_type, function_fields },
    { &native_function_type, native_function_fields }, { &method_type, method_fields },
    { &method_descriptor_type, method_descriptor_fields },
    { &getset_descriptor_type, method_descriptor_fields },
    { &member_descriptor_type, member_descriptor_fields }, { &module_type, module_fields },
    { &base_exception_type, exception_fields }, { &traceback_type, traceback_fields },
    { &frame_type, frame_fields }, { &generator_type, generator_fields },
    { &code_type, code_fields }, { &weak_reference_type, weak_reference_fields },
    { &type_type, type_fields }, { &text_file_type, text_file_fields },
    { &none_type, no_fields }, { &object_type, no_fields },
};

/* ---- one field ------------------------------------------------------------------------------ */

typedef struct {
    Object *list;
    Object *object;
} Listing;

/* (offset, size, name, value): the bytes as one little-endian number. name is borrowed; 0 or -1. */
static int add_named(Listing *l, intptr_t offset, size_t size, Object *name)
{
    uint64_t value = 0;
    if (size <= sizeof value)
        memcpy(&value, (const char *)l->object + offset, size);
    Object *items[4] = { int_from(offset), int_from_unsigned(size), xincref(name),
                         int_from_unsigned(value) };
    Object *tuple = items[0] && items[1] && items[2] && items[3] ? tuple_from(items, 4) : NULL;
    int result = tuple ? list_append(l->list, tuple) : -1;
    for (int n = 0; n < 4; n++)
        xdecref(items[n]);
    xdecref(tuple);
    return result;
}

static int add_field(Listing *l, intptr_t offset, size_t size, const char *name)
{
    Object *text = str_interned(name);
    int result = text ? add_named(l, offset, size, text) : -1;
    xdecref(text);
    return result;
}

static int add_items(Listing *l, size_t offset, size_t count, size_t size, const char *name)
{
    int result = 0;
    for (size_t n = 0; n < count && n < ITEMS_SHOWN && result == 0; n++)
        result = add_field(l, (intptr_t)(offset + n * size), size, name);
    return result;
}

/* ---- a built-in type's part ----------------------------------------------------------------- */

static const StructField *fields_of(const Type *type)
{
    for (; type; type = type->base)
        for (size_t i = 0; i < sizeof descriptions / sizeof descriptions[0]; i++)
            if (descriptions[i].type == type && (type != &object_type))
                return descriptions[i].fields;
    return NULL;
}

typedef struct { Object *found[WORDS_ASKED]; int count; } Referents;

static int note_referent(Object *referent, void *context)
{
    Referents *r = context;
    if (r->count < WORDS_ASKED)
        r->found[r->count++] = referent;
    return 0;
}

/* The fixed part of a type that the table does not know, a word at a time. */
static int add_unknown(Listing *l, const Type *type)
{
    Referents referents = { .count = 0 };
    if (l->object->type->traverse)
        l->object->type->traverse(l->object, note_referent, &referents);
    int result = 0;
    for (size_t at = sizeof(Object); at + WORD <= type->basic_size && result == 0; at += WORD) {
        Object *word;
        memcpy(&word, (char *)l->object + at, WORD);
        bool reference = false;
        for (int i = 0; i < referents.count; i++)
            reference = reference || referents.found[i] == word;
        result = add_field(l, (intptr_t)at, WORD, reference ? "reference" : "word");
    }
    return result;
}

/* What follows the fixed part: digits, characters, references. */
static int add_variable_part(Listing *l)
{
    Object *o = l->object;
    if (IS_STR(o))
        return add_items(l, sizeof(Str), str_length(o), (size_t)1 << ((Str *)o)->kind,
                         "character");
    if (IS_INT(o)) {
        intptr_t size = ((Int *)o)->size;
        return add_items(l, sizeof(Int), (size_t)(size < 0 ? -size : size), sizeof(Digit),
                         "digit");
    }
    if (IS_TUPLE(o))
        return add_items(l, sizeof(Tuple), (size_t)((Tuple *)o)->size, WORD, "item");
    if (HAS_FLAG(o, TYPE_BYTES))
        return add_items(l, sizeof(Bytes), (size_t)((Bytes *)o)->size, 1, "byte");
    if (IS_EXACT(o, memoryview_type))
        return add_items(l, offsetof(MemoryView, shape),
                         (size_t)((MemoryView *)o)->dimensions * 2, WORD, "length, stride");
    if (IS_EXACT(o, function_type))
        return add_items(l, offsetof(Function, cells), ((Function *)o)->code->free_variables, WORD,
                         "cell");
    if (IS_EXACT(o, generator_type))
        return add_items(l, offsetof(Generator, frame.slots), (size_t)((Generator *)o)->size, WORD,
                         "frame: slot");
    return 0;
}

/* ---- an instance's part --------------------------------------------------------------------- */

static int add_slots(Listing *l, const Type *type)
{
    if (!is_heap_type(type))
        return 0;
    int result = add_slots(l, type->base);
    const HeapType *class = (const HeapType *)type;
    for (int i = 0; i < class->slots && result == 0; i++)
        result = add_named(l, class->slots_offset + i * WORD, WORD,
                           ((Tuple *)class->slot_names)->items[i]);
    return result;
}

/* The values of attributes that lie in the instance itself (objects/class.h). */
static int add_values(Listing *l)
{
    Object *o = l->object;
    const Layout *layout = &((HeapType *)o->type)->layout;
    size_t first = (size_t)((char *)instance_values(o) - (char *)o);
    int result = 0;
    for (size_t i = 0; i < instance_capacity(o) && result == 0; i++)
        result = i < layout->count
            ? add_named(l, (intptr_t)(first + i * WORD), WORD, layout->names[i])
            : add_field(l, (intptr_t)(first + i * WORD), WORD, "room");
    return result;
}

static int add_instance_part(Listing *l)
{
    Type *type = l->object->type;
    int result = add_slots(l, type);
    if (result == 0 && type->attributes_offset != 0)
        result = add_field(l, (intptr_t)type->attributes_offset, WORD, "attributes");
    if (result == 0 && type->weak_offset > 0 && is_heap_type(type))
        result = add_field(l, type->weak_offset, WORD, "weak references");
    if (result == 0 && type->dict_offset > 0 && !fields_of(type))
        result = add_field(l, type->dict_offset, WORD, "dict");
    if (result == 0 && type->attributes_offset != 0)
        result = add_values(l);
    return result;
}

Object *memory_bytes(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)positional, (void)kwnames;
    Listing l = { list_new(0), args[0] };
    Type *type = args[0]->type;
    int result = l.list ? 0 : -1;
    if (result == 0 && gc_is_container(args[0])) { /* int and its like have no links */
        result = add_field(&l, -(intptr_t)sizeof(GcLinks), WORD, "next container");
        if (result == 0)
            result = add_field(&l, -(intptr_t)WORD, WORD, "previous container");
    }
    if (result == 0)
        result = add_field(&l, offsetof(Object, refcount), WORD, "count");
    if (result == 0)
        result = add_field(&l, offsetof(Object, type), WORD, "type");
    const StructField *fields = fields_of(type);
    for (const StructField *f = fields; f && f->name && result == 0; f++)
        result = add_field(&l, f->offset, f->size, f->name);
    const Type *built_in = type;
    while (is_heap_type(built_in))
        built_in = built_in->base;
    if (result == 0 && !fields && built_in != &object_type)
        result = add_unknown(&l, built_in);
    if (result == 0)
        result = add_variable_part(&l);
    if (result == 0 && is_heap_type(type))
        result = add_instance_part(&l);
    if (result < 0)
        clear_reference(l.list);
    return l.list;
}
