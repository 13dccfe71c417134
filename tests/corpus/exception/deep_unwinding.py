def down(n):
    try:
        if n == 0:
            raise ValueError("bottom")
        down(n - 1)
    finally:
        if n % 25 == 0:
            print("leaving", n)

try:
    down(100)
except ValueError as error:
    print(error)
