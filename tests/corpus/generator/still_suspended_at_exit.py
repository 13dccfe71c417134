def open_ended():
    try:
        yield 1
    finally:
        print("finally at the end of the program")


generator = open_ended()
print(next(generator))
