try:
    from helpers.plain import nothing
except ImportError as error:
    print(type(error).__name__, error.name, error.path.split("/")[-1])
try:
    from sys import nothing
except ImportError as error:
    print(error, error.name, error.path)
try:
    import nowhere.at_all
except ModuleNotFoundError as error:
    print(error, error.name, error.path)
