"""date - shows the date and the time, in UTC

usage: date [-d @SECONDS] [-r FILE] [+FORMAT]
  -d SECONDS   of that many seconds since 1970
  -r FILE       when the file was changed
  -h            this text

In the format %Y-%m-%d, %H:%M:%S, %a, %b and so on stand for the parts.
"""

import os
import time

import civil_time
import command

USUAL = "%a %b %e %H:%M:%S %Z %Y"


def seconds_wanted(options):
    if "r" in options:
        return int(os.stat(options["r"]).st_mtime)
    if "d" not in options:
        return int(time.time())
    text = options["d"]
    if not text.startswith("@"):
        raise command.UsageError(f"invalid date '{text}': only @SECONDS is known")
    sign = -1 if text[1:2] == "-" else 1
    return sign * command.number(text[1:].removeprefix("-"), "date")


def main(options, operands):
    command.need(operands, 0, 1)
    form = operands[0] if operands else "+" + USUAL
    if not form.startswith("+"):
        raise command.UsageError(f"invalid date '{form}': the clock cannot be set")
    print(civil_time.format_time(civil_time.Time(seconds_wanted(options)), form[1:]))


command.run(main, __doc__)
