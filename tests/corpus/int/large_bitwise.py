a = 0x0123456789ABCDEF
b = 0x0FEDCBA987654321
print(a & b, a | b, a ^ b, ~a)
print(-a & b, -a | b, -a ^ b, -a & -b)
print(a >> 4, a >> 32, a >> 60, -a >> 33, a >> 100)
