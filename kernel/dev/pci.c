/*
 * pci.c: configuration mechanism #1: the address of a 32-bit word of configuration space goes to
 * one port, and the word then shows at another.
 */
#include "kernel/dev/pci.h"
#include "kernel/cpu/port.h"

#define CONFIG_ADDRESS 0xCF8
#define CONFIG_DATA 0xCFC
#define CONFIG_ENABLE (1u << 31)

#define DEVICES_PER_BUS 32
#define FUNCTIONS_PER_DEVICE 8

/* Offsets of the words in configuration space (chapter 6.1), and what is in them. */
#define REGISTER_ID 0x00               /* vendor, device id */
#define REGISTER_COMMAND 0x04          /* command; above it, the status */
#define COMMAND_PORTS (1u << 0)
#define COMMAND_BUS_MASTER (1u << 2)
#define REGISTER_CLASS 0x08            /* revision, interface, subclass, class */
#define REGISTER_HEADER_TYPE 0x0C      /* in bits 16 to 23 */
#define HEADER_MULTIFUNCTION 0x80u
#define REGISTER_BAR 0x10              /* the first of six */
#define BAR_COUNT 6
#define BAR_IS_PORT 1u
#define BAR_PORT_MASK 0xFFFFFFFCu
#define REGISTER_BUS_NUMBERS 0x18      /* of a bridge: primary, secondary, subordinate */

#define NO_VENDOR 0xFFFFu              /* what is read where no device is */
#define CLASS_BRIDGE 0x06
#define SUBCLASS_PCI_BRIDGE 0x04

static void select_word(const struct pci_function *f, uint32_t offset)
{
    port_write32(CONFIG_ADDRESS, CONFIG_ENABLE | (uint32_t)f->bus << 16 |
                                 (uint32_t)f->device << 11 | (uint32_t)f->function << 8 | offset);
}

static uint32_t config_read(const struct pci_function *function, uint32_t offset)
{
    select_word(function, offset);
    return port_read32(CONFIG_DATA);
}

static void config_write(const struct pci_function *function, uint32_t offset, uint32_t value)
{
    select_word(function, offset);
    port_write32(CONFIG_DATA, value);
}

/* A bridge that speaks mechanism #1 keeps the address; on a bus without PCI nothing does. */
static bool pci_is_there(void)
{
    port_write32(CONFIG_ADDRESS, CONFIG_ENABLE);
    return port_read32(CONFIG_ADDRESS) == CONFIG_ENABLE;
}

/* Fills in what is at bus, device and function; false: nothing. */
static bool describe(struct pci_function *function)
{
    uint32_t id = config_read(function, REGISTER_ID);

    if ((id & 0xFFFF) == NO_VENDOR)
        return false;
    uint32_t class = config_read(function, REGISTER_CLASS);
    function->vendor = (uint16_t)id;
    function->id = (uint16_t)(id >> 16);
    function->class = (uint8_t)(class >> 24);
    function->subclass = (uint8_t)(class >> 16);
    function->interface = (uint8_t)(class >> 8);
    return true;
}

static bool find_on_bus(uint8_t bus, uint8_t class, uint8_t subclass, struct pci_function *found);

/* Whether this function, or one on the bus behind it, is of that class. */
static bool find_at(struct pci_function *here, uint8_t class, uint8_t subclass,
                    struct pci_function *found)
{
    if (here->class == class && here->subclass == subclass) {
        *found = *here;
        return true;
    }
    if (here->class != CLASS_BRIDGE || here->subclass != SUBCLASS_PCI_BRIDGE)
        return false;
    /* Firmware numbers buses downwards from the root: so this ends, whatever the register says. */
    uint8_t secondary = (uint8_t)(config_read(here, REGISTER_BUS_NUMBERS) >> 8);
    return secondary > here->bus && find_on_bus(secondary, class, subclass, found);
}

static bool find_on_bus(uint8_t bus, uint8_t class, uint8_t subclass, struct pci_function *found)
{
    for (uint8_t device = 0; device < DEVICES_PER_BUS; device++) {
        struct pci_function here = {.bus = bus, .device = device};
        if (!describe(&here))
            continue;
        if (find_at(&here, class, subclass, found))
            return true;
        uint32_t header = config_read(&here, REGISTER_HEADER_TYPE) >> 16;
        if ((header & HEADER_MULTIFUNCTION) == 0)
            continue;
        for (here.function = 1; here.function < FUNCTIONS_PER_DEVICE; here.function++) {
            if (describe(&here) && find_at(&here, class, subclass, found))
                return true;
        }
    }
    return false;
}

bool pci_find_class(uint8_t class, uint8_t subclass, struct pci_function *found)
{
    return pci_is_there() && find_on_bus(0, class, subclass, found);
}

uint16_t pci_port_base(const struct pci_function *function, unsigned bar, uint16_t size)
{
    if (bar >= BAR_COUNT)
        return 0;
    uint32_t value = config_read(function, REGISTER_BAR + bar * 4);
    uint32_t base = value & BAR_PORT_MASK;
    if ((value & BAR_IS_PORT) == 0 || base + size > 0x10000 || base + size < base)
        return 0;
    return (uint16_t)base;
}

void pci_enable_ports_and_bus_master(const struct pci_function *function)
{
    /* The status in the upper half loses the bits that are written as 1: write none. */
    uint32_t command = config_read(function, REGISTER_COMMAND) & 0xFFFF;

    config_write(function, REGISTER_COMMAND, command | COMMAND_PORTS | COMMAND_BUS_MASTER);
}
