"""The scripts that no other test runs (bench.py, above all) are at least whole: pyflakes reads every
script of tests/ and finds no wrong syntax and no name that nothing defines."""
import subprocess
import sys

import pytest

from support import ROOT

SCRIPTS = sorted(path for room in (".", "host", "machine") for path in
                 (ROOT / "tests" / room).glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT / "tests")))
def test_pyflakes_has_nothing_to_say(script):
    done = subprocess.run([sys.executable, "-m", "pyflakes", script], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout
