def f():
    try:
        raise ValueError("lost")
    finally:
        return "kept"

def g():
    try:
        return "first"
    finally:
        return "second"

print(f(), g())
