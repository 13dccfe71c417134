/*
 * line.c: COM2 as an emulator likes to be asked. What to know first: the emulator's thread that
 * brings the bytes from GDB and the one that runs this code take turns at one lock, and each takes
 * some 40 us to wake the other. So the port is left alone between two looks at it; what has come is
 * taken out in one sweep, for each byte taken wakes the emulator to bring more; and after a while
 * the processor halts (kernel/debug/gdb/attention.c), and is free for GDB.
 *
 * How many bytes are in the FIFO a 16550 does not tell (PC16550D data sheet, 8.0), but for one
 * thing: it interrupts when there are as many as a level that it was given, and says so in a
 * register, whether or not the interrupt comes through.
 */
#include "kernel/debug/gdb/line.h"

#include "kernel/cpu/port.h"
#include "kernel/debug/gdb/attention.h"

/* kernel/dev/serial.c has set the port up. */
enum { PORT_DATA = 0x2F8, PORT_IDENTIFICATION = PORT_DATA + 2, PORT_FIFO_CONTROL = PORT_DATA + 2,
       PORT_LINE_STATUS = PORT_DATA + 5 };
#define FIFO_SIZE 16u
#define STATUS_RECEIVED 0x01u
#define STATUS_HOLDING_EMPTY 0x20u /* FIFO_SIZE bytes may be written at once */
#define IDENTIFICATION_MASK 0x0Fu
#define IDENTIFICATION_LEVEL 0x04u /* the interrupt that says: the level is reached */

/* The levels, as FIFO control has them (and the FIFO on). At 14 the emulator brings up to 14 bytes
 * at once, but fewer interrupt only after a pause of four characters' time, 350 us. No packet is
 * shorter than 4, and so they are what wakes the processor. */
struct level { uint8_t control; uint32_t bytes; };
static const struct level most = { 0xC1, 14 }, to_wake = { 0x41, 4 };

#define PAUSE_LOOPS 2000u         /* between two looks: some 10 us */
#define LOOKS_BEFORE_HALT 15u     /* GDB's time to think in the midst of a stop */
#define LOOKS_PER_TICK 1000u      /* about, where the processor cannot halt */

/* Bytes that were taken out together. */
static struct { uint8_t bytes[FIFO_SIZE]; uint32_t at, end; } taken;
static const struct level *level = &most; /* as serial.c has left it */

/* ---- In ---- */

bool line_has_taken(void)
{
    return taken.at < taken.end;
}

static bool port_has_input(void)
{
    return port_read8(PORT_LINE_STATUS) & STATUS_RECEIVED;
}

bool line_has_input(void)
{
    return line_has_taken() || port_has_input();
}

static void set_level(const struct level *wanted)
{
    level = wanted;
    port_write8(PORT_FIFO_CONTROL, wanted->control);
}

static void pause(void)
{
    for (uint32_t i = 0; i < PAUSE_LOOPS; i++)
        __asm__ volatile("");
}

/* Takes out what is surely there: one byte, or as many as the level says. */
static void take(void)
{
    bool reached = (port_read8(PORT_IDENTIFICATION) & IDENTIFICATION_MASK) == IDENTIFICATION_LEVEL;
    uint32_t count = reached ? level->bytes : 1;

    if (level != &most)
        set_level(&most);
    taken.at = 0;
    taken.end = count;
    port_read8_many(PORT_DATA, taken.bytes, count);
}

uint8_t line_next(bool many)
{
    if (line_has_taken())
        return taken.bytes[taken.at++];
    if (port_has_input()) /* what came with the last ones is taken without delay */
        return port_read8(PORT_DATA);
    for (uint32_t looks = 1; !port_has_input(); looks++) {
        bool halts = attention_can_halt() && (many || looks > LOOKS_BEFORE_HALT);
        if (halts)
            attention_halt(false);
        else
            pause();
    }
    take();
    return taken.bytes[taken.at++];
}

int line_wait(uint32_t patience)
{
    uint32_t ticks = 0;

    for (uint32_t looks = 1; !line_has_input(); looks++) {
        pause();
        if (looks < LOOKS_BEFORE_HALT)
            continue;
        if (attention_can_halt()) {
            set_level(&to_wake);
            attention_halt(patience != 0);
            ticks++;
        } else if (looks % LOOKS_PER_TICK == 0) {
            ticks++;
        }
        if (patience != 0 && ticks >= patience)
            return -1;
    }
    if (!line_has_taken())
        take();
    return taken.bytes[taken.at++];
}

/* ---- Out ---- */

void line_send(const uint8_t *bytes, uint32_t count)
{
    while (count > 0) {
        uint32_t part = count < FIFO_SIZE ? count : FIFO_SIZE;
        while (!(port_read8(PORT_LINE_STATUS) & STATUS_HOLDING_EMPTY))
            __asm__ volatile("pause");
        port_write8_many(PORT_DATA, bytes, part);
        bytes += part;
        count -= part;
    }
}
