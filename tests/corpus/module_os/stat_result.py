"""os.stat_result is a tuple of ten numbers, which has names for them and for more."""
import os

status = os.stat("/")
print(len(status), isinstance(status, tuple), type(status), status[0] == status.st_mode)
mode, inode, device, links, user, group, size, accessed, modified, changed = status
print(inode == status.st_ino, links == status.st_nlink, size == status[6] == status.st_size)
print(type(accessed), type(status.st_atime), accessed == int(status.st_atime),
      status.st_mtime_ns // 10 ** 9 == modified, status[-1] == changed)
print(status == tuple(status), hash(status) == hash(tuple(status)), status[:2] == (mode, inode),
      type(status[:2]))
print(repr(status) == "os.stat_result(" + ", ".join(
    f"{name}={value}" for name, value in zip(
        ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime",
         "st_mtime", "st_ctime"), status)) + ")")
made = os.stat_result(range(10))
print(made, made.st_atime, made.st_ctime_ns, made + (1,), made < tuple(range(1, 11)), 3 in made)
more = os.stat_result(range(13))
print(more, more.st_atime, more.st_mtime, more.st_ctime_ns, len(more))
for wrong in ((1, 2), 5, None, "abc"):
    try:
        os.stat_result(wrong)
    except TypeError as e:
        print(wrong, e)
try:
    made.st_mode = 3
except AttributeError as e:
    print(type(e).__name__)
print(str(made) == repr(made), list(reversed(made)), made.index(4), made.count(9))
