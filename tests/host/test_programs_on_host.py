"""The programs of user/ on the host's interpreter, side by side with the host's own of that name: the
same standard output and exit status."""
import os
import shutil
import subprocess

import pytest

from support import ROOT, host_tool

CASES = {  # each case: the arguments of a program; "< x" behind them is its standard input
    "cat": ["words", "words binary", "nothing words", "-n words numbers", "- < words", "."],
    "head": ["-n 3 numbers", "numbers words", "-c 5 binary", "-n 0 words", "< numbers"],
    "tail": ["-n 3 numbers", "numbers words", "-c 5 words", "-n +4 numbers", "-n 2 words",
             "nothing"],
    "wc": ["words", "-l words numbers", "words numbers nothing", "-c binary", "-w < words",
           "< words"],
    "sort": ["numbers", "-n numbers", "-r words", "-nr numbers", "-u numbers", "-f words",
             "-k 2 words", "nothing", "< numbers"],
    "ls": ["", "-a", "-l", "-R", "-la inner", "-d inner", "-S", "-r", "words inner", "nothing",
           "-i words"],
    "echo": ["", "one  two", "-n text", "-e a\\tb\\x41\\0102", "-E -n", "--", "-x"],
    "date": ["-d @0", "-d @1700000000", "-d @951782400 +%F/%T/%j/%a/%b/%u/%p/%I", "-r words",
             "-d @4107542400"],
    "env": ["-i A=1 B=2", "-i"],
    "true": ["", "x"],
    "false": ["", "x"],
    "kill": ["-l 9", "-l 15", "-0 1", "999999"],
    "grep": ["three words", "-n e words", "-v three words", "-c t words numbers", "-i FOUR words",
             "-l 9 words numbers", "-q x words", "-w on words", "-x three words", "-o t[a-z]* words",
             "-E ^(one|F) words", "-F . numbers", "^$ words", "nowhere words", "x nothing",
             "-r inside inner", "-r inside", "inside inner", "[[:digit:]][[:digit:]] numbers",
             "^o.*\\(w\\) words", "t\\{1\\} words", "-e -3 numbers", "[ words", "three < words",
             "-c a binary", "-c 0 zeros"],
    "hexdump": ["-C words", "-C binary", "-C zeros", "-C -v zeros", "-C -s 3 -n 20 words",
                "-C nothing", "-C < numbers"],
}
WRITING = [
    "cp words copy", "cp words numbers inner", "cp -r inner copy", "cp inner copy",
    "cp nothing copy", "cp words words", "cp -r inner inner/deep", "mv words inner",
    "mv words other", "mv nothing other", "mv inner other", "mv words numbers inner",
    "rm words", "rm -r inner", "rm inner", "rm nothing", "rm -f nothing", "rm words nothing",
    "mkdir new", "mkdir words", "mkdir no/new", "mkdir -p no/new/er", "rmdir inner",
    "rmdir inner/empty", "rmdir nothing", "touch words new", "touch -c new", "touch no/new",
    "chmod 600 words", "chmod u+x,go-r words", "chmod =r words numbers", "chmod a-w,u=rwx inner",
    "chmod +x nothing", "ln words new", "ln -s words new", "ln words numbers", "ln -sf words numbers",
    "ln words link inner", "ln nothing new"]
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"}


def make_files(directory):
    directory.mkdir()
    (directory / "words").write_bytes(b"one two\nthree\n\nFour five six\nthree")
    (directory / "numbers").write_bytes(b"10\n9\n9\n-3\n100\n1\n0.5\nx\n7\n8\n11\n12\n")
    (directory / "binary").write_bytes(bytes(range(256)) * 3)
    (directory / "zeros").write_bytes(bytes(100) + b"end")
    (directory / "inner" / "empty").mkdir(parents=True)
    (directory / "inner" / "file").write_text("inside\n")
    (directory / "inner" / ".hidden").write_text("")
    (directory / "link").symlink_to("words")
    for path in directory.rglob("*"):
        os.utime(path, (1700000000, 1700000000), follow_symlinks=False)
    return directory


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return make_files(tmp_path_factory.mktemp("files") / "work")


def run(command, arguments, directory):
    words, _, source = arguments.partition("< ")
    with open(directory / source.strip() if source else os.devnull, "rb") as standard_input:
        done = subprocess.run([*command, *words.split()], stdin=standard_input, cwd=directory,
                              timeout=20, env=ENVIRONMENT, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)
    return done.stdout, done.returncode


def compare(program, arguments, directory, other_directory):
    """Ours in the one directory, theirs in the other one."""
    theirs = shutil.which(program)
    if not theirs:
        pytest.skip(f"{program} is not on this computer")
    ours = [host_tool("python").absolute(), ROOT / "user" / f"{program}.py"]
    assert run(ours, arguments, directory) == run([theirs], arguments, other_directory)


@pytest.mark.parametrize("program, arguments", [
    (program, arguments) for program, cases in CASES.items() for arguments in cases])
def test_output_and_status(program, arguments, files):
    compare(program, arguments, files, files)


def tree(directory):
    """What is in it: names, permissions, contents."""
    return {str(path.relative_to(directory)): (
        path.lstat().st_mode, path.read_bytes() if path.is_file() else None)
        for path in directory.rglob("*")}


@pytest.mark.parametrize("line", WRITING)
def test_files_afterwards(line, tmp_path):
    ours, theirs = make_files(tmp_path / "ours"), make_files(tmp_path / "theirs")
    program, arguments = line.split(" ", 1)
    compare(program, arguments, ours, theirs)
    if line != "cp -r inner inner/deep":  # what is in a directory then is a matter of its order
        assert tree(ours) == tree(theirs)
