/*
 * terminal.c: the line discipline. What to know first: one ring holds the lines that are ready
 * and, after them, the one being typed; three counters that only grow say where each begins.
 * Typed bytes arrive in an interrupt, so the echo works while no one reads.
 */
#include "kernel/proc/terminal.h"
#include "kernel/dev/console.h"
#include "kernel/proc/process.h"
#include "kernel/proc/user_copy.h"

#define INPUT_SIZE 4096u /* a power of two; Linux's longest canonical line as well */
#define CONTROL(letter) ((letter) - '@')
#define DELETE 0x7F
#define END_OF_FILE CONTROL('D') /* kept in the ring as a mark: typed, it never is data */

static char input[INPUT_SIZE];
static uint32_t read_at, line_at, type_at; /* next to read; line being typed; its end */
static struct process_queue readers;

/* As it begins, and again when the process that set something else has ended (Linux's termbits.h).
 */
#define USUAL_LOCAL (TERMINAL_SIGNALS | TERMINAL_LINES | TERMINAL_ECHO \
                     | 0x0010 | 0x0200) /* ECHOE, ECHOCTL */
static struct terminal_settings settings = {
    .input = 0x0100 | 0x0400 | 0x4000,                  /* ICRNL, IXON, IUTF8 */
    .output = 0x0001 | 0x0004,                          /* OPOST, ONLCR */
    .control = 0x1002 | 0x0030 | 0x0080,                /* B115200, CS8, CREAD */
    .local = USUAL_LOCAL,
    .characters = { [0] = 'C' - '@', [2] = 0x7F, [3] = 'U' - '@', [4] = 'D' - '@', [6] = 1 },
};
static const struct process *settings_owner; /* who set them; NULL: nobody */

static int foreground = 1; /* the process group that Ctrl-C is for; at first the first process's */

static char *input_byte(uint32_t position)
{
    return &input[position % INPUT_SIZE];
}

/* ---- Typing ---- */

static void echo(char byte)
{
    char text[2] = { '^', (char)(byte + '@') };
    if ((unsigned char)byte < ' ' && byte != '\n' && byte != '\t')
        console_write(text, 2);
    else
        console_write(&byte, 1);
}

/* Takes back the last character of the line being typed: all bytes of its UTF-8 sequence. */
static void erase_character(void)
{
    char byte;
    do
        byte = *input_byte(--type_at);
    while ((byte & 0xC0) == 0x80 && type_at != line_at);
    bool two_columns = (unsigned char)byte < ' ';
    console_write("\b \b\b \b", two_columns ? 6 : 3);
}

static void line_is_ready(void)
{
    line_at = type_at;
    scheduler_wake(&readers);
}

/* What Ctrl-C, Ctrl-Z and Ctrl-\ send to the foreground; 0: the byte is no such key. */
static int signal_of_key(char byte)
{
    switch (byte) {
    case CONTROL('C'): return SIGINT;
    case CONTROL('Z'): return SIGTSTP;
    case CONTROL('\\'): return SIGQUIT;
    default: return 0;
    }
}

static void signal_foreground(char byte, int signal)
{
    type_at = line_at;
    echo(byte);
    console_write("\n", 1);
    signal_send_group(foreground, signal);
}

/* Every byte is ready at once. */
static void type_raw_byte(char byte)
{
    if (type_at - read_at == INPUT_SIZE)
        return;
    *input_byte(type_at++) = byte;
    if (settings.local & TERMINAL_ECHO)
        echo(byte);
    line_is_ready();
}

static void type_byte(char byte)
{
    if (byte == '\r')
        byte = '\n';
    int signal = settings.local & TERMINAL_SIGNALS ? signal_of_key(byte) : 0;
    if (signal) {
        signal_foreground(byte, signal);
        return;
    }
    if (!(settings.local & TERMINAL_LINES)) {
        type_raw_byte(byte);
        return;
    }
    switch (byte) {
    case CONTROL('H'):
    case DELETE:
        if (type_at != line_at)
            erase_character();
        return;
    case CONTROL('U'):
        while (type_at != line_at)
            erase_character();
        return;
    }
    bool ends_line = byte == '\n' || byte == END_OF_FILE;
    /* The last free place is kept for what ends the line. */
    uint32_t room = INPUT_SIZE - (type_at - read_at);
    if (room == 0 || (room == 1 && !ends_line))
        return;
    *input_byte(type_at++) = byte;
    if (byte != END_OF_FILE && (settings.local & TERMINAL_ECHO))
        echo(byte);
    if (ends_line)
        line_is_ready();
}

