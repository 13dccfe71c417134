/*
 * open.c: open(), which puts the layers of a file together, and module io. What a mode may be, and
 * in which order CPython complains, follows its Modules/_io/_iomodule.c.
 */
#include "io/io.h"

#include "memory/memory.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "objects/arguments.h"
#include "vm/errors.h"

int io_types_ready(void)
{
    static Type *const types[] = {
        &raw_file_type, &buffered_reader_type, &buffered_writer_type, &buffered_random_type,
        &string_io_type, &bytes_io_type };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (type_ready(types[i]) < 0)
            return -1;
    return 0;
}

/* ---- the mode ------------------------------------------------------------------------------- */

enum { MODE_MOST = sizeof "xb+" };

typedef struct {
    char raw[MODE_MOST];  /* what the raw file is opened with */
    bool text, update, reading;
} Mode;

/* Each letter at most once, exactly one of r, w, x, a. 0, or -1 with ValueError. */
static int parse_mode(const char *text, Mode *mode)
{
    static const char letters[] = "rwxab+t";
    enum { KINDS = 4, BINARY = KINDS, PLUS, TEXT };
    bool seen[sizeof letters - 1] = { false };
    int kinds = 0, length = 0;
    for (const char *c = text; *c != '\0'; c++) {
        size_t i = 0;
        while (letters[i] != '\0' && letters[i] != *c)
            i++;
        if (letters[i] == '\0' || seen[i])
            return raise_int(&value_error_type, "invalid mode: '%s'", text);
        seen[i] = true;
        kinds += i < KINDS;
    }
    if (seen[TEXT] && seen[BINARY])
        return raise_int(&value_error_type, "can't have text and binary mode at once");
    if (kinds > 1) /* none at all is found out by the raw file */
        return raise_int(&value_error_type, "must have exactly one of create/read/write/append "
                                            "mode");
    for (int i = 0; i < KINDS; i++)
        if (seen[i])
            mode->raw[length++] = letters[i];
    if (seen[PLUS])
        mode->raw[length++] = '+';
    mode->raw[length] = '\0';
    mode->text = !seen[BINARY];
    mode->update = seen[PLUS];
    mode->reading = seen[0];
    return 0;
}

/* ---- the layers ----------------------------------------------------------------------------- */

typedef struct {
    Object *file, *mode_text, *encoding, *errors, *newline, *opener;
    Mode mode;
    intptr_t buffering;
    bool closes_fd;
} Opening;

static int check_options(const Opening *o)
{
    static const char *const names[] = { "encoding", "errors", "newline" };
    Object *const options[] = { o->encoding, o->errors, o->newline };
    for (int i = 0; i < 3; i++)
        if (options[i] && options[i] != NONE && !IS_STR(options[i]))
            return raise_int(&type_error_type, "open() argument '%s' must be str or None, not %T",
                             names[i], options[i]);
    for (int i = 0; i < 3 && !o->mode.text; i++)
        if (options[i] && options[i] != NONE)
            return raise_int(&value_error_type, "binary mode doesn't take %s %s argument",
                             names[i][0] == 'e' ? "an" : "a", names[i]);
    return 0;
}

/* The file in as many layers as it is to have; raw is borrowed. */
static Object *add_layers(Opening *o, Object *raw)
{
    int terminal = o->buffering < 0 || o->buffering == 1 ? io_call_flag(raw, "isatty") : 0;
    if (terminal < 0)
        return NULL;
    bool by_lines = o->buffering == 1 || (o->buffering < 0 && terminal);
    if (o->buffering == 0)
        return o->mode.text ? raise(&value_error_type, "can't have unbuffered text I/O")
                            : incref(raw);
    Type *type = o->mode.update ? &buffered_random_type
               : o->mode.reading ? &buffered_reader_type : &buffered_writer_type;
    Object *buffer = buffered_new(type, raw, o->buffering > 1 ? (size_t)o->buffering
                                                              : IO_BLOCK_SIZE);
    if (!buffer || !o->mode.text)
        return buffer;
    Object *text = text_file_new(buffer, o->encoding, o->errors, o->newline, by_lines);
    decref(buffer);
    Object *name = text ? str_interned("mode") : NULL;
    if (text && (!name || object_set_attribute(text, name, o->mode_text) < 0))
        clear_reference(text);
    xdecref(name);
    return text;
}

