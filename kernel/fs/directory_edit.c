/*
 * directory_edit.c: names added to directories, changed and taken out. An entry that goes leaves
 * its room to the one before it; a new one takes room that another has too much of.
 */
#include "kernel/fs/ext2.h"
#include "kernel/string.h"

#define ENTRY_HEADER ((uint32_t)sizeof(struct ext2_directory_entry))

static uint32_t room_for(uint32_t name_length)
{
    return (ENTRY_HEADER + name_length + 3) & ~3u; /* entries begin at multiples of 4 */
}

static struct ext2_directory_entry *entry_at(struct buffer *buffer, uint32_t offset)
{
    return (void *)((uint8_t *)buffer->data + offset);
}

static uint8_t file_type(const struct inode *inode)
{
    if (!ext2_volume.entries_have_type)
        return 0; /* the high byte of a name's length */
    switch (inode->mode & MODE_TYPE_MASK) {
    case MODE_REGULAR: return EXT2_FT_REG_FILE;
    case MODE_DIRECTORY: return EXT2_FT_DIR;
    case MODE_SYMLINK: return EXT2_FT_SYMLINK;
    case MODE_CHARACTER_DEVICE: return EXT2_FT_CHRDEV;
    case MODE_BLOCK_DEVICE: return EXT2_FT_BLKDEV;
    case MODE_FIFO: return EXT2_FT_FIFO;
    case MODE_SOCKET: return EXT2_FT_SOCK;
    default: return EXT2_FT_UNKNOWN;
    }
}

static void fill_entry(struct ext2_directory_entry *entry, const struct entry_name *name,
                       const struct inode *inode)
{
    entry->inode = inode->number;
    entry->name_len = (uint8_t)name->length;
    entry->file_type = file_type(inode);
    memcpy(entry->name, name->text, name->length);
}

static int directory_changed(struct inode *directory)
{
    directory->modified = directory->changed = file_system_now();
    return inode_store(directory);
}

/* ---- Looking through entries ---- */

/* Called for each entry, used or not; `previous` is the entry before it in the block, or NULL.
 * Not 0 ends the search. */
typedef bool (*entry_condition)(const struct ext2_directory_entry *entry,
                                const struct entry_name *name);

struct found_entry {
    struct buffer *buffer;         /* held */
    struct ext2_directory_entry *entry, *previous; /* previous: in the same block, or NULL */
};

static int search_block(struct inode *directory, struct buffer *buffer, entry_condition condition,
                        const struct entry_name *name, struct found_entry *found)
{
    struct ext2_directory_entry *previous = NULL;

    for (uint32_t offset = 0; offset < ext2_volume.block_size;) {
        int error = directory_check_entry(directory, buffer->block, buffer->data, offset);
        if (error != 0)
            return error;
        struct ext2_directory_entry *entry = entry_at(buffer, offset);
        if (condition(entry, name)) {
            *found = (struct found_entry){buffer, entry, previous};
            return 0;
        }
        previous = entry;
        offset += entry->rec_len;
    }
    return -ENOENT;
}

static int search_block_at(struct inode *directory, uint32_t index, entry_condition condition,
                           const struct entry_name *name, struct found_entry *found)
{
    struct buffer *buffer;

    int error = directory_block(directory, index, &buffer);
    if (error != 0)
        return error;
    error = search_block(directory, buffer, condition, name, found);
    if (error != 0)
        buffer_put(buffer);
    return error;
}

static int search(struct inode *directory, entry_condition condition, const struct entry_name *name,
                  struct found_entry *found)
{
    int error = -ENOENT;

    for (uint32_t i = 0; error == -ENOENT && i < directory->size / ext2_volume.block_size; i++)
        error = search_block_at(directory, i, condition, name, found);
    return error;
}

static bool has_name(const struct ext2_directory_entry *entry, const struct entry_name *name)
{
    return entry->inode != 0 && directory_name_length(entry) == name->length &&
           memcmp(entry->name, name->text, name->length) == 0;
}

/* How much of an entry's room it needs itself. */
static uint32_t room_used(const struct ext2_directory_entry *entry)
{
    return entry->inode == 0 ? 0 : room_for(directory_name_length(entry));
}

static bool has_room(const struct ext2_directory_entry *entry, const struct entry_name *name)
{
    return entry->rec_len >= room_used(entry) + room_for(name->length);
}

