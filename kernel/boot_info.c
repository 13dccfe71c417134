/*
 * boot_info.c: reads multiboot information, version 1 and 2 (the GNU specifications "Multiboot
 * 0.6.96" and "Multiboot2 2.0"; the sections named below are theirs).
 *
 * Nothing in it is trusted: it is read through a function that can say no, every size is checked
 * against what holds it, and what does not fit is named in info->problem. Addresses are physical.
 */
#include "kernel/boot_info.h"

#include <stddef.h>

#include "kernel/string.h"

#define MULTIBOOT1_BOOT_MAGIC 0x2BADB002u
#define MULTIBOOT2_BOOT_MAGIC 0x36D76289u
#define MEMORY_USABLE 1u          /* type of a range in both protocols' maps */
#define KIB 1024u
#define MIB (KIB * KIB)
#define MAP_ENTRIES_MOST 1024u    /* no firmware has as many: a damaged length ends here */
#define MODULES_MOST 64u

struct parser {
    struct boot_info *info;
    physical_reader read;
};

static void complain(struct parser *parser, const char *problem)
{
    if (parser->info->problem == NULL) /* the first one tells most */
        parser->info->problem = problem;
}

static bool fetch(struct parser *parser, physical_address address, void *buffer, uint32_t size,
                  const char *problem)
{
    if (parser->read(address, buffer, size))
        return true;
    complain(parser, problem);
    return false;
}

static void add_range(struct parser *parser, uint64_t start, uint64_t length, bool usable)
{
    struct boot_info *info = parser->info;
    struct memory_range *ranges = usable ? info->usable : info->reserved;
    uint32_t *count = usable ? &info->usable_count : &info->reserved_count;
    uint64_t end = length > UINT64_MAX - start ? UINT64_MAX : start + length;

    if (start >= end)
        return;
    if (*count > 0 && ranges[*count - 1].end == start) { /* UEFI's maps are full of these */
        ranges[*count - 1].end = end;
        return;
    }
    if (*count == BOOT_RANGES_MOST) {
        complain(parser, "too many memory ranges");
        return;
    }
    ranges[(*count)++] = (struct memory_range){ start, end };
}

/* Copies a string that ends with a NUL or after most bytes; one too long for the buffer is cut. */
static void copy_string(struct parser *parser, physical_address address, uint32_t most,
                        char *buffer, uint32_t size, const char *problem)
{
    uint32_t length = 0;

    while (length + 1 < size && length < most) {
        if (!fetch(parser, address + length, &buffer[length], 1, problem) ||
            buffer[length] == '\0')
            break;
        if ((uint8_t)buffer[length] < ' ')
            buffer[length] = ' ';
        length++;
    }
    buffer[length] = '\0';
}

/* --- Multiboot 1 (section 3.3) --------------------------------------------------------------- */

struct multiboot1_info {
    uint32_t flags;
    uint32_t memory_lower, memory_upper; /* KiB, from 0 and from 1 MiB */
    uint32_t boot_device;
    uint32_t command_line;
    uint32_t modules_count, modules;
    uint32_t symbols[4];
    uint32_t map_length, map;
    uint32_t drives_length, drives;
    uint32_t configuration_table;
    uint32_t loader_name;
    uint32_t power_management_table;
    uint32_t vbe[4];
    uint32_t framebuffer_address[2], framebuffer_pitch, framebuffer_width, framebuffer_height;
    uint8_t framebuffer_bits, framebuffer_type, framebuffer_colours[6];
};
_Static_assert(offsetof(struct multiboot1_info, framebuffer_type) == 109, "Multiboot 3.3");
#define MULTIBOOT1_OLD_SIZE offsetof(struct multiboot1_info, vbe)

enum { HAS_MEMORY = 1 << 0, HAS_COMMAND_LINE = 1 << 2, HAS_MODULES = 1 << 3, HAS_MAP = 1 << 6,
       HAS_LOADER_NAME = 1 << 9, HAS_FRAMEBUFFER = 1 << 12 };
enum { FRAMEBUFFER_INDEXED = 0, FRAMEBUFFER_RGB = 1, FRAMEBUFFER_EGA_TEXT = 2 };

struct __attribute__((packed)) multiboot1_range {
    uint32_t size; /* of what follows */
    uint64_t start, length;
    uint32_t type;
};
_Static_assert(sizeof(struct multiboot1_range) == 24, "Multiboot 3.3, mmap_addr");
struct multiboot1_module { uint32_t start, end, string, reserved; };
_Static_assert(sizeof(struct multiboot1_module) == 16, "Multiboot 3.3, mods_addr");

