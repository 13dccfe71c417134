/*
 * exceptions.c: the exception types: BaseException and all of EXCEPTION_TYPES, with the fields,
 * str() and repr() that CPython's Objects/exceptions.c gives them.
 */
#include "objects/arguments.h"
#include "vm/exceptions.h"

#include <string.h>

#include "objects/byte_block.h"
#include "vm/interpreter.h"

/* An exception with the fields of its type behind the common part. */
typedef struct {
    Exception base;
    Object *fields[];
} ExceptionWithFields;

/* How many fields instances of type have: what the nearest built-in base says. */
static size_t field_count(Type *type)
{
    while (type->flags & TYPE_HEAP)
        type = type->base;
    return (type->basic_size - sizeof(Exception)) / sizeof(Object *);
}

static Object **field_place(Object *exception, int field)
{
    return &((ExceptionWithFields *)exception)->fields[field];
}

Object *exception_field(Object *exception, int field)
{
    return *field_place(exception, field);
}

void exception_set_field(Object *exception, int field, Object *value)
{
    replace_reference(*field_place(exception, field), xincref(value));
}

bool is_exception_class(Object *o)
{
    return IS_TYPE(o) && type_is_subtype((Type *)o, &base_exception_type);
}

/* ---- making one ----------------------------------------------------------------------------- */

static Object *argument(Object *args, intptr_t number)
{
    Tuple *tuple = (Tuple *)args;
    return number < tuple->size ? tuple->items[number] : NULL;
}

enum { DETAILS_LEAST = 4, DETAILS_MOST = 6 }; /* of a SyntaxError's second argument */

/* SyntaxError("message", (filename, lineno, offset, text, end_lineno, end_offset)). */
static int set_syntax_error_fields(Object *self, Object *args)
{
    exception_set_field(self, SYNTAX_ERROR_MSG, argument(args, 0));
    if (((Tuple *)args)->size != 2)
        return 0;
    Object *details = sequence_to_tuple(argument(args, 1));
    if (!details)
        return -1;
    intptr_t size = ((Tuple *)details)->size;
    if (size < DETAILS_LEAST || size > DETAILS_MOST) {
        decref(details);
        return raise_int(&type_error_type, "function takes at %s %d arguments (%zd given)",
                         size < DETAILS_LEAST ? "least" : "most",
                         size < DETAILS_LEAST ? DETAILS_LEAST : DETAILS_MOST, size);
    }
    for (int i = 0; i < DETAILS_MOST; i++)
        exception_set_field(self, SYNTAX_ERROR_FILENAME + i, argument(details, i));
    decref(details);
    return 0;
}

/* OSError(errno, strerror[, filename[, winerror[, filename2]]]): args keeps only the first two. */
static int set_os_error_fields(Object *self, Object *args)
{
    intptr_t size = ((Tuple *)args)->size;
    if (size < 2 || size > 5)
        return 0;
    exception_set_field(self, OS_ERROR_ERRNO, argument(args, 0));
    exception_set_field(self, OS_ERROR_STRERROR, argument(args, 1));
    if (size == 2 || argument(args, 2) == NONE)
        return 0;
    exception_set_field(self, OS_ERROR_FILENAME, argument(args, 2));
    exception_set_field(self, OS_ERROR_FILENAME2, argument(args, 4));
    Object *first_two = tuple_from(((Tuple *)args)->items, 2);
    if (!first_two)
        return -1;
    replace_reference(((Exception *)self)->args, first_two);
    return 0;
}

static int set_system_exit_fields(Object *self, Object *args)
{
    intptr_t size = ((Tuple *)args)->size;
    if (size > 0)
        exception_set_field(self, SYSTEM_EXIT_CODE, size == 1 ? argument(args, 0) : args);
    return 0;
}

/* UnicodeDecodeError(encoding, object, start, end, reason), likewise for encoding; one about
 * translating has no encoding. */
