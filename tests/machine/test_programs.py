"""The programs of /bin at the console, as a person types them. One boot with a disk of its own:
what they wrote is looked at from outside when the machine is off."""
import re
import shutil
import subprocess
import time

import pytest

from console import CTRL_C, booted
from support import BUILD, ROOT

PROGRAMS = sorted(path.stem for path in (ROOT / "user").glob("*.py"))
WITHOUT_HELP = {"hello", "init", "runner"}  # no commands for their arguments


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    path = tmp_path_factory.mktemp("programs") / "disk.img"
    shutil.copy(BUILD / "disk.img", path)
    return path


@pytest.fixture(scope="module")
def console(disk):
    with booted(disk) as console:
        console.run("mkdir /work; cd /work; printf=x; echo 'one two' > a; echo three >> a; "
                    "echo -n 'b\nc' > /dev/null; echo -e 'b\\na\\nB\\n10\\n9' > b")
        console.run("echo -e '\\0001\\0377\\xc3\\x28' > binary; echo grün > utf8")
        yield console


COMMANDS = {  # what is typed: what is printed
    # reading
    "cat a b": "one two\nthree\nb\na\nB\n10\n9\n",
    "cat -n a": "     1\tone two\n     2\tthree\n",
    "echo x | cat a - | tail -n 1": "x\n",
    "cat binary | hexdump": "00000000  01 ff c3 28 0a                                    |...(.|\n"
                            "00000005\n",
    "head -n 1 a": "one two\n",
    "head -c 3 a; echo": "one\n",
    "head -n 1 a b": "==> a <==\none two\n\n==> b <==\nb\n",
    "tail -n 1 a; tail -n +4 b; tail -c 3 a": "three\n10\n9\nee\n",
    "wc a": " 2  3 14 a\n",
    "wc -l a b": " 2 a\n 5 b\n 7 total\n",
    "wc -m utf8; wc -c utf8": "5 utf8\n6 utf8\n",
    "sort b": "10\n9\nB\na\nb\n",
    "sort -rn b": "10\n9\nb\na\nB\n",
    "sort -fu b": "10\n9\na\nb\n",
    "sort -k 2 a": "three\none two\n",
    "grep t a": "one two\nthree\n",
    "grep -vn t[wx] a": "2:three\n",
    "grep -ic B b": "2\n",
    "grep -E '^(one|[0-9]+)' a b": "a:one two\nb:10\nb:9\n",
    "grep -r gr.n .": "./utf8:grün\n",
    "grep none a; echo $?": "1\n",
    "grep . /bin/true; echo $?": "grep: /bin/true: binary file matches\n0\n",
    "hexdump -C -s 4 -n 3 a": "00000004  74 77 6f                                          |two|\n"
                              "00000007\n",
    "ls": "a  b  binary  utf8\n",
    "ls | cat": "a\nb\nbinary\nutf8\n",
    "ls -a | head -n 3": ".\n..\na\n",
    "ls -d /bin /lib": "/bin  /lib\n",
    "date -d @0": "Thu Jan  1 00:00:00 UTC 1970\n",
    "date -d @1700000000 '+%Y-%m-%d %H:%M:%S %a %j'": "2023-11-14 22:13:20 Tue 318\n",
    "env X=1 sh -c 'echo $X'": "1\n",
    "env -i A=1 B=2": "A=1\nB=2\n",
    "kill -l 9; kill -l | wc -l": "KILL\n31\n",
    # errors
    "cat nothing; echo $?": "cat: nothing: No such file or directory\n1\n",
    "cat /bin; echo $?": "cat: /bin: Is a directory\n1\n",
    "cat a/b; echo $?": "cat: a/b: Not a directory\n1\n",
    "ls nothing; echo $?": "ls: cannot access 'nothing': No such file or directory\n2\n",
    "wc -z a; echo $?": "wc: invalid option -- 'z'\nTry 'wc -h' for more information.\n2\n",
    "head -n; echo $?":
        "head: option requires an argument -- 'n'\nTry 'head -h' for more information.\n2\n",
    "head -n x a; echo $?": "head: invalid number: 'x'\nTry 'head -h' for more information.\n2\n",
    "sleep; echo $?": "sleep: missing operand\nTry 'sleep -h' for more information.\n2\n",
    "sleep x; echo $?":
        "sleep: invalid time interval 'x'\nTry 'sleep -h' for more information.\n2\n",
    "grep '(' -E a; echo $?":
        "grep: (: missing ), unterminated subpattern at position 0\n2\n",
    "grep . /bin/ls.py | head -n 0; echo $?": "0\n",
    "kill 9999; echo $?": "kill: (9999) - No such process\n1\n",
    "kill -NONE 1; echo $?":
        "kill: NONE: invalid signal specification\nTry 'kill -h' for more information.\n2\n",
    "mkdir a; echo $?": "mkdir: cannot create directory 'a': File exists\n1\n",
    "mkdir n/o; echo $?": "mkdir: cannot create directory 'n/o': No such file or directory\n1\n",
    "rm nothing; echo $?": "rm: cannot remove 'nothing': No such file or directory\n1\n",
    "rm /work; echo $?": "rm: cannot remove '/work': Is a directory\n1\n",
    "rmdir /bin; echo $?": "rmdir: failed to remove '/bin': Directory not empty\n1\n",
    "cp a; echo $?": "cp: missing destination file operand after 'a'\n"
                     "Try 'cp -h' for more information.\n2\n",
    "cp /bin x; echo $?": "cp: -r not specified; omitting directory '/bin'\n1\n",
    "cp a a; echo $?": "cp: 'a' and 'a' are the same file\n1\n",
    "mv nothing x; echo $?": "mv: cannot stat 'nothing': No such file or directory\n1\n",
    "vmmap 9999; echo $?": "vmmap: 9999: No such process\n1\n",
    "pagetable 1 xyz; echo $?": "pagetable: invalid address: 'xyz' (hexadecimal, below c0000000)\n"
                                "Try 'pagetable -h' for more information.\n2\n",
    "echo x > /proc/uptime; echo $?": "sh: /proc/uptime: Permission denied\n1\n",
    "hexdump /bin/python | true; echo $?": "0\n",  # a broken pipe ends without a word
    "hello": "Hello from a process of its own.\n",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_command(console, command):
    assert console.run(command) == COMMANDS[command]


@pytest.mark.parametrize("program", [name for name in PROGRAMS if name not in WITHOUT_HELP])
def test_help_of_each_program(console, program):
    output, status = console.status(f"{program} -h")
    assert status == 0 and f"usage: {program}" in output and "-h" in output


# ---- what writes --------------------------------------------------------------------------------

def test_files_are_copied_moved_and_removed(console):
    console.run("mkdir -p t/deep/er; cp a t/deep/copy; cp -r t u; mv a moved; mv moved t/deep/er; "
                "cp /bin/python big; rm u/deep/copy; echo mine > t/x; mv t/x t/y")
    assert console.run("cat u/deep/copy; ls -R t") == (
        "cat: u/deep/copy: No such file or directory\n"
        "t:\ndeep  y\n\nt/deep:\ncopy  er\n\nt/deep/er:\nmoved\n")
    assert console.run("cat big | wc -c") == console.run("cat /bin/python | wc -c")
    console.run("cp t/deep/copy a; rm -r u; mkdir gone; rmdir gone; touch empty")
    assert console.run("ls") == "a  b  big  binary  empty  t  utf8\n"


def test_a_full_disk_is_told_and_nothing_is_lost(console):
    output, status = console.status("cp big f1 && cp big f2 && cp big f3 && cp big f4 && cp big f5 "
                                    "&& cp big f6 && cp big f7 && cp big f8 && cp big f9")
    assert re.search(r"cp: f\d: No space left on device\n$", output) and status == 1
    assert console.run("echo x > f10; echo $?").endswith("No space left on device\n1\n")
    assert console.run("rm -f f1 f2 f3 f4 f5 f6 f7 f8 f9 f10; echo fits > f1; cat f1") == "fits\n"


# ---- what looks into the machine ----------------------------------------------------------------

def test_ps_shows_the_processes(console):
    lines = console.run("sleep 5 & sleep 0.5; ps").splitlines()
    rows = [line.split() for line in lines if not line.startswith("[")]
    assert rows[0] == ["PID", "PARENT", "STATE", "FRAMES", "SHARED", "COPIED", "CPU", "COMMAND"]
    by_name = {row[7]: row for row in rows[1:]}
    assert by_name["init"][:3] == ["1", "0", "S"]
    shell = by_name["sh"][0]
    assert by_name["ps"][1:3] == [shell, "R"] and by_name["sleep"][1:3] == [shell, "S"]
    assert all(int(row[3]) >= int(row[4]) > 0 for row in rows[1:])
    console.run("kill %1; wait")


def test_vmmap_shows_segments_that_add_up(console):
    title, head, *rows, total = console.run("vmmap 1").splitlines()
    assert title.startswith("process 1, init: ")
    assert head.split() == ["FROM", "TO", "MAY", "PAGES", "RESIDENT", "SHARED", "COPIED", "WHAT"]
    cells = [row.split() for row in rows]
    assert {"[heap]", "[stack]", "/bin/init", "/bin/python"} == {row[7] for row in cells}
    for column in (4, 5, 6):
        assert sum(int(row[column]) for row in cells) == int(total.split()[column - 4])
    assert all(int(row[1], 16) - int(row[0], 16) == 4096 * int(row[3]) for row in cells)


def test_pagetable_walks_to_an_address(console):
    text = console.run("pagetable 1 10000123")
    cr3 = re.search(r"first table lies at ([0-9a-f]+)", text)[1]
    assert cr3 in console.run("vmmap 1").splitlines()[0]
    entries = [int(entry, 16) for entry in re.findall(r"^    ([0-9a-f]{16}): ", text, re.M)]
    frame, physical = re.search(r"frame (\d+) .*physical address ([0-9a-f]+)", text).groups()
    assert len(entries) == 3 and entries[2] & 0xFFFFF000 == int(frame) * 4096
    assert int(physical, 16) == int(frame) * 4096 + 0x123
    assert "not present" in console.run("pagetable 1 20000000")
    assert "PT[" in console.run("pagetable 1")


def test_frames_and_free_agree_about_memory(console):
    output = console.run("frames; free -f")
    counts = {kind: int(count) for kind, count in re.findall(r"^  (.) +(\d+) ", output, re.M)}
    total = int(re.search(r"^memory +(\d+)", output, re.M)[1])
    assert counts["."] > 1000 and counts["U"] > 50 and counts["T"] > 5
    assert total <= sum(counts.values()) <= 64 * 256
    assert "process 1" in console.run("frames -l -p 1")


def test_the_tour_runs_at_the_prompt(console):
    output, status = console.status("tour")
    assert "foo is running" in output and "Traceback" not in output and status == 0


def test_strace_shows_calls(console):
    assert console.run("strace true 2>&1 | tail -n 1") == "+++ exited with 0 +++\n"


def test_dis_shows_bytecode(console):
    console.run("echo 'x = 1 + y' > d.py; echo 'x = = 1' > wrong.py")
    assert re.search(r"LOAD_NAME.*= y\)", console.run("dis d.py"))
    assert "STORE_NAME" in console.run("dis /bin/true")
    assert console.run("dis wrong.py; echo $?") == (
        "dis: wrong.py: line 1: invalid syntax\n1\n")
    console.run("rm d.py wrong.py")


def test_control_c_ends_a_program_without_a_word(console):
    console.type("sort\r")
    console.terminal.expect(r"\n")
    time.sleep(0.7)  # it has begun to read
    console.type(CTRL_C)
    assert console.wait_for_prompt().replace("^C", "").strip() == ""
    assert console.run("echo $?") == "130\n"


# ---- the end, and the disk from outside ---------------------------------------------------------

def debugfs(disk, command):
    return subprocess.run(["debugfs", "-R", command, str(disk)], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def test_the_disk_is_whole_when_the_machine_is_off(console, disk):
    console.run("sync")
    console.power_off()
    check = subprocess.run(["e2fsck", "-fn", str(disk)], stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT)
    assert check.returncode == 0, check.stdout.decode()
    assert debugfs(disk, "cat /work/a") == b"one two\nthree\n"
    assert debugfs(disk, "cat /work/binary") == b"\x01\xff\xc3(\n"
    assert debugfs(disk, "cat /work/t/y") == b"mine\n"
    assert debugfs(disk, "cat /work/big") == (BUILD / "disk/bin/python").read_bytes()
    assert b"echo grun" in debugfs(disk, "cat /.sh_history").replace("ü".encode(), b"u")
