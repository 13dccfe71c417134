for number in list(range(0, 45)) + list(range(100, 120)):
    error = OSError(number, "text")
    if type(error) is not OSError:
        print(number, type(error).__name__, type(error).__mro__[1].__name__, error)
for number in (3, 11, 32, 104, 110):
    try:
        raise OSError(number, "text", "file")
    except ConnectionError as error:
        print("connection", error)
    except OSError as error:
        print(error, error.filename)
print(issubclass(BrokenPipeError, ConnectionError), ProcessLookupError().args)