static void read_map1(struct parser *parser, uint32_t address, uint32_t length)
{
    struct multiboot1_range range;
    uint32_t offset = 0;

    for (uint32_t i = 0; i < MAP_ENTRIES_MOST && offset < length; i++) {
        if (length - offset < sizeof range) {
            complain(parser, "the memory map ends within an entry");
            return;
        }
        if (!fetch(parser, (physical_address)address + offset, &range, sizeof range,
                   "the memory map cannot be read"))
            return;
        if (range.size < sizeof range - sizeof range.size || range.size > length - offset) {
            complain(parser, "an entry of the memory map has a bad size");
            return;
        }
        add_range(parser, range.start, range.length, range.type == MEMORY_USABLE);
        offset += range.size + sizeof range.size;
    }
}

static void add_module(struct parser *parser, uint32_t start, uint32_t end)
{
    if (end < start)
        complain(parser, "a module ends before it starts");
    else
        add_range(parser, start, end - start, false);
}

static void read_modules1(struct parser *parser, uint32_t address, uint32_t count)
{
    struct multiboot1_module module;

    if (count > MODULES_MOST) {
        complain(parser, "too many modules");
        count = MODULES_MOST;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!fetch(parser, address + (physical_address)i * sizeof module, &module, sizeof module,
                   "the list of modules cannot be read"))
            return;
        add_module(parser, module.start, module.end);
    }
}

static void read_multiboot1(struct parser *parser, uint32_t address)
{
    struct multiboot1_info source = { 0 };
    struct boot_info *info = parser->info;

    info->protocol = "multiboot1";
    info->screen = SCREEN_TEXT;
    if (!fetch(parser, address, &source, MULTIBOOT1_OLD_SIZE, "it cannot be read"))
        return;
    if (source.flags & HAS_COMMAND_LINE)
        copy_string(parser, source.command_line, UINT32_MAX, info->command_line,
                    sizeof info->command_line, "the command line cannot be read");
    if (source.flags & HAS_LOADER_NAME)
        copy_string(parser, source.loader_name, UINT32_MAX, info->loader, sizeof info->loader,
                    "the loader's name cannot be read");
    if (source.flags & HAS_MODULES)
        read_modules1(parser, source.modules, source.modules_count);
    if (source.flags & HAS_MAP)
        read_map1(parser, source.map, source.map_length);
    else if (source.flags & HAS_MEMORY)
        add_range(parser, MIB, (uint64_t)source.memory_upper * KIB, true);
    if ((source.flags & HAS_FRAMEBUFFER) &&
        fetch(parser, address, &source, sizeof source, "the framebuffer cannot be read") &&
        source.framebuffer_type != FRAMEBUFFER_EGA_TEXT)
        info->screen = SCREEN_PIXELS;
}

/* --- Multiboot 2 (section 3.6) --------------------------------------------------------------- */

struct multiboot2_info { uint32_t total_size, reserved; };
struct multiboot2_tag { uint32_t type, size; };
#define TAG_ALIGNMENT 8u
#define INFORMATION_MOST MIB /* bytes; no loader has as much to say */

enum { TAG_END = 0, TAG_COMMAND_LINE = 1, TAG_LOADER_NAME = 2, TAG_MODULE = 3, TAG_MEMORY = 4,
       TAG_MAP = 6, TAG_FRAMEBUFFER = 8, TAG_EFI32 = 11, TAG_EFI64 = 12 };

struct tag_memory { uint32_t lower, upper; };
struct tag_module { uint32_t start, end; };
struct tag_map { uint32_t entry_size, entry_version; };
struct multiboot2_range { uint64_t start, length; uint32_t type, reserved; };
_Static_assert(sizeof(struct multiboot2_range) == 24, "Multiboot2 3.6.8");
struct __attribute__((packed)) tag_framebuffer {
    uint64_t address;
    uint32_t pitch, width, height;
    uint8_t bits, type;
};
_Static_assert(sizeof(struct tag_framebuffer) == 22, "Multiboot2 3.6.12");

/* A tag's contents: fetches its fixed part, if it is as long as that. */
static bool fetch_tag(struct parser *parser, physical_address address, uint32_t tag_size,
                      void *buffer, uint32_t size)
{
    if (tag_size < size) {
        complain(parser, "a tag is too short");
        return false;
    }
    return fetch(parser, address, buffer, size, "a tag cannot be read");
}

