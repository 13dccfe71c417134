/*
 * path.c: from a path to an inode, one name at a time. A symlink's text is walked as a path of its
 * own, from the directory that the link is in, and then the rest of the first path goes on from
 * where that ends.
 *
 * No path is ever copied: each text stays where it is, pinned, while it is walked.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"
#include "kernel/string.h"

#define SYMLINKS_MOST 8u
#define PATH_MOST 4095u        /* bytes, Linux's PATH_MAX less the NUL */

struct text { const char *start, *end; };

static int walk(struct inode *start, struct text path, bool follow, unsigned *symlinks,
                struct inode **found);

/* A symlink's text where it lies, pinned by *buffer when that is not NULL. */
static int symlink_text(struct inode *link, struct text *text, struct buffer **buffer)
{
    const char *start = (const char *)link->block; /* fast: the text is in place of the pointers */

    *buffer = NULL;
    if (link->blocks_512 != 0) { /* slow: the text is in the first block */
        struct block_run run;
        int error = block_map(link, 0, 1, &run);
        if (error == 0 && run.block == 0) {
            log_print("ext2: symlink inode %u: its block is a hole\n", link->number);
            error = -EIO;
        }
        if (error == 0)
            error = buffer_get(run.block, buffer);
        if (error != 0)
            return error;
        start = (*buffer)->data;
    } else if (link->size > EXT2_FAST_SYMLINK_MOST) {
        log_print("ext2: symlink inode %u: bad i_size %u\n", link->number, link->size);
        return -EIO;
    }
    *text = (struct text){start, start + link->size};
    if (!text_contains(start, link->size, '\0'))
        return 0;
    log_print("ext2: symlink inode %u: text shorter than i_size %u\n", link->number, link->size);
    if (*buffer != NULL)
        buffer_put(*buffer);
    return -EIO;
}

/* Walks a symlink's text from the directory that the link is in. */
static int walk_symlink(struct inode *directory, struct inode *link, unsigned *symlinks,
                        struct inode **found)
{
    struct buffer *buffer;
    struct text text;

    if (++*symlinks > SYMLINKS_MOST)
        return -ELOOP;
    int error = symlink_text(link, &text, &buffer);
    if (error != 0)
        return error;
    error = walk(directory, text, true, symlinks, found);
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

/* From an inode to another one, whose reference takes the place of the first one's. */
static struct inode *exchange(struct inode *inode, struct inode *other)
{
    inode_retain(other);
    inode_release(inode);
    return other;
}

/* From a mounted root, ".." leads out of the directory in whose place it stands. */
int inode_lookup(struct inode *directory, const char *name, uint32_t length, struct inode **found)
{
    bool up = length == 2 && name[0] == '.' && name[1] == '.';
    uint32_t number;
    struct inode *inode;
    int error;

    if (up && directory->covered != NULL)
        directory = directory->covered;
    if (directory->operations != NULL) {
        error = directory->operations->find(directory, name, length, &inode);
    } else {
        error = directory_find(directory, name, length, &number);
        if (error == 0)
            error = inode_get(number, &inode);
    }
    if (error == 0)
        *found = inode->mounted != NULL ? exchange(inode, inode->mounted) : inode;
    return error;
}

/* The inode of one name; a symlink's if it is not to be followed. */
static int step(struct inode *directory, struct text name, bool follow, unsigned *symlinks,
                struct inode **found)
{
    struct inode *inode;

    if (!inode_is_type(directory, MODE_DIRECTORY))
        return -ENOTDIR;
    if (name.end - name.start > (ptrdiff_t)EXT2_NAME_MOST)
        return -ENAMETOOLONG;
    int error = inode_lookup(directory, name.start, (uint32_t)(name.end - name.start), &inode);
    if (error != 0)
        return error;
    if (!follow || !inode_is_type(inode, MODE_SYMLINK)) {
        *found = inode;
        return 0;
    }
    error = walk_symlink(directory, inode, symlinks, found);
    inode_release(inode);
    return error;
}

static int walk(struct inode *start, struct text path, bool follow, unsigned *symlinks,
                struct inode **found)
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
        bool is_last = path.start == path.end && !ends_in_slash;
        error = step(here, name, follow || !is_last, symlinks, &next);
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

void inode_note_path(struct inode *inode, struct inode *from, const char *path)
{
    char directory[sizeof inode->path];

    if (inode->references != 1)
        return;
    if (*path != '/' && from != NULL && from->number != EXT2_ROOT_INODE &&
        inode_directory_path(from, directory, sizeof directory) > 0)
        format_text(inode->path, sizeof inode->path, "%s/%s", directory, path);
    else
        format_text(inode->path, sizeof inode->path, "%s", path);
}

/* Checks a path, and gives a reference to the directory in which it begins. */
static int begin(struct inode *from, const char *path, struct inode **start)
{
    size_t length = strlen(path);

    if (ext2_volume.device == NULL)
        return -ENODEV;
    if (length == 0)
        return -ENOENT;
    if (length > PATH_MOST)
        return -ENAMETOOLONG;
    if (from == NULL)
        return inode_get(EXT2_ROOT_INODE, start);
    inode_retain(*start = from);
    return 0;
}

int inode_open_at(struct inode *from, const char *path, bool follow, struct inode **inode)
{
    size_t length = strlen(path);
    unsigned symlinks = 0;

    int error = begin(from, path, &from);
    if (error != 0)
        return error;
    error = walk(from, (struct text){path, path + length}, follow, &symlinks, inode);
    if (error == 0)
        inode_note_path(*inode, from, path);
    inode_release(from);
    return error;
}

int inode_open_parent(struct inode *from, const char *path, struct inode **directory,
                      struct entry_name *name)
{
    size_t length = strlen(path);
    const char *end = path + length, *start;
    unsigned symlinks = 0;

