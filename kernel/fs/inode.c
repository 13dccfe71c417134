/*
 * inode.c: inodes in memory: a table of fixed size, one slot for each inode that is in use, found
 * by number and counted. An inode that no one uses any more keeps its slot until another needs it,
 * so the next opener finds it without asking the disk.
 */
#include "kernel/fs/ext2.h"
#include "kernel/debug/log.h"
#include "kernel/fs/page_cache.h"

#define INODE_SLOTS 128u

static struct inode slots[INODE_SLOTS];
static uint32_t clock;

/* Segments hold an inode as their backing. */
struct inode *inode_of_backing(struct backing *backing)
{
    return (struct inode *)backing;
}

static int backing_get(struct backing *backing, uint32_t page, frame_number *frame)
{
    return page_cache_get(inode_of_backing(backing), page, frame);
}

static void backing_retain(struct backing *backing)
{
    inode_of_backing(backing)->segments++;
    inode_retain(inode_of_backing(backing));
}

static void backing_release(struct backing *backing)
{
    inode_of_backing(backing)->segments--;
    inode_release(inode_of_backing(backing));
}

static const char *backing_name(struct backing *backing)
{
    return inode_of_backing(backing)->path;
}

static const struct backing inode_as_backing = {
    .get = backing_get,
    .retain = backing_retain,
    .release = backing_release,
    .name = backing_name,
};
_Static_assert(__builtin_offsetof(struct inode, backing) == 0, "inode_of_backing relies on it");

static struct inode *find(uint32_t number)
{
    for (unsigned i = 0; i < INODE_SLOTS; i++) {
        if (slots[i].number == number)
            return &slots[i];
    }
    return NULL;
}

/* A slot that is free, or longest unused; one whose contents need not be written if there is any.
 * NULL: all in use. */
static struct inode *oldest_slot(void)
{
    struct inode *best = NULL;

    for (unsigned i = 0; i < INODE_SLOTS; i++) {
        struct inode *slot = &slots[i];
        if (slot->references != 0)
            continue;
        bool dirty = slot->dirty_first != NULL;
        bool best_dirty = best != NULL && best->dirty_first != NULL;
        if (best == NULL || (best_dirty && !dirty) ||
            (best_dirty == dirty && clock - slot->last_use > clock - best->last_use))
            best = slot;
    }
    return best;
}

/* A slot to put another inode into. */
static int take_slot(struct inode **slot)
{
    *slot = oldest_slot();
    if (*slot == NULL) {
        log_print("ext2: all %u inodes in memory are in use\n", INODE_SLOTS);
        return -ENFILE;
    }
    int error = 0;
    if ((*slot)->dirty_first != NULL) {
        (*slot)->references++; /* while it is written, no one may take it */
        error = page_cache_write_inode(*slot);
        (*slot)->references--;
    }
    if (error == 0)
        (*slot)->number = 0;
    return error;
}

int inode_get(uint32_t number, struct inode **inode)
{
    bool reserved = number < ext2_volume.first_inode && number != EXT2_ROOT_INODE;

    if (number == 0 || reserved || number > ext2_volume.inodes) {
        log_print("ext2: inode number %u is not one of a file\n", number);
        return -EIO;
    }
    struct inode *slot = find(number);
    if (slot == NULL) {
        int error = take_slot(&slot);
        if (error == 0)
            error = inode_load(slot, number);
        if (error != 0)
            return error;
        slot->backing = inode_as_backing;
    }
    slot->last_use = ++clock;
    slot->references++;
    *inode = slot;
    return 0;
}

int inode_get_new(uint32_t number, struct inode **inode)
{
    struct inode *slot = find(number);

    if (slot != NULL && (slot->references != 0 || slot->dirty_first != NULL)) {
        log_print("ext2: inode %u is in use, whatever the bitmap says\n", number);
        return volume_is_damaged();
    }
    int error = slot == NULL ? take_slot(&slot) : 0;
    if (error != 0)
        return error;
    *slot = (struct inode){
        .backing = inode_as_backing, .number = number, .references = 1, .last_use = ++clock,
    };
    *inode = slot;
    return 0;
}

void inode_retain(struct inode *inode)
{
    kernel_assert(inode->references > 0);
    inode->references++;
}

void inode_release(struct inode *inode)
{
    kernel_assert(inode->references > 0);
    if (inode->references == 1 && inode->links == 0)
        inode_destroy(inode); /* its errors are in the log: whoever unlinked it is long gone */
    inode->references--;
    if (inode->references == 0 && inode->operations != NULL)
        inode->operations->free(inode);
}

void inodes_visit(void (*visit)(struct inode *inode))
{
    for (unsigned i = 0; i < INODE_SLOTS; i++) {
        if (slots[i].number != 0)
            visit(&slots[i]);
    }
}

bool inodes_in_use(void)
{
    for (unsigned i = 0; i < INODE_SLOTS; i++) {
        if (slots[i].references != 0)
            return true;
    }
    return false;
}

void inodes_forget(void)
{
    for (unsigned i = 0; i < INODE_SLOTS; i++)
        slots[i].number = 0;
}

uint32_t inode_size(struct inode *inode)
{
    return inode->size;
}

uint32_t inode_mode(struct inode *inode)
{
    return inode->mode;
}

uint32_t inode_number(struct inode *inode)
{
    return inode->number;
}

const char *inode_path(const struct inode *inode)
{
    return inode->path;
}

const char *inode_known_path(uint32_t number)
{
    for (unsigned i = 0; i < INODE_SLOTS; i++) {
        if (slots[i].number == number)
            return slots[i].path;
    }
    return NULL;
}

const struct inode_operations *inode_operations(const struct inode *inode)
{
    return inode->operations;
}

struct backing *inode_backing(struct inode *inode)
{
    return &inode->backing;
}
