"""How many items an iterator expects, when its list has become another; None for a class's items."""
numbers = [1, 2, 3, 4]
forwards, backwards = iter(numbers), reversed(numbers)
print(forwards.__length_hint__(), backwards.__length_hint__())
next(forwards), next(backwards)
print(forwards.__length_hint__(), backwards.__length_hint__())
numbers[:] = [1]
print(forwards.__length_hint__(), backwards.__length_hint__(), list(forwards), list(backwards))
numbers.extend([2, 3])
print(forwards.__length_hint__(), backwards.__length_hint__())


class NotGeneric:
    __class_getitem__ = None


try:
    NotGeneric[1]
except TypeError as error:
    print(error)
for arguments in (), (1,), (1, 2, 3):
    try:
        property().__set_name__(*arguments)
    except TypeError as error:
        print(error)
