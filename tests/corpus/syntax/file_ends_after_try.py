try:
    print(1)
