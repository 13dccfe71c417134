"""python's options and its prompt, compared with CPython's where that can be asked."""
import contextlib
import os
import re
import signal
import subprocess

import pexpect
import pytest

from support import CPYTHON, host_tool

KINDS = ["host", "san"]
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", "TERM": "dumb",
               "ASAN_OPTIONS": "detect_stack_use_after_return=0"}

SESSIONS = {
    "values_of_expressions_are_printed": "1 + 1\n'text'\nNone\n[1, 2.5]\nx = 3\nx\n",
    "underscore_is_the_last_value": "6 * 7\n_ + 1\nNone\n_\n",
    "underscore_of_one's_own_hides_it": "_ = 5\n6\n_\n",
    "a_block_ends_with_an_empty_line":
        "for i in range(2):\n    i\n\nif 0:\n    1\nelse:\n    2\n\n",
    "a_function_is_defined_and_called": "def f(x):\n    return 2 * x\n\nf(4)\n",
    "brackets_go_on_over_lines": "(1,\n2,\n3)\n[\n\n4]\n'''a\nb'''\n1 + \\\n2\n",
    "comments_and_empty_lines_do_nothing": "# comment\n\n   \n  # another\n1\n",
    "a_compound_statement_on_one_line": "if 1: 2\n\nif 0: 1\nelse: 3\n\nfor i in (1, 2): i\n\n",
    "several_statements_on_a_line": "1; 2; x = 3; x\n",
    "errors_have_no_source_lines": "def f(x):\n    return 1 / x\n\nf(0)\nundefined\n",
    "an_error_ends_only_its_statement": "1 / 0; 2\n3\n",
    "syntax_errors_show_the_line": "x =\n'abc\n  y\ndef f(:\n",
    "the_end_of_the_input_ends_a_block": "for i in range(3):\n    i",
    "the_end_of_the_input_in_brackets": "(1,\n2",
    "a_line_without_its_end": "1 + 1",
    "nothing": "",
    "exit_with_a_status": "exit(3)\nprint('not here')\n",
    "exit_with_a_text": "exit('bad')\n",
    "quit": "quit()\n",
    "exit_says_how": "exit\nquit\nhelp\n",
    "sys_exit": "import sys\nsys.exit(4)\n",
    "the_last_exception_is_kept":
        "1 / 0\nimport sys\nsys.last_type\nsys.last_value\nsys.last_traceback is None\n",
    "prompts_can_be_changed": "import sys\nsys.ps1 = 'A '\nsys.ps2 = 'B '\n(1,\n2)\n",
    "an_exception_while_another_is_handled":
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    undefined\n\n",
    "the_module_is_main": "__name__\n__builtins__ is not None\n'__file__' in globals()\n",
    "recursion_is_folded": "def f():\n    f()\n\nimport sys\nsys.setrecursionlimit(60)\nf()\n",
}
COMMANDS = {
    "command": ["-c", "import sys; print(sys.argv)", "a", "-b"],
    "command_raises": ["-c", "def f():\n    1 / 0\nf()"],
    "command_with_a_syntax_error": ["-c", "x ="],
    "command_exits": ["-c", "raise SystemExit(7)"],
    "command_and_prompt": ["-i", "-c", "x = 1; raise SystemExit(7)"],
    "combined_letters": ["-qic", "print(1)"],
    "dash": ["-", "a"],
    "no_such_module": ["-m", "no_such_module_of_ours"],
    "directory": ["/tmp"],
    "no_such_file": ["/no/such/file.py"],
    "unknown_option": ["-Z"],
    "argument_missing": ["-c"],
    "nothing_behind_the_options": ["--"],
    "module_of_no_package": ["-m", "no_such_module_of_ours.x"],
    "relative_module": ["-m", ".x"],
    "error_behind_the_parser": ["-c", "return 1"],
}
FILES = {"ok.py": "import sys\nprint(__name__, sys.argv, __file__, sys.path[0])\n",
         "fails.py": "def f():\n    1/0\nf()\n", "wrong.py": "x = = 1\n", "outside.py": "return 1\n",
         "latin.py": b"x = '\xe9'\n", "bom.py": b"\xef\xbb\xbfprint('bom')\n", "empty.py": "",
         "no_end.py": "if 1:\n    print(2)", "crlf.py": "if 1:\r\n    print(2)\r\n",
         "interrupted.py": "raise KeyboardInterrupt\n", "exits.py": "raise SystemExit('bye')\n",
         "imports_wrong.py": "import wrong\n", "imports_itself.py": "import imports_itself\nprint(1)\n",
         "package/__init__.py": "print('init', __name__)\n",
         "runs/__main__.py": "import sys\nprint(__name__, repr(__package__), sys.argv, sys.path[0])\n"}
