/*
 * serial.h: the four 16550 serial ports, COM1 to COM4 (numbers 1 to 4 here).
 */
#ifndef SERIAL_H
#define SERIAL_H

#include <stdbool.h>
#include <stddef.h>

#define SERIAL_PORTS 4

void serial_initialise(void);          /* finds and sets up the ports: 115200 8N1 */
bool serial_present(unsigned port);

/* Sends the bytes as they are, and waits for the port as long as that takes: an emulator's port
 * stops while the reader at its other end does, and no byte may be lost. A port that is not there
 * swallows them. */
void serial_write(unsigned port, const void *data, size_t size);

/* Waits until the last byte is on the line. */
void serial_drain(void);

/* Received bytes come by interrupt once a receiver is set (it is called for each, with interrupts
 * disabled). */
typedef void (*serial_receiver)(unsigned port, unsigned char byte);
void serial_receive(unsigned port, serial_receiver receiver);

#endif
