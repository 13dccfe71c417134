# A process, its child, and the program that the child becomes: what breakpoints must survive. The
# arguments are that program's words: `relatives.py PYTHON relatives.py` makes it this one again.
# Without any (as init has none) it becomes its own program file, and waits for a line before all.
import os
import sys


def work(n):
    total = n
    total += 1
    return total


def become(words):
    print("child", work(10), flush=True)
    os.execv(words[0], [*words, "executed"])


if sys.argv[-1] == "executed":
    print("executed", work(20), flush=True)
else:
    if len(sys.argv) == 1:
        print("ready", flush=True)
        input()
    child = os.fork()
    if child == 0:
        become(sys.argv[1:] or [sys.argv[0]])
    os.waitpid(child, 0)
    print("parent", work(30), flush=True)
