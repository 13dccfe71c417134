"""reprlib: repr() of bounded length, and the guard of a repr that may meet its own object."""
import builtins
from itertools import islice

__all__ = ["Repr", "repr", "recursive_repr"]


def recursive_repr(fillvalue="..."):
    """A decorator for __repr__: fillvalue where the object is met again inside its own repr."""
    def decorating_function(user_function):
        running = set()

        def wrapper(self):
            key = id(self)
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return user_function(self)
            finally:
                running.discard(key)

        for name in ("__module__", "__doc__", "__name__", "__qualname__", "__annotations__"):
            setattr(wrapper, name, getattr(user_function, name))
        return wrapper
    return decorating_function


class Repr:
    """What an object's text may hold at most, by type; repr1() asks the method repr_TYPE."""

    def __init__(self):
        self.fillvalue = "..."
        self.maxlevel = 6
        self.maxtuple = 6
        self.maxlist = 6
        self.maxarray = 5
        self.maxdict = 4
        self.maxset = 6
        self.maxfrozenset = 6
        self.maxdeque = 6
        self.maxstring = 30
        self.maxlong = 40
        self.maxother = 30

    def repr(self, x):
        """The text of an object, shortened."""
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        """The text of an object that lies so many levels deep."""
        typename = type(x).__name__.replace(" ", "_")
        method = getattr(self, "repr_" + typename, None)
        return self.repr_instance(x, level) if method is None else method(x, level)

    def _items(self, x, level, left, right, most, comma=""):
        """The first of the items between brackets; comma: what follows a single one."""
        if level <= 0 and x:
            return left + self.fillvalue + right
        texts = [self.repr1(item, level - 1) for item in islice(x, most)]
        if len(x) > most:
            texts.append(self.fillvalue)
        return left + ", ".join(texts) + (comma if len(x) == 1 else "") + right

    def repr_tuple(self, x, level):
        return self._items(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._items(x, level, "[", "]", self.maxlist)

    def repr_deque(self, x, level):
        return self._items(x, level, "deque([", "])", self.maxdeque)

    def repr_set(self, x, level):
        return self._items(_in_order(x), level, "{", "}", self.maxset) if x else "set()"

    def repr_frozenset(self, x, level):
        if not x:
            return "frozenset()"
        return self._items(_in_order(x), level, "frozenset({", "})", self.maxfrozenset)

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        texts = [f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}"
                 for key in islice(_in_order(x), self.maxdict)]
        if len(x) > self.maxdict:
            texts.append(self.fillvalue)
        return "{" + ", ".join(texts) + "}"

    def _ends(self, text, most):
        """How much stays of its beginning and of its end, where it is longer than most."""
        before = max(0, (most - 3) // 2)
        after = max(0, most - 3 - before)
        return text[:before], text[len(text) - after:]

    def _cut(self, text, most):
        return text if len(text) <= most else self.fillvalue.join(self._ends(text, most))

    def repr_str(self, x, level):
        text = builtins.repr(x[:self.maxstring])
        if len(text) <= self.maxstring:
            return text
        text = builtins.repr("".join(self._ends(x, self.maxstring)))
        return self.fillvalue.join(self._ends(text, self.maxstring))

    def repr_int(self, x, level):
        return self._cut(builtins.repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = builtins.repr(x)
        except Exception:  # of whatever kind: the text is for a person who looks for the reason
            return f"<{type(x).__name__} instance at {id(x):#x}>"
        return self._cut(text, self.maxother)


def _in_order(x):
    """Sorted where the items have an order: the same text for equal sets."""
    try:
        return sorted(x)
    except Exception:
        return list(x)


aRepr = Repr()
repr = aRepr.repr
