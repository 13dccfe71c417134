/*
 * wire.c: packets on COM2, by polling: no interrupt is needed to talk, so it works wherever the
 * machine was stopped. What to know first: the byte `$` begins a packet wherever it stands, so a
 * damaged one costs no more than itself.
 *
 * How to wait is a matter of the emulator: each reading of a port takes a lock that the emulator
 * needs to bring the next byte, so there is a pause between two; and after a while the processor
 * halts (kernel/debug/gdb/attention.c).
 */
#include "kernel/debug/gdb/wire.h"

#include "kernel/cpu/port.h"
#include "kernel/debug/gdb/attention.h"

/* COM2, a 16550 that kernel/dev/serial.c has set up (PC16550D data sheet, 8.0). */
enum { PORT_DATA = 0x2F8, PORT_LINE_STATUS = 0x2F8 + 5 };
#define STATUS_RECEIVED 0x01u
#define STATUS_HOLDING_EMPTY 0x20u
#define TRANSMIT_FIFO_SIZE 16u /* bytes that may be written at once when it is empty */

#define PAUSE_LOOPS 200u          /* between two readings of the port */
#define READINGS_PER_TICK 4000u   /* about, where the processor cannot halt */
#define READINGS_BEFORE_HALT 5u   /* then the emulator has the processor for itself */

#define ESCAPE '}'
#define ESCAPE_FLIPS 0x20u
/* Run-length encoding: a character, `*`, and 29 + how often it comes again: 3 at least. Counts
 * that would be `#` or `$` are not used (GDB manual, E.1). */
#define RUN_BIAS 29u
#define RUN_LEAST 3u
#define RUN_MOST 97u

static uint8_t received[WIRE_PACKET_SIZE];
static uint8_t reply[WIRE_PACKET_SIZE];
static uint32_t reply_length;
static bool acknowledges = true;
static bool early_interrupt;
static bool packet_begun; /* wire_input_stops has taken its `$` */

static const char digits[] = "0123456789abcdef";

/* ---- Bytes ---- */

bool wire_has_input(void)
{
    return port_read8(PORT_LINE_STATUS) & STATUS_RECEIVED;
}

static void pause(void)
{
    for (uint32_t i = 0; i < PAUSE_LOOPS; i++)
        __asm__ volatile("");
}

/* The next byte within a packet: more are on their way with it. */
static uint8_t next_byte(void)
{
    for (uint32_t readings = 1; !wire_has_input(); readings++) {
        pause();
        if (readings >= READINGS_BEFORE_HALT)
            attention_halt(WAKE_AT_MANY_BYTES);
    }
    return port_read8(PORT_DATA);
}

/* A byte, or -1 when the line was silent for so long (0: for ever). */
static int receive_byte(uint32_t patience)
{
    uint32_t ticks = 0;

    for (uint32_t readings = 1; !wire_has_input(); readings++) {
        pause();
        if (readings < READINGS_BEFORE_HALT)
            continue;
        if (attention_halt(patience != 0 ? WAKE_AT_TICK : WAKE_AT_BYTE) ||
            readings % READINGS_PER_TICK == 0)
            ticks++;
        if (patience != 0 && ticks >= patience)
            return -1;
    }
    return port_read8(PORT_DATA);
}

static void send(const uint8_t *bytes, uint32_t count)
{
    while (count > 0) {
        uint32_t part = count < TRANSMIT_FIFO_SIZE ? count : TRANSMIT_FIFO_SIZE;
        while (!(port_read8(PORT_LINE_STATUS) & STATUS_HOLDING_EMPTY))
            __asm__ volatile("pause");
        for (uint32_t i = 0; i < part; i++)
            port_write8(PORT_DATA, bytes[i]);
        bytes += part;
        count -= part;
    }
}

static void send_byte(uint8_t byte)
{
    send(&byte, 1);
}

bool wire_input_stops(void)
{
    uint8_t byte = port_read8(PORT_DATA);

    packet_begun = byte == '$';
    return packet_begun || byte == WIRE_INTERRUPT;
}

bool wire_packet_has_begun(void)
{
    return packet_begun;
}

/* ---- Commands ---- */

static int digit_value(int character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    if (character >= 'a' && character <= 'f')
        return character - 'a' + 10;
    if (character >= 'A' && character <= 'F')
        return character - 'A' + 10;
    return -1;
}

/* Reads what follows a `$`; its length without escapes, or -1 when it is damaged. */
static int32_t receive_rest(void)
{
    uint8_t sum = 0;
    uint32_t length = 0;
    bool escaped = false;

    for (;;) {
        uint8_t byte = next_byte();
        if (byte == '#')
            break;
        if (byte == '$') { /* a new one: the last has lost its end */
            sum = 0;
            length = 0;
            escaped = false;
            continue;
        }
        sum += byte;
        if (byte == ESCAPE && !escaped) {
            escaped = true;
            continue;
        }
        if (length == sizeof received)
            return -1;
        received[length++] = escaped ? byte ^ ESCAPE_FLIPS : byte;
        escaped = false;
    }
    uint8_t digit[2];
    for (int i = 0; i < 2; i++) {
        digit[i] = next_byte();
        if (digit[i] == '$') {
            packet_begun = true;
            return -1;
        }
    }
    int high = digit_value(digit[0]), low = digit_value(digit[1]);
    return high >= 0 && low >= 0 && (high << 4 | low) == sum ? (int32_t)length : -1;
}

