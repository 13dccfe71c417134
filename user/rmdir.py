"""rmdir - removes empty directories

usage: rmdir DIRECTORY ...
  -h   this text
"""

import os

import command


def main(options, operands):
    command.need(operands, 1)
    return command.for_each(operands, os.rmdir, "failed to remove '{}'")


command.run(main, __doc__)
