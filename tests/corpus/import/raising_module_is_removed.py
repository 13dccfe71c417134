import sys
for attempt in range(2):
    try:
        import helpers.raising
    except ZeroDivisionError as error:
        print(error, "helpers.raising" in sys.modules, "helpers" in sys.modules)
