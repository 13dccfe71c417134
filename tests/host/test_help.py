"""help(): pydoc's layout is CPython's, and whatever is public says what it is for."""
import re
import subprocess

import pytest

from support import CPYTHON, CPYTHON_ENVIRONMENT, host_tool, run_command

MODULE = '''\
"""What the module is for.

More about it,
in two lines.
"""
LIMIT = 5
NAMES = ["a" * 30, "b" * 30, "c" * 30]


class Base:
    """A base."""
    kind = "base"

    def __init__(self, x, y=2, *, z: int = 3):
        """Makes it."""

    def area(self) -> float:
        """The area.

        In square metres.
        """

    def plain(self):
        pass

    @property
    def read_only(self):
        """A read-only thing."""

    @property
    def both(self):
        "Both."

    @both.setter
    def both(self, value):
        pass

    @staticmethod
    def fixed(a, b=None):
        "Static."

    @classmethod
    def made(cls, a):
        "Class."

    _hidden = 3

    def _private(self):
        pass

    def __len__(self):
        "How long."

    also = area
    short = lambda self, q: q


class Derived(Base):
    "Derived doc."
    __slots__ = ("slot",)
    extra = [1, 2]

    def plain(self):
        "Overridden."


class Empty:
    pass


class Both(Derived, Empty):
    pass


def f(a, /, b, c: int = 3, *args, d, e="x", **kw) -> str:
    "What f does."


def g():
    pass


def h(*, k):
    "Keywords only."


short = lambda x, y=1: x
made = Base(1)
'''
ASK = '''\
import pydoc, shown, sys
asked = [shown.f, shown.g, shown.h, shown.short, shown.Base, shown.Derived, shown.Empty, shown.Both,
         shown.made.area, shown.Base.area, shown.Base.read_only, shown.Base.fixed, shown.Base.made,
         shown.made.made, shown]
for x in asked:
    print("=====")
    options = {"renderer": pydoc.plaintext} if hasattr(pydoc, "plaintext") else {}
    print(pydoc.render_doc(x, "Help on %s:", **options))
'''
# Of the two descriptors that each class has, each says it in its own words.
DESCRIPTORS = re.compile(r"^.*(for instance variables|own attributes, as a dict|weak references).*$",
                         re.M)


@pytest.mark.skipif(not CPYTHON, reason="needs CPython 3.11")
def test_the_layout_is_that_of_cpython(tmp_path):
    (tmp_path / "shown.py").write_text(MODULE)
    (tmp_path / "ask.py").write_text(ASK)
    theirs = run_command([CPYTHON, tmp_path / "ask.py"], env=CPYTHON_ENVIRONMENT)
    ours = run_command([host_tool("python"), tmp_path / "ask.py"])
    assert (theirs.stderr, ours.stderr) == ("", "")
    assert DESCRIPTORS.sub("...", ours.stdout) == DESCRIPTORS.sub("...", theirs.stdout)


def said(text, status=0):
    done = subprocess.run([str(host_tool("python")), "-c", text], input=b"", timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == status and done.stderr == b"", done.stderr.decode()
    return done.stdout.decode()


def test_built_in_things_are_told():
    assert said("help(len)") == ("Help on built-in function len in module builtins:\n\n"
                                 "len(container) -> the number of its items\n\n")
    assert "append(...) method of builtins.list instance\n    Append" in said("help([].append)")
    text = said("help(int)")
    assert text.startswith("Help on class int in module builtins:\n\nclass int(object)\n |  int(")
    assert " |  __add__(self, value, /)\n |      self + value\n" in text
    assert "Method resolution order:\n |      ZeroDivisionError\n" in said("help(ZeroDivisionError)")
    assert said("help(5)").startswith("Help on int object:\n\nclass int(object)\n")
    assert "\nFUNCTIONS\n    bytes(object) ->" in said("import memory; help(memory)")


def test_texts_name_what_is_told():
    assert said("help('len')") == said("help(len)")
    assert said("help('list.append')").startswith("Help on method_descriptor in list:\n\nappend(")
    assert "NAME\n    math - " in said("help('math')")
    assert "the suite runs when the test is true" in said("help('if')")
    assert " while with yield\n" in said("help('keywords')")
    modules = said("help('modules')").split()
    assert {"collections", "json", "pydoc", "sys"} <= set(modules)
    assert said("help('nothing.here')").startswith("No Python documentation found for "
                                                   "'nothing.here'.\n")


def test_each_keyword_is_told():
    text = said("import keyword, pydoc\n"
                "print([k for k in keyword.kwlist if k not in pydoc._KEYWORDS],\n"
                "      [k for k in pydoc._KEYWORDS if k not in keyword.kwlist])")
    assert text == "[] []\n"


def test_help_asks_when_nothing_is_named():
    done = subprocess.run([str(host_tool("python")), "-c", "help(); print('back')"],
                          input=b"len\nwhile\nquit\n", stdout=subprocess.PIPE, timeout=60)
    text = done.stdout.decode()
    assert text.startswith("This is Python on Terrarium") and "ZeroDivisionError" in text
    assert "help> Help on built-in function len" in text
    assert 'help> The "while" keyword' in text
    assert text.endswith("You are now leaving help and returning to the Python interpreter.\nback\n")


# Modules of which each function, class and method that has no underscore has a docstring.
MODULES = ("builtins sys gc math memory itertools collections functools operator os time io random "
           "re posixpath statistics string heapq struct contextlib copy bisect textwrap timeit "
           "warnings traceback stat json weakref dis").split()
WALK = '''\
import types
missing = []

def look(where, names, module):
    for name, value in sorted(names.items()):
        value = getattr(value, "__func__", value)
        if name.startswith("_") or not callable(value) or isinstance(value, types.ModuleType):
            continue
        if getattr(value, "__module__", None) not in (module, "_" + module, None):
            continue
        if not getattr(value, "__doc__", None):
            missing.append(f"{where}.{name}")
        if isinstance(value, type) and "." not in where:
            look(f"{where}.{name}", value.__dict__, module)

for name in MODULES:
    module = __import__(name, fromlist=["all"])
    if not module.__doc__:
        missing.append(name)
    look(name, vars(module), name)
print(missing)
'''
# Objects whose class says what they are for, and what is left as CPython has it.
WITHOUT = ["builtins.exit", "builtins.help", "builtins.quit"]


def test_whatever_is_public_says_what_it_is_for():
    missing = eval(said(f"MODULES = {MODULES}\n{WALK}"))
    assert [name for name in missing if name not in WITHOUT] == []
