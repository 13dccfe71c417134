def talk():
    print("begins")
    yield 1
    print("goes on")
    yield 2
    print("ends")


generator = talk()
print("made")
print(next(generator))
print(next(generator))
print(next(generator, "nothing left"))
print(next(generator, "still nothing"))
