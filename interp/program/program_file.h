/*
 * program_file.h: a program file is ELF32 for i386: an image in a read-only PT_LOAD, the stack's
 * size in PT_GNU_STACK and the interpreter's path in PT_INTERP. The kernel's exec reads the same.
 */
#ifndef PROGRAM_FILE_H
#define PROGRAM_FILE_H

#include <stddef.h>
#include <stdint.h>

/* A bytecode program is linked here, where Linux/i386 puts a program's text. */
#define PROGRAM_ADDRESS 0x08048000u
#define PROGRAM_INTERPRETER "/bin/python"
#define PROGRAM_STACK_SIZE (8u << 20)

/* ELF file around an image. Block from mem_alloc(*size). NULL with MemoryError. */
uint8_t *program_file_write(const uint8_t *image, size_t image_size, uint32_t stack_size,
                            size_t *size);
/* Finds the image in the bytes of a program file. 0, or -1 with ValueError naming what is wrong.*/
int program_file_find_image(const uint8_t *file, size_t size, const uint8_t **image,
                            size_t *image_size);

#endif
