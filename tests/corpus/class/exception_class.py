class AppError(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code

try:
    raise AppError(7, 'bad')
except Exception as e:
    print(e, e.code, repr(e), e.args)
