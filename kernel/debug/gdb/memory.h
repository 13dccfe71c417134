/*
 * memory.h: memory of every process, and the kernel's, by the page tables and the linear map: no
 * address that GDB asks for is ever used as a pointer.
 */
#ifndef GDB_MEMORY_H
#define GDB_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#include "mm/page_table.h"

struct process;

/* The page tables of a process; NULL: those in force now. 0: it has none any more. */
uint32_t memory_tables(const struct process *process);

/* Copies from or to the memory that the page tables show, user or kernel half, and says how many
 * bytes it came to before one that is not there. Writing changes read-only pages too, but never
 * one that anybody else shows: the process then gets a copy of its own. */
uint32_t memory_read(uint32_t tables, uint32_t address, void *buffer, uint32_t size);
uint32_t memory_write(struct process *process, uint32_t address, const void *bytes, uint32_t size);

/* The entry that maps an address, if a page is there; NULL otherwise. */
page_entry *memory_entry(uint32_t tables, uint32_t address);
/* Where the kernel itself sees the byte at an address: in its linear map. 0: nowhere. */
uint32_t memory_linear_address(uint32_t tables, uint32_t address);
/* One byte, by nothing but code of this folder; 0 where there is none. */
uint8_t memory_byte(uint32_t tables, uint32_t address);
/* The debugger has been entered: how far RAM goes may have changed since. */
void memory_refresh(void);
/* Writes one byte to a frame, or to the kernel's own text: whatever protection it has. */
void memory_poke_frame(frame_number frame, uint32_t offset, uint8_t byte);
void memory_poke_kernel(uint32_t address, uint8_t byte);

/* Fills the reserve of frames that memory_write makes copies with. Only where the kernel itself may
 * allocate. */
void memory_fill_reserve(void);

#endif
