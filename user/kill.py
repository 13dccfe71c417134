"""kill - sends a signal to processes

usage: kill [-SIGNAL] PID ...
       kill -l [NUMBER ...]
  -SIGNAL   its name or number (TERM): kill -INT 7, kill -9 7
  -l        lists the names, or says which name a number has
  -h        this text

A negative PID means all processes of that group, -1 all but init. 0 only looks whether it is there.
"""

import os
import signal
import sys

import command


def names():
    """{name: number} of all signals."""
    return {name[3:]: int(getattr(signal, name)) for name in dir(signal)
            if name.startswith("SIG") and name[3:4].isalpha() and name not in ("SIGCLD", "SIGPOLL")
            and not name.startswith("SIGRT")}


def signal_number(text):
    known = names()
    name = text.upper().removeprefix("SIG")
    if name in known:
        return known[name]
    if text.isdigit() and (text == "0" or int(text) in known.values()):
        return int(text)
    raise command.UsageError(f"{text}: invalid signal specification")


def list_names(numbers):
    by_number = {number: name for name, number in names().items()}
    if not numbers:
        for number in sorted(by_number):
            print(f"{number:2} SIG{by_number[number]}")
    for text in numbers:
        number = command.number(text, "signal number")
        number -= 128 if number > 128 else 0  # an exit status
        if number not in by_number:
            raise command.UsageError(f"{text}: invalid signal specification")
        print(by_number[number])


def send(text, number):
    if not text.removeprefix("-").isdigit():
        command.complain(f"{text}: arguments must be process or job IDs")
        return 1
    try:
        os.kill(int(text), number)
    except OSError as error:
        command.complain(f"({text}) - {error.strerror}")
        return 1


def main():
    words = sys.argv[1:]
    if words and words[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0
    if words and words[0] == "-l":
        return list_names(words[1:])
    number = signal.SIGTERM
    if words and words[0] == "-s":
        command.need(words, 2)
        number = signal_number(words[1])
        words = words[2:]
    elif len(words) > 0 and words[0].startswith("-") and words[0] != "--":
        number = signal_number(words.pop(0)[1:])
    if words[:1] == ["--"]:
        words.pop(0)
    command.need(words, 1)
    return command.for_each(words, lambda text: send(text, number))


command.run_as("kill", main)
