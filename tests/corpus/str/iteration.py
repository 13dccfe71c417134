for c in "abc":
    print(c)
print(list("xyz"), tuple("pq"))
