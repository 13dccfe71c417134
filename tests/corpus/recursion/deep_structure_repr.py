a = []
for i in range(50):
    a = [a]
print(a)
