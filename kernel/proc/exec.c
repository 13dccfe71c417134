/*
 * exec.c: makes an address space out of a program file. What to know first: nothing is read here
 * but the file's headers; segments only say which pages of the file show where, and the page-fault
 * handler fetches them when they are touched. The old program goes only after nothing can fail.
 */
#include "kernel/proc/exec.h"
#include "kernel/cpu/segments.h"
#include "kernel/debug/log.h"
#include "kernel/proc/elf.h"
#include "kernel/proc/initial_stack.h"
#include "kernel/proc/limits.h"
#include "kernel/proc/open_file.h"
#include "kernel/proc/process.h"
#include "kernel/string.h"

#define MODE_EXECUTABLE 0111u

/* EFLAGS (Intel SDM 1, 3.4.3). */
#define EFLAGS_ALWAYS_1 (1u << 1)

/* A program file that is opened and checked. */
struct program {
    const char *path;
    struct inode *inode;
    struct elf_image image;
};

/* ---- The file ---- */

static int read_inode(const struct elf_source *source, uint32_t offset, void *buffer,
                      uint32_t size)
{
    int count = inode_read(source->context, offset, buffer, size);
    if (count < 0)
        return count;
    return (uint32_t)count == size ? 0 : -EIO;
}

static int check_program(struct program *program)
{
    uint32_t mode = inode_mode(program->inode);
    bool regular = (mode & S_IFMT) == S_IFREG;
    if (!regular || !(mode & MODE_EXECUTABLE)) {
        log_print("exec %s: %s\n", program->path,
                  regular ? "nobody has permission to execute it" : "not a regular file");
        return -EACCES;
    }
    char problem[ELF_PROBLEM_SIZE];
    struct elf_source source = {
        .size = inode_size(program->inode), .read = read_inode, .context = program->inode,
    };
    int error = elf_parse(&source, &program->image, problem);
    if (error)
        log_print("exec %s: %s\n", program->path, problem);
    return error;
}

static int program_open(struct program *program, const char *path)
{
    program->path = path;
    /* The first process has no directory yet, nor is it the current one. */
    struct inode *directory = current_process ? current_process->directory : NULL;
    int error = inode_open_at(directory, path, true, &program->inode);
    if (error)
        return error;
    error = inode_is_being_written(program->inode) ? -ETXTBSY : check_program(program);
    if (error)
        inode_release(program->inode);
    return error;
}

/* Opens what PT_INTERP names. An interpreter is itself a native program. */
static int interpreter_open(struct program *interpreter, const struct program *program)
{
    int error = program_open(interpreter, program->image.interpreter);
    if (error) {
        log_print("exec %s: its interpreter %s cannot be used: error %d\n", program->path,
                  program->image.interpreter, -error);
        return error;
    }
    if (interpreter->image.interpreter[0]) {
        log_print("exec %s: its interpreter %s names an interpreter itself\n", program->path,
                  interpreter->path);
        inode_release(interpreter->inode);
        return -ENOEXEC;
    }
    return 0;
}

/* ---- Segments ---- */

