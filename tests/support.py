"""What the tests share: where things are, CPython's answers, disk images, and machines to run.

A machine is a QEMU process with a time limit; `run_machine` never leaves one behind.
"""
import concurrent.futures
import dataclasses
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / os.environ.get("BUILD", "build")
CORPUS = ROOT / "tests" / "corpus"
KERNEL = BUILD / "kernel.elf"
QEMU = os.environ.get("QEMU", "qemu-system-i386")
os.environ["PATH"] += ":/sbin:/usr/sbin"  # mke2fs, debugfs

# Standard options for each machine; tests add the processor, memory, disk and kernel.
QEMU_OPTIONS = [
    "-M", "pc", "-accel", "tcg", "-nodefaults", "-no-user-config", "-display", "none",
    "-no-reboot", "-device", "isa-debug-exit,iobase=0xf4,iosize=4"]
QEMU_STATUS_PANIC = 255
WORKERS = min(4, os.cpu_count() or 1)


# ---- Programs and what CPython says about them ----------------------------------------------------

@dataclasses.dataclass
class Outcome:
    """What can be seen of a program that ran."""
    stdout: str
    stderr: str
    status: int

    def text(self):
        return (f"status {self.status}\n--- stdout ---\n{self.stdout}"
                f"--- stderr ---\n{self.stderr}")


def corpus_programs():
    return sorted(path for path in CORPUS.rglob("*.py") if "helpers" not in path.parts)


def corpus_helpers():
    """The modules and packages that programs of the corpus import."""
    return sorted(path for path in CORPUS.rglob("*.py") if "helpers" in path.parts)


def program_id(path):
    return str(path.relative_to(CORPUS).with_suffix(""))


def needs_compiler(path):
    """The programs that do not compile: on the machine, /bin/python compiles them itself."""
    return path.parent.name == "syntax"


def run_command(command, timeout=60, directory=ROOT, **options):
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, timeout=timeout,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=directory, **options)
    return Outcome(done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"),
                   done.returncode)


def find_cpython():
    """CPython 3.11, whose behaviour is the measure; None where the computer has another version."""
    for python in (sys.executable, "/usr/bin/python3", shutil.which("python3.11")):
        if python and os.path.exists(python):
            version = subprocess.run([python, "-c", "import sys; print(sys.version_info[:2])"],
                                     stdout=subprocess.PIPE).stdout
            if version == b"(3, 11)\n":
                return python
    return None


CPYTHON = find_cpython()
# The encoding of standard streams and files is UTF-8, whatever the user's locale.
CPYTHON_ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
RECORD = CORPUS / "expected.json"  # what CPython 3.11 said, for computers that have another one


def ask_cpython(path):
    # -E -s: as -I, but a program finds the modules beside it; -B: no __pycache__ appears there
    return run_command([CPYTHON, "-E", "-s", "-B", path],
                       env=CPYTHON_ENVIRONMENT)


@functools.lru_cache(None)
def recorded():
    """{program: Outcome}. Tracebacks show absolute paths: this checkout's stands for {ROOT}."""
    return {name: Outcome(entry["stdout"].replace("{ROOT}", str(ROOT)),
                          entry["stderr"].replace("{ROOT}", str(ROOT)), entry["status"])
            for name, entry in json.loads(RECORD.read_text()).items()}


def record():
    """Writes the record anew: `make expected`."""
    outcomes = {program_id(path): dataclasses.asdict(ask_cpython(path))
                for path in corpus_programs()}
    text = json.dumps(outcomes, indent=1, ensure_ascii=False, sort_keys=True)
    RECORD.write_text(text.replace(str(ROOT), "{ROOT}") + "\n")


@functools.lru_cache(None)
def oracle(path):
    """What CPython 3.11 makes of a program of the corpus."""
    return ask_cpython(path) if CPYTHON else recorded()[program_id(path)]


def host_tool(name, kind="host"):
    return BUILD / kind / name


def compile_program(source, output, name=None):
    command = [host_tool("pyc"), source, "-o", output, "--name", name or source]
    done = run_command(command)
    assert done.status == 0, f"pyc {source}: {done.stderr}"
    return pathlib.Path(output)


