/*
 * main.c: /bin/python. The kernel starts it as the interpreter of a bytecode program, as it would a
 * dynamic linker: then the program's image lies in the text segment already, at AT_ENTRY. Started
 * by its own name it takes a FILE, and compiles that on the machine.
 */
#include "kernel/abi.h"
#include "platform/platform.h"
#include "program/launch.h"
#include "user/runtime/program_headers.h"
#include "user/runtime/runtime.h"

enum { STATUS_NO_PROGRAM = 127 };

extern char _start[];

int main(int argc, char **argv)
{
    uint32_t entry;
    if (!auxiliary_value(AT_ENTRY, &entry))
        return STATUS_NO_PROGRAM;
    if (entry == (uint32_t)_start)
        return launch_main(argc, argv);
    const ElfProgramHeader *text = find_program_header(PT_LOAD, entry);
    if (!text)
        return STATUS_NO_PROGRAM;
    uint32_t size = text->file_size - (entry - text->virtual_address);
    return launch_image((const uint8_t *)entry, size, argc, argv);
}
