"""Objects: what type they are, what they hold, and how they read, as repr() would say it.

repr() itself is code of the program and is not run. So what a class defines for itself (__repr__,
properties) is not seen here: an instance shows its attributes as they lie in memory.
"""
import array
import struct as packing

import gdb

from .target import (Problem, address_of, constant, memory, once_a_load, once_a_stop, pointer_size,
                     struct, variable, view)

NESTED_MOST = 100      # containers in one another, before a text says so and goes no deeper
BASES_MOST = 100       # a chain of base classes longer than this is a corrupt one
DIGITS_MOST = 1 << 20  # an int longer than this is a corrupt one


class Limit(gdb.Parameter):
    """Most characters that a value is shown with; "unlimited" shows all of it.
What is cut says so."""
    set_doc = "Set how many characters of a Python value are shown."
    show_doc = "Show how many characters of a Python value are shown."

    def __init__(self):
        super().__init__("py-limit", gdb.COMMAND_DATA, gdb.PARAM_UINTEGER)
        self.value = 1000

    def get_show_string(self, value):
        return f"At most {value} characters of a Python value are shown."


limit = Limit()


def shown_most():
    """The limit as a number, or None: all."""
    return limit.value


# ---- types ---------------------------------------------------------------------------------------

# The static types that this extension knows the structs of: all others inherit from one of them.
KNOWN_TYPES = {
    "object_type": "Object", "type_type": "Type", "int_type": "Int", "bool_type": "Int",
    "float_type": "Float", "str_type": "Str", "bytes_type": "Bytes", "none_type": "Object",
    "ellipsis_type": "Object", "not_implemented_type": "Object", "tuple_type": "Tuple",
    "list_type": "List", "dict_type": "Dict", "set_type": "Set", "frozenset_type": "Set",
    "slice_type": "Slice", "range_type": "Range", "cell_type": "Cell", "code_type": "Code",
    "function_type": "Function", "native_function_type": "NativeFunctionObject",
    "method_type": "Method", "method_descriptor_type": "MethodDescriptor",
    "getset_descriptor_type": "GetSetDescriptor", "module_type": "Module",
    "traceback_type": "Traceback", "frame_type": "FrameObject", "generator_type": "Generator",
    "base_exception_type": "Exception", "list_iterator_type": "SequenceIterator",
    "tuple_iterator_type": "SequenceIterator", "range_iterator_type": "RangeIterator",
    "weak_reference_type": "WeakReference", "property_type": "Property",
    "staticmethod_type": "MethodWrapper", "classmethod_type": "MethodWrapper",
    "super_type": "Super", "member_descriptor_type": "MemberDescriptor",
}


@once_a_load
def known_types():
    """{address: symbol} of KNOWN_TYPES."""
    return {address_of(symbol): symbol for symbol in KNOWN_TYPES}


class TypeView:
    """A type of the program: its name, flags, and which known type its instances' struct is of."""

    def __init__(self, address):
        self.address = address
        self.view = view("Type", address)
        metatype = view("Type", self.view.type)
        if not metatype.flags & constant("TYPE_TYPE"):
            raise Problem(f"no type at {address:#x}")
        self.flags = self.view.flags
        self.is_heap_type = bool(self.flags & constant("TYPE_HEAP"))
        self.is_container = bool(self.flags & constant("TYPE_GC"))
        self.name = memory.name(self.view.name)
        self.kind = self._find_kind()

    def _find_kind(self):
        known, address = known_types(), self.address
        for _ in range(BASES_MOST):
            if address in known:
                return known[address]
            address = view("Type", address).base
            if address == 0:
                return "object_type"
        raise Problem(f"the bases of type {self.name} have no end")

    def is_subtype_of(self, symbol):
        wanted, address = address_of(symbol), self.address
        for _ in range(BASES_MOST):
            if address in (0, wanted):
                break
            address = view("Type", address).base
        return address == wanted


@once_a_stop
def type_at(address):
    """The type at an address; Problem when there is none."""
    return TypeView(address)


def type_of(address):
    """The type of the object at an address."""
    header = view("Object", address)
    if address % 4 != 0:
        raise Problem(f"no object at {address:#x}: not an object's address")
    try:
        return type_at(header.type)
    except Problem:
        raise Problem(f"no object at {address:#x}: its type would be at {header.type:#x}") from None


def object_view(address):
    """The object with the struct of its kind."""
    return view(KNOWN_TYPES[type_of(address).kind], address)


def is_interpreters_object(address):
    try:
        type_of(address)
    except Problem:
        return False
    return True


# ---- what objects hold ---------------------------------------------------------------------------