    while (end > path && end[-1] == '/')
        end--;
    for (start = end; start > path && start[-1] != '/';)
        start--;
    *name = (struct entry_name){start, (uint32_t)(end - start), end != path + length};
    if (name->length > EXT2_NAME_MOST)
        return -ENAMETOOLONG;
    int error = begin(from, path, &from);
    if (error != 0)
        return error;
    if (end == path) /* nothing but slashes */
        error = inode_get(EXT2_ROOT_INODE, directory);
    else if (start == path)
        inode_retain(*directory = from);
    else
        error = walk(from, (struct text){path, start}, true, &symlinks, directory);
    inode_release(from);
    if (error == 0 && !inode_is_type(*directory, MODE_DIRECTORY)) {
        inode_release(*directory);
        error = -ENOTDIR;
    }
    return error;
}

int inode_open(const char *path, struct inode **inode)
{
    return inode_open_at(NULL, path, true, inode);
}

int inode_read_link(struct inode *inode, char *text, uint32_t size)
{
    struct buffer *buffer;
    struct text link;

    if (!inode_is_type(inode, MODE_SYMLINK))
        return -EINVAL;
    int error = symlink_text(inode, &link, &buffer);
    if (error != 0)
        return error;
    uint32_t length = (uint32_t)(link.end - link.start);
    if (length > size)
        length = size;
    memcpy(text, link.start, length);
    if (buffer != NULL)
        buffer_put(buffer);
    return (int)length;
}

/* ---- From a directory to its path ---- */

/* A path that is put together from its end: text[at] is its first byte so far. */
struct backward_path {
    char *text;
    uint32_t at;
    uint32_t number;           /* of the directory whose name is looked for */
};

/* Puts the name and a slash in front, when it is the wanted directory's. 1: done. */
static int visit_for_path(const char *name, uint32_t length, uint32_t inode, uint32_t type,
                          void *context)
{
    struct backward_path *path = context;
    bool is_dots = name[0] == '.' && (length == 1 || (length == 2 && name[1] == '.'));

    (void)type;
    if (inode != path->number || is_dots)
        return 0;
    if (length + 1 > path->at)
        return -ERANGE;
    path->at -= length;
    memcpy(&path->text[path->at], name, length);
    path->text[--path->at] = '/';
    return 1;
}

/* Adds the name of a directory, and goes on with the one above it, whose reference replaces the
 * caller's. A directory's path is finite, so the buffer's end stops one that leads in a circle. */
static int go_up(struct inode **directory, struct backward_path *path)
{
    struct inode *here = *directory, *above;

    path->number = here->covered != NULL ? here->covered->number : here->number;
    int error = inode_lookup(here, "..", 2, &above);
    if (error != 0)
        return error;
    int found = inode_list(above, visit_for_path, path);
    inode_release(here);
    *directory = above;
    return found > 0 ? 0 : found < 0 ? found : -ENOENT;
}

int inode_directory_path(struct inode *directory, char *path, uint32_t size)
{
    struct backward_path backward = {.text = path, .at = size};
    int error = 0;

    if (size < 2)
        return -ERANGE;
    path[--backward.at] = '\0';
    inode_retain(directory);
    while (error == 0 && directory->number != EXT2_ROOT_INODE)
        error = go_up(&directory, &backward);
    inode_release(directory);
    if (error != 0)
        return error;
    if (backward.at == size - 1)
        path[--backward.at] = '/';
    memmove(path, &path[backward.at], size - backward.at);
    return (int)(size - backward.at);
}

/* ---- Mounting ---- */

int file_system_mount_at(const char *path, struct inode *root)
{
    struct inode *directory;
    int error = inode_open(path, &directory);

    if (error == 0 && !inode_is_type(directory, MODE_DIRECTORY)) {
        inode_release(directory);
        error = -ENOTDIR;
    }
    if (error != 0)
        return error;
    root->covered = directory; /* with its reference */
    directory->mounted = root;
    return 0;
}
