"""false - does nothing, and fails

usage: false
  -h   this text
"""

import command

command.run(lambda options, operands: 1, __doc__)
