"""mv - moves files, or gives them another name

usage: mv SOURCE TARGET
       mv SOURCE ... DIRECTORY
  -h   this text

What stands at the target goes, unless it is a directory that is not empty.
"""

import os

import command
import files


def move(source, target):
    if files.exists(source) and files.are_same(source, target):
        command.complain(f"'{source}' and '{target}' are the same file")
        return 1
    try:
        os.rename(source, target)
    except FileNotFoundError:
        what = f"cannot move '{source}' to '{target}'" if files.exists(source) else \
            f"cannot stat '{source}'"
        command.complain(f"{what}: No such file or directory")
        return 1
    except OSError as error:
        command.complain(f"cannot move '{source}' to '{target}': {error.strerror}")
        return 1


def main(options, operands):
    return command.for_each(files.targets(operands), lambda pair: move(*pair))


command.run(main, __doc__)
