"""A display of three constants or more is filled from a constant frozenset, whose order decides."""
print({65, 198, 7, 166, 135, 176, 119, 91, 189})
print({97, 146, 120, 26, 139, 63})
print({15, 7}, {15, 7, 23}, {8, 0, 16, 24}, {0, 32, 64, 96, 128, 5})
print({1.5, -1, 2 ** 70, True, 40, (1, 2)})
print([x for x in {71, 7, 15, 23, 3}], 23 in {71, 7, 15, 23, 3})


def build(x):
    return {71, 7, 15, 23, x}


print(build(3), {71, 7, 15, 23, 3}, set([71, 7, 15, 23, 3]))
print({71, *[7, 15, 23], 3}, {*[71, 7], 15})
made = {71, 7, 15}
made.add(23)
print(made, {71, 7, 15})
