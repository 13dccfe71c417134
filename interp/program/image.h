/*
 * image.h: a compiled program as bytes: what stands in the text segment of a program file.
 *
 * The image is read in place: instructions, exception ranges, positions and the source text are
 * used where they lie. Strings and numbers become objects when the code is loaded. All offsets
 * count bytes from the image's first byte; all numbers are little-endian; tables are aligned to
 * 8 bytes. program/image_reader.c checks everything before anything is used.
 */
#ifndef IMAGE_H
#define IMAGE_H

#include "compiler/draft.h"

/* Lays drafts out as an image, source text included. The block is the caller's: free it with
 * mem_free(image, *size). NULL with an exception on error. */
uint8_t *image_write(const CodeDraft *module, const char *filename, const char *source,
                     size_t source_size, size_t *size);

/* Checks an image (checksum, structure, every instruction's fields, jump targets, tables) and
 * makes its code objects. owner (or NULL when the image outlives everything) is kept by each code
 * object. New reference; ImportError-style ValueError "program file: what and where" if broken. */
Code *image_load(const uint8_t *image, size_t size, Object *owner);

/* Whether the source text behind a code object is as it was written: compared with its checksum
 * when a traceback first wants it, because until then its pages need not be in memory. */
bool image_source_is_intact(const Code *code);

/* Wraps a heap block as an owner for image_load: freed with the last code object. Steals the
 * block (made by mem_alloc(size)). */
Object *image_owner_new(uint8_t *image, size_t size);

#endif
