"""Paths as texts, and what stands at them: os.path. A path is a str or bytes, and so is what is
made of it."""
import os

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname",
           "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink", "exists",
           "lexists", "isdir", "isfile", "ismount", "expanduser", "expandvars", "normpath",
           "abspath", "samefile", "sameopenfile", "samestat", "curdir", "pardir", "sep", "pathsep",
           "defpath", "altsep", "extsep", "devnull", "realpath", "supports_unicode_filenames",
           "relpath", "commonpath"]

curdir, pardir, sep, extsep, pathsep, devnull = ".", "..", "/", ".", ":", "/dev/null"
altsep, defpath, supports_unicode_filenames = None, "/bin:/usr/bin", False

FILE_TYPE, DIRECTORY, REGULAR, LINK = 0o170000, 0o040000, 0o100000, 0o120000  # of st_mode
LINKS_MOST = 40  # followed in one path, as by Linux


def fspath(path):
    """The path that an object stands for: it is a text itself, or has __fspath__."""
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    text = method(path)
    if isinstance(text, (str, bytes)):
        return text
    raise TypeError(f"expected {type(path).__name__}.__fspath__() to return str or bytes, "
                    f"not {type(text).__name__}")


# ---- Texts ----

_TEXTS = (sep, curdir, pardir, "")
_BYTES = tuple([sign.encode() for sign in _TEXTS])


def _signs(path):
    """(slash, dot, two dots, nothing), of the path's kind."""
    return _BYTES if isinstance(path, bytes) else _TEXTS


def _check_kinds(function, *parts):
    """Says what is wrong with parts that cannot be put together."""
    for part in parts:
        if not isinstance(part, (str, bytes)):
            raise TypeError(f"{function}() argument must be str, bytes, or os.PathLike object, not "
                            f"{type(part).__name__!r}") from None
    if len({isinstance(part, bytes) for part in parts}) == 2:
        raise TypeError("Can't mix strings and bytes in path components") from None


def isabs(s):
    """Does the path begin at the root?"""
    s = fspath(s)
    return s.startswith(_signs(s)[0])


def join(a, *p):
    """The parts one below the other; an absolute one begins anew."""
    path = first = fspath(a)
    slash = _signs(path)[0]
    try:
        for part in map(fspath, p):
            if part.startswith(slash):
                path = part
            elif not path or path.endswith(slash):
                path += part
            else:
                path += slash + part
    except TypeError:
        _check_kinds("join", first, *p)
        raise
    return path


def split(p):
    """(what the last name is in, the last name)"""
    p = fspath(p)
    slash = _signs(p)[0]
    end = p.rfind(slash) + 1
    head, tail = p[:end], p[end:]
    return head.rstrip(slash) or head, tail


def dirname(p):
    """What stands before the last slash."""
    return split(p)[0]


def basename(p):
    """What stands behind the last slash."""
    return split(p)[1]


def splitext(p):
    """(path, extension with its dot); dots at a name's beginning begin no extension."""
    p = fspath(p)
    slash, point, _, nothing = _signs(p)
    start = p.rfind(slash) + 1
    dot = p.rfind(point)
    if dot >= start and p[start:dot].strip(point):
        return p[:dot], p[dot:]
    return p, nothing


def splitdrive(p):
    """("", p): there are no drives."""
    p = fspath(p)
    return _signs(p)[3], p


def normcase(s):
    """The path as it is: case counts here."""
    return fspath(s)


def normpath(path):
    """The same path with no '.', no needless '..', and single slashes."""
    path = fspath(path)
    slash, here, above, nothing = _signs(path)
    if not path:
        return here
    root = slash if path.startswith(slash) else nothing
    if path.startswith(slash * 2) and not path.startswith(slash * 3):
        root = slash * 2  # POSIX leaves this one to the system
    names = []
    for name in path.split(slash):
        if name in (nothing, here):
            continue
        if name != above or (names and names[-1] == above) or (not names and not root):
            names.append(name)
        elif names:
            names.pop()
    return root + slash.join(names) or here


def abspath(path):
    """The path from the root, without "." and ".."."""
    path = fspath(path)
    return normpath(path if isabs(path) else join(_working_directory(path), path))


