def f():
    try:
        raise ValueError("goes on")
    finally:
        print("finally ran")

f()
