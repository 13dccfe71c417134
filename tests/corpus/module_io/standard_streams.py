def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


import sys

print(sys.stdin, sys.stdout, sys.stderr)
print(sys.stdout.name, sys.stdout.mode, sys.stdout.fileno(), sys.stderr.fileno())
print(sys.stderr.errors, sys.stdout.line_buffering, sys.stdout.encoding)
print(sys.stdin.readable(), sys.stdin.writable(), sys.stdout.readable(), sys.stdout.writable())
print(sys.stdin.read(), sys.stdin.readline(), list(sys.stdin))
attempt(sys.stdout.read)
attempt(sys.stdin.write, "x")
attempt(sys.stdout.write, 3)
attempt(input)
sys.stdout.writelines(["a", "b\n"])
print(sys.stdout.write("x"))
sys.stdout.flush()
sys.stdout.buffer.write(b"raw \xc3\xa9\n")
sys.stdout.buffer.flush()
print("text")
sys.stdout.flush()
print(sys.stdout.buffer.write(b"first\n"))
sys.stdout.flush()
sys.stderr.buffer.write(b"errors\n")
print(sys.stdout.buffer, sys.stdin.buffer, sys.stdin.buffer.raw)
print(sys.stdout is sys.__stdout__, sys.stdout.buffer is sys.stdout.buffer)
