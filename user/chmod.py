"""chmod - changes who may read, write and execute files

usage: chmod MODE FILE ...
  -h   this text

MODE is a number in octal (755), or letters: who (u, g, o, a), + - or =, and what (r, w, x), as in
u+x,go-w.
"""

import os
import stat
import sys

import command

SHIFTS = {"u": 6, "g": 3, "o": 0}
BITS = {"r": 4, "w": 2, "x": 1}


def invalid(text):
    return command.UsageError(f"invalid mode: '{text}'")


def read_clause(clause, text):
    """(mask of the bits that are meant, operator, bits) of `u+x`; no letter before it means all."""
    place = next((number for number, c in enumerate(clause) if c in "+-="), None)
    if place is None or clause[:place].strip("ugoa") or clause[place + 1:].strip("rwx"):
        raise invalid(text)
    who = clause[:place].replace("a", "ugo") or "ugo"
    what = sum({BITS[letter] for letter in clause[place + 1:]})
    mask = sum({7 << SHIFTS[letter] for letter in who})
    return mask, clause[place], sum({what << SHIFTS[letter] for letter in who})


def mode_function(text):
    """A function from a file's permissions to the new ones."""
    if text and not text.strip("01234567"):
        number = int(text, 8)
        if number > 0o7777:
            raise invalid(text)
        return lambda mode: number
    clauses = [read_clause(clause, text) for clause in text.split(",")]

    def change(mode):
        for mask, operator, bits in clauses:
            mode = mode & ~bits if operator == "-" else mode | bits if operator == "+" \
                else mode & ~mask | bits
        return mode

    return change


def main():
    words = sys.argv[1:]
    if words[:1] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    command.need(words, 1)
    change = mode_function(words[0])
    if len(words) == 1:
        raise command.UsageError(f"missing operand after '{words[0]}'")
    return command.for_each(
        words[1:], lambda path: os.chmod(path, change(stat.S_IMODE(os.stat(path).st_mode))),
        "cannot access '{}'")


command.run_as("chmod", main)
