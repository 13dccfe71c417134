"""What help() says: of a function how it is called and its docstring, of a class its methods and
data with where they come from, of a module all that it defines; of a keyword what it is for. The
layout is that of CPython's pydoc."""
import builtins
import sys
import types

__all__ = ["help", "render_doc"]

_RULE = "-" * 70
_VALUE_WIDTH = 70  # so wide a line of data may be
_NAMES_WIDTH = 78

_INTRODUCTION = """\
This is Python on Terrarium: a program here has its own process, heap and stack.

  help(x)        about an object: a function, a type, a module, a value
  help("for")    about a keyword; help("keywords") and help("modules") list what there is
  dir(x)         the names of its attributes
  dir()          the names that you have made
  _              the value of the last expression
  exit()         leave; also Ctrl-D

To look into the machine:
  import sys     sys.getrefcount(x): how many references there are to an object
  import gc      gc.collect(): find unreachable cycles; gc.get_referrers(x)
  import memory  memory.where(x): its address, page tables and frame; help("memory") says more

The built-in functions and types (help(print) tells more about print):
"""

_KEYWORDS = {
    "False": "The bool that stands for what is not true. It is an int, too: 0.",
    "None": "The one object of its type: there is nothing. A function without return gives it.",
    "True": "The bool that stands for what is true. It is an int, too: 1.",
    "and": "a and b: a when it is false, else b, which is evaluated only then.",
    "as": "import m as name; with x as name; except E as name: the name for what is there.",
    "assert": "assert test, message: AssertionError with the message when the test is false.",
    "async": "Coroutines: this Python leaves them out.",
    "await": "Coroutines: this Python leaves them out.",
    "break": "Leaves the innermost loop; its else clause is not run.",
    "class": "class Name(Bases): a suite whose names become the attributes of a new class.",
    "continue": "Goes on with the next round of the innermost loop.",
    "def": "def name(parameters): a suite that runs when the function is called.",
    "del": "Unbinds a name, an attribute or an item. The object goes when nobody refers to it.",
    "elif": "A further condition of an if statement, asked when those before it are false.",
    "else": "What runs when no condition of an if holds, when a loop ends without break, or when\n"
            "a try raised nothing.",
    "except": "except Type as name: the clause of a try that handles exceptions of that type.",
    "finally": "The clause of a try that runs in any case, at the end.",
    "for": "for target in iterable: the suite runs once for each item. An else clause runs at the\n"
           "end, if no break left the loop.",
    "from": "from module import name; raise error from cause; yield from iterable.",
    "global": "The names belong to the module in the whole function.",
    "if": "if test: the suite runs when the test is true; elif and else follow.\n"
          "a if test else b is an expression.",
    "import": "import module: runs it, once, and binds its name. sys.modules has those that ran.",
    "in": "x in container: is it there? for x in iterable: see for.",
    "is": "a is b: are they one object? id(a) == id(b) says the same while both live.",
    "lambda": "lambda parameters: expression, a function without a name.",
    "nonlocal": "The names are those of the enclosing function: it shares its cells.",
    "not": "not x: False when x is true, else True. a not in b; a is not b.",
    "or": "a or b: a when it is true, else b, which is evaluated only then.",
    "pass": "Does nothing, where a statement must stand.",
    "raise": "raise error from cause: throws an exception; alone, the one that is being handled.",
    "return": "Ends the function and gives its value to the caller; its frame goes.",
    "try": "try: a suite, with except, else and finally clauses for what may happen in it.",
    "while": "while test: the suite runs again and again as long as the test is true. An else\n"
             "clause runs when it is not.",
    "with": "with manager as name: calls its __enter__ before the suite and __exit__ after it, in\n"
            "any case.",
    "yield": "Makes the function a generator, hands out a value and waits for next or send.",
}

_HIDDEN = {"__author__", "__builtins__", "__cached__", "__date__", "__doc__", "__file__",
           "__loader__", "__module__", "__name__", "__package__", "__path__", "__qualname__",
           "__slots__", "__spec__", "__version__", "__annotations__", "__dict_keys__"}


# ---- how things are called -----------------------------------------------------------------------

def _annotation(value):
    """As inspect shows it: a class by its name, anything else by its repr."""
    if isinstance(value, type) and not isinstance(value, types.GenericAlias):
        module = value.__module__
        return value.__qualname__ if module == "builtins" else f"{module}.{value.__qualname__}"
    return repr(value).replace("typing.", "")


