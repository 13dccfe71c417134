class Meta(type):
    def __new__(mcs, name, bases, ns):
        ns['added'] = name.lower()
        return super().__new__(mcs, name, bases, ns)
    def shout(cls):
        return cls.__name__.upper()

class A(metaclass=Meta):
    pass

class B(A):
    pass

print(A.added, B.added, B.shout(), type(B), hasattr(B(), 'shout'))
