class A:
    print('body', __name__, __qualname__)
    x = [i for i in range(3)]

print(A.x, A().x is A().x)
