"""poweroff - ends all programs and switches the machine off

usage: poweroff
  -h   this text
"""

import os
import signal

import command

INIT = 1


def main(options, operands):
    command.need(operands, 0, 0)
    os.kill(INIT, signal.SIGUSR2)


command.run(main, __doc__)
