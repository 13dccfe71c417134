"""hexdump - shows a file byte by byte, in hexadecimal and as text

usage: hexdump [-C] [-v] [-s OFFSET] [-n LENGTH] [FILE ...]
  -C          this form, which is the only one
  -v          also the lines that repeat the one before, which a * stands for else
  -s OFFSET   skips so many bytes first
  -n LENGTH   shows only so many
  -h          this text
"""

import command

ROW = 16
SHOWN = bytes([byte if 0x20 <= byte < 0x7F else ord(".") for byte in range(256)])


def number(text, what):
    """Decimal, or hexadecimal with 0x."""
    if text[:2].lower() == "0x":
        try:
            return int(text, 16)
        except ValueError:
            pass
    return command.number(text, what)


def pieces(paths, failed):
    """The files as one row of bytes; those that cannot be read are told and counted in failed."""
    for path in paths:
        try:
            yield from command.blocks(path)
        except OSError as error:
            command.complain(command.reason(error, path))
            failed.append(path)


def rows(blocks, skip, most):
    """(offset, bytes), 16 at a time."""
    rest, offset = b"", skip
    for block in blocks:
        if skip >= len(block):
            skip -= len(block)
            continue
        rest += block[skip:] if most is None else block[skip:skip + most]
        if most is not None:
            most -= len(block[skip:skip + most])
        skip = 0
        whole = len(rest) // ROW * ROW
        for place in range(0, whole, ROW):
            yield offset + place, rest[place:place + ROW]
        rest = rest[whole:]
        offset += whole
        if most == 0:
            break
    if rest:
        yield offset, rest


def line(offset, row):
    text = row.translate(SHOWN).decode()
    return f"{offset:08x}  {row[:8].hex(' '):23}  {row[8:].hex(' '):23}  |{text}|\n"


def main(options, paths):
    skip = number(options.get("s", "0"), "offset")
    most = number(options["n"], "length") if "n" in options else None
    failed, before, starred, end = [], None, False, None
    output = command.Output()
    for offset, row in rows(pieces(paths or ["-"], failed), skip, most):
        end = offset + len(row)
        if row == before and "v" not in options:
            if not starred:
                output.write(b"*\n")
            starred = True
            continue
        before, starred = row, False
        output.write(line(offset, row).encode())
    if end is not None:
        output.write(f"{end:08x}\n".encode())
    output.flush()
    return 1 if failed else 0


command.run(main, __doc__)
