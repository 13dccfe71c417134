/*
 * access.h: the commands that read and write registers and memory (access.c).
 */
#ifndef GDB_ACCESS_H
#define GDB_ACCESS_H

#include "kernel/debug/gdb/commands.h"

enum command_outcome access_read_registers(struct cursor *rest);  /* g */
enum command_outcome access_write_registers(struct cursor *rest); /* G */
enum command_outcome access_read_register(struct cursor *rest);   /* p */
enum command_outcome access_write_register(struct cursor *rest);  /* P */
enum command_outcome access_read_memory(struct cursor *rest);     /* m */
enum command_outcome access_read_binary(struct cursor *rest);     /* x */
enum command_outcome access_write_memory(struct cursor *rest);    /* M */
enum command_outcome access_write_binary(struct cursor *rest);    /* X */
enum command_outcome access_check_memory(struct cursor *rest);    /* qCRC */
enum command_outcome access_search_memory(struct cursor *rest);   /* qSearch:memory */

#endif