/* ---- Adding ---- */

static void add_to_entry(struct ext2_directory_entry *entry, const struct entry_name *name,
                         const struct inode *inode)
{
    uint32_t used = room_used(entry);

    if (used != 0) {
        struct ext2_directory_entry *rest = (void *)((uint8_t *)entry + used);
        rest->rec_len = (uint16_t)(entry->rec_len - used);
        entry->rec_len = (uint16_t)used;
        entry = rest;
    }
    fill_entry(entry, name, inode);
}

/* A new block at the directory's end, with one entry that has all the room. */
static int add_block(struct inode *directory, const struct entry_name *name,
                     struct found_entry *found)
{
    static uint8_t block[EXT2_BLOCK_SIZE_MOST];
    struct ext2_directory_entry *entry = (void *)block;
    uint32_t index = directory->size / ext2_volume.block_size;

    if (index >= ext2_volume.blocks) /* more than inode_load would believe */
        return -ENOSPC;
    memset(block, 0, sizeof block);
    entry->rec_len = (uint16_t)ext2_volume.block_size;
    int error = block_map_grow(directory, index, block);
    if (error != 0)
        return error;
    directory->size += ext2_volume.block_size;
    error = inode_store(directory);
    return error != 0 ? error : search_block_at(directory, index, has_room, name, found);
}

int directory_add(struct inode *directory, const struct entry_name *name, struct inode *inode,
                  struct buffer **changed)
{
    struct found_entry found;
    struct ext2_inode *disk;
    struct buffer *inode_buffer;

    int error = inode_find(inode->number, &inode_buffer, &disk);
    if (error != 0)
        return error;
    error = search(directory, has_room, name, &found);
    if (error == -ENOENT)
        error = add_block(directory, name, &found);
    if (error == 0) {
        error = buffer_order(inode_buffer, found.buffer);
        if (error == 0) {
            add_to_entry(found.entry, name, inode);
            buffer_changed(found.buffer);
            error = directory_changed(directory);
        }
        *changed = found.buffer;
        if (error != 0)
            buffer_put(found.buffer);
    }
    buffer_put(inode_buffer);
    return error;
}

/* ---- Changing and taking out ---- */

int directory_replace(struct inode *directory, const struct entry_name *name, struct inode *inode,
                      struct buffer **changed)
{
    struct found_entry found;
    struct ext2_inode *disk;
    struct buffer *inode_buffer;

    int error = search(directory, has_name, name, &found);
    if (error != 0)
        return error;
    error = inode_find(inode->number, &inode_buffer, &disk);
    if (error == 0) {
        error = buffer_order(inode_buffer, found.buffer);
        buffer_put(inode_buffer);
    }
    if (error == 0) {
        found.entry->inode = inode->number;
        found.entry->file_type = file_type(inode);
        buffer_changed(found.buffer);
        error = directory_changed(directory);
    }
    *changed = found.buffer;
    if (error != 0)
        buffer_put(found.buffer);
    return error;
}

int directory_remove(struct inode *directory, const struct entry_name *name, struct buffer *first,
                     struct buffer **changed)
{
    struct found_entry found;

    int error = search(directory, has_name, name, &found);
    if (error != 0)
        return error;
    if (first != NULL)
        error = buffer_order(first, found.buffer);
    if (error == 0) {
        if (found.previous != NULL)
            found.previous->rec_len = (uint16_t)(found.previous->rec_len + found.entry->rec_len);
        else
            found.entry->inode = 0;
        buffer_changed(found.buffer);
        error = directory_changed(directory);
    }
    *changed = found.buffer;
    if (error != 0)
        buffer_put(found.buffer);
    return error;
}

static bool is_a_real_name(const struct ext2_directory_entry *entry, const struct entry_name *name)
{
    uint32_t length = directory_name_length(entry);
    bool dots = entry->name[0] == '.' && (length == 1 || (length == 2 && entry->name[1] == '.'));

    (void)name;
    return entry->inode != 0 && !dots;
}

int directory_is_empty(struct inode *directory)
{
    struct found_entry found;

    int error = search(directory, is_a_real_name, NULL, &found);
    if (error == -ENOENT)
        return 0;
    if (error != 0)
        return error;
    buffer_put(found.buffer);
    return -ENOTEMPTY;
}
