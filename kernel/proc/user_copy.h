/*
 * user_copy.h: the only ways between kernel memory and a process's memory.
 *
 * The kernel never uses a user address as a pointer. Each page is looked up in the process's own
 * page tables, given by address_space_fault when it is not there yet (demand zero, file page,
 * copy-on-write copy), and reached through the linear map. So no pointer, however wild, can make
 * the kernel fault, and the processor's guard against such accesses (SMAP) never has to be lifted.
 */
#ifndef USER_COPY_H
#define USER_COPY_H

#include <stdint.h>
#include "mm/address_space.h"

/* All or nothing is promised for what returns 0; after an error the destination's contents are
 * not defined. -EFAULT: not the process's memory, or not allowed to be used so; -EIO: a file page
 * could not be read; -ENOMEM. The address space is the current process's. */
int copy_from_user(void *to, uint32_t from, uint32_t size);
int copy_to_user(uint32_t to, const void *from, uint32_t size);
/* The string's length without its NUL, which is copied too; -ENAMETOOLONG when it does not end
 * within size bytes. */
int copy_string_from_user(char *to, uint32_t from, uint32_t size);
/* Length of a string without its NUL; -E2BIG when that is more than most. */
int user_string_length(uint32_t from, uint32_t most);
/* Whether size bytes could be written: gives the pages, so a copy_to_user right after succeeds. */
int user_writable(uint32_t to, uint32_t size);

/* The same for an address space that need not be loaded: exec fills the new stack with it. */
int copy_to_space(struct address_space *space, uint32_t to, const void *from, uint32_t size);
int copy_from_space(struct address_space *space, void *to, uint32_t from, uint32_t size);

#endif
