"""The prompt at a terminal, session by session beside CPython's: the same lines are typed into
both, and both must answer the same, echo included, and end with the same status."""
import contextlib
import os
import pty
import re
import select
import signal
import time

import pytest

from support import CPYTHON, host_tool

LIMIT = 30      # seconds for one answer
STARTED = 0.3   # seconds after which a loop surely runs, and a reader reads
PROMPT = re.compile(rb"(>>> |\.\.\. )$")
INTERRUPT, END = "\x03", "\x04"

# A session is what is typed, line by line. A line that begins with "^C" is a Ctrl-C, typed while
# the one before runs; with "^D", the end of the input. "LINE --> TEXT": TEXT comes instead of a
# prompt.
SESSIONS = {
    "what_is_one_object": "a = 257\nb = 257\na is b\na = 257; b = 257\na is b\na = 256\nb = 256\n"
        "a is b\na, b = 1000, 1000\na is b\nx = 'hello'\ny = 'hello'\nx is y\nx = 'two words'\n"
        "y = 'two words'\nx is y\nx = 'two words'; y = 'two words'\nx is y\nt = (1, 2)\n"
        "u = (1, 2)\nt is u\nt = (1, 2); u = (1, 2)\nt is u\na = 1.5\nb = 1.5\na is b\n[] is []\n"
        "a = -6\nb = -6\na is b\ndef f(): return 1000\n\ndef g(): return 1000\n\nf() is g()\n"
        "f() is f()\na = b''\nb = b''\na is b\na = b'x'\nb = b'x'\na is b\na = 'a' * 20\n"
        "b = 'a' * 20\na is b\na = 'a b' * 2\nb = 'a b' * 2\na is b\na = 10 ** 20\nb = 10 ** 20\n"
        "a is b\nclass Foo: pass\n\nid(Foo()) == id(Foo())\nFoo() is Foo()\ns = 'ab'\nc = 'a'\n"
        "t = c + 'b'\ns is t\nimport sys\nsys.intern(t) is s\nx = []\nsys.getrefcount(x)\ny = x\n"
        "y\n_ is y\nsys.getrefcount(y)\ndel y\nsys.getrefcount(x)\n5\nsys.getrefcount(x)",
    "nested_blocks": "for i in range(2):\n    for j in range(2):\n        if i == j:\n"
        "            i, j\n        else:\n            'no'\n    'outer'\n\n1",
    "decorators": "def d(f):\n    return f\n\n@d\n@d\ndef g():\n    return 1\n\ng()\n@d\n"
        "class C: pass\n\nC().__class__.__name__\n@d\n\n@d\n1",
    "strings_over_lines": "'''abc\ndef\n\nghi'''\nx = '''\n'''\nx\nf'''{1 +\n1}'''\n\"abc\\\n"
        "def\"\n'a\\\nb\\\nc'",
    "brackets_over_lines": "(1,\n\n2\n)\n{\n'a':\n1\n}\n[i\nfor i in range(3)\n]\nprint('a',\n'b')",
    "backslashes": "1 + \\\n2\nif 1 and \\\n  2:\n    3\n",
    "a_block_needs_an_empty_line": "for i in (1, 2):\n    i\nprint(3)\n4\ndef f():\n    return 1\n"
        "f()\nif 1:\n    2\nelse:\n    3\n\nclass C:\n    x = 1\ny = 2\nwith open('/dev/null'):\n"
        "    1\n2",
    "syntax_errors_in_expressions": "x = = 1\n1 +\nprint('a'\n)\n)\n'abc\n(1, 2]\nnot\n1 not 2\n"
        "1 is not\na b\na b c\n1 2\n'a' 1\nf 1\nprint f(1)\n[1 2]\n{1 2}\n{1: 2 3}\n(1 2)\nf(1 2)\n"
        "x[1 2]\nlambda x: = 3\nx = 1 if 0 else\nx if 1",
    "syntax_errors_in_statements": "for\nfor i in x\nif 1:\n1\ndef f(\n)\nprint 'a'\nexec 'a'\n"
        "import\nfrom x import\nfrom x import *, y\nclass\nclass C\nwith x\nelse:\nexcept:\n"
        "else 1\n"
        "try:\n    1\n\ntry:\n\nif 1:\n    if 2:\n\nclass C:\n    def f(self):\n\nwhile 1:\n\n1",
    "syntax_errors_of_tokens": "0777\n0b2\n1_\n1__0\n1a\n'\\x1'\nb'\u20ac'\n$\n?\nx!\n\u20ac",
    "syntax_errors_of_indentation": "  1\nif 1:\n    1\n  2\n1\nif 1:\n1\nif 1:\n    x\n  else:\n",
    "syntax_errors_of_meaning": "return 1\nbreak\ncontinue\nyield 1\nx + 1 = 2\nf() = 1\nNone = 1\n"
        "del f()\n1 = x\ndef f(a, a): pass\n\ndef f(a=1, b): pass\n\nf(a=1, 2)\nf(**a, *b)\n"
        "f(a=1, a=2)\nglobal x\nnonlocal x\ndef f():\n    x = 1\n    global x\n\nclass C:\n"
        "    return 1\n\nx: int: 3\n(a, b) += 1\na, b += 1\n{**a for a in b}\n*a\n*a = 1\n"
        "[*a for a in b]\nfrom __future__ import nothing\nlambda: (yield)\ndef f():\n"
        "    nonlocal y\n\n[x := 1 for y in 2]\n[y := 1 for y in 2]\nprint(*)",
    "tracebacks": "def f(x):\n    return g(x)\n\ndef g(x):\n    return 1 / x\n\nf(0)\nf(1)\n"
        "[1, 2][5]\n{}['a']\nint('x')\nlen(5)\nNone.foo\nfoo\nimport nothing_x\nf(1, 2)\n"
        "raise ValueError\nraise ValueError('a\\nb')\nassert 0\nassert 0, 'msg'",
    "tracebacks_over_lines": "def f(a, b, c):\n    return (a +\n        b /\n        c)\n\n"
        "f(1, 2, 0)\n"
        "f(1,\n2,\n0)\nx = [1,\n2][3]\n(lambda: 1/0)()\n[1/0 for i in range(3)]\nsorted([1, 'a'])\n"
        "sum(1/x for x in [0])\n'abc'.foo.bar\na.b.c\nlist(map(lambda x: 1/x, [1, 0]))",
    "tracebacks_of_texts": "exec('1/0')\nexec('def h():\\n  1/0\\nh()')\neval('1/0')\n"
        "exec('x = = 1')\n"
        "exec('return 1')\nexec(compile('def h():\\n  1/0\\nh()', 'x.py', 'exec'))",
    "exceptions_from_others": "try:\n    1/0\nexcept ZeroDivisionError as e:\n"
        "    raise KeyError(1) from e\n\ntry:\n    1/0\nfinally:\n    undefined\n\n"
        "raise KeyError from None\ne = ValueError('v')\ne.add_note('n1')\nraise e\nraise 5\n"
        "raise int\nclass X(BaseException): pass\n\nraise X(1)\nopen('/nonexist')",
    "exceptions_while_one_is_shown": "class E(Exception):\n    def __str__(self): return 1 / 0\n\n"
        "raise E()\nclass R:\n    def __repr__(self): raise KeyError('r')\n\n5\nR()\n_\nx = R()\n"
        "x\n"
        "[R()]\n_",
    "recursion_is_folded": "import sys\nsys.setrecursionlimit(50)\ndef f(n): return f(n+1)\n\n"
        "f(0)\n"
        "sys.setrecursionlimit(1000)\n1",
    "underscore": "_\n1\n_\n_ + 1\n_ = 3\n5\n_\ndel _\n6\n_\nimport builtins\nbuiltins._\nNone\n_\n"
        "print(7)\n_",
    "underscore_gives_up_the_old_value_first": "class D:\n    def __del__(self): print('del')\n\n"
        "D()\n"
        "1\nd = D()\nd\ndel d\n5",
    "prompts": "import sys\nsys.ps1\nsys.ps2\nsys.ps1 = 'A >>> '\n1\nsys.ps2 = 'B ... '\nif 1:\n"
        "    2\n"
        "\nclass P:\n    n = 0\n    def __str__(self): P.n += 1; return f'[{P.n}] >>> '\n\n"
        "sys.ps1 = P()\n1\n2",
    "displayhook": "import sys\nsys.displayhook\nsys.displayhook(3)\n_\n"
        "sys.displayhook = lambda v: print('<', v, '>')\n1\nNone\n"
        "sys.displayhook = sys.__displayhook__\n1\ndel sys.displayhook\n1\nx = 1",
    "excepthook": "import sys\nsys.excepthook = lambda *a: print('hook', a[0].__name__)\n1/0\n"
        "x = = 1\nsys.excepthook = sys.__excepthook__\n1/0\n"
        "def bad(*a): raise KeyError('in hook')\n"
        "\nsys.excepthook = bad\n1/0\ndel sys.excepthook\n1/0",
    "the_last_exception": "import sys\nsys.last_value\n1/0\n"
        "sys.last_type, sys.last_value, sys.last_traceback\nsys.last_traceback.tb_lineno\nx = = 1\n"
        "sys.last_value\nimport traceback\ntraceback.print_last()",
    "streams_are_replaced": "import io, sys\nsys.stdout = io.StringIO()\n1\nprint(3)\n"
        "x = sys.stdout.getvalue(); sys.stdout = sys.__stdout__\nx\nsys.stderr = io.StringIO()\n"
        "1/0\n"
        "x = sys.stderr.getvalue(); sys.stderr = sys.__stderr__\nprint(x)\nsys.stdout = None\n1\n"
        "print(1)\nsys.stdout = sys.__stdout__\nsys.stderr = None\n1/0\n"
        "sys.stderr = sys.__stderr__\n2",
    "text_without_the_end_of_a_line": "print('a', end='')\nprint('b', end='')\n1\nimport sys\n"
        "x = sys.stdout.write('abc')\nsys.stdout.write('abc')\nsys.stderr.write('err')\n"
        "sys.stderr.write('e'); print(1); sys.stderr.write('f\\n')",
    "exit": "exit()", "exit_with_a_status": "exit(3)", "exit_with_a_text": "exit('text')",
    "exit_with_none": "exit(None)", "quit": "quit()", "system_exit": "raise SystemExit",
    "sys_exit": "import sys\nsys.exit((1, 2))", "os_exit": "import os\nos._exit(9)",
    "exit_is_an_exception": "def f():\n    exit(5)\n\ntry:\n    f()\nexcept SystemExit as e:\n"
        "    e.code\n\nexit\nquit\nhelp\nexit(256)",
    "exit_destroys": "class D:\n    def __del__(self): print('del')\n\nd = D()\nexit()",
    "compound_statements_on_a_line": "if 1: 2\n\nwhile 0: pass\n\nfor i in 1, 2: i\n\n"
        "x = 1; y = 2; x; y\nclass C: x = 1\n\nC.x\ndef f(): return 5\n\nf()\n"
        "with open('/dev/null') as f: f.name\n\ntry: 1\nexcept: 2\n\nif 1: 1\nelse: 2\n\n",
    "comments": "# c\n   # c2\nif 1: # c\n    # c\n    2 # x\n# c at 0\n    3\n\n4\n\n\n5 # y\n"
        "def f():\n    return 1\n# comment\n\nf()",
    "annotations": "x: int = 3\n__annotations__\nx: str\ny: int\ny\n"
        "from __future__ import annotations\ndef f(x: z): pass\n\nf.__annotations__",
    "namespace": "dir()\nx = 1\ndir()\nlocals() is globals()\nimport __main__\n__main__.y = 3\ny\n"
        "__name__\n__doc__\n__package__\n__spec__\nimport sys\nsys.argv\nsys.path[0]",
    "values": "1.5\n'a\\n\"b'\nb'x'\n[1, [2]]\n(1,)\n{}\nset()\nrange(3)\nlen\nint\nprint\n"
        "lambda: 1\n"
        "object()\n...\nTrue\ntype\n'\u00e9\u20ac'\n'\\ud800'\n'\\x00\\x7f'\n(y := 5)\n"
        "print(1) or 2",
    "generators": "def g():\n    yield 1\n    yield 2\n\ng()\nlist(g())\nx = g()\n"
        "next(x); next(x); next(x)",
    "names_beyond_ascii": "\u00e9 = 5\n\u00e9\n'\u00e9' + 1\ndef \u00f1(x): return x / 0\n\n"
        "\u00f1('\u00e9' + 'a')\nx = '\u00e9' \u00e9\n\u00f1(\u00e9) + undefined_\u00e9 + '\u00e9'",
    "input": "x = input() -->\nhello\nx\ny = input('p: ') --> p: \nw\ny\ninput(1) --> 1\nz",
    "lines_of_standard_input": "import sys\nsys.stdin.readline() -->\nabc\n"
        "sys.stdin.readline() -->\n\n"
        "sys.stdin.fileno()\nsys.stdin.read() -->\nabc -->\n^D\n1",
    "warnings_of_the_compiler": "1 is 1\n'\\d'\nassert (1, 'x')\n() ()",
    "memory_errors": "x = [0] * (1 << 60)\nx = 'a' * (1 << 62)\nx = bytearray(1 << 62)\n1",
    "an_exception_in_a_destructor": "class D:\n    def __del__(self): 1/0\n\nD() and None\n"
        "x = D()\n"
        "x = 1",
    "a_traceback_keeps_its_variables": "class D:\n    def __del__(self): print('del')\n\ndef f():\n"
        "    d = D()\n    1/0\n\nf()\n1\n2/0\n3",
    "reference_counts": "import sys\nx = []\nsys.getrefcount(x)\nx\nsys.getrefcount(x)\n"
        "def f(a): return sys.getrefcount(a)\n\nf(x)\nf([])\nsys.getrefcount([])\n1\n"
        "sys.getrefcount(x)",
    "identities": "a = 300\nb = 300\na is b\na = 300; b = 300; a is b\n"
        "a = 'x y'; b = 'x y'; a is b\n"
        "a = 'x y'\nb = 'x y'\na is b\na = 256\nb = 256\na is b\n(1, 2) is (1, 2)\n"
        "a = 1.5; b = 1.5; a is b\n[] is []\nid([]) == id([])",
    "end_of_input": "^D", "end_in_brackets": "(1,\n^D\n1", "end_in_a_block": "for i in 1, 2: i\n"
        "^D\n1",
    "end_in_input": "input() -->\n^D\n"
        "1", "end_in_readline": "import sys; sys.stdin.readline() -->\n^D\n1",
    "interrupt_of_an_empty_line": "^C\n1", "interrupt_in_a_block": "if 1:\n^C\n1",
    "interrupt_in_brackets": "(1,\n^C\n1",
    "interrupt_of_a_loop": "while 1: pass\n -->\n^C\n1",
    "interrupt_of_a_function": "def f():\n    while 1:\n        pass\n\nf() -->\n^C\n2",
    "interrupt_of_sleep": "import time; time.sleep(20) -->\n^C\n2",
    "interrupt_of_input": "input('? ') --> ? \n^C\n2",
    "interrupt_of_readline": "import sys; sys.stdin.readline() -->\n^C\n2",
    "interrupt_of_a_repr": "class R:\n    def __repr__(self):\n        while 1: pass\n\nR() -->\n"
        "^C\n3",
    "interrupt_of_a_comprehension": "[x for x in iter(int, 1)] and 0 -->\n^C\n3",
    "interrupt_that_is_ignored": "import signal\nx = signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "while 1:\n    input()\n -->\n^C -->\n^D\n2",
    "interrupt_that_is_handled": "import signal\n"
        "x = signal.signal(signal.SIGINT, lambda *a: print('handler'))\n1\nimport time\n"
        "time.sleep(1) -->\n^C\n2",
    "interrupt_at_the_end": "while 1: pass\n -->\n^C",
    "raised_interrupt_at_the_end": "raise KeyboardInterrupt('x')",
    "raised_interrupt": "raise KeyboardInterrupt('x')\nclass K(KeyboardInterrupt): pass\n\n"
        "raise K\n1",
}
PROGRAMS = {"fails.py": "def f():\n    1/0\ny = 3\nf()\n", "exits.py": "z = 4\nraise SystemExit(7)\n",
            "wrong.py": "x = 1\ny = = 2\n"}