def tuple_items(address, most=None):
    """(addresses of the items, how many there are); at most `most` are read."""
    self = view("Tuple", address)
    return items_at(self.items, self.size, most), self.size


def list_items(address, most=None):
    self = view("List", address)
    return items_at(self.items, self.size, most), self.size


def items_at(address, size, most=None):
    return memory.pointers(address, checked_count(size, most, pointer_size()))


def checked_count(size, most, width):
    """How many of an object's items are to be read, each of `width` bytes. A size that the heap
    has no room for is a corrupt one."""
    if not 0 <= size * width <= variable("heap_bytes"):
        raise Problem(f"a size of {size}, which the heap has no room for")
    return size if most is None else min(size, most)


def dict_entries(address):
    """(key, value, address of the entry) of each live entry, in order."""
    self = view("Dict", address)
    entry = struct("DictEntry")
    place = self.entries
    for number in range(checked_count(self.filled, None, entry.size) if place else 0):
        each = view("DictEntry", place + number * entry.size)
        if each.key:
            yield each.key, each.value, each.address


def set_keys(address):
    self = view("Set", address)
    place, size = self.table, struct("SetEntry").size
    for number in range(checked_count(self.mask + 1, None, size) if place else 0):
        key = memory.pointer(place + number * size)
        if key:
            yield key


def int_value(address):
    self = view("Int", address)
    count = abs(self.size)
    if count > DIGITS_MOST:
        raise Problem(f"an int of {count} digits at {address:#x}")
    bits, value = constant("DIGIT_BITS"), 0
    for digit in reversed(array.array("I", memory.read(self.digits, 4 * count))):
        value = value << bits | digit
    return -value if self.size < 0 else value


def float_value(address):
    return packing.unpack("<d", memory.read(view("Float", address).place("value"), 8))[0]


def str_value(address, most=None):
    """The text, at most its first `most` characters."""
    self = view("Str", address)
    width = 1 << self.kind
    length = checked_count(self.length, most, width)
    if width > 4:
        raise Problem(f"a str of kind {self.kind} at {address:#x}")
    data = memory.read(self.data, length * width)
    if width == 1:
        return data.decode("latin-1")
    codes = array.array("H" if width == 2 else "I", data)
    return "".join(chr(code) if code < 0x110000 else "\N{REPLACEMENT CHARACTER}" for code in codes)


def bytes_value(address, most=None):
    self = view("Bytes", address)
    return memory.read(self.data, checked_count(self.size, most, 1))


def instance_dict(address, type_view):
    """Where the dict of the object's attributes is; 0: it has none."""
    offset = type_view.view.dict_offset
    if offset:
        return memory.pointer(address + offset)
    offset = type_view.view.attributes_offset
    word = memory.pointer(address + offset) if offset else 1
    return 0 if word & 1 else word


def attributes(address):
    """(name, address of the value) of an object's own attributes, as they lie in memory."""
    type_view = type_of(address)
    found = attributes_in_place(address, type_view)
    own_dict = instance_dict(address, type_view)
    if own_dict:
        found += [(str_value(key), value) for key, value, _ in dict_entries(own_dict)]
    return found


def attributes_in_place(address, type_view):
    """Those that no dict holds."""
    found = list(_members(address, type_view))
    if type_view.view.attributes_offset and not instance_dict(address, type_view):
        found += _values_in_place(address, type_view)
    return found


def _members(address, type_view):
    """The values of the names in __slots__ (objects/class.h)."""
    for _ in range(BASES_MOST):
        if not type_view.is_heap_type:
            break
        heap_type = view("HeapType", type_view.address)
        if heap_type.slot_names and heap_type.slots:
            names, _size = tuple_items(heap_type.slot_names)
            place = address + heap_type.slots_offset
            values = memory.pointers(place, heap_type.slots)
            yield from ((str_value(name), value) for name, value in zip(names, values) if value)
        type_view = type_at(type_view.view.base)


def _values_in_place(address, type_view):
    layout = view("HeapType", type_view.address).layout
    capacity = memory.pointer(address + type_view.view.attributes_offset) >> 1
    count = min(layout.count, capacity)
    names = memory.pointers(layout.names, count)
    values = memory.pointers(address + type_view.view.basic_size, count)
    return [(str_value(name), value) for name, value in zip(names, values) if value]


def class_attribute(type_address, name):
    """The address of a class's attribute along the mro, or 0."""
    mro = view("Type", type_address).mro
    for each in tuple_items(mro)[0] if mro else [type_address]:
        found = lookup(view("Type", each).dict, name)
        if found:
            return found
    return 0


