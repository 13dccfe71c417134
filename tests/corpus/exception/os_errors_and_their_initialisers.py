"""An OSError takes its arguments in __new__, unless a class overrides __init__ alone."""


class WithNew(OSError):
    def __new__(cls, message, extra=None):
        self = OSError.__new__(cls, message)
        self.extra = extra
        return self


class WithInit(OSError):
    def __init__(self, message, extra=None):
        super().__init__(message)
        self.extra = extra


class Silent(OSError):
    def __init__(self, *args):
        pass


class WithBoth(OSError):
    def __new__(cls, *args, **kwargs):
        return super().__new__(cls, "new")

    def __init__(self, *args, **kwargs):
        super().__init__("init")


def show(error):
    print(type(error).__name__, error.args, error.errno, error.filename, str(error))


error = WithNew("text", extra=1)
print(error.args, error.extra)
error = WithInit("text", extra=2)
print(error.args, error.extra)
show(Silent(2, "text"))
show(WithBoth(1, 2, x=3))
show(OSError(1, "text", None))
show(OSError(1, "text", "file"))
show(OSError(1, "text", "file", None, "other"))
show(OSError(1, "text", None, None, "other"))
error = OSError(2, "text")
error.__init__(5, "another")
show(error)
for arguments in {"x": 1}, {}:
    try:
        show(OSError("a", **arguments))
    except TypeError as wrong:
        print(wrong)

error = ImportError("text", name="a", path="b")
print(error.msg, error.name, error.path)
error.__init__()
print(error.msg, error.name, error.path, error.args)
