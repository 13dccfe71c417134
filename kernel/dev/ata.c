/*
 * ata.c: the disks: finding them, reading and writing them as block devices.
 *
 * A transfer is cut into commands. One that fails is tried again sector by sector, by PIO, on a
 * channel that has been reset: so a passing fault does no harm, a lasting one is logged with its
 * sector, and later transfers find the channel working.
 */
#include "kernel/dev/ata.h"
#include "kernel/abi.h"
#include "kernel/debug/log.h"
#include "kernel/dev/ata_channel.h"
#include "kernel/dev/pci.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

#define CHANNELS 2u
#define DRIVES_PER_CHANNEL 2u

/* Where a PC has its IDE controller, with PCI (compatibility mode) and before. */
static const uint16_t legacy_command[CHANNELS] = {0x1F0, 0x170};
static const uint16_t legacy_control[CHANNELS] = {0x3F6, 0x376};

/* PCI programming interface of an IDE controller (PCI IDE Controller Specification 1.0). */
#define INTERFACE_NATIVE(channel) (1u << ((channel) * 2)) /* ports are in the BARs */
#define INTERFACE_BUS_MASTER (1u << 7)
#define COMMAND_PORTS 8
#define CONTROL_PORTS 4
#define CONTROL_OFFSET 2               /* of the one that counts, from the BAR's first port */
#define BUS_MASTER_BAR 4
#define BUS_MASTER_PORTS 8             /* each channel has so many */

/* What IDENTIFY DEVICE says, by word (ATA/ATAPI-6, 8.15). */
#define IDENTIFY_WORDS 256
#define IDENTIFY_MODEL 27
#define IDENTIFY_MODEL_WORDS 20
#define IDENTIFY_MULTIPLE 47           /* bits 0 to 7: most sectors for READ MULTIPLE */
#define IDENTIFY_CAPABILITIES 49
#define CAPABILITY_DMA (1u << 8)
#define CAPABILITY_LBA (1u << 9)
#define IDENTIFY_SECTORS 60            /* 2 words: 28-bit addresses */
#define IDENTIFY_COMMAND_SETS 83
#define COMMAND_SETS_VALID_MASK 0xC000u
#define COMMAND_SETS_VALID 0x4000u
#define COMMAND_SET_LBA48 (1u << 10)
#define COMMAND_SET_FLUSH_CACHE (1u << 12)
#define IDENTIFY_SECTORS_48 100        /* 4 words */

#define LBA28_END 0x10000000u          /* sectors from here on need 48-bit addresses */

struct ata_disk {
    struct block_device device;        /* first: the driver's pointer is the disk's */
    struct ata_channel *channel;
    uint8_t drive;
    bool lba48, dma, flushes;
    uint32_t multiple;                 /* sectors for READ and WRITE MULTIPLE; 1: not used */
};

static struct ata_channel channels[CHANNELS];
static struct ata_disk disks[CHANNELS * DRIVES_PER_CHANNEL]; /* by place; sectors 0: none there */

/* ---- Reading and writing ---- */

static struct ata_command transfer_command(const struct ata_disk *disk, bool writes,
                                           uint32_t sector, uint32_t count)
{
    return (struct ata_command){
        .drive = disk->drive, .writes = writes, .sector = sector, .count = count,
        .extended = sector + (count - 1) >= LBA28_END,
    };
}

/* The command codes of the ways to move data, for 28-bit addresses and for 48-bit ones. */
enum way { BY_DMA, BY_SECTORS, BY_MULTIPLE };
static const uint8_t read_codes[][2] = {
    [BY_DMA] = {ATA_COMMAND_READ_DMA, ATA_COMMAND_READ_DMA_EXTENDED},
    [BY_SECTORS] = {ATA_COMMAND_READ_SECTORS, ATA_COMMAND_READ_SECTORS_EXTENDED},
    [BY_MULTIPLE] = {ATA_COMMAND_READ_MULTIPLE, ATA_COMMAND_READ_MULTIPLE_EXTENDED},
};
static const uint8_t write_codes[][2] = {
    [BY_DMA] = {ATA_COMMAND_WRITE_DMA, ATA_COMMAND_WRITE_DMA_EXTENDED},
    [BY_SECTORS] = {ATA_COMMAND_WRITE_SECTORS, ATA_COMMAND_WRITE_SECTORS_EXTENDED},
    [BY_MULTIPLE] = {ATA_COMMAND_WRITE_MULTIPLE, ATA_COMMAND_WRITE_MULTIPLE_EXTENDED},
};

