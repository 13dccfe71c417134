"""wc - counts lines, words and bytes

usage: wc [-l] [-w] [-m] [-c] [FILE ...]
  -l   lines
  -w   words
  -m   characters
  -c   bytes
  -h   this text

Without any of them: lines, words and bytes.
"""

import os
import stat

import command

BLANKS = b" \t\n\v\f\r"
WIDTH_UNKNOWN = 7  # columns, when a size is not known before it is read


def count(path, characters_too):
    """[lines, words, characters, bytes]; a character is what does not continue another in UTF-8."""
    lines = words = characters = size = 0
    in_word = False
    for block in command.blocks(path):
        lines += block.count(b"\n")
        size += len(block)
        if characters_too:
            characters += sum([byte & 0xC0 != 0x80 for byte in block])
        words += len(block.split()) - (in_word and block[:1] not in BLANKS)
        in_word = block[-1:] not in BLANKS
    return [lines, words, characters, size]


def width_for(paths, columns):
    """As wide as the files' sizes together, so that a total fits."""
    if len(paths) == 1 and columns == 1:
        return 1
    total, least = 0, 1
    for path in paths:
        try:
            status = os.fstat(0) if path == "-" else os.stat(path)
        except OSError:  # it will be told when its turn comes
            continue
        if stat.S_ISREG(status.st_mode):
            total += status.st_size
        else:
            least = WIDTH_UNKNOWN
    return max(least, len(str(total)))


def main(options, operands):
    chosen = [number for number, letter in enumerate("lwmc") if letter in options] or [0, 1, 3]
    paths = operands or ["-"]
    width = width_for(paths, len(chosen))
    total = [0, 0, 0, 0]

    def show(counts, name):
        print(" ".join([f"{counts[number]:{width}}" for number in chosen] + name))

    def count_file(path):
        counts = count(path, "m" in options)
        for number in range(4):
            total[number] += counts[number]
        show(counts, [path] if operands else [])

    status = command.for_each(paths, count_file)
    if len(paths) > 1:
        show(total, ["total"])
    return status


command.run(main, __doc__)
