/*
 * screen.c: text on a VGA card (IBM VGA Technical Reference, CRT controller). The card's memory is
 * larger than the screen; scrolling moves the start of the picture down in it, which costs two
 * register writes, and only at the memory's end copies the picture back to its beginning.
 */
#include "kernel/dev/screen.h"

#include <stdbool.h>
#include <stdint.h>

#include "kernel/cpu/port.h"
#include "kernel/string.h"
#include "mm/layout.h"

#define TEXT_MEMORY 0xB8000u
#define TEXT_MEMORY_CELLS (32768u / 2)
#define COLUMNS 80u
#define ROWS 25u
#define MEMORY_ROWS (TEXT_MEMORY_CELLS / COLUMNS)
#define GREY_ON_BLACK 0x0700u
#define TAB 8u

#define CRTC_INDEX 0x3D4
#define CRTC_DATA 0x3D5
enum { CRTC_START_HIGH = 0x0C, CRTC_START_LOW = 0x0D, CRTC_CURSOR_HIGH = 0x0E,
       CRTC_CURSOR_LOW = 0x0F };

static bool present;
static uint32_t top;         /* row of the memory that the screen begins with */
static uint32_t row, column; /* the cursor; row counts in the memory */
static enum { PLAIN, ESCAPE, SEQUENCE } escape_state;

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

/* Escape sequences (ECMA-48): colours and the like, ESC [ parameters letter. */
static bool is_escape(char character)
{
    switch (escape_state) {
    case PLAIN:
        if (character == '\033')
            escape_state = ESCAPE;
        return character == '\033';
    case ESCAPE:
        escape_state = character == '[' ? SEQUENCE : PLAIN;
        return true;
    case SEQUENCE:
        if (character >= '@' && character <= '~')
            escape_state = PLAIN;
        return true;
    }
    return false;
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
        if ((uint8_t)character < ' ')
            break;
        if (column == COLUMNS)
            new_line();
        *cell(row, column++) = (uint16_t)(GREY_ON_BLACK | (uint8_t)character);
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