bool wire_receive(struct cursor *command, uint32_t patience)
{
    for (;;) {
        int byte = packet_begun ? '$' : receive_byte(patience);
        packet_begun = false;
        if (byte < 0)
            return false;
        early_interrupt = early_interrupt || byte == WIRE_INTERRUPT;
        if (byte == '-')
            reply_send();
        if (byte != '$')
            continue;
        int32_t length = receive_rest();
        if (length < 0) {
            if (acknowledges)
                send_byte('-');
            continue;
        }
        *command = (struct cursor){ received, received + length };
        /* A client that asks this has just come, whatever the last one had agreed. */
        struct cursor first = *command;
        if (cursor_skip(&first, "qSupported"))
            acknowledges = true;
        if (acknowledges)
            send_byte('+');
        return true;
    }
}

bool wire_take_early_interrupt(void)
{
    bool came = early_interrupt;

    early_interrupt = false;
    return came;
}

void wire_acknowledge(bool on)
{
    acknowledges = on;
}

/* ---- Reading a command ---- */

bool cursor_skip(struct cursor *cursor, const char *text)
{
    const uint8_t *at = cursor->at;

    for (; *text != '\0'; text++, at++)
        if (at == cursor->end || *at != (uint8_t)*text)
            return false;
    cursor->at = at;
    return true;
}

bool cursor_hex(struct cursor *cursor, uint32_t *value)
{
    const uint8_t *start = cursor->at;

    for (*value = 0; cursor->at < cursor->end && digit_value(*cursor->at) >= 0; cursor->at++)
        *value = *value << 4 | (uint32_t)digit_value(*cursor->at);
    return cursor->at > start;
}

bool cursor_bytes(struct cursor *cursor, uint8_t *bytes, uint32_t count)
{
    for (; count > 0; count--, cursor->at += 2) {
        if (cursor->end - cursor->at < 2)
            return false;
        int high = digit_value(cursor->at[0]), low = digit_value(cursor->at[1]);
        if (high < 0 || low < 0)
            return false;
        *bytes++ = (uint8_t)(high << 4 | low);
    }
    return true;
}

/* ---- Writing a reply ---- */

void reply_begin(void)
{
    reply_length = 0;
}

void reply_character(char character)
{
    if (reply_length < sizeof reply)
        reply[reply_length++] = (uint8_t)character;
}

void reply_text(const char *text)
{
    for (; *text != '\0'; text++)
        reply_character(*text);
}

void reply_hex(uint32_t value)
{
    uint32_t shift = 28;

    while (shift > 0 && value >> shift == 0)
        shift -= 4;
    for (; shift > 0; shift -= 4)
        reply_character(digits[value >> shift & 15]);
    reply_character(digits[value & 15]);
}

void reply_bytes(const void *bytes, uint32_t count)
{
    const uint8_t *byte = bytes;

    for (; count > 0; count--, byte++) {
        reply_character(digits[*byte >> 4]);
        reply_character(digits[*byte & 15]);
    }
}

void reply_unknown(uint32_t count)
{
    for (; count > 0; count--)
        reply_text("xx");
}

void reply_error(int error)
{
    reply_begin();
    reply_character('E');
    reply_character((char)('0' + error / 10));
    reply_character((char)('0' + error % 10));
}

uint32_t reply_room(void)
{
    return sizeof reply - reply_length;
}

/* How many characters from `start` on are alike, RUN_MOST + 1 at most. */
static uint32_t run_length(uint32_t start)
{
    uint32_t end = start + 1;

    while (end < reply_length && end - start <= RUN_MOST && reply[end] == reply[start])
        end++;
    return end - start;
}

/* The characters that a run of `length` takes on the line; 1 when it is sent as it is. */
static uint32_t encode_run(uint8_t *line, uint8_t character, uint32_t *length)
{
    uint32_t again = *length - 1;

    line[0] = character;
    while (again >= RUN_LEAST && (RUN_BIAS + again == '#' || RUN_BIAS + again == '$' ||
                                  RUN_BIAS + again == '+' || RUN_BIAS + again == '-'))
        again--;
    if (again < RUN_LEAST) {
        *length = 1;
        return 1;
    }
    line[1] = '*';
    line[2] = (uint8_t)(RUN_BIAS + again);
    *length = again + 1;
    return 3;
}

void reply_send(void)
{
    uint8_t line[TRANSMIT_FIFO_SIZE + 3] = { '$' };
    uint32_t filled = 1;
    uint8_t sum = 0;

    for (uint32_t at = 0; at < reply_length;) {
        uint32_t run = run_length(at);
        uint32_t count = encode_run(line + filled, reply[at], &run);
        for (uint32_t i = 0; i < count; i++)
            sum += line[filled + i];
        filled += count;
        at += run;
        if (filled >= TRANSMIT_FIFO_SIZE) {
            send(line, TRANSMIT_FIFO_SIZE);
            filled -= TRANSMIT_FIFO_SIZE;
            for (uint32_t i = 0; i < filled; i++)
                line[i] = line[TRANSMIT_FIFO_SIZE + i];
        }
    }
    send(line, filled);
    const uint8_t end[] = { '#', (uint8_t)digits[sum >> 4], (uint8_t)digits[sum & 15] };
    send(end, sizeof end);
}
