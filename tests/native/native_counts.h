/*
 * native_counts.h: what must be back after a test of exhaustion: frames, blocks of the kernel heap,
 * processes.
 */
#ifndef NATIVE_COUNTS_H
#define NATIVE_COUNTS_H

#include "tests/native/native.h"

struct counts { uint32_t frames, blocks, processes; };

/* The number behind a name in /proc/meminfo. */
static inline uint32_t meminfo(const char *name)
{
    static char text[1024];
    int file = syscall3(SYS_open, ADDRESS("/proc/meminfo"), O_RDONLY, 0);
    int size = syscall3(SYS_read, (uint32_t)file, ADDRESS(text), sizeof text - 1);
    syscall1(SYS_close, (uint32_t)file);
    text[size > 0 ? size : 0] = '\0';
    size_t length = text_length(name);
    for (const char *line = text; *line; line++) {
        size_t same = 0;
        while (same < length && line[same] == name[same])
            same++;
        if (same < length)
            continue;
        uint32_t number = 0;
        for (line += length; *line && *line != '\n'; line++)
            if (*line >= '0' && *line <= '9')
                number = number * 10 + (uint32_t)(*line - '0');
        return number;
    }
    return UINT32_MAX;
}

/* Frames: those that are free, and those of the page cache that are free as soon as they are
 * wanted. */
static inline struct counts counts_now(void)
{
    struct counts counts = { .blocks = meminfo("KernelBlocks:") };
    struct system_info info;
    syscall1(SYS_system_info, ADDRESS(&info));
    counts.frames = info.frames_free + info.frames_cached;
    counts.processes = info.processes;
    return counts;
}

static inline bool counts_equal(const struct counts *a, const struct counts *b)
{
    return a->frames == b->frames && a->blocks == b->blocks && a->processes == b->processes;
}

#endif
