/*
 * access.c: what GDB reads and writes: registers and memory. A function gets the rest of a packet;
 * what it writes is the reply. What to know first: all of it is about the thread that GDB has
 * selected (`Hg`), and the memory is that of its process.
 */
#include "kernel/debug/gdb/access.h"

#include <stddef.h>

#include "kernel/abi.h"
#include "kernel/debug/gdb/machine.h"
#include "kernel/debug/gdb/memory.h"
#include "kernel/proc/process.h"
#include "kernel/string.h"

#define REGISTERS_IN_G REGISTERS_GENERAL /* the others GDB asks for one by one */
#define CHUNK 256u

/* ---- Registers ---- */

static bool find_selected(struct thread *thread)
{
    if (machine_thread(commands_selected_thread(), thread))
        return true;
    reply_error(ESRCH);
    return false;
}

static void write_register(const struct thread *thread, unsigned number)
{
    uint8_t bytes[REGISTER_SIZE_MOST];

    if (machine_register_read(thread, number, bytes))
        reply_bytes(bytes, machine_register_size(number));
    else
        reply_unknown(machine_register_size(number));
}

enum command_outcome access_read_registers(struct cursor *rest)
{
    struct thread thread;

    (void)rest;
    if (!find_selected(&thread))
        return COMMAND_ANSWERED;
    for (unsigned number = 0; number < REGISTERS_IN_G; number++)
        write_register(&thread, number);
    return COMMAND_ANSWERED;
}

enum command_outcome access_read_register(struct cursor *rest)
{
    struct thread thread;
    uint32_t number;

    if (!cursor_hex(rest, &number) || machine_register_size(number) == 0)
        reply_error(EINVAL);
    else if (find_selected(&thread))
        write_register(&thread, number);
    return COMMAND_ANSWERED;
}

enum command_outcome access_write_registers(struct cursor *rest)
{
    struct thread thread;

    if (!find_selected(&thread))
        return COMMAND_ANSWERED;
    for (unsigned number = 0; number < REGISTERS && rest->at < rest->end; number++) {
        uint8_t bytes[REGISTER_SIZE_MOST];
        if (!cursor_bytes(rest, bytes, machine_register_size(number))) {
            if (*rest->at != 'x') /* GDB does not know it either */
                break;
            rest->at += 2 * machine_register_size(number);
            continue;
        }
        machine_register_write(&thread, number, bytes);
    }
    reply_text("OK");
    return COMMAND_ANSWERED;
}

enum command_outcome access_write_register(struct cursor *rest)
{
    struct thread thread;
    uint32_t number;
    uint8_t bytes[REGISTER_SIZE_MOST];

    if (!cursor_hex(rest, &number) || machine_register_size(number) == 0 ||
        !cursor_skip(rest, "=") || !cursor_bytes(rest, bytes, machine_register_size(number)))
        reply_error(EINVAL);
    else if (find_selected(&thread)) {
        if (machine_register_write(&thread, number, bytes))
            reply_text("OK");
        else
            reply_error(EACCES);
    }
    return COMMAND_ANSWERED;
}

/* ---- Memory ---- */

static bool read_address_and_size(struct cursor *rest, uint32_t *address, uint32_t *size)
{
    if (cursor_hex(rest, address) && cursor_skip(rest, ",") && cursor_hex(rest, size))
        return true;
    reply_error(EINVAL);
    return false;
}

enum command_outcome access_read_memory(struct cursor *rest)
{
    uint32_t address, size, tables = memory_tables(commands_selected_process());

    if (!read_address_and_size(rest, &address, &size))
        return COMMAND_ANSWERED;
    if (size > reply_room() / 2)
        size = reply_room() / 2;
    reply_may_end_early(REPLY_IS_MEMORY);
    bool any = size == 0;
    while (size > 0) {
        uint8_t bytes[CHUNK];
        uint32_t part = size < CHUNK ? size : CHUNK;
        uint32_t count = memory_read(tables, address, bytes, part);
        reply_bytes(bytes, count);
        any = any || count > 0;
        if (count < part)
            break;
        address += count;
        size -= count;
    }
    if (!any)
        reply_error(EFAULT);
    return COMMAND_ANSWERED;
}

/* GDB 16 reads like this: `b`, then the bytes as they are, but for escapes. */
enum command_outcome access_read_binary(struct cursor *rest)
{
    uint32_t address, size, tables = memory_tables(commands_selected_process());

