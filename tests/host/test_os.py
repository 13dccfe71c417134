"""Module os over the host: files, directories and the environment, compared with CPython's."""
import os
import subprocess

import pytest

from support import CPYTHON, host_tool

PROGRAMS = {
    "directories": "print(sorted(os.listdir()), sorted(os.listdir('box')))\n"
                   "print(os.listdir('box/empty'))",
    "status": "s = os.stat('text')\nprint(s.st_size, oct(s.st_mode), s.st_nlink, s.st_mtime, s)\n"
              "print(oct(os.lstat('link').st_mode), os.stat('link').st_ino == s.st_ino)\n"
              "print(os.fstat(0).st_mode == os.stat(0).st_mode)",
    "links": "print(os.readlink('link'), oct(os.lstat('link').st_mode))",
    "reading": "fd = os.open('text', os.O_RDONLY)\nprint(os.read(fd, 3), os.lseek(fd, -2, 2))\n"
               "print(os.read(fd, 9), os.read(fd, 9))\nother = os.dup(fd)\nos.close(fd)\n"
               "print(os.lseek(other, 1, os.SEEK_SET), os.read(other, 2), other != fd)",
    "access": "print([os.access(n, os.R_OK) for n in ('text', 'no', '.')],\n"
              "      os.access('text', os.X_OK), os.access('text', os.F_OK))",
    "terminals": "print(os.isatty(0), os.isatty(99))",
    "environment": "print(os.environ['COLOUR'], 'NO' in os.environ, os.environ.get('EMPTY'))",
    "environment_goes_on": "os.environ['COLOUR'] = 'blue = sky'\nos.environ['NEW'] = 'ä'\n"
                           "del os.environ['EMPTY']\nos.execv('/usr/bin/env', ['env'])",
    "parents": "p = os.getpid()\nif os.fork() == 0:\n    os._exit(os.getppid() == p)\n"
               "print(os.WEXITSTATUS(os.waitpid(-1, 0)[1]))",
    "descriptors_end_with_exec": "fd = os.dup(os.open('text', 0))\n"
                                 "os.execv('/bin/ls', ['ls', f'/dev/fd/{fd}'])",
}
ERRORS = ["os.listdir('no')", "os.listdir('text')", "os.stat('no')", "os.stat('text/x')",
          "os.open('no', 0)", "os.open('box', os.O_WRONLY)", "os.readlink('text')",
          "os.stat('a\\0b')", "os.lseek(99, 0, 0)", "os.fstat(99)", "os.dup(99)", "os.listdir(1.5)", "os.stat(None)",
          "os.tcgetpgrp(0)"]


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    path = tmp_path_factory.mktemp("files")
    (path / "box" / "empty").mkdir(parents=True)
    (path / "box" / "ä b").write_text("x")
    (path / "text").write_text("some text\n")
    os.utime(path / "text", (1600000000, 1600000000.5))
    (path / "link").symlink_to("text")
    return path


def run(python, text, directory):
    done = subprocess.run([python, "-c", "import os\n" + text], cwd=directory, timeout=20,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={"COLOUR": "red", "EMPTY": "", "LC_ALL": "C.UTF-8"})
    return sorted(done.stdout.splitlines()), done.stderr.splitlines()[-1:], done.returncode


@pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not here to compare with")
@pytest.mark.parametrize("text", [*PROGRAMS.values(), *ERRORS], ids=[*PROGRAMS, *ERRORS])
def test_as_cpython(text, directory):
    ours = run(host_tool("python", "san").absolute(), text, directory)
    assert ours == run(CPYTHON, text, directory)
