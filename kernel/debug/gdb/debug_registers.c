/*
 * debug_registers.c: hardware breakpoints and watchpoints. What to know first: the registers hold
 * linear addresses, and the same address means something else in each process; so what belongs to
 * a process is only loaded while that process has the processor. And the same byte has two
 * addresses: its process's, and the one by which the kernel reads it in a system call (the linear
 * map). Registers that are left over watch the second one.
 */
#include "kernel/debug/gdb/debug_registers.h"

#include <stddef.h>

#include "kernel/abi.h"
#include "kernel/debug/gdb/breakpoints.h"
#include "kernel/debug/gdb/memory.h"
#include "kernel/proc/process.h"
#include "kernel/string.h"

#define PLACES 4u
#define SIZE_MOST 4u
/* DR7: two enable bits for each place (the second is "global"), then R/W and LEN from bit 16 on. */
#define ENABLE(place) (2u << 2 * (place))
#define CONDITION(place, kind, size) (((uint32_t)(kind) | ((size) - 1) << 2) << (16 + 4 * (place)))
#define CONTROL_ALWAYS (1u << 10)  /* bit 10 reads as 1 */
#define STATUS_ALWAYS 0xFFFF0FF0u  /* DR6 when nothing has happened */

struct place {
    uint32_t address, size;  /* size 0: free */
    enum watch_kind kind;
    bool set;                /* false: remembered, in case GDB sets it again */
    int pid;                 /* whose it is; 0: everybody's */
    uint8_t noted[SIZE_MOST]; /* what was there when the machine went on */
};
static struct place places[PLACES];
static const struct place *loaded[PLACES]; /* what each of the registers watches; NULL: nothing */
static uint32_t status_at_stop = STATUS_ALWAYS, control_at_stop = CONTROL_ALWAYS;

/* ---- The processor ---- */

static void write_address(unsigned number, uint32_t address)
{
    switch (number) {
    case 0: __asm__ volatile("movl %0, %%dr0" : : "r"(address)); break;
    case 1: __asm__ volatile("movl %0, %%dr1" : : "r"(address)); break;
    case 2: __asm__ volatile("movl %0, %%dr2" : : "r"(address)); break;
    default: __asm__ volatile("movl %0, %%dr3" : : "r"(address));
    }
}

static uint32_t read_address_0(void)
{
    uint32_t address;
    __asm__ volatile("movl %%dr0, %0" : "=r"(address));
    return address;
}

static uint32_t read_control(void)
{
    uint32_t control;
    __asm__ volatile("movl %%dr7, %0" : "=r"(control));
    return control;
}

static void write_control(uint32_t control)
{
    __asm__ volatile("movl %0, %%dr7" : : "r"(control));
}

/* Some emulators take what is written and do nothing. */
static bool processor_has_them(void)
{
    static const uint32_t pattern = 0x5A5A5A5A;

    write_address(0, pattern); /* not enabled now: the debugger has the processor */
    return read_address_0() == pattern;
}

uint32_t debug_registers_peek_status(void)
{
    uint32_t status;
    __asm__ volatile("movl %%dr6, %0" : "=r"(status));
    return status;
}

uint32_t debug_registers_take_status(void)
{
    status_at_stop = debug_registers_peek_status();
    __asm__ volatile("movl %0, %%dr6" : : "r"(STATUS_ALWAYS)); /* the processor never clears it */
    return status_at_stop;
}

uint32_t debug_registers_status(void)
{
    return status_at_stop;
}

uint32_t debug_registers_control(void)
{
    return control_at_stop;
}

void debug_registers_off(void)
{
    control_at_stop = read_control();
    if (control_at_stop != CONTROL_ALWAYS)
        write_control(CONTROL_ALWAYS);
}

/* ---- What is watched ---- */

/* The largest aligned piece that begins here: 1, 2 or 4 bytes. */
static uint32_t piece_size(uint32_t address, uint32_t size)
{
    uint32_t piece = SIZE_MOST;

    while (address % piece != 0 || piece > size)
        piece /= 2;
    return piece;
}

static struct place *find(enum watch_kind kind, uint32_t address, uint32_t size)
{
    for (struct place *place = places; place < places + PLACES; place++)
        if (place->size == size && place->address == address && place->kind == kind)
            return place;
    return NULL;
}

static struct place *find_free(void)
{
    for (struct place *place = places; place < places + PLACES; place++)
        if (place->size == 0)
            return place;
    for (struct place *place = places; place < places + PLACES; place++)
        if (!place->set) /* only remembered */
            return place;
    return NULL;
}

static int set_piece(enum watch_kind kind, uint32_t address, uint32_t size, int pid)
{
    struct place *place = find(kind, address, size);

    if (place) {
        place->set = true;
        return 0;
    }
    place = find_free();
    if (!place)
        return -ENOSPC;
    *place = (struct place){ .address = address, .size = size, .kind = kind, .set = true,
                             .pid = address < USER_END ? pid : 0 };
    return 0;
}