def _parameter(name, annotations, stars="", **default):
    text = stars + name
    if name in annotations:
        text += f": {_annotation(annotations[name])}"
    if default:
        text += f" = {default['value']!r}" if name in annotations else f"={default['value']!r}"
    return text


def signature(function, bound=False):
    """The text "(a, /, b=1, *rest, c, **more) -> int" of a function written in Python; without its
    first parameter when that is bound."""
    code, annotations = function.__code__, function.__annotations__
    names, defaults = code.co_varnames, function.__defaults__ or ()
    count, keyword_only = code.co_argcount, code.co_kwonlyargcount
    parts = []
    for index, name in enumerate(names[:count]):
        given = index - (count - len(defaults))
        default = {"value": defaults[given]} if given >= 0 else {}
        parts.append(_parameter(name, annotations, **default))
        if index + 1 == code.co_posonlyargcount:
            parts.append("/")
    after = count + keyword_only
    if bound and count:
        del parts[0]
        if parts[:1] == ["/"] and code.co_posonlyargcount == 1:
            del parts[0]
    if code.co_flags & 4:
        parts.append(_parameter(names[after], annotations, "*"))
        after += 1
    elif keyword_only:
        parts.append("*")
    for name in names[count:count + keyword_only]:
        defaults = function.__kwdefaults__ or {}
        default = {"value": defaults[name]} if name in defaults else {}
        parts.append(_parameter(name, annotations, **default))
    if code.co_flags & 8:
        parts.append(_parameter(names[after], annotations, "**"))
    result = f" -> {_annotation(annotations['return'])}" if "return" in annotations else ""
    return f"({', '.join(parts)}){result}"


def _doc(x):
    """Its docstring, without the indentation that the lines have in common."""
    doc = getattr(x, "__doc__", None)
    if not isinstance(doc, str):
        return ""
    first, *rest = doc.expandtabs().split("\n")
    margin = min([len(line) - len(line.lstrip()) for line in rest if line.strip()], default=0)
    lines = [first.strip()] + [line[margin:].rstrip() for line in rest]
    return "\n".join(lines).strip("\n")


def _indent(text, prefix="    "):
    return "\n".join([prefix + line for line in text.split("\n")])


_NATIVE = (types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType,
           types.MethodWrapperType)
_ROUTINES = (types.FunctionType, types.MethodType) + _NATIVE


def _routine(x, name=None, note="", repeats=True):
    """How it is called, and its docstring. A built-in function's docstring may begin with that.
    repeats: whether that of a function with another name of its own is shown, too."""
    real_name, doc = getattr(x, "__name__", name), _doc(x)
    name = name or real_name
    title = name
    if name != real_name and real_name != "<lambda>":
        title, doc = f"{name} = {real_name}", doc if repeats else ""
    bound = isinstance(x, types.MethodType)
    function = x.__func__ if bound else x
    if isinstance(function, types.FunctionType):
        if real_name == "<lambda>":
            title = f"{name} lambda " + signature(function, bound)[1:-1]
        else:
            title += signature(function, bound)
    elif doc.startswith(f"{real_name}("):
        title, _, doc = doc.partition("\n")
    elif isinstance(x, types.WrapperDescriptorType) and name in _SPECIAL_METHODS:
        parameters, doc = _SPECIAL_METHODS[name]
        before = [each for each in parameters if each[0] != "*"]
        title += f"({', '.join(['self', *before, '/', *parameters[len(before):]])})"
    else:
        title += "(...)"
    return title + note + "\n" + (_indent(doc).rstrip() + "\n" if doc else "")


_OPERATORS = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%",
              "pow": "**", "lshift": "<<", "rshift": ">>", "and": "&", "or": "|", "xor": "^",
              "matmul": "@"}
