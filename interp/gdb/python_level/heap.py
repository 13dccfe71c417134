"""The interpreter's heap: every block of it, which of them are objects, and who refers to whom.

The blocks are found as memory/large.c and memory/allocator.c laid them: a row of chunks, some of
which hold arenas, whose pools hold equal blocks. A block is an object when its second word (for a
container: the one behind the collector's links) leads to a type. What an object refers to follows
from its struct, as its traverse function would say.
"""
import re

import gdb

from . import frames, objects, texts
from .target import (Problem, View, address_of, constant, memory, once_a_stop, pointer_size,
                     root, struct, type_of_variable, variable, view)

# Fields that point to objects without owning them; and `dict`, which _references_of_instance has.
BORROWED = {"weak_references", "dict", "referent", "previous", "next_ready", "outer"}
OWNED_NEXT = {"Traceback"}   # here `next` is owned; a WeakReference's is not


# ---- blocks --------------------------------------------------------------------------------------

def _chunks():
    """The row of chunks: (payload's address, payload's size, marks)."""
    address, last = variable("heap_start"), variable("last_chunk")
    header = 2 * pointer_size()  # large.c's HEADER
    while address:
        chunk = view("Chunk", address)
        marks = chunk.size_and_marks & constant("MARKS")
        size = chunk.size_and_marks - marks
        if size < header or address > last:
            raise Problem(f"the heap's row of chunks is corrupt at {address:#x}")
        yield address + header, size - header, marks
        address = address + size if address != last else 0


