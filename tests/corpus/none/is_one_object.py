def nothing():
    pass

print(nothing() is None, None == None, None is None, None != 0, nothing())
print(type(None), repr(None), str(None), bool(None))
