def guarded():
    try:
        yield 1
        yield 2
    finally:
        print("cleaned up")


generator = guarded()
print(next(generator))
print(generator.close())
print(generator.close())
print(next(generator, "closed"))
unstarted = guarded()
unstarted.close()
print(next(unstarted, "closed"))
