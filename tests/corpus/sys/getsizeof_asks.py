"""sys.getsizeof asks the object's __sizeof__ and adds what the collector needs."""
import sys


class Own:
    def __init__(self, answer):
        self.answer = answer

    def __sizeof__(self):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


plain = sys.getsizeof(Own(0))
print(sys.getsizeof(Own(1000)) - plain)
print(sys.getsizeof(object()) == object().__sizeof__(), sys.getsizeof(object=5) == (5).__sizeof__())
for arguments in ((Own(-1),), (Own("x"),), (Own("x"), 7), (Own(KeyError(3)), 7),
                  (Own(TypeError(3)), 7), (Own(TypeError(3)),), (), (1, 2, 3)):
    try:
        print(sys.getsizeof(*arguments))
    except Exception as error:
        print(type(error).__name__, error)