int debug_registers_set(enum watch_kind kind, uint32_t address, uint32_t size, int pid)
{
    if (!processor_has_them())
        return -ENODEV;
    if (kind == WATCH_EXECUTE && breakpoints_is_own_code(address))
        return -EINVAL;
    if (kind == WATCH_EXECUTE)
        return set_piece(kind, address, 1, 0); /* LEN must be 0 (17.2.4) */
    if (size == 0 || size > PLACES * SIZE_MOST)
        return -EINVAL;
    for (uint32_t done = 0; done < size;) {
        uint32_t piece = piece_size(address + done, size - done);
        int error = set_piece(kind, address + done, piece, pid);
        if (error) {
            debug_registers_clear(kind, address, done);
            return error;
        }
        done += piece;
    }
    return 0;
}

int debug_registers_clear(enum watch_kind kind, uint32_t address, uint32_t size)
{
    uint32_t end = kind == WATCH_EXECUTE ? address + 1 : address + size;

    for (struct place *place = places; place < places + PLACES; place++)
        if (place->kind == kind && place->address - address < end - address)
            place->set = false;
    return 0;
}

bool debug_registers_any(void)
{
    for (const struct place *place = places; place < places + PLACES; place++)
        if (place->set)
            return true;
    return false;
}

void debug_registers_forget_unset(void)
{
    for (struct place *place = places; place < places + PLACES; place++)
        if (!place->set)
            place->size = 0;
}

void debug_registers_clear_all(void)
{
    for (struct place *place = places; place < places + PLACES; place++)
        *place = (struct place){ 0 };
}

bool debug_registers_hit(uint32_t status, int pid, enum watch_kind *kind, uint32_t *address)
{
    for (unsigned i = 0; i < PLACES; i++) {
        const struct place *place = loaded[i];
        if (!(status & 1u << i) || !place || !place->set || (place->pid != 0 && place->pid != pid))
            continue;
        *kind = place->kind;
        *address = place->address;
        return true;
    }
    return false;
}

/* ---- Loading ---- */

static bool belongs_to_process(const struct place *place)
{
    return place->set && place->pid != 0 && place->kind != WATCH_EXECUTE;
}

/* The page tables by which the place's process sees it; 0: there are none. */
static uint32_t tables_of(const struct place *place)
{
    const struct process *process = process_find(place->pid);
    return process && process->space.tree.pdpt ? process->space.tree.cr3 : 0;
}

/* Lets a register watch a place by one of its addresses: what DR7 is to say about it. */
static uint32_t load_register(unsigned number, const struct place *place, uint32_t address)
{
    loaded[number] = place;
    write_address(number, address);
    return ENABLE(number) | CONDITION(number, place->kind, place->size);
}

void debug_registers_load(int pid)
{
    uint32_t control = CONTROL_ALWAYS;
    unsigned used = 0;

    for (const struct place *place = places; place < places + PLACES; place++)
        if (place->set && (place->pid == 0 || place->pid == pid))
            control |= load_register(used++, place, place->address);
    for (const struct place *place = places; place < places + PLACES && used < PLACES; place++) {
        if (!belongs_to_process(place) || place->pid != pid || place->kind != WATCH_ACCESS)
            continue;
        uint32_t address = memory_linear_address(tables_of(place), place->address);
        if (address != 0)
            control |= load_register(used++, place, address);
    }
    while (used < PLACES)
        loaded[used++] = NULL;
    write_control(control);
}

/* ---- What the kernel writes for a process ---- */

/* What is at a place now; zeros where nothing is, as the page would come. */
static void read_place(const struct place *place, uint8_t bytes[SIZE_MOST])
{
    memset(bytes, 0, SIZE_MOST);
    memory_read(tables_of(place), place->address, bytes, place->size);
}

void debug_registers_note(void)
{
    for (struct place *place = places; place < places + PLACES; place++)
        if (belongs_to_process(place))
            read_place(place, place->noted);
}

static const struct place *find_changed(int pid)
{
    for (const struct place *place = places; place < places + PLACES; place++) {
        uint8_t now[SIZE_MOST];
        if (!belongs_to_process(place) || place->pid != pid)
            continue;
        read_place(place, now);
        if (memcmp(now, place->noted, SIZE_MOST) != 0)
            return place;
    }
    return NULL;
}

bool debug_registers_changed(int pid, enum watch_kind *kind, uint32_t *address)
{
    uint32_t control = read_control();

    write_control(CONTROL_ALWAYS); /* or the registers would see this reading, too */
    const struct place *place = find_changed(pid);
    write_control(control);
    if (!place)
        return false;
    *kind = place->kind;
    *address = place->address;
    return true;
}

int debug_registers_next_owner(int pid)
{
    int next = 0;

    for (const struct place *place = places; place < places + PLACES; place++)
        if (belongs_to_process(place) && place->pid > pid && (next == 0 || place->pid < next))
            next = place->pid;
    return next;
}
