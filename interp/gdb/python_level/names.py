"""What a user may write for a value: NAME, or @0x10000a40 for the object at an address; behind it
any number of .ATTRIBUTE and [KEY], where KEY is a literal or again such a value. Nothing is called:
no property, no __getattr__, no __getitem__."""
import ast

from . import frames, objects, texts
from .target import Problem, memory, struct, view


# ---- reading it ----------------------------------------------------------------------------------

def parse(expression):
    """The expression as a tree of ast's. Problem: it is no expression of this kind."""
    text = expression.strip().removeprefix("@")
    if text[:1].isdigit() and not text.startswith("0x"):
        raise Problem(f"\"{expression}\" begins with a number; an address is written @0x10000a40")
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise Problem(f"cannot read \"{expression}\": it may be NAME, or @ADDRESS, and behind it "
                      ".ATTRIBUTE and [KEY]") from None
    check(tree)
    return tree


def check(tree):
    """Problem: it is no expression of this kind."""
    while isinstance(tree, (ast.Attribute, ast.Subscript)):
        if isinstance(tree, ast.Subscript) and not _is_literal(tree.slice):
            check(tree.slice)
        tree = tree.value
    is_address = isinstance(tree, ast.Constant) and type(tree.value) is int
    if not is_address and not isinstance(tree, ast.Name):
        raise Problem(f"\"{ast.unparse(tree)}\" would have to be computed, and no code is run "
                      "here: only NAME, or @ADDRESS, and behind it .ATTRIBUTE and [KEY]")


def _is_literal(tree):
    try:
        ast.literal_eval(tree)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


# ---- finding it ----------------------------------------------------------------------------------

def resolve(expression, frame=None):
    """(address of the object, what the name is: "local", "global" ...)."""
    return resolve_tree(parse(expression), frame)


def resolve_tree(tree, frame=None):
    if isinstance(tree, ast.Constant):
        objects.type_of(tree.value)
        return tree.value, "object"
    if isinstance(tree, ast.Name):
        scope = frame or frames.selection.scope()
        return scope.find(tree.id)
    address, _ = resolve_tree(tree.value, frame)
    what = ast.unparse(tree.value)
    if isinstance(tree, ast.Attribute):
        return attribute(address, tree.attr, what)
    if _is_literal(tree.slice):
        key = ast.literal_eval(tree.slice)
    else:
        key = value_of(resolve_tree(tree.slice, frame)[0])
    return item(address, key, what), "item"


def attribute(address, name, what):
    """(address of its value, "attribute", or "class attribute")."""
    type_view = objects.type_of(address)
    if type_view.kind == "module_type":
        found = objects.lookup(view("Module", address).dict, name)
    elif type_view.kind == "type_type":
        found = objects.class_attribute(address, name)
    else:
        found = dict(objects.attributes(address)).get(name, 0)
    found = found or _field(address, type_view, name)
    if found:
        return found, "attribute"
    found = objects.class_attribute(type_view.address, name)
    if not found:
        raise Problem(f"{what}, of type {type_view.name}, has no attribute \"{name}\" in memory")
    kind = objects.type_of(found).kind
    if kind == "member_descriptor_type":
        raise Problem(f"{what}.{name} has no value: nothing is in its slot")
    if kind == "tuple_getter_type" and type_view.kind == "tuple_type":  # a named tuple's field
        return item(address, view("TupleGetter", found).index, what), "attribute"
    if kind in ("property_type", "getset_descriptor_type"):
        raise Problem(f"{what}.{name} is computed by code, and none is run here: "
                      f"py-print {found:#x} shows the {objects.type_of(found).name}")
    return found, "class attribute"


def _field(address, type_view, name):
    """What a built-in type's struct has under the name (`args` of an exception, `start` of a slice,
    `__self__` of a method), or 0."""
    field = struct(objects.KNOWN_TYPES[type_view.kind]).fields.get(name.strip("_"))
    if not field or not field.leads_to_object or field.offset < struct("Object").size:
        return 0
    if not name.startswith("__") and name not in ("args", "start", "stop", "step"):
        return 0  # the struct's name for it, but not Python's
    return memory.pointer(address + field.offset)


def item(address, key, what):
    type_view = objects.type_of(address)
    if type_view.kind in objects.SEQUENCES and isinstance(key, int):
        items, size = objects.SEQUENCES[type_view.kind](address)
        if not -size <= key < size:
            raise Problem(f"{what} has {size} item{'s' * (size != 1)}: there is no [{key}]")
        return items[key]
    if type_view.kind in objects.DICTS:
        for candidate, value, _ in objects.dict_entries(address):
            if _is_key(candidate, key):
                return value
        raise Problem(f"{what} has no key {key!r}")
    raise Problem(f"{what}[{key!r}] is no object in memory: {what} is of type {type_view.name}, "
                  "and only lists, tuples, deques and dicts hold what can be found so")


def _is_key(candidate, key):
    try:
        return value_of(candidate) == key
    except Problem:
        return False  # an object of some class, which no literal equals


# ---- as Python values, for conditions and keys ---------------------------------------------------

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
        if kind in objects.SETS:
            return {value_of(each) for each in objects.set_keys(address)}
        if kind in objects.DICTS:
            return {value_of(key): value_of(value)
                    for key, value, _ in objects.dict_entries(address)}
    except RecursionError:
        raise Problem("the value is nested too deeply to be compared") from None
    except TypeError:
        pass  # corrupt: what has no hash stands as a key
    raise Problem(f"{texts.text(address, 60)} cannot be compared: only numbers, texts, None and "
                  "lists, tuples, sets and dicts of them can")
