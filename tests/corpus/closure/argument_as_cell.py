def power(n):
    return lambda x: x ** n

square, cube = power(2), power(3)
print(square(5), cube(2))
