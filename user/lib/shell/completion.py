"""What Tab can make of a word: a command at the beginning, a file name elsewhere, a variable behind
a $. The line editor asks for the last piece only, behind the last delimiter; what stands before it
is read from the whole line."""

import os
import readline
import stat

from shell import builtins, expansion

DELIMITERS = " \t\n\\'\"`$><=;|&(){}/"
SPECIAL = " \t\\'\"`$><=;|&(){}*?[]#!"  # what a backslash must precede in a file's name


def quote(name):
    return "".join("\\" + c if c in SPECIAL else c for c in name)


def unquote(text):
    """A word as typed so far without its backslashes and quotes."""
    result, at = "", 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] in "'\"":
            at += 1
            continue
        result += text[at:at + 1]
        at += 1
    return result


def word_start(line):
    """Where the last word of a line begins, quotes and backslashes heeded."""
    start, at, quoted = 0, 0, ""
    while at < len(line):
        c = line[at]
        if c == "\\" and quoted != "'":
            at += 1
        elif quoted:
            quoted = "" if c == quoted else quoted
        elif c in "'\"":
            quoted = c
        elif c in " \t|&;<>()":
            start = at + 1
        at += 1
    return start


def is_first_word(before):
    """Whether a command comes behind this text."""
    before = before.rstrip(" \t")
    return not before or before[-1] in "|&;("


def mark(directory, name):
    """A name as it is put into the line: / behind a directory, a blank behind anything else."""
    try:
        is_directory = stat.S_ISDIR(os.stat(f"{directory or '.'}/{name}").st_mode)
    except OSError:
        is_directory = False
    return name, "/" if is_directory else " "


class Completer:
    def __init__(self, shell):
        self.shell, self.found = shell, []

    def commands(self, start):
        names = set(builtins.COMMANDS)
        for directory in self.shell.variable("PATH").split(":"):
            names |= {name for name in expansion.names_in(directory)
                      if os.access(f"{directory}/{name}", os.X_OK)}
        return [(name, " ") for name in sorted(names) if name.startswith(start)]

    def paths(self, path):
        directory, slash, start = path.rpartition("/")
        directory += slash
        return [mark(directory, name) for name in expansion.names_in(directory)
                if name.startswith(start) and (start.startswith(".") or not name.startswith("."))]

    def candidates(self, text):
        """All ways in which text, the last piece of the word, can go on."""
        line = readline.get_line_buffer()[:readline.get_endidx()]
        start = word_start(line)
        raw = line[start:]
        piece = raw[:len(raw) - len(text)]  # what is before the last delimiter
        if piece.endswith("$"):
            names = set(self.shell.variables) | set(os.environ)
            return sorted(name for name in names if name.startswith(text))
        word = unquote(raw)
        if is_first_word(line[:start]) and "/" not in word:
            found = self.commands(word)
        else:
            found = self.paths(word)
        # The names begin behind the last slash, the piece perhaps later: at an escaped blank.
        shown = quote(word.rpartition("/")[2])
        behind = len(shown) - len(text) if shown.endswith(text) else 0
        return [quote(name)[behind:] + end for name, end in found]

    def __call__(self, text, state):
        if state == 0:
            self.found = self.candidates(text)
        return self.found[state] if state < len(self.found) else None


def install(shell):
    readline.set_completer_delims(DELIMITERS)
    readline.set_completer(Completer(shell))
