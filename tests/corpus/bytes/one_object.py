"""b"" and each single byte are one object; what leaves bytes as they are gives the same object."""
empty, letter = bytes(), b"ba"[1:]
print(empty is b"xy"[2:], empty is b"".join([]), letter is bytes([97]))
s = bytes([65, 66, 67])
print(bytes(s) is s, s[:] is s, s.strip() is s, s + b"" is s, b"" + s is s, s * 1 is s)
print(b"".join([s]) is s, b"-".join([s]) is s, s.replace(b"q", b"r") is s,
      s.replace(b"A", b"A") is s)
print(s.split(b"q")[0] is s, s.partition(b"q")[0] is s, s.ljust(1) is s, s.zfill(2) is s)
array = bytearray(s)
print(array + b"" is array, type(array + b""), type(b"" + array), b"" + array,
      array.replace(b"q", b"") is array)
