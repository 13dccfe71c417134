/*
 * ext2_format.h: what lies on the disk, byte for byte: "The Second Extended File System: Internal
 * Layout" by Dave Poirier, chapter 3, whose field names these are. All numbers are little-endian.
 *
 * The disk is an array of blocks, cut into block groups of the same size. Each group has its own
 * piece of the inode table; an array of group descriptors, right behind the superblock, says where.
 */
#ifndef EXT2_FORMAT_H
#define EXT2_FORMAT_H

#include <stdint.h>

#define EXT2_SUPERBLOCK_OFFSET 1024u /* bytes from the disk's start, whatever the block size */
#define EXT2_MAGIC 0xEF53u
#define EXT2_BLOCK_SIZE_LEAST 1024u
#define EXT2_BLOCK_SIZE_MOST 4096u

#define EXT2_REVISION_OLD 0u     /* inodes of 128 bytes, the first 10 reserved, no features */
#define EXT2_REVISION_DYNAMIC 1u
#define EXT2_OLD_INODE_SIZE 128u
#define EXT2_OLD_FIRST_INODE 11u

#define EXT2_STATE_CLEAN 1u      /* s_state: unmounted properly */
#define EXT2_STATE_ERRORS 2u     /* s_state: errors were seen; e2fsck has not been run */

#define EXT2_INCOMPATIBLE_FILETYPE 0x2u /* directory entries bear the file's type */
#define EXT2_RO_COMPATIBLE_SPARSE_SUPER 0x1u /* few groups have a copy of the superblock */
#define EXT2_RO_COMPATIBLE_LARGE_FILE 0x2u   /* files of 2 GiB and more may be there */

#define EXT2_ROOT_INODE 2u

struct ext2_superblock {
    uint32_t s_inodes_count, s_blocks_count, s_r_blocks_count;
    uint32_t s_free_blocks_count, s_free_inodes_count;
    uint32_t s_first_data_block; /* the block that the superblock is in: 1 for 1 KiB blocks */
    uint32_t s_log_block_size;   /* block size = 1024 << this */
    uint32_t s_log_frag_size;
    uint32_t s_blocks_per_group, s_frags_per_group, s_inodes_per_group;
    uint32_t s_mtime, s_wtime;
    uint16_t s_mnt_count, s_max_mnt_count;
    uint16_t s_magic, s_state, s_errors, s_minor_rev_level;
    uint32_t s_lastcheck, s_checkinterval, s_creator_os, s_rev_level;
    uint16_t s_def_resuid, s_def_resgid;
    /* From here on only where s_rev_level is EXT2_REVISION_DYNAMIC. */
    uint32_t s_first_ino;        /* the first inode that is not reserved */
    uint16_t s_inode_size, s_block_group_nr;
    uint32_t s_feature_compat;   /* who does not know one of these may still read and write */
    uint32_t s_feature_incompat; /* ... must not touch the file system */
    uint32_t s_feature_ro_compat;/* ... may read */
    uint8_t s_uuid[16];
    char s_volume_name[16];      /* not necessarily NUL-terminated */
    char s_last_mounted[64];
    uint32_t s_algo_bitmap;
    uint8_t s_rest[820];
};
_Static_assert(sizeof(struct ext2_superblock) == 1024, "the superblock has 1024 bytes");
_Static_assert(__builtin_offsetof(struct ext2_superblock, s_magic) == 56, "s_magic");
_Static_assert(__builtin_offsetof(struct ext2_superblock, s_first_ino) == 84, "s_first_ino");
_Static_assert(__builtin_offsetof(struct ext2_superblock, s_uuid) == 104, "s_uuid");

struct ext2_group_descriptor {
    uint32_t bg_block_bitmap, bg_inode_bitmap;
    uint32_t bg_inode_table;     /* first block of this group's inodes */
    uint16_t bg_free_blocks_count, bg_free_inodes_count, bg_used_dirs_count, bg_pad;
    uint8_t bg_reserved[12];
};
_Static_assert(sizeof(struct ext2_group_descriptor) == 32, "a group descriptor has 32 bytes");

