/*
 * names.c: files and directories made and removed by path. Each call finds the directory and the
 * name, checks what POSIX wants checked, and only then begins to change anything.
 */
#include "kernel/fs/names.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

#define SYMLINKS_MOST 8u
#define SYMLINK_PERMISSIONS 0777u

bool target_is_dots(const struct target *target)
{
    const struct entry_name *name = &target->name;

    return name->text[0] == '.' &&
           (name->length == 1 || (name->length == 2 && name->text[1] == '.'));
}

int target_open(struct inode *from, const char *path, struct target *target)
{
    *target = (struct target){0};
    int error = inode_open_parent(from, path, &target->directory, &target->name);
    if (error != 0)
        return error;
    if (target->name.length == 0) {
        target->inode = target->directory; /* the root */
        inode_retain(target->inode);
        return 0;
    }
    error = inode_lookup(target->directory, target->name.text, target->name.length,
                         &target->inode);
    if (error == 0 || error == -ENOENT)
        return 0;
    inode_release(target->directory);
    return error;
}

void target_release(struct target *target)
{
    if (target->inode != NULL)
        inode_release(target->inode);
    inode_release(target->directory);
}

int target_check_place(const struct target *target)
{
    if (target->directory->operations != NULL)
        return -EPERM;
    return target->inode != NULL && target->inode->covered != NULL ? -EBUSY : 0;
}

/* Whether something can be made there. A directory that was removed takes no more names. */
static int check_is_free(const struct target *target)
{
    if (target->inode != NULL)
        return -EEXIST;
    int error = target_check_place(target);
    if (error != 0)
        return error;
    return target->directory->links == 0 ? -ENOENT : 0;
}

/* ---- Making ---- */

/* Puts a name in a directory; when that fails, whoever releases the inode destroys it. */
static int enter(struct target *target, struct inode *inode)
{
    struct buffer *changed;

    int error = directory_add(target->directory, &target->name, inode, &changed);
    if (error == 0)
        buffer_put(changed);
    else
        inode->links = 0;
    return error;
}

static int create_in(struct target *target, uint32_t mode, struct inode **inode)
{
    int error = volume_begin_change();

    if (error != 0)
        return error;
    error = inode_create(target->directory, MODE_REGULAR | (mode & MODE_PERMISSIONS), inode);
    if (error == 0) {
        error = enter(target, *inode);
        if (error != 0)
            inode_release(*inode);
    }
    volume_end_change();
    return error;
}

static int create_at(struct inode *from, const char *path, uint32_t mode, unsigned symlinks,
                     struct inode **inode, bool *created);

/* Goes on at what a symlink leads to, which may be a file that is not there yet. */
static int create_through(struct target *link, uint32_t mode, unsigned symlinks,
                          struct inode **inode, bool *created)
{
    if (symlinks == 0)
        return -ELOOP;
    char *text = kernel_allocate(ext2_volume.block_size); /* zeroed */
    if (text == NULL)
        return -ENOMEM;
    int error = inode_read_link(link->inode, text, ext2_volume.block_size - 1);
    if (error >= 0)
        error = create_at(link->directory, text, mode, symlinks - 1, inode, created);
    kernel_free(text);
    return error;
}

static int create_at(struct inode *from, const char *path, uint32_t mode, unsigned symlinks,
                     struct inode **inode, bool *created)
{
    struct target target;

    int error = target_open(from, path, &target);
    if (error != 0)
        return error;
    *created = target.inode == NULL;
    if (target.name.ends_in_slash)
        error = -EISDIR;
    else if (target.inode == NULL)
        error = (error = check_is_free(&target)) != 0 ? error : create_in(&target, mode, inode);
    else if (inode_is_type(target.inode, MODE_SYMLINK))
        error = create_through(&target, mode, symlinks, inode, created);
    else
        inode_retain(*inode = target.inode);
    target_release(&target);
    return error;
}

int file_create(struct inode *from, const char *path, uint32_t mode, bool exclusive,
                struct inode **inode, bool *created)
{
    struct target target;
    int error = 0;

    if (exclusive && (error = target_open(from, path, &target)) == 0) {
        error = target.name.ends_in_slash ? -EISDIR : target.inode != NULL ? -EEXIST : 0;
        target_release(&target);
    }
    if (error == 0)
        error = create_at(from, path, mode, SYMLINKS_MOST, inode, created);
    if (error == 0 && *created)
        inode_note_path(*inode, from, path);
    return error;
}

/* The text of a symlink: in the inode where it fits in place of the block pointers. */
static int store_symlink_text(struct inode *inode, const char *text, uint32_t length)
{
    static char block[EXT2_BLOCK_SIZE_MOST];

    inode->size = length;
    if (length <= EXT2_FAST_SYMLINK_MOST) {
        memcpy(inode->block, text, length);
        return inode_store(inode);
    }
    memset(block, 0, sizeof block);
    memcpy(block, text, length);
    return block_map_grow(inode, 0, block);
}

static int make_symlink(struct target *target, const char *text, uint32_t length)
{
    struct inode *inode;

    int error = inode_create(target->directory, MODE_SYMLINK | SYMLINK_PERMISSIONS, &inode);
    if (error != 0)
        return error;
    error = store_symlink_text(inode, text, length);
    if (error == 0)
        error = enter(target, inode);
    else
        inode->links = 0;
    inode_release(inode);
    return error;
}

