"""Objects: what type they are, and what they hold, as their structs say (interp/object.h and the
files in interp/objects/ and interp/modules/). How they read stands in texts.py."""
import array
import struct as packing

from .target import (Problem, address_of, constant, memory, once_a_load, once_a_stop, pointer_size,
                     struct, variable, view)

BASES_MOST = 100       # a chain of base classes longer than this is a corrupt one
DIGITS_MOST = 1 << 20  # an int longer than this is a corrupt one


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
    "bytearray_type": "ByteArray", "deque_type": "Deque", "default_dict_type": "DefaultDict",
    "dict_keys_type": "DictView", "dict_values_type": "DictView", "dict_items_type": "DictView",
    "mapping_proxy_type": "MappingProxy", "tuple_getter_type": "TupleGetter",
}
DICTS = ("dict_type", "default_dict_type")
SETS = ("set_type", "frozenset_type")


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


def deque_items(address, most=None):
    """Along the blocks; one that leads nowhere is a Problem."""
    self, items = view("Deque", address), []
    count = checked_count(self.size, most, pointer_size())
    block, first, size = self.left, self.left_index, constant("BLOCK_ITEMS")
    while len(items) < count:
        if not 0 <= first < size:
            raise Problem(f"a deque whose first item would be number {first} of a block")
        here = min(count - len(items), size - first)
        items += memory.pointers(view("DequeBlock", block).items + first * pointer_size(), here)
        block, first = view("DequeBlock", block).right, 0
    return items, self.size


# What is indexed by a number: kind: a function like list_items.
SEQUENCES = {"list_type": list_items, "tuple_type": tuple_items, "deque_type": deque_items}


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


def bytearray_value(address, most=None):
    block = view("ByteArray", address).block
    return memory.read(block.data, checked_count(block.size, most, 1)) if block.size else b""


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
