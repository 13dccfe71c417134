/*
 * screen.c: text on a VGA card (IBM VGA Technical Reference, CRT controller). The card's memory is
 * larger than the screen; scrolling moves the start of the picture down in it, which costs two
 * register writes, and only at the memory's end copies the picture back to its beginning.
 */
#include "kernel/dev/screen.h"

#include <stdbool.h>
#include <stdint.h>

#include "kernel/cpu/port.h"
#include "kernel/dev/code_page.h"
#include "kernel/string.h"
#include "mm/layout.h"

#define TEXT_MEMORY 0xB8000u
#define TEXT_MEMORY_CELLS (32768u / 2)
#define COLUMNS 80u
#define ROWS 25u
#define MEMORY_ROWS (TEXT_MEMORY_CELLS / COLUMNS)
#define GREY_ON_BLACK 0x0700u
#define TAB 8u
#define PARAMETERS_MOST 4u
#define NUMBER_MOST 9999u

#define CRTC_INDEX 0x3D4
#define CRTC_DATA 0x3D5
enum { CRTC_START_HIGH = 0x0C, CRTC_START_LOW = 0x0D, CRTC_CURSOR_HIGH = 0x0E,
       CRTC_CURSOR_LOW = 0x0F };

static bool present;
static uint32_t top;         /* row of the memory that the screen begins with */
static uint32_t row, column; /* the cursor; row counts in the memory */
static enum { PLAIN, ESCAPE, SEQUENCE } escape_state;
static uint32_t numbers[PARAMETERS_MOST]; /* of the sequence so far */
static unsigned parameters;
static struct utf8_decoder decoder;

static volatile uint16_t *cell(uint32_t at_row, uint32_t at_column)
{
    return (volatile uint16_t *)physical_to_virtual(TEXT_MEMORY) + at_row * COLUMNS + at_column;
}

static void crtc_write(uint8_t high, uint8_t low, uint32_t value)
{
    port_write8(CRTC_INDEX, high);
    port_write8(CRTC_DATA, (uint8_t)(value >> 8));
    port_write8(CRTC_INDEX, low);
    port_write8(CRTC_DATA, (uint8_t)value);
}

static void clear_row(uint32_t at_row)
{
    for (uint32_t i = 0; i < COLUMNS; i++)
        *cell(at_row, i) = GREY_ON_BLACK | ' ';
}

static void new_line(void)
{
    column = 0;
    row++;
    if (row < top + ROWS)
        return;
    if (row == MEMORY_ROWS) {
        memcpy((void *)cell(0, 0), (const void *)cell(top + 1, 0),
               (ROWS - 1) * COLUMNS * sizeof(uint16_t));
        row = ROWS - 1;
    }
    top = row - (ROWS - 1);
    clear_row(row);
    crtc_write(CRTC_START_HIGH, CRTC_START_LOW, top * COLUMNS);
}

/* ---- Escape sequences (ECMA-48, 8.3): ESC [ numbers letter ---- */

/* A number of the sequence; what is left out is `otherwise`. */
static uint32_t parameter(unsigned which, uint32_t otherwise)
{
    return which < parameters && numbers[which] ? numbers[which] : otherwise;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static void clear_cells(uint32_t first, uint32_t end)
{
    for (uint32_t at = first; at < end; at++)
        *cell(at / COLUMNS, at % COLUMNS) = GREY_ON_BLACK | ' ';
}

/* From the cursor to the end, from the beginning to the cursor, or all, of what begins and ends
 * there. */
static void erase(uint32_t first, uint32_t end)
{
    uint32_t cursor = row * COLUMNS + smaller(column, COLUMNS - 1), mode = parameter(0, 0);
    clear_cells(mode == 0 ? cursor : first, mode == 1 ? cursor + 1 : end);
}

static void move_to(uint32_t screen_row, uint32_t screen_column)
{
    row = top + smaller(screen_row, ROWS - 1);
    column = smaller(screen_column, COLUMNS - 1);
}

/* Colours and what else is not known have no effect. */
static void end_sequence(char letter)
{
    uint32_t count = parameter(0, 1), screen_row = row - top;
    switch (letter) {
    case 'A': move_to(screen_row - smaller(count, screen_row), column); break;
    case 'B': move_to(screen_row + smaller(count, ROWS), column); break;
    case 'C': move_to(screen_row, column + smaller(count, COLUMNS)); break;
    case 'D': move_to(screen_row, column - smaller(count, column)); break;
    case 'G': move_to(screen_row, count - 1); break;
    case 'H': move_to(count - 1, parameter(1, 1) - 1); break;
    case 'J': erase(top * COLUMNS, (top + ROWS) * COLUMNS); break;
    case 'K': erase(row * COLUMNS, (row + 1) * COLUMNS); break;
    }
}

static void take_in_sequence(char character)
{
    if (character >= '0' && character <= '9' && parameters <= PARAMETERS_MOST) {
        uint32_t *number = &numbers[parameters - 1];
        *number = smaller(*number * 10 + (uint32_t)(character - '0'), NUMBER_MOST);
    } else if (character == ';' && parameters < PARAMETERS_MOST) {
        numbers[parameters++] = 0;
    } else if (character >= '@' && character <= '~') {
        escape_state = PLAIN;
        end_sequence(character);
    }
}

/* Whether the character belongs to a sequence. */
static bool is_escape(char character)
{
    switch (escape_state) {
    case PLAIN:
        if (character == '\033')
            escape_state = ESCAPE;
        return character == '\033';
    case ESCAPE:
        escape_state = character == '[' ? SEQUENCE : PLAIN;
        parameters = 1;
        numbers[0] = 0;
        return true;
    case SEQUENCE:
        take_in_sequence(character);
        return true;
    }
    return false;
}

/* Of the card's font; control characters and -1 show nothing. */
static void put_character(int character)
{
    if (character < ' ')
        return;
    if (column == COLUMNS)
        new_line();
    *cell(row, column++) = (uint16_t)(GREY_ON_BLACK | (unsigned)character);
}

static void put(char character)
{
    if (is_escape(character))
        return;
    switch (character) {
    case '\n':
        new_line();
        break;
    case '\r':
        column = 0;
        break;
    case '\b':
        if (column > 0)
            column--;
        break;
    case '\t':
        do
            put(' ');
        while (column % TAB != 0);
        break;
    default:
        put_character(code_page_take(&decoder, (uint8_t)character));
    }
}

/* Whether the cursor's register keeps what is written to it. */
static bool has_crtc(void)
{
    port_write8(CRTC_INDEX, CRTC_CURSOR_LOW);
    port_write8(CRTC_DATA, 0x5A);
    return port_read8(CRTC_DATA) == 0x5A;
}

void screen_initialise(void)
{
    present = has_crtc();
    if (!present)
        return;
    for (uint32_t i = 0; i < ROWS; i++)
        clear_row(i);
    crtc_write(CRTC_START_HIGH, CRTC_START_LOW, 0);
}

void screen_write(const void *text, size_t size)
{
    if (!present)
        return;
    for (size_t i = 0; i < size; i++)
        put(((const char *)text)[i]);
    crtc_write(CRTC_CURSOR_HIGH, CRTC_CURSOR_LOW, row * COLUMNS + column);
}
