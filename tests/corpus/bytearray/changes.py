a = bytearray(b"abcdef")
a[0] = 65
a[-1] = 70
print(a)
a[1:3] = b"XYZ"
print(a)
a[::2] = b"1234"
print(a)
del a[0]
del a[1:3]
print(a)
del a[::2]
print(a)
a = bytearray(b"abcdef")
del a[::-2]
print(a)
a[2:2] = [1, 2]
a[:0] = a
print(a)
a.append(7)
a.extend(b"xy")
a.extend([1, 2])
a.insert(0, 9)
a.insert(-1, 8)
a.insert(99, 5)
print(a, a.pop(), a.pop(0), a.pop(-2))
a.remove(7)
a.reverse()
print(a, a.copy() == a, a.copy() is a)
a += b"!"
print(a)
b = a
a *= 2
print(a, a is b)
a.clear()
print(a, len(a), bool(a))