static Object *open_file(Opening *o)
{
    size_t size;
    char *mode = str_to_utf8(o->mode_text, &size);
    int result = mode ? parse_mode(mode, &o->mode) : -1;
    mem_free(mode, mode ? size + 1 : 0);
    if (result < 0 || check_options(o) < 0 || io_types_ready() < 0)
        return NULL;
    Object *path = IS_INT(o->file) ? incref(o->file) : path_of(o->file);
    Object *raw = path ? raw_file_open(path, o->mode.raw, o->closes_fd, o->opener) : NULL;
    xdecref(path);
    Object *file = raw ? add_layers(o, raw) : NULL;
    xdecref(raw); /* closes the descriptor where the layers failed */
    return file;
}

static Object *io_open(Object *self, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "file", "mode", "buffering", "encoding", "errors",
                                         "newline", "closefd", "opener", NULL };
    Object *values[8];
    (void)self;
    if (parse_required_arguments("open", args, positional, kwnames, names, 1, values) < 0)
        return NULL;
    if (check_optional_str("open", "mode", values[1]) < 0)
        return NULL;
    Opening o = { .file = values[0], .encoding = values[3], .errors = values[4],
                  .newline = values[5], .opener = values[7], .buffering = -1, .closes_fd = true };
    if (values[2] && (o.buffering = object_as_size(values[2], &overflow_error_type)) == -1
        && error_occurred())
        return NULL;
    int closes_fd = values[6] ? object_truth(values[6]) : 1;
    o.mode_text = values[1] ? incref(values[1]) : str_interned("r");
    o.closes_fd = closes_fd;
    Object *file = closes_fd < 0 || !o.mode_text ? NULL : open_file(&o);
    xdecref(o.mode_text);
    return file;
}

const MethodDef io_open_definition = {
    "open", io_open, 0, -1, METHOD_KEYWORDS,
    "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
    "opener=None) -> a file; mode: r read, w write anew, x make, a append; + both; b bytes" };

/* ---- module io ------------------------------------------------------------------------------ */

/* class UnsupportedOperation(OSError, ValueError) */
static Object *unsupported_operation(void)
{
    Object *bases[] = { &os_error_type.head, &value_error_type.head };
    Object *args[] = { str_from("UnsupportedOperation"), tuple_from(bases, 2), dict_new() };
    Object *module = str_from("io"), *type = NULL;
    Object *doc = str_from("The file cannot do that: it is not open for reading, has no place ...");
    if (args[0] && args[1] && args[2] && module && doc
        && dict_set_text(args[2], "__module__", module) == 0
        && dict_set_text(args[2], "__doc__", doc) == 0)
        type = object_call(&type_type.head, args, 3, NULL);
    for (int i = 0; i < 3; i++)
        xdecref(args[i]);
    xdecref(module);
    xdecref(doc);
    return type;
}

Object *module_io_create(void)
{
    static const struct { const char *name; Type *type; } types[] = {
        { "IOBase", &io_base_type }, { "RawIOBase", &raw_io_base_type },
        { "BufferedIOBase", &buffered_io_base_type }, { "TextIOBase", &text_io_base_type },
        { "FileIO", &raw_file_type }, { "BufferedReader", &buffered_reader_type },
        { "BufferedWriter", &buffered_writer_type }, { "BufferedRandom", &buffered_random_type },
        { "TextIOWrapper", &text_file_type }, { "BytesIO", &bytes_io_type },
        { "StringIO", &string_io_type } };
    if (io_types_ready() < 0)
        return NULL;
    Object *module = module_new("io");
    int result = !module ? -1
        : module_add(module, "open", native_function_new(&io_open_definition, NULL,
                                                         ((Module *)module)->name));
    for (size_t i = 0; result == 0 && i < sizeof types / sizeof types[0]; i++)
        result = module_add(module, types[i].name, incref(&types[i].type->head));
    if (result == 0)
        result = module_add(module, "UnsupportedOperation", unsupported_operation());
    Object *dict = module ? ((Module *)module)->dict : NULL;
    if (result < 0 || put_number(dict, "DEFAULT_BUFFER_SIZE", IO_BLOCK_SIZE) < 0
        || put_number(dict, "SEEK_SET", 0) < 0 || put_number(dict, "SEEK_CUR", 1) < 0
        || put_number(dict, "SEEK_END", 2) < 0)
        clear_reference(module);
    return module;
}
