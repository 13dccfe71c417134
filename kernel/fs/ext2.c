/*
 * ext2.c: mounting: the superblock is read, checked field by field, and turned into the numbers
 * that the rest of this room reckons with.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"
#include "kernel/fs/page_cache.h"
#include "kernel/fs/write_back.h"
#include "mm/kernel_heap.h"

struct ext2_volume ext2_volume;

/* Names of the incompatible features, by bit: so that a refusal can be looked up in mke2fs(8). */
static const char *const incompatible_features[] = {
    [0] = "compression", [2] = "needs_recovery", [3] = "journal_dev", [4] = "meta_bg",
    [6] = "extents", [7] = "64bit", [8] = "mmp", [9] = "flex_bg", [10] = "ea_inode",
    [12] = "dirdata", [13] = "metadata_csum_seed", [14] = "large_dir", [15] = "inline_data",
    [16] = "encrypt", [17] = "casefold",
};

static int refuse(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says why the disk is not mounted; returns -EINVAL. */
static int refuse(const char *format, ...)
{
    va_list arguments;
    char reason[96];

    va_start(arguments, format);
    format_text_va(reason, sizeof reason, format, arguments);
    va_end(arguments);
    log_print("no file system on %s: %s\n", ext2_volume.device->name, reason);
    return -EINVAL;
}

/* Says why the disk can be read but must not be written. */
static void only_read(const char *reason)
{
    log_print("ext2: %s is read-only: %s\n", ext2_volume.device->name, reason);
    ext2_volume.read_only = true;
}

static int check_features(const struct ext2_superblock *super)
{
    uint32_t unknown;

    if (super->s_rev_level > EXT2_REVISION_DYNAMIC)
        return refuse("s_rev_level %u is unknown", super->s_rev_level);
    if (super->s_rev_level == EXT2_REVISION_OLD)
        return 0;
    unknown = super->s_feature_incompat & ~EXT2_INCOMPATIBLE_FILETYPE;
    if (unknown != 0) {
        unsigned bit = (unsigned)__builtin_ctz(unknown);
        const char *name = NULL;
        if (bit < sizeof incompatible_features / sizeof *incompatible_features)
            name = incompatible_features[bit];
        return refuse("it needs the feature %s (s_feature_incompat 0x%x)",
                      name != NULL ? name : "of an unknown bit", super->s_feature_incompat);
    }
    ext2_volume.entries_have_type =
        (super->s_feature_incompat & EXT2_INCOMPATIBLE_FILETYPE) != 0;
    unknown = super->s_feature_ro_compat &
              ~(EXT2_RO_COMPATIBLE_SPARSE_SUPER | EXT2_RO_COMPATIBLE_LARGE_FILE);
    if (unknown != 0) {
        log_print("ext2: s_feature_ro_compat 0x%x: 0x%x is not known\n",
                  super->s_feature_ro_compat, unknown);
        only_read("who writes must know its features");
    }
    return 0;
}

static int check_blocks(const struct ext2_superblock *super)
{
    struct ext2_volume *volume = &ext2_volume;

    if (super->s_log_block_size > 2) /* 1024 << 2 is EXT2_BLOCK_SIZE_MOST */
        return refuse("s_log_block_size %u: blocks must have 1024 to 4096 bytes",
                      super->s_log_block_size);
    volume->block_size = EXT2_BLOCK_SIZE_LEAST << super->s_log_block_size;
    volume->sectors_per_block = volume->block_size / SECTOR_SIZE;

    volume->first_data_block = super->s_first_data_block;
    if (volume->first_data_block != EXT2_SUPERBLOCK_OFFSET / volume->block_size)
        return refuse("s_first_data_block %u does not fit blocks of %u bytes",
                      volume->first_data_block, volume->block_size);

    volume->blocks = super->s_blocks_count;
    if (volume->blocks > volume->device->sectors / volume->sectors_per_block)
        return refuse("s_blocks_count %u: larger than the disk (%u sectors)", volume->blocks,
                      volume->device->sectors);
    if (volume->blocks <= volume->first_data_block + 1)
        return refuse("s_blocks_count %u: nothing but a superblock", volume->blocks);
    return 0;
}

static int check_inode_size(const struct ext2_superblock *super)
{
    struct ext2_volume *volume = &ext2_volume;

    volume->inode_size = EXT2_OLD_INODE_SIZE;
    volume->first_inode = EXT2_OLD_FIRST_INODE;
    if (super->s_rev_level == EXT2_REVISION_OLD)
        return 0;
    volume->inode_size = super->s_inode_size;
    if (volume->inode_size < EXT2_OLD_INODE_SIZE || volume->inode_size > volume->block_size ||
        (volume->inode_size & (volume->inode_size - 1)) != 0)
        return refuse("s_inode_size %u", volume->inode_size);
    volume->first_inode = super->s_first_ino;
    if (volume->first_inode < EXT2_OLD_FIRST_INODE)
        return refuse("s_first_ino %u", volume->first_inode);
    return 0;
}

/* Groups, and that their number is the same reckoned in blocks and in inodes. A bitmap of one
 * block says which blocks, and which inodes, of a group are free: so many has a group at most. */
static int check_groups(const struct ext2_superblock *super)
{
    struct ext2_volume *volume = &ext2_volume;
    uint32_t most = volume->block_size * 8;
    uint32_t per_block = volume->block_size / volume->inode_size;

    if (super->s_blocks_per_group == 0 || super->s_blocks_per_group > most)
        return refuse("s_blocks_per_group %u", super->s_blocks_per_group);
    volume->inodes_per_group = super->s_inodes_per_group;
    if (volume->inodes_per_group < per_block || volume->inodes_per_group > most)
        return refuse("s_inodes_per_group %u", volume->inodes_per_group);

    volume->blocks_per_group = super->s_blocks_per_group;
    volume->groups = divide_up(volume->blocks - volume->first_data_block,
                               super->s_blocks_per_group);
    volume->inodes = super->s_inodes_count;
    if ((uint64_t)volume->groups * volume->inodes_per_group != volume->inodes)
        return refuse("s_inodes_count %u is not %u groups of %u", volume->inodes, volume->groups,
                      volume->inodes_per_group);
    if (volume->first_inode > volume->inodes)
        return refuse("s_first_ino %u of %u inodes", volume->first_inode, volume->inodes);

    uint32_t descriptor_blocks = divide_up(volume->groups, volume->block_size /
                                           (uint32_t)sizeof(struct ext2_group_descriptor));
    if (descriptor_blocks >= volume->blocks - volume->first_data_block)
        return refuse("no room for %u group descriptors", volume->groups);
    return 0;
}

static int check_superblock(const struct ext2_superblock *super)
{
    int error;

    if (super->s_magic != EXT2_MAGIC)
        return refuse("s_magic is 0x%04x, not ext2's 0x%04x", super->s_magic, EXT2_MAGIC);
    if ((error = check_features(super)) != 0 || (error = check_blocks(super)) != 0 ||
        (error = check_inode_size(super)) != 0)
        return error;
    return check_groups(super);
}

static int read_superblock(struct block_device *device)
{
    int error;
    struct ext2_superblock *super;

    if (device->sectors < (EXT2_SUPERBLOCK_OFFSET + sizeof *super) / SECTOR_SIZE)
        return refuse("the disk has %u sectors only", device->sectors);
    super = kernel_allocate(sizeof *super);
    if (super == NULL)
        return -ENOMEM;
    error = device->read(device, EXT2_SUPERBLOCK_OFFSET / SECTOR_SIZE,
                         sizeof *super / SECTOR_SIZE, super);
    if (error != 0)
        refuse("the superblock cannot be read");
    else
        error = check_superblock(super);
    ext2_volume.was_clean = (super->s_state & EXT2_STATE_CLEAN) != 0;
    if (error == 0 && (super->s_state & EXT2_STATE_ERRORS) != 0)
        only_read("it has known errors; e2fsck would repair them");
    else if (error == 0 && !ext2_volume.was_clean)
        log_print("ext2: %s was not unmounted properly; e2fsck should look at it\n",
                  device->name);
    kernel_free(super);
    return error;
}

/* The root must be there and be a directory, or nothing else will ever be found. */
static int check_root(void)
{
    struct inode *root = NULL;
    int error = inode_get(EXT2_ROOT_INODE, &root);

    if (error == 0 && !inode_is_type(root, MODE_DIRECTORY)) {
        error = refuse("the root inode is not a directory: i_mode 0x%04x", root->mode);
    } else if (error != 0) {
        refuse("the root directory cannot be read");
    }
    if (root != NULL)
        inode_release(root);
    return error;
}

/* Who allocates must know where the bitmaps are. */
static void check_descriptors(void)
{
    for (uint32_t group = 0; group < ext2_volume.groups; group++) {
        struct ext2_group_descriptor *descriptor;
        struct buffer *buffer;
        if (group_get_for_change(group, &buffer, &descriptor) != 0) {
            only_read("a group's descriptor is damaged");
            return;
        }
        buffer_put(buffer);
    }
}

int file_system_mount(struct block_device *device)
{
    int error;

    if (ext2_volume.device != NULL)
        return -EINVAL;
    ext2_volume = (struct ext2_volume){.device = device};
    error = read_superblock(device);
    if (error == 0)
        error = buffer_cache_initialise(device, ext2_volume.block_size, write_back_contents);
    if (error == 0)
        error = page_cache_initialise();
    if (error == 0)
        error = check_root();
    if (error == 0 && !ext2_volume.read_only)
        check_descriptors();
    if (error != 0) {
        if (error == -ENOMEM)
            refuse("out of memory");
        file_system_unmount();
        return error;
    }
    log_print("ext2: mounted %s: %u blocks of %u bytes, %u inodes%s\n", device->name,
              ext2_volume.blocks, ext2_volume.block_size, ext2_volume.inodes,
              ext2_volume.read_only ? ", read-only" : "");
    return 0;
}

int file_system_unmount(void)
{
    if (ext2_volume.device == NULL || inodes_in_use())
        return -EINVAL;
    int error = file_system_shut_down();
    inodes_forget();
    page_cache_destroy();
    buffer_cache_destroy();
    ext2_volume.device = NULL;
    return error;
}

const char *file_system_device_name(void)
{
    return ext2_volume.device->name;
}
