n = 0
while n < 2:
    n += 1
else:
    print("ran to the end", n)
while True:
    break
else:
    print("never")
while False:
    pass
else:
    print("not even once")
