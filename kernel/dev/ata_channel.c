/*
 * ata_channel.c: commands on an IDE channel, with the data moved by the processor (PIO) or by the
 * controller itself (bus-master DMA).
 *
 * A command is a few register writes; then the drive is busy, and says by its status register and
 * an interrupt when it has data, has finished or has failed. All waiting is in one function, and
 * all of it ends after a time.
 */
#include "kernel/dev/ata_channel.h"
#include "kernel/cpu/port.h"
#include "kernel/dev/timer.h"
#include "mm/frame.h"

/* Command block registers, from the first port on. */
#define REGISTER_DATA 0
#define REGISTER_ERROR 1
#define REGISTER_COUNT 2
#define REGISTER_LBA_LOW 3
#define REGISTER_LBA_MIDDLE 4
#define REGISTER_LBA_HIGH 5
#define REGISTER_DRIVE 6
#define REGISTER_STATUS 7
#define REGISTER_COMMAND 7

#define DRIVE_LBA 0xE0u        /* with two bits that old drives want set */
#define DRIVE_SECOND 0x10u

#define STATUS_ERROR 0x01u
#define STATUS_DATA_REQUEST 0x08u
#define STATUS_DEVICE_FAULT 0x20u
#define STATUS_READY 0x40u
#define STATUS_BUSY 0x80u
#define STATUS_NOTHING 0xFFu   /* no drive pulls the lines down */

#define CONTROL_NORMAL 0x00u   /* interrupts on: the bus master sees a command's end by them */
#define CONTROL_RESET 0x04u
#define RESET_MICROSECONDS 5
#define AFTER_RESET_MICROSECONDS 2000

/* Bus master registers, from its first port on, and their bits. */
#define BUS_MASTER_COMMAND 0
#define BUS_MASTER_START 0x01u
#define BUS_MASTER_TO_MEMORY 0x08u
#define BUS_MASTER_STATUS 2
#define BUS_MASTER_ERROR 0x02u
#define BUS_MASTER_INTERRUPT 0x04u
#define BUS_MASTER_TABLE 4

/* An entry of the table: physical memory that does not cross a 64 KiB border. */
struct physical_region {
    uint32_t address;
    uint16_t bytes;            /* 0: 64 Ki */
    uint16_t flags;
};
_Static_assert(sizeof(struct physical_region) == 8, "SFF-8038i, 1.2: an entry has 8 bytes");
#define REGION_LAST 0x8000u
#define REGION_BORDER 0x10000u
#define REGIONS_MOST (PAGE_SIZE / sizeof(struct physical_region))

#define TIMEOUT_NANOSECONDS 5000000000ull
#define FLUSH_TIMEOUT_NANOSECONDS 60000000000ull /* "may take longer than 30 s", ATA-6, 8.12 */

/* ---- Waiting ---- */

static uint8_t status_of(const struct ata_channel *channel)
{
    return port_read8(channel->control); /* the alternate status: takes back no interrupt */
}

static bool drive_is_idle(const struct ata_channel *channel)
{
    return (status_of(channel) & STATUS_BUSY) == 0;
}

static bool transfer_has_ended(const struct ata_channel *channel)
{
    uint8_t status = port_read8(channel->bus_master + BUS_MASTER_STATUS);

    return (status & (BUS_MASTER_INTERRUPT | BUS_MASTER_ERROR)) != 0;
}

/* The one place that waits for a disk. It asks again and again: with DMA a command is done in less
 * time than two context switches and an interrupt would take. False: it took too long. */
static bool wait_so_long(bool (*condition)(const struct ata_channel *),
                         const struct ata_channel *channel, uint64_t nanoseconds)
{
    uint64_t start = time_nanoseconds();

    while (!condition(channel)) {
        if (time_nanoseconds() - start > nanoseconds)
            return condition(channel); /* the machine itself may have slept */
    }
    return true;
}

static bool wait_until(bool (*condition)(const struct ata_channel *),
                       const struct ata_channel *channel)
{
    return wait_so_long(condition, channel, TIMEOUT_NANOSECONDS);
}

/* Drives take 400 ns to answer after being selected or commanded; a port read takes 100 or more. */
static void wait_400_nanoseconds(const struct ata_channel *channel)
{
    for (int i = 0; i < 4; i++)
        status_of(channel);
}

