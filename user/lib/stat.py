"""What the numbers of os.stat mean: types of files and permissions in st_mode."""

_MASK = 0o170000
S_IFIFO, S_IFCHR, S_IFDIR, S_IFBLK = 0o010000, 0o020000, 0o040000, 0o060000
S_IFREG, S_IFLNK, S_IFSOCK = 0o100000, 0o120000, 0o140000
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_IREAD, S_IWRITE, S_IEXEC = 0o400, 0o200, 0o100
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001
_TYPES = {S_IFLNK: "l", S_IFSOCK: "s", S_IFREG: "-", S_IFBLK: "b", S_IFDIR: "d", S_IFCHR: "c",
          S_IFIFO: "p"}


def S_IFMT(mode):
    """The bits of a mode that tell the kind of file."""
    return mode & _MASK


def S_IMODE(mode):
    """The bits of a mode that tell the permissions."""
    return mode & 0o7777


def S_ISDIR(mode):
    """Is it a directory?"""
    return mode & _MASK == S_IFDIR


def S_ISREG(mode):
    """Is it an ordinary file?"""
    return mode & _MASK == S_IFREG


def S_ISLNK(mode):
    """Is it a symbolic link?"""
    return mode & _MASK == S_IFLNK


def S_ISCHR(mode):
    """Is it a character device?"""
    return mode & _MASK == S_IFCHR


def S_ISBLK(mode):
    """Is it a block device?"""
    return mode & _MASK == S_IFBLK


def S_ISFIFO(mode):
    """Is it a pipe?"""
    return mode & _MASK == S_IFIFO


def S_ISSOCK(mode):
    """Is it a socket?"""
    return mode & _MASK == S_IFSOCK


def filemode(mode):
    """As ls -l shows it: '-rwxr-xr-x'."""
    text = _TYPES.get(mode & _MASK, "?")
    for shift, special, letter in ((6, S_ISUID, "s"), (3, S_ISGID, "s"), (0, S_ISVTX, "t")):
        bits = mode >> shift
        execute = "x" if bits & 1 else "-"
        if mode & special:
            execute = letter if bits & 1 else letter.upper()
        text += ("r" if bits & 4 else "-") + ("w" if bits & 2 else "-") + execute
    return text
