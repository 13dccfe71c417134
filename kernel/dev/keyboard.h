/*
 * keyboard.h: the PS/2 keyboard, US layout.
 */
#ifndef KEYBOARD_H
#define KEYBOARD_H

/* receiver gets each typed character (ASCII; control characters for Ctrl), with interrupts off.
 * Nothing happens on a machine without the controller. */
typedef void (*keyboard_receiver)(unsigned char character);
void keyboard_initialise(keyboard_receiver receiver);

#endif
