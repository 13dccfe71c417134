/*
 * image_format.h: the bytes of an image (program/image.h), record by record.
 *
 *   ImageHeader
 *   ImageConstant[]   every constant of the program once, equal ones merged over all its code
 *                     (as CPython's compiler does, so that `is` says the same)
 *   ImageCode[]       a code after the codes that it makes functions of; the last is the module
 *   tables and data   instructions, positions, exception ranges, numbers of constants, texts
 *   uint32_t          CRC-32 of the source text
 *   source text       to the end of the image
 *
 * Offsets count bytes from the header's first byte. Numbers are little-endian. Tables begin at
 * multiples of 8. A constant and a code refer to earlier ones only, so nothing here is a cycle and
 * each is made once, in order.
 *
 * There are two checksums because the source text is wanted by tracebacks only: as long as nobody
 * asks for it, the kernel needs not even bring its pages from the disk.
 */
#ifndef IMAGE_FORMAT_H
#define IMAGE_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#define IMAGE_MAGIC "\x7FPYIMAGE"
enum {
    IMAGE_MAGIC_SIZE = 8,
    IMAGE_VERSION = 2,
    IMAGE_ALIGNMENT = 8,
    IMAGE_NESTING_MOST = 128,   /* code in code, tuple in tuple: destroying them recurses */
    IMAGE_SLOTS_MOST = 0x7FFF,  /* what an instruction's signed 16-bit field can name */
};

typedef struct {
    char magic[IMAGE_MAGIC_SIZE];
    uint32_t version;
    uint32_t checksum;          /* CRC-32 of the bytes from here to source_offset */
    uint32_t size;              /* of the image: the header's first byte to the text's last */
    uint32_t source_offset;     /* the 4 bytes before it are the text's own CRC-32 */
    uint32_t filename;          /* number of a constant (str) */
    uint32_t constants_offset, constant_count;
    uint32_t codes_offset, code_count;
    uint32_t reserved;          /* 0 */
} ImageHeader;
_Static_assert(sizeof(ImageHeader) == 48, "the header's size is part of the format");
#define IMAGE_CHECKSUM_START offsetof(ImageHeader, size)

typedef enum {
    IMAGE_NONE, IMAGE_FALSE, IMAGE_TRUE, IMAGE_ELLIPSIS,
    IMAGE_INT,       /* integer */
    IMAGE_BIG_INT,   /* count digits of 30 bits (uint32_t) at offset; flag IMAGE_NEGATIVE */
    IMAGE_FLOAT,     /* number */
    IMAGE_STR,       /* count code points at offset, width as in object.h's Str */
    IMAGE_BYTES,     /* count bytes at offset */
    IMAGE_TUPLE,     /* count numbers of constants (uint32_t) at offset */
    IMAGE_FROZENSET, /* the same */
    IMAGE_CONSTANT_KINDS
} ImageConstantKind;

enum { IMAGE_INTERNED = 1, IMAGE_NEGATIVE = 2 };

typedef struct {
    uint8_t kind, flags;
    uint8_t width;              /* IMAGE_STR: STR_1, STR_2, STR_4 */
    uint8_t reserved;           /* 0 */
    uint32_t count;
    union {
        int64_t integer;
        double number;
        struct { uint32_t offset, reserved; } data;
    };
} ImageConstant;
_Static_assert(sizeof(ImageConstant) == 16, "a constant's size is part of the format");

typedef struct {
    uint32_t name, qualified_name, local_names; /* numbers of constants: str, str, tuple of str */
    uint32_t flags;                             /* CODE_* */
    uint16_t positional, positional_only, keyword_only;
    uint16_t locals, free_variables, temporaries;
    uint32_t first_line;
    uint32_t instructions_offset, instruction_count; /* Instruction[] */
    uint32_t positions_offset;                       /* Position[], as many */
    uint32_t ranges_offset, range_count;             /* ExceptionRange[] */
    uint32_t constants_offset, constant_count;       /* uint32_t[]: constant, or IMAGE_CODE + code*/
    uint32_t sites_offset, site_count;               /* uint32_t[]: constants, interned str */
    uint32_t reserved[3];                            /* 0 */
} ImageCode;
_Static_assert(sizeof(ImageCode) == 80, "a code record's size is part of the format");

#define IMAGE_CODE 0x80000000u

/* CRC-32 as in ISO 3309 and zlib (`zlib.crc32` in Python gives the same number). */
uint32_t image_checksum(const void *bytes, size_t size);

#endif
