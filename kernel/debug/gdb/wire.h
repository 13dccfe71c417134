/*
 * wire.h: the remote serial protocol as bytes on COM2 (GDB manual, appendix E, "Overview"): packets
 * `$data#checksum`, acknowledged by `+` or asked for again by `-`. A command is read with a cursor,
 * and a reply is written at the end of another; there is no formatting and no parsing beyond that.
 */
#ifndef GDB_WIRE_H
#define GDB_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WIRE_PACKET_SIZE 0x4000u /* what qSupported promises: characters between $ and # */
#define WIRE_INTERRUPT 0x03      /* what GDB sends for Ctrl-C, outside any packet */

/* What has not been read yet of a command. */
struct cursor { const uint8_t *at, *end; };

/* While the machine runs: takes one byte that came (line_has_input). True when it means that GDB
 * wants the machine to stop: Ctrl-C, or the beginning of a packet, which the next wire_receive
 * completes. */
bool wire_input_stops(void);
bool wire_packet_has_begun(void); /* the latter */
/* Waits for a packet, acknowledges it and takes the escapes out. False: for `patience` hundredths
 * of a second, more or less, there was nothing at all on the line (0: waits for ever). */
bool wire_receive(struct cursor *command, uint32_t patience);
/* Whether GDB wants the machine to stop though it was to go on right now: a Ctrl-C came before the
 * command to go on, or stood so close behind it that it was taken from the line together. */
bool wire_take_early_interrupt(void);
/* Acknowledgements end with the next packet, or begin anew (QStartNoAckMode). */
void wire_acknowledge(bool on);

/* Reading a command. */
bool cursor_skip(struct cursor *cursor, const char *text); /* false, and nothing read: not there */
bool cursor_hex(struct cursor *cursor, uint32_t *value);   /* false: no digit there */
bool cursor_bytes(struct cursor *cursor, uint8_t *bytes, uint32_t count); /* two digits each */

/* Writing a reply. What does not fit is dropped. */
void reply_begin(void);
void reply_character(char character);
void reply_text(const char *text);
void reply_escaped(char character);                     /* a byte of binary data or of XML */
#define ESCAPED_MOST 2u                                 /* the room it takes */
void reply_hex(uint32_t value);                         /* as few digits as it takes */
void reply_bytes(const void *bytes, uint32_t count);    /* two digits each, in order of address */
void reply_unknown(uint32_t count);                     /* bytes that cannot be known */
void reply_error(int error);                            /* in place of what was written so far */
uint32_t reply_room(void);                              /* characters */
/* Whether GDB takes less for an answer than what it has asked for, and asks for the rest: digits of
 * memory, or the part of a document that begins with `m` or `l`. */
enum reply_end { REPLY_ENDS_AS_IT_DOES, REPLY_IS_MEMORY, REPLY_IS_PART_OF_DOCUMENT };
void reply_may_end_early(enum reply_end how);
void reply_send(void);

#endif