static int set_unicode_error_fields(Object *self, Object *args)
{
    intptr_t size = ((Tuple *)args)->size;
    int first = type_is_subtype(self->type, &unicode_translate_error_type);
    if (size != UNICODE_ERROR_FIELDS - first)
        return raise_int(&type_error_type, "function takes exactly %d arguments (%zd given)",
                         UNICODE_ERROR_FIELDS - first, size);
    for (int i = first; i < UNICODE_ERROR_FIELDS; i++) {
        bool number = i == UNICODE_ERROR_START || i == UNICODE_ERROR_END;
        bool text = i == UNICODE_ERROR_ENCODING || i == UNICODE_ERROR_REASON
                 || (i == UNICODE_ERROR_OBJECT
                     && !type_is_subtype(self->type, &unicode_decode_error_type));
        Object *value = argument(args, i - first);
        if (number && !IS_INT(value))
            return raise_int(&type_error_type,
                             "'%T' object cannot be interpreted as an integer", value);
        if (text && !IS_STR(value))
            return raise_int(&type_error_type, "argument %d must be str, not %T", i + 1 - first,
                             value);
        exception_set_field(self, i, value);
    }
    return 0;
}

/* Fields that follow from the positional arguments. */
static int set_fields(Object *self, Object *args)
{
    Type *type = self->type;
    if (type_is_subtype(type, &stop_iteration_type))
        exception_set_field(self, STOP_ITERATION_VALUE, argument(args, 0));
    else if (type_is_subtype(type, &system_exit_type))
        return set_system_exit_fields(self, args);
    else if (type_is_subtype(type, &import_error_type) && ((Tuple *)args)->size == 1)
        exception_set_field(self, IMPORT_ERROR_MSG, argument(args, 0));
    else if (type_is_subtype(type, &os_error_type))
        return set_os_error_fields(self, args);
    else if (type_is_subtype(type, &syntax_error_type))
        return set_syntax_error_fields(self, args);
    else if (type_is_subtype(type, &unicode_decode_error_type)
             || type_is_subtype(type, &unicode_encode_error_type)
             || type_is_subtype(type, &unicode_translate_error_type))
        return set_unicode_error_fields(self, args);
    return 0;
}

static Object *exception_construct(Type *type, Object **args, int positional, Object *kwnames);
static int exception_initialise(Object *self, Object **args, int positional, Object *kwnames);

/* CPython makes of OSError(errno, ...) the subclass that stands for this errno (PEP 3151). */
static Type *os_error_subclass(Type *type, Object **args, int positional)
{
    static const struct { int errno_value; Type *type; } subclasses[] = {
        {1, &permission_error_type}, {2, &file_not_found_error_type},
        {3, &process_lookup_error_type}, {4, &interrupted_error_type},
        {10, &child_process_error_type}, {11, &blocking_io_error_type},
        {13, &permission_error_type}, {17, &file_exists_error_type},
        {20, &not_a_directory_error_type}, {21, &is_a_directory_error_type},
        {32, &broken_pipe_error_type}, {103, &connection_aborted_error_type},
        {104, &connection_reset_error_type}, {108, &broken_pipe_error_type},
        {110, &timeout_error_type}, {111, &connection_refused_error_type},
        {114, &blocking_io_error_type}, {115, &blocking_io_error_type},
    };
    if (type != &os_error_type || positional < 2 || positional > 5 || !IS_INT(args[0]))
        return type;
    bool overflow;
    int64_t value = int_as_int64(args[0], &overflow);
    for (size_t i = 0; i < sizeof subclasses / sizeof subclasses[0]; i++)
        if (subclasses[i].errno_value == value)
            return subclasses[i].type;
    return type;
}

/* An OSError takes its arguments when it is made, and __init__ finds nothing left to do; but where a
 * class overrides __init__ alone, what that passes on counts (CPython's oserror_use_init). */
static bool waits_for_initialise(const Type *type)
{
    return type->construct == exception_construct && type->initialise != exception_initialise;
}

