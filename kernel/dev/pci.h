/*
 * pci.h: finding devices on the PCI bus (PCI Local Bus Specification 3.0, chapters 3.2.2.3 and 6).
 * Every function of every device has 256 bytes of configuration space that say what it is and
 * where its registers are.
 */
#ifndef PCI_H
#define PCI_H

#include <stdbool.h>
#include <stdint.h>

struct pci_function {
    uint8_t bus, device, function;
    uint8_t class, subclass, interface;
    uint16_t vendor, id;
};

#define PCI_CLASS_STORAGE 0x01
#define PCI_SUBCLASS_IDE 0x01

/* The first function of that class, in order of bus and device. False: there is none, or no PCI. */
bool pci_find_class(uint8_t class, uint8_t subclass, struct pci_function *found);

/* The I/O port range that base address register 0 to 5 holds: its first port. 0: the register
 * holds none, or not all `size` ports lie below 64 Ki. */
uint16_t pci_port_base(const struct pci_function *function, unsigned bar, uint16_t size);

/* Lets the function answer at its I/O ports, and read and write memory on its own. */
void pci_enable_ports_and_bus_master(const struct pci_function *function);

#endif
