# The program that test_gdb_python_on_machine.py looks into: it waits for lines, and computes when it
# is told to.
import sys


class Guest:
    def __init__(self, name):
        self.name = name


def compute():
    total = 0
    while True:
        total += 1


def ask(guests):
    count = len(guests)
    print("guests", sys.getrefcount(guests) - 1)
    print("first", sys.getrefcount(guests[0]) - 1)
    print("ready")
    answer = input()
    if answer == "compute":
        compute()
    if answer == "end":
        sys.exit()
    guests.append(Guest(answer))
    return count


def serve():
    guests = [Guest("first")]
    while True:
        ask(guests)


serve()
