print(isinstance(ZeroDivisionError(), ArithmeticError), isinstance(KeyError(), LookupError))
print(isinstance(ValueError(), Exception), isinstance(SystemExit(), Exception))
print(isinstance(RecursionError(), RuntimeError), isinstance(UnboundLocalError(), NameError))
