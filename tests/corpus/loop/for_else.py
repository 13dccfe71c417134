for x in [1, 2, 3]:
    if x == 2:
        print("found")
        break
else:
    print("never")
for x in []:
    pass
else:
    print("empty")