def lookup(dict_address, name):
    """A value by its name in a dict (its address may be 0), or 0."""
    for key, value, _ in dict_entries(dict_address) if dict_address else ():
        if type_of(key).kind == "str_type" and str_value(key) == name:
            return value
    return 0


# ---- texts ---------------------------------------------------------------------------------------

def text(address, most=None):
    """The object's repr as far as memory tells it, at most `most` characters and then what is
    missing. Whatever cannot be read is said in its place."""
    pieces, length = [], 0
    for piece in _pieces(address, (), most):
        pieces.append(piece)
        length += len(piece)
        if most is not None and length > most:
            whole = "".join(pieces)[:most]
            return f"{whole}... (cut here; \"set py-limit unlimited\" shows all)"
    return "".join(pieces)


def summary(address):
    """The form that the printers show: int 42 <refs 3 @0x10000a40>."""
    if address == 0:
        return "NULL"
    try:
        name = type_of(address).name
        count = view("Object", address).refcount
    except Problem as problem:
        return f"<{problem}>"
    return f"{name} {text(address, shown_most())} <refs {count} @{address:#x}>"


def _pieces(address, outer, most):
    """The repr in pieces; outer: the addresses of the containers around it."""
    try:
        if address == 0:
            yield "NULL"
            return
        type_view = type_of(address)
        writer = _WRITERS.get(type_view.kind, _write_other)
        if writer in _CONTAINER_WRITERS:
            if address in outer:
                yield {"list_type": "[...]", "dict_type": "{...}"}.get(type_view.kind, "(...)")
                return
            if len(outer) >= NESTED_MOST:
                yield f"<nested more than {NESTED_MOST} deep: py-print {address:#x}>"
                return
            outer = (*outer, address)
        yield from writer(address, type_view, outer, most)
    except Problem as problem:
        yield f"<{problem}>"


def _write_items(items, outer, most):
    first = True
    for item in items:
        if not first:
            yield ", "
        first = False
        yield from _pieces(item, outer, most)


def _write_list(address, type_view, outer, most):
    items, size = list_items(address, most)
    yield "["
    yield from _write_items(items, outer, most)
    yield ", " if size > len(items) else "]"


def _write_tuple(address, type_view, outer, most):
    items, size = tuple_items(address, most)
    yield "("
    yield from _write_items(items, outer, most)
    yield ", " if size > len(items) else ",)" if size == 1 else ")"


def _write_dict(address, type_view, outer, most):
    yield "{"
    for number, (key, value, _) in enumerate(dict_entries(address)):
        if number:
            yield ", "
        yield from _pieces(key, outer, most)
        yield ": "
        yield from _pieces(value, outer, most)
    yield "}"


def _write_set(address, type_view, outer, most):
    empty = view("Set", address).used == 0
    name = "" if type_view.name == "set" else type_view.name
    yield f"{type_view.name}(" if empty else f"{name}({{" if name else "{"
    yield from _write_items(set_keys(address), outer, most)
    yield ")" if empty else "})" if name else "}"


def _write_int(address, type_view, outer, most):
    value = int_value(address)
    if type_view.kind == "bool_type":
        yield str(bool(value))
    elif most is not None and value.bit_length() > 4 * most:
        yield f"<an int of {value.bit_length()} bits: \"set py-limit unlimited\" shows it>"
    else:
        yield decimal(value)


def decimal(value):
    """str(value) of an int of any size: Python itself refuses more than 4300 digits."""
    if abs(value).bit_length() < 10000:
        return str(value)
    sign, value = ("-", -value) if value < 0 else ("", value)
    half = int(value.bit_length() * 0.30103) // 2
    high, low = divmod(value, 10 ** half)
    return sign + decimal(high) + decimal(low).rjust(half, "0")


def _write_float(address, type_view, outer, most):
    yield repr(float_value(address))


def _write_str(address, type_view, outer, most):
    value = str_value(address, most)
    whole = len(value) == view("Str", address).length
    yield repr(value) if whole else repr(value)[:-1] + " "  # more than `most`: text() cuts it


def _write_bytes(address, type_view, outer, most):
    value = bytes_value(address, most)
    whole = len(value) == view("Bytes", address).size
    yield repr(value) if whole else repr(value)[:-1] + " "


def _write_singleton(address, type_view, outer, most):
    yield {"none_type": "None", "ellipsis_type": "Ellipsis"}.get(type_view.kind, "NotImplemented")


