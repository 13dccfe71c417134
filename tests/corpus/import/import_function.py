print(__import__("helpers.plain").__name__)
print(__import__("helpers.plain", fromlist=["VALUE"]).__name__)
print(__import__("helpers", globals(), locals(), ["chosen"], 0).chosen.one)
for arguments in ((5,), ("",), ("x", None, None, (), -1)):
    try:
        __import__(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
