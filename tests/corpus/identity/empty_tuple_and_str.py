a = ()
b = tuple([])
c = ""
print(a is b, c is "abc"[:0], a is (1,)[:0])
