"""Python's prompt on the machine, at the shell's: lines are edited on the serial console, and the
console is as before when the prompt has ended."""
import re
import time

import pytest

from console import PROMPT, booted

LEFT, UP, HOME, END = "\x1b[D", "\x1b[A", "\x1b[H", "\x1b[F"


@pytest.fixture(scope="module")
def terminal():
    with booted() as console:
        console.type("python\r")
        console.expect("Terrarium")
        expect_lines(console.terminal, ">>> ")
        yield console.terminal


def expect_lines(terminal, *lines):
    """The lines, each behind a line's end; QEMU's terminal adds a carriage return of its own."""
    terminal.expect("".join(r"\r+\n" + re.escape(line) for line in lines))


def says(terminal, keys, *answer):
    terminal.send(keys)
    expect_lines(terminal, *answer, ">>> ")


def test_expressions_statements_and_the_last_value(terminal):
    says(terminal, "6 * 7\r", "42")
    says(terminal, "_ + 1\r", "43")
    terminal.send("def f(x):\r")
    expect_lines(terminal, "... ")
    terminal.send("    return 1 / x\r")
    expect_lines(terminal, "... ")
    terminal.send("\r")
    expect_lines(terminal, ">>> ")
    says(terminal, "f(4)\r", "0.25")


def test_errors_are_told_and_the_prompt_goes_on(terminal):
    says(terminal, "1 / 0\r", "Traceback (most recent call last):",
         '  File "<stdin>", line 1, in <module>', "ZeroDivisionError: division by zero")
    says(terminal, "x = = 1\r", '  File "<stdin>", line 1', "    x = = 1", "        ^",
         "SyntaxError: invalid syntax")


def test_lines_are_edited_and_come_back(terminal):
    says(terminal, f"34{LEFT}{LEFT}12{END}5x\x7f6\r", "123456")
    says(terminal, f"{UP}{HOME}1000 + \r", "124456")
    says(terminal, "rubbish\x15'ä€'\r", "'ä€'")


def test_control_c_gives_up_the_line(terminal):
    terminal.send("rubbish\x03")
    expect_lines(terminal, "KeyboardInterrupt", ">>> ")
    says(terminal, "5\r", "5")


def test_control_c_interrupts_what_runs(terminal):
    terminal.send("while True: pass\r")
    expect_lines(terminal, "... ")
    terminal.send("\r")
    terminal.expect(r"\r+\n")
    time.sleep(0.3)
    terminal.send("\x03")
    terminal.expect_exact("KeyboardInterrupt")
    expect_lines(terminal, ">>> ")
    says(terminal, "5\r", "5")


def test_the_machine_can_be_looked_at(terminal):
    says(terminal, "import memory\r")
    says(terminal, "memory.where(f)['address'] == id(f)\r", "True")


def test_the_shell_gets_lines_again(terminal):
    terminal.send("exit(3)\r")
    terminal.expect(PROMPT)
    terminal.send("echox\x7f $?\r")
    expect_lines(terminal, "3")
    terminal.expect(PROMPT)
    terminal.send("poweroff\r")
    terminal.expect_exact("power off: status 0")
