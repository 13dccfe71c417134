/*
 * identifier_characters.h: characters beyond ASCII in identifiers (PEP 3131).
 */
#ifndef IDENTIFIER_CHARACTERS_H
#define IDENTIFIER_CHARACTERS_H

#include <stdbool.h>
#include <stdint.h>

bool is_identifier_start(uint32_t code_point);
bool is_identifier_continue(uint32_t code_point);

#endif
