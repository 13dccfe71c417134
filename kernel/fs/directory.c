/*
 * directory.c: names in directories. A directory's blocks are each filled with entries that lead
 * from one to the next by their length; an entry never crosses into another block.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"
#include "kernel/string.h"

#define ENTRY_HEADER ((uint32_t)sizeof(struct ext2_directory_entry))

static int bad_entry(const struct inode *directory, uint32_t block, uint32_t offset,
                     const char *field, uint32_t value)
{
    log_print("ext2: directory inode %u: block %u, entry at byte %u: bad %s %u\n",
              directory->number, block, offset, field, value);
    return -EIO;
}

/* Where entries bear no type, that byte is the high half of the length. */
uint32_t directory_name_length(const struct ext2_directory_entry *entry)
{
    if (ext2_volume.entries_have_type)
        return entry->name_len;
    return entry->name_len | (uint32_t)entry->file_type << 8;
}

int directory_check_entry(const struct inode *directory, uint32_t block, const void *data,
                          uint32_t offset)
{
    const struct ext2_directory_entry *entry = (const void *)((const uint8_t *)data + offset);
    uint32_t room = ext2_volume.block_size - offset;

    /* rec_len of an entry in the block's last bytes would lie behind the block. */
    if (room < ENTRY_HEADER)
        return bad_entry(directory, block, offset, "place", offset);
    uint32_t length = entry->rec_len;

    if (length < ENTRY_HEADER + 1 || length % 4 != 0 || length > room)
        return bad_entry(directory, block, offset, "rec_len", length);
    if (entry->inode == 0)
        return 0;
    if (entry->inode > ext2_volume.inodes)
        return bad_entry(directory, block, offset, "inode", entry->inode);
    uint32_t name = directory_name_length(entry);
    if (name == 0 || name > EXT2_NAME_MOST || name > length - ENTRY_HEADER)
        return bad_entry(directory, block, offset, "name_len", name);
    if (text_contains(entry->name, name, '/') || text_contains(entry->name, name, '\0'))
        return bad_entry(directory, block, offset, "name of length", name);
    if (ext2_volume.entries_have_type && entry->file_type > EXT2_FT_MOST)
        return bad_entry(directory, block, offset, "file_type", entry->file_type);
    return 0;
}

static int visit_block(const struct inode *directory, uint32_t block, const void *data,
                       directory_visitor visit, void *context)
{
    for (uint32_t offset = 0; offset < ext2_volume.block_size;) {
        const struct ext2_directory_entry *entry = (const void *)((const uint8_t *)data + offset);
        int result = directory_check_entry(directory, block, data, offset);
        if (result == 0 && entry->inode != 0)
            result = visit(entry->name, directory_name_length(entry), entry->inode,
                           ext2_volume.entries_have_type ? entry->file_type : 0, context);
        if (result != 0)
            return result;
        offset += entry->rec_len;
    }
    return 0;
}

int directory_block(struct inode *directory, uint32_t index, struct buffer **buffer)
{
    struct block_run run;

    int error = block_map(directory, index, 1, &run);
    if (error != 0)
        return error;
    if (run.block == 0) {
        log_print("ext2: directory inode %u: block %u is a hole\n", directory->number, index);
        return -EIO;
    }
    return buffer_get(run.block, buffer);
}

int inode_list(struct inode *directory, directory_visitor visit, void *context)
{
    if (!inode_is_type(directory, MODE_DIRECTORY))
        return -ENOTDIR;
    if (directory->operations != NULL)
        return directory->operations->list(directory, visit, context);
    for (uint32_t i = 0; i < directory->size / ext2_volume.block_size; i++) {
        struct buffer *buffer;
        int result = directory_block(directory, i, &buffer);
        if (result != 0)
            return result;
        result = visit_block(directory, buffer->block, buffer->data, visit, context);
        buffer_put(buffer);
        if (result != 0)
            return result;
    }
    return 0;
}

struct search {
    const char *name;
    uint32_t length;
    uint32_t number;           /* of the inode found */
};

static int visit_for_search(const char *name, uint32_t length, uint32_t inode, uint32_t type,
                            void *context)
{
    struct search *search = context;

    (void)type;
    if (length != search->length || memcmp(name, search->name, length) != 0)
        return 0;
    search->number = inode;
    return 1;
}

int directory_find(struct inode *directory, const char *name, uint32_t length, uint32_t *number)
{
    struct search search = {.name = name, .length = length};
    int result = inode_list(directory, visit_for_search, &search);

    if (result < 0)
        return result;
    if (result == 0)
        return -ENOENT;
    *number = search.number;
    return 0;
}
