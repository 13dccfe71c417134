/*
 * write_back.h: what mounting needs to know of write_back.c. The rest is in ext2.h and
 * file_system.h.
 */
#ifndef WRITE_BACK_H
#define WRITE_BACK_H

/* Writes what is new in all files to their blocks; failures are noted with the files. */
void write_back_contents(void);

#endif