#define EXT2_DIRECT_BLOCKS 12u
#define EXT2_BLOCK_POINTERS 15u  /* 12 direct, then indirect, double and triple indirect */
#define EXT2_FAST_SYMLINK_MOST (EXT2_BLOCK_POINTERS * 4u - 1)

struct ext2_inode {
    uint16_t i_mode;             /* type and permissions, as st_mode */
    uint16_t i_uid;
    uint32_t i_size;             /* bytes */
    uint32_t i_atime, i_ctime, i_mtime, i_dtime;
    uint16_t i_gid;
    uint16_t i_links_count;      /* directory entries that name this inode; 0: it is free */
    uint32_t i_blocks;           /* units of 512 bytes, indirect blocks included */
    uint32_t i_flags;
    uint32_t i_osd1;
    uint32_t i_block[EXT2_BLOCK_POINTERS]; /* block numbers, 0: a hole; or a symlink's text */
    uint32_t i_generation;
    uint32_t i_file_acl;         /* block of extended attributes, 0: none */
    uint32_t i_size_high;        /* of regular files */
    uint32_t i_faddr;
    uint8_t i_osd2[12];
};
_Static_assert(sizeof(struct ext2_inode) == 128, "an inode has 128 bytes, larger ones in front");
_Static_assert(__builtin_offsetof(struct ext2_inode, i_block) == 40, "i_block");

#define EXT2_FLAG_INDEX 0x00001000u  /* a directory's blocks are a hash tree as well */
/* i_flags of files whose contents or blocks are laid out in another way. */
#define EXT2_FLAG_COMPRESSED 0x00000004u
#define EXT4_FLAG_ENCRYPTED 0x00000800u
#define EXT4_FLAG_EXTENTS 0x00080000u
#define EXT4_FLAG_INLINE_DATA 0x10000000u
#define EXT2_FLAGS_UNSUPPORTED (EXT2_FLAG_COMPRESSED | EXT4_FLAG_ENCRYPTED | EXT4_FLAG_EXTENTS | \
                                EXT4_FLAG_INLINE_DATA)

/* i_mode, POSIX's file types. */
#define MODE_TYPE_MASK 0xF000u
#define MODE_PERMISSIONS 0x0FFFu
#define MODE_FIFO 0x1000u
#define MODE_CHARACTER_DEVICE 0x2000u
#define MODE_DIRECTORY 0x4000u
#define MODE_BLOCK_DEVICE 0x6000u
#define MODE_REGULAR 0x8000u
#define MODE_SYMLINK 0xA000u
#define MODE_SOCKET 0xC000u

/* A directory's blocks are filled with these, each block by itself; rec_len leads to the next. */
struct ext2_directory_entry {
    uint32_t inode;              /* 0: the entry is unused */
    uint16_t rec_len;            /* bytes from this entry to the next, a multiple of 4 */
    uint8_t name_len;
    uint8_t file_type;           /* EXT2_FT_*; name_len's high byte without that feature */
    char name[];                 /* not NUL-terminated */
};
_Static_assert(sizeof(struct ext2_directory_entry) == 8, "an entry's fixed part has 8 bytes");

#define EXT2_NAME_MOST 255u
enum { EXT2_FT_UNKNOWN, EXT2_FT_REG_FILE, EXT2_FT_DIR, EXT2_FT_CHRDEV, EXT2_FT_BLKDEV,
       EXT2_FT_FIFO, EXT2_FT_SOCK, EXT2_FT_SYMLINK };
#define EXT2_FT_MOST 7u          /* the last of the file types */
#define EXT2_LINKS_MOST 32000u   /* Linux's EXT2_LINK_MAX */

/* What i_file_acl points to begins so (Linux, fs/ext2/xattr.h); files may share it. */
struct ext2_attribute_header {
    uint32_t h_magic, h_refcount, h_blocks, h_hash, h_reserved[4];
};
#define EXT2_ATTRIBUTE_MAGIC 0xEA020000u

#endif