static Object *exception_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    type = os_error_subclass(type, args, positional);
    bool is_os_error = type_is_subtype(type, &os_error_type);
    if (is_os_error && waits_for_initialise(type))
        positional = 0;
    else if (is_os_error && check_no_keywords(type->name, kwnames) < 0)
        return NULL; /* of other exceptions they are the business of initialise */
    Exception *self = object_new(type, 0);
    if (!self)
        return NULL;
    self->args = tuple_from(args, (size_t)positional);
    if (!self->args) {
        decref(self);
        return NULL;
    }
    if (is_os_error && positional > 0 && set_fields(&self->head, self->args) < 0) {
        decref(self);
        return NULL;
    }
    gc_track(self);
    return &self->head;
}

/* Keyword arguments set the field of that name: ImportError(name=, path=), NameError(name=),
 * AttributeError(name=, obj=). */
static int set_keyword_fields(Object *self, Object **values, Object *kwnames)
{
    static const struct { Type *type; const char *name; int field; } keywords[] = {
        {&import_error_type, "name", IMPORT_ERROR_NAME},
        {&import_error_type, "path", IMPORT_ERROR_PATH},
        {&name_error_type, "name", NAME_ERROR_NAME},
        {&attribute_error_type, "name", ATTRIBUTE_ERROR_NAME},
        {&attribute_error_type, "obj", ATTRIBUTE_ERROR_OBJ},
    };
    bool takes_any = false;
    if (type_is_subtype(self->type, &name_error_type) && ((Tuple *)kwnames)->size > 1)
        return raise_int(&type_error_type, "%s() takes at most 1 keyword argument (%zd given)",
                         self->type->name, ((Tuple *)kwnames)->size);
    for (intptr_t i = 0; i < ((Tuple *)kwnames)->size; i++) {
        Object *name = ((Tuple *)kwnames)->items[i];
        bool known = false;
        for (size_t k = 0; k < sizeof keywords / sizeof keywords[0] && !known; k++) {
            if (!type_is_subtype(self->type, keywords[k].type))
                continue;
            takes_any = true;
            known = str_equal_text(name, keywords[k].name);
            if (known)
                exception_set_field(self, keywords[k].field, values[i]);
        }
        if (!known && takes_any)
            return raise_int(&type_error_type, "'%S' is an invalid keyword argument for %s()", name,
                             self->type->name);
        if (!known)
            return raise_int(&type_error_type, "%s() takes no keyword arguments", self->type->name);
    }
    return 0;
}

static int exception_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    if (type_is_subtype(self->type, &os_error_type) && !waits_for_initialise(self->type))
        return 0;
    for (int i = 0; i < IMPORT_ERROR_FIELDS && type_is_subtype(self->type, &import_error_type); i++)
        exception_set_field(self, i, NULL);
    if (kwnames && ((Tuple *)kwnames)->size > 0
        && set_keyword_fields(self, args + positional, kwnames) < 0)
        return -1;
    Object *tuple = tuple_from(args, (size_t)positional);
    if (!tuple)
        return -1;
    replace_reference(((Exception *)self)->args, tuple);
    incref(tuple); /* set_fields may replace args */
    int result = set_fields(self, tuple);
    decref(tuple);
    return result;
}

Object *exception_new(Type *type, Object *args)
{
    Tuple *tuple = (Tuple *)args;
    Object *self = type->construct(type, tuple->items, (int)tuple->size, NULL);
    if (self && self->type->initialise(self, tuple->items, (int)tuple->size, NULL) < 0)
        clear_reference(self);
    decref(args);
    return self;
}

/* ---- the end of one ------------------------------------------------------------------------- */

/* In CPython's order: the type's own fields first. */
static int exception_traverse(Object *object, Visitor visit, void *context)
{
    Exception *self = (Exception *)object;
    Object *owned[] = {self->dict, self->args, self->traceback, self->cause, self->context};
    int result = 0;
    for (size_t i = 0; i < field_count(object->type) && !result; i++)
        if (*field_place(object, (int)i))
            result = visit(*field_place(object, (int)i), context);
    for (size_t i = 0; i < sizeof owned / sizeof owned[0] && !result; i++)
        if (owned[i])
            result = visit(owned[i], context);
    return result;
}

