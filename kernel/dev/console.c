/*
 * console.c: joins COM1, the screen and the keyboard into one console.
 */
#include "kernel/dev/console.h"

#include <stdint.h>

#include "kernel/cpu/trap.h"
#include "kernel/dev/keyboard.h"
#include "kernel/dev/screen.h"
#include "kernel/dev/serial.h"

#define CONSOLE_PORT 1u
#define RING_SIZE 1024u /* a power of two */

static uint8_t ring[RING_SIZE];
static uint32_t ring_in, ring_out; /* bytes ever put in and taken out */
static void (*wake_reader)(void);

void console_write(const void *data, size_t size)
{
    const char *text = data, *end = text + size;

    screen_write(data, size);
    while (text < end) {
        const char *start = text;
        while (text < end && *text != '\n')
            text++;
        serial_write(CONSOLE_PORT, start, (size_t)(text - start));
        if (text < end) {
            serial_write(CONSOLE_PORT, "\r\n", 2);
            text++;
        }
    }
}

static void take_byte(uint8_t byte)
{
    if (ring_in - ring_out < RING_SIZE)
        ring[ring_in++ % RING_SIZE] = byte;
    wake_reader();
}

static void from_serial(unsigned port, unsigned char byte)
{
    (void)port;
    take_byte(byte);
}

void console_start_input(void (*wake)(void))
{
    wake_reader = wake;
    serial_receive(CONSOLE_PORT, from_serial);
    keyboard_initialise(take_byte);
}

int console_read_byte(void)
{
    uint32_t flags = interrupts_disable();
    int byte = ring_in == ring_out ? -1 : ring[ring_out++ % RING_SIZE];

    interrupts_restore(flags);
    return byte;
}
