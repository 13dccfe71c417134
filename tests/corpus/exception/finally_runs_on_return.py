def f():
    try:
        return "from try"
    finally:
        print("finally")

def g():
    for i in range(3):
        try:
            if i == 1:
                break
            continue
        finally:
            print("finally", i)
    return i

print(f(), g())
