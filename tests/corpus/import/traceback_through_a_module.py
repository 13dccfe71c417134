from helpers.failing_call import fail


def caller():
    fail(1)


caller()
