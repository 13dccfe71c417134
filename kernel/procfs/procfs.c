/*
 * procfs.c: the tree of /proc: names, inodes and listings. What to know first: there is no tree in
 * memory. An inode is made when a name is looked up and freed with its last reference; the root
 * alone is always there.
 */
#include "kernel/procfs/procfs.h"
#include "kernel/debug/log.h"
#include "kernel/fs/ext2.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/process.h"
#include "kernel/procfs/files.h"
#include "kernel/string.h"
#include "mm/kernel_heap.h"

/* Inode numbers: the root's, and for each process a directory's followed by those of its files.
 * None is the number of an inode on the disk that a path is looked for by. */
#define ROOT_NUMBER 0xF0000000u
#define NUMBERS_PER_PROCESS 32u
#define SELF_INDEX (NUMBERS_PER_PROCESS - 1)

#define PID_DIGITS 10

/* A directory entry's type byte (kernel/fs/file_system.h). */
enum { TYPE_FILE = 1, TYPE_DIRECTORY = 2, TYPE_SYMLINK = 7 };

struct file_name {
    const char *name;
    process_file_writer *process;  /* one of the two, by the table that it stands in */
    machine_file_writer *machine;
};

static const struct file_name process_files[] = {
    { "cmdline", write_command_line, NULL }, { "fd", write_open_files, NULL },
    { "maps", write_maps, NULL }, { "pagetable", write_page_table, NULL },
    { "stat", write_stat, NULL }, { "status", write_status, NULL }, { NULL, NULL, NULL },
};
static const struct file_name machine_files[] = {
    { "buffers", NULL, write_buffers }, { "cpuinfo", NULL, write_cpu_information },
    { "frames", NULL, write_frames }, { "interrupts", NULL, write_interrupts },
    { "meminfo", NULL, write_memory }, { "mounts", NULL, write_mounts },
    { "pagetable", NULL, write_kernel_page_table }, { "stat", NULL, write_machine_statistics },
    { "uptime", NULL, write_uptime }, { NULL, NULL, NULL },
};

struct proc_inode {
    struct inode inode;            /* first: a pointer to one is a pointer to the other */
    int pid;                       /* 0: of the machine */
    const struct file_name *file;  /* NULL: a directory or symlink */
};

static struct proc_inode *proc_inode_of(struct inode *inode)
{
    return (struct proc_inode *)inode;
}

static uint32_t number_of(int pid, uint32_t index)
{
    return ROOT_NUMBER + (uint32_t)pid * NUMBERS_PER_PROCESS + index;
}

/* ---- Inodes ---- */

static void proc_inode_free(struct inode *inode)
{
    kernel_free(proc_inode_of(inode));
}

static int make_inode(int pid, uint32_t index, uint32_t mode,
                      const struct inode_operations *operations, struct proc_inode **made)
{
    struct proc_inode *new = kernel_allocate(sizeof *new);
    if (!new)
        return -ENOMEM;
    new->inode = (struct inode){
        .number = number_of(pid, index), .references = 1, .mode = mode,
        .links = (mode & S_IFMT) == S_IFDIR ? 2 : 1, .operations = operations,
    };
    new->pid = pid;
    *made = new;
    return 0;
}

/* ---- Opening a file: its text is written now ---- */

static int snapshot_file_read(struct open_file *file, uint32_t buffer, uint32_t size)
{
    int count = snapshot_read(file->snapshot, file->offset, buffer, size);
    if (count > 0)
        file->offset += (uint32_t)count;
    return count;
}

static void snapshot_file_release(struct open_file *file)
{
    snapshot_free(file->snapshot);
}

static int write_text(struct snapshot *snapshot, const struct proc_inode *inode)
{
    if (inode->pid == 0) {
        inode->file->machine(snapshot);
        return snapshot_error(snapshot);
    }
    struct process *process = process_find(inode->pid);
    if (!process)
        return -ESRCH; /* it ended after its name was looked up */
    inode->file->process(snapshot, process);
    return snapshot_error(snapshot);
}

static int open_snapshot(struct inode *inode, struct open_file **file)
{
    static const struct open_file_type type = {
        .read = snapshot_file_read, .release = snapshot_file_release,
    };
    struct snapshot *snapshot = snapshot_create();
    if (!snapshot)
        return -ENOMEM;
    int error = write_text(snapshot, proc_inode_of(inode));
    if (!error && !(*file = open_file_new(&type, O_RDONLY)))
        error = -ENOMEM;
    if (error)
        snapshot_free(snapshot);
    else
        (*file)->snapshot = snapshot;
    return error;
}

static const struct inode_operations file_operations = {
    .open = open_snapshot, .free = proc_inode_free,
};
/* path.c finds a symlink's text in the inode itself. */
static const struct inode_operations symlink_operations = { .free = proc_inode_free };