RUNS = [["ok.py", "a", "-b"], ["./ok.py"], ["--", "ok.py"], ["fails.py"], ["wrong.py"],
        ["outside.py"], ["latin.py"], ["bom.py"], ["empty.py"], ["no_end.py"], ["crlf.py"],
        ["interrupted.py"], ["exits.py"], ["imports_wrong.py"], ["imports_itself.py"],
        ["package"], ["runs", "x"], ["ok.py/"], ["nothing.py"], ["-m", "ok", "x"],
        ["-m", "package"], ["-m", "ok.py"], ["-m", "package.nothing"], ["-mok"]]
SCRIPTS = {"print": "print(1)\n", "names": "print(__name__, __file__)\n",
           "raises": "def f():\n    1 / 0\nf()\n", "syntax": "x = = 1\n"}


def run(python, arguments, text, directory=None):
    """stdout, stderr and status; the interpreter calls itself python."""
    done = subprocess.run([python, *arguments], input=text.encode(), timeout=60,
                          env={**ENVIRONMENT, "PYTHONDONTWRITEBYTECODE": "1"}, cwd=directory,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    errors = re.sub(rf"(?m)(^|: ){re.escape(str(python))}\b", r"\1python", done.stderr.decode())
    return done.stdout.decode(), errors, done.returncode


needs_cpython = pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not here to compare with")


@needs_cpython
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SESSIONS)
def test_session_is_as_cpythons(name, kind):
    expected = run(CPYTHON, ["-q", "-i"], SESSIONS[name])
    assert run(host_tool("python", kind), ["-q", "-i"], SESSIONS[name]) == expected


@needs_cpython
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", COMMANDS)
def test_command_line_is_as_cpythons(name, kind):
    expected = run(CPYTHON, COMMANDS[name], "")
    assert run(host_tool("python", kind), COMMANDS[name], "") == expected


