class A:
    # nothing

