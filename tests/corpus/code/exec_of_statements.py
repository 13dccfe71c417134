exec("a = 1\nb = a + 1")
print(a, b)
exec("""
def f(n):
    return n * a
for i in range(2):
    print(f(i + 5))
""")
print(exec("pass"))
