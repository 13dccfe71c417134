/*
 * write_back.c: when changes go to the disk: after some seconds, when there are many, when someone
 * asks (sync, fsync), and before the machine is switched off.
 *
 * The contents of files always go before the metadata, so that no pointer on the disk leads to a
 * block that still holds what another file left there. So fsync of one file writes all of them, as
 * ext3 did in its ordered mode: simple, and the names that lead to the file are safe with it.
 */
#include "kernel/fs/write_back.h"
#include "kernel/debug/log.h"
#include "kernel/dev/timer.h"
#include "kernel/fs/disk.h"
#include "kernel/fs/ext2.h"
#include "kernel/fs/page_cache.h"

#define CHANGES_AGE_MOST (5 * (uint64_t)NANOSECONDS_PER_SECOND) /* as Linux's write-back timer */

static unsigned changes;           /* begun and not ended */
static uint64_t oldest_change;     /* when; 0: nothing has changed since all was written */
static bool contents_failed;       /* in the latest sync */

uint32_t file_system_now(void)
{
    return (uint32_t)(time_real_nanoseconds() / NANOSECONDS_PER_SECOND);
}

bool file_system_is_read_only(void)
{
    return ext2_volume.read_only;
}

int volume_is_damaged(void)
{
    if (!ext2_volume.read_only)
        log_print("ext2: %s is damaged and read-only from now on; e2fsck would repair it\n",
                  ext2_volume.device->name);
    ext2_volume.read_only = ext2_volume.damaged = true;
    return -EIO;
}

/* ---- Changes ---- */

static int make_room(void)
{
    if (buffers_changed() <= buffers_total() / 2 &&
        page_cache_dirty_pages() <= page_cache_dirty_most())
        return 0;
    return file_system_sync();
}

int volume_begin_change(void)
{
    if (ext2_volume.read_only)
        return -EROFS;
    if (changes == 0) {
        int error = superblock_mark_in_use();
        if (error == 0)
            error = make_room();
        if (error != 0)
            return error;
        if (oldest_change == 0)
            oldest_change = time_nanoseconds();
    }
    changes++;
    return 0;
}

void volume_end_change(void)
{
    kernel_assert(changes > 0);
    changes--;
}

/* ---- Writing ---- */

static void write_contents_of(struct inode *inode)
{
    if (inode->dirty_first != NULL && page_cache_write_inode(inode) != 0)
        contents_failed = true;
}

void write_back_contents(void)
{
    inodes_visit(write_contents_of);
}

bool volume_write_contents(void)
{
    if (changes > 0)
        return false;
    write_back_contents();
    return true;
}

static int write_all(void)
{
    oldest_change = 0;
    contents_failed = false;
    int error = buffers_write_all(); /* which calls write_back_contents first */
    return error != 0 ? error : disk_barrier(ext2_volume.device);
}

int file_system_sync(void)
{
    if (ext2_volume.device == NULL)
        return 0;
    int error = write_all();
    return error == 0 && contents_failed ? -EIO : error;
}

int inode_take_write_error(struct inode *inode)
{
    int error = inode->write_failed ? -EIO : 0;

    inode->write_failed = false;
    return error;
}

int inode_sync(struct inode *inode)
{
    int error = write_all(), contents = inode_take_write_error(inode);

    return error != 0 ? error : contents;
}

void file_system_write_back_if_due(void)
{
    if (oldest_change != 0 && changes == 0 &&
        time_nanoseconds() - oldest_change > CHANGES_AGE_MOST)
        file_system_sync(); /* what fails is in the log, and told to who asks next */
}

/* ---- The end ---- */

static void destroy_orphan(struct inode *inode)
{
    if (inode->links == 0)
        inode_destroy(inode);
}

int file_system_shut_down(void)
{
    if (ext2_volume.device == NULL || !ext2_volume.marked_in_use)
        return 0;
    inodes_visit(destroy_orphan);
    int error = file_system_sync();
    if (error == 0)
        error = superblock_mark_unused();
    if (error == 0)
        error = disk_barrier(ext2_volume.device);
    if (error != 0)
        log_print("ext2: %u blocks and %u pages of files could not be written\n",
                  buffers_changed(), page_cache_dirty_pages());
    ext2_volume.read_only = true;
    return error;
}
