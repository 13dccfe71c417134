/*
 * path.c: from a path to an inode, one name at a time. A symlink's text is walked as a path of its
 * own, from the directory that the link is in, and then the rest of the first path goes on from
 * where that ends.
 *
 * No path is ever copied: each text stays where it is, pinned, while it is walked.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"
#include "kernel/fs/buffer_cache.h"
#include "kernel/string.h"

#define SYMLINKS_MOST 8u
#define PATH_MOST 4095u        /* bytes, Linux's PATH_MAX less the NUL */

struct text { const char *start, *end; };

static int walk(struct inode *start, struct text path, unsigned *symlinks, struct inode **found);

/* Walks a symlink's text from the directory that the link is in. */
static int walk_symlink(struct inode *directory, struct inode *link, unsigned *symlinks,
                        struct inode **found)
{
    struct buffer *buffer = NULL;
    const char *text = (const char *)link->block; /* fast: the text is in place of the pointers */

    if (++*symlinks > SYMLINKS_MOST)
        return -ELOOP;
    if (link->blocks_512 != 0) { /* slow: the text is in the first block */
        struct block_run run;
        int error = block_map(link, 0, 1, &run);
        if (error == 0 && run.block == 0) {
            log_print("ext2: symlink inode %u: its block is a hole\n", link->number);
            error = -EIO;
        }
        if (error == 0)
            error = buffer_get(run.block, &buffer);
        if (error != 0)
            return error;
        text = buffer->data;
    } else if (link->size > EXT2_FAST_SYMLINK_MOST) {
        log_print("ext2: symlink inode %u: bad i_size %u\n", link->number, link->size);
        return -EIO;
    }
    int error;
    if (text_contains(text, link->size, '\0')) {
        log_print("ext2: symlink inode %u: text shorter than i_size %u\n", link->number,
                  link->size);
        error = -EIO;
    } else {
        error = walk(directory, (struct text){text, text + link->size}, symlinks, found);
    }
    if (buffer != NULL)
        buffer_put(buffer);
    return error;
}

/* Takes the next name off the path; slashes on both sides too. Empty: there was none. */
static struct text next_name(struct text *path)
{
    struct text name;

    while (path->start < path->end && *path->start == '/')
        path->start++;
    name.start = path->start;
    while (path->start < path->end && *path->start != '/')
        path->start++;
    name.end = path->start;
    return name;
}

/* The inode of one name, symlinks followed. */
static int step(struct inode *directory, struct text name, unsigned *symlinks,
                struct inode **found)
{
    uint32_t length = (uint32_t)(name.end - name.start), number;
    struct inode *inode;

    if (!inode_is_type(directory, MODE_DIRECTORY))
        return -ENOTDIR;
    if (length > EXT2_NAME_MOST)
        return -ENAMETOOLONG;
    int error = directory_find(directory, name.start, length, &number);
    if (error == 0)
        error = inode_get(number, &inode);
    if (error != 0)
        return error;
    if (!inode_is_type(inode, MODE_SYMLINK)) {
        *found = inode;
        return 0;
    }
    error = walk_symlink(directory, inode, symlinks, found);
    inode_release(inode);
    return error;
}

static int walk(struct inode *start, struct text path, unsigned *symlinks, struct inode **found)
{
    struct inode *here = start, *next;
    bool ends_in_slash = path.end[-1] == '/';
    int error = 0;

    if (*path.start == '/')
        error = inode_get(EXT2_ROOT_INODE, &here);
    else
        inode_retain(here);
    if (error != 0)
        return error;
    for (;;) {
        struct text name = next_name(&path);
        if (name.start == name.end)
            break;
        error = step(here, name, symlinks, &next);
        inode_release(here);
        if (error != 0)
            return error;
        here = next;
    }
    if (ends_in_slash && !inode_is_type(here, MODE_DIRECTORY)) {
        inode_release(here);
        return -ENOTDIR;
    }
    *found = here;
    return 0;
}

int inode_open(const char *path, struct inode **inode)
{
    size_t length = strlen(path);
    unsigned symlinks = 0;
    struct inode *root;

    if (ext2_volume.device == NULL)
        return -ENODEV;
    if (length == 0)
        return -ENOENT;
    if (length > PATH_MOST)
        return -ENAMETOOLONG;
    int error = inode_get(EXT2_ROOT_INODE, &root);
    if (error != 0)
        return error;
    error = walk(root, (struct text){path, path + length}, &symlinks, inode);
    inode_release(root);
    if (error == 0 && (*inode)->references == 1)
        format_text((*inode)->path, sizeof (*inode)->path, "%s", path);
    return error;
}
