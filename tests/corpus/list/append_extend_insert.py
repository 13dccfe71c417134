a = [1]
a.append(2)
a.append([3])
a.extend([4, 5])
a.insert(0, 0)
a.insert(100, "end")
a.insert(-1, "before")
print(a, len(a))
