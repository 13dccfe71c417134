/*
 * checksum.c: CRC-32 (ISO 3309: polynomial 0x04C11DB7, bits reflected, start and end inverted).
 * A checksum finds a damaged file; that a damaged or hostile file does no harm is the verifier's
 * business, not the checksum's.
 */
#include "program/image_format.h"

/* What four zero bits after a remainder of 0..15 do to it: half a byte at a time needs a table of
 * 64 bytes only, one cache line that is fetched at every start of a program. */
static const uint32_t remainder_of_half_byte[16] = {
    0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
    0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
};

uint32_t image_checksum(const void *bytes, size_t size)
{
    const uint8_t *byte = bytes, *end = byte + size;
    uint32_t remainder = 0xFFFFFFFFu;
    for (; byte < end; byte++) {
        remainder ^= *byte;
        remainder = remainder >> 4 ^ remainder_of_half_byte[remainder & 15];
        remainder = remainder >> 4 ^ remainder_of_half_byte[remainder & 15];
    }
    return ~remainder;
}
