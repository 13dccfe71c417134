"""The shell at the console, as a person types: what its language means, keys, jobs. One boot."""
import time

import pytest

from console import CTRL_C, CTRL_D, CTRL_Z, TAB, UP, booted
from support import ROOT


@pytest.fixture(scope="module")
def console():
    with booted() as console:
        assert "foo has returned" in console.first_output  # of the tour, which comes first
        console.run("mkdir /work; cd /work; echo one > a.txt; echo two > b.txt; mkdir inner; "
                    "echo three > 'with blank'; touch .hidden")
        yield console


COMMANDS = {  # what is typed: what is printed
    # words and quotes
    "echo a  'b  c' \"d  e\" f\\ \\ g": "a b  c d  e f  g\n",
    "X=5; echo $X ${X}6 '$X' \"$X\" \\$X": "5 56 $X 5 $X\n",
    "X='1  2'; echo $X \"$X\"": "1 2 1  2\n",
    "X=outer; sh -c 'echo [$X]'; export X; sh -c 'echo [$X]'; unset X": "[]\n[outer]\n",
    "Y=only sh -c 'echo $Y'; echo [$Y]": "only\n[]\n",
    "echo one # two": "one\n",
    "echo ä€": "ä€\n",
    "echo $(echo inner; echo more) \"$(echo 'a  b')\" `echo old`": "inner more a  b old\n",
    "echo ~ ~/x": "/ //x\n",
    # file names
    "echo *.txt": "a.txt b.txt\n",
    "echo ?.tx[st] [!a]*.txt": "a.txt b.txt b.txt\n",
    "echo '*'.txt \\*.txt no*thing": "*.txt *.txt no*thing\n",
    "echo *": "a.txt b.txt inner with blank\n",
    "echo .h* ../work/*.txt": ".hidden ../work/a.txt ../work/b.txt\n",
    "cat w*": "three\n",
    # status
    "true; echo $?; false; echo $?": "0\n1\n",
    "true && echo yes || echo no": "yes\n",
    "false && echo yes || echo no": "no\n",
    "! true; echo $?": "1\n",
    "(exit 7); echo $?; sh -c 'exit 300'; echo $?": "7\n44\n",
    "nonsense; echo $?": "sh: nonsense: command not found\n127\n",
    "./nonsense; echo $?": "sh: ./nonsense: No such file or directory\n127\n",
    "./a.txt; echo $?": "sh: ./a.txt: Permission denied\n126\n",
    "./inner; echo $?": "sh: ./inner: Is a directory\n126\n",
    "sh -c 'kill -9 $$'; echo $?": "Killed\n137\n",
    "sh -c 'kill -SEGV $$'; echo $?": "Segmentation fault\n139\n",
    # syntax errors
    "echo |; echo $?": "sh: syntax error near unexpected token `;'\n",
    "echo $?": "2\n",
    "| wc": "sh: syntax error near unexpected token `|'\n",
    "echo )": "sh: syntax error near unexpected token `)'\n",
    "echo >": "sh: syntax error near unexpected token `newline'\n",
    "sh -c 'echo \"abc'; echo $?":
        "sh: unexpected end of file while looking for matching `\"'\n2\n",
    "cat << x": "sh: syntax error: here-documents (<<) are not supported\n",
    "for i in a; do echo $i; done; echo $?":
        "sh: syntax error near `for': loops and conditions are not supported, but python is\n",
    "echo for 'if'; 'for'": "for if\nsh: for: command not found\n",
    "x=$(cat nothing 2>&1); echo $? $x": "1 cat: nothing: No such file or directory\n",
    # pipes and redirections
    "echo 'b\nc' | sort -r | head -n 1": "c\n",
    "echo x | cat | cat | wc -c": "2\n",
    "false | true; echo $?; true | false; echo $?": "0\n1\n",
    "echo new > out; echo more >> out; cat < out": "new\nmore\n",
    "cat nothing 2> err; cat err": "cat: nothing: No such file or directory\n",
    "cat nothing a.txt > both 2>&1; cat both": "cat: nothing: No such file or directory\none\n",
    "cat nothing 2>&1 > out | wc -l": "1\n",
    "cat < nothing; echo $?": "sh: nothing: No such file or directory\n1\n",
    "echo x > inner; echo $?": "sh: inner: Is a directory\n1\n",
    "pwd > here; cat here; pwd 1>&2": "/work\n/work\n",
    "(echo 1; echo 2) | wc -l": "2\n",
    "hexdump -C /bin/python | head -n 1 | wc -l": "1\n",
    "echo 'echo ran $1' > r; ./r; chmod +x r; ./r x; rm r":
        "sh: ./r: Permission denied\nran x\n",
    "echo '#!/bin/python\nprint(6 * 7)' > r; chmod 755 r; ./r; rm r": "42\n",
    # the shell itself
    "cd inner; pwd; cd ..; cd -; cd /work": "/work/inner\n/work/inner\n",
    "cd nothing; echo $?": "sh: cd: nothing: No such file or directory\n1\n",
    "echo 'echo script $0 $1 $#' > s; sh s x y": "script s x 2\n",
    "echo 'Z=kept' > s; source s; echo $Z": "kept\n",
    "type cd ls nonsense": "cd is a shell builtin\nls is /bin/ls\nsh: type: nonsense: not found\n",
    "python -c 'print(6 * 7)'": "42\n",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_command(console, command):
    # A newline in a command is typed as Enter: the shell asks for the rest of the quoted text.
    first, *rest = command.split("\n")
    for line in rest:
        console.type(first + "\r")
        console.expect("\n> ")
        first = line
    assert console.run(first) == COMMANDS[command]


# ---- keys ---------------------------------------------------------------------------------------

def test_history_comes_back_and_is_listed(console):
    console.run("echo first")
    assert console.run(f"{UP}\x17second") == "second\n"
    assert console.run("history | tail -n 3").splitlines()[:2] == [
        line for line in console.run("history").splitlines() if line.endswith((
            "  echo first", "  echo second"))][-2:]


def test_history_is_kept_in_a_file(console):
    console.run("echo for the file")
    assert "echo for the file\n" in console.run("tail -n 2 /.sh_history")


def test_tab_completes_commands_and_files(console):
    assert console.run(f"ec{TAB}one") == "one\n"
    assert console.run(f"cat a{TAB}") == "one\n"
    assert console.run(f"cat /wor{TAB}b.{TAB}") == "two\n"
    assert console.run(f"cat with{TAB}") == "three\n"
    console.run("HOUSE=big")
    assert console.run(f"echo $HOU{TAB}") == "big\n"


def test_tab_shows_what_there_is(console):
    console.type(f"cat {TAB}")
    console.expect("a.txt")
    console.expect("inner/")
    console.wait_for_prompt()  # with the line again, below the list
    assert console.run("a.txt") == "one\n"


def test_control_c_gives_up_the_line(console):
    console.type("rubbish" + CTRL_C)
    console.wait_for_prompt()
    assert console.run("echo $?") == "130\n"


def test_control_c_ends_the_job_and_not_the_shell(console):
    shell = console.run("echo $$")
    for job in ("sleep 100", "cat", "cat | sort | wc", "python -c 'while True: pass'",
                "sh -c 'sleep 100; echo not here'"):
        console.type(job + "\r")
        time.sleep(0.7)
        console.type(CTRL_C)
        console.wait_for_prompt()
        assert console.run("echo $? $$") == f"130 {shell}", job


def test_control_c_ends_a_list(console):
    console.type("sleep 100; echo not here\r")
    time.sleep(0.7)
    console.type(CTRL_C)
    console.expect("^C")
    assert "not here" not in console.wait_for_prompt()


def test_control_d_ends_the_input_of_a_program(console):
    console.type("cat | wc -l\r")
    time.sleep(0.7)
    console.type("a line\r")
    console.type(CTRL_D)
    console.expect("\n1\r")
    console.wait_for_prompt()


def test_control_d_ends_the_shell_and_another_begins(console):
    shell = console.run("echo $$")
    console.type(CTRL_D)
    console.expect("exit")
    console.wait_for_prompt()
    assert console.directory == "/"
    assert console.run("cd /work; echo $$") != shell


def test_a_directory_that_is_gone_and_processes_that_run_out(console):
    console.type("mkdir d; cd d; rmdir ../d\r")
    console.wait_for_prompt()
    assert console.directory == "(gone)"
    assert console.run("pwd; cd /work; pwd").endswith("No such file or directory\n/work\n")
    limited = ("import os, resource as r; r.setrlimit(r.RLIMIT_NPROC, (6, 6)); "
               "os.execv('/bin/sh', ['sh', '-c', 'echo a | cat | cat | cat | cat | cat; echo on'])")
    output = console.run(f'python -c "{limited}"')
    assert "Resource temporarily unavailable" in output and output.endswith("on\n")


def test_a_killed_shell_is_followed_by_another(console):
    console.type("kill -9 $$\r")
    console.wait_for_prompt()
    assert console.directory == "/"
    assert console.run("cd /work; pwd") == "/work\n"


def test_orphans_are_reaped(console):
    console.run("sh -c 'sleep 0.2 & sleep 0.3 &'")
    time.sleep(0.8)
    assert not any(" Z " in line or "sleep" in line for line in console.run("ps").splitlines())


# ---- jobs ---------------------------------------------------------------------------------------

def test_background_jobs_are_told_of(console):
    started = console.run("sleep 0.5 &")
    assert started.startswith("[1] ") and started.split()[1].isdigit()
    assert console.run("jobs").startswith("[1]+  Running ")
    assert console.run("wait; echo waited").startswith("waited\n[1]+  Done ")


def test_the_status_of_a_background_job(console):
    console.run("(sleep 0.2; exit 3) &")
    assert console.run("wait $!; echo $?").startswith("3\n")


def test_killing_a_job(console):
    console.run("sleep 100 &")
    told = console.run("kill %1")
    time.sleep(0.3)
    assert "Terminated" in told + console.run("echo")


def test_a_job_comes_to_the_foreground(console):
    console.run("sleep 100 &")
    console.type("fg\r")
    console.expect("\nsleep 100\r")
    time.sleep(0.3)
    console.type(CTRL_C)
    console.wait_for_prompt()
    assert console.run("jobs; echo $?") == "0\n"


def test_control_z_stops_a_job_and_it_goes_on(console):
    console.type("sleep 2\r")
    time.sleep(0.7)
    console.type(CTRL_Z)
    assert "Stopped" in console.wait_for_prompt()
    assert console.run("echo $?; jobs").split("\n")[0] == "148"
    assert "sleep 2 &" in console.run("bg")
    console.type("fg\r")
    console.expect("\nsleep 2\r")
    console.wait_for_prompt()
    assert console.run("jobs; echo $?") == "0\n"


def test_stopped_jobs_are_not_left_behind_without_a_word(console):
    console.type("sh\r")
    console.wait_for_prompt()
    console.type("sleep 100\r")
    time.sleep(0.7)
    console.type(CTRL_Z)
    console.wait_for_prompt()
    assert console.run("exit") == "There are stopped jobs.\n"
    console.type("exit\r")
    console.wait_for_prompt()
    assert "sleep" not in console.run("ps")


def test_standard_input_of_the_shell_is_a_script(console):
    assert console.run("echo 'echo from a pipe; exit 4' | sh; echo $?") == "from a pipe\n4\n"


# ---- help ---------------------------------------------------------------------------------------

def test_help_lists_every_program_and_what_it_does(console):
    text = console.run("help")
    listed = {line.split()[0]: line.split(None, 1)[1] for line in text.splitlines()
              if line.startswith("  ")}
    for program in sorted(path.stem for path in (ROOT / "user").glob("*.py")):
        assert len(listed[program]) > 8, program
    assert {"python", "cd", "jobs", "history"} <= set(listed)
