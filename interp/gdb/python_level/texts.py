"""How objects read: as repr() would say it, as far as memory tells.

repr() itself is code of the program and is not run. So what a class defines for itself (__repr__,
properties) is not seen here: an instance shows its attributes as they lie in memory.
"""
import gdb

from .objects import (attributes, bytearray_value, bytes_value, class_attribute, deque_items,
                      dict_entries, float_value, int_value, list_items, lookup, set_keys, str_value,
                      tuple_items, type_at, type_of)
from .target import Problem, memory, view

NESTED_MOST = 100  # containers in one another, before a text says so and goes no deeper


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
                yield ("[...]" if writer in (_write_list, _write_deque) else
                       "{...}" if writer is _write_dict else "(...)")
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


def _field_names(type_view):
    """Of a class that collections.namedtuple made: its _fields, or []."""
    fields = class_attribute(type_view.address, "_fields") if type_view.is_heap_type else 0
    if not fields or type_of(fields).kind != "tuple_type":
        return []
    names = tuple_items(fields)[0]
    return [str_value(name) for name in names] if all(
        type_of(name).kind == "str_type" for name in names) else []


def _write_tuple(address, type_view, outer, most):
    items, size = tuple_items(address, most)
    names = _field_names(type_view)
    if names and len(names) == size == len(items):
        yield from _write_fields(type_view.name, zip(names, items), outer, most)
        return
    yield "("
    yield from _write_items(items, outer, most)
    yield ", " if size > len(items) else ",)" if size == 1 else ")"


def _write_deque(address, type_view, outer, most):
    items, size = deque_items(address, most)
    maximum = view("Deque", address).maximum
    yield type_view.name.rpartition(".")[2] + "(["
    yield from _write_items(items, outer, most)
    yield ", " if size > len(items) else "]" if maximum < 0 else f"], maxlen={maximum}"
    yield ")"


def _write_fields(name, fields, outer, most):
    """Name(x=1, y=2)"""
    yield name + "("
    for number, (field, value) in enumerate(fields):
        yield f"{', ' if number else ''}{field}="
        yield from _pieces(value, outer, most)
    yield ")"


def _write_default_dict(address, type_view, outer, most):
    factory = view("DefaultDict", address).factory
    yield type_view.name.rpartition(".")[2] + "("
    if factory:
        yield from _pieces(factory, outer, most)
    yield ", " if factory else "None, "
    yield from _write_dict(address, type_view, outer, most)
    yield ")"


def _write_dict_view(address, type_view, outer, most):
    self = view("DictView", address)
    yield type_view.name + "(["
    for number, (key, value, _) in enumerate(dict_entries(self.dict)):
        yield ", " if number else ""
        if type_view.kind == "dict_items_type":
            yield "("
        if type_view.kind != "dict_values_type":
            yield from _pieces(key, outer, most)
        if type_view.kind == "dict_items_type":
            yield ", "
        if type_view.kind != "dict_keys_type":
            yield from _pieces(value, outer, most)
        if type_view.kind == "dict_items_type":
            yield ")"
    yield "])"


def _write_mapping_proxy(address, type_view, outer, most):
    yield "mappingproxy("
    yield from _pieces(view("MappingProxy", address).mapping, outer, most)
    yield ")"


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


def _write_bytearray(address, type_view, outer, most):
    value = bytearray_value(address, most)
    whole = len(value) == view("ByteArray", address).block.size
    yield f"{type_view.name}({value!r}" + (")" if whole else " ")


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
    if not self.self:
        yield f"<built-in function {name}>"
    else:
        yield f"<built-in method {name} of {type_of(self.self).name} object at {self.self:#x}>"


_DESCRIPTORS = {"method_descriptor_type": ("MethodDescriptor", "method"),
                "getset_descriptor_type": ("GetSetDescriptor", "attribute"),
                "member_descriptor_type": ("MemberDescriptor", "member")}


def _write_descriptor(address, type_view, outer, most):
    struct_name, what = _DESCRIPTORS[type_view.kind]
    self = view(struct_name, address)
    if struct_name == "MemberDescriptor":
        name = str_value(self.name)
    else:  # a MethodDef and a GetSetDef both begin with it
        name = memory.name(view("GetSetDef", self.definition).name)
    yield f"<{what} {name!r} of {type_at(self.owner).name!r} objects>"


def _write_wrapper(address, type_view, outer, most):
    yield f"<{type_view.name}("
    yield from _pieces(view("MethodWrapper", address).function, outer, most)
    yield ")>"


def _write_super(address, type_view, outer, most):
    self = view("Super", address)
    what = f"<{type_at(self.object_type).name} object>" if self.object_type else "NULL"
    yield f"<super: <class {type_at(self.type).name!r}>, {what}>"


def _write_weak_reference(address, type_view, outer, most):
    referent = view("WeakReference", address).referent
    what = f"to {type_of(referent).name!r} at {referent:#x}" if referent else "dead"
    yield f"<weakref at {address:#x}; {what}>"


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
    yield "<"
    yield from _write_fields(type_view.name, found, outer, most)
    yield ">"


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
    "bytearray_type": _write_bytearray, "deque_type": _write_deque,
    "default_dict_type": _write_default_dict, "dict_keys_type": _write_dict_view,
    "dict_values_type": _write_dict_view, "dict_items_type": _write_dict_view,
    "mapping_proxy_type": _write_mapping_proxy, "method_descriptor_type": _write_descriptor,
    "getset_descriptor_type": _write_descriptor, "member_descriptor_type": _write_descriptor,
    "staticmethod_type": _write_wrapper, "classmethod_type": _write_wrapper,
    "super_type": _write_super, "weak_reference_type": _write_weak_reference,
    "range_type": _write_range, "slice_type": _write_slice, "frame_type": _write_frame,
}
_CONTAINER_WRITERS = {_write_list, _write_tuple, _write_deque, _write_dict, _write_default_dict,
                      _write_dict_view, _write_mapping_proxy, _write_set, _write_cell,
                      _write_exception, _write_method, _write_wrapper, _write_slice, _write_other}
