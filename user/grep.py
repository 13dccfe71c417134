"""grep - shows the lines that a pattern matches

usage: grep [-i] [-v] [-n] [-c] [-l] [-q] [-r] [-w] [-x] [-o] [-F] [-E] [-e PATTERN] [PATTERN]
            [FILE ...]
  -i           small and capital letters are the same
  -v           the lines that it does not match
  -n           with the numbers of the lines
  -c           only how many there are
  -l           only the names of the files that have one
  -q           nothing: only the exit status
  -r           what is in directories too
  -w           only whole words
  -x           only whole lines
  -o           only what it matched
  -F           the pattern is a text, no regular expression
  -E           an extended regular expression: + ? | ( ) { } are special
  -e PATTERN   the pattern, even if it begins with -
  -h           this text

The exit status is 0 when a line was shown, 1 when none was, 2 for an error.
"""

import os
import re

import command
import files
import patterns

NOTHING = 1


class Search:
    def __init__(self, options, pattern, with_names):
        self.options, self.with_names = options, with_names
        self.expression = re.compile(self.translate(pattern),
                                     re.IGNORECASE if "i" in options else 0)
        self.found, self.failed = False, False
        self.output = command.Output()

    def translate(self, pattern):
        """The pattern's lines are alternatives."""
        options = self.options
        translate = re.escape if "F" in options else \
            patterns.extended if "E" in options else patterns.basic
        text = "|".join([translate(line) for line in pattern.split("\n")])
        if "x" in options:
            return rf"\A(?:{text})\Z"
        return rf"(?<!\w)(?:{text})(?!\w)" if "w" in options else text

    def pieces(self, text):
        """What -o shows of a line."""
        return [match.group() for match in self.expression.finditer(text) if match.group()]

    def show(self, path, number, text):
        head = f"{path}:" if self.with_names else ""
        if "n" in self.options:
            head += f"{number}:"
        for piece in self.pieces(text) if "o" in self.options else [text]:
            self.output.write((head + piece + "\n").encode("utf-8", "surrogateescape"))

    def search_file(self, path):
        """True when a line was found."""
        options, count = self.options, 0
        for number, line in enumerate(command.lines(path), 1):
            text = line.decode("utf-8", "surrogateescape")
            if (self.expression.search(text) is None) != ("v" in options):
                continue
            count += 1
            if "q" in options or "l" in options:
                break
            if "c" in options or "o" in options and "v" in options:
                continue
            if b"\0" in line:  # nothing to be read by a person
                command.complain(f"{path}: binary file matches")
                break
            self.show(path, number, text)
        if "l" in options and "q" not in options and count:
            self.output.write(path.encode() + b"\n")
        elif "c" in options and "q" not in options:
            name = f"{path}:" if self.with_names else ""
            self.output.write(f"{name}{count}\n".encode())
        return count > 0

    def search(self, path):
        if path != "-" and files.is_directory(path):
            if "r" not in self.options:
                command.complain(f"{path}: Is a directory")
                self.failed = True
                return
            inner = [files.join(path, name) for name in sorted(os.listdir(path))]
            self.search_all([name for name in inner if not files.is_link(name)])
        elif self.search_file(path):
            self.found = True

    def search_all(self, paths):
        if command.for_each(paths, self.search):
            self.failed = True


def names_here():
    return [name for name in sorted(os.listdir()) if not files.is_link(name)]


def main(options, operands):
    operands = list(operands)
    if "e" not in options:
        command.need(operands, 1)
    pattern = options["e"] if "e" in options else operands.pop(0)
    paths = operands or (names_here() if "r" in options else ["-"])
    try:
        search = Search(options, pattern, len(paths) > 1 or "r" in options)
    except re.error as error:
        command.complain(f"{pattern}: {error}")
        return command.USAGE
    search.search_all(paths)
    search.output.flush()
    if search.failed and not ("q" in options and search.found):
        return command.USAGE
    return 0 if search.found else NOTHING


command.run(main, __doc__)
