"""Modules that pyc has compiled before they are imported: used as long as they are of the same text."""
import subprocess

import pytest

from support import compile_program, host_tool


@pytest.fixture
def directory(tmp_path):
    (tmp_path / "main.py").write_text("import module\nprint(module.text(), module.__file__)\n")
    (tmp_path / "module.py").write_text("def text():\n    return 'first'\n")
    compile_program(tmp_path / "module.py", tmp_path / "module.pyc")
    return tmp_path


def run(directory):
    done = subprocess.run([host_tool("python"), directory / "main.py"], timeout=20,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.stdout.decode(), done.stderr.decode(), done.returncode


def says(directory, text):
    return f"{text} {directory}/module.py\n", "", 0


def test_it_is_read_instead_of_compiling(directory):
    """Its text is the same; that its code is another can only happen here."""
    assert run(directory) == says(directory, "first")
    compiled = (directory / "module.pyc").read_bytes()
    source = b"def text():\n    return 'first'\n"
    (directory / "other.py").write_text("def text():\n    return 'other'\n")
    compile_program(directory / "other.py", directory / "module.pyc",
                    name=directory / "module.py")
    other = (directory / "module.pyc").read_bytes()
    at, end = other.rindex(b"def text"), compiled.rindex(b"def text") + len(source)
    assert other[at:].startswith(source.replace(b"first", b"other"))
    (directory / "module.pyc").write_bytes(other[:at] + compiled[at:end] + other[at + len(source):])
    assert run(directory) == says(directory, "other")


def test_another_text_makes_it_worthless(directory):
    (directory / "module.py").write_text("def text():\n    return 'changed'\n")
    assert run(directory) == says(directory, "changed")


def test_made_for_another_place_it_is_not_used(directory):
    compile_program(directory / "module.py", directory / "module.pyc", name="/elsewhere/module.py")
    assert run(directory) == says(directory, "first")


@pytest.mark.parametrize("content", [b"", b"\x7fELF", b"no program file", b"\x7fELF" + bytes(500)])
def test_a_broken_one_is_not_used(directory, content):
    (directory / "module.pyc").write_bytes(content)
    assert run(directory) == says(directory, "first")


def test_alone_it_is_no_module(directory):
    (directory / "module.py").unlink()
    output, errors, status = run(directory)
    assert (output, status) == ("", 1) and "ModuleNotFoundError: No module named 'module'" in errors
