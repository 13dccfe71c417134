if 1 < 2:
    def f():
        return "yes"
else:
    def f():
        return "no"
print(f())
