"""sync - writes to the disk what is only in memory so far

usage: sync
  -h   this text
"""

import os

import command


def main(options, operands):
    command.need(operands, 0, 0)
    os.sync()


command.run(main, __doc__)
