class Target:
    pass


class Manager:
    def __init__(self, value=None):
        self.value = value

    def __enter__(self):
        if self.value is None:
            raise RuntimeError("no value")
        return self.value

    def __exit__(self, *exception):
        print("exit", exception[:2])
        return True


target, table = Target(), {}


def attribute():
    with Manager(1) as target.name:
        print("body", target.name)
    with Manager() as target.other:
        print("not reached")


def item(table):
    with Manager(2) as table["key"], Manager((3, [4])) as (a, [table[1]]):
        print("body", table, a)
        1 / 0


def refused():
    with Manager(5) as undefined.name:
        print("not reached")


try:
    attribute()
except RuntimeError as e:
    print(e, vars(target))
item(table)
refused()
with Manager(6) as (a, b):
    print("not reached")