static uint32_t page_end(uint32_t address)
{
    return (address + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
}

/* What a PT_LOAD is. A bytecode program's text is what its interpreter reads, so there read-only
 * pages are text as well. */
static enum segment_kind kind_of(const struct elf_segment *segment, bool bytecode,
                                 bool interpreter)
{
    if (segment->protection & PROTECTION_WRITE)
        return interpreter ? SEGMENT_INTERPRETER_DATA : SEGMENT_DATA;
    if (bytecode || (segment->protection & PROTECTION_EXECUTE))
        return interpreter ? SEGMENT_INTERPRETER_TEXT : SEGMENT_TEXT;
    return interpreter ? SEGMENT_INTERPRETER_RODATA : SEGMENT_RODATA;
}

static int map_segment(struct address_space *space, const struct program *program,
                       const struct elf_segment *segment, enum segment_kind kind)
{
    uint32_t head = segment->address % PAGE_SIZE; /* the file's page shows from its beginning */
    struct segment description = {
        .start = segment->address - head,
        .end = page_end(segment->address + segment->memory_size),
        .kind = kind,
        .protection = segment->protection,
    };
    if (segment->file_size) {
        description.backing = inode_backing(program->inode);
        description.backing_page = segment->offset / PAGE_SIZE;
        description.file_bytes = head + segment->file_size;
        /* Where nothing follows that must be zero, the last page shows whole, as with mmap: then
         * all processes can share it. */
        if (segment->memory_size == segment->file_size
            && !(segment->protection & PROTECTION_WRITE))
            description.file_bytes = description.end - description.start;
    }
    return address_space_add(space, &description);
}

static int map_program(struct address_space *space, const struct program *program,
                       bool interpreter)
{
    bool bytecode = program->image.interpreter[0] != '\0';
    for (unsigned i = 0; i < program->image.segment_count; i++) {
        const struct elf_segment *segment = &program->image.segments[i];
        int error = map_segment(space, program, segment,
                                kind_of(segment, bytecode, interpreter));
        if (error == -EINVAL) {
            log_print("exec %s: the segment at 0x%x has no place of its own\n", program->path,
                      segment->address);
            return -ENOEXEC;
        }
        if (error)
            return error;
    }
    return 0;
}

static int map_stack(struct address_space *space, const struct program *program)
{
    uint32_t size = page_end(program->image.stack_size);
    if (size == 0)
        size = USER_STACK_DEFAULT;
    if (size < EXEC_STACK_LEAST)
        size = EXEC_STACK_LEAST;
    struct segment description = {
        .start = USER_STACK_TOP - size, .end = USER_STACK_TOP, .kind = SEGMENT_STACK,
        .protection = PROTECTION_READ | PROTECTION_WRITE,
    };
    int error = address_space_add(space, &description);
    if (error != -EINVAL)
        return error;
    log_print("exec %s: a stack of 0x%x bytes overlaps a segment\n", program->path, size);
    return -ENOEXEC;
}

static uint32_t heap_base(const struct program *program)
{
    const struct elf_image *image = &program->image;
    const struct elf_segment *last = &image->segments[image->segment_count - 1];
    uint32_t end = page_end(last->address + last->memory_size);
    return end > USER_HEAP_BASE ? end : USER_HEAP_BASE;
}

static int fill_space(struct address_space *space, const struct program *program,
                      const struct program *interpreter)
{
    int error = map_program(space, program, false);
    if (!error && interpreter)
        error = map_program(space, interpreter, true);
    if (!error)
        error = map_stack(space, program);
    space->heap_start = space->heap_end = heap_base(program);
    return error;
}

/* ---- The new program ---- */

/* Flat user segments, interrupts on, and every general register 0, as the i386 ABI has it. */
static void initial_registers(struct trap_frame *registers, uint32_t entry, uint32_t stack)
{
    *registers = (struct trap_frame) {
        .gs = USER_DATA, .fs = USER_DATA, .es = USER_DATA, .ds = USER_DATA,
        .eip = entry, .cs = USER_CODE, .eflags = EFLAGS_INTERRUPTS | EFLAGS_ALWAYS_1,
        .user_esp = stack, .user_ss = USER_DATA,
    };
}

/* Nothing fails from here on. */
static void take_over(struct process *process, struct address_space *space,
                      const struct initial_stack *stack, uint32_t entry)
{
    struct address_space old = process->space;
    process_note_resident(process);
    process->space = *space;
    if (process == current_process)
        page_table_load(&process->space.tree);
    if (old.tree.pdpt)
        address_space_destroy(&old);
    descriptors_close_on_exec(process);
    signal_reset_handlers(process);
    process_set_name(process, stack->path);
    process->entry = entry;
    process->arguments = stack->arguments;
    process->arguments_size = stack->arguments_size;

    fpu_initial_state(&process->fpu);
    if (process == current_process)
        fpu_load(&process->fpu);
    initial_registers(process_registers(process), entry, stack->pointer);
}

static int build(struct process *process, const struct program *program,
                 const struct program *interpreter, const struct exec_strings *strings)
{
    struct address_space space;
    int error = address_space_create(&space);
    if (error)
        return error;
    error = fill_space(&space, program, interpreter);
    if (!error && !limits_allow_space(process, &space, 0))
        error = -ENOMEM;
    struct initial_stack stack = {
        .space = &space, .strings = strings, .path = program->path, .image = &program->image,
        .interpreter_base = interpreter ? interpreter->image.segments[0].address : 0,
    };
    if (!error)
        error = initial_stack_build(&stack);
    if (error) {
        address_space_destroy(&space);
        return error;
    }
    uint32_t entry = interpreter ? interpreter->image.entry : program->image.entry;
    take_over(process, &space, &stack, entry);
    return 0;
}

int exec(struct process *process, const char *path, const struct exec_strings *strings)
{
    struct program program, interpreter;
    int error = program_open(&program, path);
    if (error)
        return error;
    bool bytecode = program.image.interpreter[0] != '\0';
    if (bytecode)
        error = interpreter_open(&interpreter, &program);
    if (!error) {
        error = build(process, &program, bytecode ? &interpreter : NULL, strings);
        if (bytecode)
            inode_release(interpreter.inode);
    }
    inode_release(program.inode);
    return error;
}
