a = [1, 2, 3]
print(f"{a[0]} {a[-1:]} {len(a)} {a + [4]} {(lambda x: x * 2)(4)} {'yes' if a else 'no'}")