static uint8_t code_of(const struct ata_command *command, enum way way)
{
    return (command->writes ? write_codes : read_codes)[way][command->extended];
}

static bool transfer_by_dma(struct ata_disk *disk, struct ata_command *command,
                            struct block_cursor where)
{
    command->code = code_of(command, BY_DMA);
    return ata_command_dma(disk->channel, command, where);
}

static bool transfer_by_pio(struct ata_disk *disk, struct ata_command *command,
                            struct block_cursor where)
{
    command->block = disk->multiple;
    command->code = code_of(command, disk->multiple > 1 ? BY_MULTIPLE : BY_SECTORS);
    return ata_command_pio(disk->channel, command, where);
}

static void set_multiple(struct ata_disk *disk, uint32_t sectors)
{
    struct ata_command command = {
        .code = ATA_COMMAND_SET_MULTIPLE, .drive = disk->drive, .count = sectors,
    };

    disk->multiple = 1;
    if (sectors > 1 && ata_command_without_data(disk->channel, &command))
        disk->multiple = sectors;
}

/* Resets the channel; a reset takes READ MULTIPLE from both of its drives. */
static bool reset_channel(struct ata_channel *channel)
{
    bool works = ata_channel_reset(channel);

    for (unsigned i = 0; i < sizeof disks / sizeof *disks; i++) {
        if (disks[i].device.sectors != 0 && disks[i].channel == channel)
            set_multiple(&disks[i], works ? disks[i].multiple : 1);
    }
    return works;
}

static int transfer_error(struct ata_disk *disk, const struct ata_command *command)
{
    const char *what = command->timed_out ? "time-out"
                       : command->writes  ? "write error" : "read error";

    log_print("%s: %s at sector %u: status 0x%02x error 0x%02x\n", disk->device.name, what,
              command->sector, command->status, command->error);
    return -EIO;
}

/* After a command has failed: moves its sectors one by one. -EIO at the first that fails too. */
static int transfer_one_by_one(struct ata_disk *disk, const struct ata_command *failed,
                               struct block_cursor where)
{
    if (!reset_channel(disk->channel)) {
        log_print("%s: busy after a reset\n", disk->device.name);
        return transfer_error(disk, failed);
    }
    for (uint32_t i = 0; i < failed->count; i++) {
        struct ata_command command =
            transfer_command(disk, failed->writes, failed->sector + i, 1);
        if (!transfer_by_pio(disk, &command, where)) {
            reset_channel(disk->channel);
            return transfer_error(disk, &command);
        }
        block_cursor_advance(&where, SECTOR_SIZE);
    }
    log_print("%s: sectors %u to %u %s only one by one: status 0x%02x error 0x%02x\n",
              disk->device.name, failed->sector, failed->sector + failed->count - 1,
              failed->writes ? "went" : "came", failed->status, failed->error);
    if (disk->dma && (failed->timed_out || failed->bus_error)) {
        disk->dma = false;
        log_print("%s: DMA does not work; PIO from now on\n", disk->device.name);
    }
    return 0;
}

static int transfer(struct ata_disk *disk, bool writes, uint32_t sector,
                    const struct block_buffer *buffers, unsigned count)
{
    struct block_cursor where = {.buffer = buffers};
    uint32_t left = 0;

    for (unsigned i = 0; i < count; i++)
        left += buffers[i].bytes / SECTOR_SIZE;
    if (sector >= disk->device.sectors || left > disk->device.sectors - sector) {
        log_print("%s: %s error at sector %u: the disk has %u sectors\n", disk->device.name,
                  writes ? "write" : "read", sector, disk->device.sectors);
        return -EIO;
    }
    while (left > 0) {
        uint32_t now = left < ATA_SECTORS_PER_COMMAND ? left : ATA_SECTORS_PER_COMMAND;
        struct ata_command command = transfer_command(disk, writes, sector, now);
        bool good;
        if (disk->dma && ata_dma_reaches(where, now * SECTOR_SIZE))
            good = transfer_by_dma(disk, &command, where);
        else
            good = transfer_by_pio(disk, &command, where);
        int error = good ? 0 : transfer_one_by_one(disk, &command, where);
        if (error != 0)
            return error;
        block_cursor_advance(&where, now * SECTOR_SIZE);
        sector += now;
        left -= now;
    }
    return 0;
}