/* ---- Commands ---- */

bool ata_channel_select(struct ata_channel *channel, unsigned drive)
{
    port_write8(channel->control, CONTROL_NORMAL);
    port_write8(channel->command + REGISTER_DRIVE,
                (uint8_t)(DRIVE_LBA | (drive != 0 ? DRIVE_SECOND : 0)));
    wait_400_nanoseconds(channel);
    uint8_t status = status_of(channel);
    return status != 0 && status != STATUS_NOTHING;
}

bool ata_channel_reset(struct ata_channel *channel)
{
    port_write8(channel->control, CONTROL_RESET);
    time_wait_microseconds(RESET_MICROSECONDS);
    port_write8(channel->control, CONTROL_NORMAL);
    time_wait_microseconds(AFTER_RESET_MICROSECONDS);
    return wait_until(drive_is_idle, channel);
}

static bool time_out(struct ata_channel *channel, struct ata_command *command)
{
    command->timed_out = true;
    command->status = status_of(channel);
    command->error = port_read8(channel->command + REGISTER_ERROR);
    return false;
}

/* Reads the status that ends the command or a part of it, which also takes back the interrupt. */
static bool check_status(struct ata_channel *channel, struct ata_command *command)
{
    command->status = port_read8(channel->command + REGISTER_STATUS);
    command->error = port_read8(channel->command + REGISTER_ERROR);
    return (command->status & (STATUS_ERROR | STATUS_DEVICE_FAULT)) == 0;
}

/* Selects the drive, waits until it is idle, and writes the registers: those of an extended
 * command are two deep, the upper halves first. */
static bool start(struct ata_channel *channel, struct ata_command *command)
{
    uint16_t base = channel->command;
    uint32_t sector = command->sector;
    unsigned drive = DRIVE_LBA | (command->drive != 0 ? DRIVE_SECOND : 0);

    if (!command->extended)
        drive |= sector >> 24 & 0x0F;
    port_write8(base + REGISTER_DRIVE, (uint8_t)drive);
    wait_400_nanoseconds(channel);
    if (!wait_until(drive_is_idle, channel))
        return time_out(channel, command);
    if (command->extended) {
        port_write8(base + REGISTER_COUNT, (uint8_t)(command->count >> 8));
        port_write8(base + REGISTER_LBA_LOW, (uint8_t)(sector >> 24));
        port_write8(base + REGISTER_LBA_MIDDLE, 0);
        port_write8(base + REGISTER_LBA_HIGH, 0);
    }
    port_write8(base + REGISTER_COUNT, (uint8_t)command->count);
    port_write8(base + REGISTER_LBA_LOW, (uint8_t)sector);
    port_write8(base + REGISTER_LBA_MIDDLE, (uint8_t)(sector >> 8));
    port_write8(base + REGISTER_LBA_HIGH, (uint8_t)(sector >> 16));
    port_write8(base + REGISTER_COMMAND, command->code);
    wait_400_nanoseconds(channel);
    return true;
}

bool ata_command_without_data(struct ata_channel *channel, struct ata_command *command)
{
    bool flushes = command->code == ATA_COMMAND_FLUSH_CACHE ||
                   command->code == ATA_COMMAND_FLUSH_CACHE_EXTENDED;

    if (!start(channel, command))
        return false;
    if (!wait_so_long(drive_is_idle, channel,
                      flushes ? FLUSH_TIMEOUT_NANOSECONDS : TIMEOUT_NANOSECONDS))
        return time_out(channel, command);
    return check_status(channel, command);
}

/* ---- PIO ---- */

void block_cursor_advance(struct block_cursor *cursor, uint32_t bytes)
{
    cursor->offset += bytes;
    while (cursor->offset != 0 && cursor->offset >= cursor->buffer->bytes) {
        cursor->offset -= cursor->buffer->bytes;
        cursor->buffer++;
    }
}

static void *cursor_pointer(const struct block_cursor *cursor)
{
    return (uint8_t *)cursor->buffer->data + cursor->offset;
}

/* How much of that many bytes lies in one piece at the cursor. */
static uint32_t cursor_piece(const struct block_cursor *cursor, uint32_t bytes)
{
    uint32_t here = cursor->buffer->bytes - cursor->offset;

    return here < bytes ? here : bytes;
}

