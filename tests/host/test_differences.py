"""The deliberate differences from CPython: interp/DIFFERENCES.md lists them, each by its name here.
A difference that has gone, on either side, fails its test."""
import pytest

from support import CPYTHON, ROOT, host_tool, run_command

# name: (program, what CPython prints or None where it is a matter of its build, {build: ours})
DIFFERENCES = {
    "one_character_strings": ("b = 'b'\nprint(chr(98) is b)", "False", {"host": "True",
                                                                        "host32": "True"}),
    "counts_of_small_ints": ("import sys\nprint(sys.getrefcount(1) < 10 ** 6)", "False",
                             {"host": "True", "host32": "True"}),
    "sizes_on_32_bits": ("import sys\nprint(sys.getsizeof(1.5))", "24",
                         {"host": "24", "host32": "16"}),
    "instructions": ("import dis\ndef f(x): return x + 1\n"
                     "print([i.opname for i in dis.get_instructions(f)])",
                     "['RESUME', 'LOAD_FAST', 'LOAD_CONST', 'BINARY_OP', 'RETURN_VALUE']",
                     {"host": "['BINARY_ADD', 'RETURN_VALUE']"}),
    "what_is_left_out": ("import builtins, sys\n"
                         "print([n for n in ('complex', 'ExceptionGroup')\n"
                         "       if hasattr(builtins, n)], hasattr(sys, 'settrace'))\n"
                         "try:\n    import datetime\n"
                         "except ModuleNotFoundError as e:\n    print(e, e.name)",
                         "['complex', 'ExceptionGroup'] True",
                         {"host": "[] False\nNo module named 'datetime': this Python leaves it out "
                                  "datetime"}),
    "characters_in_names": (
        "for text in '\\u00b5 = 1', '\\ufb01x = 1', 'e\\u0301 = 1', '\\u20ac = 1':\n"
        "    try:\n        exec(text)\n        print('accepted')\n"
        "    except SyntaxError as e:\n        print(e.msg)",
        "accepted\naccepted\naccepted\ninvalid character '\u20ac' (U+20AC)",
        {"host": "this Python does not support '\u00b5' (U+00B5) in names, which Unicode's NFKC "
                 "would change\n"
                 "this Python does not support '\ufb01' (U+FB01) in names, which Unicode's NFKC "
                 "would change\n"
                 "this Python does not support '\u0301' (U+0301) in names, which Unicode's NFKC "
                 "would change\n"
                 "invalid character '\u20ac' (U+20AC)"}),
    "maxsize_on_32_bits": ("import sys\nprint(sys.maxsize)", None,
                           {"host": str(2 ** 63 - 1), "host32": str(2 ** 63 - 1)}),
    "tracebacks_of_python_m": (
        "import os, sys\nif len(sys.argv) == 1:\n    os.chdir(os.path.dirname(sys.argv[0]))\n"
        "    python = os.readlink('/proc/self/exe')\n"
        "    os.execv(python, [python, '-m', 'program', 'again'])\n"
        "print(sys._getframe().f_back is None)", "False", {"host": "True", "host32": "True"}),
    "last_digits_of_math": ("import math\nprint(math.expm1(22.033917046292252))", None,
                            {"host": "3708587992.1847486", "host32": "3708587992.1847486"}),
    "cells_in_the_function": (
        "import gc\ndef f(x):\n    return lambda: x\nheld = [1]\ng = f(held)\n"
        "cell = [o for o in gc.get_referrers(held) if type(o).__name__ == 'cell'][0]\n"
        "print(any(type(o) is tuple for o in gc.get_referrers(cell)))", "True",
        {"host": "False", "host32": "False"}),
    "operands_that_wait_for_an_operator": (
        "import sys\nclass Box:\n    def __init__(self, held): self.held = held\n"
        "    def __neg__(self): return sys.getrefcount(self.held)\n"
        "def f(x):\n    b = Box(x)\n    return x == -b, -b\n"
        "class Same(Box):\n    def __eq__(self, other): return other\n"
        "print(f(Same(None))[0], f(Same(None))[1])", "4 3", {"host": "3 3", "host32": "3 3"}),
    "items_in_a_warm_loop": (
        "import sys\nclass A:\n    def __getitem__(self, key): return sys.getrefcount(self)\n"
        "def f(a):\n    return [a[0] for i in range(20)]\n"
        "print(f(A())[0], f(A())[-1])", "4 3", {"host": "4 4", "host32": "4 4"}),
    "counts_in_library_functions": (
        "import functools, sys\ndef seen(x, y): return sys.getrefcount(x)\n"
        "print(functools.reduce(seen, [[1]], [2]))", "5", {"host": "4", "host32": "4"}),
    "counts_of_code": (
        "import sys\ndef f(): return sys.getrefcount(f.__code__)\n"
        "print(f(), sys.getrefcount(f.__code__.co_consts))", "4 2",
        {"host": "3 1", "host32": "3 1"}),
    "objects_held_while_native_code_asks": (
        "import sys\nclass A:\n    def __repr__(self): return str(sys.getrefcount(self))\n"
        "a = A()\nprint(repr(a), [a])", "4 [4]", {"host": "4 [5]", "host32": "4 [5]"}),
    "free_blocks": (
        "a = [1]\ni = id(a)\ndel a\nb = {}\nprint(id(b) == i)", "False", {"host": "True"}),
    "sizes_of_tables": (
        "import sys\nprint(sys.getsizeof({}), sys.getsizeof(set()), sys.getsizeof([1, 2]))",
        "64 216 72", {"host": "56 88 72"}),
    "hashes_of_a_dict_in_a_set": (
        "asked = []\nclass Key:\n    def __hash__(self): return asked.append(1) or 1\n"
        "d = {Key(): 1}\nset(d)\nprint(len(asked))", "1", {"host": "2", "host32": "2"}),
    "sizes_of_raw_reads": ("import io\nclass Raw(io.RawIOBase):\n    sizes = []\n"
                           "    def readable(self): return True\n"
                           "    def readinto(self, target):\n"
                           "        self.sizes.append(len(target))\n"
                           "        target[:5] = b'abcde'\n        return 5\n"
                           "io.BufferedReader(Raw(), 16).read(12)\nprint(Raw.sizes)",
                           "[16, 11, 6]", {"host": "[16, 16, 16]"}),
    "objects_of_decoding_errors": ("import codecs\ndef handler(error):\n"
                                   "    error.object = b'other'\n    return 'x', error.end\n"
                                   "codecs.register_error('swap', handler)\n"
                                   "print(b'\\xff\\xffa'.decode('ascii', 'swap'))",
                                   "xther", {"host": "xxa"}),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_difference(name, tmp_path):
    text, theirs, ours = DIFFERENCES[name]
    program = tmp_path / "program.py"
    program.write_text(text + "\n")
    for kind, expected in ours.items():
        assert run_command([host_tool("python", kind), program]).stdout == expected + "\n", kind
    if CPYTHON and theirs:
        assert run_command([CPYTHON, program]).stdout == theirs + "\n"


def test_the_page_lists_each_difference():
    page = (ROOT / "interp" / "DIFFERENCES.md").read_text()
    rows = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    assert sorted(rows) == sorted(DIFFERENCES)
