def f():
    import helpers.plain
    from helpers.plain import VALUE
    return VALUE, helpers.plain.double(3)


print("before")
print(f(), f())
