/*
 * read_disk.c: reads files from start to end: read_disk [-s] FILE ...
 *
 * Writes one line for each, "FILE: N bytes", with -s also their Adler-32 sum (RFC 1950), or
 * "FILE: error E after N bytes". The status is how many could not be read. It measures the disk
 * (without -s, so that little else is done) and shows what comes of sectors that are bad.
 */
#include "tests/native/native.h"

#define BLOCK 65536u
#define ADLER_BASE 65521u
#define ADLER_CHUNK 5552u /* bytes that can be added up before a sum overflows 32 bits */

static unsigned char buffer[BLOCK];

static uint32_t adler32(uint32_t sum, const unsigned char *bytes, uint32_t size)
{
    uint32_t low = sum & 0xFFFF, high = sum >> 16;

    while (size > 0) {
        uint32_t chunk = size < ADLER_CHUNK ? size : ADLER_CHUNK;
        size -= chunk;
        while (chunk-- > 0) {
            low += *bytes++;
            high += low;
        }
        low %= ADLER_BASE;
        high %= ADLER_BASE;
    }
    return high << 16 | low;
}

/* Whether the whole file could be read. */
static bool read_file(const char *path, bool with_sum)
{
    struct line line = { .length = 0 };
    uint32_t total = 0, sum = 1;
    int file = syscall3(SYS_open, ADDRESS(path), O_RDONLY, 0), count = file;

    while (file >= 0 && (count = syscall3(SYS_read, (uint32_t)file, ADDRESS(buffer), BLOCK)) > 0) {
        total += (uint32_t)count;
        if (with_sum)
            sum = adler32(sum, buffer, (uint32_t)count);
    }
    if (file >= 0)
        syscall1(SYS_close, (uint32_t)file);
    line_text(&line, path);
    line_text(&line, ": ");
    if (count < 0) {
        line_text(&line, "error ");
        line_signed(&line, -count);
        line_text(&line, " after ");
    }
    line_number(&line, total, 10);
    line_text(&line, " bytes");
    if (with_sum && count == 0) {
        line_text(&line, " ");
        line_number(&line, sum, 16);
    }
    line_write(&line, 1);
    return count == 0;
}

int main(int argc, char **argv)
{
    bool with_sum = argc > 1 && text_equal(argv[1], "-s");
    int unread = 0;

    for (int i = with_sum ? 2 : 1; i < argc; i++)
        unread += !read_file(argv[i], with_sum);
    return unread;
}
