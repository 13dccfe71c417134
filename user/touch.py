"""touch - sets the time of files to now; makes those that are not there

usage: touch [-c] FILE ...
  -c   makes none
  -h   this text
"""

import os

import command


def touch(path, create):
    try:
        os.utime(path)
    except FileNotFoundError:
        if create:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o666))


def main(options, operands):
    command.need(operands, 1)
    return command.for_each(operands, lambda path: touch(path, "c" not in options),
                            "cannot touch '{}'")


command.run(main, __doc__)
