import helpers
print(helpers.LEVEL, helpers.__package__, len(helpers.__path__))
print(helpers.__path__[0].split("/")[-1], helpers.__file__.split("/")[-2:])
