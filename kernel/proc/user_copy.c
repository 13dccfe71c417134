/*
 * user_copy.c: copies between the kernel and a process, page by page through the linear map. What
 * to know first: `reach` makes sure that a page is there and may be used so, exactly as the
 * processor would for the process itself, and says where the kernel sees it.
 */
#include "kernel/proc/user_copy.h"
#include "kernel/proc/process.h"
#include "kernel/string.h"

/* Where the kernel sees the byte at a user address, after giving the page if need be. */
static int reach(struct address_space *space, uint32_t address, unsigned access, uint8_t **pointer)
{
    page_entry *entry = page_table_find(&space->tree, address);
    page_entry wanted = PAGE_PRESENT | PAGE_USER;
    if (access & PROTECTION_WRITE)
        wanted |= PAGE_WRITABLE;
    if (!entry || (*entry & wanted) != wanted) {
        int error = address_space_fault(space, address, access);
        if (error)
            return error;
        entry = page_table_find(&space->tree, address);
    }
    /* What the processor notes in the entry when a program uses the page. */
    *entry |= access & PROTECTION_WRITE ? PAGE_ACCESSED | PAGE_DIRTY : PAGE_ACCESSED;
    frame_number frame = (frame_number)((*entry & PAGE_ADDRESS_MASK) / PAGE_SIZE);
    *pointer = (uint8_t *)frame_pointer(frame) + address % PAGE_SIZE;
    return 0;
}

static bool in_user_half(uint32_t address, uint32_t size)
{
    return address < USER_END && size <= USER_END - address;
}

/* How many of size bytes lie in the same page as the first. */
static uint32_t within_page(uint32_t address, uint32_t size)
{
    uint32_t rest = PAGE_SIZE - address % PAGE_SIZE;
    return size < rest ? size : rest;
}

int copy_to_space(struct address_space *space, uint32_t to, const void *from, uint32_t size)
{
    const uint8_t *bytes = from;
    if (size && !in_user_half(to, size))
        return -EFAULT;
    while (size) {
        uint8_t *pointer;
        int error = reach(space, to, PROTECTION_WRITE, &pointer);
        if (error)
            return error;
        uint32_t part = within_page(to, size);
        memcpy(pointer, bytes, part);
        bytes += part;
        to += part;
        size -= part;
    }
    return 0;
}

int copy_to_user(uint32_t to, const void *from, uint32_t size)
{
    return copy_to_space(&current_process->space, to, from, size);
}

int copy_from_space(struct address_space *space, void *to, uint32_t from, uint32_t size)
{
    uint8_t *bytes = to;
    if (size && !in_user_half(from, size))
        return -EFAULT;
    while (size) {
        uint8_t *pointer;
        int error = reach(space, from, PROTECTION_READ, &pointer);
        if (error)
            return error;
        uint32_t part = within_page(from, size);
        memcpy(bytes, pointer, part);
        bytes += part;
        from += part;
        size -= part;
    }
    return 0;
}

int copy_from_user(void *to, uint32_t from, uint32_t size)
{
    return copy_from_space(&current_process->space, to, from, size);
}

int user_writable(uint32_t to, uint32_t size)
{
    if (size && !in_user_half(to, size))
        return -EFAULT;
    while (size) {
        uint8_t *pointer;
        int error = reach(&current_process->space, to, PROTECTION_WRITE, &pointer);
        if (error)
            return error;
        uint32_t part = within_page(to, size);
        to += part;
        size -= part;
    }
    return 0;
}

/* Copies up to and with the NUL, or only measures when to is NULL. The length, or `most` bytes
 * without a NUL: too_long. */
static int scan_string(char *to, uint32_t from, uint32_t most, int too_long)
{
    uint32_t length = 0;
    while (length < most) {
        uint8_t *pointer;
        if (!in_user_half(from, 1))
            return -EFAULT;
        int error = reach(&current_process->space, from, PROTECTION_READ, &pointer);
        if (error)
            return error;
        uint32_t part = within_page(from, most - length);
        for (uint32_t i = 0; i < part; i++, length++) {
            if (to)
                to[length] = (char)pointer[i];
            if (pointer[i] == '\0')
                return (int)length;
        }
        from += part;
    }
    return too_long;
}

int copy_string_from_user(char *to, uint32_t from, uint32_t size)
{
    return scan_string(to, from, size, -ENAMETOOLONG);
}

int user_string_length(uint32_t from, uint32_t most)
{
    return scan_string(NULL, from, most, -E2BIG);
}