static void exception_clear(Object *object)
{
    Exception *self = (Exception *)object;
    clear_reference(self->dict);
    clear_reference(self->args);
    clear_reference(self->traceback);
    clear_reference(self->cause);
    clear_reference(self->context);
    for (size_t i = 0; i < field_count(object->type); i++)
        clear_reference(*field_place(object, (int)i));
}

static void exception_destroy(Object *self)
{
    gc_untrack(self);
    exception_clear(self);
    if (!errors_keep_memory_error(self))
        object_free(self, 0);
}

/* ---- str and repr --------------------------------------------------------------------------- */

static Object *exception_str(Object *object)
{
    Exception *self = (Exception *)object;
    intptr_t size = self->args ? ((Tuple *)self->args)->size : 0;
    if (size == 0)
        return str_from("");
    return object_str(size == 1 ? argument(self->args, 0) : self->args);
}

static Object *exception_repr(Object *object)
{
    Exception *self = (Exception *)object;
    if (((Tuple *)self->args)->size == 1)
        return str_from_format("%s(%R)", object->type->name, argument(self->args, 0));
    return str_from_format("%s%R", object->type->name, self->args);
}

/* A lone key is shown by its repr: KeyError('') would show nothing otherwise. */
static Object *key_error_str(Object *object)
{
    Exception *self = (Exception *)object;
    if (((Tuple *)self->args)->size == 1)
        return object_repr(argument(self->args, 0));
    return exception_str(object);
}

static Object *import_error_str(Object *self)
{
    Object *message = exception_field(self, IMPORT_ERROR_MSG);
    return message && IS_EXACT(message, str_type) ? incref(message) : exception_str(self);
}

static Object *os_error_str(Object *self)
{
    Object *number = exception_field(self, OS_ERROR_ERRNO);
    Object *text = exception_field(self, OS_ERROR_STRERROR);
    Object *filename = exception_field(self, OS_ERROR_FILENAME);
    Object *second = exception_field(self, OS_ERROR_FILENAME2);
    if (filename && filename != NONE && second && second != NONE)
        return str_from_format("[Errno %S] %S: %R -> %R", number ? number : NONE,
                               text ? text : NONE, filename, second);
    if (filename && filename != NONE)
        return str_from_format("[Errno %S] %S: %R", number ? number : NONE, text ? text : NONE,
                               filename);
    if (number && text)
        return str_from_format("[Errno %S] %S", number, text);
    return exception_str(self);
}

/* The one byte or character that a unicode error is about; -1: it is about more, or none. */
static int64_t malformed_unit(Object *object, int64_t start, int64_t end)
{
    if (end != start + 1 || start < 0)
        return -1;
    if (IS_STR(object))
        return start < (int64_t)str_length(object) ? (int64_t)str_char(object, start) : -1;
    ByteView view;
    return byte_view(object, &view) && start < (int64_t)view.size ? view.data[start] : -1;
}

static Object *unicode_error_str(Object *self)
{
    Object *object = exception_field(self, UNICODE_ERROR_OBJECT);
    if (!object) /* __init__ has not run */
        return str_from("");
    bool overflow, encoding = !type_is_subtype(self->type, &unicode_decode_error_type);
    int64_t start = int_as_int64(exception_field(self, UNICODE_ERROR_START), &overflow);
    int64_t end = int_as_int64(exception_field(self, UNICODE_ERROR_END), &overflow);
    int64_t unit = malformed_unit(object, start, end);
    Object *codec = exception_field(self, UNICODE_ERROR_ENCODING);
    Object *reason = exception_field(self, UNICODE_ERROR_REASON);
    if (unit < 0 && !codec)
        return str_from_format("can't translate characters in position %zd-%zd: %S",
                               (intptr_t)start, (intptr_t)end - 1, reason);
    if (unit < 0)
        return str_from_format("'%S' codec can't %scode %s in position %zd-%zd: %S", codec,
                               encoding ? "en" : "de", encoding ? "characters" : "bytes",
                               (intptr_t)start, (intptr_t)end - 1, reason);
    char hex[sizeof "U0010ffff"];
    size_t digits = !encoding || unit < 0x100 ? 2 : unit < 0x10000 ? 4 : 8;
    hex[digits] = '\0';
    for (size_t i = digits; i-- > 0; unit >>= 4)
        hex[i] = "0123456789abcdef"[unit & 0xF];
    if (!encoding)
        return str_from_format("'%S' codec can't decode byte 0x%s in position %zd: %S", codec, hex,
                               (intptr_t)start, reason);
    char letter = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    if (!codec)
        return str_from_format("can't translate character '\\%c%s' in position %zd: %S", letter,
                               hex, (intptr_t)start, reason);
    return str_from_format("'%S' codec can't encode character '\\%c%s' in position %zd: %S", codec,
                           letter, hex, (intptr_t)start, reason);
}

