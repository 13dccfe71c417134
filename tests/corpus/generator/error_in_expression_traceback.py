numbers = [1, 2, 0, 4]
print(sum(10 // n for n in numbers))
