"""Module readline at a terminal: input() with editing, history and completion."""
import contextlib

import pexpect
import pytest

from support import host_tool
from test_prompt import ENVIRONMENT

UP = "\x1b[A"
PROGRAM = """\
import readline
words = ["hello", "help", "hälfte", "goodbye"]
seen = []
def complete(text, state):
    if state == 0:
        seen.append((readline.get_line_buffer(), readline.get_begidx(), readline.get_endidx(), text))
    if text == "wrong":
        raise ValueError(text)
    return ([w for w in words if w.startswith(text)] + [None])[state]
readline.add_history("an old line")
readline.set_completer(complete)
try:
    while True:
        print(repr(input("> ")))
except EOFError:
    print("the end")
"""


@contextlib.contextmanager
def program(text):
    terminal = pexpect.spawn(str(host_tool("python", "san")), ["-c", text], encoding="utf-8",
                             timeout=20, env=ENVIRONMENT, dimensions=(24, 80))
    try:
        terminal.expect_exact("> ")
        yield terminal
    finally:
        terminal.close(force=True)


def reads(terminal, keys, line):
    terminal.send(keys)
    terminal.expect_exact(f"\r\n{line!r}\r\n> ")


def test_tab_completes_a_word():
    with program(PROGRAM) as terminal:
        reads(terminal, "say g\t\r", "say goodbye")
        reads(terminal, "(g\t)\r", "(goodbye)")
        reads(terminal, "h\tel\tp\r", "help")            # as far as all agree
        reads(terminal, "none\t\r", "none")
        reads(terminal, "wrong\t\r", "wrong")            # the completer's exception is forgotten
        reads(terminal, "ä hä\t\r", "ä hälfte")


def test_what_tab_could_mean_is_shown():
    with program(PROGRAM) as terminal:
        terminal.send("say hel\t")
        terminal.expect_exact("\r\nhello  help\r\n> say hel")
        reads(terminal, "p\r", "say help")


def test_the_completer_sees_the_line():
    with program(PROGRAM + "print(*seen, sep='\\n')\n") as terminal:
        reads(terminal, "ä hä\t\r", "ä hälfte")
        terminal.send("\x04")
        terminal.expect_exact("('ä hä', 2, 4, 'hä')\r\n")


def test_history_is_the_programs_own_and_what_was_typed():
    with program(PROGRAM + "print([readline.get_history_item(i) for i in range(5)])\n"
                 "readline.remove_history_item(0)\nprint(readline.get_current_history_length())\n"
                 "readline.clear_history()\nprint(readline.get_history_item(1))\n") as terminal:
        reads(terminal, f"{UP}er\r", "an old lineer")
        reads(terminal, f"{UP}{UP}\r", "an old line")
        terminal.send("\x04")
        terminal.expect_exact("[None, 'an old line', 'an old lineer', 'an old line', None]\r\n"
                              "2\r\nNone\r\n")


def test_control_c_while_typing_is_an_interrupt():
    with program(PROGRAM.replace("EOFError", "KeyboardInterrupt")) as terminal:
        terminal.send("rubbish\x03")
        terminal.expect_exact("the end")


@pytest.mark.parametrize("call, error", [
    ("set_completer(1)", "TypeError: set_completer(func): argument not callable"),
    ("remove_history_item(-1)", "ValueError: History index cannot be negative"),
    ("remove_history_item(7)", "ValueError: No history item at position 7"),
])
def test_errors_are_cpythons(call, error):
    with program("import readline\nprint('> ', flush=True)\nreadline." + call) as terminal:
        terminal.expect_exact(error)
