"""What the programs that copy, move and remove have in common: questions about files, trees."""

import os
import stat

import command


def is_directory(path):
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)
    except OSError:
        return False


def is_real_directory(path):
    """The same, but a symbolic link is none."""
    return stat.S_ISDIR(os.lstat(path).st_mode)


def is_link(path):
    return stat.S_ISLNK(os.lstat(path).st_mode)


def exists(path):
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    return True


def base_name(path):
    """The last part of a path."""
    return path.rstrip("/").rpartition("/")[2] or "/"


def join(directory, name):
    return directory.rstrip("/") + "/" + name


def are_same(a, b):
    """Whether both paths lead to one file."""
    try:
        first, second = os.stat(a), os.stat(b)
    except OSError:
        return False
    return (first.st_dev, first.st_ino) == (second.st_dev, second.st_ino)


def contains(directory, path):
    """Whether a path would lie in that directory, at any depth, or be it."""
    while True:
        if are_same(directory, path):
            return True
        above = join(path, "..") if is_directory(path) else path.rpartition("/")[0] or "."
        if are_same(above, path):
            return False
        path = above


def copy_data(source, target):
    """A file's bytes and permissions. If they cannot be written the error has the target's name."""
    permissions = os.stat(source).st_mode & 0o777
    blocks = command.blocks(source)
    first = next(blocks, b"")  # a source that cannot be read leaves the target as it is
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, permissions)
    try:
        command.write(first, descriptor)
        for block in blocks:
            command.write(block, descriptor)
    except OSError as error:
        error.filename = error.filename or target
        raise
    finally:
        os.close(descriptor)


def targets(operands):
    """(source, target) pairs for cp and mv: into a directory, or one to another name."""
    command.need(operands, 1)
    if len(operands) == 1:
        raise command.UsageError(f"missing destination file operand after '{operands[0]}'")
    *sources, last = operands
    if is_directory(last):
        return [(source, join(last, base_name(source))) for source in sources]
    if len(sources) > 1:
        raise command.UsageError(f"target '{last}' is not a directory")
    return [(sources[0], last)]


def remove_tree(path):
    """A file, or a directory with all that is in it."""
    if not is_real_directory(path):
        os.unlink(path)
        return
    for name in os.listdir(path):
        remove_tree(join(path, name))
    os.rmdir(path)
