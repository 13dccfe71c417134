print(int.__add__(1, 2), [].__len__(), str.__eq__('a', 'a'), (5).__neg__(), list.__hash__, int.__add__)
print(object.__init__, hasattr(list, '__sub__'), hasattr(str, '__radd__'), dict.__getitem__({1: 2}, 1))
for code in ('int.__add__(1)', 'int.__add__("x", 1)', 'int.__neg__()'):
    try:
        eval(code)
    except TypeError as e:
        print(e)
