# fromkeys() calls the class and sets items in what it gives.
class Plain(dict):
    pass


class Loud(dict):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


class Other(dict):
    def __new__(cls):
        return {"given": 0}


for cls in (dict, Plain, Loud, Other):
    made = cls.fromkeys("ab", 1)
    print(type(made).__name__, made)
print(Plain().fromkeys([]))
