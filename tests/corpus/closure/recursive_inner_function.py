def outer(n):
    def down(k):
        return [] if k == 0 else [k] + down(k - 1)
    return down(n)

print(outer(5))