_COMPARISONS = {"lt": "<", "le": "<=", "eq": "==", "ne": "!=", "gt": ">", "ge": ">="}
_SPECIAL_METHODS = {  # name: its parameters, and the expression or statement that calls it
    "__repr__": ((), "repr(self)"), "__str__": ((), "str(self)"), "__hash__": ((), "hash(self)"),
    "__bool__": ((), "bool(self), and where self is a condition"), "__len__": ((), "len(self)"),
    "__iter__": ((), "iter(self), and for x in self"), "__next__": ((), "next(self)"),
    "__call__": (("*args", "**kwargs"), "self(*args, **kwargs)"),
    "__init__": (("*args", "**kwargs"), "what a call of the class does with the new object"),
    "__getattribute__": (("name",), "self.name"),
    "__setattr__": (("name", "value"), "self.name = value"),
    "__delattr__": (("name",), "del self.name"),
    "__get__": (("instance", "owner"), "instance.name or owner.name, where self is the attribute"),
    "__set__": (("instance", "value"), "instance.name = value, where self is the attribute"),
    "__delete__": (("instance",), "del instance.name, where self is the attribute"),
    "__getitem__": (("key",), "self[key]"), "__setitem__": (("key", "value"), "self[key] = value"),
    "__delitem__": (("key",), "del self[key]"), "__contains__": (("key",), "key in self"),
    "__neg__": ((), "-self"), "__pos__": ((), "+self"), "__invert__": ((), "~self"),
    "__abs__": ((), "abs(self)"), "__int__": ((), "int(self)"), "__float__": ((), "float(self)"),
    "__index__": ((), "operator.index(self): self where an int is needed"),
}
for _name, _sign in _OPERATORS.items():
    _SPECIAL_METHODS[f"__{_name}__"] = (("value",), f"self {_sign} value")
    _SPECIAL_METHODS[f"__r{_name}__"] = (("value",), f"value {_sign} self")
    _SPECIAL_METHODS[f"__i{_name}__"] = (("value",), f"self {_sign}= value")
for _name, _sign in _COMPARISONS.items():
    _SPECIAL_METHODS[f"__{_name}__"] = (("value",), f"self {_sign} value")


# ---- classes -------------------------------------------------------------------------------------

def _class_name(cls, module):
    return cls.__name__ if cls.__module__ == module else f"{cls.__module__}.{cls.__name__}"


def _is_shown(name, fields=()):
    if name in _HIDDEN:
        return False
    if name.startswith("__") and name.endswith("__") or name in fields:
        return True
    return not name.startswith("_")


def _kind(value):
    """Under which heading a class's attribute stands."""
    if isinstance(value, classmethod):
        return "Class methods"
    if isinstance(value, types.MethodDescriptorType) and hasattr(value, "__objclass__"):
        found = getattr(value.__objclass__, value.__name__)
        return "Class methods" if isinstance(found, types.BuiltinFunctionType) else "Methods"
    if isinstance(value, staticmethod):
        return "Static methods"
    if isinstance(value, _ROUTINES):
        return "Static methods" if isinstance(value, types.BuiltinFunctionType) else "Methods"
    if isinstance(value, property) and value.fset is None and value.fdel is None:
        return "Readonly properties"
    if hasattr(type(value), "__set__") or hasattr(type(value), "__delete__"):
        return "Data descriptors"
    return "Data and other attributes"


def _value(name, x):
    """The line "name = value", shortened; without the address of an object."""
    shown = repr(x)
    if shown.endswith(">") and " at 0x" in shown:
        shown = shown.rpartition(" at 0x")[0] + ">" * (len(shown) - len(shown.rstrip(">")))
    text = f"{name} = {shown}"
    return text if len(text) <= _VALUE_WIDTH else text[:_VALUE_WIDTH] + "..."


def _attribute(cls, kind, name, value):
    """The text of one attribute under its heading."""
    if kind.endswith("methods") or kind == "Methods":
        found = getattr(cls, name, value)
        native = isinstance(found, types.BuiltinFunctionType)
        owner = getattr(found, "__self__", None)
        note = "" if native or owner is None else \
            f" from {type(owner).__module__}.{type(owner).__name__}"
        other_name = getattr(found, "__name__", name)
        return _routine(found, name, note, repeats=not hasattr(cls, other_name))
    if kind == "Data and other attributes":
        doc = _doc(value) if callable(value) else ""
        text = _value(name, getattr(cls, name, value))
        return text + ("\n" + _indent(doc) if doc else "") + "\n"
    doc = _OWN_DESCRIPTORS.get(name) or _doc(value)
    return name + "\n" + (_indent(doc) + "\n" if doc else "")


_OWN_DESCRIPTORS = {"__dict__": "the instance's own attributes, as a dict",
                    "__weakref__": "the first of the weak references to the instance"}
_KINDS = ("Methods", "Class methods", "Static methods", "Readonly properties", "Data descriptors",
          "Data and other attributes")


def _sections(cls):
    """For each class of the mro, its attributes that no class before it has, under headings."""
    seen = set()
    for owner in cls.__mro__:
        if owner is object and cls is not object:
            break
        tag = "defined here" if owner is cls else \
            f"inherited from {_class_name(owner, cls.__module__)}"
        fields = getattr(owner, "_fields", ())
        mine = [(name, value) for name, value in sorted(owner.__dict__.items())
                if name not in seen and _is_shown(name, fields)]
        seen.update(owner.__dict__)
        for kind in _KINDS:
            texts = [_attribute(cls, kind, name, value) for name, value in mine
                     if _kind(value) == kind]
            if texts:
                yield [f"{kind} {tag}:\n"] + texts