def _working_directory(path):
    return os.getcwdb() if isinstance(path, bytes) else os.getcwd()


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
    _check_kinds("commonpath", *paths)
    if len({isabs(path) for path in paths}) == 2:
        raise ValueError("Can't mix absolute and relative paths")
    slash, here, _, nothing = _signs(paths[0])
    names = [[name for name in path.split(slash) if name and name != here] for path in paths]
    return (slash if isabs(paths[0]) else nothing) + slash.join(commonprefix(names))


def relpath(path, start=None):
    """The way from start, or the working directory, to path."""
    if not path:
        raise ValueError("no path specified")
    path = fspath(path)
    slash, dot, above, _ = _signs(path)
    start = dot if start is None else fspath(start)
    _check_kinds("relpath", path, start)
    to = [name for name in abspath(path).split(slash) if name]
    here = [name for name in abspath(start).split(slash) if name]
    same = len(commonprefix([to, here]))
    return join(*[above] * (len(here) - same), *to[same:]) if to != here else dot


def expanduser(path):
    """'~' at the beginning stands for the home directory."""
    path = fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expanduser(os.fsdecode(path)))
    if path != "~" and not path.startswith("~/"):
        return path
    home = os.environ.get("HOME", "/").rstrip(sep)
    return home + path[1:] or sep


def expandvars(path):
    """$NAME and ${NAME} stand for variables of the environment; others stay as they are."""
    import re

    def value(match):
        return os.environ.get(match[1] or match[2], match[0])
    path = fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path)))
    return re.sub(r"\$(?:(\w+)|\{([^}]*)\})", value, path, flags=re.ASCII)


# ---- What stands there ----

def _mode(path, status=None):
    """The file's st_mode; 0 when there is none."""
    try:
        return (status or os.stat)(path).st_mode
    except (OSError, ValueError):
        return 0


def exists(path):
    """Is there such a file or directory? A link must lead to one."""
    return _mode(path) != 0


def lexists(path):
    """Is there such a name, though it may be a link to nothing?"""
    return _mode(path, os.lstat) != 0


def isfile(path):
    """Is it an ordinary file?"""
    return _mode(path) & FILE_TYPE == REGULAR


def isdir(s):
    """Is it a directory?"""
    return _mode(s) & FILE_TYPE == DIRECTORY


def islink(path):
    """Is it a symbolic link?"""
    return _mode(path, os.lstat) & FILE_TYPE == LINK


def getsize(filename):
    """Its size in bytes."""
    return os.stat(filename).st_size


def getmtime(filename):
    """When it was written last, in seconds."""
    return os.stat(filename).st_mtime


def getatime(filename):
    """When it was read last, in seconds."""
    return os.stat(filename).st_atime


def getctime(filename):
    """When its inode changed last, in seconds."""
    return os.stat(filename).st_ctime


def samestat(s1, s2):
    """Do both results of os.stat tell of one file?"""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def sameopenfile(fp1, fp2):
    """Do both file descriptors lead to one file?"""
    return samestat(os.fstat(fp1), os.fstat(fp2))


def ismount(path):
    """Is it the root of a file system?"""
    try:
        path = fspath(path)
        here, above = os.lstat(path), os.lstat(join(path, _signs(path)[2]))
    except (OSError, ValueError):
        return False
    return not islink(path) and (here.st_dev != above.st_dev or here.st_ino == above.st_ino)


def samefile(f1, f2):
    """Do both paths lead to one file?"""
    return samestat(os.stat(f1), os.stat(f2))


def realpath(filename):
    """The absolute path without symbolic links."""
    names = _absolute_names(filename)
    slash, here, above, nothing = _signs(fspath(filename))
    path, links = slash, 0
    while names:
        name = names.pop(0)
        if name == above:
            path = dirname(path)
            continue
        place = join(path, name)
        if not islink(place) or links == LINKS_MOST:
            path = place
            continue
        links += 1
        target = os.readlink(place)
        names = [part for part in target.split(slash) if part not in (nothing, here)] + names
        if isabs(target):
            path = slash
    return path


def _absolute_names(path):
    """The names of an absolute path; '..' stays, for the name before it may be a link."""
    path = fspath(path)
    slash, here, _, nothing = _signs(path)
    full = path if isabs(path) else join(_working_directory(path), path)
    return [name for name in full.split(slash) if name not in (nothing, here)]
