/*
 * ata.h: ATA disks on an IDE controller, found by PCI or at the legacy ports.
 */
#ifndef ATA_H
#define ATA_H

#include "kernel/dev/block.h"

/* Finds the controller and its disks and logs each: "ata0: QEMU HARDDISK, 16 MiB, DMA". A disk's
 * number is its place: 0 and 1 are the primary channel's, 2 and 3 the secondary's. Returns how
 * many disks there are (0: none, said in the log). */
int ata_initialise(void);

/* The first disk found, or NULL. */
struct block_device *ata_first_disk(void);

#endif
