"""What a user may write for a value: NAME, or @0x10000a40 for the object at an address; behind it
any number of .ATTRIBUTE, [NUMBER] and ['KEY']. Nothing is called: no property, no __getattr__."""
import ast
import re

from . import frames, objects
from .target import Problem, view

_START = re.compile(r"\s*(?:@?(0x[0-9a-fA-F]+)|([^\W\d]\w*))")
_STEP = re.compile(r"\s*(?:\.\s*([^\W\d]\w*)|\[\s*(-?\d+|'[^']*'|\"[^\"]*\")\s*\])")


def check(expression):
    """Problem: it is no expression of this kind."""
    match = _START.match(expression)
    if not match:
        raise Problem(f"\"{expression}\" does not begin with a name or an address")
    done = match.end()
    while expression[done:].strip():
        match = _STEP.match(expression, done)
        if not match:
            raise Problem(f"cannot read \"{expression[done:].strip()}\": after a name come .NAME, "
                          "[NUMBER] or ['KEY']")
        done = match.end()


def resolve(expression, frame=None):
    """(address of the object, what the name is: "local", "global" ...)."""
    check(expression)
    match = _START.match(expression)
    if match.group(1):
        address, kind = int(match.group(1), 16), "object"
        objects.type_of(address)
    else:
        scope = frame or frames.selection.scope()
        address, kind = scope.find(match.group(2))
    done = match.end()
    while expression[done:].strip():
        match = _STEP.match(expression, done)
        so_far, done = expression[:done].strip(), match.end()
        if match.group(1):
            address, kind = attribute(address, match.group(1), so_far), "attribute"
        else:
            address, kind = item(address, ast.literal_eval(match.group(2)), so_far), "item"
    return address, kind


def attribute(address, name, what):
    type_view = objects.type_of(address)
    if type_view.kind == "module_type":
        found = objects.lookup(view("Module", address).dict, name)
    elif type_view.kind == "type_type":
        found = objects.class_attribute(address, name)
    else:
        found = dict(objects.attributes(address)).get(name, 0)
        found = found or objects.class_attribute(type_view.address, name)
    if not found:
        raise Problem(f"{what}, of type {type_view.name}, has no attribute \"{name}\" in memory")
    return found


def item(address, key, what):
    type_view = objects.type_of(address)
    if type_view.kind in ("list_type", "tuple_type") and isinstance(key, int):
        read = objects.list_items if type_view.kind == "list_type" else objects.tuple_items
        items, size = read(address)
        if not -size <= key < size:
            raise Problem(f"{what} has {size} items: there is no [{key}]")
        return items[key]
    if type_view.kind == "dict_type":
        for candidate, value, _ in objects.dict_entries(address):
            kind = objects.type_of(candidate).kind
            if kind in PLAIN and PLAIN[kind](candidate) == key:
                return value
        raise Problem(f"{what} has no key {key!r}")
    raise Problem(f"{what}, of type {type_view.name}, has no [{key!r}] that can be looked up")


# ---- as Python values, for conditions ------------------------------------------------------------

PLAIN = {
    "int_type": objects.int_value, "float_type": objects.float_value,
    "str_type": objects.str_value, "bytes_type": objects.bytes_value,
    "bool_type": lambda address: bool(objects.int_value(address)),
    "none_type": lambda address: None,
}


def value_of(address):
    """The object as a value of GDB's own Python: numbers, texts, None, and lists, tuples, sets and
    dicts of them."""
    kind = objects.type_of(address).kind
    try:
        if kind in PLAIN:
            return PLAIN[kind](address)
        if kind == "list_type":
            return [value_of(each) for each in objects.list_items(address)[0]]
        if kind == "tuple_type":
            return tuple(value_of(each) for each in objects.tuple_items(address)[0])
        if kind in ("set_type", "frozenset_type"):
            return {value_of(each) for each in objects.set_keys(address)}
        if kind == "dict_type":
            return {value_of(key): value_of(value)
                    for key, value, _ in objects.dict_entries(address)}
    except RecursionError:
        raise Problem("the value is nested too deeply to be compared") from None
    raise Problem(f"{objects.text(address, 60)} cannot be compared: only numbers, texts, None and "
                  "lists, tuples, sets and dicts of them can")
