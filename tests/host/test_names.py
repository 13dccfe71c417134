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
    "complex", "aiter", "anext",  # no complex numbers, no async
    "BaseExceptionGroup", "ExceptionGroup", "copyright", "credits", "license",
    "__loader__", "__package__", "__spec__"}
SYS_LEFT_OUT = {
    # of the import system, of threads, async, audits, tracing, building and installing
    "meta_path", "path_hooks", "path_importer_cache", "pycache_prefix", "__loader__", "__package__",
    "__spec__", "_framework", "_git", "_home", "_stdlib_dir", "api_version", "copyright",
    "base_exec_prefix", "base_prefix", "exec_prefix", "prefix", "platlibdir", "_base_executable",
    "thread_info", "getswitchinterval", "setswitchinterval", "_current_frames",
    "_current_exceptions", "get_asyncgen_hooks", "set_asyncgen_hooks",
    "get_coroutine_origin_tracking_depth", "set_coroutine_origin_tracking_depth", "addaudithook",
    "audit", "settrace", "setprofile", "call_tracing", "getdlopenflags", "setdlopenflags",
    "getallocatedblocks", "getfilesystemencodeerrors", "_clear_type_cache", "_debugmallocstats",
    "_getquickenedcount", "__interactivehook__"}
# Of what a module says it offers (__all__).
MODULE_LEFT_OUT = {
    "collections.abc": {"AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable",
                        "Coroutine"},
    "contextlib": {"AbstractAsyncContextManager", "AsyncExitStack", "aclosing",
                   "asynccontextmanager"},
    "io": {"BlockingIOError", "BufferedRWPair", "open_code"},
    "random": {"SystemRandom"},
    "re": {"template"},
    "types": {"AsyncGeneratorType", "CoroutineType", "coroutine"},
}
MODULES = ["abc", "bisect", "collections", "collections.abc", "contextlib", "copy", "dataclasses",
           "enum", "fractions", "functools", "graphlib", "heapq", "importlib", "io", "json",
           "keyword", "numbers", "operator", "posixpath", "pprint", "random", "re", "reprlib",
           "statistics", "string", "struct", "textwrap", "timeit", "traceback", "types",
           "warnings", "weakref"]


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


@pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not on this computer")
def test_sys_has_the_names_of_cpython():
    theirs = names(CPYTHON, "__import__('sys')")
    has = f"[n for n in {sorted(theirs)} if hasattr(__import__('sys'), n)]"
    ours = ast.literal_eval(run_command([host_tool("python"), "-c", f"print({has})"]).stdout)
    assert theirs - set(ours) == SYS_LEFT_OUT


@pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not on this computer")
@pytest.mark.parametrize("name", MODULES)
def test_module_offers_what_cpython_s_does(name):
    public = (f"import importlib; m = importlib.import_module({name!r}); "
              "names = getattr(m, '__all__', [n for n in dir(m) if n[0] != '_']); ")
    theirs = run_command([CPYTHON, "-c", public + "print(list(names))"]).stdout
    has = public + f"print([n for n in {theirs.strip()} if hasattr(m, n)])"
    ours = run_command([host_tool("python"), "-c", has]).stdout
    missing = set(ast.literal_eval(theirs)) - set(ast.literal_eval(ours))
    assert missing == MODULE_LEFT_OUT.get(name, set())
