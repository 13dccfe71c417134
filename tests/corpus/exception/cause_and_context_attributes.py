try:
    try:
        1 // 0
    except ZeroDivisionError as first:
        raise ValueError("second") from first
except ValueError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        1 // 0
    except ZeroDivisionError:
        raise ValueError("third")
except ValueError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