static void move_data(struct ata_channel *channel, struct block_cursor *where, uint32_t bytes,
                      bool to_drive)
{
    uint16_t port = channel->command + REGISTER_DATA;

    while (bytes > 0) {
        uint32_t piece = cursor_piece(where, bytes);
        if (to_drive)
            port_write16_many(port, cursor_pointer(where), piece / 2);
        else
            port_read16_many(port, cursor_pointer(where), piece / 2);
        block_cursor_advance(where, piece);
        bytes -= piece;
    }
}

bool ata_command_pio(struct ata_channel *channel, struct ata_command *command,
                     struct block_cursor where)
{
    if (!start(channel, command))
        return false;
    for (uint32_t left = command->count; left > 0;) {
        uint32_t block = left < command->block ? left : command->block;
        if (!wait_until(drive_is_idle, channel))
            return time_out(channel, command);
        if (!check_status(channel, command) || (command->status & STATUS_DATA_REQUEST) == 0)
            return false;
        move_data(channel, &where, block * SECTOR_SIZE, command->writes);
        left -= block;
    }
    wait_400_nanoseconds(channel);
    if (!wait_until(drive_is_idle, channel))
        return time_out(channel, command);
    return check_status(channel, command);
}

/* ---- DMA ---- */

bool ata_channel_prepare_dma(struct ata_channel *channel)
{
    if (channel->bus_master == 0)
        return false;
    if (channel->regions == NULL) {
        frame_number frame = frame_allocate(FRAME_KERNEL);
        if (frame == NO_FRAME)
            return false;
        channel->regions = frame_pointer(frame);
    }
    return true;
}

bool ata_dma_reaches(struct block_cursor where, uint32_t bytes)
{
    while (bytes > 0) {
        uint32_t piece = cursor_piece(&where, bytes);
        uintptr_t address = (uintptr_t)cursor_pointer(&where);
        if (address < KERNEL_BASE || address >= KERNEL_MAP_BASE || address % 2 != 0)
            return false;
        block_cursor_advance(&where, piece);
        bytes -= piece;
    }
    return true;
}

/* Says to the bus master where the data go. False: too many pieces. */
static bool fill_regions(struct ata_channel *channel, struct block_cursor where, uint32_t bytes)
{
    struct physical_region *region = channel->regions;

    while (bytes > 0) {
        uint32_t piece = cursor_piece(&where, bytes);
        uint32_t address = (uint32_t)virtual_to_physical(cursor_pointer(&where));
        uint32_t to_border = REGION_BORDER - address % REGION_BORDER;
        if (piece > to_border)
            piece = to_border;
        if (region == channel->regions + REGIONS_MOST)
            return false;
        *region++ = (struct physical_region){.address = address, .bytes = (uint16_t)piece};
        block_cursor_advance(&where, piece);
        bytes -= piece;
    }
    region[-1].flags = REGION_LAST;
    return true;
}

bool ata_command_dma(struct ata_channel *channel, struct ata_command *command,
                     struct block_cursor where)
{
    uint16_t master = channel->bus_master;
    uint8_t direction = command->writes ? 0 : BUS_MASTER_TO_MEMORY;

    if (!fill_regions(channel, where, command->count * SECTOR_SIZE)) {
        command->bus_error = true;
        return false;
    }
    port_write32(master + BUS_MASTER_TABLE, (uint32_t)virtual_to_physical(channel->regions));
    port_write8(master + BUS_MASTER_COMMAND, direction);
    /* Both bits are cleared by writing them as 1; the others say what the drives can do. */
    port_write8(master + BUS_MASTER_STATUS, port_read8(master + BUS_MASTER_STATUS) |
                                            BUS_MASTER_ERROR | BUS_MASTER_INTERRUPT);
    if (!start(channel, command))
        return false;
    port_write8(master + BUS_MASTER_COMMAND, direction | BUS_MASTER_START);
    bool ended = wait_until(transfer_has_ended, channel) && wait_until(drive_is_idle, channel);
    command->bus_error = (port_read8(master + BUS_MASTER_STATUS) & BUS_MASTER_ERROR) != 0;
    port_write8(master + BUS_MASTER_COMMAND, 0);
    if (!ended)
        return time_out(channel, command);
    return check_status(channel, command) && !command->bus_error;
}
