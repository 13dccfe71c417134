import sys
import traceback


def divide(a, b):
    return a / b


def nested():
    try:
        divide(1, 0)
    except ZeroDivisionError as error:
        raise ValueError("wrong", 3) from error


def recursive(n):
    return recursive(n - 1) if n else divide(n, 0)


for function, arguments in (divide, (1, 0)), (nested, ()), (recursive, (10,)):
    try:
        function(*arguments)
    except Exception as error:
        print(traceback.format_exc())
        print(traceback.format_exception(error))
        print(traceback.format_exception(type(error), error, error.__traceback__) ==
              traceback.format_exception(error))
        print(traceback.format_exception_only(error))
        print(traceback.format_exception_only(type(error), error))
        print(traceback.format_tb(error.__traceback__))
        print(traceback.format_tb(error.__traceback__, 1), traceback.format_tb(error.__traceback__, -1))
        print(traceback.format_exception(error, chain=False))
        print(traceback.extract_tb(error.__traceback__)[-1])
        traceback.print_exc(file=sys.stdout)
        traceback.print_exc()
        traceback.print_exception(error, file=sys.stdout, limit=1)
        traceback.print_tb(error.__traceback__, file=sys.stdout)
        for summary in traceback.extract_tb(error.__traceback__):
            print(summary.lineno, summary.name, summary.line, len(summary))
            filename, line, name, text = summary
print(traceback.format_exc())
try:
    compile("x = = 1", "given.py", "exec")
except SyntaxError as error:
    print("".join(traceback.format_exception_only(error)))
try:
    error = KeyError("k")
    error.add_note("a note")
    raise error
except KeyError as error:
    print("".join(traceback.format_exception(error)))
    t = traceback.TracebackException.from_exception(error)
    print(t, t.exc_type, list(t.format_exception_only()), t.__notes__)
    print("".join(t.format()))
