/*
 * check_cpu.c: says no, in words, to a processor that cannot run the kernel.
 *
 * Build: this file alone is compiled with -march=i386: the rest of the kernel uses instructions
 * (CMOV) on which the very processors that are refused here would fault and reset. It is linked at
 * the physical addresses it runs at, before paging is on, so it can call nothing outside itself.
 */
#include <stdbool.h>
#include <stdint.h>

#define EFLAGS_ID (1u << 21)     /* can be toggled: CPUID exists (Intel SDM 1, 3.4.3) */

/* CPUID leaf 1, EDX (Intel SDM 2A, table 3-11). */
struct needed_feature { uint32_t bit; const char *name; };
static const struct needed_feature needed[] = {
    { 1u << 4, "TSC" }, { 1u << 6, "PAE" }, { 1u << 15, "CMOV" }, { 1u << 24, "FXSR" },
    { 1u << 26, "SSE2" },
};
#define NEEDED_COUNT (sizeof needed / sizeof needed[0])

#define COM1 0x3F8
#define LINE_STATUS (COM1 + 5)
#define TRANSMITTER_EMPTY 0x20
#define SERIAL_PATIENCE 100000   /* polls */
#define TEXT_SCREEN ((volatile uint16_t *)0xB8000)
#define TEXT_COLUMNS 80
#define TEXT_CELLS (TEXT_COLUMNS * 25)
#define WHITE_ON_RED 0x4F00
/* As in kernel/dev/power.c, which says why QEMU must be recognised first. */
#define PCI_ADDRESS 0xCF8
#define PCI_DATA 0xCFC
#define PCI_HOST_BRIDGE_SUBSYSTEM 0x8000002Cu
#define PCI_VENDOR_QEMU 0x1AF4u
#define DEBUG_EXIT_PORT 0xF4
#define DEBUG_EXIT_REFUSED 0x7E  /* QEMU's status is then 253 */

static uint32_t screen_column;

static inline void out8(uint16_t port, uint8_t value)
{
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static inline uint8_t in8(uint16_t port)
{
    uint8_t value;
    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

static inline void out32(uint16_t port, uint32_t value)
{
    __asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port));
}

static inline uint32_t in32(uint16_t port)
{
    uint32_t value;
    __asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

static bool has_cpuid(void)
{
    uint32_t before, after;

    __asm__ volatile("pushfl; popl %0; movl %0, %1; xorl %2, %1; pushl %1; popfl; pushfl; popl %1"
                     : "=&r"(before), "=&r"(after) : "i"(EFLAGS_ID) : "cc");
    return ((before ^ after) & EFLAGS_ID) != 0;
}

static uint32_t cpuid_features(void)
{
    uint32_t leaf = 1, features;

    __asm__ volatile("cpuid" : "+a"(leaf), "=d"(features) : : "ebx", "ecx");
    return features;
}

static void serial_start(void)
{
    out8(COM1 + 3, 0x80); /* divisor 1: 115200 baud */
    out8(COM1 + 0, 1);
    out8(COM1 + 1, 0);
    out8(COM1 + 3, 0x03); /* 8 data bits, no parity, 1 stop bit */
}

static void put_character(char character)
{
    uint32_t patience = SERIAL_PATIENCE;

    while (!(in8(LINE_STATUS) & TRANSMITTER_EMPTY) && patience-- > 0)
        ;
    out8(COM1, (uint8_t)character);
    if (character >= ' ' && screen_column < TEXT_COLUMNS)
        TEXT_SCREEN[screen_column++] = (uint16_t)(WHITE_ON_RED | (uint8_t)character);
}

static void put_text(const char *text)
{
    while (*text != '\0')
        put_character(*text++);
}

static _Noreturn void refuse(uint32_t features, bool cpuid)
{
    serial_start();
    for (uint32_t cell = 0; cell < TEXT_CELLS; cell++)
        TEXT_SCREEN[cell] = WHITE_ON_RED | ' ';

    put_text("Terrarium cannot run on this processor, which has no");
    if (!cpuid)
        put_text(" CPUID instruction");
    for (uint32_t i = 0; cpuid && i < NEEDED_COUNT; i++)
        if (!(features & needed[i].bit)) {
            put_text(" ");
            put_text(needed[i].name);
        }
    put_text(".\r\n");

    /* Under QEMU the machine may end; elsewhere it stays, so that the message can be read. */
    out32(PCI_ADDRESS, PCI_HOST_BRIDGE_SUBSYSTEM);
    if ((in32(PCI_DATA) & 0xFFFF) == PCI_VENDOR_QEMU && in32(DEBUG_EXIT_PORT) == 0)
        out32(DEBUG_EXIT_PORT, DEBUG_EXIT_REFUSED);
    for (;;)
        __asm__ volatile("cli; hlt");
}

void check_cpu(void)
{
    bool cpuid = has_cpuid();
    uint32_t features = cpuid ? cpuid_features() : 0;

    for (uint32_t i = 0; i < NEEDED_COUNT; i++)
        if (!(features & needed[i].bit))
            refuse(features, cpuid);
}
