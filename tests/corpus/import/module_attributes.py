import helpers.plain as plain
print(plain.VALUE, plain.double(4), plain.__name__, plain.__package__, plain.__doc__)
print(plain.__file__.split("/")[-2:], plain.double.__module__)
print(hasattr(plain, "__path__"))
