/*
 * files.h: the files of /proc, one function each: it adds the file's text to a snapshot. The
 * formats are described in procfs.h.
 */
#ifndef PROCFS_FILES_H
#define PROCFS_FILES_H

#include "kernel/abi.h"
#include "kernel/procfs/snapshot.h"

struct page_table;
struct process;

typedef void process_file_writer(struct snapshot *snapshot, struct process *process);
typedef void machine_file_writer(struct snapshot *snapshot);

/* process_files.c: of a process, which may be a zombie. */
process_file_writer write_status, write_stat, write_maps, write_command_line, write_open_files;
/* page_table_files.c */
process_file_writer write_page_table;
machine_file_writer write_kernel_page_table;
/* frame_files.c */
machine_file_writer write_frames;
/* Who was found to use a frame. */
struct frame_owner {
    uint32_t inode;            /* the file that the page cache keeps in it; 0: none */
    uint16_t pid;              /* the first process that maps it, or whose table it is; 0: none */
    uint16_t others;           /* how many times it is mapped besides */
};
/* The same (pid 0), or only what is a process's, with room for window_size owners at a time. */
void write_frame_runs(struct snapshot *snapshot, int pid, struct frame_owner *window,
                      size_t window_size);
const char *frame_kind_text(enum frame_kind kind);
/* machine_files.c */
machine_file_writer write_buffers, write_cpu_information, write_interrupts, write_memory,
    write_mounts, write_machine_statistics, write_uptime;

#endif
