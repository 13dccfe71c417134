def wait():
    while True:
        pass

if False:
    while 1:
        pass
print("went on")