def _pools(payload):
    """The pools of an arena, the ones never used left out."""
    size = constant("POOL_SIZE")
    pages = -(-payload // size) * size
    arena = view("Arena", pages - struct("Arena").size)
    count = constant("ARENA_POOLS") - arena.fresh
    if not 0 <= count <= constant("ARENA_POOLS"):
        raise Problem(f"the arena at {arena.address:#x} is corrupt")
    return [view("Pool", pages + number * size) for number in range(count)]


def _pool_blocks(pool):
    """Those that are handed out."""
    if pool.used == 0:
        return
    memory.read(pool.address, pool.fresh)  # all of it at once
    size, free, address = (pool.size_class + 1) * pointer_size(), set(), pool.free
    while address:
        if address in free or not pool.address < address < pool.address + constant("POOL_SIZE"):
            raise Problem(f"the free list of the pool at {pool.address:#x} is corrupt")
        free.add(address)
        address = memory.pointer(address)
    for offset in range(struct("Pool").size, pool.fresh, size):
        if pool.address + offset not in free:
            yield pool.address + offset, size


@once_a_stop
def blocks():
    """{address: size} of every block that is handed out."""
    found = {}
    for payload, size, marks in _chunks():
        if marks & constant("MARK_PAGES"):
            for pool in _pools(payload):
                found.update(_pool_blocks(pool))
        elif marks & constant("MARK_USED"):
            found[payload] = size
    return found


# ---- objects -------------------------------------------------------------------------------------

@once_a_stop
def _type_or_none(address):
    if address == 0 or address % pointer_size():
        return None
    try:
        return objects.type_at(address)
    except Problem:
        return None


def _object_in(block, size, counts_most):
    """(address, type) of the object that the block is; None: it is not one."""
    word = pointer_size()
    links = struct("GcLinks").size
    for prefix in (None, 0, word, 2 * word):
        before = 0 if prefix is None else prefix + links
        if before + 2 * word > size:
            break
        count, type_address = memory.pointers(block + before, 2)
        if not 0 < count <= counts_most:
            continue
        type_view = _type_or_none(type_address)
        if type_view is None or type_view.is_container != (prefix is not None):
            continue
        if type_view.is_container and type_view.view.prefix_size != prefix:
            continue
        return block + before, type_view
    return None


def _further_blocks(address, type_view):
    """The blocks besides its own that an object owns."""
    kind = type_view.kind
    if kind == "type_type" and objects.type_at(address).is_heap_type:
        self = view("Type", address)
        return [self.name, self.subclasses]
    if kind == "bytearray_type":
        return [view("ByteArray", address).block.data]
    if kind == "deque_type":
        return list(_deque_blocks(address))
    fields = {"default_dict_type": ["entries"], "list_type": ["items"],
              "dict_type": ["entries"], "set_type": ["table"],
              "frozenset_type": ["table"], "code_type": ["constants", "sites"],
              "frame_type": ["slots"], "function_type": ["details"]}.get(kind, [])
    self = view("Dict" if kind in objects.DICTS else objects.KNOWN_TYPES[kind], address)
    return [getattr(self, field) for field in fields]


def _deque_blocks(address):
    self, seen = view("Deque", address), set()
    block = self.left
    while block and block not in seen:
        seen.add(block)
        yield block
        block = view("DequeBlock", block).right if block != self.right else 0


@once_a_stop
def heap_objects():
    """{address: (type, bytes with all the blocks it owns)}, and the blocks that no object owns,
    {address: size}. Each item of a block of several objects (the small ints) counts as one."""
    remaining = dict(blocks())
    # an address is a larger number than any count can be: there are fewer owners than words
    counts_most = (variable("heap_bytes") + (1 << 24)) // pointer_size()
    found = {}
    for block, size in blocks().items():
        result = _object_in(block, size, counts_most)
        if result:
            found[result[0]] = (result[1], size, block)
    for address, (type_view, size, block) in list(found.items()):
        remaining.pop(block, None)
        try:
            further = _further_blocks(address, type_view)
        except Problem:
            continue
        for each in further:
            size += remaining.pop(each, 0)
            found.pop(each, None)  # what looked like an object is this one's table
        if address in found:
            found[address] = (type_view, size, block)
    answer = {address: (type_view, size) for address, (type_view, size, _) in found.items()}
    remaining.pop(variable("small_ints"), None)
    answer.update(_small_ints())
    return answer, remaining


def _small_ints():
    """The preallocated ints: they are one block."""
    place, int_type = variable("small_ints"), _type_or_none(address_of("int_type"))
    size = struct("Int").size + 4
    size = -(-size // pointer_size()) * pointer_size()
    if not place:
        return {}
    count = constant("LARGEST_INTERNED") - constant("SMALLEST_INTERNED") + 1
    return {place + number * size: (int_type, size) for number in range(count)}


# ---- what refers to what -------------------------------------------------------------------------

def _pointer_fields(self):
    """(name, value) of the fields of a View that point to objects and own them."""
    for name, field in self.struct.fields.items():
        is_header = field.offset < struct("Object").size  # the reference to the type
        if not field.leads_to_object or name in BORROWED or is_header:
            continue
        if name == "next" and self.struct.name not in OWNED_NEXT:
            continue
        yield "." + name, getattr(self, name)


def _references_of_dict(address):
    if address == variable("interpreter").interned:
        return  # its entries do not count
    for key, value, _ in objects.dict_entries(address):
        name = texts.text(key, 60)
        yield f"key {name}", key
        yield f"[{name}]", value


def _references_of_code(address):
    self = view("Code", address)
    yield from _pointer_fields(self)
    constants = objects.items_at(self.constants, self.constant_count)
    yield from ((f".constants[{n}]", value) for n, value in enumerate(constants))
    for number in range(objects.checked_count(self.site_count, None, struct("Site").size)):
        site = view("Site", self.sites + number * struct("Site").size)
        yield f".sites[{number}].name", site.name


def _references_of_generator(address):
    self = view("Generator", address)
    yield from _pointer_fields(self)
    yield ".frame_object", self.frame.frame_object
    yield ".function", self.frame.function
    names = [objects.str_value(name)
             for name in objects.tuple_items(view("Code", self.code).local_names)[0]]
    for number, value in enumerate(objects.items_at(self.frame.slots, self.size)):
        yield (f"its variable {names[number]}" if number < len(names)
               else f"its temporary {number - len(names)}"), value


def _references_of_function(address):
    """A name that it has not of its own is its code's, which it owns once more."""
    self = view("Function", address)
    code = view("Code", self.code)
    details = view("FunctionDetails", self.details) if self.details else None
    yield ".code", self.code
    yield ".globals", self.globals
    for name in ("name", "qualified_name", "module"):
        yield "." + name, details and getattr(details, name) or getattr(code, name)
    first = memory.pointer(code.constants) if code.constant_count else 0
    documented = first and objects.type_of(first).kind == "str_type"
    yield ".doc", details and details.doc or (first if documented else 0)
    for name in ("defaults", "kw_defaults", "annotations", "closure"):
        yield "." + name, getattr(details, name) if details else 0
    if not (details and details.closure):
        cells = memory.pointers(address + struct("Function").size, code.free_variables)
        yield from ((f".cells[{number}]", cell) for number, cell in enumerate(cells))


def _references_of_frame_object(address):
    """While the call lives, the frame on the stack owns what both lead to."""
    self = view("FrameObject", address)
    names = ("code", "locals", "back")
    if not self.frame:
        names += ("namespace", "function" if self.function else "globals")
    yield from (("." + name, getattr(self, name)) for name in names)
    slots = objects.items_at(self.slots, self.slot_count) if self.slots else []
    yield from ((f".slots[{n}]", value) for n, value in enumerate(slots))


def _references_of_type(address):
    self = view("Type", address)
    for name in ("dict", "bases", "mro"):
        yield "." + name, getattr(self, name)
    if not self.flags & constant("TYPE_HEAP"):
        return
    heap_type = view("HeapType", address)
    yield ".base", self.base
    for name in ("name", "qualified_name", "slot_names"):
        yield "." + name, getattr(heap_type, name)
    layout = heap_type.layout
    for number, name in enumerate(memory.pointers(layout.names, layout.count)):
        yield f".layout.names[{number}]", name


def _references_of_exception(address, type_view):
    """The common fields, and those of the built-in exception's own, which stand behind them."""
    self = view("Exception", address)
    yield from _pointer_fields(self)
    while type_view.is_heap_type:
        type_view = objects.type_at(type_view.view.base)
    start, word = struct("Exception").size, pointer_size()
    count = (type_view.view.basic_size - start) // word
    for number, value in enumerate(memory.pointers(address + start, count)):
        yield f".fields[{number}]", value


def _references_of_instance(address, type_view):
    """What every instance of a class has: attributes in place, or a dict of them."""
    own_dict = objects.instance_dict(address, type_view)
    if own_dict:
        yield ".__dict__", own_dict
    for name, value in objects.attributes_in_place(address, type_view):
        yield "." + name, value


def _references_of_unknown(address, type_view):
    """A type whose struct this extension does not know: each word that leads to an object."""
    if type_view.is_heap_type:
        return
    word = pointer_size()
    count = type_view.view.basic_size // word
    for number, value in enumerate(memory.pointers(address, count)):
        is_weak = number * word == type_view.view.weak_offset
        if number >= 2 and not is_weak and value in heap_objects()[0]:
            yield f" (word {number})", value


def references(address):
    """(how, address of what it refers to) for each reference that the object owns."""
    type_view = objects.type_of(address)
    kind = type_view.kind
    if type_view.is_heap_type:
        yield ".__class__", type_view.address
    if kind in objects.SEQUENCES:
        items, _ = objects.SEQUENCES[kind](address)
        yield from ((f"[{number}]", item) for number, item in enumerate(items))
    elif kind in objects.DICTS:
        yield from _references_of_dict(address)
        if kind == "default_dict_type":
            yield ".default_factory", view("DefaultDict", address).factory
    elif kind in _DICT_VIEWS:
        yield " (whose view it is)", view("DictView", address).dict
    elif kind in objects.SETS:
        yield from ((" as an element", key) for key in objects.set_keys(address))
    elif kind == "base_exception_type":
        yield from _references_of_exception(address, type_view)
    elif kind in _REFERENCES:
        yield from _REFERENCES[kind](address)
    elif kind == "object_type":
        yield from _references_of_unknown(address, type_view)
    else:
        yield from _pointer_fields(View(struct(objects.KNOWN_TYPES[kind]), address))
    if kind != "type_type":
        yield from _references_of_instance(address, type_view)


_DICT_VIEWS = ("dict_keys_type", "dict_values_type", "dict_items_type")
_REFERENCES = {"code_type": _references_of_code, "generator_type": _references_of_generator,
               "function_type": _references_of_function,
               "frame_type": _references_of_frame_object, "type_type": _references_of_type}


def _static_types():
    address, seen = variable("ready_types"), set()
    while address and address not in seen:
        seen.add(address)
        yield address
        address = view("Type", address).next_ready


def _frame_references(address):
    """What a frame on the stack owns; a generator's belongs to the generator."""
    frame = frames.PythonFrame(address, newest=False)
    if frame.view.kind >= constant("FRAME_GENERATOR"):
        return
    raw = memory.pointers(frame.view.slots, frame.code.locals + frame.code.temporaries)
    for (name, _value, kind), value in zip(frame.slots(), raw):
        yield (f"{name} of {frame.name}" if kind == "temporary"
               else f"{kind} {name} of {frame.name}"), value
    where = f"the frame of {frame.name}"
    yield where, frame.view.function or frame.view.code
    if not frame.view.function:
        yield where, frame.view.globals
    yield where, frame.view.namespace
    yield where, frame.view.frame_object


# ---- C's variables -------------------------------------------------------------------------------

_SECTION = re.compile(r"(0x[0-9a-f]+) - (0x[0-9a-f]+) is \.(data|bss)(?: in (.*))?$")


def _data_sections():
    """(start, end) of the interpreter's variables."""
    own, found = root().symtab.objfile.filename, []
    for line in gdb.execute("info files", to_string=True).splitlines():
        match = _SECTION.search(line.strip())
        if match and match.group(4) in (None, own):
            found.append((int(match.group(1), 16), int(match.group(2), 16)))
    return found


@once_a_stop
def _borrowing_variables():
    """(start, end, step, offset) of words that lead to objects and own none: the static types
    (which _references_of_type knows), the running generator, the block of small ints, and the
    values in the cache of type_lookup, which owns its names only."""
    word, size = pointer_size(), struct("Type").size
    found = [(each, each + size, word, 0) for each in _static_types()]
    for place in (variable("interpreter").place("generator"), address_of("small_ints")):
        found.append((place, place + word, word, 0))
    cache = type_of_variable("lookups")
    entry = cache.target()
    offset = next(field.bitpos // 8 for field in entry.fields() if field.name == "found")
    start = address_of("lookups")
    found.append((start, start + cache.sizeof, entry.sizeof, offset))
    return found


def _owns(place):
    return not any(start <= place < end and (place - start) % step == offset % step
                   for start, end, step, offset in _borrowing_variables())


@once_a_stop
def _c_references():
    """{address of an object on the heap: places of C variables that own a reference to it}."""
    word, found = pointer_size(), {}
    heap_start, heap_end = variable("heap_start"), variable("heap_end")
    for start, end in _data_sections():
        try:
            values = memory.pointers(start, (end - start) // word)
        except Problem:
            continue
        for number, value in enumerate(values):
            if heap_start <= value < heap_end and _owns(start + number * word):
                found.setdefault(value, []).append(start + number * word)
    return found


def _c_variables(wanted):
    """Names of the C variables that own a reference to the object."""
    for place in _c_references().get(wanted, ()):
        yield "C's " + gdb.execute(f"info symbol {place:#x}", to_string=True).split(" in ")[0]


# ---- who refers to one ---------------------------------------------------------------------------

@once_a_stop
def _namespaces():
    """{address of a dict: what it is the namespace of}."""
    found = {}
    for _key, module, _ in objects.dict_entries(variable("interpreter").modules):
        if objects.type_of(module).kind == "module_type":
            self = view("Module", module)
            found[self.dict] = f"module {objects.str_value(self.name)}"
    return found


def _describe(owner, how):
    namespace = _namespaces().get(owner)
    if namespace and how.startswith("['"):
        return f"global {how[2:-2]} of {namespace}"
    return texts.summary(owner) + how


@once_a_stop
def _all_references():
    """({address of an object: [(owner or 0, how)]}, what could not be looked at)."""
    found, problems = {}, []
    for address in frames.addresses():
        for how, value in _frame_references(address):
            found.setdefault(value, []).append((0, how))
    for owner in [*heap_objects()[0], *_static_types()]:
        try:
            for how, value in references(owner):
                found.setdefault(value, []).append((owner, how))
        except Problem as problem:
            problems.append(f"(not looked at: {owner:#x}: {problem})")
    return found, problems


def referrers(wanted):
    """(a line for each reference to the object that is found: on frames, in objects, in C's
    variables; lines that say what could not be looked at)."""
    found, problems = _all_references()
    lines = [_describe(owner, how) if owner else how for owner, how in found.get(wanted, ())]
    if is_for_ever(wanted):
        lines.append("the interpreter itself, for ever")
    else:
        lines += _c_variables(wanted)
    return lines, problems


def is_for_ever(address):
    """One of the small ints, or an object that is not on the heap at all."""
    on_heap = variable("heap_start") <= address < variable("heap_end")
    return not on_heap or address in _small_ints()
