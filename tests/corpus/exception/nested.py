try:
    try:
        1 // 0
    except KeyError:
        print("never")
    finally:
        print("inner finally")
except ZeroDivisionError as error:
    print("outer", error)