def _class_call(cls):
    """The parentheses of a call of the class, from its __init__ or __new__ in Python; or ""."""
    for name in ("__init__", "__new__"):
        method = getattr(cls, name)
        if isinstance(method, types.FunctionType):
            return signature(method, bound=True).partition(" -> ")[0]
    return ""


def _class(cls, name=None):
    module, real_name = cls.__module__, cls.__name__
    bases = [_class_name(base, module) for base in cls.__bases__]
    title = f"class {real_name}" if name in (None, real_name) else f"{name} = class {real_name}"
    title += f"({', '.join(bases)})" if bases else ""
    lines = []
    call, doc = _class_call(cls), _doc(cls)
    if call not in ("", "()"):
        lines.append(real_name + call + "\n")
    if doc:
        lines.append(doc + "\n")
    if len(cls.__mro__) > 2:
        lines.append("Method resolution order:")
        lines += ["    " + _class_name(base, module) for base in cls.__mro__] + [""]
    derived = sorted([_class_name(each, module) for each in cls.__subclasses__()
                      if not each.__name__.startswith("_") and each.__module__ == "builtins"])
    if derived:
        lines.append("Built-in subclasses:")
        shown = derived[:4]
        lines += ["    " + each for each in shown]
        if len(derived) > len(shown):
            lines.append(f"    ... and {len(derived) - len(shown)} other subclasses")
        lines.append("")
    for number, section in enumerate(_sections(cls)):
        lines += ([_RULE] if number else []) + section
    text = "\n".join(lines).rstrip()
    return title + "\n" + (_indent(text, " |  ") + "\n" if text else "")


# ---- modules -------------------------------------------------------------------------------------

def _section(title, text):
    return f"{title}\n{_indent(text).rstrip()}\n\n"


def _class_tree(classes, module):
    """The classes below their bases, as lines; a base of another module stands at the top."""
    children, lines = {}, []
    for cls in classes:
        for base in cls.__bases__:
            children.setdefault(base, []).append(cls)
            if base in classes:
                break
    roots = [base for base in children if base not in classes]

    def add(cls, depth, parent=None):
        bases = [_class_name(base, module) for base in cls.__bases__]
        shown = f"({', '.join(bases)})" if bases and cls.__bases__ != (parent,) else ""
        lines.append("    " * depth + _class_name(cls, module) + shown)
        for child in sorted(children.get(cls, ()), key=lambda each: each.__name__):
            add(child, depth + 1, cls)

    for root in sorted(roots, key=lambda each: (each.__module__, each.__name__)):
        add(root, 0)
    return "\n".join(lines)


def _module_members(module):
    """Its classes, functions and data, each as pairs of name and value."""
    exported = getattr(module, "__all__", None)
    classes, functions, data = [], [], []
    for name, value in sorted(vars(module).items()):
        if not _is_shown(name) or (exported is not None and name not in exported):
            continue
        here = exported is not None or getattr(value, "__module__", None) == module.__name__
        if isinstance(value, type):
            if here:
                classes.append((name, value))
        elif isinstance(value, _ROUTINES):
            if here or isinstance(value, types.BuiltinFunctionType):
                functions.append((name, value))
        elif not isinstance(value, types.ModuleType):
            data.append((name, value))
    return classes, functions, data


def _module(module):
    synopsis, _, description = _doc(module).partition("\n")
    description = description.strip("\n")
    text = _section("NAME", module.__name__ + (f" - {synopsis}" if synopsis else ""))
    if description:
        text += _section("DESCRIPTION", description)
    classes, functions, data = _module_members(module)
    if classes:
        tree = _class_tree([cls for name, cls in classes], module.__name__)
        text += _section("CLASSES", "\n".join([tree, ""] + [_class(cls, name)
                                                            for name, cls in classes]))
    if functions:
        text += _section("FUNCTIONS", "\n".join([_routine(each, name)
                                                 for name, each in functions]))
    if data:
        text += _section("DATA", "\n".join([_value(name, each) for name, each in data]))
    return text + _section("FILE", getattr(module, "__file__", None) or "(built-in)")


# ---- the whole -----------------------------------------------------------------------------------