/* The part of a path after its last slash. */
static Object *base_name(Object *path)
{
    size_t start = str_length(path);
    while (start > 0 && str_char(path, start - 1) != '/')
        start--;
    return str_substring(path, start, str_length(path));
}

static Object *syntax_error_str(Object *self)
{
    Object *message = exception_field(self, SYNTAX_ERROR_MSG);
    Object *filename = exception_field(self, SYNTAX_ERROR_FILENAME);
    Object *line = exception_field(self, SYNTAX_ERROR_LINENO);
    bool has_line = line && IS_EXACT(line, int_type);
    if (!message)
        message = NONE;
    if (!filename || !IS_STR(filename))
        return has_line ? str_from_format("%S (line %S)", message, line) : object_str(message);
    Object *base = base_name(filename);
    if (!base)
        return NULL;
    Object *text = has_line ? str_from_format("%S (%S, line %S)", message, base, line)
                            : str_from_format("%S (%S)", message, base);
    decref(base);
    return text;
}

/* ---- attributes ------------------------------------------------------------------------------ */

static Object *get_args(Object *self) { return incref(((Exception *)self)->args); }

static int set_args(Object *self, Object *value)
{
    if (!value)
        return raise_int(&type_error_type, "args may not be deleted");
    Object *tuple = sequence_to_tuple(value);
    if (!tuple)
        return -1;
    replace_reference(((Exception *)self)->args, tuple);
    return 0;
}

static Object *or_none(Object *o) { return incref(o ? o : NONE); }

static Object *get_traceback(Object *self) { return or_none(((Exception *)self)->traceback); }

static int set_traceback(Object *self, Object *value)
{
    if (!value)
        return raise_int(&type_error_type, "__traceback__ may not be deleted");
    if (value != NONE && !IS_EXACT(value, traceback_type))
        return raise_int(&type_error_type, "__traceback__ must be a traceback or None");
    replace_reference(((Exception *)self)->traceback, value == NONE ? NULL : incref(value));
    return 0;
}

/* Common part of __cause__ and __context__: an exception or None. */
static int set_linked(Object **place, Object *value, const char *name)
{
    if (!value)
        return raise_int(&type_error_type, "%s may not be deleted", name);
    if (value != NONE && !is_exception(value))
        return raise_int(&type_error_type, "exception %s must be None or derive from BaseException",
                         name + 2 * (name[0] == '_'));
    replace_reference(*place, value == NONE ? NULL : incref(value));
    return 0;
}

static Object *get_cause(Object *self) { return or_none(((Exception *)self)->cause); }

static int set_cause(Object *self, Object *value)
{
    if (!value)
        return raise_int(&type_error_type, "__cause__ may not be deleted");
    if (value != NONE && !is_exception(value))
        return raise_int(&type_error_type,
                         "exception cause must be None or derive from BaseException");
    ((Exception *)self)->suppress_context = true; /* PyException_SetCause does so */
    return set_linked(&((Exception *)self)->cause, value, "__cause__");
}

static Object *get_context(Object *self) { return or_none(((Exception *)self)->context); }

