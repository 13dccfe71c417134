/*
 * wire.c: packets. What to know first: the byte `$` begins a packet wherever it stands, so a
 * damaged one costs no more than itself.
 */
#include "kernel/debug/gdb/wire.h"

#include "kernel/debug/gdb/line.h"

#define LONG_PACKET 48u /* longer than what is asked at each step */
#define LINE_SIZE 16u /* that many characters of a reply are sent at once */

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
static enum reply_end reply_can_end;
static bool acknowledges = true;
static bool early_interrupt;
static bool packet_begun; /* wire_input_stops has taken its `$` */

static const char digits[] = "0123456789abcdef";

/* ---- What the line can carry ----
 *
 * GDB asks again for a reply that came damaged, three times, and then gives up. A long one would
 * never come through a line that damages a byte in some hundreds. So replies that may be shorter
 * than what was asked for are, once GDB has asked again: GDB then asks for the rest. */
#define CARRIED_AFTER_DAMAGE 64u
#define GROWS_AFTER 16u /* replies that came whole: the next may be twice as long */

static uint32_t carried = WIRE_PACKET_SIZE; /* the most characters of a reply */
static uint32_t came_whole;

static void expect_less(void)
{
    carried = CARRIED_AFTER_DAMAGE;
    came_whole = 0;
}

static void expect_more(void)
{
    if (carried < WIRE_PACKET_SIZE && ++came_whole % GROWS_AFTER == 0)
        carried *= 2;
}

/* Leaves the end of the reply for GDB to ask for. */
static void shorten_reply(void)
{
    if (reply_can_end == REPLY_ENDS_AS_IT_DOES || reply_length <= carried)
        return;
    reply_length = carried; /* an even number: a byte of memory has two digits */
    if (reply_can_end == REPLY_IS_PART_OF_DOCUMENT) {
        reply[0] = 'm'; /* there is more */
        reply_length -= reply[reply_length - 1] == ESCAPE;
    }
}

/* ---- Single bytes ---- */

static void send_byte(uint8_t byte)
{
    line_send(&byte, 1);
}

bool wire_input_stops(void)
{
    uint8_t byte = line_next(false);

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
        uint8_t byte = line_next(length >= LONG_PACKET);
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
        digit[i] = line_next(false);
        if (digit[i] == '$') {
            packet_begun = true;
            return -1;
        }
    }
    int high = digit_value(digit[0]), low = digit_value(digit[1]);
    return high >= 0 && low >= 0 && (high << 4 | low) == sum ? (int32_t)length : -1;
}

static void send_again(void)
{
    expect_less();
    shorten_reply();
    reply_send();
}

bool wire_receive(struct cursor *command, uint32_t patience)
{
    for (;;) {
        int byte = packet_begun ? '$' : line_wait(patience);
        packet_begun = false;
        if (byte < 0)
            return false;
        early_interrupt = early_interrupt || byte == WIRE_INTERRUPT;
        if (byte == '+')
            expect_more();
        if (byte == '-')
            send_again();
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
        if (cursor_skip(&first, "qSupported")) {
            acknowledges = true;
            carried = WIRE_PACKET_SIZE;
        }
        if (acknowledges)
            send_byte('+');
        return true;
    }
}

bool wire_take_early_interrupt(void)
{
    bool came = early_interrupt;

    early_interrupt = false;
    while (!came && line_has_taken())
        came = wire_input_stops();
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
    reply_can_end = REPLY_ENDS_AS_IT_DOES;
}

void reply_character(char character)
{
    if (reply_length < sizeof reply)
        reply[reply_length++] = (uint8_t)character;
}

void reply_escaped(char character)
{
    if (character == '#' || character == '$' || character == ESCAPE || character == '*') {
        reply_character(ESCAPE);
        character ^= ESCAPE_FLIPS;
    }
    reply_character(character);
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
    return carried > reply_length ? carried - reply_length : 0;
}

void reply_may_end_early(enum reply_end how)
{
    reply_can_end = how;
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
    uint8_t line[LINE_SIZE + 3] = { '$' };
    uint32_t filled = 1;
    uint8_t sum = 0;

    for (uint32_t at = 0; at < reply_length;) {
        uint32_t run = run_length(at);
        uint32_t count = encode_run(line + filled, reply[at], &run);
        for (uint32_t i = 0; i < count; i++)
            sum += line[filled + i];
        filled += count;
        at += run;
        if (filled >= LINE_SIZE) {
            line_send(line, LINE_SIZE);
            filled -= LINE_SIZE;
            for (uint32_t i = 0; i < filled; i++)
                line[i] = line[LINE_SIZE + i];
        }
    }
    line_send(line, filled);
    const uint8_t end[] = { '#', (uint8_t)digits[sum >> 4], (uint8_t)digits[sum & 15] };
    line_send(end, sizeof end);
}
