for thing in (ValueError, ValueError("message"), KeyError("key"), RuntimeError(1, 2)):
    try:
        raise thing
    except Exception as error:
        print(type(error).__name__, error, repr(error), error.args)
