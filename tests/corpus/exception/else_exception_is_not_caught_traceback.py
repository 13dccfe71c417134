try:
    pass
except ZeroDivisionError:
    print("never")
else:
    1 // 0
