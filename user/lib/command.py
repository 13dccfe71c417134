"""What the programs of /bin have in common: options and help, messages, reading and writing bytes.

A program's first text is its help, and says to this module which options there are:

    '''head - the first lines of files

    usage: head [-n LINES] [FILE ...]
      -n LINES   how many lines (10)
      -h         this text
    '''

The program ends in `command.run(main, __doc__)`; main(options, operands) gives the exit status.
Little is imported here: most of the time of a small program is its start.
"""

import _signal
import os
import sys

USAGE = 2  # the exit status for what cannot be understood
INTERRUPT, BROKEN_PIPE, DEFAULT_ACTION = 2, 13, 0  # as in module signal, which is slow to load
BLOCK = 16384  # bytes that are read or written at once

name = "?"  # the program's, for its messages


class UsageError(Exception):
    """Arguments that the program cannot understand: the message, and then a hint at -h."""


# ---- options and help ---------------------------------------------------------------------------

def described_options(help_text):
    """{letter: whether a word follows it}, from the help's lines that begin with an option."""
    letters = {}
    for line in help_text.split("\n"):
        words = line.split()
        if line.startswith("  -") and len(words[0]) == 2:
            letters[words[0][1]] = len(words) > 1 and words[1].isupper()
    return letters


def parse(arguments, letters):
    """(options, operands) as getopt finds them: {letter: True or the word behind it}."""
    options, operands = {}, []
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--":
            break
        if argument == "--help":
            argument = "-h"
        if len(argument) < 2 or argument[0] != "-":
            operands.append(argument)
            continue
        for place in range(1, len(argument)):
            letter = argument[place]
            if letter not in letters and letter != "h":
                raise UsageError(f"invalid option -- '{letter}'")
            if not letters.get(letter):
                options[letter] = True
                continue
            value = argument[place + 1:] or (rest.pop(0) if rest else None)
            if value is None:
                raise UsageError(f"option requires an argument -- '{letter}'")
            options[letter] = value
            break
    return options, operands + rest


def number(text, what):
    """A whole number from 0 on that stands in an argument."""
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"invalid {what}: '{text}'")
    return int(text)


def need(operands, least, most=None):
    """Refuses too few operands, or too many."""
    if len(operands) < least:
        raise UsageError("missing operand" if not operands else
                         f"missing operand after '{operands[-1]}'")
    if most is not None and len(operands) > most:
        raise UsageError(f"extra operand '{operands[most]}'")


# ---- messages -----------------------------------------------------------------------------------

def complain(message):
    sys.stdout.flush()
    print(f"{name}: {message}", file=sys.stderr, flush=True)


def reason(error, path=None):
    """An OSError as Unix programs say it: `notes: No such file or directory`."""
    path = path if path is not None else error.filename
    text = error.strerror or str(error)
    return text if path is None else f"{path}: {text}"


def for_each(operands, action, doing="{}"):
    """Calls action with each; where one fails that is said (doing: "cannot read '{}'"), and the
    others have their turn. The exit status: 0, or 1 when one has failed."""
    status = 0
    for operand in operands:
        try:
            if action(operand):
                status = 1
        except OSError as error:
            complain(f"{doing.format(error.filename or operand)}: {error.strerror}")
            status = 1
    return status


# ---- reading and writing ------------------------------------------------------------------------

def open_for_reading(path):
    """A descriptor; `-` is standard input."""
    return 0 if path == "-" else os.open(path, os.O_RDONLY)


def blocks(path):
    """What stands in a file, in pieces of bytes."""
    descriptor = open_for_reading(path)
    try:
        while block := os.read(descriptor, BLOCK):
            yield block
    finally:
        if descriptor != 0:
            os.close(descriptor)


def lines_with_ends(path):
    """A file's lines as bytes, each with its newline; the last one may have none."""
    rest = b""
    for block in blocks(path):
        parts = (rest + block).split(b"\n")
        rest = parts.pop()
        for part in parts:
            yield part + b"\n"
    if rest:
        yield rest


def lines(path):
    """A file's lines as bytes, without the newlines."""
    for line in lines_with_ends(path):
        yield line.removesuffix(b"\n")


def write(data, descriptor=1):
    """All of the bytes, at once: nothing stays in a buffer."""
    while data:
        data = data[os.write(descriptor, data):]


class Output:
    """Standard output for bytes: collected to whole blocks, unless a person looks on."""

    def __init__(self):
        self.parts, self.size = [], 0
        self.most = 0 if os.isatty(1) else BLOCK

    def write(self, data):
        self.parts.append(data)
        self.size += len(data)
        if self.size > self.most:
            self.flush()

    def flush(self):
        data = b"".join(self.parts)
        self.parts, self.size = [], 0
        write(data)


class Titles:
    """The lines `==> FILE <==` between files, where there is more than one."""

    def __init__(self, wanted):
        self.wanted, self.before = wanted, ""

    def show(self, path):
        if self.wanted:
            shown = "standard input" if path == "-" else path
            write(f"{self.before}==> {shown} <==\n".encode())
            self.before = "\n"


# ---- running ------------------------------------------------------------------------------------

def run(main, help_text):
    """Runs main(options, operands), and ends the program as Unix programs end."""
    def parse_and_run():
        letters = described_options(help_text)
        options, operands = parse(sys.argv[1:], letters)
        if "h" in options and not letters.get("h"):
            print(help_text.strip())
            return 0
        return main(options, operands)

    run_as(help_text.split(None, 1)[0], parse_and_run)


def run_as(own_name, action):
    """The same for a program that reads sys.argv itself: action() gives the exit status."""
    global name
    name = own_name
    for number in (INTERRUPT, BROKEN_PIPE):
        _signal.signal(number, DEFAULT_ACTION)
    try:
        status = action()
        sys.stdout.flush()
    except UsageError as error:
        complain(error)
        print(f"Try '{name} -h' for more information.", file=sys.stderr)
        status = USAGE
    except OSError as error:
        complain(reason(error))
        status = 1
    sys.exit(status or 0)