/* ---- A directory with the files of a process or of the machine ---- */

static bool name_is(const char *name, uint32_t length, const char *text)
{
    return strlen(text) == length && memcmp(name, text, length) == 0;
}

static int find_file(int pid, const struct file_name *files, const char *name, uint32_t length,
                     struct inode **found)
{
    for (uint32_t i = 0; files[i].name; i++) {
        if (!name_is(name, length, files[i].name))
            continue;
        struct proc_inode *inode;
        int error = make_inode(pid, i + 1, S_IFREG | 0444, &file_operations, &inode);
        if (error)
            return error;
        inode->file = &files[i];
        *found = &inode->inode;
        return 0;
    }
    return -ENOENT;
}

/* The two dots, and the files. A visitor's result other than 0 ends a listing. */
static int list_files(int pid, const struct file_name *files, uint32_t above,
                      directory_visitor visit, void *context)
{
    int result = visit(".", 1, number_of(pid, 0), TYPE_DIRECTORY, context);
    if (!result)
        result = visit("..", 2, above, TYPE_DIRECTORY, context);
    for (uint32_t i = 0; files[i].name && !result; i++)
        result = visit(files[i].name, (uint32_t)strlen(files[i].name), number_of(pid, i + 1),
                       TYPE_FILE, context);
    return result;
}

/* ---- A process's directory ---- */

static struct proc_inode root;

static int process_directory_find(struct inode *directory, const char *name, uint32_t length,
                                  struct inode **found)
{
    bool here = name_is(name, length, ".");
    if (here || name_is(name, length, "..")) {
        *found = here ? directory : &root.inode;
        inode_retain(*found);
        return 0;
    }
    return find_file(proc_inode_of(directory)->pid, process_files, name, length, found);
}

static int process_directory_list(struct inode *directory, directory_visitor visit, void *context)
{
    return list_files(proc_inode_of(directory)->pid, process_files, ROOT_NUMBER, visit, context);
}

static const struct inode_operations process_operations = {
    .find = process_directory_find, .list = process_directory_list, .free = proc_inode_free,
};

/* ---- The root: a directory for each process, self, and the files of the machine ---- */

/* A process's number as it is written, without leading zeros; 0: none. */
static int pid_of_name(const char *name, uint32_t length)
{
    int pid = 0;
    if (length >= PID_DIGITS || name[0] == '0')
        return 0;
    for (uint32_t i = 0; i < length; i++) {
        if (name[i] < '0' || name[i] > '9')
            return 0;
        pid = pid * 10 + (name[i] - '0');
    }
    return pid;
}

static int make_self(struct inode **found)
{
    struct proc_inode *link;
    int error = make_inode(0, SELF_INDEX, S_IFLNK | 0777, &symlink_operations, &link);
    if (error)
        return error;
    link->inode.size = (uint32_t)format_text((char *)link->inode.block, sizeof link->inode.block,
                                             "%d", current_process->pid);
    *found = &link->inode;
    return 0;
}

static int root_find(struct inode *directory, const char *name, uint32_t length,
                     struct inode **found)
{
    if (name_is(name, length, ".")) {
        *found = directory;
        inode_retain(directory);
        return 0;
    }
    if (name_is(name, length, "self"))
        return make_self(found);
    int pid = pid_of_name(name, length);
    if (pid == 0)
        return find_file(0, machine_files, name, length, found);
    if (!process_find(pid))
        return -ENOENT;
    struct proc_inode *inode;
    int error = make_inode(pid, 0, S_IFDIR | 0555, &process_operations, &inode);
    if (!error)
        *found = &inode->inode;
    return error;
}

static int root_list(struct inode *directory, directory_visitor visit, void *context)
{
    int result = list_files(0, machine_files, directory->covered->number, visit, context);
    if (!result)
        result = visit("self", 4, number_of(0, SELF_INDEX), TYPE_SYMLINK, context);
    for (struct process *process = process_oldest(); process && !result; process = process->next) {
        char name[PID_DIGITS + 1];
        int length = format_text(name, sizeof name, "%d", process->pid);
        result = visit(name, (uint32_t)length, number_of(process->pid, 0), TYPE_DIRECTORY, context);
    }
    return result;
}

static void root_free(struct inode *inode)
{
    panic("the root of /proc (inode %u) was released once too often", inode->number);
}

void procfs_mount(void)
{
    static const struct inode_operations operations = {
        .find = root_find, .list = root_list, .free = root_free,
    };
    root.inode = (struct inode){
        .number = ROOT_NUMBER, .references = 1, .mode = S_IFDIR | 0555, .links = 2,
        .operations = &operations,
    };
    int error = file_system_mount_at("/proc", &root.inode);
    if (error)
        log_print("proc: not mounted: the disk has no directory /proc (error %d)\n", -error);
}
