/*
 * rename.c: another name for a file, in one step for all who look: the new name is there before the
 * old one is gone, on the disk as well; what had the new name before is unlinked.
 */
#include "kernel/fs/ext2.h"
#include "kernel/fs/names.h"

/* Whether `inner` is `outer` or lies under it, found by going up. The depth is finite unless the
 * disk is damaged. */
static int lies_under(struct inode *inner, const struct inode *outer, bool *result)
{
    int error = 0;

    *result = false;
    inode_retain(inner);
    for (uint32_t steps = 0; error == 0 && inner->number != EXT2_ROOT_INODE; steps++) {
        uint32_t number;
        struct inode *above;
        if (inner == outer) {
            *result = true;
            break;
        }
        error = steps > ext2_volume.inodes ? volume_is_damaged()
                                           : directory_find(inner, "..", 2, &number);
        if (error == 0)
            error = inode_get(number, &above);
        if (error == 0) {
            inode_release(inner);
            inner = above;
        }
    }
    inode_release(inner);
    return error;
}

/* -EINVAL when a directory would come to lie under itself; -ENOTEMPTY when the new name is that of
 * a directory above. */
static int check_tree(const struct target *old, const struct target *new)
{
    bool under = false;
    int error = 0;

    if (inode_is_type(old->inode, MODE_DIRECTORY))
        error = lies_under(new->directory, old->inode, &under);
    if (error != 0 || under)
        return error != 0 ? error : -EINVAL;
    if (new->inode != NULL && inode_is_type(new->inode, MODE_DIRECTORY))
        error = lies_under(old->directory, new->inode, &under);
    return under ? -ENOTEMPTY : error;
}

/* What must hold before a name is taken over by another file. */
static int check_replaced(const struct target *old, const struct target *new)
{
    bool is_directory = inode_is_type(old->inode, MODE_DIRECTORY);

    if (new->inode == NULL) {
        if (new->directory->links == 0)
            return -ENOENT;
        return is_directory && old->directory != new->directory &&
               new->directory->links >= EXT2_LINKS_MOST ? -EMLINK : 0;
    }
    bool replaces_directory = inode_is_type(new->inode, MODE_DIRECTORY);
    if (is_directory && !replaces_directory)
        return -ENOTDIR;
    if (!is_directory && replaces_directory)
        return -EISDIR;
    return replaces_directory ? directory_is_empty(new->inode) : 0;
}

/* In the order of Linux's do_renameat2. */
static int check(const struct target *old, const struct target *new)
{
    int error;

    if (old->name.length == 0 || new->name.length == 0 || target_is_dots(old) ||
        target_is_dots(new))
        return -EBUSY;
    if (old->inode == NULL)
        return -ENOENT;
    if ((old->name.ends_in_slash || new->name.ends_in_slash) &&
        !inode_is_type(old->inode, MODE_DIRECTORY))
        return -ENOTDIR;
    if ((error = target_check_place(old)) != 0 || (error = target_check_place(new)) != 0 ||
        (error = check_tree(old, new)) != 0)
        return error;
    return old->inode == new->inode ? 0 : check_replaced(old, new);
}

/* The new name, with the block that has it held; then the old one goes. */
static int move_name(struct target *old, struct target *new, struct buffer **changed)
{
    struct buffer *emptied;

    int error = new->inode != NULL
                    ? directory_replace(new->directory, &new->name, old->inode, changed)
                    : directory_add(new->directory, &new->name, old->inode, changed);
    if (error != 0)
        return error;
    error = directory_remove(old->directory, &old->name, *changed, &emptied);
    if (error == 0)
        buffer_put(emptied);
    else
        buffer_put(*changed);
    return error;
}

/* A directory that moved has another "..", and both parents another number of links. */
static int move_parent(struct target *old, struct target *new)
{
    const struct entry_name dots = {"..", 2, false};
    struct buffer *changed;

    int error = directory_replace(old->inode, &dots, new->directory, &changed);
    if (error != 0)
        return error;
    buffer_put(changed);
    old->directory->links--;
    new->directory->links++;
    error = inode_store(old->directory);
    return error != 0 ? error : inode_store(new->directory);
}

static int rename(struct target *old, struct target *new)
{
    bool is_directory = inode_is_type(old->inode, MODE_DIRECTORY);
    struct buffer *changed;

    int error = move_name(old, new, &changed);
    if (error != 0)
        return error;
    if (new->inode != NULL) {
        error = inode_unlink(new->inode, changed);
        new->directory->links -= error == 0 && is_directory;
        if (error == 0)
            error = inode_store(new->directory);
    }
    buffer_put(changed);
    if (error == 0 && is_directory && old->directory != new->directory)
        error = move_parent(old, new);
    old->inode->changed = file_system_now();
    return error != 0 ? error : inode_store(old->inode);
}

int file_rename(struct inode *from, const char *old_path, const char *new_path)
{
    struct target old, new;

    int error = target_open(from, old_path, &old);
    if (error != 0)
        return error;
    error = target_open(from, new_path, &new);
    if (error == 0) {
        error = check(&old, &new);
        if (error == 0 && old.inode != new.inode && (error = volume_begin_change()) == 0) {
            error = rename(&old, &new);
            volume_end_change();
        }
        target_release(&new);
    }
    target_release(&old);
    return error;
}
