import gc
gc.collect()

def outer():
    def countdown(n):
        return countdown(n - 1) if n else "done"
    return countdown(3)

print(outer())
print(gc.collect())  # the function, its tuple of cells and the cell
