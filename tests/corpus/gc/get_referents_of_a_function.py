import gc

def outer(default=[1]):
    shared = 1
    def f(a, b=2, *, c=3):
        """doc"""
        return shared
    return f

f = outer()
found = gc.get_referents(f)
print(f.__code__ in found, globals() in found, f.__closure__ in found, f.__defaults__ in found)
print(f.__kwdefaults__ in found, "doc" in found, "__main__" in found, "f" in found)
print(gc.get_referents(f.__closure__[0]))
