import importlib
import os

print(importlib.import_module("json").dumps([1]), importlib.import_module("os.path") is os.path)
for arguments in (("nothing",), (".x",), (".decoder", "json"), ("..x", "json")):
    try:
        print(importlib.import_module(*arguments).__name__)
    except Exception as error:
        print(type(error).__name__, error)
print(importlib.reload(importlib.import_module("bisect")).__name__)
