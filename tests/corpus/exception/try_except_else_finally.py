def run(x):
    try:
        print("try", x)
        10 // x
    except ZeroDivisionError:
        print("except")
    else:
        print("else")
    finally:
        print("finally")

run(1)
run(0)
