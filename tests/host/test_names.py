"""What the built-in types and module builtins offer is what CPython's do; what is left out is
listed here, and in interp/DIFFERENCES.md."""
import ast

import pytest

from support import CPYTHON, host_tool, run_command

TYPES = ["str", "bytes", "bytearray", "int", "bool", "float", "list", "tuple", "dict", "set",
         "frozenset", "range", "slice", "object", "type", "property", "staticmethod", "classmethod",
         "super", "enumerate", "zip", "map", "filter", "reversed", "BaseException", "OSError",
         "SyntaxError", "UnicodeDecodeError",
         "UnicodeTranslateError", "memoryview"]
# There is no pickle: what only it asks for. type's signatures are for inspect.
LEFT_OUT = {"__reduce__", "__reduce_ex__", "__getstate__", "__setstate__", "__getnewargs__",
            "__text_signature__", "__abstractmethods__", "__length_hint__", "__getformat__"}
LEFT_OUT_OF = {"enumerate": {"__class_getitem__"}, "OSError": {"characters_written"}}
BUILTINS_LEFT_OUT = {
    "complex", "breakpoint", "aiter", "anext",  # no complex numbers, no async
    "BaseExceptionGroup", "ExceptionGroup", "copyright", "credits", "license",
    "__loader__", "__package__", "__spec__"}


def names(python, expression):
    outcome = run_command([python, "-c", f"import builtins; print(dir({expression}))"])
    assert outcome.status == 0, outcome.text()
    return set(ast.literal_eval(outcome.stdout))


@pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not on this computer")
@pytest.mark.parametrize("name", TYPES)
def test_type_has_the_names_of_cpython(name):
    theirs, ours = names(CPYTHON, name), names(host_tool("python"), name)
    assert theirs - ours - LEFT_OUT <= LEFT_OUT_OF.get(name, set())
    assert ours <= theirs


@pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not on this computer")
def test_builtins_has_the_names_of_cpython():
    theirs, ours = names(CPYTHON, "builtins"), names(host_tool("python"), "builtins")
    assert theirs - ours == BUILTINS_LEFT_OUT
    assert ours <= theirs