static int ata_read_scattered(struct block_device *device, uint32_t sector,
                              const struct block_buffer *buffers, unsigned count)
{
    return transfer(device->driver, false, sector, buffers, count);
}

static int ata_read(struct block_device *device, uint32_t sector, uint32_t count, void *buffer)
{
    struct block_buffer all = {.data = buffer, .bytes = count * SECTOR_SIZE};

    return count == 0 ? 0 : transfer(device->driver, false, sector, &all, 1);
}

static int ata_write_scattered(struct block_device *device, uint32_t sector,
                               const struct block_buffer *buffers, unsigned count)
{
    return transfer(device->driver, true, sector, buffers, count);
}

static int ata_write(struct block_device *device, uint32_t sector, uint32_t count,
                     const void *buffer)
{
    struct block_buffer all = {.data = (void *)buffer, .bytes = count * SECTOR_SIZE};

    return count == 0 ? 0 : transfer(device->driver, true, sector, &all, 1);
}

/* A drive without the command has no memory of its own to write back from (ATA-6, 6.17). */
static int ata_flush(struct block_device *device)
{
    struct ata_disk *disk = device->driver;
    struct ata_command command = {
        .code = disk->lba48 ? ATA_COMMAND_FLUSH_CACHE_EXTENDED : ATA_COMMAND_FLUSH_CACHE,
        .drive = disk->drive,
    };

    if (!disk->flushes || ata_command_without_data(disk->channel, &command))
        return 0;
    log_print("%s: what was written cannot be made safe: status 0x%02x error 0x%02x\n",
              device->name, command.status, command.error);
    reset_channel(disk->channel);
    return -EIO;
}

/* ---- Finding ---- */

/* The model's name: two characters in each word, the first in the upper byte, blanks behind. */
static void copy_model(const uint16_t *identity, char *model)
{
    char *end = model;

    for (unsigned i = 0; i < IDENTIFY_MODEL_WORDS * 2; i++) {
        uint16_t word = identity[IDENTIFY_MODEL + i / 2];
        char c = (char)(i % 2 == 0 ? word >> 8 : word);
        model[i] = c >= ' ' && c <= '~' ? c : ' ';
        if (model[i] != ' ')
            end = &model[i + 1];
    }
    *end = '\0';
}

/* The number of sectors, as many as our addresses reach: 2 TiB. */
static uint32_t count_sectors(const uint16_t *identity, bool lba48)
{
    uint32_t sectors = identity[IDENTIFY_SECTORS] | (uint32_t)identity[IDENTIFY_SECTORS + 1] << 16;

    if (!lba48)
        return sectors < LBA28_END ? sectors : LBA28_END;
    if (identity[IDENTIFY_SECTORS_48 + 2] != 0 || identity[IDENTIFY_SECTORS_48 + 3] != 0)
        return UINT32_MAX;
    uint32_t more = identity[IDENTIFY_SECTORS_48] |
                    (uint32_t)identity[IDENTIFY_SECTORS_48 + 1] << 16;
    return more != 0 ? more : sectors;
}

