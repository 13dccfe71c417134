import copy
inner = [1, 2]
whole = [inner, inner, (inner,), {"k": inner}, {3}]
whole.append(whole)
one, two = copy.copy(whole), copy.deepcopy(whole)
print(one[0] is inner, two[0] is inner, two[0] is two[1], two[2][0] is two[0], two[3]["k"] is two[0])
print(two[5] is two, one[5] is whole, two[:5])
atoms = (1, "a", (2, 3))
print(copy.copy(atoms) is atoms, copy.deepcopy(atoms) is atoms, copy.deepcopy(len) is len)
