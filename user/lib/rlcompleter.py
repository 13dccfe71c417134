"""Completion at Python's prompt: Tab finishes a name, or an attribute behind a dot. What it needs to
know of an object it asks the object, so what stands before the last dot is evaluated, if it is
nothing but names and dots."""

import __main__
import builtins
import readline

KEYWORDS = ("False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
            "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
            "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
            "try", "while", "with", "yield")
INDENT = "    "


def with_parenthesis(name, value):
    return name + "(" if callable(value) else name


def names_beginning(text):
    """Keywords, the program's names and the built-in ones."""
    found = {word: word for word in KEYWORDS if word.startswith(text)}
    for namespace in (builtins.__dict__, __main__.__dict__):
        for name, value in namespace.items():
            if name.startswith(text):
                found[name] = with_parenthesis(name, value)
    return [found[name] for name in sorted(found)]


def attributes_beginning(text):
    """The ways in which OBJECT.START can go on; those with a _ only when it begins so."""
    before, _, start = text.rpartition(".")
    if not all(part.isidentifier() for part in before.split(".")):
        return []
    value = eval(before, __main__.__dict__)
    names = [name for name in dir(value) if name.startswith(start)]
    if not start.startswith("_"):
        names = [name for name in names if not name.startswith("_")]
    return [f"{before}.{with_parenthesis(name, getattr(value, name, None))}" for name in names]


class Completer:
    def __init__(self):
        self.matches = []

    def complete(self, text, state):
        if not text.strip():
            return INDENT if state == 0 else None
        if state == 0:
            find = attributes_beginning if "." in text else names_beginning
            self.matches = find(text)
        return self.matches[state] if state < len(self.matches) else None


readline.set_completer(Completer().complete)
