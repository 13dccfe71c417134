"""The functions of module os that are made of its others; os loads them when they are needed."""
import os
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
