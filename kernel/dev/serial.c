/*
 * serial.c: the 16550 UART (National Semiconductor PC16550D data sheet), four of them at the
 * addresses and interrupt lines that PCs have always had.
 */
#include "kernel/dev/serial.h"

#include <stdint.h>

#include "kernel/cpu/port.h"
#include "kernel/cpu/trap.h"

/* Registers, as offsets from the port's base. */
enum { DATA = 0, INTERRUPT_ENABLE = 1, FIFO_CONTROL = 2, LINE_CONTROL = 3, MODEM_CONTROL = 4,
       LINE_STATUS = 5, SCRATCH = 7 };

#define INTERRUPT_RECEIVED 0x01
#define FIFO_TRIGGER_14 0xC7   /* enable, clear both, interrupt at 14 bytes or a pause */
#define LINE_8N1 0x03
#define LINE_DIVISOR 0x80      /* DATA and INTERRUPT_ENABLE are the divisor */
#define MODEM_DTR_RTS_OUT2 0x0B /* on a PC, OUT2 connects the interrupt line */
#define STATUS_RECEIVED 0x01
#define STATUS_HOLDING_EMPTY 0x20
#define STATUS_ALL_SENT 0x40
#define NO_DEVICE 0xFF         /* what a port without a device reads as */

#define POLLS_MOST 100000u     /* a byte at 115200 baud takes some 100 */

struct port {
    uint16_t base;
    uint8_t irq;
    bool present;
    serial_receiver receiver;
};
static struct port ports[SERIAL_PORTS] = {
    { .base = 0x3F8, .irq = 4 }, { .base = 0x2F8, .irq = 3 },
    { .base = 0x3E8, .irq = 4 }, { .base = 0x2E8, .irq = 3 },
};

static bool probe(uint16_t base)
{
    port_write8(base + SCRATCH, 0x5A);
    if (port_read8(base + SCRATCH) != 0x5A)
        return false;
    port_write8(base + SCRATCH, 0xA5);
    return port_read8(base + SCRATCH) == 0xA5 && port_read8(base + LINE_STATUS) != NO_DEVICE;
}

static void set_up(uint16_t base)
{
    port_write8(base + INTERRUPT_ENABLE, 0);
    port_write8(base + LINE_CONTROL, LINE_DIVISOR);
    port_write8(base + DATA, 1); /* 115200 baud */
    port_write8(base + INTERRUPT_ENABLE, 0);
    port_write8(base + LINE_CONTROL, LINE_8N1);
    port_write8(base + FIFO_CONTROL, FIFO_TRIGGER_14);
    port_write8(base + MODEM_CONTROL, MODEM_DTR_RTS_OUT2);
}

static void wait_for(const struct port *port, uint8_t status)
{
    while (!(port_read8(port->base + LINE_STATUS) & status))
        __asm__ volatile("pause");
}

/* Whether the transmitter gets done with what it has: later that is waited for without end. */
static bool can_send(uint16_t base)
{
    for (uint32_t polls = 0; polls < POLLS_MOST; polls++)
        if (port_read8(base + LINE_STATUS) & STATUS_HOLDING_EMPTY)
            return true;
    return false;
}

void serial_initialise(void)
{
    for (struct port *port = ports; port < ports + SERIAL_PORTS; port++) {
        if (!probe(port->base))
            continue;
        set_up(port->base);
        port->present = can_send(port->base);
    }
}

static struct port *find(unsigned number)
{
    if (number < 1 || number > SERIAL_PORTS || !ports[number - 1].present)
        return NULL;
    return &ports[number - 1];
}

bool serial_present(unsigned number)
{
    return find(number) != NULL;
}

void serial_write(unsigned number, const void *data, size_t size)
{
    struct port *port = find(number);

    if (port == NULL)
        return;
    for (const uint8_t *byte = data; byte < (const uint8_t *)data + size; byte++) {
        wait_for(port, STATUS_HOLDING_EMPTY);
        port_write8(port->base + DATA, *byte);
    }
}

void serial_drain(void)
{
    for (struct port *port = ports; port < ports + SERIAL_PORTS; port++)
        if (port->present)
            wait_for(port, STATUS_ALL_SENT);
}

/* Two ports share a line: hand over what either has. */
static void receive_irq(void *context)
{
    uint8_t irq = ((const struct port *)context)->irq;

    for (struct port *port = ports; port < ports + SERIAL_PORTS; port++) {
        if (port->irq != irq || port->receiver == NULL)
            continue;
        while (port_read8(port->base + LINE_STATUS) & STATUS_RECEIVED)
            port->receiver((unsigned)(port - ports) + 1, port_read8(port->base + DATA));
    }
}

void serial_receive(unsigned number, serial_receiver receiver)
{
    struct port *port = find(number);

    if (port == NULL)
        return;
    port->receiver = receiver;
    irq_register(port->irq, "serial", receive_irq, port);
    port_write8(port->base + INTERRUPT_ENABLE, INTERRUPT_RECEIVED);
}
