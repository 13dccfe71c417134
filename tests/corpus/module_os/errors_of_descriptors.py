import os

for call in (lambda: os.read(99, 1), lambda: os.write(99, b"x"), lambda: os.close(99),
             lambda: os.dup2(99, 5), lambda: os.read(0, -1), lambda: os.write(1, "text")):
    try:
        call()
    except (OSError, TypeError) as error:
        print(type(error).__name__, error)