static void read_map2(struct parser *parser, physical_address address, uint32_t size)
{
    struct tag_map map;
    struct multiboot2_range range;

    if (!fetch_tag(parser, address, size, &map, sizeof map))
        return;
    if (map.entry_size < sizeof range) {
        complain(parser, "the entries of the memory map are too short");
        return;
    }
    uint32_t offset = sizeof map;
    for (uint32_t i = 0; i < MAP_ENTRIES_MOST && size - offset >= map.entry_size; i++) {
        if (!fetch(parser, address + offset, &range, sizeof range,
                   "the memory map cannot be read"))
            return;
        add_range(parser, range.start, range.length, range.type == MEMORY_USABLE);
        offset += map.entry_size;
    }
}

/* size: of the contents, without the tag's header. */
static void read_tag(struct parser *parser, uint32_t type, physical_address address, uint32_t size,
                     struct tag_memory *memory)
{
    struct boot_info *info = parser->info;
    struct tag_module module;
    struct tag_framebuffer framebuffer;

    switch (type) {
    case TAG_COMMAND_LINE:
        copy_string(parser, address, size, info->command_line, sizeof info->command_line,
                    "the command line cannot be read");
        break;
    case TAG_LOADER_NAME:
        copy_string(parser, address, size, info->loader, sizeof info->loader,
                    "the loader's name cannot be read");
        break;
    case TAG_MODULE:
        if (fetch_tag(parser, address, size, &module, sizeof module))
            add_module(parser, module.start, module.end);
        break;
    case TAG_MEMORY:
        fetch_tag(parser, address, size, memory, sizeof *memory);
        break;
    case TAG_MAP:
        read_map2(parser, address, size);
        break;
    case TAG_FRAMEBUFFER:
        if (fetch_tag(parser, address, size, &framebuffer, sizeof framebuffer))
            info->screen =
                framebuffer.type == FRAMEBUFFER_EGA_TEXT ? SCREEN_TEXT : SCREEN_PIXELS;
        break;
    case TAG_EFI32:
    case TAG_EFI64:
        if (info->screen == SCREEN_TEXT) /* no framebuffer tag yet: UEFI has no text mode */
            info->screen = SCREEN_NONE;
        break;
    }
}

static void read_multiboot2(struct parser *parser, uint32_t address)
{
    struct multiboot2_info header;
    struct tag_memory memory = { 0, 0 };

    parser->info->protocol = "multiboot2";
    parser->info->screen = SCREEN_TEXT;
    if (!fetch(parser, address, &header, sizeof header, "it cannot be read"))
        return;
    if (header.total_size > INFORMATION_MOST) {
        complain(parser, "its size cannot be true");
        header.total_size = INFORMATION_MOST;
    }

    uint32_t offset = sizeof header;
    for (;;) {
        struct multiboot2_tag tag;
        if (header.total_size < sizeof tag || offset > header.total_size - sizeof tag) {
            complain(parser, "there is no end tag");
            break;
        }
        if (!fetch(parser, (physical_address)address + offset, &tag, sizeof tag,
                   "a tag cannot be read") || tag.type == TAG_END)
            break;
        if (tag.size < sizeof tag || tag.size > header.total_size - offset) {
            complain(parser, "a tag's size is wrong");
            break;
        }
        read_tag(parser, tag.type, (physical_address)address + offset + sizeof tag,
                 tag.size - (uint32_t)sizeof tag, &memory);
        offset += (tag.size + TAG_ALIGNMENT - 1) & ~(TAG_ALIGNMENT - 1);
    }
    if (parser->info->usable_count == 0)
        add_range(parser, MIB, (uint64_t)memory.upper * KIB, true);
}

void boot_info_read(struct boot_info *info, uint32_t magic, uint32_t address,
                    physical_reader read)
{
    struct parser parser = { info, read };

    memset(info, 0, sizeof *info);
    info->protocol = "an unknown protocol";
    memcpy(info->loader, "an unknown loader", sizeof "an unknown loader");
    if (magic == MULTIBOOT1_BOOT_MAGIC)
        read_multiboot1(&parser, address);
    else if (magic == MULTIBOOT2_BOOT_MAGIC)
        read_multiboot2(&parser, address);
    else
        complain(&parser, "the magic number is neither multiboot1's nor multiboot2's");
}
