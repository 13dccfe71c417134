/*
 * ata_channel.h: one of the two cables of an IDE controller, with up to two drives on it, which
 * share its registers: only one command at a time (ATA/ATAPI-6, T13/1410D; Intel 82371FB data
 * sheet and SFF-8038i for the bus master).
 */
#ifndef ATA_CHANNEL_H
#define ATA_CHANNEL_H

#include <stdbool.h>
#include "kernel/dev/block.h"

struct physical_region;

struct ata_channel {
    uint16_t command;          /* first of the 8 command block ports */
    uint16_t control;          /* the device control and alternate status port */
    uint16_t bus_master;       /* first of 8 ports; 0: none, all by PIO */
    struct physical_region *regions; /* the table that the bus master reads; one frame */
};

#define ATA_SECTORS_PER_COMMAND 256u /* a count of 0 in an 8-bit register */

/* Where the data of a command go: a place in a scatter list. */
struct block_cursor {
    const struct block_buffer *buffer;
    uint32_t offset;           /* bytes into it */
};
void block_cursor_advance(struct block_cursor *cursor, uint32_t bytes);

/* A command, and how it ended. */
struct ata_command {
    uint8_t code;              /* ATA_COMMAND_* */
    uint8_t drive;             /* 0 or 1 */
    bool writes;               /* its data go to the drive */
    bool extended;             /* LBA and count in two halves each (48-bit addresses) */
    uint32_t sector, count;    /* count: 1 to ATA_SECTORS_PER_COMMAND */
    uint32_t block;            /* PIO: sectors for each time that the drive says it has data */

    bool timed_out, bus_error; /* bus_error: the bus master, not the drive, gave up */
    uint8_t status, error;     /* the drive's registers, when it failed */
};

enum {
    ATA_COMMAND_READ_SECTORS = 0x20, ATA_COMMAND_READ_SECTORS_EXTENDED = 0x24,
    ATA_COMMAND_READ_DMA = 0xC8, ATA_COMMAND_READ_DMA_EXTENDED = 0x25,
    ATA_COMMAND_READ_MULTIPLE = 0xC4, ATA_COMMAND_READ_MULTIPLE_EXTENDED = 0x29,
    ATA_COMMAND_WRITE_SECTORS = 0x30, ATA_COMMAND_WRITE_SECTORS_EXTENDED = 0x34,
    ATA_COMMAND_WRITE_DMA = 0xCA, ATA_COMMAND_WRITE_DMA_EXTENDED = 0x35,
    ATA_COMMAND_WRITE_MULTIPLE = 0xC5, ATA_COMMAND_WRITE_MULTIPLE_EXTENDED = 0x39,
    ATA_COMMAND_SET_MULTIPLE = 0xC6, ATA_COMMAND_IDENTIFY = 0xEC,
    ATA_COMMAND_FLUSH_CACHE = 0xE7, ATA_COMMAND_FLUSH_CACHE_EXTENDED = 0xEA,
};

/* Whether a drive may be there: something answers at the status register. */
bool ata_channel_select(struct ata_channel *channel, unsigned drive);
/* Software reset of both drives. False: they stay busy. */
bool ata_channel_reset(struct ata_channel *channel);

/* Each runs one command to its end. False: it failed, and the command says how. */
bool ata_command_without_data(struct ata_channel *channel, struct ata_command *command);
bool ata_command_pio(struct ata_channel *channel, struct ata_command *command,
                     struct block_cursor where);
bool ata_command_dma(struct ata_channel *channel, struct ata_command *command,
                     struct block_cursor where);

/* Takes memory for the bus master's table. False: DMA cannot be used. */
bool ata_channel_prepare_dma(struct ata_channel *channel);
/* Whether the bus master can read and write there: in the linear map, at even addresses. */
bool ata_dma_reaches(struct block_cursor where, uint32_t bytes);

#endif
