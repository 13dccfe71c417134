"""The shell on the host's interpreter, side by side with bash: the same standard output and exit
status; and random texts, which it may refuse but must not stumble over."""
import os
import shutil
import subprocess

import pytest

from support import ROOT, host_tool

COMMANDS = [
    "echo a  'b  c' \"d  e\" f\\ g", "X=5; echo $X ${X}6 '$X' \"$X\" \\$X",
    "X='1  2'; echo $X \"$X\"", "Y=only env | grep Y=; echo [$Y]", "export Z=1; env | grep Z=",
    "echo $(echo a; echo b) `echo c`", "echo \"$(echo 'a  b')\"", "echo *",
    "echo *.txt [ab].txt ?.t*", "echo '*' \"*\" \\*", "echo .h*", "echo no*thing */x inner/*",
    "true; echo $?", "false; echo $?", "true && echo y || echo n", "false && echo y || echo n",
    "! true; echo $?", "(exit 7); echo $?", "exit 3", "exit 300", "nonsense; echo $?",
    "./nonsense; echo $?", "./a.txt; echo $?", "./inner; echo $?", "sh -c 'kill -9 $$'; echo $?",
    "echo b | cat | wc -l", "false | true; echo $?", "true | false; echo $?",
    "echo x > out; cat out; echo y >> out; cat < out", "cat no 2> err; wc -l < err",
    "cat no a.txt 2>&1 | wc -l", "(echo 1; echo 2) | wc -l", "cat < no; echo $?",
    "echo x > inner; echo $?", "echo $# $1 \"$@\"", "X=$(false); echo $?", "echo a; # comment",
    "echo a#b", "echo \"a'b\" 'c\"d'", "cd inner && pwd | tail -c 7; cd no; echo $?", "echo ${X}x$",
    "false & wait $!; echo $?", "(sleep 0.1; echo later) & echo first; wait", "X=1; (X=2); echo $X",
    "echo a >&2 2>/dev/null", "echo one\necho two", "echo a &&\necho b", "echo 'two\nlines'",
    "unset HOME; echo [$HOME]", "echo \"\" '' | wc -c", "X=a; X=$X$X; echo $X",
    "cat /no 2>/dev/null || echo fallback", "echo a > x.txt; echo *.txt; rm x.txt",
    "echo \\\\ \\a \"\\a\" \"\\\\\"", "2>err echo x; cat err",
]
FUZZ = '''
import random
from shell import expansion, syntax

class Shell:
    arguments = ["a", "b c"]
    def variable(self, name):
        return " a  b* " if name == "X" else ""
    def output_of(self, text):
        return "o u\\nt"

def expand_all(entries):
    for entry in entries:
        for _, pipeline in entry.pipelines:
            for command in pipeline.commands:
                expand_all(command.list or [])
                for word in command.words:
                    expansion.expand(word, Shell())

PIECES = list("ab '\\"\\\\$`(){}|&;<>\\n#=*?[]!~/12-X@") + ["$(", "${", "&&", "||"]
PIECES += [">>", ">&", "$X"]
random.seed(1)
whole = 0
for _ in range(4000):
    text = "".join([random.choice(PIECES) for _ in range(random.randint(1, 14))])
    try:
        expand_all(syntax.parse(text))
        whole += 1
    except syntax.ShellSyntaxError:
        pass
print(whole > 400)
'''


@pytest.fixture
def directory(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.txt").write_text("one\n")
    (tmp_path / "b.txt").write_text("two\n")
    (tmp_path / "inner" / "x").write_text("")
    (tmp_path / ".hidden").write_text("")
    return tmp_path


def run(command, directory):
    done = subprocess.run(command, cwd=directory, timeout=20, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={"PATH": os.environ["PATH"], "HOME": "/root", "LC_ALL": "C.UTF-8"})
    return done.stdout, done.returncode


@pytest.mark.parametrize("command", COMMANDS)
def test_as_bash(command, directory):
    theirs = shutil.which("bash")
    if not theirs:
        pytest.skip("bash is not on this computer")
    ours = run([host_tool("python").absolute(), ROOT / "user/sh.py", "-c", command], directory)
    for name in os.listdir(directory):
        if name in ("out", "err"):
            (directory / name).unlink()
    assert ours == run([theirs, "-c", command], directory)


def test_random_texts_are_run_or_refused(tmp_path):
    (tmp_path / "fuzz.py").write_text(FUZZ)
    assert run([host_tool("python").absolute(), tmp_path / "fuzz.py"], tmp_path) == (b"True\n", 0)
