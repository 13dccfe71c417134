"""A module with a docstring."""
print("loading", __name__)
VALUE = 42
_hidden = 1


def double(x):
    return 2 * x