static void set_up(struct ata_disk *disk, const uint16_t *identity)
{
    char model[IDENTIFY_MODEL_WORDS * 2 + 1];

    copy_model(identity, model);
    if ((identity[IDENTIFY_CAPABILITIES] & CAPABILITY_LBA) == 0) {
        log_print("%s: %s: too old, it has no LBA\n", disk->device.name, model);
        return;
    }
    uint16_t sets = identity[IDENTIFY_COMMAND_SETS];
    if ((sets & COMMAND_SETS_VALID_MASK) != COMMAND_SETS_VALID)
        sets = 0;
    disk->lba48 = (sets & COMMAND_SET_LBA48) != 0;
    disk->flushes = (sets & COMMAND_SET_FLUSH_CACHE) != 0;
    disk->dma = (identity[IDENTIFY_CAPABILITIES] & CAPABILITY_DMA) != 0 &&
                ata_channel_prepare_dma(disk->channel);
    set_multiple(disk, identity[IDENTIFY_MULTIPLE] & 0xFF);
    disk->device.read = ata_read;
    disk->device.read_scattered = ata_read_scattered;
    disk->device.write = ata_write;
    disk->device.write_scattered = ata_write_scattered;
    disk->device.flush = ata_flush;
    disk->device.driver = disk;
    disk->device.sectors = count_sectors(identity, disk->lba48);
    log_print("%s: %s, %u MiB, %s\n", disk->device.name, model,
              disk->device.sectors / ((1u << 20) / SECTOR_SIZE), disk->dma ? "DMA" : "PIO");
}

/* Asks whoever is at that place what it is. IDENTIFY DEVICE is refused by a CD drive, and by drive
 * 1 when it answers in place of a drive 0 that is not there. */
static void probe(struct ata_disk *disk, uint16_t *identity)
{
    struct ata_command command = {
        .code = ATA_COMMAND_IDENTIFY, .drive = disk->drive, .count = 1, .block = 1,
    };
    struct block_buffer buffer = {.data = identity, .bytes = SECTOR_SIZE};

    if (!ata_channel_select(disk->channel, disk->drive))
        return;
    if (ata_command_pio(disk->channel, &command, (struct block_cursor){.buffer = &buffer}))
        set_up(disk, identity);
    else if (command.timed_out)
        log_print("%s: no answer: status 0x%02x\n", disk->device.name, command.status);
}

/* The ports of both channels: the legacy ones, unless a PCI controller says otherwise. */
static void find_ports(void)
{
    struct pci_function ide;
    bool found = pci_find_class(PCI_CLASS_STORAGE, PCI_SUBCLASS_IDE, &ide);

    for (unsigned i = 0; i < CHANNELS; i++) {
        channels[i].command = legacy_command[i];
        channels[i].control = legacy_control[i];
        if (found && (ide.interface & INTERFACE_NATIVE(i)) != 0) {
            uint16_t command = pci_port_base(&ide, i * 2, COMMAND_PORTS);
            uint16_t control = pci_port_base(&ide, i * 2 + 1, CONTROL_PORTS);
            if (command != 0 && control != 0) {
                channels[i].command = command;
                channels[i].control = control + CONTROL_OFFSET;
            }
        }
    }
    if (!found)
        return;
    pci_enable_ports_and_bus_master(&ide);
    uint16_t master = 0;
    if ((ide.interface & INTERFACE_BUS_MASTER) != 0)
        master = pci_port_base(&ide, BUS_MASTER_BAR, BUS_MASTER_PORTS * CHANNELS);
    for (unsigned i = 0; master != 0 && i < CHANNELS; i++)
        channels[i].bus_master = (uint16_t)(master + i * BUS_MASTER_PORTS);
}

int ata_initialise(void)
{
    uint16_t *identity = kernel_allocate(IDENTIFY_WORDS * sizeof *identity);
    int found = 0;

    if (identity == NULL) {
        log_print("ata: no memory to look for disks\n");
        return 0;
    }
    find_ports();
    for (unsigned i = 0; i < sizeof disks / sizeof *disks; i++) {
        struct ata_disk *disk = &disks[i];
        format_text(disk->device.name, sizeof disk->device.name, "ata%u", i);
        disk->channel = &channels[i / DRIVES_PER_CHANNEL];
        disk->drive = i % DRIVES_PER_CHANNEL;
        probe(disk, identity);
        found += disk->device.sectors != 0;
    }
    kernel_free(identity);
    if (found == 0)
        log_print("ata: no disk found\n");
    return found;
}

struct block_device *ata_first_disk(void)
{
    for (unsigned i = 0; i < sizeof disks / sizeof *disks; i++) {
        if (disks[i].device.sectors != 0)
            return &disks[i].device;
    }
    return NULL;
}
