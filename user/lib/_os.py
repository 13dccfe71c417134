"""The functions of module os that are made of its others; os loads them when they are needed."""
import os
import stat
from posixpath import exists, isdir, islink, join, split


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
        if tail == ".":
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
