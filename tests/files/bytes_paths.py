"""Paths as bytes: what the functions of os and os.path give for them is bytes, too."""
import os
import os.path as p


def show(name, function, *arguments):
    try:
        print(name, ascii(function(*arguments)))
    except Exception as e:
        print(name, type(e).__name__, e)


os.mkdir(b"dd")
os.makedirs(b"dd/a/b")
open(b"dd/f", "w").close()
os.symlink(b"f", b"dd/l")
show("listdir", lambda: sorted(os.listdir(b"dd")))
show("readlink", os.readlink, b"dd/l")
show("scandir", lambda: sorted((e.name, e.path, e.is_dir()) for e in os.scandir(b"dd")))
show("walk", lambda: [(a, sorted(b), sorted(c)) for a, b, c in os.walk(b"dd")])
show("getcwdb", lambda: type(os.getcwdb()).__name__)
for name, arguments in (
        ("rename", (b"dd/f", b"dd/g")), ("access", (b"dd/g", os.R_OK)), ("chmod", (b"dd/g", 0o600)),
        ("utime", (b"dd/g", (1, 2))), ("truncate", (b"dd/g", 5)), ("link", (b"dd/g", b"dd/h")),
        ("unlink", (b"dd/h",)), ("replace", (b"dd/g", b"dd/i")), ("remove", (b"dd/nope",)),
        ("chdir", (b"nope",)), ("mkdir", (b"dd",)), ("rmdir", (b"dd/a",)), ("open", (b"nope", 0)),
        ("stat", (b"a\0b",)), ("stat", ("a\0b",)), ("listdir", (5.5,)),
        ("execv", (b"/nope", [b"x"])), ("execve", (b"/nope", [b"x"], {b"a": b"b"}))):
    show(name, getattr(os, name), *arguments)
show("open()", open, b"nope")
for parts in ((b"a", b"b"), (b"a", b"/b"), (b"a", "b"), ("a", b"b"), (b"a/",), (b"", b"b"),
              (b"a", 5), ("a", 5), ("a", None)):
    show(("join", parts), p.join, *parts)
for name in ("basename", "dirname", "split", "splitext", "normpath", "isabs", "exists", "isdir",
             "isfile", "islink", "normcase", "lexists", "splitdrive", "ismount"):
    for path in (b"dd/i", b"dd", b"/", b"", b"a//b/../c.txt", b".x.y", b"/a/"):
        show((name, path), getattr(p, name), path)
show("abspath", lambda: p.abspath(b"dd") == os.getcwdb() + b"/dd")
show("realpath", lambda: p.realpath(b"dd/l").startswith(b"/"))
show("relpath", p.relpath, b"dd/i", b"dd")
show("relpath", p.relpath, b"dd/i")
show("relpath", p.relpath, b"dd/i", "dd")
show("commonprefix", p.commonprefix, [b"abc", b"abd"])
show("commonpath", p.commonpath, [b"/a/b", b"/a/c"])
show("commonpath", p.commonpath, [b"/a/b", "/a/c"])
show("samefile", p.samefile, b"dd/i", "dd/i")
show("expanduser", p.expanduser, b"dd")
show("expandvars", p.expandvars, b"$no_such_name/x")
show("fsencode", os.fsencode, "\xe9\udc80")
show("fsdecode", os.fsdecode, b"\xc3\xa9\x80")
show("fspath", os.fspath, b"x")
show("fspath", os.fspath, bytearray(b"x"))
open(b"\xe9\xff", "w").close()  # no UTF-8
show("listdir", lambda: sorted(os.listdir(".")))
show("listdir", lambda: sorted(os.listdir(b".")))
show("exists", p.exists, "\udce9\udcff")
os.remove("\udce9\udcff")
show("open()", open, "\ud800")


class Path:
    def __fspath__(self):
        return b"dd"


show("fspath", p.join, Path(), b"x")
show("fspath", p.exists, Path())
os.removedirs(b"dd/a/b")
os.unlink(b"dd/i")
os.unlink(b"dd/l")
os.rmdir(b"dd")
print(os.listdir())
