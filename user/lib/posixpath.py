"""Paths as texts, and what stands at them: os.path. A path is a str."""
import os

curdir, pardir, sep, extsep, pathsep, devnull = ".", "..", "/", ".", ":", "/dev/null"
altsep, defpath, supports_unicode_filenames = None, "/bin:/usr/bin", False

FILE_TYPE, DIRECTORY, REGULAR, LINK = 0o170000, 0o040000, 0o100000, 0o120000  # of st_mode
LINKS_MOST = 40  # followed in one path, as by Linux


def fspath(path):
    """The path that an object stands for: it is a text itself, or has __fspath__."""
    if isinstance(path, str):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    text = method(path)
    if isinstance(text, str):
        return text
    raise TypeError(f"expected {type(path).__name__}.__fspath__() to return str or bytes, "
                    f"not {type(text).__name__}")


# ---- Texts ----

def isabs(s):
    return fspath(s).startswith(sep)


def join(a, *p):
    """The parts one below the other; an absolute one begins anew."""
    path = fspath(a)
    for part in map(fspath, p):
        if part.startswith(sep):
            path = part
        elif not path or path.endswith(sep):
            path += part
        else:
            path += sep + part
    return path


def split(p):
    """(what the last name is in, the last name)"""
    p = fspath(p)
    end = p.rfind(sep) + 1
    head, tail = p[:end], p[end:]
    return head.rstrip(sep) or head, tail


def dirname(p):
    return split(p)[0]


def basename(p):
    return split(p)[1]


def splitext(p):
    """(path, extension with its dot); dots at a name's beginning begin no extension."""
    p = fspath(p)
    start = p.rfind(sep) + 1
    dot = p.rfind(extsep)
    if dot >= start and p[start:dot].strip(extsep):
        return p[:dot], p[dot:]
    return p, ""


def splitdrive(p):
    """("", p): there are no drives."""
    return "", fspath(p)


def normcase(s):
    return fspath(s)


def normpath(path):
    """The same path with no '.', no needless '..', and single slashes."""
    path = fspath(path)
    if not path:
        return curdir
    root = sep if path.startswith(sep) else ""
    if path.startswith(sep * 2) and not path.startswith(sep * 3):
        root = sep * 2  # POSIX leaves this one to the system
    names = []
    for name in path.split(sep):
        if name in ("", curdir):
            continue
        if name != pardir or (names and names[-1] == pardir) or (not names and not root):
            names.append(name)
        elif names:
            names.pop()
    return root + sep.join(names) or curdir


def abspath(path):
    path = fspath(path)
    return normpath(path if isabs(path) else join(os.getcwd(), path))


def commonprefix(m):
    """What all of them begin with, letter by letter."""
    if not m:
        return ""
    least, most = min(m), max(m)
    for i, letter in enumerate(least):
        if letter != most[i]:
            return least[:i]
    return least


def commonpath(paths):
    """The longest path that all of them are at or below."""
    paths = [fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({isabs(path) for path in paths}) == 2:
        raise ValueError("Can't mix absolute and relative paths")
    names = [[name for name in path.split(sep) if name and name != curdir] for path in paths]
    return (sep if isabs(paths[0]) else "") + sep.join(commonprefix(names))


def relpath(path, start=curdir):
    """The way from start to path."""
    if not path:
        raise ValueError("no path specified")
    to = [name for name in abspath(path).split(sep) if name]
    here = [name for name in abspath(start).split(sep) if name]
    same = len(commonprefix([to, here]))
    return join(*[pardir] * (len(here) - same), *to[same:]) if to != here else curdir


def expanduser(path):
    """'~' at the beginning stands for the home directory."""
    path = fspath(path)
    if path != "~" and not path.startswith("~/"):
        return path
    home = os.environ.get("HOME", "/").rstrip(sep)
    return home + path[1:] or sep


def expandvars(path):
    """$NAME and ${NAME} stand for variables of the environment; others stay as they are."""
    import re

    def value(match):
        return os.environ.get(match[1] or match[2], match[0])
    return re.sub(r"\$(?:(\w+)|\{([^}]*)\})", value, fspath(path), flags=re.ASCII)


# ---- What stands there ----

def _mode(path, status=None):
    """The file's st_mode; 0 when there is none."""
    try:
        return (status or os.stat)(path).st_mode
    except (OSError, ValueError):
        return 0


def exists(path):
    return _mode(path) != 0


def lexists(path):
    return _mode(path, os.lstat) != 0


def isfile(path):
    return _mode(path) & FILE_TYPE == REGULAR


def isdir(s):
    return _mode(s) & FILE_TYPE == DIRECTORY


def islink(path):
    return _mode(path, os.lstat) & FILE_TYPE == LINK


def getsize(filename):
    return os.stat(filename).st_size


def getmtime(filename):
    return os.stat(filename).st_mtime


def getatime(filename):
    return os.stat(filename).st_atime


def getctime(filename):
    return os.stat(filename).st_ctime


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def sameopenfile(fp1, fp2):
    return samestat(os.fstat(fp1), os.fstat(fp2))


def ismount(path):
    """Is it the root of a file system?"""
    try:
        here, above = os.lstat(path), os.lstat(join(path, pardir))
    except (OSError, ValueError):
        return False
    return not islink(path) and (here.st_dev != above.st_dev or here.st_ino == above.st_ino)


def samefile(f1, f2):
    return samestat(os.stat(f1), os.stat(f2))


def realpath(filename):
    """The absolute path without symbolic links."""
    names, path, links = _absolute_names(filename), sep, 0
    while names:
        name = names.pop(0)
        if name == pardir:
            path = dirname(path)
            continue
        here = join(path, name)
        if not islink(here) or links == LINKS_MOST:
            path = here
            continue
        links += 1
        target = os.readlink(here)
        names = [part for part in target.split(sep) if part not in ("", curdir)] + names
        if isabs(target):
            path = sep
    return path


def _absolute_names(path):
    """The names of an absolute path; '..' stays, for the name before it may be a link."""
    path = fspath(path)
    full = path if isabs(path) else join(os.getcwd(), path)
    return [name for name in full.split(sep) if name not in ("", curdir)]
