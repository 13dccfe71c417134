try:
    [][1]
except:
    print("caught")
