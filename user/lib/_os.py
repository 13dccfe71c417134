"""The functions of module os that are made of its others; os loads them when they are needed."""
import os
import signal
import stat
import sys
from _records import _Record, _record
from abc import ABC, abstractmethod
from posixpath import exists, fspath, isdir, islink, join, split


class PathLike(ABC):
    """What has a path: __fspath__() gives it."""

    @abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return hasattr(subclass, "__fspath__")
        return NotImplemented


def fsencode(filename):
    """A path as bytes."""
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    """A path as a str."""
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


# ---- The process and what is around it ----

def getcwdb():
    """The working directory as bytes."""
    return fsencode(os.getcwd())


def getenv(key, default=None):
    """A variable of the environment."""
    if not isinstance(key, str):
        raise TypeError(f"str expected, not {type(key).__name__}")
    return os.environ.get(key, default)


@_record
class terminal_size(_Record):
    _name = "os.terminal_size"
    _fields = ("columns", "lines")


def get_terminal_size(fd=1, /):
    """(columns, lines). Nobody says how large a serial terminal is: this is what it had long ago."""
    if not os.isatty(fd):
        raise OSError(25, "Inappropriate ioctl for device")
    return terminal_size((80, 24))


def cpu_count():
    """How many processors there are: it is a machine with one."""
    return 1


def get_exec_path(env=None):
    """The directories in which programs are looked for."""
    return (os.environ if env is None else env).get("PATH", "/bin:/usr/bin").split(":")


def execvpe(file, args, env):
    """Another program in this process; it is looked for in the directories of PATH."""
    if "/" in file:
        os.execve(file, args, env)
    refused = missing = None
    for directory in get_exec_path(env):
        try:
            os.execve(join(directory, file), args, env)
        except (FileNotFoundError, NotADirectoryError) as error:
            missing = error
        except OSError as error:
            refused = refused or error
    raise refused or missing


def execvp(file, args):
    execvpe(file, args, os.environ)


def execl(file, *args):
    os.execv(file, args)


def execlp(file, *args):
    execvp(file, args)


def wait():
    """(pid, status) of the next child that ends."""
    return os.waitpid(-1, 0)


def system(command):
    """Runs a command by the shell; its status, as waitpid gives it."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            os.execv("/bin/sh", ["sh", "-c", command])
        finally:
            os._exit(127)
    return os.waitpid(pid, 0)[1]


def abort():
    os.kill(os.getpid(), signal.SIGABRT)


# ---- Directories ----


def makedirs(name, mode=0o777, exist_ok=False):
    """mkdir, and before it for the directories above that are not there."""
    head, tail = split(name)
    if not tail:
        head, tail = split(head)
    if head and tail and not exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass  # someone else was faster
        if tail in (".", b"."):
            return
    try:
        os.mkdir(name, mode)
    except OSError:
        if not exist_ok or not isdir(name):
            raise


def removedirs(name):
    """rmdir, and then of the directories above that are empty now."""
    os.rmdir(name)
    head, tail = split(name)
    if not tail:
        head, tail = split(head)
    while head and tail:
        try:
            os.rmdir(head)
        except OSError:
            break
        head, tail = split(head)


def renames(old, new):
    """rename, with the directories that new needs; old's that are empty then go."""
    head, tail = split(new)
    if head and tail and not exists(head):
        makedirs(head)
    os.rename(old, new)
    head, tail = split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(directory, names of directories in it, of other files) for top and all below it."""
    try:
        names = os.listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    directories = [name for name in names if isdir(join(top, name))]
    files = [name for name in names if name not in directories]
    if topdown:
        yield top, directories, files
    for name in directories:
        path = join(top, name)
        if followlinks or not islink(path):
            yield from walk(path, topdown, onerror, followlinks)
    if not topdown:
        yield top, directories, files


class DirEntry:
    """A name in a directory, as scandir gives it. What is there is asked for when it is needed, and
    kept."""

    def __init__(self, directory, name):
        self.name, self.path = name, join(directory, name)
        self._status = {}

    def stat(self, *, follow_symlinks=True):
        if follow_symlinks not in self._status:
            self._status[follow_symlinks] = (os.stat if follow_symlinks else os.lstat)(self.path)
        return self._status[follow_symlinks]

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino

    def _is(self, kind, follow_symlinks):
        try:
            return stat.S_IFMT(self.stat(follow_symlinks=follow_symlinks).st_mode) == kind
        except FileNotFoundError:
            return False

    def is_dir(self, *, follow_symlinks=True):
        return self._is(stat.S_IFDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(stat.S_IFREG, follow_symlinks)

    def is_symlink(self):
        return self._is(stat.S_IFLNK, False)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Entries:
    """What scandir returns: an iterator that can be closed."""

    def __init__(self, directory):
        self.entries = iter([DirEntry(directory, name) for name in os.listdir(directory)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.entries)

    def close(self):
        self.entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def scandir(path="."):
    """A DirEntry for each name in a directory."""
    return _Entries(path)
