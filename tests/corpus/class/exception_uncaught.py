class AppError(Exception):
    pass

def f():
    raise AppError('bad')

f()