def _described(x):
    """What kind of thing it is, in words: "function f", "class C", "module m"."""
    if isinstance(x, types.ModuleType):
        kind = "package" if hasattr(x, "__path__") else "module" if hasattr(x, "__file__") \
            else "built-in module"
        return f"{kind} {x.__name__}"
    if isinstance(x, types.BuiltinFunctionType):
        return f"built-in function {x.__name__}"
    if isinstance(x, type):
        return f"class {x.__name__}"
    if isinstance(x, types.FunctionType):
        return f"function {x.__name__}"
    if isinstance(x, types.MethodType):
        return f"method {x.__name__}"
    return type(x).__name__


def _document(x):
    if isinstance(x, property) or _kind(x) == "Data descriptors":
        return (x.__name__ + "\n" if hasattr(x, "__name__") else "") + _indent(_doc(x)) + "\n"
    if isinstance(x, types.ModuleType):
        return _module(x)
    if isinstance(x, type):
        return _class(x)
    owner = getattr(x, "__self__", None)
    bound = isinstance(x, _ROUTINES) and owner is not None \
        and not isinstance(owner, types.ModuleType)
    note = f" method of {type(owner).__module__}.{type(owner).__name__} instance" if bound else ""
    return _routine(x, note=note)


def render_doc(thing, title="Help on %s:"):
    """The text that help prints of an object, or of what a dotted name leads to."""
    x = _found(thing) if isinstance(thing, str) else thing
    described = _described(x)
    module = getattr(x, "__module__", None) or type(x).__module__
    is_data = isinstance(x, property) or _kind(x) == "Data descriptors"
    if isinstance(thing, str) and "." in thing:
        described += f" in {thing.rpartition('.')[0]}"
    elif isinstance(x, (type, types.FunctionType, types.MethodType)) or \
            (isinstance(x, types.BuiltinFunctionType) and x.__module__):
        described += f" in module {module}"
    if not isinstance(x, (types.ModuleType, type) + _ROUTINES) and not is_data:
        described += f" in module {module} object" if module not in ("builtins", None) \
            else " object"
        x = type(x)
    text = _document(x)
    return title % described + "\n\n" + text


def _found(path):
    """What a dotted name leads to: a built-in name, a module, an attribute of those; ImportError
    where there is nothing."""
    first, *rest = path.split(".")
    if hasattr(builtins, first):
        x = getattr(builtins, first)
    else:
        x = __import__(first)
    for position, name in enumerate(rest):
        if not hasattr(x, name) and isinstance(x, types.ModuleType):
            __import__(".".join([first] + rest[:position + 1]))
        x = getattr(x, name)
    return x


def _in_lines(names):
    lines, line = [], " "
    for name in names:
        if len(line) + len(name) + 1 > _NAMES_WIDTH:
            lines.append(line)
            line = " "
        line += " " + name
    return "\n".join(lines + [line])


def _introduction():
    print(_INTRODUCTION + _in_lines([name for name in dir(builtins) if name[0] != "_"]))


def _modules():
    import os
    names = set(sys.modules)
    for directory in sys.path:
        try:
            entries = os.listdir(directory or ".")
        except OSError:
            continue
        names.update([entry.partition(".")[0] for entry in entries if entry.endswith(".py")
                      or os.path.exists(os.path.join(directory, entry, "__init__.py"))])
    return sorted([name for name in names if name.isidentifier() and name[0] != "_"])


def _about_text(text):
    """help("..."): a keyword, a list of what there is, or what the name leads to."""
    if text in _KEYWORDS:
        print(f'The "{text}" keyword\n{"*" * (len(text) + 14)}\n\n{_KEYWORDS[text]}\n')
    elif text in ("keywords", "topics", "symbols"):
        print(f"The keywords; help(\"if\") tells what one is for.\n\n{_in_lines(_KEYWORDS)}\n")
    elif text == "modules":
        print(f"The modules that can be imported:\n\n{_in_lines(_modules())}\n")
    else:
        try:
            print(render_doc(text))
        except (ImportError, AttributeError, ValueError):
            print(f"No Python documentation found for {text!r}.\n"
                  "Use help() to get the interactive help utility.\n"
                  "Use help(str) for help on the str class.\n")


def _interact():
    _introduction()
    print("\nType a name, or quit.")
    while True:
        try:
            request = input("help> ").strip()
        except (KeyboardInterrupt, EOFError):
            break
        if request.lower() in ("", "q", "quit"):
            break
        if request == "help":
            _introduction()
        else:
            _about_text(request.strip("'\""))
    print("\nYou are now leaving help and returning to the Python interpreter.")


_missing = object()


def help(request=_missing):
    """Tells about an object, or about what a text names; without an argument it asks what."""
    if request is _missing:
        _interact()
    elif isinstance(request, str):
        _about_text(request)
    else:
        print(render_doc(request))