@needs_cpython
@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
def test_program_is_found_and_run_as_by_cpython(arguments, tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    expected = run(CPYTHON, arguments, "", tmp_path)
    assert run(host_tool("python", "san").absolute(), arguments, "", tmp_path) == expected


@needs_cpython
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_standard_input_is_a_script(name, kind):
    expected = run(CPYTHON, [], SCRIPTS[name])
    assert run(host_tool("python", kind), [], SCRIPTS[name]) == expected


def test_a_module_runs_as_the_program(tmp_path):
    package = tmp_path / "box"
    package.mkdir()
    (package / "__init__.py").write_text("print('init', __name__)\n")
    (package / "__main__.py").write_text("import sys\nprint(__name__, __package__, sys.argv[1:])\n")
    (tmp_path / "single.py").write_text("print(__name__, __package__ == '')\n")
    def run_module(*arguments):
        return subprocess.run([host_tool("python").absolute(), "-m", *arguments], cwd=tmp_path,
                              stdout=subprocess.PIPE, check=True, timeout=60).stdout.decode()
    assert run_module("box", "x") == "init box\n__main__ box ['x']\n"
    assert run_module("single") == "__main__ True\n"


def test_version_and_help():
    python = host_tool("python")
    assert run(python, ["-V"], "") == ("Python 3.11.2 (Terrarium)\n", "", 0)
    assert run(python, ["--version"], "") == ("Python 3.11.2 (Terrarium)\n", "", 0)
    output, errors, status = run(python, ["-h"], "")
    assert output.startswith("usage: python") and errors == "" and status == 0


def test_prompt_after_a_program_sees_its_names(tmp_path):
    (tmp_path / "program.py").write_text("answer = 42\n")
    output, _, status = run(host_tool("python"), ["-i", tmp_path / "program.py"], "answer\n")
    assert (output, status) == ("42\n", 0)


def test_help_tells_how_things_are_called():
    text = ("def f(a, /, b=1, *c, d=2, **e):\n    'What f does.'\n\nhelp(f)\nhelp(len)\n"
            "help(list)\nhelp(5)\nimport gc\nhelp(gc)\nhelp()\nlen\n\n")
    output, errors, status = run(host_tool("python", "san"), ["-q", "-i"], text)
    assert "f(a, /, b=1, *c, d=2, **e)\n    What f does.\n" in output
    assert "len(container)" in output and "append(...)" in output
    assert "Help on int object" in output and "get_referrers(*objects)" in output
    assert "Traceback" not in errors and status == 0


# ---- at a terminal
# ---------------------------------------------------------------------------------

LEFT, RIGHT, UP, DOWN, HOME, END, REMOVE = (f"\x1b[{final}" for final in
                                            ("D", "C", "A", "B", "H", "F", "3~"))


@contextlib.contextmanager
def prompt(kind="san", *arguments):
    terminal = pexpect.spawn(str(host_tool("python", kind)), ["-q", *arguments], encoding="utf-8",
                             timeout=20, env=ENVIRONMENT, dimensions=(24, 80))
    try:
        terminal.expect_exact(">>> ")
        yield terminal
    finally:
        terminal.close(force=True)


def says(terminal, keys, answer):
    """Types; what is printed behind the line is the answer, and then comes the prompt."""
    terminal.send(keys)
    terminal.expect_exact("\r\n" + answer + "\r\n>>> ")


def test_lines_are_edited():
    with prompt() as terminal:
        says(terminal, "1 + x\x7f1\r", "2")                           # Backspace
        says(terminal, f"34{LEFT}{LEFT}12{END}56\r", "123456")
        says(terminal, f"234{HOME}1{RIGHT}{REMOVE}\r", "124")
        says(terminal, "34\x0112\x0556\r", "123456")                   # Ctrl-A, Ctrl-E
        says(terminal, "12 + 3\x02\x02\x02\x02\x0b\r", "12")           # Ctrl-B, Ctrl-K
        says(terminal, "rubbish\x15'good'\r", "'good'")               # Ctrl-U
        says(terminal, "'one' two\x17\r", "'one'")                    # Ctrl-W
        says(terminal, f"'äö€'{LEFT}{LEFT}\x7f\r", "'ä€'")            # whole characters
        says(terminal, f"'{'x' * 200}'{HOME}len({END})\r", "200")     # wider than the screen


def test_history_comes_back():
    with prompt() as terminal:
        says(terminal, "1000 + 1\r", "1001")
        says(terminal, "'two'\r", "'two'")
        says(terminal, f"{UP}{UP}\r", "1001")
        says(terminal, f"{UP}{UP}{UP}{UP}{UP}{DOWN}{DOWN}{DOWN}3\r", "3")
        says(terminal, f"{UP}{UP}\x7f2\r", "1002")


def test_tab_completes_names():
    with prompt() as terminal:
        terminal.send("number_of_things = {'a': 5}\r")
        terminal.expect_exact("\r\n>>> ")
        says(terminal, "number_\t['a']\r", "5")
        says(terminal, "number_of_things.ke\t)\r", "dict_keys(['a'])")
        says(terminal, "le\t'abc')\r", "3")
        terminal.send("number_of_things.po\t\t")  # what it could be
        terminal.expect_exact("pop(")
        terminal.expect_exact("popitem(")
        terminal.expect_exact(">>> number_of_things.pop")
        says(terminal, "('a')\r", "5")
        says(terminal, "nothing_like_this.x\t5\x15'ok'\r", "'ok'")


def test_control_c_gives_up_the_line():
    with prompt() as terminal:
        terminal.send("rubbish\x03")
        terminal.expect_exact("\r\nKeyboardInterrupt\r\n>>> ")
        terminal.send("if 1:\r")
        terminal.expect_exact("\r\n... ")
        terminal.send("\x03")
        terminal.expect_exact("\r\nKeyboardInterrupt\r\n>>> ")
        says(terminal, "5\r", "5")


def test_control_d_ends():
    with prompt() as terminal:
        terminal.send("\x04")
        terminal.expect(pexpect.EOF)
        terminal.close()
        assert terminal.exitstatus == 0


def test_input_gets_lines_from_the_terminal():
    with prompt() as terminal:
        terminal.send("name = input('who? ')\r")
        terminal.expect_exact("who? ")
        terminal.send("anne\r")
        terminal.expect_exact(">>> ")
        says(terminal, "name\r", "'anne'")


def test_banner_names_what_it_is_and_follows():
    terminal = pexpect.spawn(str(host_tool("python")), encoding="utf-8", timeout=20, env=ENVIRONMENT)
    terminal.expect_exact("Terrarium")
    terminal.expect_exact("3.11.2")
    terminal.expect_exact(">>> ")
    terminal.close(force=True)


def test_control_c_interrupts_what_runs():
    with prompt() as terminal:
        for program in ("while True: pass\r\r", "for i in iter(int, 1): pass\r\r"):
            terminal.send(program)
            terminal.expect_exact("\r\n... \r\n")
            terminal.send("\x03")
            terminal.expect_exact('File "<stdin>", line 1, in <module>\r\nKeyboardInterrupt\r\n>>> ')
        terminal.send("input()\r")
        terminal.expect_exact("input()\r\n")
        terminal.send("\x03")
        terminal.expect_exact("KeyboardInterrupt\r\n>>> ")
        says(terminal, "5\r", "5")


@pytest.mark.parametrize("program", ["while True:\n    pass\n",
                                     "def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\n"
                                     "f(100)\n"])
def test_a_program_ends_by_the_interrupt(program):
    python = pexpect.spawn(str(host_tool("python")), ["-c", "print('runs', flush=True)\n" + program],
                           encoding="utf-8", timeout=20, env=ENVIRONMENT)
    python.expect_exact("runs")
    python.sendintr()
    python.expect_exact("KeyboardInterrupt")
    python.expect(pexpect.EOF)
    python.close()
    assert python.signalstatus == signal.SIGINT