    if (!read_address_and_size(rest, &address, &size))
        return COMMAND_ANSWERED;
    bool any = size == 0;
    reply_character('b');
    for (uint8_t byte; size > 0 && reply_room() >= ESCAPED_MOST; size--, address++) {
        if (memory_read(tables, address, &byte, 1) == 0)
            break;
        reply_escaped((char)byte);
        any = true;
    }
    if (!any)
        reply_error(EFAULT);
    return COMMAND_ANSWERED;
}

static void finish_write(bool complete)
{
    if (complete)
        reply_text("OK");
    else
        reply_error(EFAULT);
}

enum command_outcome access_write_memory(struct cursor *rest)
{
    uint32_t address, size;
    bool complete = true;

    if (!read_address_and_size(rest, &address, &size))
        return COMMAND_ANSWERED;
    cursor_skip(rest, ":");
    while (size > 0 && complete) {
        uint8_t bytes[CHUNK];
        uint32_t part = size < CHUNK ? size : CHUNK;
        if (!cursor_bytes(rest, bytes, part)) {
            reply_error(EINVAL);
            return COMMAND_ANSWERED;
        }
        complete = memory_write(commands_selected_process(), address, bytes, part) == part;
        address += part;
        size -= part;
    }
    finish_write(complete);
    return COMMAND_ANSWERED;
}

enum command_outcome access_write_binary(struct cursor *rest)
{
    uint32_t address, size;

    if (!read_address_and_size(rest, &address, &size))
        return COMMAND_ANSWERED;
    if (!cursor_skip(rest, ":") || (uint32_t)(rest->end - rest->at) < size)
        reply_error(EINVAL);
    else
        finish_write(memory_write(commands_selected_process(), address, rest->at, size) == size);
    return COMMAND_ANSWERED;
}

/* The sum that `compare-sections` compares (GDB manual, E.4, "qCRC packet"). */
#define CRC32_POLYNOMIAL 0x04C11DB7u
#define CRC32_HIGHEST 0x80000000u

static uint32_t add_to_crc(uint32_t crc, uint8_t byte)
{
    crc ^= (uint32_t)byte << 24;
    for (int bit = 0; bit < 8; bit++)
        crc = crc & CRC32_HIGHEST ? crc << 1 ^ CRC32_POLYNOMIAL : crc << 1;
    return crc;
}

enum command_outcome access_check_memory(struct cursor *rest)
{
    uint32_t address, size, crc = UINT32_MAX, tables = memory_tables(commands_selected_process());

    if (!read_address_and_size(rest, &address, &size))
        return COMMAND_ANSWERED;
    for (uint8_t byte; size > 0; size--, address++) {
        if (memory_read(tables, address, &byte, 1) == 0) {
            reply_error(EFAULT);
            return COMMAND_ANSWERED;
        }
        crc = add_to_crc(crc, byte);
    }
    reply_character('C');
    reply_hex(crc);
    return COMMAND_ANSWERED;
}

/* ---- Searching ---- */

/* Whether the pattern is in memory at an address. */
static bool lies_at(uint32_t tables, uint32_t address, const uint8_t *pattern, uint32_t length)
{
    uint8_t bytes[CHUNK];

    for (uint32_t part; length > 0; pattern += part, address += part, length -= part) {
        part = length < CHUNK ? length : CHUNK;
        if (memory_read(tables, address, bytes, part) < part || memcmp(bytes, pattern, part) != 0)
            return false;
    }
    return true;
}

/* GDB's `find`: "address;size;pattern", the pattern as it is. */
enum command_outcome access_search_memory(struct cursor *rest)
{
    uint32_t address, size, tables = memory_tables(commands_selected_process());

    if (!cursor_hex(rest, &address) || !cursor_skip(rest, ";") || !cursor_hex(rest, &size) ||
        !cursor_skip(rest, ";") || rest->at == rest->end) {
        reply_error(EINVAL);
        return COMMAND_ANSWERED;
    }
    uint32_t length = (uint32_t)(rest->end - rest->at);
    for (uint8_t byte; size >= length; size--, address++) {
        if (memory_read(tables, address, &byte, 1) == 0) {
            reply_error(EFAULT);
            return COMMAND_ANSWERED;
        }
        if (byte == *rest->at && lies_at(tables, address, rest->at, length)) {
            reply_text("1,");
            reply_hex(address);
            return COMMAND_ANSWERED;
        }
    }
    reply_character('0');
    return COMMAND_ANSWERED;
}