def class_name(address):
    """__main__.C, or int."""
    name = memory.name(view("Type", address).name)
    if not type_at(address).is_heap_type:
        return name
    heap_type = view("HeapType", address)
    if heap_type.qualified_name:
        name = str_value(heap_type.qualified_name)
    module = lookup(heap_type.type.dict, "__module__")
    return f"{str_value(module)}.{name}" if module else name


def _write_type(address, type_view, outer, most):
    yield f"<class '{class_name(address)}'>"


def _qualified_name(function):
    """The function's own, or its code's: interp/vm/function.h."""
    self = view("Function", function)
    own = view("FunctionDetails", self.details).qualified_name if self.details else 0
    return own or view("Code", self.code).qualified_name


def _write_function(address, type_view, outer, most):
    yield f"<function {str_value(_qualified_name(address))} at {address:#x}>"


def _write_native(address, type_view, outer, most):
    self = view("NativeFunctionObject", address)
    name = memory.name(view("MethodDef", self.definition).name)
    yield f"<built-in function {name}>"


def _write_method(address, type_view, outer, most):
    self = view("Method", address)
    yield "<bound method "
    yield from _write_named(self.function, most)
    yield " of "
    yield from _pieces(self.self, outer, most)
    yield ">"


def _write_named(function, most):
    if type_of(function).kind == "function_type":
        yield str_value(_qualified_name(function), most)
    else:
        yield from _pieces(function, (), most)


def _write_code(address, type_view, outer, most):
    self = view("Code", address)
    yield (f"<code object {str_value(self.name)} at {address:#x}, "
           f"file \"{str_value(self.filename)}\", line {self.first_line}>")


def _write_module(address, type_view, outer, most):
    yield f"<module {str_value(view('Module', address).name)!r}>"


def _write_cell(address, type_view, outer, most):
    content = view("Cell", address).content
    yield "<cell: "
    if content:
        yield from _pieces(content, outer, most)
    yield ">" if content else "empty>"


def _write_generator(address, type_view, outer, most):
    from . import frames
    self = view("Generator", address)
    state = ["created", "suspended", "running", "finished"][self.state & 3]
    where = f" at line {frames.line_of(self.frame)}" if state in ("suspended", "running") else ""
    yield f"<generator object {str_value(self.qualified_name)} at {address:#x}, {state}{where}>"


def _write_exception(address, type_view, outer, most):
    items, size = tuple_items(view("Exception", address).args, most)
    yield type_view.name + "("
    yield from _write_items(items, outer, most)
    yield ", " if size > len(items) else ")"


def _write_range(address, type_view, outer, most):
    self = view("Range", address)
    parts = [self.start, self.stop]
    if not (type_of(self.step).kind == "int_type" and int_value(self.step) == 1):
        parts.append(self.step)
    yield "range("
    yield from _write_items(parts, outer, most)
    yield ")"


def _write_slice(address, type_view, outer, most):
    self = view("Slice", address)
    yield "slice("
    yield from _write_items([self.start, self.stop, self.step], outer, most)
    yield ")"


def _write_frame(address, type_view, outer, most):
    self = view("FrameObject", address)
    code = view("Code", self.code)
    yield (f"<frame at {address:#x}, file {str_value(code.filename)!r}, "
           f"code {str_value(code.name)}>")


def _write_other(address, type_view, outer, most):
    """An instance of a class: its attributes; of any other type: where it is."""
    found = attributes(address) if type_view.kind == "object_type" else []
    if not found:
        yield f"<{type_view.name} object at {address:#x}>"
        return
    yield f"<{type_view.name}("
    for number, (name, value) in enumerate(found):
        yield f"{', ' if number else ''}{name}="
        yield from _pieces(value, outer, most)
    yield ")>"


_WRITERS = {
    "list_type": _write_list, "tuple_type": _write_tuple, "dict_type": _write_dict,
    "set_type": _write_set, "frozenset_type": _write_set, "int_type": _write_int,
    "bool_type": _write_int, "float_type": _write_float, "str_type": _write_str,
    "bytes_type": _write_bytes, "none_type": _write_singleton,
    "ellipsis_type": _write_singleton, "not_implemented_type": _write_singleton,
    "type_type": _write_type, "function_type": _write_function,
    "native_function_type": _write_native, "method_type": _write_method,
    "code_type": _write_code, "module_type": _write_module, "cell_type": _write_cell,
    "generator_type": _write_generator, "base_exception_type": _write_exception,
    "range_type": _write_range, "slice_type": _write_slice, "frame_type": _write_frame,
}
_CONTAINER_WRITERS = {_write_list, _write_tuple, _write_dict, _write_set, _write_cell,
                      _write_exception, _write_method, _write_slice, _write_other}
