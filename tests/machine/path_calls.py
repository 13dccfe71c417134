"""What test_writing.py runs: os.path, and the functions of os that are written in Python."""
import errno
import os.path
from os.path import join, splitext
import os
P = os.path
cases = ["", "/", "//", "///", "a", "a/", "/a", "a/b", "a//b", "/a/b/", "./a", "a/./b", "a/../b",
         "../a", "../../a/..", "/..", "/../a", "//a/..", "a/b/../../..", ".", "..",
         "a.txt", ".bashrc", "..a.b", "a.b/c", "a.b/.c", "a/..x.y", 
         "x.tar.gz", "a.", ".a.", "/a.b.", "...", "....txt"]
for c in cases:
    print(repr(c), P.split(c), P.splitext(c), P.basename(c), P.dirname(c), P.normpath(c),
          P.isabs(c))
    for d in ("", "x", "/x", "x/"):
        print(repr(P.join(c, d)), end=" ")
    print()
assert join is P.join and splitext is P.splitext
print(P.join("a", "b", "/c", "d"), P.join("a"))
print(P.commonprefix(["/usr/lib", "/usr/local"]), P.commonprefix([]),
      repr(P.commonprefix(["abc", ""])))
for a, b in (("/a/b", "/a/c"), ("/a", "/a"), ("/", "/a"), ("/a/b/c", "/"), ("a", "b/c")):
    print(P.relpath(a, b))
for bad in (lambda: P.join(1), lambda: P.split(None), lambda: P.normpath(2.0),
            lambda: P.relpath("")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
print(P.exists("/"), P.exists("/nothing"), P.isdir("/"), P.isfile("/"), P.islink("/"),
      P.lexists("/nothing"), P.exists("a\0b"))
try:
    P.getsize("/nothing")
except OSError as e:
    print(e)
try:
    os.nothing
except AttributeError as e:
    print(e)
print(os.sep, os.name, repr(os.linesep), os.curdir, os.pardir)
os.makedirs("t/u/v"); os.makedirs("t/u/v", exist_ok=True)
try:
    os.makedirs("t/u/v")
except OSError as e:
    print(type(e).__name__, e)
os.symlink("u", "t/link"); os.symlink("nowhere", "t/bad")
for n in ("t/f1", "t/u/f2", "t/u/v/f3"):
    os.close(os.open(n, os.O_CREAT))
for td in (True, False):
    print(sorted((d, sorted(ds), sorted(fs)) for d, ds, fs in os.walk("t", td)))
with os.scandir("t") as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        print(entry, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink(),
              entry.is_dir(follow_symlinks=False), entry.inode() == os.lstat(entry.path).st_ino)
try:
    os.scandir("t/nothing")
except OSError as e:
    print(e, e.errno == errno.ENOENT, errno.errorcode[e.errno], os.strerror(e.errno))
print(P.realpath("t/link/v/../f2") == P.join(os.getcwd(), "t/u/f2"), P.islink("t/link"),
      P.exists("t/bad"), P.lexists("t/bad"), P.samefile("t/link", "t/u"))
print(P.getsize("t/f1"), P.abspath("t/../x") == os.getcwd().rstrip("/") + "/x")
for n in ("t/f1", "t/u/f2", "t/u/v/f3", "t/link", "t/bad"):
    os.unlink(n)
os.removedirs("t/u/v"); print(P.exists("t"))
