/*
 * keyboard.c: key codes of the PS/2 keyboard to characters. The controller translates to scan code
 * set 1, as the firmware left it: a code for each key that goes down, the same with bit 7 when it
 * comes up; 0xE0 before the keys that the first PC did not have.
 */
#include "kernel/dev/keyboard.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/cpu/port.h"
#include "kernel/cpu/trap.h"

#define DATA_PORT 0x60
#define STATUS_PORT 0x64
#define STATUS_OUTPUT_FULL 0x01
#define STATUS_FROM_MOUSE 0x20
#define NO_DEVICE 0xFF
#define KEYBOARD_IRQ 1
#define DRAIN_MOST 64

#define KEY_RELEASED 0x80
#define KEY_EXTENDED 0xE0
enum { KEY_ENTER = 0x1C, KEY_CONTROL = 0x1D, KEY_LEFT_SHIFT = 0x2A, KEY_SLASH = 0x35,
       KEY_RIGHT_SHIFT = 0x36, KEY_CAPS_LOCK = 0x3A };
#define CONTROL_MASK 0x1F

static const char plain[] =
    "\0\0331234567890-=\b\tqwertyuiop[]\n\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ";
static const char shifted[] =
    "\0\033!@#$%^&*()_+\b\tQWERTYUIOP{}\n\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 ";
_Static_assert(sizeof plain == sizeof shifted, "a character for each key, with and without shift");

static keyboard_receiver receive;
static bool shift, control, caps_lock, extended;

static bool is_letter(char character)
{
    return character >= 'a' && character <= 'z';
}

/* The keys that move the cursor, as xterm sends them: ESC [ and this. They come with 0xE0. */
static const char *sequence_of(uint8_t key)
{
    switch (key) {
    case 0x48: return "A"; /* up */
    case 0x50: return "B"; /* down */
    case 0x4D: return "C"; /* right */
    case 0x4B: return "D"; /* left */
    case 0x47: return "H"; /* Home */
    case 0x4F: return "F"; /* End */
    case 0x52: return "2~"; /* Insert */
    case 0x53: return "3~"; /* Delete */
    case 0x49: return "5~"; /* Page Up */
    case 0x51: return "6~"; /* Page Down */
    default: return NULL;
    }
}

static void send_sequence(const char *end)
{
    receive('\033');
    receive('[');
    for (; *end; end++)
        receive((unsigned char)*end);
}

/* With 0xE0 come also the right Ctrl, and Enter and / of the number pad, which mean the same as
 * without; and fake shifts, which would be mistaken for others. */
static bool means_the_same_extended(uint8_t key)
{
    return key == KEY_CONTROL || key == KEY_ENTER || key == KEY_SLASH;
}

/* Follows the modifier keys; true for such a key. */
static bool track_modifier(uint8_t key, bool down)
{
    switch (key) {
    case KEY_CONTROL:
        control = down;
        return true;
    case KEY_LEFT_SHIFT:
    case KEY_RIGHT_SHIFT:
        shift = down;
        return true;
    case KEY_CAPS_LOCK:
        if (down)
            caps_lock = !caps_lock;
        return true;
    }
    return false;
}

static void take_code(uint8_t code)
{
    if (code == KEY_EXTENDED) {
        extended = true;
        return;
    }
    bool was_extended = extended, down = !(code & KEY_RELEASED);
    uint8_t key = code & (uint8_t)~KEY_RELEASED;
    extended = false;

    if (was_extended && !means_the_same_extended(key)) {
        const char *sequence = sequence_of(key);
        if (sequence && down)
            send_sequence(sequence);
        return;
    }
    if (track_modifier(key, down) || !down || key >= sizeof plain)
        return;

    bool upper = is_letter(plain[key]) ? shift != caps_lock : shift;
    char character = upper ? shifted[key] : plain[key];
    if (control)
        character &= CONTROL_MASK;
    else if (character == '\0')
        return;
    receive((unsigned char)character);
}

static void keyboard_irq(void *context)
{
    (void)context;
    uint8_t status = port_read8(STATUS_PORT);

    if (!(status & STATUS_OUTPUT_FULL))
        return;
    uint8_t code = port_read8(DATA_PORT);
    if (!(status & STATUS_FROM_MOUSE))
        take_code(code);
}

void keyboard_initialise(keyboard_receiver receiver)
{
    if (port_read8(STATUS_PORT) == NO_DEVICE)
        return;
    /* What the firmware left unread would hold back the next interrupt. */
    for (int i = 0; i < DRAIN_MOST && (port_read8(STATUS_PORT) & STATUS_OUTPUT_FULL); i++)
        port_read8(DATA_PORT);
    receive = receiver;
    irq_register(KEYBOARD_IRQ, "keyboard", keyboard_irq, NULL);
}