int symlink_create(struct inode *from, const char *text, const char *path)
{
    struct target target;
    uint32_t length = (uint32_t)strlen(text);

    int error = target_open(from, path, &target);
    if (error != 0)
        return error;
    error = check_is_free(&target);
    if (error == 0 && (length == 0 || target.name.ends_in_slash))
        error = -ENOENT;
    if (error == 0 && length >= ext2_volume.block_size)
        error = -ENAMETOOLONG;
    if (error == 0 && (error = volume_begin_change()) == 0) {
        error = make_symlink(&target, text, length);
        volume_end_change();
    }
    target_release(&target);
    return error;
}

/* A new directory's block: "." and "..". */
static void fill_directory_block(void *block, uint32_t own, uint32_t parent)
{
    const uint16_t first_length = sizeof(struct ext2_directory_entry) + 4;
    const uint8_t type = ext2_volume.entries_have_type ? EXT2_FT_DIR : 0;
    struct ext2_directory_entry *entry = block;

    memset(block, 0, ext2_volume.block_size);
    *entry = (struct ext2_directory_entry){
        .inode = own, .rec_len = first_length, .name_len = 1, .file_type = type,
    };
    entry->name[0] = '.';
    entry = (void *)((uint8_t *)block + first_length);
    *entry = (struct ext2_directory_entry){
        .inode = parent, .rec_len = (uint16_t)(ext2_volume.block_size - first_length),
        .name_len = 2, .file_type = type,
    };
    entry->name[0] = entry->name[1] = '.';
}

static int make_directory(struct target *target, uint32_t mode)
{
    static uint8_t block[EXT2_BLOCK_SIZE_MOST];
    struct inode *inode;

    int error = inode_create(target->directory, MODE_DIRECTORY | (mode & MODE_PERMISSIONS),
                             &inode);
    if (error != 0)
        return error;
    fill_directory_block(block, inode->number, target->directory->number);
    inode->size = ext2_volume.block_size;
    inode->links = 2;
    error = block_map_grow(inode, 0, block);
    if (error == 0)
        error = enter(target, inode);
    else
        inode->links = 0;
    inode_release(inode);
    if (error != 0)
        return error;
    target->directory->links++;
    return inode_store(target->directory);
}

int directory_create(struct inode *from, const char *path, uint32_t mode)
{
    struct target target;

    int error = target_open(from, path, &target);
    if (error != 0)
        return error;
    error = check_is_free(&target);
    if (error == 0 && target.directory->links >= EXT2_LINKS_MOST)
        error = -EMLINK;
    if (error == 0 && (error = volume_begin_change()) == 0) {
        error = make_directory(&target, mode);
        volume_end_change();
    }
    target_release(&target);
    return error;
}

static int check_link(const struct target *target, const struct inode *inode)
{
    int error = check_is_free(target);

    if (error != 0)
        return error;
    if (inode_is_type(inode, MODE_DIRECTORY))
        return -EPERM;
    if (inode->operations != NULL)
        return -EXDEV;
    if (target->name.ends_in_slash)
        return -ENOENT;
    return inode->links >= EXT2_LINKS_MOST ? -EMLINK : 0;
}

/* The count comes first: one too high is harmless, one too low is not. */
static int make_link(struct target *target, struct inode *inode)
{
    struct buffer *changed;

    inode->links++;
    inode->changed = file_system_now();
    int error = inode_store(inode);
    if (error == 0)
        error = directory_add(target->directory, &target->name, inode, &changed);
    if (error == 0)
        buffer_put(changed);
    else
        inode->links--;
    return error;
}

int file_link(struct inode *from, const char *old_path, const char *new_path)
{
    struct target target;
    struct inode *inode;

    int error = inode_open_at(from, old_path, false, &inode);
    if (error != 0)
        return error;
    error = target_open(from, new_path, &target);
    if (error == 0) {
        error = check_link(&target, inode);
        if (error == 0 && (error = volume_begin_change()) == 0) {
            error = make_link(&target, inode);
            volume_end_change();
        }
        target_release(&target);
    }
    inode_release(inode);
    return error;
}

/* ---- Removing ---- */

static int remove_name(struct target *target)
{
    struct buffer *changed;
    bool is_directory = inode_is_type(target->inode, MODE_DIRECTORY);

    int error = volume_begin_change();
    if (error != 0)
        return error;
    error = directory_remove(target->directory, &target->name, NULL, &changed);
    if (error == 0) {
        error = inode_unlink(target->inode, changed);
        buffer_put(changed);
    }
    if (error == 0 && is_directory) {
        target->directory->links--; /* the removed one's ".." */
        error = inode_store(target->directory);
    }
    volume_end_change();
    return error;
}

int file_unlink(struct inode *from, const char *path)
{
    struct target target;

    int error = target_open(from, path, &target);
    if (error != 0)
        return error;
    if (target.inode == NULL)
        error = -ENOENT;
    else if (inode_is_type(target.inode, MODE_DIRECTORY))
        error = -EISDIR;
    else if (target.name.ends_in_slash)
        error = -ENOTDIR;
    else if ((error = target_check_place(&target)) == 0)
        error = remove_name(&target);
    target_release(&target);
    return error;
}

int directory_unlink(struct inode *from, const char *path)
{
    struct target target;

    int error = target_open(from, path, &target);
    if (error != 0)
        return error;
    if (target.inode == NULL)
        error = -ENOENT;
    else if (!inode_is_type(target.inode, MODE_DIRECTORY))
        error = -ENOTDIR;
    else if (target_is_dots(&target))
        error = target.name.length == 1 ? -EINVAL : -ENOTEMPTY;
    else if (target.name.length == 0)
        error = -EBUSY;
    else if ((error = target_check_place(&target)) == 0 &&
             (error = directory_is_empty(target.inode)) == 0)
        error = remove_name(&target);
    target_release(&target);
    return error;
}
