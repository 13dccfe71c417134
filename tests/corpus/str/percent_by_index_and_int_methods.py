class Index:
    def __index__(self):
        return 17

class Int:
    def __int__(self):
        return 5

print("%x %o %d %i" % (Index(), Index(), Index(), Int()))
for form, value in (("%x", Int()), ("%d", "x"), ("%x", 1.5), ("%d", object())):
    try:
        print(form % value)
    except TypeError as error:
        print(error)