static void input_arrived(void)
{
    int byte;
    while ((byte = console_read_byte()) >= 0)
        type_byte((char)byte);
}

void terminal_initialise(void)
{
    console_start_input(input_arrived);
}

int terminal_foreground(void)
{
    return foreground;
}

int terminal_set_foreground(int group)
{
    if (group <= 0)
        return -EINVAL;
    if (signal_send_group(group, 0) == 0)
        return -EPERM; /* it has no member; Linux's error as well */
    foreground = group;
    return 0;
}

/* ---- Reading and writing ---- */

int terminal_read(uint32_t buffer, uint32_t size)
{
    if (size == 0)
        return 0;
    while (read_at == line_at) {
        if (signal_waits(current_process))
            return -ERESTARTSYS;
        scheduler_block(&readers);
    }
    bool lines = settings.local & TERMINAL_LINES;
    uint32_t count = 0;
    while (count < size && read_at + count != line_at) {
        char byte = *input_byte(read_at + count);
        if (lines && byte == END_OF_FILE)
            break;
        int error = copy_to_user(buffer + count, &byte, 1);
        if (error)
            return error; /* the line stays for a reader with a better buffer */
        count++;
        if (lines && byte == '\n')
            break;
    }
    if (!lines) {
        read_at += count;
        return (int)count;
    }
    /* A mark right behind the bytes belongs to them, unless a newline already ended their line. */
    bool line_ended = count && *input_byte(read_at + count - 1) == '\n';
    read_at += count;
    if (!line_ended && read_at != line_at && *input_byte(read_at) == END_OF_FILE)
        read_at++;
    return (int)count;
}

int terminal_ready(void)
{
    return POLL_OUT | (read_at != line_at ? POLL_IN : 0);
}

/* Lets waiting interrupts in, so that a long output loses nothing that is typed meanwhile. */
static void let_interrupts_in(void)
{
    __asm__ volatile("sti; nop; cli" : : : "memory");
}

int terminal_write(uint32_t buffer, uint32_t size)
{
    char part[256];
    uint32_t done = 0;
    while (done < size) {
        uint32_t bytes = size - done < sizeof part ? size - done : sizeof part;
        int error = copy_from_user(part, buffer + done, bytes);
        if (error)
            return done ? (int)done : error;
        console_write(part, bytes);
        done += bytes;
        if (done < size)
            let_interrupts_in();
    }
    return (int)done;
}

/* ---- Settings ---- */

const struct terminal_settings *terminal_get_settings(void)
{
    return &settings;
}

/* What was typed so far is kept: it is ready when lines do not count any more; when they do again,
 * what stands behind the last line's end is the beginning of a line. */
static void set_local(uint32_t local)
{
    bool had_lines = settings.local & TERMINAL_LINES, lines = local & TERMINAL_LINES;
    settings.local = local;
    if (had_lines && !lines)
        line_is_ready();
    if (lines && !had_lines)
        while (line_at != read_at && *input_byte(line_at - 1) != '\n'
               && *input_byte(line_at - 1) != END_OF_FILE)
            line_at--;
}

void terminal_set(const struct terminal_settings *wanted)
{
    const uint32_t changeable = TERMINAL_SIGNALS | TERMINAL_LINES | TERMINAL_ECHO;
    set_local((settings.local & ~changeable) | (wanted->local & changeable));
    settings_owner = current_process;
}

void terminal_leave(const struct process *process)
{
    if (settings_owner != process)
        return;
    settings_owner = NULL;
    set_local(USUAL_LOCAL);
}
