"""cp - copies files

usage: cp [-r] SOURCE TARGET
       cp [-r] SOURCE ... DIRECTORY
  -r   directories with all that is in them
  -h   this text
"""

import os

import command
import files


def copy_directory(source, target):
    if files.contains(source, target):
        command.complain(f"cannot copy a directory, '{source}', into itself, '{target}'")
        return 1
    if not files.is_directory(target):
        os.mkdir(target)
    return command.for_each(
        sorted(os.listdir(source)),
        lambda name: copy(files.join(source, name), files.join(target, name), True))


def copy(source, target, recursively):
    if files.is_directory(source):
        if not recursively:
            command.complain(f"-r not specified; omitting directory '{source}'")
            return 1
        return copy_directory(source, target)
    if files.are_same(source, target):
        command.complain(f"'{source}' and '{target}' are the same file")
        return 1
    files.copy_data(source, target)


def main(options, operands):
    return command.for_each(files.targets(operands), lambda pair: copy(*pair, "r" in options))


command.run(main, __doc__)
