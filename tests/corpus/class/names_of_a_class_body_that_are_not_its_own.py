def count(x):
    class Counter:
        nonlocal x
        x += 1
        seen = x

        def get(self):
            return x

    return Counter, x


Counter, x = count(3)
print(x, Counter.seen, Counter().get(), "x" in vars(Counter))


def mixed(name):
    class Mixed:
        global name
        name = "global"
        seen = name

        def get(self):
            return name

    return Mixed


Mixed = mixed("parameter")
print(name, Mixed.seen, Mixed().get(), "name" in vars(Mixed))

inside, outside = {}, {}
exec("""
def make():
    def get():
        global shared
        return shared
    return get
shared = "known to all"
local = "not to functions"
print(make()())
""", inside, outside)
print(sorted(outside), "shared" in inside)
