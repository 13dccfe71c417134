import os

class Path:
    def __init__(self, text):
        self.text = text

    def __fspath__(self):
        return self.text

    def __repr__(self):
        return f"Path({self.text!r})"

print(os.path.join(Path("/a"), "x"), os.fspath(Path("b")), isinstance(Path("/"), os.PathLike))
print(os.stat(Path("/")).st_mode == os.stat(path="/", follow_symlinks=False).st_mode)
for wrong in (lambda: os.stat(Path("/nothing")), lambda: os.stat(Path(5)), lambda: os.rmdir(),
              lambda: os.rename("a"), lambda: os.rename("/nothing", dst="/b"), lambda: os.listdir(1.5),
              lambda: os.remove(path=b"/nothing"), lambda: os.chdir(None), lambda: os.getenv(5),
              lambda: os.path.commonpath([]), lambda: os.path.commonpath(["/a", "b"]),
              lambda: os.access("/"), lambda: os.strerror(-1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
os.environ["GREETING"] = "hello"
print(os.path.expandvars("$GREETING/${GREETING}s $NOTHING $"), os.getenv("GREETING"), os.getenv("NOTHING", 4))
print(os.path.commonpath(["/a/b/c", "/a/b/d"]), os.path.splitdrive("/x"), os.path.ismount("/"))
