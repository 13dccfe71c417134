"""sleep - waits so many seconds

usage: sleep SECONDS
  -h   this text

The seconds may have a fraction: 0.5.
"""

import time

import command


def main(options, operands):
    command.need(operands, 1, 1)
    try:
        seconds = float(operands[0])
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 1e9:
        raise command.UsageError(f"invalid time interval '{operands[0]}'")
    time.sleep(seconds)


command.run(main, __doc__)
