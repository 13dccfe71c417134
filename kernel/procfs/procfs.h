/*
 * procfs.h: the files under /proc, through which programs see the machine. What to know first: a
 * file's text is computed when it is opened, from what the kernel itself works with, and stays as
 * it was then until it is closed; so it is consistent in itself, and one reading of it agrees with
 * the next. All files are read-only. Their size is said to be 0, as on Linux: read to the end.
 *
 * Words are separated by blanks, numbers are decimal unless said otherwise; addresses, page-table
 * entries and signal sets are hexadecimal without 0x. Where Linux has the file, its format is
 * Linux's (proc(5)), except where said.
 *
 * For each process, /proc/PID/, and the same under /proc/self/ for the reader:
 *
 *   cmdline    the arguments, each ended by a NUL byte
 *   fd         a line for each open file: DESCRIPTOR ACCESS POSITION REFERENCES FLAGS NAME
 *              ACCESS is r, w or rw; REFERENCES counts the descriptors that share the position;
 *              FLAGS: cloexec, nonblock, "-" for none, or both with a comma between; NAME is a path,
 *              console, serial:N, pipe:N (both ends have the same N), or empty. NAME is the rest of
 *              the line. (On Linux this is a directory.)
 *   maps       a line for each segment: START-END rwxp OFFSET DEVICE INODE RESIDENT SHARED COPIED
 *              NAME, as Linux's with three numbers more, in frames: how many are there, how many
 *              of these others use too (a process, the page cache), and how many are private copies
 *              made by copy-on-write since the last fork. NAME is the file's path, [heap] or
 *              [stack]; the rest of the line
 *   pagetable  "cr3 ADDRESS", then a line for each present entry of the user half and the PDPT, in
 *              depth-first order: LEVEL INDEX ADDRESS ENTRY table FRAME: FLAGS for one that leads to
 *              a table, and LEVEL INDEX ADDRESS ENTRY frame FRAME REFERENCES: FLAGS for a page.
 *              LEVEL is PDPT, PD or PT; ADDRESS the first that the entry maps; ENTRY its 16 digits;
 *              FRAME the frame's number. The kernel's own entries are in /proc/pagetable
 *   stat       one line, the first 24 fields of Linux's: pid (name) state ppid group session ... ;
 *              times in hundredths of a second, sizes as there
 *   status     lines "Name:<TAB>value": Linux's where it has them, and ours: frames by kind, CR3,
 *              registers, CPU time, page faults
 *
 * For the machine, /proc/:
 *
 *   buffers    the buffer cache, last used first; a line for each buffer: BLOCK USERS STATE, where
 *              STATE is valid or empty
 *   cpuinfo    lines "name<TAB>: value"
 *   frames     all of physical memory, as runs of neighbouring frames that have the same owner:
 *              FIRST LAST KIND REFERENCES OWNER. FIRST and LAST are frame numbers (decimal,
 *              inclusive), KIND is free, reserved, kernel, page-table, user or file. OWNER is the
 *              rest of the line: "-" for none (and for the few user frames that the GDB stub keeps
 *              in reserve); "process PID" or "process PID and N more"; "inode N
 *              PATH" ("?" when the path is not known any more), followed by "in process PID ..."
 *              when it is mapped. REFERENCES is that of each frame of the run
 *   interrupts a line for each interrupt line in use: N: COUNT XT-PIC DEVICE; then PAGE: COUNT page
 *              faults of programs
 *   meminfo    lines "Name:  N kB"; frames by kind under their own names
 *   mounts     DEVICE PATH TYPE OPTIONS 0 0
 *   pagetable  the kernel's quarter of every page-table tree, in the format above, with "large" in
 *              place of "frame" for pages of 2 MiB
 *   stat       cpu (user, nice, system, idle in hundredths of a second), ctxt (switches), processes
 *              (since the start), procs_running, procs_blocked, btime
 *   uptime     seconds since the start, and of these idle
 */
#ifndef PROCFS_H
#define PROCFS_H

/* Lets /proc stand on the disk's directory of that name; without one the log says so. */
void procfs_mount(void);

#endif