AFTER_PROGRAMS = {
    "after_an_exception": (["-i", "fails.py"], "y\nimport sys; sys.last_type\n_"),
    "after_system_exit": (["-i", "exits.py"], "z\nimport sys; sys.last_value"),
    "after_a_syntax_error": (["-i", "wrong.py"], "1"),
    "after_no_program": (["-i", "nothing.py"], "1"),
    "after_a_command": (["-i", "-c", "x = 1; 1/0"], "x\nexit(4)"),
    "dash": (["-"], "1"),
}


class Session:
    """An interpreter at a terminal of its own."""

    def __init__(self, python, arguments, directory):
        environment = {"PATH": "/usr/bin:/bin", "TERM": "dumb", "HOME": str(directory),
                       "LANG": "C.UTF-8", "ASAN_OPTIONS": "detect_stack_use_after_return=0:"
                       "allocator_may_return_null=1"}
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(directory)
            os.execve(python, [python, "-q", *arguments], environment)
        self.output, self.has_ended, self.is_busy = b"", False, False

    def wait(self, expected=PROMPT):
        """Until what has come since the last call ends in it."""
        deadline, come = time.monotonic() + LIMIT, b""
        while not self.has_ended and not expected.search(come):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                raise TimeoutError(f"{expected} in {self.output + come}")
            try:
                data = os.read(self.terminal, 65536)
            except OSError:  # how a terminal says that nobody has it open any more
                data = b""
            self.has_ended = not data
            come += data
        self.output += come

    def type(self, line):
        line, arrow, answer = line.partition(" -->")
        if self.has_ended:
            return
        if self.is_busy or line.startswith("^"):
            time.sleep(STARTED)
        self.is_busy = bool(arrow)
        keys = {"^C": INTERRUPT, "^D": END}.get(line, line + "\r")
        with contextlib.suppress(OSError):
            os.write(self.terminal, keys.encode())
        if arrow:
            echo = b"\\^C" if line == "^C" else re.escape(line.encode()) + b"\r\n"
            answer = answer[1:].encode() or (b"" if line == "^C" else b"\n")
            self.wait(re.compile(echo + b"$" if answer == b"\n" else re.escape(answer) + b"$"))
        else:
            self.wait()

    def end(self):
        """(what the terminal shows, the exit status)"""
        if not self.has_ended:
            with contextlib.suppress(OSError):
                os.write(self.terminal, END.encode())
            self.wait(re.compile(b"never$"))
        _, status = os.waitpid(self.process, 0)
        self.process = None
        text = self.output.decode(errors="replace").replace("\r\n", "\n")
        text = re.sub(r"\x1b\[\?2004[hl]|\x1b\[K|\r", "", text)
        return re.sub(r"0x[0-9a-f]{6,}", "0xADDRESS", text), os.waitstatus_to_exitcode(status)

    def close(self):
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.terminal)


def transcript(python, arguments, lines, directory):
    session = Session(str(python), arguments, directory)
    try:
        session.wait()
        for line in lines.split("\n"):
            session.type(line)
        return session.end()
    finally:
        session.close()


needs_cpython = pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not here to compare with")


@needs_cpython
@pytest.mark.parametrize("name", SESSIONS)
def test_session_at_a_terminal_is_as_cpythons(name, tmp_path):
    expected = transcript(CPYTHON, [], SESSIONS[name], tmp_path)
    assert transcript(host_tool("python", "san").absolute(), [], SESSIONS[name], tmp_path) == expected


@needs_cpython
@pytest.mark.parametrize("name", AFTER_PROGRAMS)
def test_prompt_that_follows_a_program_is_as_cpythons(name, tmp_path):
    arguments, lines = AFTER_PROGRAMS[name]
    for file, text in PROGRAMS.items():
        (tmp_path / file).write_text(text)
    expected = transcript(CPYTHON, arguments, lines, tmp_path)
    found, status = transcript(host_tool("python", "san").absolute(), arguments, lines, tmp_path)
    found = found.replace("python: can't open file", f"{CPYTHON}: can't open file")
    assert (found, status) == expected
