"""random_classes.py: the part of random_programs.py that makes classes and uses their instances.

A class gets bases (other classes of the program, built-in types), class attributes, methods of all
kinds, and some of the special methods, each with a body that stops: `__next__` and `__getitem__`
end after a few items, so that no loop over an instance runs for ever. An instance without a
`__repr__` of its own prints its type's name (Plain, in the prelude), never an address.
"""

# No sets: the order of strs differs from run to run. No bytes: bytes(2 ** 30) would work.
BUILT_IN_BASES = ["int", "str", "list", "dict", "tuple", "float", "ValueError", "KeyError"]
FIELDS = ["p", "q", "r"]
BINARY_METHODS = ["add", "radd", "sub", "rsub", "mul", "rmul", "mod", "floordiv", "truediv", "and",
                  "or", "ror", "xor", "lshift", "pow", "matmul", "iadd", "imul", "isub", "ior",
                  "divmod"]
COMPARISONS = ["eq", "ne", "lt", "le", "gt", "ge"]
UNARY_METHODS = ["neg", "pos", "invert", "abs", "index", "int", "float", "bool", "len", "hash",
                 "str", "repr", "length_hint", "round", "bytes", "dir"]


class Classes:
    """Statements and expressions about classes; random_programs.Program inherits them and has
    emit, pick, atom, expression, block and the rest."""

    # ---- the class statement ----

    def class_statement(self, depth):
        if self.indent > 3:
            return self.emit("pass")
        chance = self.chance
        name = f"C{len(self.classes)}"
        self.emit("try:")
        self.indent += 1
        for _ in range(chance.choice([0, 0, 0, 1])):
            self.emit(f"@{chance.choice(['decorated', '(lambda c: c)'])}")
        self.emit(f"class {name}({', '.join(self.bases())}):")
        self.indent += 1
        self.class_body(depth)
        self.indent -= 2
        self.emit("except Exception as x:")
        self.emit("    print(type(x).__name__, x)")
        self.emit(f"    {name} = Plain")
        self.classes.append(name)
        return self.look_at_class(name)

    def bases(self):
        """Bases and keywords: mostly one base, sometimes several, which may conflict."""
        chance = self.chance
        own = list(self.classes)
        bases = []
        for _ in range(chance.choice([0, 1, 1, 1, 2, 2, 3])):
            if own and chance.random() < 0.7:
                bases.append(own.pop(chance.randrange(len(own))))
            elif chance.random() < 0.5:
                bases.append(chance.choice(BUILT_IN_BASES))
        if not bases or chance.random() < 0.1:
            bases.append("Plain")
        if chance.random() < 0.08:
            bases.append("metaclass=Meta")
        elif chance.random() < 0.08:
            bases.append(f"tag={self.atom()}")
        return bases

    def class_body(self, depth):
        chance = self.chance
        if chance.random() < 0.1:
            fields = chance.sample(FIELDS, chance.randint(0, 3))
            self.emit(f"__slots__ = {tuple(fields)!r}")
        for _ in range(chance.randint(0, 2)):
            self.emit(f"{chance.choice(FIELDS + ['t'])} = {self.expression(1)}")
        if chance.random() < 0.7:
            self.constructor()
        for _ in range(chance.randint(1, 4)):
            kind = chance.random()
            if kind < 0.45:
                self.special_method()
            elif kind < 0.9:
                self.method(depth)
            else:
                self.attribute_hook()
        self.emit("u = len(vars())" if chance.random() < 0.1 else "u = None")

    def constructor(self):
        chance = self.chance
        fields = FIELDS[:chance.randint(0, 3)]
        parameters = "".join(f", {field}={self.atom()}" for field in fields)
        if chance.random() < 0.15:
            self.emit("def __new__(cls, *arguments, **more):")
            self.emit("    print('new', cls.__name__, len(arguments), sorted(more))")
            self.emit(f"    return super().__new__(cls{chance.choice(['', ', *arguments'])})")
        self.emit(f"def __init__(self{parameters}):")
        self.indent += 1
        if chance.random() < 0.4:
            self.emit(f"super().__init__({chance.choice(['', *fields])})")
        for field in fields:
            self.emit(f"self.{field} = {field}")
        if not fields or chance.random() < 0.2:
            self.emit(f"self.{chance.choice(FIELDS)} = {self.expression(1)}")
        self.indent -= 1

    def method(self, depth):
        """A plain, class or static method, a property, or a class or function as an attribute."""
        chance = self.chance
        name = chance.choice(["m", "n", "p", "t"])
        kind = chance.choice(["plain", "plain", "plain", "class", "static", "property", "setter",
                              "generator", "lambda", "described", "bound by super"])
        if kind == "plain":
            self.emit(f"def {name}(self, x={self.atom()}, *rest):")
            self.body(depth, self.self_expression())
        elif kind == "class":
            self.emit("@classmethod")
            self.emit(f"def {name}(cls, x={self.atom()}):")
            self.body(0, chance.choice(["cls.__name__", "(cls.__name__, x)", "cls.u", "cls(x)"]))
        elif kind == "static":
            self.emit("@staticmethod")
            self.emit(f"def {name}(x={self.atom()}):")
            self.body(0, "x")
        elif kind in ("property", "setter"):
            self.emit("@property")
            self.emit(f"def {name}(self):")
            self.body(0, self.self_expression())
            if kind == "setter":
                self.emit(f"@{name}.setter")
                self.emit(f"def {name}(self, value):")
                self.emit(f"    self.__dict__[{chance.choice(FIELDS)!r}] = value")
        elif kind == "generator":
            self.emit(f"def {name}(self, x=2):")
            self.emit(f"    yield {self.self_expression()}")
            self.emit("    yield x")
        elif kind == "lambda":
            self.emit(f"{name} = lambda self, x=1: {self.self_expression()}")
        elif kind == "described":
            self.emit(f"{name} = Described({self.atom()})")
        else:
            self.emit(f"def {name}(self, *arguments):")
            self.emit(f"    return ({self.atom()}, super().{name}(*arguments))")

    def body(self, depth, result):
        self.indent += 1
        loops, self.loops = self.loops, 0
        if depth > 2 and self.chance.random() < 0.3:
            self.statement(1)
        self.loops = loops
        self.emit(f"return {result}")
        self.indent -= 1

    def self_expression(self):
        chance = self.chance
        field = chance.choice(FIELDS)
        return self.pick(
            lambda: f"self.{field}", lambda: f"(self.{field}, self.u)",
            lambda: f"self.{field} + {self.number()}", lambda: f"getattr(self, {field!r}, 'none')",
            lambda: "type(self).__name__", lambda: "__class__.__name__", lambda: "len(vars(self))",
            lambda: f"isinstance(x, {self.some_class()})", lambda: self.expression(1))()

    def special_method(self):
        """One of the special methods, with a result that is mostly of the right kind."""
        chance = self.chance
        other = ", ".join(chance.sample(["self.p", "other", self.atom()], chance.randint(1, 2)))
        kind = chance.randrange(12)
        if kind <= 2:
            self.emit(f"def __{chance.choice(BINARY_METHODS)}__(self, other):")
            result = chance.choice([f"({other},)", "NotImplemented", "self", "other"])
            self.emit(f"    return {result}")
        elif kind <= 4:
            self.emit(f"def __{chance.choice(COMPARISONS)}__(self, other):")
            result = chance.choice(["NotImplemented", "True", "False", "other", "3"])
            self.emit(f"    return {result}")
        elif kind <= 6:
            self.unary_method()
        elif kind == 7:
            self.item_methods()
        elif kind == 8:
            self.emit("def __iter__(self):")
            self.emit(f"    return {chance.choice(['iter([1, 2])', 'self', 'iter(self.p)', '3'])}")
            self.emit("def __next__(self):")
            self.emit("    count_down(self)")
            self.emit(f"    return {self.atom()}")
        elif kind == 9:
            self.emit("def __enter__(self):")
            self.emit("    print('enter', type(self).__name__)")
            self.emit(f"    return {chance.choice(['self', self.atom()])}")
            self.emit("def __exit__(self, kind, problem, trace):")
            self.emit("    print('exit', kind and kind.__name__, problem)")
            self.emit(f"    return {chance.choice(['True', 'False', 'None', '[]', '1'])}")
        elif kind == 10:
            self.emit(f"def __call__(self, x={self.atom()}, *rest, **more):")
            self.emit(f"    return {chance.choice(['x', '(x, rest)', 'sorted(more)'])}")
        else:
            self.emit("def __del__(self):")
            self.emit("    print('del', __class__.__name__)")

    def unary_method(self):
        chance = self.chance
        name = chance.choice(UNARY_METHODS)
        right = {"index": "3", "int": "4", "float": "0.5", "bool": "False", "len": "2",
                 "hash": "7", "str": "'shown'", "repr": "'C()'", "length_hint": "5",
                 "bytes": "b'by'", "dir": "['z', 'y']"}.get(name, "(type(self).__name__, 'unary')")
        self.emit(f"def __{name}__(self{', digits=None' if name == 'round' else ''}):")
        self.emit(f"    return {right if chance.random() < 0.85 else self.atom()}")

    def item_methods(self):
        chance = self.chance
        self.emit("def __getitem__(self, key):")
        self.emit("    if isinstance(key, int) and not -5 < key < 4:")
        self.emit("        raise IndexError(key)")
        self.emit(f"    return {chance.choice(['key', '(key,)', 'str(key)', self.atom()])}")
        extra = chance.randrange(5)
        if extra == 0:
            self.emit("def __setitem__(self, key, value):")
            self.emit("    print('set', key, value)")
        elif extra == 1:
            self.emit("def __delitem__(self, key):")
            self.emit("    print('delete', key)")
        elif extra == 2:
            self.emit("def __contains__(self, item):")
            self.emit(f"    return {chance.choice(['item', 'True', '0', 'item == 1'])}")
        elif extra == 3:
            self.emit("def __missing__(self, key):")
            self.emit("    return ('missing', key)")

    def attribute_hook(self):
        chance = self.chance
        kind = chance.randrange(7)
        if kind == 0:
            self.emit("def __getattr__(self, name):")
            self.emit("    if name == 'q': raise AttributeError('no q')")
            self.emit("    return 'made ' + name")
        elif kind == 1:
            self.emit("def __setattr__(self, name, value):")
            self.emit("    print('setattr', name)")
            self.emit("    super().__setattr__(name, value)")
        elif kind == 2:
            self.emit("def __delattr__(self, name):")
            self.emit("    print('delattr', name)")
        elif kind == 3:
            self.emit("def __init_subclass__(cls, tag=None):")
            self.emit("    print('subclass', cls.__name__, tag)")
        elif kind == 4:
            self.emit("def __class_getitem__(cls, item):")
            self.emit("    return (cls.__name__, item)")
        elif kind == 5:
            self.emit("def __getattribute__(self, name):")
            self.emit("    if name == 'r': return 'always'")
            self.emit("    return super().__getattribute__(name)")
        else:
            self.emit("__hash__ = None" if chance.random() < 0.5 else "__match_args__ = ()")

    # ---- what is done with classes and instances ----

    def some_class(self):
        if self.classes and self.chance.random() < 0.85:
            return self.chance.choice(self.classes)
        return self.chance.choice(["int", "str", "Plain", "Exception", "dict", "type"])

    def instance(self, depth=1):
        arguments = [self.atom() for _ in range(self.chance.choice([0, 0, 1, 1, 2]))]
        if self.chance.random() < 0.1:
            arguments.append(f"{self.chance.choice(FIELDS)}={self.atom()}")
        return f"{self.some_class()}({', '.join(arguments)})"

    def attribute(self, depth):
        """An expression that reads from an instance or a class."""
        chance = self.chance
        owner = chance.choice([chance.choice("abcde"), chance.choice("abcde"), self.some_class(),
                               self.instance()])
        name = chance.choice(FIELDS + ["m", "n", "t", "u"])
        return self.pick(
            lambda: f"{owner}.{name}", lambda: f"{owner}.{chance.choice('mnt')}()",
            lambda: f"{owner}.{chance.choice('mnpt')}({self.atom()})",
            lambda: f"getattr({owner}, {name!r}, {self.atom()})",
            lambda: f"hasattr({owner}, {name!r})",
            lambda: f"isinstance({owner}, {self.some_class()})",
            lambda: f"issubclass({self.some_class()}, {self.some_class()})",
            lambda: f"[k.__name__ for k in {self.some_class()}.__mro__]",
            lambda: f"[n for n in 'pqrmnt' if n in vars({owner})]", lambda: f"callable({owner})",
            lambda: f"{owner}({self.atom()})", lambda: f"{self.some_class()}[{self.atom()}]",
            lambda: f"({owner} @ {self.atom()})", lambda: f"divmod({owner}, {self.atom()})",
            lambda: f"type({owner}).__name__", lambda: f"iter({owner}) is {owner}")()

    def look_at_class(self, name):
        """Makes some instances, and tries what it can do."""
        for _ in range(self.chance.randint(1, 3)):
            self.emit(f"print(attempt(lambda: {self.instance()}))")
        self.emit(f"{self.chance.choice('abcde')} = attempt(lambda: {name}())")
        for _ in range(self.chance.randint(1, 4)):
            self.emit(f"print(attempt(lambda: {self.attribute(1)}))")

    def change_attribute(self):
        chance = self.chance
        owner = chance.choice([*"abcde", self.some_class()])
        field = chance.choice(FIELDS)
        self.emit(self.pick(
            lambda: f"{owner}.{field} = {self.expression(1)}",
            lambda: f"del {owner}.{field}",
            lambda: f"{owner}.{field} += {self.atom()}",
            lambda: f"setattr({owner}, {field!r}, {self.atom()})",
            lambda: f"{owner}.__class__ = {self.some_class()}",
            lambda: f"{self.some_class()}.__len__ = lambda self: 1",
            lambda: f"{owner}.{field}, {chance.choice('abcde')} = {self.expression(2)}")())

    def with_statement(self, depth):
        chance = self.chance
        manager = chance.choice([self.instance(), chance.choice("abcde"), "Manager()",
                                 "Manager(True)"])
        target = chance.choice("abcde")
        name = chance.choice(["", f" as {target}", f" as ({target}, _)"])
        second = ", Manager() as e" if chance.random() < 0.2 else ""
        self.emit(f"with {manager}{name}{second}:")
        self.block(depth)


PRELUDE = '''\
class Plain:
    def __repr__(self):
        return f"<{type(self).__name__}>"

class Meta(type):
    def __call__(cls, *arguments):
        print("call", cls.__name__, len(arguments))
        return super().__call__(*arguments)
    def __len__(cls):
        return 4
    def __getattr__(cls, name):
        return "meta " + name

class Described:
    def __init__(self, value):
        self.value = value
    def __set_name__(self, owner, name):
        print("name", owner.__name__, name)
    def __get__(self, instance, owner):
        return (self.value, instance is None, owner.__name__)
    def __set__(self, instance, value):
        print("set", value)

class Manager(Plain):
    def __init__(self, swallow=False):
        self.swallow = swallow
    def __enter__(self):
        return self
    def __exit__(self, kind, problem, trace):
        print("left", kind and kind.__name__)
        return self.swallow

def decorated(cls):
    print("decorated", cls.__name__)
    return cls

counts = {}

def count_down(thing):
    counts[id(thing)] = counts.get(id(thing), 3) - 1
    if counts[id(thing)] <= 0:
        del counts[id(thing)]
        raise StopIteration

'''
