"""env - shows the environment, or runs a program in another one

usage: env [-i] [NAME=VALUE ...] [PROGRAM [ARGUMENT ...]]
  -i   begins with an empty environment
  -h   this text
"""

import os
import sys

import command

NOT_FOUND, NOT_EXECUTABLE = 127, 126


def split_arguments(words):
    """(options, assignments, program): the program's own arguments are not for env."""
    options, assignments = [], []
    while words and words[0].startswith("-"):
        options.append(words.pop(0))
    while words and "=" in words[0]:
        assignments.append(words.pop(0))
    return options, assignments, words


def execute(words):
    path = words[0] if "/" in words[0] else "/bin/" + words[0]
    try:
        os.execv(path, words)
    except OSError as error:
        command.complain(command.reason(error, words[0]))
        return NOT_FOUND if isinstance(error, FileNotFoundError) else NOT_EXECUTABLE


def main():
    letters, assignments, words = split_arguments(sys.argv[1:])
    options, _ = command.parse(letters, command.described_options(__doc__))
    if "h" in options:
        print(__doc__.strip())
        return 0
    if "i" in options:
        os.environ.clear()
    for assignment in assignments:
        name, _, value = assignment.partition("=")
        os.environ[name] = value
    if words:
        return execute(words)
    for name, value in os.environ.items():
        print(f"{name}={value}")


command.run_as("env", main)
