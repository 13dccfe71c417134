def classify(action):
    try:
        action()
    except KeyError:
        return "key"
    except LookupError:
        return "lookup"
    except (TypeError, ValueError) as error:
        return "type or value: " + str(error)
    except Exception as error:
        return "other: " + str(error)

print(classify(lambda: {}["x"]))
print(classify(lambda: [][0]))
print(classify(lambda: 1 + "x"))
print(classify(lambda: int("x")))
print(classify(lambda: 1 // 0))
