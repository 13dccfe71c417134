"""rm - removes files

usage: rm [-r] [-f] FILE ...
  -r   directories with all that is in them
  -f   no complaint about what is not there
  -h   this text
"""

import os

import command
import files


def remove(path, options):
    name = files.base_name(path)
    if name in (".", "..", "/") and "r" in options:
        command.complain(f"refusing to remove '.', '..' or '/': skipping '{path}'")
        return 1
    if "f" in options and not files.exists(path):
        return 0
    if not files.is_real_directory(path):
        os.unlink(path)
    elif "r" in options:
        files.remove_tree(path)
    else:
        command.complain(f"cannot remove '{path}': Is a directory")
        return 1


def main(options, operands):
    if "f" not in options:
        command.need(operands, 1)
    return command.for_each(operands, lambda path: remove(path, options), "cannot remove '{}'")


command.run(main, __doc__)