# ---- Disk images --------------------------------------------------------------------------------

IMAGE_TIME = "1700000000"
IMAGE_UUID = "7e72a214-6d00-4c39-9d0a-707974686f6e"


def make_image(image, files, size="16M", block_size=1024):
    """An ext2 image; files maps a path on the disk to bytes, text or a file of the host."""
    with tempfile.TemporaryDirectory() as directory:
        for path, content in files.items():
            target = pathlib.Path(directory, path.lstrip("/"))
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, pathlib.Path):
                shutil.copy(content, target)
            else:
                target.write_bytes(content.encode() if isinstance(content, str) else content)
            target.chmod(0o755)
        pathlib.Path(directory, "proc").mkdir(exist_ok=True)
        pathlib.Path(image).unlink(missing_ok=True)
        subprocess.run(
            ["mke2fs", "-q", "-F", "-t", "ext2", "-b", str(block_size), "-I", "128",
             "-O", "none,filetype,sparse_super", "-U", IMAGE_UUID,
             "-E", f"root_owner=0:0,hash_seed={IMAGE_UUID}", "-d", directory, str(image), size],
            check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={**os.environ, "E2FSPROGS_FAKE_TIME": IMAGE_TIME})
    return pathlib.Path(image)


# ---- Machines -----------------------------------------------------------------------------------

@dataclasses.dataclass
class Run:
    """A machine that has ended: what came from its serial ports, and how QEMU ended."""
    com1: str
    com4: str
    log: str
    qemu_status: int     # -1: stopped by the time limit
    qemu_messages: str

    @property
    def status(self):
        """The status with which the kernel switched the machine off, or None."""
        found = re.findall(r"power off: status (\d+)\s*$", self.log)
        return int(found[-1]) if found else None

    @property
    def panicked(self):
        return "panic" in self.log or (
            self.status is None and self.qemu_status == QEMU_STATUS_PANIC)

    def text(self):
        return (f"QEMU's status {self.qemu_status}\n{self.qemu_messages}--- COM1 ---\n"
                f"{self.com1[-3000:]}\n--- COM4 ---\n{self.com4[-3000:]}\n"
                f"--- log ---\n{self.log[-5000:]}")


def run_qemu(arguments, timeout, program=None, encoding="utf-8"):
    """Runs QEMU to its end or to the limit. Each port's output goes to a file; returns
    (status, messages, {port: text})."""
    ports = ("com1", "com2", "com3", "com4")
    with tempfile.TemporaryDirectory() as directory:
        command = [program or QEMU, *QEMU_OPTIONS]
        for port in ports:
            command += ["-serial", f"file:{directory}/{port}"]
        process = subprocess.Popen([*command, *map(str, arguments)], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            messages = process.communicate(timeout=timeout)[0].decode(errors="replace")
            status = process.returncode
        except subprocess.TimeoutExpired:
            process.kill()
            messages, status = process.communicate()[0].decode(errors="replace"), -1
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        texts = {}
        for port in ports:
            file = pathlib.Path(directory, port)
            data = file.read_bytes() if file.exists() else b""
            texts[port] = data.decode(encoding, errors="replace")
        return status, messages, texts


def run_machine(disk=None, options="", cpu="max", memory=128, timeout=30, arguments=(),
                kernel=None):
    """Boots the kernel directly, with output as user/run has it: standard output on COM1, the
    log on COM3, standard error on COM4."""
    command = ["-cpu", cpu, "-m", memory, "-kernel", kernel or KERNEL,
               "-append", f"stdout=com1 stderr=com4 log=com3 {options}", *arguments]
    if disk:
        command += ["-drive", f"file={disk},format=raw,if=ide,index=0,snapshot=on"]
    status, messages, texts = run_qemu(command, timeout)
    return Run(texts["com1"], texts["com4"], texts["com3"], status, messages)


def in_parallel(function, items):
    """Results in order; as many at a time as there are processors."""
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(function, items))
