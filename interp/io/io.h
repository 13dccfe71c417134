/*
 * io.h: files and streams as objects, CPython's module io in three layers: RawFile (FileIO), a file
 * descriptor; Buffered (BufferedReader, BufferedWriter, BufferedRandom), bytes in blocks above it;
 * TextFile (TextIOWrapper), characters and lines above those. Each layer calls the one below by its
 * methods' names, block by block, so any object that has the methods will do. StringIO and BytesIO
 * are files that lie in memory.
 */
#ifndef IO_H
#define IO_H

#include "objects/byte_block.h"
#include "object.h"

enum { IO_BLOCK_SIZE = 8192 }; /* io.DEFAULT_BUFFER_SIZE, and TextIOWrapper's chunk */

/* What every stream begins with. */
typedef struct {
    Object head;
    Object *dict;            /* attributes that a program sets; or NULL */
    Object *weak_references;
    bool closed;             /* for the types that decide it themselves */
} Stream;

typedef struct {
    Stream base;
    int fd;                  /* -1: closed */
    bool readable, writable, appending, created, closes_fd;
    Object *name;            /* what open() was given: a str, an int; or NULL */
} RawFile;

typedef struct {
    Stream base;
    Object *raw;             /* NULL: detached */
    bool readable, writable; /* as the type says */
    size_t block_size;
    Object *ahead;           /* bytes that were read and not taken yet, from `start` on; or NULL */
    size_t start;
    ByteBlock waiting;       /* written, and not given to raw yet; then nothing is ahead */
} Buffered;

typedef enum { NEWLINE_UNIVERSAL, NEWLINE_ANY, NEWLINE_LF, NEWLINE_CR, NEWLINE_CRLF } Newline;
enum { SEEN_CR = 1, SEEN_LF = 2, SEEN_CRLF = 4 };

typedef struct {
    Stream base;
    Object *buffer;          /* NULL: detached, or a standard stream's that nobody asked for */
    int standard;            /* 0, 1, 2: it began as that standard stream; or -1 */
    int codec;               /* Codec */
    int decoding;            /* the same until the mark at the file's beginning has been read */
    bool begun;              /* the mark, if the encoding has one, stands there already */
    Object *encoding, *errors; /* str */
    Newline newline;
    bool line_buffering, write_through, readable, writable, seekable;
    bool telling;            /* false: next() reads ahead, tell() cannot say where */
    bool exact;              /* the chunk's bytes are the file's: tell() can count them */
    bool rewritten;          /* some chunk's bytes were not UTF-8 */
    bool at_end;
    uint8_t newlines_seen;   /* SEEN_* */
    ByteBlock pending;       /* written, encoded, not given to the buffer yet */
    ByteBlock chunk;         /* read, valid UTF-8 up to `ready`; taken up to `taken` */
    size_t taken, ready;     /* behind `ready` waits half a character or half a CR LF */
} TextFile;

extern Type io_base_type, raw_io_base_type, buffered_io_base_type, text_io_base_type,
    raw_file_type, buffered_reader_type, buffered_writer_type, buffered_random_type,
    text_file_type, string_io_type, bytes_io_type;

/* Makes the types ready; 0 or -1. What a program that opens no file needs is ready at the start. */
int io_types_ready(void);
/* open(), with CPython's arguments. */
extern const MethodDef io_open_definition;
Object *module_io_create(void); /* new */

/* ---- base.c --------------------------------------------------------------------------------- */

/* o.name() or o.name(argument): new. */
Object *io_call(Object *o, const char *name, Object *argument);
int io_call_flag(Object *o, const char *name);     /* the truth of o.name(), or -1 */
int io_call_quietly(Object *o, const char *name);  /* o.name(): 0 or -1 */
/* Whether the stream is closed: 1, 0, -1. */
int io_is_closed(Object *o);
/* 0, or -1 with ValueError when it is closed. */
int io_check_open(Object *o, const char *message);
#define CLOSED_FILE "I/O operation on closed file."
/* io.UnsupportedOperation(what). NULL. */
void *io_unsupported(const char *what);
/* What .close() does of flush and close, the second in any case: 0 or -1 with the first's error. */
int io_flush_and_close(Object *flushed, Object *closed);
/* An argument that says how much: NULL and None are -1. 0, or -1 with TypeError. */
int io_size_argument(Object **args, int positional, intptr_t *size);

/* The method readinto(buffer) of streams whose read() does the work. */
Object *io_read_into(Object *self, Object **args, int positional, Object *kwnames);
/* A position in a file: an int of 64 bits. */
int io_offset(Object *o, int64_t *offset);
void io_finalize(Object *self);  /* the finalize slot: closes it */
int stream_traverse(Object *self, Visitor visit, void *context);
void stream_clear(Object *self);
#define STREAM_SLOTS .finalize = io_finalize, .dict_offset = offsetof(Stream, dict), \
    .weak_offset = offsetof(Stream, weak_references)

/* ---- raw_file.c, buffered.c ----------------------------------------------------------------- */

/* file: a path (str, bytes, an object with __fspath__) or a descriptor; mode "r", "wb+", ... */
Object *raw_file_open(Object *file, const char *mode, bool closes_fd, Object *opener);
Object *path_of(Object *file); /* str or bytes (PEP 519); new */
/* A block with such a path, NUL at its end; *size without it. NULL with an exception. */
char *path_text(Object *path, size_t *size);
Object *raw_file_of_descriptor(int fd, bool readable, Object *name); /* does not close it */
Object *buffered_new(Type *type, Object *raw, size_t block_size);
int buffered_flush(Buffered *self);

/* ---- text_file.c, text_read.c, text_write.c -------------------------------------------------- */

Object *text_file_standard(int fd);       /* sys.stdin, sys.stdout, sys.stderr: 0, 1, 2 */
Object *text_file_new(Object *buffer, Object *encoding, Object *errors, Object *newline,
                      bool line_buffering);
Object *text_buffer(TextFile *self);      /* borrowed; made now if need be. NULL: detached */
int text_file_write(Object *self, Object *text); /* 0 or -1 */
int text_file_flush(Object *self);
int text_write_pending(TextFile *self);   /* hands what waits to the buffer */
int text_check_open(TextFile *self);
int text_complete_standard(TextFile *self); /* the rarer fields of a standard stream */
bool text_writes_ascii(const TextFile *self); /* each character of ASCII as the byte that it is */
/* A line of at most `limit` characters (-1: any number) with its end; "" at the end of the file. */
Object *text_read_line(TextFile *self, intptr_t limit);
Object *text_read(TextFile *self, intptr_t characters); /* -1: all there is */
void text_forget_chunk(TextFile *self);
/* shown: whether the message of a wrong one has it as "%R" or "%S"; CPython's differ. 0 or -1. */
int newline_argument(Object *newline, const char *function, const char *shown, Newline *kind);
Object *newlines_seen(uint8_t seen);      /* .newlines */

#endif
