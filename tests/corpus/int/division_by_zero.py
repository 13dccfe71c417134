def attempt(operation):
    try:
        operation()
    except ZeroDivisionError as error:
        print(error)

attempt(lambda: 1 // 0)
attempt(lambda: 1 % 0)
attempt(lambda: 1 / 0)
attempt(lambda: 0 ** -1)