static int set_context(Object *self, Object *value)
{
    if (value && value != NONE && !is_exception(value))
        return raise_int(&type_error_type,
                         "exception context must be None or derive from BaseException");
    return set_linked(&((Exception *)self)->context, value, "__context__");
}

static Object *get_suppress_context(Object *self)
{
    return bool_from(((Exception *)self)->suppress_context);
}

static int set_suppress_context(Object *self, Object *value)
{
    if (!value)
        return raise_int(&type_error_type, "can't delete numeric/char attribute");
    int truth = object_truth(value);
    if (truth >= 0)
        ((Exception *)self)->suppress_context = truth;
    return truth < 0 ? -1 : 0;
}

static Object *get_dict(Object *object)
{
    Exception *self = (Exception *)object;
    if (!self->dict && !(self->dict = dict_new()))
        return NULL;
    return incref(self->dict);
}

/* One getter and setter for each field number; the types below give them their names. */
#define FIELD_ACCESS(n) \
    static Object *get_field_##n(Object *self) { return or_none(*field_place(self, n)); } \
    static int set_field_##n(Object *self, Object *value) \
    { exception_set_field(self, n, value); return 0; }
FIELD_ACCESS(0) FIELD_ACCESS(1) FIELD_ACCESS(2) FIELD_ACCESS(3)
FIELD_ACCESS(4) FIELD_ACCESS(5) FIELD_ACCESS(6) FIELD_ACCESS(7)
#define FIELD(name, n) {name, get_field_##n, set_field_##n}

static const GetSetDef base_exception_getsets[] = {
    {"__dict__", get_dict, NULL},
    {"args", get_args, set_args},
    {"__traceback__", get_traceback, set_traceback},
    {"__cause__", get_cause, set_cause},
    {"__context__", get_context, set_context},
    {"__suppress_context__", get_suppress_context, set_suppress_context},
    {NULL, NULL, NULL}};
static const GetSetDef stop_iteration_getsets[] = {FIELD("value", 0), {NULL, NULL, NULL}};
static const GetSetDef system_exit_getsets[] = {FIELD("code", 0), {NULL, NULL, NULL}};
static const GetSetDef name_error_getsets[] = {FIELD("name", 0), {NULL, NULL, NULL}};
static const GetSetDef attribute_error_getsets[] = {
    FIELD("name", 0), FIELD("obj", 1), {NULL, NULL, NULL}};
static const GetSetDef import_error_getsets[] = {
    FIELD("msg", 0), FIELD("name", 1), FIELD("path", 2), {NULL, NULL, NULL}};
static const GetSetDef os_error_getsets[] = {
    FIELD("errno", 0), FIELD("strerror", 1), FIELD("filename", 2), FIELD("filename2", 3),
    {NULL, NULL, NULL}};
static const GetSetDef syntax_error_getsets[] = {
    FIELD("msg", 0), FIELD("filename", 1), FIELD("lineno", 2), FIELD("offset", 3),
    FIELD("text", 4), FIELD("end_lineno", 5), FIELD("end_offset", 6),
    FIELD("print_file_and_line", 7), {NULL, NULL, NULL}};

static const GetSetDef unicode_error_getsets[] = {
    FIELD("encoding", 0), FIELD("object", 1), FIELD("start", 2), FIELD("end", 3),
    FIELD("reason", 4), {NULL, NULL, NULL}};

static Object *with_traceback(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    return set_traceback(self, args[0]) < 0 ? NULL : incref(self);
}

/* PEP 678: notes are a list in the instance's dict, printed below the traceback. */
static Object *add_note(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)positional, (void)kwnames;
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "note must be a str, not '%T'", args[0]);
    Object *notes = object_lookup_attribute(self, "__notes__");
    if (!notes && error_occurred())
        return NULL;
    if (!notes) {
        Object *name = str_interned("__notes__");
        notes = name ? list_new(0) : NULL;
        if (!notes || object_set_attribute(self, name, notes) < 0)
            clear_reference(notes);
        xdecref(name);
    }
    if (notes && !IS_LIST(notes))
        raise(&type_error_type, "Cannot add note: __notes__ is not a list");
    int result = !notes || !IS_LIST(notes) ? -1 : list_append(notes, args[0]);
    xdecref(notes);
    return result < 0 ? NULL : incref(NONE);
}

