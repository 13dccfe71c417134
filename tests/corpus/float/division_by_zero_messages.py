for operation in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0.0 ** -1):
    try:
        operation()
    except ZeroDivisionError as error:
        print(error)
