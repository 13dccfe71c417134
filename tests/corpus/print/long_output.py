for i in range(400):
    print(i, "the quick brown fox jumps over the lazy dog", i * i)
