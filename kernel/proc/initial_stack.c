/*
 * initial_stack.c: fills the top of a new program's stack, from the highest address down:
 *
 *     USER_STACK_TOP   four zero bytes
 *                      the program's path             <- AT_EXECFN
 *                      the strings of envp, argv
 *                      16 random bytes                <- AT_RANDOM
 *                      (padding to 16)
 *                      the auxiliary vector, ended by AT_NULL
 *                      envp[], NULL
 *                      argv[], NULL
 *     esp              argc
 */
#include "kernel/proc/initial_stack.h"
#include "kernel/cpu/features.h"
#include "kernel/cpu/random.h"
#include "kernel/proc/user_copy.h"
#include "kernel/string.h"

#define STACK_ALIGNMENT 16u
#define RANDOM_BYTES 16u

struct auxiliary { uint32_t type, value; };

static uint32_t processor_capabilities(void)
{
    uint32_t eax = 1, ebx, ecx, edx;
    __asm__("cpuid" : "+a"(eax), "=b"(ebx), "=c"(ecx), "=d"(edx));
    return edx;
}

/* ---- Laying out ---- */

/* Copies size bytes below what is on the stack already; their address in *address. */
static int push(struct initial_stack *stack, const void *bytes, uint32_t size, uint32_t *address)
{
    stack->pointer -= size;
    *address = stack->pointer;
    return copy_to_space(stack->space, stack->pointer, bytes, size);
}

static uint32_t stack_size(struct address_space *space)
{
    const struct segment *segment = address_space_find(space, USER_STACK_TOP - 1);
    return segment->end - segment->start;
}

static int check_size(struct initial_stack *stack)
{
    const struct exec_strings *strings = stack->strings;
    uint32_t pointers = strings->argument_count + strings->environment_count;
    if (strings->size > EXEC_STRINGS_MOST || pointers > EXEC_STRINGS_MOST / sizeof(uint32_t))
        return -E2BIG;
    uint32_t bytes = strings->size + pointers * sizeof(uint32_t);
    return bytes > EXEC_STRINGS_MOST || bytes > stack_size(stack->space) / 4 ? -E2BIG : 0;
}

static int push_word(struct initial_stack *stack, uint32_t *at, uint32_t word)
{
    int error = copy_to_space(stack->space, *at, &word, sizeof word);
    *at += sizeof word;
    return error;
}

/* Writes the addresses of count strings that lie one after the other, and a NULL. */
static int push_pointers(struct initial_stack *stack, uint32_t *at, uint32_t count,
                         const char **text, uint32_t *address)
{
    int error = 0;
    for (uint32_t i = 0; i < count && !error; i++) {
        uint32_t size = (uint32_t)strlen(*text) + 1;
        error = push_word(stack, at, *address);
        *text += size;
        *address += size;
    }
    return error ? error : push_word(stack, at, 0);
}

/* argc, argv, envp and the auxiliary vector: upwards from the final stack pointer. */
static int push_vectors(struct initial_stack *stack, uint32_t strings_address,
                        const struct auxiliary *vector, uint32_t vector_size)
{
    const struct exec_strings *strings = stack->strings;
    uint32_t words = 1 + strings->argument_count + 1 + strings->environment_count + 1;
    stack->pointer -= words * sizeof(uint32_t) + vector_size;
    stack->pointer &= ~(STACK_ALIGNMENT - 1);

    uint32_t at = stack->pointer;
    const char *text = strings->bytes;
    stack->arguments = strings_address;
    int error = push_word(stack, &at, strings->argument_count);
    if (!error)
        error = push_pointers(stack, &at, strings->argument_count, &text, &strings_address);
    stack->arguments_size = strings_address - stack->arguments;
    if (!error)
        error = push_pointers(stack, &at, strings->environment_count, &text, &strings_address);
    if (!error)
        error = copy_to_space(stack->space, at, vector, vector_size);
    return error;
}

int initial_stack_build(struct initial_stack *stack)
{
    const struct exec_strings *strings = stack->strings;
    uint32_t end_mark = 0, random[RANDOM_BYTES / 4];
    uint32_t path_address, strings_address, random_address;
    stack->pointer = USER_STACK_TOP;
    random_fill(random, sizeof random);

    int error = check_size(stack);
    if (!error)
        error = push(stack, &end_mark, sizeof end_mark, &path_address);
    if (!error)
        error = push(stack, stack->path, (uint32_t)strlen(stack->path) + 1, &path_address);
    if (!error)
        error = push(stack, strings->bytes, strings->size, &strings_address);
    if (!error)
        error = push(stack, random, sizeof random, &random_address);
    if (error)
        return error;

    const struct elf_image *image = stack->image;
    const struct auxiliary vector[] = {
        { AT_PHDR, image->program_headers_address },
        { AT_PHENT, sizeof(struct elf_program_header) },
        { AT_PHNUM, image->program_header_count },
        { AT_PAGESZ, PAGE_SIZE },
        { AT_BASE, stack->interpreter_base },
        { AT_ENTRY, image->entry },
        { AT_HWCAP, processor_capabilities() },
        { AT_RANDOM, random_address },
        { AT_EXECFN, path_address },
        { AT_NULL, 0 },
    };
    return push_vectors(stack, strings_address, vector, sizeof vector);
}
