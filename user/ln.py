"""ln - gives a file another name, or makes a symbolic link

usage: ln [-s] [-f] FILE NAME
       ln [-s] [-f] FILE ... DIRECTORY
  -s   a symbolic link: a file that says where the other one is
  -f   what stands at the new name goes
  -h   this text
"""

import os

import command
import files


def link(source, target, options):
    if "f" in options and files.exists(target) and not files.is_real_directory(target):
        os.unlink(target)
    make = os.symlink if "s" in options else os.link
    try:
        make(source, target)
    except OSError as error:
        kind = "symbolic link" if "s" in options else "hard link"
        command.complain(f"failed to create {kind} '{target}': {error.strerror}")
        return 1


def main(options, operands):
    return command.for_each(files.targets(operands), lambda pair: link(*pair, options))


command.run(main, __doc__)
