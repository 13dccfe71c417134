/*
 * names.h: what names.c and rename.c share. Others use file_system.h.
 */
#ifndef NAMES_H
#define NAMES_H

#include "kernel/fs/ext2.h"

/* What a path's last name leads to, not followed; inode is NULL when there is nothing of that
 * name. All that is held is given back by target_release. */
struct target {
    struct inode *directory, *inode;
    struct entry_name name;
};

/* As inode_open, but that nothing is there is no error. The name lies in path. */
int target_open(struct inode *from, const char *path, struct target *target);
void target_release(struct target *target);
/* Whether names of the directory can be changed, and this one's be taken away: -EPERM, -EBUSY. */
int target_check_place(const struct target *target);
bool target_is_dots(const struct target *target); /* the last name is "." or ".." */

#endif
