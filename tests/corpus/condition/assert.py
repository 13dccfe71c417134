assert True
assert 1 == 1, "not shown"
try:
    assert 1 > 2, "math works"
except AssertionError as error:
    print("caught:", error)