static const MethodDef base_exception_methods[] = {
    {"with_traceback", with_traceback, 1, 1, 0,
     "Exception.with_traceback(tb) -- set self.__traceback__ to tb and return self."},
    {"add_note", add_note, 1, 1, 0, "Exception.add_note(note) -- add a note to the exception"},
    {NULL, NULL, 0, 0, 0, NULL}};

/* ---- the types ------------------------------------------------------------------------------- */

#define TYPE_HEADER .head = {1, &type_type}, .item_size = 0, \
    .flags = TYPE_GC | TYPE_BASE | TYPE_EXCEPTION, .dict_offset = offsetof(Exception, dict), \
    .construct = exception_construct, .initialise = exception_initialise, \
    .destroy = exception_destroy, .traverse = exception_traverse, .clear = exception_clear, \
    .repr = exception_repr

Type base_exception_type = {
    TYPE_HEADER, .name = "BaseException", .basic_size = sizeof(Exception), .base = &object_type,
    .str = exception_str, .methods = base_exception_methods, .getsets = base_exception_getsets,
    .doc = "Common base class for all exceptions",
};

/* What distinguishes a type from its base: fields, str, attributes. Most have nothing. */
typedef struct {
    Type *type;
    size_t fields;
    Object *(*str)(Object *self);
    const GetSetDef *getsets;
} ExceptionKind;

static const ExceptionKind kinds[] = {
    {&stop_iteration_type, STOP_ITERATION_FIELDS, exception_str, stop_iteration_getsets},
    {&system_exit_type, SYSTEM_EXIT_FIELDS, exception_str, system_exit_getsets},
    {&name_error_type, NAME_ERROR_FIELDS, exception_str, name_error_getsets},
    {&attribute_error_type, ATTRIBUTE_ERROR_FIELDS, exception_str, attribute_error_getsets},
    {&import_error_type, IMPORT_ERROR_FIELDS, import_error_str, import_error_getsets},
    {&os_error_type, OS_ERROR_FIELDS, os_error_str, os_error_getsets},
    {&syntax_error_type, SYNTAX_ERROR_FIELDS, syntax_error_str, syntax_error_getsets},
    {&key_error_type, 0, key_error_str, NULL},
    {&unicode_decode_error_type, UNICODE_ERROR_FIELDS, unicode_error_str, unicode_error_getsets},
    {&unicode_encode_error_type, UNICODE_ERROR_FIELDS, unicode_error_str, unicode_error_getsets},
    {&unicode_translate_error_type, UNICODE_ERROR_FIELDS, unicode_error_str,
     unicode_error_getsets},
};

#define X(c_name, python_name, base_name) \
    Type c_name##_type = {TYPE_HEADER, .name = #python_name, .base = &base_name##_type};
EXCEPTION_TYPES(X)
#undef X

/* In the order of EXCEPTION_TYPES a base stands before what is derived from it. */
int exceptions_start(void)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        kinds[i].type->basic_size = sizeof(Exception) + kinds[i].fields * sizeof(Object *);
        kinds[i].type->str = kinds[i].str;
        kinds[i].type->getsets = kinds[i].getsets;
    }
    exception_docs_set();
    if (type_ready(&base_exception_type) < 0)
        return -1;
#define X(c_name, python_name, base_name) \
    if (!c_name##_type.basic_size) \
        c_name##_type.basic_size = base_name##_type.basic_size; \
    if (!c_name##_type.str) \
        c_name##_type.str = base_name##_type.str; \
    if (type_ready(&c_name##_type) < 0) \
        return -1;
    EXCEPTION_TYPES(X)
#undef X
    return errors_prepare_memory_error();
}

void exceptions_stop(void)
{
    errors_release_memory_error();
}
