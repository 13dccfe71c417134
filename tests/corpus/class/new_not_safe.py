for code in ('object.__new__(int)', 'int.__new__(str)', 'int.__new__(5)', 'int.__new__()'):
    try:
        eval(code)
    except TypeError as e:
        print(e)
