import sys

count = sys.getrefcount
x = []

def fail(value):
    own = value
    raise ValueError(value)

try:
    fail(x)
except ValueError as error:
    print("in the handler", count(x), count(error), count(error.args))
    kept = error
    print("kept", count(error), count(error.__traceback__))
print("after", count(x), count(kept))
t = kept.__traceback__
print("traceback", count(t), count(t.tb_next), count(t.tb_frame))
del t
kept.__traceback__ = None
print("without traceback", count(x))
kept = None
print("gone", count(x))

def caught(value):
    try:
        fail(value)
    except ValueError:
        return count(value)

print("caught", caught(x), count(x))

def chained(value):
    try:
        try:
            fail(value)
        except ValueError as first:
            raise KeyError(value) from first
    except KeyError as second:
        return count(value), count(second), count(second.__cause__), count(second.__context__)

print("chained", chained(x), count(x))

def context(value):
    try:
        try:
            fail(value)
        except ValueError:
            raise KeyError(value)
    except KeyError as second:
        return count(value), count(second), count(second.__context__)

print("context", context(x), count(x))

def with_finally(value):
    try:
        return count(value)
    finally:
        value = None

print("finally", with_finally(x), count(x))

def reraise(value):
    try:
        try:
            fail(value)
        except ValueError:
            raise
    except ValueError as error:
        return count(value), count(error)

print("reraised", reraise(x), count(x))
e = ValueError(x)
print("exception", count(e), count(x), count(e.args))
try:
    raise e
except ValueError as f:
    print("raised again", count(e), e is f)
print("after", count(e))
try:
    raise e
except ValueError:
    print("without a name", count(e))
print("after", count(e), count(x))
del e
print("gone", count(x))

def info():
    try:
        fail(x)
    except ValueError:
        kind, value, trace = sys.exc_info()
        return count(value), count(trace), count(x)

print("exc_info", info())

def frame():
    local = []
    before = count(local)
    f = sys._getframe()
    during = count(local), count(f)
    del f
    return before, during, count(local)

print("frame", frame())

def callers():
    return sys._getframe(1)

def caller():
    local = []
    f = callers()
    return count(local), count(f), count(f.f_code) > 1

print("caller's frame", caller())

def loop(value):
    counts = []
    for i in range(3):
        try:
            fail(value)
        except ValueError:
            counts.append(count(value))
    return counts

print("in a loop", loop(x), count(x))

def nested(value):
    try:
        [].missing
    except AttributeError as a:
        try:
            {}["missing"]
        except KeyError as b:
            return count(a), count(b), count(b.__context__), count(value)

print("nested handlers", nested(x), count(x))
