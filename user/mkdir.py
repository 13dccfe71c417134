"""mkdir - makes directories

usage: mkdir [-p] DIRECTORY ...
  -p   also those above it that are missing; no complaint about one that is there
  -h   this text
"""

import os

import command
import files


def make(path):
    os.mkdir(path)


def make_with_parents(path):
    made = "/" if path.startswith("/") else ""
    for part in path.split("/"):
        made += part
        if part and not files.is_directory(made):
            os.mkdir(made)
        made += "/"


def main(options, operands):
    command.need(operands, 1)
    return command.for_each(operands, make_with_parents if "p" in options else make,
                            "cannot create directory '{}'")


command.run(main, __doc__)
