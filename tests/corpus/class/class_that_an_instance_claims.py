class Claims:
    @property
    def __class__(self):
        return str


class Fixed:
    __class__ = 413


claims = Claims()
print(isinstance(claims, str), isinstance(claims, Claims), isinstance(claims, (int, bytes)))
print(claims.__class__, type(claims).__name__, issubclass(type(claims), str))
print(Fixed().__class__, isinstance(Fixed(), Fixed), isinstance(Fixed(), int))


class Order(type):
    def mro(self):
        return list(wanted)


for wanted in ([dict, object], [], [object, 1]):
    try:
        class Strange(metaclass=Order):
            pass
    except TypeError as e:
        print(e)


class Early(type):
    def mro(self):
        print(self.__dict__["who"]().__name__)
        return super().mro()


class Known(metaclass=Early):
    def who():
        return __class__
